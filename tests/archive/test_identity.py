from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.archive.identity import Matching, digest_of, match_turns, words_of

LONG = "The bridge over the Vest will be closed for repairs from the first of May until the end of June."


def former_of(*texts: str) -> list[tuple[str, str]]:
    return [(f"t{n}", text) for n, text in enumerate(texts, 1)]


def match(former: list[tuple[str, str]], texts: list[str], **more: object) -> Matching:
    return match_turns(former, texts, last=len(former), **more)  # type: ignore[arg-type]


def test_a_first_reading_is_numbered_in_order() -> None:
    matching = match_turns((), ["b", "a", "b"], last=0)
    assert matching == Matching(ids=("t1", "t2", "t3"), changed=3, vanished={}, revived=frozenset(), last=3)


def test_case_punctuation_and_spacing_are_no_change() -> None:
    matching = match(former_of(LONG), [LONG.upper().replace(" ", "  ") + " – "])
    assert (matching.ids, matching.changed) == (("t1",), 0)


def test_vowel_signs_are_part_of_a_word() -> None:
    assert words_of("कि") != words_of("का")


def test_texts_of_punctuation_alone_are_told_apart() -> None:
    matching = match(former_of("* * *", "…"), ["…"])
    assert matching.ids == ("t2",)


def test_changed_words_keep_the_id_and_count_as_changed() -> None:
    matching = match(former_of("Hello to all of you here.", LONG), ["Hello to all of you here.", LONG + " Or July."])
    assert (matching.ids, matching.changed, matching.vanished) == (("t1", "t2"), 1, {})


def test_other_words_in_the_same_place_get_a_new_id() -> None:
    matching = match(
        former_of("First.", LONG, "Last."), ["First.", "Nobody was hurt in the fire at the mill.", "Last."]
    )
    assert (matching.ids, matching.vanished) == (("t1", "t4", "t3"), {"t2": None})


def test_short_turns_do_not_pass_for_each_other() -> None:
    assert match(former_of("Thank you, Minister."), ["Thank you, Madam."]).ids == ("t2",)
    assert match(former_of("Yes."), ["No."]).ids == ("t2",)


def test_moved_turns_keep_their_ids() -> None:
    texts = ["Alpha one.", LONG, "Gamma three.", "Delta four."]
    assert match(former_of(*texts), [texts[3], texts[0], texts[1], texts[2]]).ids == ("t4", "t1", "t2", "t3")


def test_a_repeated_note_does_not_shift_its_neighbours() -> None:
    former = former_of("Applause.", "One and only speech of the day.", "Applause.", "Two and only speech.", "Applause.")
    texts = ["One and only speech of the day.", "Applause.", "Two and only speech.", "Applause."]
    assert match(former, texts).ids == ("t2", "t3", "t4", "t5")


def test_merged_turns_redirect_to_the_one_that_took_them_up() -> None:
    other = "Trains will run on Sundays only, and the old ferry will carry those who cannot wait that long."
    matching = match(former_of(LONG, other), [f"{LONG} {other}"])
    assert matching.vanished == {"t1": "t3", "t2": "t3"}


def long_text(seed: int, words: int) -> str:
    return " ".join(f"{(seed + 1) * 7919 * n % 99991:x}" for n in range(1, words))


def test_a_long_turn_keeps_its_id_through_insertions_at_either_end() -> None:
    text, more = long_text(1, 3_000), long_text(2, 300)
    assert match(former_of(text), [f"{more} {text}"]).ids == ("t1",)
    assert match(former_of(text), [f"{text} {more}"]).ids == ("t1",)


