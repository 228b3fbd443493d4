"""Searching: what is found, in which order, with which counts and passages."""

from __future__ import annotations

import msgspec
import pytest
from fakes import FakeRecord
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostra.search import Index, Results, open_index


@pytest.fixture
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


def found(results: Results) -> set[str]:
    return {f"{hit.statement_id}/{hit.turn_id}" for hit in results.hits}


def marked(results: Results) -> list[str]:
    return [piece.text for hit in results.hits for piece in hit.passage if piece.marked]


ASKED = [
    ("corridor", {"summit/t0", "summit/t1", "summit/t2"}),
    ("corridor winter", {"summit/t1"}),
    ("winter OR closes", {"summit/t1", "summit/t2"}),
    ("corridor -winter", {"summit/t0", "summit/t2"}),
    ("corridor NOT (winter OR closes)", {"summit/t0"}),
    ('"humanitarian corridor"', {"summit/t0"}),
    ('"corridor humanitarian"', set()),
    ("humanit*", {"summit/t0"}),
    ("question:corridor", {"summit/t1"}),
    ("answer:corridor", {"summit/t2"}),
    ("answer:(harvest OR corridor)", {"summit/t2", "summit/t4", "radio/t1"}),
    ("speaker:vela", {"summit/t0", "summit/t2", "radio/t1"}),
    ('speaker:"Ana Vela"', {"summit/t0", "summit/t2", "radio/t1"}),
    ("person:ana-vela", {"summit/t0", "summit/t2", "radio/t1"}),
    ("role:question", {"summit/t1", "radio/t0"}),
    ("kind:interview", {"radio/t0", "radio/t1"}),
    ("kind:press_conference winter", {"summit/t1"}),
    ("section:golden winter", {"summit/t1"}),
    ("tag:nuclear harvest", {"summit/t4", "radio/t0", "radio/t1"}),
    ('tag:"nuclear" harvest', {"radio/t0", "radio/t1"}),
    ('category:"foreign affairs" winter', {"summit/t1"}),
    ("place:velmara winter", {"summit/t1"}),
    ("language:en winter", {"summit/t1"}),
    ("harvest 2014", set()),
    ("harvest date:2014", {"summit/t4"}),
    ("harvest 2014..2015", {"summit/t4", "radio/t0", "radio/t1"}),
    ("harvest 2015-01..2015-03", {"radio/t0", "radio/t1"}),
    ("harvest 2015-04..", set()),
    ("harvest ..2014-08-06", {"summit/t4"}),
    ("title:radio good", {"radio/t1"}),
    ('title:"hour on"', {"radio/t0", "radio/t1"}),
    ("summit", {"summit/t0"}),
    ("valley", {"column/"}),
    ("mill", {"column/"}),
    ("laughter", set()),
]


@pytest.mark.parametrize(("query", "wanted"), ASKED)
def test_finds(index: Index, query: str, wanted: set[str]) -> None:
    results = index.search(query)
    assert found(results) == wanted
    assert results.total == len(wanted)


# What stands in the text, what a person types, what is marked.
LANGUAGES = [
    ("Le président évoque l’été à Genève.", "ete", ["été"]),
    ("Die Straße über die Brücke", "STRASSE brucke", ["Straße", "Brücke"]),
    ("Всё решит Ёлкин, сказал посол.", "все елкин", ["Всё", "Ёлкин"]),
    ("قال الوزير إنّ السَّلام قريب", "السلام", ["السَّلام"]),
    ("外交部長談停戰協議。", "停戰協議", ["停戰協議"]),
    ("停戦合意は重要です。", '"停戦合意"', ["停戦合意"]),
    ("대통령은 평화를 말했다.", "대통령", ["대통령"]),
    ("İSTANBUL’da ılık bir gün", "istanbul ilik", ["İSTANBUL", "ılık"]),
    ("นายกรัฐมนตรีกล่าวว่าสันติภาพ", "สันติภาพ", ["สันติภาพ"]),
    ("प्रधानमंत्री ने शांति की बात की", "शांति", ["शांति"]),
    ("Ο υπουργός μίλησε στην Αθήνα", "αθηνα", ["Αθήνα"]),
    ("שר החוץ דיבר על שלום", "שלום", ["שלום"]),
    ("O ministro falou em São Tomé", '"sao tome"', ["São Tomé"]),
    ("Bộ trưởng nói về hòa bình", "hoa binh", ["hòa", "bình"]),
]


