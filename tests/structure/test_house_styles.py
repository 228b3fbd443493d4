"""One small page of our own for every way in which real houses print their statements, read by the whole parser."""

from __future__ import annotations

import pytest
from house_furniture import FURNITURE
from house_labels import LABELS
from house_notes import NOTES
from house_odd_labels import ODD_LABELS
from house_signs import SIGNS
from house_talk import TALK
from pages import Expected, House, parse

from rostra.model import Transcript

HOUSES = (*LABELS, *SIGNS, *ODD_LABELS, *TALK, *NOTES, *FURNITURE)


def _case(house: House) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=house.fails)] if house.fails else []
    return pytest.param(house, id="house_style_" + house.style.replace(" ", "_"), marks=marks)


def _actual(transcript: Transcript, expected: tuple[Expected, ...]) -> list[Expected]:
    """The turns as found, each cut to as many characters as its counterpart has."""
    places = {turn.id: i for i, turn in enumerate(transcript.turns)}
    wanted = [len(e.words) for e in expected] + [24] * len(transcript.turns)
    return [
        Expected(
            turn.role, turn.speaker, transcript.turn_text(turn)[:size], places[turn.answers] if turn.answers else None
        )
        for turn, size in zip(transcript.turns, wanted, strict=False)
    ]


@pytest.mark.parametrize("house", [_case(h) for h in HOUSES])
def test_style(house: House) -> None:
    transcript = parse(house.content)
    assert _actual(transcript, house.turns) == list(house.turns)
    for place, label in house.labels.items():
        assert transcript.turns[place].label == label
    for place, names in house.unseen.items():
        assert transcript.turns[place].unseen == names
    for place, count in house.parts.items():
        assert len(transcript.turns[place].parts) == count


def test_every_line_of_the_list_has_a_page() -> None:
    assert {int(house.style[:2]) for house in HOUSES} == set(range(1, 39))
