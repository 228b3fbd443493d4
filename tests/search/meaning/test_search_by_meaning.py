"""Words and meaning together: what is found, how it is marked, and what a condition keeps out."""

from __future__ import annotations

import pytest
from fakes import FakeRecord

from rostra.model import ArchiveError
from rostra.search import Index, Results, open_index
from rostra.search.meaning import Meaning
from rostra.search.meaning.asking import HeardIn
from rostra.search.meaning.reading import OTHER, read_words
from rostra.search.meaning.wishes import part_wish
from rostra.search.parser import parse
from rostra.search.query import canonical


def names(results: Results) -> list[str]:
    return [f"{hit.statement_id}/{hit.turn_id}" for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("why was the boat late", "quay/t0"),
        ("price of the viaduct", "quay/t1"),
        ("good harvest", "fields/t0"),
        ("salaries in schools", "fields/t1"),
    ],
)
def test_other_words_find_it_and_it_is_marked(meaning: Meaning, index: Index, query: str, first: str) -> None:
    assert index.search(query).total == 0
    results = meaning.search(index, query)
    assert names(results)[0] == first
    assert results.hits[0].found_by == "meaning"
    assert 0.25 <= results.hits[0].near <= 1


def test_what_the_words_find_is_never_lost(meaning: Meaning, index: Index) -> None:
    for query in ("crowns", "retard", "wheat summer"):
        by_words = names(index.search(query))
        results = meaning.search(index, query)
        assert by_words
        assert names(results)[: len(by_words)] == by_words
        assert {hit.found_by for hit in results.hits[: len(by_words)]} == {"words"}


@pytest.mark.parametrize(
    ("query", "only"),
    [
        ("late boat 2015..", {"fields/t0", "fields/t1"}),
        ('late boat speaker:"Tomas Brandt"', {"fields/t0", "fields/t1"}),
        ("late boat -fog", {"quay/t1", "quay/t2", "fields/t0", "fields/t1"}),
        ("question:(price of the viaduct)", {"quay/t1"}),
        ('late boat "two hours"', {"quay/t0"}),
        ("late boat kind:interview", set()),
    ],
)
def test_all_but_bare_words_is_a_condition(meaning: Meaning, index: Index, query: str, only: set[str]) -> None:
    assert set(names(meaning.search(index, query))) <= only


def test_a_window_of_results(meaning: Meaning, index: Index) -> None:
    whole = names(meaning.search(index, "late ferry bridge wheat"))
    assert len(whole) > 2
    assert names(meaning.search(index, "late ferry bridge wheat", limit=1, offset=1)) == whole[1:2]
    assert names(meaning.search(index, "late ferry bridge wheat", offset=500)) == []


def test_the_notes_tell_what_the_model_does_not_read(meaning: Meaning, index: Index) -> None:
    results = meaning.search(index, "boat late")
    assert any("1 in fr" in note for note in results.notes)
    assert "port/t0" not in names(results)


def test_a_query_without_words_is_answered_by_words(meaning: Meaning, index: Index) -> None:
    for query in ("speaker:vela", "", '"two hours"'):
        results = meaning.search(index, query)
        assert names(results) == names(index.search(query))
        assert "no words" in results.notes[-1]


def test_nothing_prepared_is_said_with_the_way_out(record: FakeRecord, index: Index) -> None:
    fresh = Meaning(record, ":memory:")
    assert not fresh.is_ready()
    with pytest.raises(ArchiveError, match="not prepared") as raised:
        fresh.search(index, "boat")
    assert "rostra meaning" in raised.value.hint


@pytest.mark.parametrize(
    ("query", "wish", "condition"),
    [
        ("late ferry", ["late", "ferry"], ""),
        ("late ferry speaker:vela 2014", ["late", "ferry", "2014"], "speaker:vela"),
        ('"open corridor" north', ["north"], '"open corridor"'),
        ("(harvest OR frost) -north", ["harvest", "frost"], "NOT north"),
        ("answer:(late ferry)", ["late", "ferry"], "role:answer"),
        ("answer:(ferry tag:peace)", ["ferry"], "role:answer tag:peace"),
        ("harv* winter", ["winter"], "harv*"),
        ("frost OR (ferry AND late)", ["frost", "ferry", "late"], ""),
        ('frost OR ("open corridor" AND late)', [], 'frost OR "open corridor" late'),
        ("", [], ""),
    ],
)
def test_wish_and_condition(query: str, wish: list[str], condition: str) -> None:
    found, held = part_wish(parse(query).tree)
    assert (found, canonical(held)) == (wish, condition)


