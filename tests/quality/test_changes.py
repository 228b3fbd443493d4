"""What a change gains and loses, between two scorings of the same made-up page."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from ferry import GOLD, TURNS, make_wire

from rostra.model import ReadError
from rostra.quality import Changes, Scoring, compare, format_changes, read_scoring, score


def scoring(wire: dict[str, Any] | None) -> Scoring:
    """As saved to a file and read again."""
    return read_scoring(json.dumps(score([GOLD], [wire]).to_builtins()).encode(), "saved.json")


def changes(before: dict[str, Any] | None, after: dict[str, Any] | None) -> Changes:
    return compare(scoring(before), score([GOLD], [after]))


def turns(found: Changes) -> list[tuple[str | None, str, str, bool]]:
    return [(turn.role, turn.before, turn.after, turn.better) for page in found.pages for turn in page.turns]


def test_nothing_has_changed() -> None:
    found = changes(make_wire(), make_wire())
    assert found.pages == ()
    assert not found.worse
    assert "no figure has moved" in format_changes(found, "HEAD")


@pytest.mark.parametrize(
    ("turn", "change", "told"),
    [
        ("t0", {"speaker": None}, ("statement", "speaker wrong", "right")),
        ("t2", {"role": "note"}, ("question", "missed", "right")),
        ("t3", {"answers": None}, ("answer", "link wrong", "right")),
        ("t3", {"role": "statement", "answers": None}, ("answer", "role and link wrong", "right")),
        ("t1", {"text": "(Applause.)"}, ("note", "missed", "right")),
    ],
)
def test_a_turn_gained_and_the_same_turn_lost(turn: str, change: dict[str, Any], told: tuple[str, str, str]) -> None:
    role, before, after = told
    gained = changes(make_wire(**{turn: change}), make_wire())
    lost = changes(make_wire(), make_wire(**{turn: change}))
    assert (role, before, after, True) in turns(gained)
    assert (role, after, before, False) in turns(lost)
    assert not gained.worse


def test_what_is_made_up_is_lost_and_its_going_is_gained() -> None:
    wire = make_wire()
    wire["turns"].append({"id": "x", "role": "statement", "text": "Nobody said this."})
    assert turns(changes(make_wire(), wire)) == [("statement", "absent", "invented", False)]
    assert turns(changes(wire, make_wire())) == [("statement", "invented", "absent", True)]
    assert turns(changes(wire, wire)) == []


def test_what_is_lost_is_for_the_worse_and_what_is_gained_is_not() -> None:
    wire = make_wire()
    wire["event"]["title"] = "On the bridge"
    assert changes(make_wire(), wire).worse
    assert not changes(wire, make_wire()).worse
    assert changes(make_wire(), make_wire(t0={"speaker": None})).worse
    assert changes(make_wire(), None).worse


def test_figures_before_and_after() -> None:
    found = changes(make_wire(t0={"speaker": None}), make_wire())
    assert found.means["turn_f1"] == (pytest.approx(2 / 3), 1.0)
    assert found.means["start_f1"] == (1.0, 1.0)
    assert set(found.pages[0].figures) == {"turn_f1", "speaker"}
    text = format_changes(found, "HEAD~1")
    assert "against HEAD~1: 1 turns gained, 0 lost" in text
    assert "0.667 > 1.000 (+0.333)" in text
    assert f"+ statement  {TURNS[0][2]}" in text


def test_a_figure_that_came_to_apply_has_no_before() -> None:
    found = changes(None, make_wire())
    assert found.pages[0].figures["speaker"] == (None, 1.0)
    assert "- > 1.000" in format_changes(found, "HEAD")


def test_pages_of_one_side_do_not_move_the_means() -> None:
    other = msgspec.structs.replace(GOLD, id="other")
    found = compare(scoring(make_wire()), score([GOLD, other], [make_wire(), None]))
    assert found.only_after == ("other",)
    assert found.only_before == ()
    assert not found.worse
    assert compare(scoring(make_wire()), score([other], [None])).only_before == ("ferry",)


def test_turns_of_other_gold_are_not_compared() -> None:
    shorter = msgspec.structs.replace(GOLD, turns=GOLD.turns[:2])
    (page,) = compare(scoring(make_wire()), score([shorter], [make_wire()])).pages
    assert page.other_gold
    assert page.turns == ()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"mean": {}}', b'{"mean": {}, "pages": [{"id": "a"}]}', b"\xff"]
)
def test_a_file_that_is_no_scoring_is_named(content: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_scoring(content, "odd.json")
    assert caught.value.source == "odd.json"
