"""What has the shape of a place, and what is cut from its edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_metadata import metadata_of, page

from rostra.structure.metadata.placename import find_place
from rostra.structure.metadata.told_place import places_told, unspaced_place


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
        ("오린시를 떠나 제시간에 도착했습니다", None),
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
        ("Speech at the Water Forum, Velm", "Velm"),
        ("Speech at the Water Forum", None),
        ("Speech at the Town Hall, Velm", "Town Hall, Velm"),
        ("Press conference in Velm", "Velm"),
        ("Conference Centre in Velm", "Conference Centre in Velm"),
        ("Radio Coast", None),
        ("Coast FM, Velm", "Velm"),
        ("Radio Tower, Velm", "Radio Tower, Velm"),
        ("Ngày", None),
        ("INTERVIEW WITH JOHN HADD", None),
        ("Press conference with Ann Bell", None),
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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("本日鷹峰市で皆様とお会いできて光栄です", "鷹峰市"),
        ("閣僚が織林市で会談", "織林市"),
        ("今天很高兴在海登港同大家见面", "海登港"),
        ("部长在奥林市举行记者会", "奥林市"),
        ("오늘 할덴항에서 여러분을 뵙게 되어 기쁩니다", "할덴항"),
        ("我在这里同大家见面", None),
        ("共同で会見", None),
        ("Me alegra estar hoy en Velmar con ustedes", "Velmar"),
        ("Sono lieto di essere oggi a Porto Velm con voi", "Porto Velm"),
        ("we shall speak of Velm", None),
    ],
)
def test_a_sentence_tells_where_the_speaker_is(text: str, place: str | None) -> None:
    assert next((found for found, _ in places_told(text)), None) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("織部美咲大臣会見記録（玉瀬市）", "玉瀬市"),
        ("織部美咲大臣会見記録（仮訳）", None),
        ("部长在奥林市的讲话", "奥林市"),
    ],
)
def test_a_title_without_spaces_names_a_place_by_its_ending(text: str, place: str | None) -> None:
    assert unspaced_place(text, "told_title") == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Interview of Ada Lund with Radio Velm, Carrow, 5 May 2014", "Carrow"),
        ("Interview of Ada Lund with Radio Velm, Morning Lamp", None),
        ("Press conference of the government in Carrow: Premier Ada Lund", "Carrow"),
        ("Coletiva de Ada Lund, presidenta, em São Carro, 14/10/2012", "São Carro"),
        ("Address to the Harbour Council at Wrest Point Hotel/Casino", "Wrest Point Hotel, Casino"),
    ],
)
def test_a_place_in_the_title(title: str, place: str | None) -> None:
    assert metadata_of(page(title=title)).place == place


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 3/4/2020",
        "Datum: 3.4.2020",
        "Дата: 3.04.2020",
        "Tanggal 3 April 2020",
        "日期：2020年4月3日",
        "Kuupvä: 3.4.2020",
    ],
)
def test_a_word_for_the_date_is_no_place(line: str) -> None:
    metadata = metadata_of(page(title="Remarks by Premier Ada Lund", above=f"<p>{line}</p>"))
    assert (metadata.date, metadata.place) == ("2020-04-03", None)