def test_half_of_a_long_turn_is_not_the_turn() -> None:
    text, other = long_text(1, 3_000), long_text(2, 1_500)
    head, tail = text[: len(text) // 2], text[len(text) // 2 :]
    split = match(former_of(text), [head, tail])
    assert split.ids == ("t2", "t3")
    assert split.vanished["t1"] in ("t2", "t3")
    assert match(former_of(text), [f"{head} {other}"]).ids == ("t2",)


def test_a_formula_in_common_is_no_succession() -> None:
    matching = match(former_of(LONG * 3 + " Thank you very much."), ["Thank you very much."])
    assert matching.vanished == {"t1": None}


def test_words_long_gone_get_their_id_back_once() -> None:
    gone = {digest_of(words_of(LONG)): "t7"}
    matching = match_turns([("t9", "Another text.")], [LONG, "Another text.", LONG], last=9, gone=gone)
    assert (matching.ids, matching.revived, matching.changed) == (("t7", "t9", "t10"), frozenset({"t7"}), 2)


def test_hostile_sizes_take_bounded_time() -> None:
    started = time.process_time()
    match(former_of(*["a"] * 30_000), ["b"] * 30_000)
    match(former_of(*[f"{n} {LONG}" for n in range(1_000)]), [f"{LONG} {n}" for n in range(1_000)])
    match(former_of("x y" * 300_000), ["x z" * 300_000])
    assert time.process_time() - started < 60


# properties

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "insert", "replace", "swap", "repeat"]), st.integers(0, 40), st.integers(0, 999)
    ),
    max_size=8,
)


def edit(texts: list[str], edits: list[tuple[str, int, int]]) -> list[str]:
    """Apply edits; what is inserted is made of words that occur nowhere else."""
    texts = list(texts)
    for what, place, number in edits:
        at = place % max(1, len(texts))
        fresh = f"{number:b} zq{number} vk{number} jw{number}"
        if what == "insert" or not texts:
            texts.insert(at, fresh)
        elif what == "delete":
            del texts[at]
        elif what == "replace":
            texts[at] = fresh
        elif what == "repeat":
            texts.insert(at, texts[at])
        else:
            other = number % len(texts)
            texts[at], texts[other] = texts[other], texts[at]
    return texts


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 20), st.lists(EDITS, min_size=1, max_size=4))
def test_ids_hold_through_any_history(count: int, history: list[list[tuple[str, int, int]]]) -> None:
    texts = [f"turn {n} {n * 7919:x} and {n * 104729:x} said {n * 1299709:x}" for n in range(count)]
    matching = match_turns((), texts, last=0)
    words_by_id = dict(zip(matching.ids, map(words_of, texts), strict=True))
    gone: dict[str, str] = {}
    for edits in history:
        former = list(zip(matching.ids, texts, strict=True))
        texts = edit(texts, edits)
        matching = match_turns(former, texts, last=matching.last, gone=gone)
        now = dict(zip(matching.ids, texts, strict=True))
        before = dict(former)
        assert len(now) == len(texts), "ids are unique"
        assert set(matching.vanished) == set(before) - set(now)
        assert all(heir is None or heir in now for heir in matching.vanished.values())
        for text in set(texts) & set(before.values()):
            kept = [each for each in now if each in before and now[each] == before[each] == text]
            assert len(kept) == min(texts.count(text), list(before.values()).count(text)), (
                "unchanged turns keep their ids"
            )
        for each in set(now) - set(before) - matching.revived:
            assert each not in words_by_id, "numbers are never given again"
        for each in matching.revived:
            assert words_by_id[each] == words_of(now[each])
        gone = {digest: each for digest, each in gone.items() if each not in matching.revived}
        gone |= {digest_of(words_of(before[each])): each for each in matching.vanished}
        words_by_id |= {each: words_of(text) for each, text in now.items()}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12), st.lists(st.text(max_size=60), max_size=12))
def test_any_two_readings_match_somehow(old: list[str], new: list[str]) -> None:
    former = former_of(*old)
    matching = match(former, new)
    assert len(set(matching.ids)) == len(new)
    assert set(matching.vanished) == {each for each, _ in former} - set(matching.ids)
    assert match(former, old).changed == 0