@pytest.mark.parametrize(("said", "query", "marks"), LANGUAGES)
def test_finds_and_marks_in_many_languages(said: str, query: str, marks: list[str]) -> None:
    record = FakeRecord()
    record.put("one", [("statement", "Ana Vela", said)])
    record.put("other", [("statement", "Ana Vela", "Nothing of the kind.")])
    results = open_index(record, ":memory:").search(query)
    assert results.total == 1
    assert marked(results) == marks or "".join(marked(results)) == "".join(marks)


def test_an_answer_tells_its_question(index: Index) -> None:
    (hit,) = index.search("answer:corridor").hits
    assert (hit.question_id, hit.role, hit.speaker, hit.person) == ("t1", "answer", "Ana Vela", "ana-vela")
    assert (hit.title, hit.kind, hit.date, hit.place) == (
        "Summit in Velmara",
        "press_conference",
        "2014-08-06",
        "Velmara",
    )
    assert hit.score > 0


def test_nothing_asked_lists_everything_newest_first(index: Index) -> None:
    results = index.search("")
    order = ["radio/t0", "radio/t1", "summit/t0", "summit/t1", "summit/t2", "summit/t4", "column/"]
    assert [f"{hit.statement_id}/{hit.turn_id}" for hit in results.hits] == order
    assert results.notes == ()


def test_orders_by_date_with_undated_last(index: Index) -> None:
    assert [hit.statement_id for hit in index.search("harvest", order="newest").hits] == [
        "radio",
        "radio",
        "summit",
        "column",
    ]
    assert [hit.statement_id for hit in index.search("harvest", order="oldest").hits] == [
        "summit",
        "radio",
        "radio",
        "column",
    ]


def test_windows_do_not_overlap_and_have_one_total(index: Index) -> None:
    pages = [index.search("", limit=3, offset=at) for at in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert len(set().union(*map(found, pages))) == 7


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, -1), (10**12, 10**12), (5, -3)])
def test_odd_windows_do_no_harm(index: Index, limit: int, offset: int) -> None:
    assert index.search("harvest", limit=limit, offset=offset).total == 4


def test_a_name_is_counted_under_all_its_spellings_however_many_names_there_are() -> None:
    record = FakeRecord()
    turns = [("statement", f"Delegate {number}", "The harvest.") for number in range(230) for _ in range(3)]
    for spelled in ("ANA VELA", "Ana VELA"):
        turns += [("statement", spelled, "The harvest.")] * 2
    turns += [("statement", "Ana Vela", "The harvest.")] * 5
    record.put("assembly", turns)
    (facet,) = (facet for facet in open_index(record, ":memory:").search("harvest").facets if facet.field == "speaker")
    assert (facet.values[0].name, facet.values[0].count) == ("Ana Vela", 9)


def test_facets_count_all_matches_and_refine_to_just_those(index: Index) -> None:
    for query in ("", "harvest", "corridor OR harvest"):
        results = index.search(query, limit=1)
        assert {facet.field for facet in results.facets} >= {"speaker", "role", "kind"}
        for facet in results.facets:
            for value in facet.values:
                assert index.search(value.refined).total == value.count, value
        for year in results.years:
            assert index.search(year.refined).total == year.count


def test_a_person_is_one_facet_whatever_the_spelling(index: Index) -> None:
    facets = {facet.field: facet for facet in index.search("").facets}
    assert next((value.name, value.count) for value in facets["speaker"].values) == ("Ana Vela", 3)


def test_a_whole_name_means_the_person_called_so_or_else_the_one_spelled_so(index: Index) -> None:
    assert index.search('speaker:"A. Vela"').total == 3
    index.record.put("fair", [("question", "A. Vela", "And the fair?")])
    index.refresh()
    assert found(index.search('speaker:"a vela"')) == {"fair/t0"}
    assert index.search('speaker:"Ana Vela"').total == 3
    assert index.search("speaker:vela").total == 4


