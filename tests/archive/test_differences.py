"""What changed between two states of a page, and of what kind the change is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_made_up import HARBOUR, change, make_entry

from rostra.archive.differences import compare, compare_texts, compare_versions, kind_of_change
from rostra.model import Transcript

TEXTS = st.text(alphabet="ab .,\n'5%€é\u4e00\u4e01", max_size=60)


def transcript(lines: list[tuple[str, str, str]] | None = None, **more: object) -> Transcript:
    return make_entry(lines, **more).transcript if lines is not None else make_entry(**more).transcript


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_runs(before: str, after: str) -> None:
    runs = compare_texts(before, after)
    assert "".join(run.text for run in runs if run.kind != "removed") == after
    former = "".join(run.text for run in runs if run.kind != "added")
    assert "".join(former.split()) == "".join(before.split())  # spacing is the newer text's


@given(TEXTS)
def test_equal_texts_are_one_run(text: str) -> None:
    assert [run.kind for run in compare_texts(text, text)] == (["same"] if text else [])


def test_runs_of_long_texts_stay_bounded() -> None:
    before, after = "".join(f"word{i} " for i in range(12_000)), "".join(f"other{i} " for i in range(12_000))
    runs = compare_texts(before, after)
    assert [run.kind for run in runs] == ["removed", "added"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Yes, we will - in May.", "Yes: we will – in may!", "cosmetic"),
        ("He said “no” to it.", 'He said "no" to it.', "cosmetic"),
        ("It costs 5 % more.", "It costs 5 more.", "words"),
        ("It costs €5 more.", "It costs $5 more.", "words"),
        ("It grew by 1.5 points.", "It grew by 15 points.", "words"),
        ("It is -3 degrees.", "It is 3 degrees.", "cosmetic"),
        ("我们将在五月开始。", "我们将在六月开始。", "words"),
        ("We can do that.", "We can't do that.", "words"),
    ],
)
def test_a_change_of_words_is_told_from_a_cosmetic_one(before: str, after: str, kind: str) -> None:
    old, new = (
        transcript([*HARBOUR, ("answer", "Tomas Keel", text)], content=text.encode()) for text in (before, after)
    )
    assert kind_of_change(old, new, same_parser=True) == kind


def test_what_surrounds_a_statement_is_no_change_of_its_words() -> None:
    old, new = transcript(content=b"one"), transcript(content=b"two")
    assert kind_of_change(old, new, same_parser=True) == "around"
    assert kind_of_change(old, old, same_parser=True) == ""


def test_another_label_counts_between_readings_of_one_parser_only() -> None:
    lines = change(HARBOUR, 2, HARBOUR[2][2])
    relabelled = [*lines[:2], (lines[2][0], "Berta Holm", lines[2][2]), *lines[3:]]
    old, new = transcript(list(HARBOUR), content=b"one"), transcript(relabelled, content=b"two")
    if [turn.label for turn in old.turns] == [turn.label for turn in new.turns]:
        pytest.skip("the made-up pages print no labels")
    assert kind_of_change(old, new, same_parser=True) == "words"
    assert kind_of_change(old, new, same_parser=False) == "around"


def test_two_cuts_of_one_text_by_two_parsers_are_no_change() -> None:
    whole = transcript([("statement", "Ada Brandt", "First we dig.\nThen we build.")], content=b"one")
    cut = transcript(
        [("statement", "Ada Brandt", "First we dig."), ("answer", "Tomas Keel", "Then we build.")], content=b"two"
    )
    assert kind_of_change(whole, cut, same_parser=False) == "around"


def test_turns_are_compared_with_their_former_selves() -> None:
    lines = change(HARBOUR, 2, HARBOUR[2][2].replace("a third", "one quarter"))
    old, new = transcript(), transcript([lines[1], lines[0], *lines[2:-1]])
    ids = [turn.id for turn in old.turns]
    turns = tuple(
        type(turn)(**{**{name: getattr(turn, name) for name in turn.__struct_fields__}, "id": turn_id})
        for turn, turn_id in zip(new.turns, [ids[1], ids[0], *ids[2:-1]], strict=True)
    )
    new = type(new)(**{**{name: getattr(new, name) for name in new.__struct_fields__}, "turns": turns})
    event, found = compare(old, new)
    assert event == ()
    by_id = {turn.id: turn for turn in found}
    assert by_id[ids[2]].kind == "words"
    assert [(run.kind, run.text) for run in by_id[ids[2]].runs if run.kind != "same"] == [
        ("removed", "a third"),
        ("added", "one quarter"),
    ]
    assert by_id[ids[-1]].kind == "removed"
    assert [turn.id for turn in found if turn.moved] in ([ids[0]], [ids[1]])
    assert by_id[ids[3]].kind == "same"


def test_a_page_without_turns_is_compared_as_one_text() -> None:
    old, new = (
        msgspec.structs.replace(transcript([("answer", "A", text)], title=title, kind="article"), turns=())
        for text, title in (("The pier stays.", "Pier"), ("The pier goes.", "Piers"))
    )
    difference = compare_versions("abc", (1, old), (2, new), kind="words")
    assert [(change.name, change.before, change.after) for change in difference.event] == [("title", "Pier", "Piers")]
    assert [turn.id for turn in difference.changed] == [""]
