"""Every match on a line of its own: what stands around it, in which order, in which groups, of which turns."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeRecord

from rostra.search import open_index
from rostra.search.concordance import Concordance, make_concordance
from rostra.search.schema import count_repeats
from rostra.search.words import find_words

# What is asked for, beside the nearest that there is.
OUT_OF_BOUNDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"limit": -5}, {"limit": 0}), ({"offset": -1}, {"offset": 0}), ({"limit": 10**9}, {"limit": 10_000}),
    ({"window": 0, "sort": ["match"]}, {"window": 1, "sort": ["match"]}), ({"context": -1}, {"context": 10}),
    ({"context": 10**9}, {"context": 500}), ({"sample": 10**9}, {"sample": 10_000}), ({"sample": -1}, {"sample": 0}),
    ({"near": "it", "span": 0}, {"near": "it", "span": 1}), ({"near": "it", "span": 99}, {"near": "it", "span": 25}),
    ({"sort": ["colour", "left9"]}, {}), ({"group": "colour"}, {}), ({"only": "x"}, {}),
]  # fmt: skip


def concordance(record: FakeRecord, query: str, **how: Any) -> Concordance:
    return open_index(record, ":memory:").look(query, lambda look: make_concordance(look, **how))


def shown(found: Concordance) -> list[str]:
    return [f"{line.left}[{line.match}]{line.right}" for line in found.lines]


def test_every_match_of_a_turn_has_its_line(record: FakeRecord) -> None:
    found = concordance(record, "speaker:vela corridor")
    assert [(line.turn_id, line.match) for line in found.lines] == [
        ("t0", "corridor"),
        ("t2", "corridor"),
        ("t2", "corridor"),
    ]
    assert shown(found)[1:] == [
        "It will. A [corridor] that closes is no corridor.",
        "It will. A corridor that closes is no [corridor].",
    ]
    assert (found.total, found.more, found.turns) == (3, False, 2)


def test_a_line_says_who_and_when_and_leads_to_its_turn(record: FakeRecord) -> None:
    line = concordance(record, '"open through"').lines[0]
    assert (line.statement_id, line.turn_id, line.date, line.role) == ("summit", "t1", "2014-08-06", "question")
    assert concordance(record, '"let me"').lines[0].person == "tomas-brandt"
    assert concordance(record, "grinds").lines[0].turn_id == ""


def test_context_ends_with_whole_words(record: FakeRecord) -> None:
    (line, *_) = concordance(record, "humanitarian", context=20).lines
    assert (line.left, line.right) == ("Good day. We opened the "[-20:].partition(" ")[2], " corridor to the")


@pytest.fixture
def ferries() -> FakeRecord:
    made = FakeRecord()
    for number, words in enumerate(
        ("the new ferry sails", "an old ferry waits. The old ferry sinks", "No Ferry at all", "ferry")
    ):
        made.put(f"s{number}", [("statement", ("Ana Vela", "Ben Okafor")[number % 2], words)], date=f"201{number}-05")
    return made


def test_sorts_by_the_words_on_either_side(ferries: FakeRecord) -> None:
    lefts = [line.left for line in concordance(ferries, "ferry", sort=["left1"]).lines]
    assert lefts == ["the new ", "No ", "an old ", "an old ferry waits. The old ", ""]
    rights = [line.right.split()[:1] for line in concordance(ferries, "ferry", sort=["right1"]).lines]
    assert rights == [["at"], ["sails"], ["sinks"], ["waits."], []]


def test_sorts_by_several_keys_and_by_date(ferries: FakeRecord) -> None:
    lines = concordance(ferries, "ferry", sort=["speaker", "left1"]).lines
    assert [(line.speaker[:3], line.left.split()[-1:]) for line in lines] == [
        ("Ana", ["new"]), ("Ana", ["No"]), ("Ben", ["old"]), ("Ben", ["old"]), ("Ben", []),
    ]  # fmt: skip
    dates = [line.date for line in concordance(ferries, "ferry", sort=["date"]).lines]
    assert dates == ["2010-05", "2011-05", "2011-05", "2012-05", "2013-05"]
    assert [line.date for line in concordance(ferries, "ferry").lines] == dates[::-1]
    assert [line.date for line in concordance(ferries, "ferry", sort=["oldest"]).lines] == dates


def test_groups_count_lines_and_turns_and_lead_to_them(ferries: FakeRecord) -> None:
    found = concordance(ferries, "ferry", group="left1")
    assert [(group.name, group.lines, group.turns) for group in found.groups] == [
        ("old", 2, 1), ("", 1, 1), ("new", 1, 1), ("no", 1, 1),
    ]  # fmt: skip
    for group in found.groups:
        assert len(concordance(ferries, "ferry", group="left1", only=group.key).lines) == group.lines


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("speaker", ["Ben Okafor", "Ana Vela"]),
        ("year", ["2011", "2010", "2012", "2013"]),
        ("match", ["ferry"]),
        ("right2", ["", "all", "the"]),
    ],
)
def test_groups_have_names(ferries: FakeRecord, group: str, names: list[str]) -> None:
    assert [found.name for found in concordance(ferries, "ferry", group=group).groups] == names


@pytest.fixture(scope="module")
def many() -> FakeRecord:
    made = FakeRecord()
    for number in range(120):
        made.put(f"s{number:03}", [("statement", "Ana Vela", f"Here ferry number {number} sails.")], date="2014-01-01")
    return made


def test_the_same_seed_draws_the_same_lines_however_the_record_was_filled(many: FakeRecord) -> None:
    other = FakeRecord()
    for statement_id in sorted(many.statements, reverse=True):
        other.statements[statement_id] = many.statements[statement_id]
        other._note(statement_id)
    drawn = [shown(concordance(record, "ferry", sample=15, seed=7)) for record in (many, other)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 15
    assert drawn[0] != shown(concordance(many, "ferry", sample=15, seed=8))


def test_a_sample_is_spread_over_all_turns(many: FakeRecord) -> None:
    """Each line is about as likely as any other: over 40 seeds nearly all are met, and none more often than chance allows."""
    met = [line.statement_id for seed in range(40) for line in concordance(many, "ferry", sample=20, seed=seed).lines]
    counts = [met.count(statement_id) for statement_id in many.statements]
    assert sum(count > 0 for count in counts) > 110
    assert max(counts) < 30


def test_lines_near_a_word(ferries: FakeRecord) -> None:
    assert [line.date for line in concordance(ferries, "ferry", near="WAITS", span=1).lines] == ["2011-05"]
    assert len(concordance(ferries, "ferry", near="an", span=2).lines) == 1
    assert len(concordance(ferries, "ferry", near="an", span=6).lines) == 2
    assert concordance(ferries, "ferry", near="train", span=6).total == 0


@pytest.mark.parametrize(
    ("near", "span", "lines"),
    [
        ("The OLD", 1, 1), ("the old", 5, 2), ("old the", 5, 0), ("waits the", 1, 1), ("waits the", 2, 2), ("at all", 1, 1),
        ("the new", 9, 1),
    ],
)  # fmt: skip
def test_lines_near_words_that_stand_together(ferries: FakeRecord, near: str, span: int, lines: int) -> None:
    found = concordance(ferries, "ferry", near=near, span=span)
    assert (found.total, found.near, found.whole, found.notes) == (lines, near.lower(), False, ())


def test_lines_near_a_word_are_looked_for_beyond_the_window(many: FakeRecord) -> None:
    """Only turns that say the word are read, so that a window of any size shows the same lines."""
    found = concordance(many, "ferry", near="7", window=1)
    assert [line.statement_id for line in found.lines] == ["s007"]
    assert found.basis == "The one matching turn that says “7”."
    first = concordance(many, "ferry", near="here", window=1, limit=3)
    assert len(first.lines) == 3
    assert first.basis == "The first 4 of 120 matching turns that say “here”, newest first."
    assert concordance(many, "ferry", near="7", sample=5).total == 1
    sorted_ = concordance(many, "ferry", near="number 7", sort=["right1"], window=1)
    assert [line.statement_id for line in sorted_.lines] == ["s007"]


def test_two_characters_without_a_space_are_words_beside() -> None:
    made = FakeRecord()
    made.put("ja", [("statement", None, "昨日の停戦は続く。停戦だ")])
    assert shown(concordance(made, "停戦", near="昨日")) == ["昨日の[停戦]は続く。停戦だ"]


@pytest.mark.parametrize(
    ("how", "note"),
    [
        ({"near": "!!"}, "no letters or digits"), ({"only": "Ana Vela"}, "not grouped"), ({"near": "the " * 11}, "first 10 words"),
        ({"group": "colour", "only": "x"}, "not grouped"),
    ],
)  # fmt: skip
def test_what_was_passed_over_is_said(ferries: FakeRecord, how: dict[str, Any], note: str) -> None:
    (said,) = concordance(ferries, "ferry", **how).notes
    assert note in said


def test_turns_by_lot_are_told(many: FakeRecord) -> None:
    found = concordance(many, "ferry", sort=["lot"], seed=3, limit=19)
    assert found.basis == "20 turns drawn by lot (seed 3) from 120 matching turns."
    assert shown(found) == shown(concordance(many, "ferry", sample=19, seed=3))
    read = concordance(many, "ferry", sort=["lot", "right1"], seed=3, window=20)
    assert (read.basis, read.total) == (found.basis, 20)


def test_how_a_sample_was_drawn_is_said(many: FakeRecord) -> None:
    found = concordance(many, "ferry", sample=15, seed=7)
    assert found.basis.startswith("15 lines of 15 turns that were drawn by lot (seed 7) from 120 matching turns")
    assert (found.total, found.more, found.turns_read, found.turns) == (15, False, 15, 120)


def test_a_window_says_that_it_is_one(many: FakeRecord) -> None:
    found = concordance(many, "ferry", sort=["right1"], window=30)
    assert found.basis == "The first 30 of 120 matching turns, newest first."
    assert (found.total, found.more, len(found.lines)) == (30, True, 30)
    assert concordance(many, "ferry", sort=["right1"]).basis == "All 120 matching turns."


def test_pages_follow_one_another(many: FakeRecord) -> None:
    index = open_index(many, ":memory:")
    pages = [
        index.look("ferry", lambda look, at=at: make_concordance(look, limit=25, offset=at)).lines
        for at in range(0, 140, 25)
    ]
    assert [len(page) for page in pages] == [25, 25, 25, 25, 20, 0]
    assert len({line.statement_id for page in pages for line in page}) == 120


def test_unsorted_lines_are_read_as_far_as_the_page_needs(many: FakeRecord) -> None:
    """The window is for sorting; and what a page says does not depend on what somebody read before."""
    index = open_index(many, ":memory:")

    def page(at: int, *sort: str) -> Concordance:
        return index.look("ferry", lambda look: make_concordance(look, sort=sort, limit=10, offset=at, window=20))

    first = page(0)
    assert (len(first.lines), first.total, first.more, first.turns_read, first.whole) == (10, 11, True, 11, False)
    deep = page(110)
    assert (len(deep.lines), deep.total, deep.more, deep.basis) == (10, 120, False, "All 120 matching turns.")
    assert page(0) == first
    whole = page(10, "right1")
    assert (len(whole.lines), whole.total, whole.more, whole.whole) == (10, 20, True, True)
    assert page(110) == deep


def test_a_reading_that_broke_off_is_begun_anew(many: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(many, ":memory:")
    reads, get_turns = iter(range(10)), many.get_turns

    def interrupted(names: Any) -> Any:
        if next(reads) == 1:
            raise RuntimeError("locked")
        return get_turns(names)

    monkeypatch.setattr(many, "get_turns", interrupted)

    def read() -> Concordance:
        return index.look("ferry", lambda look: make_concordance(look, sort=["right1"], limit=200))

    with pytest.raises(RuntimeError, match="locked"):
        read()
    found = read()
    assert (found.total, found.basis) == (120, "All 120 matching turns.")
    assert len({line.statement_id for line in found.lines}) == 120


def test_a_query_without_words_is_told_so(record: FakeRecord) -> None:
    found = concordance(record, "speaker:vela")
    assert found.lines == ()
    assert "no words" in found.notes[-1]


@pytest.mark.parametrize(("how", "nearest"), OUT_OF_BOUNDS)
def test_settings_that_mean_nothing_are_the_nearest_that_do(
    record: FakeRecord, how: dict[str, Any], nearest: dict[str, Any]
) -> None:
    given, meant = (concordance(record, "corridor", **settings) for settings in (how, nearest))
    assert (given.lines, given.total, given.groups, given.turns_read) == (
        meant.lines, meant.total, meant.groups, meant.turns_read,
    )  # fmt: skip


def test_scripts_without_spaces_and_right_to_left_keep_their_order() -> None:
    made = FakeRecord()
    made.put("ja", [("statement", None, "昨日の停戦は続く。停戦だ")])
    made.put("ar", [("statement", None, "قال إن المعبر مفتوح للجميع")])
    assert shown(concordance(made, "停戦")) == ["昨日の[停戦]は続く。停戦だ", "昨日の停戦は続く。[停戦]だ"]
    assert shown(concordance(made, "المعبر")) == ["قال إن [المعبر] مفتوح للجميع"]
    assert [group.name for group in concordance(made, "停戦", group="left1").groups] == ["く", "の"]


def test_words_of_a_turn_are_counted_as_they_are_cut(record: FakeRecord) -> None:
    """The columns of the index agree with the words that are found in each turn, and with how often each comes again."""
    from collections import Counter

    import tantivy

    from rostra.analysis.frequencies import count_words_of

    def check(look: Any) -> None:
        searcher, counts, words = look.view.searcher, Counter[str](), 0
        for score_address in searcher.search(tantivy.Query.all_query(), limit=100).hits:
            said = look.view.read(searcher.doc(score_address[1]))
            found = [word.folded for word in find_words(said.text)]
            assert searcher.fast_field_values("words", [score_address[1]]) == [len(found)]
            counts.update(found)
            words += len(found)
        whole = count_words_of(look, None)
        assert (whole.words, whole.counts) == (words, dict(counts))

    open_index(record, ":memory:").look("", check)


@pytest.mark.parametrize("times", [1, 2, 3, 8, 9, 1000])
def test_repeats_sum_up(times: int) -> None:
    assert 1 + sum(1 << int(token[2:]) for token in count_repeats(["a"] * times)) == times
