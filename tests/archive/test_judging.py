"""Judgements laid over a reading: what they leave alone, in any number and order. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_made_up import HARBOUR, PERSONS, make_entry

from rostra.archive import Judgement
from rostra.archive.deciding import check, identify, refer
from rostra.archive.judging import apply, follow
from rostra.archive.quoting import find_words, opening, quote
from rostra.model import Transcript, UsageError
from rostra.model.wire import to_wire

MACHINE = make_entry().transcript


def judgement(
    transcript: Transcript, action: str, turn: str | None, value: dict[str, Any], number: int = 0
) -> Judgement:
    """A judgement as the record would keep it. Raises `UsageError` where it would refuse it."""
    made = Judgement(action=action, by="Ines Marl", why="Heard.", value=value, turn=turn)  # type: ignore[arg-type]
    made = refer(transcript, made)
    made = msgspec.structs.replace(made, sha256="0" * 64, at=f"2026-03-01T12:{number // 60:02}:{number % 60:02}.000Z")
    check(made)
    return msgspec.structs.replace(made, id=identify(made))


NAMES = st.sampled_from(["Ada Brandt", "Tomas Keel", "Mira Holt"])
STEPS = st.one_of(
    st.tuples(st.just("speaker"), NAMES.map(lambda name: {"name": name, "kind": "person", "person": name.lower()[:3]})),
    st.tuples(st.just("speaker"), st.just({"name": None, "kind": "unknown"})),
    st.tuples(st.just("role"), st.sampled_from(["statement", "question", "answer", "note"]).map(lambda r: {"role": r})),
    st.tuples(st.just("answers"), st.sampled_from(["t2", "t4", None]).map(lambda q: {"question": q})),
    st.tuples(st.just("split"), st.sampled_from(["harbour", "the", "pays", "run"]).map(lambda words: {"at": words})),
    st.tuples(st.just("join"), st.just({})),
    st.tuples(st.just("furniture"), st.sampled_from([{}, {"words": "the"}, {"words": "pays the rest"}])),
    st.tuples(
        st.just("field"), st.sampled_from([{"field": "date", "value": "2014"}, {"field": "title", "value": None}])
    ),
    st.tuples(st.just("person"), NAMES.map(lambda name: {"name": name, "person": "someone-else"})),
    st.tuples(st.just("not-transcript"), st.just({})),
)


def decide(steps: list[tuple[int, tuple[str, dict[str, Any]]]]) -> list[Judgement]:
    """As many of the steps as are possible, each taken in sight of what the ones before made of the page."""
    made: list[Judgement] = []
    for number, (place, (action, value)) in enumerate(steps):
        seen = apply(MACHINE, PERSONS, made).transcript
        turn = seen.turns[place % len(seen.turns)].id if seen.turns else None
        try:
            each = judgement(seen, action, turn, dict(value), number)
        except UsageError:
            continue
        if each.id not in apply(MACHINE, PERSONS, [*made, each]).unmet:
            made.append(each)
    return made


SEQUENCES = st.lists(st.tuples(st.integers(0, 9), STEPS), max_size=8).map(decide)


@settings(max_examples=150, deadline=None)
@given(SEQUENCES, st.randoms())
def test_any_judgements_leave_a_sound_reading_and_undone_nothing(made: list[Judgement], random: Any) -> None:
    applied = apply(MACHINE, PERSONS, made)
    sound(applied.transcript)
    assert apply(MACHINE, PERSONS, [*made, *made]) == applied
    shuffled = list(made)
    random.shuffle(shuffled)
    assert apply(MACHINE, PERSONS, shuffled) == applied
    undone = [msgspec.structs.replace(each, state="undone") for each in made]
    back = apply(MACHINE, PERSONS, undone)
    assert msgspec.json.encode(to_wire(back.transcript)) == msgspec.json.encode(to_wire(MACHINE))
    assert back.persons == PERSONS
    assert back.unmet == {}


@settings(max_examples=150, deadline=None)
@given(SEQUENCES, st.data())
def test_without_any_one_of_them_the_rest_still_leave_a_sound_reading(
    made: list[Judgement], data: st.DataObject
) -> None:
    left = [each for each in made if data.draw(st.booleans())]
    sound(apply(MACHINE, PERSONS, left).transcript)


def sound(transcript: Transcript) -> None:
    """Every promise of the contract about turns still holds, and no word is lost."""
    ids = [turn.id for turn in transcript.turns]
    assert len(set(ids)) == len(ids)
    assert transcript.text == MACHINE.text
    questions = {turn.id for turn in transcript.turns if turn.role == "question"}
    for turn in transcript.turns:
        assert 0 <= turn.start < turn.end <= len(transcript.text)
        assert transcript.turn_text(turn) == transcript.turn_text(turn).strip()
        assert turn.answers is None or (turn.answers in questions and turn.answers != turn.id)
        assert all(turn.start <= start < end <= turn.end for start, end in turn.segments)
    assert all(one.end <= other.start for one, other in pairwise(transcript.turns))
    if transcript.turns:
        covered = {at for turn in transcript.turns for at in range(turn.start, turn.end)}
        covered |= {at for start, end in transcript.furniture.spans for at in range(start, end)}
        assert all(at in covered or not char.isalnum() for at, char in enumerate(transcript.text))


@given(st.permutations(range(3)))
def test_the_order_of_a_file_makes_no_difference(order: list[int]) -> None:
    made = [
        judgement(MACHINE, "speaker", "t1", {"name": "Mira Holt", "kind": "person"}, 1),
        judgement(MACHINE, "role", "t6", {"role": "heading"}, 2),
        judgement(MACHINE, "split", "t3", {"at": "the ministry"}, 3),
    ]
    assert apply(MACHINE, PERSONS, [made[i] for i in order]) == apply(MACHINE, PERSONS, made)


def test_applying_to_a_corrected_reading_changes_nothing_more() -> None:
    made = [
        judgement(MACHINE, "speaker", "t1", {"name": "Mira Holt", "kind": "person", "person": "mira-holt"}, 1),
        judgement(MACHINE, "split", "t3", {"at": "the ministry"}, 2),
        judgement(MACHINE, "furniture", "t6", {"words": "(Applause.)"}, 3),
        judgement(MACHINE, "join", "t4", {}, 4),
    ]
    once = apply(MACHINE, PERSONS, made)
    assert once.unmet == {}
    again = apply(once.transcript, once.persons, made)
    assert again == once


def test_words_are_found_by_their_surroundings_when_there_are_several() -> None:
    text = "A: Yes.\n\nB: Who?\n\nC: Yes.\n\nD: Why?"
    second = quote(text, text.rindex("Yes."), text.rindex("Yes.") + 4)
    moved = "Preface.\n\n" + text
    assert find_words(moved, second) == (moved.rindex("Yes."), moved.rindex("Yes.") + 4)
    assert find_words("A: Yes.\n\nB: Who knows?", second) is None


def test_spaces_and_punctuation_make_no_difference() -> None:
    words = opening(MACHINE.text, 0, len(HARBOUR[0][2]))
    found = find_words(MACHINE.text.replace("gentlemen, the  harbour", "gentlemen – the harbour"), words)
    assert found is not None
    assert found[0] == 0
    assert find_words(MACHINE.text.replace("harbour", "haven"), words) is None


def test_the_opening_of_a_long_turn_is_enough() -> None:
    text = "word " * 400
    assert len(opening(text, 0, len(text)).exact) <= 160


@pytest.mark.parametrize("value", [None, 5, "", "x" * 400, {"a": 1}])
def test_values_of_the_wrong_kind_are_refused(value: Any) -> None:
    words = {"quote": "words", "start": 0, "sha256": "0" * 64, "at": "2026-03-01T12:00:00Z"}
    for action, key in (
        ("speaker", "kind"),
        ("role", "role"),
        ("answers", "question"),
        ("field", "field"),
        ("person", "name"),
    ):
        made = Judgement(action=action, by="a", why="b", value={key: value}, **words)  # type: ignore[arg-type]
        if (action, value) != ("answers", None):
            with pytest.raises(UsageError):
                check(made)


def test_a_circle_of_merges_leads_to_one_person_from_everywhere() -> None:
    circle = {"ada": "berta", "berta": "carla", "carla": "ada", "dora": "berta"}
    assert {follow(circle, slug) for slug in ("ada", "berta", "carla", "dora")} == {"ada"}
    assert follow({"ada": "ada"}, "ada") == "ada"
    assert follow({"ada": "berta"}, "ada") == "berta"
