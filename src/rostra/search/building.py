"""A query put together of the fields of a form, for those who do not know the language yet: what they see next is the query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rostra.search.parser import parse
from rostra.search.query import OPERATORS, VARIANTS, canonical

WORD_FIELDS = ("words", "phrase", "any", "none")
NAME_FIELDS = ("speaker", "asked-by", "role", "kind", "section", "tag", "place", "country", "language")
SCOPES = ("question", "answer")
FIELDS = (*WORD_FIELDS, *SCOPES, *NAME_FIELDS, "from", "until")
LONGEST_FIELD = 200
_SIGNS = re.compile(r'["():*?~=]')
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def build_query(fields: Mapping[str, str]) -> str:
    """The query that asks for all that `fields` say; "" when they say nothing. Names that are not in `FIELDS` are passed over, and
    signs of the language count as spaces.

    >>> build_query({"words": "ferry", "any": "lorry car", "none": "OR", "speaker": "Ana Vela", "from": "2014"})
    'ferry (lorry OR car) NOT or speaker:"Ana Vela" date:2014..'
    """
    text = " ".join(_conditions({name: fields.get(name, "")[:LONGEST_FIELD] for name in FIELDS}))
    return canonical(parse(text).tree)


def _conditions(said: Mapping[str, str]) -> Iterator[str]:
    yield " ".join(_words(said["words"]))
    if words := _words(said["phrase"]):
        yield f'"{" ".join(words)}"'
    if words := _words(said["any"]):
        yield f"({' OR '.join(words)})"
    yield " ".join(f"NOT {word}" for word in _words(said["none"]))
    for scope in SCOPES:
        if words := _words(said[scope]):
            yield f"{scope}:({' '.join(words)})"
    for field in NAME_FIELDS:
        if words := _words(said[field]):
            yield f"{field}:{words[0]}" if len(words) == 1 else f'{field}:"{" ".join(words)}"'
    first, last = (said[name].strip() if _DATE.fullmatch(said[name].strip()) else "" for name in ("from", "until"))
    if first or last:
        yield f"date:{first}..{last}"


def _words(text: str) -> list[str]:
    """The words of a field, none of which the language could take for something else."""
    words = (word.strip("-+.,;!") for word in _SIGNS.sub(" ", text.translate(VARIANTS)).split())
    return [word.lower() if word in OPERATORS or word.startswith("NEAR") else word for word in words if word]
