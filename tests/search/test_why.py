"""Why a turn was found, and what was perhaps meant."""

from __future__ import annotations

import pytest
from fakes import FakeRecord

from rostra.search import Index, open_index


@pytest.fixture
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


def why(index: Index, query: str, turn: str) -> list[tuple[str, tuple[str, ...], str]]:
    hit = next(hit for hit in index.search(query).hits if f"{hit.statement_id}/{hit.turn_id}" == turn)
    return [(each.asked, each.found, each.where) for each in hit.why]


@pytest.mark.parametrize(
    ("query", "turn", "told"),
    [
        ("decide", "summit/t4", [("decide", ("decides",), "text")]),
        ("summit", "summit/t0", [("summit", ("Summit",), "title")]),
        ("summit opening", "summit/t0", [("summit", ("Summit",), "title"), ("opening", ("opened",), "text")]),
        ('"open through"', "summit/t1", [('"open through"', ("open through",), "text")]),
        ("humanit*", "summit/t0", [("humanit*", ("humanitarian",), "text")]),
        ("harvset~", "summit/t4", [("harvset~2", ("harvest",), "text")]),
        ("winter OR closes", "summit/t1", [("winter", ("winter",), "text")]),
        ("winter -nothing", "summit/t1", [("winter", ("winter",), "text")]),
        ("speaker:vela 2014", "", []),
    ],
)
def test_each_part_of_the_query_tells_what_it_met(
    index: Index, query: str, turn: str, told: list[tuple[str, tuple[str, ...], str]]
) -> None:
    if turn:
        assert why(index, query, turn) == told
    else:
        assert all(hit.why == () for hit in index.search("speaker:vela").hits)


def test_a_pair_tells_what_its_question_said_and_shows_it(index: Index) -> None:
    (hit,) = index.search("question:winter answer:corridor").hits
    assert [(each.asked, each.where) for each in hit.why if each.asked == "winter"] == [("winter", "question")]
    assert [piece.text for piece in hit.question if piece.marked] == ["winter"]
    assert index.search("corridor closes").hits[0].question == ()


def test_a_question_is_told_only_where_it_was_asked_of() -> None:
    record = FakeRecord()
    record.put("pier", [("question", "journalist", "Will the lorry come?"), ("answer", "Ana Vela", "The ferry will.")])
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    answer = next(hit for hit in index.search("ferry OR lorry").hits if hit.role == "answer")
    assert ([each.asked for each in answer.why], answer.question) == (["ferry"], ())
    (pair,) = index.search("question:lorry answer:(ferry OR lorry)").hits
    assert [(each.asked, each.where) for each in pair.why] == [("lorry", "question"), ("ferry", "text")]


def test_other_spellings_are_suggested_where_they_find_more(record: FakeRecord, index: Index) -> None:
    results = index.search("corriddor")
    assert results.total == 0
    assert [(each.query, each.total) for each in results.suggestions] == [("corridor", 3)]
    both = index.search("corriddor wintre")
    assert both.suggestions == ()  # no word is common enough to be sure of both, and one alone finds nothing
    assert (
        index.search("question:corriddor OR answer:corriddor").suggestions[0].query
        == "question:corridor OR answer:corridor"
    )
    assert index.search("corridor").suggestions == ()
    assert index.search("-corriddor").suggestions == ()
    assert index.search('"corriddor"').suggestions == ()


def test_a_word_that_was_said_is_a_word() -> None:
    record = FakeRecord()
    said = ["We keep the pier, and has anybody seen the harbours?"] * 12 + ["The keeper of the haus asks for nino."]
    said += ["The goverment waits."] + ["The government decides."] * 12 + ["Both governments decide."]
    record.put("pier", [("statement", "Ana Vela", words) for words in said])
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    for word in ("keeper", "haus", "nino"):
        results = index.search(word)
        assert (results.total, results.suggestions) == (1, ())
    assert [each.query for each in index.search("goverment").suggestions] == ["government"]
    assert [each.query for each in index.search("harbuors").suggestions] == ["harbours"]


def test_what_is_suggested_is_written_so_and_is_no_slip_of_the_archive() -> None:
    record = FakeRecord()
    said = ["The pipeline is a pipeline."] * 60 + ["Two pipelines."] * 40 + ["The gas pipelin, a slip."] * 2
    record.put("pier", [("statement", "José Vela", words) for words in said], language="en")
    record.put("quai", [("statement", "José Vela", "Un communiqué.")] * 9, language="fr")
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    suggested = {
        word: index.search(word).suggestions for word in ("pipelinn", "pipeliens", "comuniqué", "speaker:josee")
    }
    assert {word: [each.query for each in found] for word, found in suggested.items()} == {
        "pipelinn": ["pipeline"],  # "pipelin" is as near
        "pipeliens": ["pipelines"],  # "pipeline" would find the same
        "comuniqué": ["communiqué"],
        "speaker:josee": ["speaker:josé"],
    }
    assert all(index.search(each.query).total == each.total > 0 for found in suggested.values() for each in found)


def test_a_slip_that_the_archive_has_often_leads_to_the_word() -> None:
    record = FakeRecord()
    said = (
        ["The goverment waits."] * 5 + ["The government decides."] * 600 + ["A selection."] * 5 + ["An election."] * 90
    )
    record.put("pier", [("statement", "Ana Vela", words) for words in said], language="en")
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    results = index.search("goverment")
    assert (results.total, [each.query for each in results.suggestions]) == (5, ["government"])
    assert index.search("selection").suggestions == ()
    assert [each.query for each in index.search('"the govermennt decides"').suggestions] == ['"the government decides"']


def test_names_are_suggested_too(index: Index) -> None:
    assert [each.query for each in index.search("speaker:brnadt").suggestions] == []  # said once: too rare to be sure
    assert [each.query for each in index.search("speaker:vella").suggestions] == ["speaker:vela"]


def test_a_word_near_itself_is_there_twice(index: Index) -> None:
    assert [hit.turn_id for hit in index.search("corridor NEAR/5 corridor").hits] == [
        "t2"
    ]  # "A corridor that closes is no corridor."
    assert index.search("corridor NEAR/2 corridor").total == 0


@pytest.mark.parametrize("minus", ["-", "–", "—", "−"])
def test_any_dash_before_a_word_leaves_it_out(index: Index, minus: str) -> None:
    assert index.search(f"corridor {minus}winter").total == index.search("corridor NOT winter").total == 2