def test_spellings_of_a_name_are_counted_together() -> None:
    record = FakeRecord()
    for number, tag in enumerate(["Peace Talks", "PEACE TALKS", "Peace-talks", "Peace", "Peace Talks"]):
        record.put(f"s{number}", [("statement", None, "Words.")], tags=(tag, tag.upper()))
    (facet,) = (facet for facet in open_index(record, ":memory:").search("words").facets if facet.field == "tag")
    assert [(value.name, value.count) for value in facet.values] == [("Peace Talks", 4), ("Peace", 1)]


def test_years_stand_beside_all_turns_of_the_year(index: Index) -> None:
    years = index.search("corridor").years
    assert [(year.year, year.count, year.total, year.refined) for year in years] == [
        ("2014", 3, 4, "corridor date:2014")
    ]


def test_a_page_without_turns_is_found_by_passage() -> None:
    record = FakeRecord()
    paragraphs = [
        f"Paragraph {number} tells of {'reeds' if number == 30 else 'water'}. {'Long words. ' * 20}"
        for number in range(40)
    ]
    record.put("column", [], title="Lakes", text="\n\n".join(paragraphs))
    results = open_index(record, ":memory:").search("reeds")
    assert results.total == 1
    (hit,) = results.hits
    assert (hit.turn_id, hit.question_id, hit.speaker, hit.person) == ("", None, None, "")
    assert marked(results) == ["reeds"]


def test_a_page_without_any_text_is_found_by_its_title() -> None:
    record = FakeRecord()
    record.put("empty", [], title="Silence")
    (hit,) = open_index(record, ":memory:").search("silence").hits
    assert hit.passage == ()


def test_a_beginning_of_too_many_words_stands_for_the_commonest_apart_from_those_before_it() -> None:
    record = FakeRecord()
    for number in range(30):
        record.put(
            f"s{number}", [("statement", None, "anti xylo " + " ".join(f"x{number * 1000 + at}" for at in range(1000)))]
        )
    results = open_index(record, ":memory:").search("anti-x*")
    assert results.total == 30
    assert "Too many words" in results.notes[0]
    assert results.broad == ("“anti-x*” stands for too many words: only the commonest were looked for.",)


def test_a_fuzzy_word_of_too_many_words_stands_for_the_commonest(monkeypatch: pytest.MonkeyPatch) -> None:
    record = FakeRecord()
    for word in ("harvest", "harvest", "harvests", "harvest", "harvests", "harvast", "harwest"):
        record.put(f"s{len(record.statements)}", [("statement", None, f"The {word}.")])
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    assert (index.search("harvest~1").total, index.search("harvest~1").broad) == (7, ())
    monkeypatch.setattr("rostra.search.lexis.MOST_FORMS", 2)
    results = index.search("harvest~1")
    assert results.total == 5
    assert results.broad == ("“harvest~1” stands for too many words: only the commonest were looked for.",)


def test_the_nearest_spelling_stands_first_and_of_these_the_commonest() -> None:
    record = FakeRecord()
    for word in ("forward", "howwart", "harvt", "howard", "howard", "harvest", "harvest"):
        record.put(f"s{len(record.statements)}", [("statement", None, f"The {word}.")])
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    found = [hit.passage[1].text for hit in index.search("howward~").hits]
    assert (found[0], found[-1]) == ("howard", "forward")
    assert index.search("harvst~1").hits[0].passage[1].text == "harvest"


WORDS = [
    "AND",
    "OR",
    "NOT",
    "harvest",
    "corr*",
    "停*",
    "anti-w*",
    "date:2014",
    "..2015",
    "speaker:",
    "title:",
    "x" * 70,
]
WILD = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*'()"*:-', *WORDS]), max_size=20).map(" ".join),
    st.text(alphabet="\ud800\udfff\x00\u0002\u0003\u200d\u0301.*+?[]{}|\\^$", max_size=20),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WILD)
def test_any_query_is_answered(index: Index, query: str) -> None:
    results = index.search(query)
    assert results.total >= len(results.hits)
    assert msgspec.json.decode(msgspec.json.encode(results), type=Results) == results
    assert not index._mended
