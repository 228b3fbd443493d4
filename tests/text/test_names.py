"""Names of persons: order, capitals, sameness."""

from __future__ import annotations

import pytest

from rostra.text.names import fold_words, same_person, title_case, uninvert


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Lund", "Ada Lund", True),
        ("A. Lund", "Ada Lund", True),
        ("Lund Ada", "Ada Lund", True),
        ("Ann Lund", "Ada Lund", False),
        ("Ada Lund", "Ada Brode", False),
        ("José Peña", "Jose Pena", True),
        ("", "Ada Lund", False),
    ],
)
def test_same_person(first: str, second: str, same: bool) -> None:
    assert same_person(first, second) is same
    assert same_person(second, first) is same


def test_a_record_s_order_is_turned() -> None:
    assert uninvert("Lund, Ada Marit") == "Ada Marit Lund"
    assert uninvert("Ada  Lund") == "Ada Lund"


def test_capitals_are_lowered_where_a_name_is_all_capitals() -> None:
    assert title_case("ADA McLUND-BRODE") == "Ada McLund-Brode"
    assert title_case("Ada de Lund") == "Ada de Lund"


def test_folding_drops_accents_and_marks() -> None:
    assert fold_words("Łukasz-Émile O’Brode") == ["łukasz", "emile", "o", "brode"]
