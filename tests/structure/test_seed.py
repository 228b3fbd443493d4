"""The page that the project started from comes out whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import rostra
from rostra.model import Transcript

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Transcript:
    return rostra.parse(corpus / "pages" / "seed" / "seed.txt")


def test_event(seed: Transcript) -> None:
    event = seed.event
    assert event.kind == "press_conference"
    assert event.date == "2014-08-06", "day first, as the related list's dates tell"
    assert event.time == "14:44"
    assert event.place == "Ust-Kamenogorsk", "told by the text alone"
    assert event.language == "en"
    assert event.title is not None
    assert event.title.startswith("Speech by Sergey Lavrov")
    assert event.title.endswith("Erlan Idrisov")
    assert [(p.name, p.affiliation) for p in event.participants] == [
        ("Sergey Lavrov", "Russia"),
        ("Erlan Idrisov", "Kazakhstan"),
    ]


def test_furniture(seed: Transcript) -> None:
    furniture = seed.furniture
    assert furniture.sections == ("Editor's Column", "Golden Collection", "MFA Russia News")
    assert furniture.tags == ()
    assert furniture.category == "Minister S.Lavrov"
    assert furniture.views == 2133
    assert furniture.print_version
    assert [(m.month, m.count) for m in furniture.months] == [
        ("2020-07", 7),
        ("2020-06", 27),
        ("2020-05", 19),
        ("2020-04", 20),
        ("2020-03", 23),
        ("2020-02", 21),
    ]
    assert [r.date for r in furniture.related] == ["2014-07-30", "2014-04-22", "2014-04-03", "2013-11-18", "2013-05-03"]


def test_turns(seed: Transcript) -> None:
    assert [t.role for t in seed.turns] == ["statement", *["question", "answer"] * 4]
    assert [t.speaker for t in seed.turns] == ["Sergey Lavrov", *["journalist", "Sergey Lavrov"] * 4]
    labels = [None, *["Question", "Sergey Lavrov"] * 3, "Question", "Sergey Lavrov (answers after Erlan Idrisov)"]
    assert [t.label for t in seed.turns] == labels
    assert [t.answers for t in seed.turns if t.role == "answer"] == ["t2", "t4", "t6", "t8"]
    assert seed.turns[-1].unseen == ("Erlan Idrisov",)


def test_compound_question(seed: Transcript) -> None:
    parts = [seed.text[a:b] for a, b in seed.turns[1].parts]
    assert len(parts) == 2
    assert parts[0] == "Is that so?"
    assert all(not t.parts for t in seed.turns[3:])


def test_body_edges(seed: Transcript) -> None:
    start, end = seed.body
    assert seed.text[start:].startswith("Dear Erlan")
    assert seed.text[:end].endswith("in all possible ways.")
