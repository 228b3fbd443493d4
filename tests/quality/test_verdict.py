"""The verdict on a small made-up page, turn by turn, and what is drawn from the confidence of turns."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from ferry import GOLD, TURNS, make_wire

from rostra.quality import GoldPage, judge_page
from rostra.quality.calibration import calibrate


def make_gold(**changes: Any) -> GoldPage:
    return msgspec.structs.replace(GOLD, **changes)


def states(wire: dict[str, Any], gold: GoldPage | None = None) -> list[str]:
    return [turn.state for turn in judge_page(gold or make_gold(), wire).turns]


def test_a_right_page() -> None:
    page = judge_page(make_gold(), make_wire())
    assert [turn.state for turn in page.turns] == ["right"] * 4
    assert [turn.place for turn in page.turns] == [0, 1, 2, 3]
    assert page.links == (1, 1, 1)
    assert len(page.speech) == 3
    assert len(page.notes) == 1


@pytest.mark.parametrize(
    ("turn", "change", "faults"),
    [
        ("t0", {"text": TURNS[0][2] + " More was said."}, ("end",)),
        ("t0", {"speaker": "Oskar Lind"}, ("speaker",)),
        ("t0", {"role": "answer"}, ("role",)),
        ("t0", {"answers": "t2"}, ("link",)),
        ("t3", {"answers": None, "role": "statement"}, ("role", "link")),
    ],
)
def test_faults_of_a_turn_that_was_found(turn: str, change: dict[str, Any], faults: tuple[str, ...]) -> None:
    page = judge_page(make_gold(), make_wire(**{turn: change}))
    assert [t.faults for t in page.turns if t.faults] == [faults]


def test_a_wrong_link_alone_leaves_a_turn_strictly_right() -> None:
    page = judge_page(make_gold(), make_wire(t3={"answers": None}))
    assert page.turns[3].state == "wrong"
    assert page.turns[3].strict


def test_what_was_made_up_stands_where_it_was_said() -> None:
    wire = make_wire()
    wire["turns"].insert(2, {"id": "x", "role": "statement", "speaker": None, "text": "Nobody ever said this at all."})
    assert states(wire) == ["right", "right", "invented", "right", "right"]
    del wire["turns"][1]
    assert states(wire) == ["right", "missed", "invented", "right", "right"]


def test_a_note_that_passes_for_speech_is_missed_and_invented() -> None:
    assert sorted(states(make_wire(t1={"role": "statement"}))) == ["invented", "missed", "right", "right", "right"]


def test_notes_and_speech_are_paired_apart_even_where_they_cross() -> None:
    wire = make_wire()
    wire["turns"][1], wire["turns"][2] = wire["turns"][2], wire["turns"][1]
    assert states(wire) == ["right"] * 4


def test_a_failed_page_misses_everything() -> None:
    page = judge_page(make_gold(), {"error": {"code": "unreadable", "message": "this page is empty"}})
    assert {turn.state for turn in page.turns} == {"missed"}
    assert page.prediction.error == "this page is empty"


def test_the_last_turn_of_a_page_that_breaks_off_has_no_end() -> None:
    wire = make_wire(t3={"text": TURNS[3][2] + " And then"})
    assert states(wire)[3] == "wrong"
    assert states(wire, make_gold(truncated_page=True))[3] == "right"


def test_calibration_of_turns() -> None:
    wire = make_wire(
        t0={"confidence": 0.95},
        t1={"confidence": 0.1},
        t2={"confidence": 0.65, "speaker": "Oskar Lind"},
        t3={"confidence": None},
    )
    wire["turns"].append({"id": "x", "role": "answer", "text": "Nobody said this.", "confidence": 0.65})
    found = calibrate([judge_page(make_gold(), wire)])
    assert [(b.low, b.turns, b.right) for b in found["start"].bins] == [(0.6, 2, 0.5), (0.9, 1, 1.0)]
    assert found["start"].error == pytest.approx((2 * 0.15 + 0.05) / 3)
    assert [b.right for b in found["turn"].bins] == [0.0, 1.0]
    assert found["turn"].error == pytest.approx((2 * 0.65 + 0.05) / 3)


def test_calibration_of_nothing() -> None:
    assert calibrate([])["start"].error == 0
    assert calibrate([judge_page(make_gold(), None)])["turn"].turns == 0


def test_a_confidence_of_one_is_in_the_last_bin() -> None:
    (only,) = calibrate([judge_page(make_gold(), make_wire(t0={"confidence": 1.0}))])["start"].bins
    assert (only.low, only.high) == (0.9, 1.0)
