"""Lists of names in a record: one note each, spoken by nobody."""

from __future__ import annotations

import pytest
from pages import BRIDGE, FERRY, drafts_of, page, parse

from rostra.structure.rolls import is_name_row

AYES = ("Abend, Ms Dora", "Aberlin, Olga", "Brandt, rh Mr Ivo", "(Eastquay)", "Cole, Maria M.", "Dahl, Jan van der")
NOES = ("Ebner, Karl", "Fane, Sir Tom", "Goss, Lea")


@pytest.mark.parametrize("row", [*AYES[:3], *AYES[4:], *NOES, "Lea Goss", "Ana María de la Cruz"])
def test_rows_that_are_names(row: str) -> None:
    assert is_name_row(row)


@pytest.mark.parametrize(
    "row", ["Thank you, Minister.", "Goss", "The ferry to Orsk", "Order, order!", "Ayes 231", "Yes, I do"]
)
def test_rows_that_are_none(row: str) -> None:
    assert not is_name_row(row)


def test_a_division_is_one_note_and_no_turn_of_the_speaker_before() -> None:
    transcript = parse(
        page(
            "Harbours Bill: debate in the Assembly",
            f"Mr Brandt: {FERRY}",
            f"Ms Goss: {BRIDGE}",
            "Question put, That the Bill be now read a Second time.",
            "Ayes 6, Noes 3.",
            "AYES",
            *AYES,
            "Tellers for the Ayes:",
            *NOES,
            f"Mr Brandt: {BRIDGE}",
        )
    )
    assert [turn.role for turn in transcript.turns] == ["statement", "statement", "note", "note", "statement"]
    assert transcript.turn_text(transcript.turns[2]).startswith("Question put")
    division = transcript.turn_text(transcript.turns[3])
    assert division.startswith("Ayes 6")
    assert division.endswith("Goss, Lea")


def test_short_replies_are_no_list() -> None:
    _, drafts = drafts_of("Q: Yes?", *["Well, Maria"] * 2, "A: Thank You", "Q: Dear Minister", "A: Good Morning")
    assert all(draft.kind == "speech" for draft in drafts)
