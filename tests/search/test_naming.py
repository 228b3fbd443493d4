"""Countries and languages by any of their names, and what is near where nothing has the value that a field is asked for."""

from __future__ import annotations

import pytest
from fakes import FakeRecord

from rostra.lexicon import load
from rostra.search.index import Index
from rostra.search.naming import _table, known_as

ISO = """
AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI CV KH CM CA KY
CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FK FO FJ FI FR GF PF TF GA GM GE DE
GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE KI KP KR KW KG LA LV LB LS
LR LY LI LT LU MO MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP NL NC NZ NI NE NG NU NF MK MP NO OM
PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST SA SN RS SC SL SG SX SK SI SB SO ZA GS SS ES
LK SD SR SJ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE GB US UM UY UZ VU VE VN VG VI WF EH YE ZM ZW
"""
"""The codes of ISO 3166-1."""


@pytest.fixture
def index(record: FakeRecord) -> Index:
    record.put("berlin", [("answer", "Ana Vela", "The harvest here.")], place="Berlin, Germany", language="en-GB")
    record.put("bonn", [("answer", "Ana Vela", "Die Ernte hier.")], place="Bonn, Germany", language="de")
    record.put("york", [("answer", "Jo Marsh", "The docks.")], place="New York, United States", language="en")
    made = Index(record, None)  # type: ignore[arg-type]  # as much of a record as is asked for
    made.refresh()
    return made


@pytest.mark.parametrize(
    ("query", "total"),
    [
        *(
            (f"country:{name}", 2)
            for name in ("de", "DEU", "germany", "Deutschland", "Allemagne", "Германия", "德国", "ger*")
        ),
        *(
            (f"country:{name}", 1)
            for name in ("us", "USA", "U.S.", '"United States"', '"the States"', "America", "states")
        ),
        *(
            (f"language:{name}", 1)
            for name in ("de", "ger", "deu", "German", "Deutsch", "allemand", "немецкий", "德语")
        ),
        *((f"language:{name}", 8) for name in ("en", "English", "anglais", '"English"', "eng")),
        ("language:en-GB", 1),
        ("country:(us OR deutschland)", 3),
        ("NOT country:deutschland harvest", 4),
    ],
)
def test_a_country_and_a_language_are_found_by_any_of_their_names(index: Index, query: str, total: int) -> None:
    results = index.search(query)
    assert (results.total, results.notes) == (total, ())


def test_every_country_and_language_of_the_tables_is_one_that_the_index_can_hold() -> None:
    names = {table["name"] for table in load("countries").values()}
    assert set(_table("country_names")) <= names
    assert len(_table("country_names")) > 220
    assert {name for name in names if known_as("country", name) != name} == set()
    codes = [form for forms in _table("country_names").values() for form in forms[:2]]
    assert len(set(codes)) == len(codes)
    assert [known_as("country", code) for code in ("FR", "fra", "gb", "ch", "in")] == [
        "France", "France", "United Kingdom", "Switzerland", "India",
    ]  # fmt: skip
    assert [known_as("country", name) for name in ("AE", "UAE", "República Centroafricana", "FSM", "Palästina", "BS")] == [
        "United Arab Emirates", "United Arab Emirates", "Central African Republic", "Micronesia", "Palestine", "The Bahamas",
    ]  # fmt: skip
    unpeopled = {
        "BV",
        "GS",
        "HM",
        "IO",
        "TF",
        "UM",
    }  # and two whose words mean something else: see scripts/make_countries.py
    assert set(ISO.split()) - {code for code in codes if len(code) == 2} == {*unpeopled, "RE", "SH"}
    assert [known_as("language", name) for name in ("fr", "Français", "français", "francais", "fre")] == [
        "",
        *["fr"] * 4,
    ]


@pytest.mark.parametrize(
    ("query", "note", "other"),
    [
        ('speaker:"Ana Vella"', "near to it: “Ana Vela”", 'speaker:"Ana Vela"'),
        ("kind:pressconference", "near to it: “press_conference”", "kind:press_conference"),
        ("role:questions harvest", "near to it: “question”", "role:question harvest"),
        ('section:"Golden Colection"', "near to it: “Golden Collection”", 'section:"Golden Collection"'),
        ('category:"Foreign affair"', "near to it: “Foreign affairs”", 'category:"Foreign affairs"'),
        ('place:"Berlin Germany Mitte"', "near to it: “Berlin, Germany”", 'place:"Berlin, Germany"'),
        ("language:germann", "near to it: de (German)", "language:de"),
        ("language:fr", "there is: en (English), de (German)", ""),
        ("country:fr", "there is: “Germany”, “United States”", ""),
        ("tag:(xyz OR peacee)", "near to it: “Peace”", "tag:peace"),
        ("person:anavela", "near to it: “ana-vela”", 'person:"ana-vela"'),
    ],
)
def test_where_nothing_has_a_value_those_near_to_it_are_named(index: Index, query: str, note: str, other: str) -> None:
    results = index.search(query)
    assert results.total == 0
    assert any(note in line for line in results.notes), results.notes
    suggested = [each.query for each in results.suggestions]
    assert other == "" or any(other in each for each in suggested), suggested
    assert all(index.search(each.query).total == each.total > 0 for each in results.suggestions)


def test_what_is_found_or_left_out_is_not_remarked_upon(index: Index) -> None:
    for query in ("kind:interview zzz", "harvest NOT kind:speach", "tag:peace OR tag:foo", "title:zzz", ""):
        assert not any("Nothing" in note for note in index.search(query).notes)
    assert index.search("section:x", offset=20).notes == ()


def test_facets_of_country_place_and_language_refine_to_just_those(index: Index) -> None:
    seen: dict[str, dict[str, int]] = {}
    for query in ("", "harvest", "docks OR ernte", "language:english", "country:us"):
        for facet in index.search(query).facets:
            for value in facet.values:
                found = index.search(value.refined).total
                assert value.chosen or found == value.count, (query, value)
                seen.setdefault(facet.field, {}).setdefault(value.name, value.count)
    assert seen["country"] == {"Germany": 2, "United States": 1}
    assert seen["language"] == {"en": 8, "de": 1}  # "en-GB" is English
    assert seen["place"] == {"Velmara": 4, "Berlin, Germany": 1, "Bonn, Germany": 1, "New York, United States": 1}
    (chosen,) = (
        value for facet in index.search("language:de").facets for value in facet.values if facet.field == "language"
    )
    assert (chosen.chosen, chosen.refined) == (True, "")


def test_of_too_many_turns_only_what_narrows_most_is_counted(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostra.search.index.MOST_COUNTED", 1)
    assert {facet.field for facet in index.search("harvest").facets} == {"speaker", "role", "kind", "section", "tag"}
