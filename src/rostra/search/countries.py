"""The countries of a statement: those of the persons who take part, and the one where it was held."""

from __future__ import annotations

import re
from functools import cache

from rostra.archive.records import Statement
from rostra.lexicon import load
from rostra.search.words import fold_words

_PARTS = re.compile(r"[,;()/]")


def find_countries(statement: Statement) -> list[str]:
    """Short names of countries, each once: of what participants are affiliated with, then of the place (by its name or capital)."""
    people = [person.affiliation for person in statement.transcript.event.participants if person.affiliation]
    places = [part for part in _PARTS.split(statement.card.place or "") if part.strip()]
    names = [_countries().get(_key(name), "") for name in [*people, *places]]
    names += [_capitals().get(_key(name), "") for name in places]
    return [name for name in dict.fromkeys(names) if name]


def _key(name: str) -> str:
    return " ".join(fold_words(name))


@cache
def _countries() -> dict[str, str]:
    """Every way to write a country, folded, to its short name."""
    tables = load("countries").values()
    return {_key(form): table["name"] for table in tables for form in (table["name"], *table.get("forms", ()))}


@cache
def _capitals() -> dict[str, str]:
    return {_key(city): table["name"] for table in load("countries").values() for city in table.get("capitals", ())}
