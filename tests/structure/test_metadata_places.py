"""What has the shape of a place, and what is cut from its edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_metadata import metadata_of, page

from rostra.structure.metadata.placename import find_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lantern Room, Velm", "Lantern Room, Velm"),
        ("SBC,Velm", "Velm"),
        ("SBC/PR/15/44 — Velm", "Velm"),
        ("PRESS CONFERENCE, HARBOUR PALACE, VELM", "HARBOUR PALACE, VELM"),
        ("HOTEL, WA", "HOTEL, WA"),
        ("عين الوادي،", "عين الوادي"),
        ("織林市，", "織林市"),
        ("於：本省会見室）", "本省会見室"),
        ("Las Palmas", "Las Palmas"),
        ("Palácio do Sol", "Palácio do Sol"),
        ("The Kremlin, Moscow", "The Kremlin, Moscow"),
        ("塔维亚总统林远航举行联合记者会, 海登港", "海登港"),
        ("高梨透外務大臣ブリーフィング, 鷹峰市", "鷹峰市"),
        ("فيلمار, الأحد", "فيلمار"),
        ("火曜日", None),
        ("に玉瀬町を出て、定刻に着きました", None),
        ("从海登港出发，准时到达", None),
        ("By Ada Lund", None),
        ("Mitschrift Pressekonferenz", None),
        ("Announcement", None),
        ("Q. t~ 6", None),
        ("WEEKLY qNDE) X", None),
        ("Feb, No. 168EXPORT INCENTIVES", None),
        ("Cabinet will meet in Velm, Norden", None),
        ("The Assembly rose at", None),
        ("The Harbour News", None),
    ],
)
def test_a_place_is_made_of_names(text: str, place: str | None) -> None:
    assert find_place(text) == place


def test_a_box_that_holds_a_place_is_believed() -> None:
    assert find_place("The Lantern") is None
    assert find_place("The Lantern", trusted=True) == "The Lantern"
    above = "<div class='p-location'><p>The Lantern, Velm</p></div><p>6 August 2014</p>"
    assert metadata_of(page(title="Remarks by Premier Ada Lund", above=above)).place == "The Lantern, Velm"


@given(st.text(max_size=120))
def test_a_place_stands_in_its_line(text: str) -> None:
    place = find_place(text)
    assert place is None or (place in text and find_place(place) == place)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("WASHINGTON – The Premier is naming three people today.", "WASHINGTON"),
        ("The Chamber met in the Net Loft at 6.30 p.m.", "Net Loft"),
        ("The Assembly met at half past ten in Lantern House", "Lantern House"),
        ("Aired May 17, 2019", None),
        ("We met in the harbour and in the spring.", None),
    ],
)
def test_the_opening_tells_where(opening: str, place: str | None) -> None:
    assert metadata_of(page(title="Remarks by Premier Ada Lund", above=f"<p>{opening}</p>")).place == place


def test_city_under_its_venue() -> None:
    above = "<p>Lantern Pavilion<br>Las Palmas, Velm</p><p>1:11 P.M. EDT</p>"
    metadata = metadata_of(page(title="Remarks by Premier Ada Lund", above=above))
    assert metadata.place == "Lantern Pavilion, Las Palmas, Velm"


def test_a_field_that_says_nowhere_is_no_place() -> None:
    head = '<meta property="event:location" content="국내">'
    assert metadata_of(page(title="Remarks by Premier Ada Lund", head=head)).place is None