@pytest.mark.parametrize(
    "query",
    [
        "Почему опоздал паром?",
        "走廊",
        "متى يُفتح الممر",
        "Warum war die Fähre zu spät?",
        "pourquoi le ferry est-il en retard",
        "por qué llegó tarde el barco",
        "när kommer färjan",
        "prix du gaz",
        "retard du ferry",
        "la paix",
        "guerre en Ukraine",
        "accord de paix",
        "harvest été late",
        "xqzzy",
        "flurbish grobnik ferry",
    ],
)
def test_what_the_model_does_not_read_is_answered_by_words_and_it_is_said(
    meaning: Meaning, index: Index, query: str
) -> None:
    results = meaning.search(index, query)
    assert names(results) == names(index.search(query))
    assert "this is the search by words" in results.notes[-1]


@pytest.mark.parametrize(
    "query",
    ["why was the boat late", "Rio de la Plata treaty", "no deal", "harvesters", "Vela late", "do or die", "die hard",
     "de Vela visit", "Ana de la Vela", "visit of Médecins Sans Frontières"],
)  # fmt: skip
def test_english_is_read_though_it_has_names_and_loans(meaning: Meaning, index: Index, query: str) -> None:
    assert not any("search by words" in note for note in meaning.search(index, query).notes)


def test_what_belongs_to_another_language_of_the_record_is_taken_for_it_and_what_english_says_for_english() -> None:
    record = FakeRecord()
    record.put(
        "en",
        [("statement", "Ana Vela", "The treaty of eau potable was a coup de grâce. Zone and euro.")] * 9,
        language="en",
    )
    said = "Le prix gaz et la zone euro, le commerce international."
    record.put("fr", [("statement", "Ana Vela", said)] * 30, language="fr")
    heard = HeardIn(open_index(record, ":memory:"))  # type: ignore[arg-type]
    told = {words: read_words(words, heard).language for words in ("prix gaz", "commerce international", "Le prix")}
    assert told == {"prix gaz": "fr", "commerce international": "fr", "Le prix": OTHER}
    for words in ("eau potable", "coup de grâce", "zone treaty", "Commerce International", "commerce", "Zone Euro"):
        assert read_words(words, heard).language == "", words


def test_a_word_that_is_not_known_is_named(meaning: Meaning, index: Index) -> None:
    assert any("“xqzzy”" in note for note in meaning.search(index, "late boat xqzzy").notes)


def test_all_words_stand_before_what_is_near_and_some_words_are_called_so() -> None:
    record = FakeRecord()
    near = [
        ("statement", "Ana Vela", f"Boat number {number} is late, for ferries are never on time.")
        for number in range(30)
    ]
    record.put("near", near, language="en")
    record.put(
        "far", [("statement", "T", "Delayed, he ate soup. " * 30 + "The ferry was painted by a cousin.")], language="en"
    )
    index, meaning = open_index(record, ":memory:"), Meaning(record, ":memory:")
    meaning.prepare(workers=1)
    record.put("new", [("statement", "T", "The minister has delayed his journey again.")], language="en")
    index.refresh()
    results = meaning.search(index, "ferry delayed", limit=100)
    assert names(results)[0] == "far/t0"
    found_by = {name: hit.found_by for name, hit in zip(names(results), results.hits, strict=True)}
    assert found_by["far/t0"] == "words"
    assert found_by["near/t3"] == "meaning"
    assert found_by["new/t0"] == "some words"
    assert meaning.search(index, "ferry delayed", limit=1, offset=1).hits[0].found_by == "meaning"


def test_an_answer_that_opens_with_the_matter_stands_before_one_that_comes_to_it() -> None:
    aside = "We also thank the museum for its new roof, and the choir for a fine concert on the hill. " * 12
    matter = "The boat left two hours after its time because of thick fog over the harbour. "
    record = FakeRecord()
    for name, said in (("late", aside + matter), ("early", matter + aside)):
        record.put(name, [("question", "journalist", "Why?"), ("answer", "Ana Vela", said)], language="en")
    index, meaning = open_index(record, ":memory:"), Meaning(record, ":memory:")
    meaning.prepare(workers=1)
    found = names(meaning.search(index, "Why was the ferry late?"))
    assert found[:2] == ["early/t1", "late/t1"]
