"""NEAR finds exactly the turns in which both sides stand near one another, counted here by another way."""

from __future__ import annotations

import random
from itertools import product

import pytest
from fakes import FakeRecord

from rostra.search import Index, open_index
from rostra.search.stems import find_tongue
from rostra.search.words import fold_words

FORMS = [f"harb{end}" for end in ("or", "ors", "our", "inger", "oring")] + [f"ferr{end}" for end in ("y", "ies", "ied")]
OTHERS = ["open", "corridor", "fight", "fighter", "the", "quay", "boats"]
ENGLISH = find_tongue("en")


@pytest.fixture(scope="module")
def record() -> FakeRecord:
    chance = random.Random(7)
    made = FakeRecord()
    for number in range(60):
        words = [" ".join(chance.choices(FORMS + OTHERS * 2, k=chance.randrange(2, 14))) for _ in range(4)]
        made.put(f"s{number}", [("statement", "Ana Vela", each) for each in words], language="en")
    made.put("bonjour", [("statement", "Ana Vela", "Bonjour.")], language="fr")
    return made


@pytest.fixture(scope="module")
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")  # type: ignore[arg-type]


def places(words: list[str], side: str) -> list[tuple[int, int]]:
    """Where a side stands: a phrase in quotes, a beginning, or a word with its forms."""
    if side.startswith('"'):
        row = fold_words(side)
        return [(at, at + len(row)) for at in range(len(words)) if words[at : at + len(row)] == row]
    if side.endswith("*"):
        return [(at, at + 1) for at, word in enumerate(words) if word.startswith(side[:-1])]
    return [(at, at + 1) for at, word in enumerate(words) if ENGLISH[word].stem == ENGLISH[side].stem]


def is_near(words: list[str], left: str, right: str, distance: int) -> bool:
    both = product(places(words, left), places(words, right))
    return any(0 <= later[0] - sooner[1] <= distance for one, other in both for sooner, later in [sorted((one, other))])


SIDES = ["fighter", "harbors", '"the quay"', '"open corridor"', "harb*", "ferr*", "qua*", '"the"', "boat"]


@pytest.mark.parametrize("left", SIDES)
def test_near_finds_what_stands_near(record: FakeRecord, index: Index, left: str) -> None:
    texts = {
        (name, turn.id): fold_words(statement.transcript.turn_text(turn))
        for name, statement in record.statements.items()
        for turn in statement.transcript.turns
    }
    for right, distance in product(SIDES, (0, 1, 2, 4, 5)):
        hits = index.search(f"{left} NEAR/{distance} {right}", limit=200).hits
        wanted = {key for key, words in texts.items() if is_near(words, left, right, distance)}
        assert {(hit.statement_id, hit.turn_id) for hit in hits} == wanted, (left, right, distance)
        assert all(any(piece.marked for piece in hit.passage) for hit in hits)


def test_near_is_a_part_of_and(index: Index) -> None:
    for left, right in product(SIDES, SIDES):
        assert index.search(f"({left} NEAR {right}) NOT ({left} {right})").total == 0


def test_many_forms_are_all_tried() -> None:
    record = FakeRecord()
    forms = [f"econom{chr(97 + a)}{chr(97 + b)}" for a in range(8) for b in range(5)]
    for number, form in enumerate(forms):
        record.put(
            f"s{number}", [("statement", "Ana Vela", f"The prime minister spoke of {form} today.")], language="en"
        )
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    for query in ('"prime minister" NEAR econom*', '"prime minister" NEAR/20 econom*', "econom* NEAR minist*"):
        found = index.search(query)
        assert (found.total, found.notes) == (len(forms), ()), query


def test_too_many_forms_are_said() -> None:
    record = FakeRecord()
    words = [f"wo{number:03}" for number in range(300)]
    record.put("s", [("statement", "Ana Vela", f"The prime minister {' '.join(words)}.")], language="en")
    found = open_index(record, ":memory:").search('"prime minister" NEAR wo*')  # type: ignore[arg-type]
    assert found.total == 1
    assert any("stands for too many words" in note for note in found.notes)
