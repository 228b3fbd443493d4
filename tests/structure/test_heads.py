"""Heads of printed pages at the edges of what was said."""

from __future__ import annotations

import pytest
from pages import BRIDGE, FERRY

from rostra.structure.decode import Draft
from rostra.structure.heads import is_head, without_heads
from rostra.structure.style import words_of

TITLE = "Address by Premier Ana Ilic to the Harbour Board"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "- 12 -",
        "08/09/31 17:22",
        "ADDRESS BY PREMIER ANA ILIC",
        "THE HARBOUR BOARD",
        "ORSK 14 October 1994",
        "Embargo: 8 p.m. on Monday, the 31st of July, for the morning papers",
    ],
)
def test_heads(line: str) -> None:
    assert is_head(line, words_of(TITLE))


@pytest.mark.parametrize(
    "line", ["We have spent the winter on the timetable of the ferry.", "and nobody will pay", FERRY]
)
def test_lines_that_are_no_heads(line: str) -> None:
    assert not is_head(line, words_of(TITLE))


def cut(text: str) -> list[tuple[str, str]]:
    drafts = without_heads(text, [Draft(kind="speech", segments=[(0, len(text))])], TITLE)
    return [(d.kind, text[d.start : d.end]) for d in drafts]


def test_heads_above_the_words_are_cut() -> None:
    assert cut(f"ADDRESS BY PREMIER ANA ILIC\nPg: 12 08/09/31\n{FERRY}\n{BRIDGE}") == [("speech", f"{FERRY}\n{BRIDGE}")]


def test_a_dateline_below_the_words_becomes_a_note() -> None:
    found = cut(f"{FERRY}\n{BRIDGE}\n{FERRY}\nORSK 14 October 1994")
    assert ("note", "ORSK 14 October 1994") in found
    assert found[0][0] == "speech"
    assert found[0][1].strip().endswith("autumn.")


def test_words_alone_stay_whole() -> None:
    assert cut(f"{FERRY}\n{BRIDGE}\n{FERRY}") == [("speech", f"{FERRY}\n{BRIDGE}\n{FERRY}")]
    assert without_heads("", [], TITLE) == []
