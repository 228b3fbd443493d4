"""Offices and names as printed: deputies in the world's languages, capitals, words that are no given name."""

from __future__ import annotations

import pytest

from rostra.structure.names import bare_office, is_deputy, is_same_office, is_title, tidy
from rostra.text.names import title_case

DEPUTIES = [
    ("president", "vice president"),
    ("prime minister", "first deputy prime minister"),
    ("secretary", "under-secretary"),
    ("министр", "заместитель министра"),
    ("министр", "первый заместитель министра"),
    ("премьер", "вице-премьер"),
    ("глава", "замглавы"),
    ("міністр", "заступник міністра"),
    ("minister", "stellvertretender minister"),
    ("präsident", "vizepräsident"),
    ("ministre", "vice-ministre"),
    ("maire", "maire adjoint"),
    ("presidente", "vicepresidente"),
    ("director", "director adjunto"),
    ("ministro", "viceministro"),
    ("minister", "wiceminister"),
    ("başkan", "başkan yardımcısı"),
    ("bakan", "dışişleri bakan yardımcısı"),
    ("miniszter", "miniszterhelyettes"),
    ("الوزير", "نائب الوزير"),
    ("大臣", "外務副大臣"),
    ("총리", "부총리"),
    ("presiden", "wakil presiden"),
    ("thủ tướng", "phó thủ tướng"),
]


@pytest.mark.parametrize(("office", "deputy"), DEPUTIES)
def test_a_deputy_is_not_who_he_stands_in_for(office: str, deputy: str) -> None:
    assert is_deputy(bare_office(deputy))
    assert not is_deputy(bare_office(office))
    assert not is_same_office(bare_office(office), bare_office(deputy))


@pytest.mark.parametrize(
    "office", ["understudy", "viceroy", "외교부 장관", "milletvekili", "minister of ports", "alcalde", "外務大臣"]
)
def test_words_that_only_begin_like_a_deputy(office: str) -> None:
    assert not is_deputy(office)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("ANA ILIC", "Ana Ilic"),
        ("MCCARROW", "McCarrow"),
        ("DE LA CRUZ", "De la Cruz"),
        ("ANA DE LA CRUZ", "Ana de la Cruz"),
        ("Ana DE LA CRUZ", "Ana de la Cruz"),
        ("ANA O’HARA-LIND", "Ana O’Hara-Lind"),
        ("J.R. BRANDT", "J.R. Brandt"),
        ("PJ BRANDT", "PJ Brandt"),
        ("LI WEI", "Li Wei"),
        ("织部美咲", "织部美咲"),
    ],
)
def test_speakers_and_participants_are_written_alike(printed: str, read: str) -> None:
    assert tidy(printed) == title_case(printed) == read


def test_titles_whatever_their_capitals() -> None:
    assert all(map(is_title, ("SAYIN", "Sayın", "Mr.", "MINISTER", "Former", "The")))
    assert not any(map(is_title, ("Ana", "ILIC")))
