"""Phrases with words of grammar are found by their pairs, and are the same turns as without."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
import tantivy
from fakes import FakeRecord

from rostra.lexicon import load
from rostra.search import Index, open_index
from rostra.search.pairs import JOINT, pair_words
from rostra.search.parser import parse
from rostra.search.pointers import read_pointer
from rostra.search.schema import build_schema
from rostra.search.words import fold_words

LANGUAGES = ("en", "fr", "de", "es", "ru", "ar", "zh", "vi", "tr")
CONTENT = ("bridge", "récolte", "Ernte", "cosecha", "урожай", "حصاد", "桥", "İnci", "mùa", "ferry")


def vocabulary(language: str) -> list[str]:
    """Few words, so that drawn ones meet: of grammar and others."""
    known = load("grammar_words").get(language, load("grammar_words")["en"])["words"]
    return [*random.Random(3).sample(known, 9), *random.Random(4).sample(CONTENT, 4)]


@pytest.fixture(scope="module")
def index() -> Index:
    chance, record = random.Random(11), FakeRecord()
    for number in range(180):
        language = LANGUAGES[number % len(LANGUAGES)]
        words = vocabulary(language)

        def say(most: int, words: list[str] = words) -> str:
            said = [chance.choice(words) for _ in range(chance.randint(1, most))]
            return "".join(word.title() + chance.choice((" ", " ", "-", ", ", "’")) for word in said)

        turns = [(role, "Ana Vela", say(25)) for role in ("statement", "question", "answer")]
        record.put(f"s{number}", turns, title=say(6), language=language)
    return open_index(record, ":memory:")


def drawn(count: int) -> Iterator[str]:
    """So many phrases of two words and more."""
    chance = random.Random(7)
    for _ in range(count):
        words = vocabulary(chance.choice(LANGUAGES))
        yield " ".join(chance.choice(words) for _ in range(chance.randint(2, 4)))


def found(index: Index, query: tantivy.Query) -> set[tuple[str, str]]:
    searcher = index._view.searcher
    pointers = [read_pointer(searcher.doc(address)) for _, address in searcher.search(query, limit=1_000).hits]
    return {(pointer.statement, pointer.turn) for pointer in pointers}


def plainly(index: Index, words: list[str], *families: str) -> set[tuple[str, str]]:
    """The turns that have these words next to one another in one of the fields, by the engine's own phrases."""
    queries = [tantivy.Query.phrase_query(build_schema(), family, list(words)) for family in families]
    return set().union(*(found(index, query) for query in queries))


def asked(index: Index, text: str) -> set[tuple[str, str]]:
    return found(index, index._build(parse(text).tree).query)


def test_a_phrase_finds_what_the_engine_finds_by_all_its_places(index: Index) -> None:
    hits, paired = 0, 0
    for phrase in drawn(600):
        words = fold_words(phrase)
        wanted = plainly(index, words, "text", "head")
        assert asked(index, f'"{phrase}"') == wanted, phrase
        hits += len(wanted)
        paired += bool(pair_words(words) and wanted)
    assert hits > 2_000
    assert paired > 100


def test_titles_and_questions_are_looked_through_as_before(index: Index) -> None:
    counts = {"title": 0, "asked": 0, "answer": 0}
    for phrase in drawn(150):
        words = fold_words(phrase)
        role = asked(index, "role:answer")
        titled = plainly(index, words, "title")
        assert asked(index, f'title:"{phrase}"') == titled, phrase
        beside = plainly(index, words, "asked") & role
        assert asked(index, f'question:"{phrase}" answer:*e*') == beside & asked(index, "answer:*e*"), phrase
        answered = plainly(index, words, "text", "head") & role
        assert asked(index, f'answer:"{phrase}"') == answered, phrase
        counts = {
            key: counts[key] + len(value)
            for key, value in {"title": titled, "asked": beside, "answer": answered}.items()
        }
    assert all(count > 20 for count in counts.values()), counts


def test_accents_count_where_they_are_asked_for() -> None:
    record = FakeRecord()
    record.put("pure", [("statement", "Ana Vela", "Où est-ce que là-bas ?")], language="fr")
    record.put("bare", [("statement", "Ana Vela", "ou est ce que la bas")], language="fr")
    index = open_index(record, ":memory:")
    assert asked(index, '"ou est"') == {("pure", "t0"), ("bare", "t0")}
    assert asked(index, '"ce que là"') == {("pure", "t0"), ("bare", "t0")}
    assert asked(index, '="où est"') == {("pure", "t0")}
    assert asked(index, '="ou est"') == {("bare", "t0")}


def test_a_pair_does_not_begin_in_a_turn_and_end_in_its_title() -> None:
    record = FakeRecord()
    record.put("s", [("statement", "Ana Vela", "What the bridge is of")], title="The ferry", language="en")
    index = open_index(record, ":memory:")
    assert asked(index, '"of the"') == set()
    assert asked(index, '"what the"') == {("s", "t0")}


def test_a_pair_said_more_often_counts_more() -> None:
    record = FakeRecord()
    for name, times in (("once", 1), ("thrice", 3), ("twice", 2)):
        said = "Of the bridge. " * times + "Ferries wait. " * (3 - times)
        record.put(name, [("statement", "Ana Vela", said)], language="en")
    hits = open_index(record, ":memory:").search('"of the"').hits
    assert [hit.statement_id for hit in hits] == ["thrice", "twice", "once"]
    assert [piece.text for piece in hits[2].passage if piece.marked] == ["Of the"]


def test_only_words_of_grammar_have_pairs() -> None:
    assert pair_words(["the", "bridge", "of", "the", "ferry"]) == [f"of{JOINT}the"]
    assert pair_words([]) == pair_words(["the"]) == []
