"""A statement as parts: what a browser reads to show its passages, and the words by which each is found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from rostra.archive.records import Statement
from rostra.model import Turn
from rostra.search.schema import find_passages, read_passage
from rostra.search.words import fold_words

PART_LENGTH = 5_000
"""Characters of a part: passages are put together up to here. A longer passage is a part alone."""

PART_WORDS = 800
"""Words of a part as it is filled, for weighing lengths."""

LEVELS = (0.8, 1.2, 1.6)
"""Between the four levels that BM25's weight of a word in a part is kept in; it lies between 0 and 2.2."""

K1, B = 1.2, 0.75


class Part(msgspec.Struct, frozen=True):
    """`content` is JSON for the browser; `levels` tells of each word from 0 to 3 how much it weighs here."""

    content: str
    levels: dict[str, int]


def cut_parts(statement: Statement) -> Iterator[Part]:
    """The parts of a statement, in the order of the page; never none."""
    passages: list[tuple[str, Turn | None]] = [
        (read_passage(statement.transcript, span, turn), turn) for span, turn in find_passages(statement.transcript)
    ]
    shared = _fields(statement)
    for number, together in enumerate(_gather(passages)):
        words: Counter[str] = Counter()
        for text, _ in together:
            words.update(fold_words(text))
        if number == 0:
            words.update(fold_words(statement.card.title))
        yield Part(
            _content(statement, together, first=number == 0), _levels(words) | shared | _of_turns(together, statement)
        )


def _gather(passages: Iterable[tuple[str, Turn | None]]) -> Iterator[list[tuple[str, Turn | None]]]:
    together: list[tuple[str, Turn | None]] = []
    length = 0
    for passage in passages:
        if together and length + len(passage[0]) > PART_LENGTH:
            yield together
            together, length = [], 0
        together.append(passage)
        length += len(passage[0])
    yield together


def _levels(words: Counter[str]) -> dict[str, int]:
    """The level of each word: BM25's weight less the rarity of the word, which the browser knows."""
    evened = K1 * (1 - B + B * words.total() / PART_WORDS)
    first, second, third = LEVELS
    found = {}
    for word, count in words.items():
        weight = count * (K1 + 1) / (count + evened)
        found[word] = (weight >= first) + (weight >= second) + (weight >= third)
    return found


def _fields(statement: Statement) -> dict[str, int]:
    """Words of the names that the statement stands under, each behind its field: "kind:briefing", "tag:peace"."""
    card = statement.card
    named = {
        "kind": [card.kind],
        "section": card.sections,
        "tag": card.tags,
        "category": [card.category or ""],
        "place": [card.place or ""],
        "language": [card.language or ""],
        "title": [card.title],
    }
    return {f"{field}:{word}": 0 for field, names in named.items() for name in names for word in fold_words(name)}


def _of_turns(passages: Iterable[tuple[str, Turn | None]], statement: Statement) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, turn in passages:
        role, speaker = (turn.role, turn.speaker or "") if turn else ("statement", "")
        found |= {f"role:{name}": 0 for name in ((role,) if turn else (role, "passage"))}
        for word in fold_words(f"{speaker} {turn.label or '' if turn else ''}"):
            found[f"speaker:{word}"] = 0
        for word in fold_words(statement.persons.get(speaker, "")):
            found[f"person:{word}"] = 0
    return found


def _content(statement: Statement, passages: Iterable[tuple[str, Turn | None]], *, first: bool) -> str:
    """The part for the browser: what its statement is, and its passages; fields that are empty are left out."""
    card = statement.card
    about = {
        "id": card.id, "title": card.title, "kind": card.kind, "date": card.date, "place": card.place,
        "section": card.sections, "tag": card.tags, "category": card.category, "language": card.language,
        "first": first, "turns": [_turn(text, turn, statement) for text, turn in passages],
    }  # fmt: skip
    return json.dumps(_filled(about), ensure_ascii=False, separators=(",", ":"))


def _turn(text: str, turn: Turn | None, statement: Statement) -> dict[str, Any]:
    if turn is None:
        return _filled({"text": text, "role": "statement"})
    label = turn.label if turn.label != turn.speaker else None
    person = statement.persons.get(turn.speaker or "")
    told = {"id": turn.id, "role": turn.role, "speaker": turn.speaker, "label": label, "person": person, "text": text}
    return _filled(told)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
