"""A query put together of the fields of a form, for those who do not know the language yet: what they see next is the query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rostra.search.cutting import LONGEST_QUERY
from rostra.search.parser import parse
from rostra.search.query import (
    OPERATORS,
    VARIANTS,
    And,
    Dates,
    Node,
    Not,
    Or,
    Phrase,
    Scope,
    Term,
    canonical,
    conditions,
)

WORD_FIELDS = ("words", "phrase", "any", "none")
NAME_FIELDS = ("speaker", "asked-by", "role", "kind", "section", "tag", "place", "country", "language")
SCOPES = ("question", "answer")
FIELDS = (*WORD_FIELDS, *SCOPES, *NAME_FIELDS, "from", "until", "rest")
LONGEST_FIELD = 200
_SIGNS = re.compile(r'["():*?~=]')
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def build_query(fields: Mapping[str, str]) -> str:
    """The query that asks for all that `fields` say; "" when they say nothing. Names that are not in `FIELDS` are passed over, and
    signs of the language count as spaces, but in "rest", which is a query by itself.

    >>> build_query({"words": "ferry", "any": "lorry car", "none": "OR", "speaker": "Ana Vela", "from": "2014"})
    'ferry (lorry OR car) NOT or speaker:"Ana Vela" date:2014..'
    """
    text = " ".join(
        _conditions(
            {name: fields.get(name, "")[: LONGEST_QUERY if name == "rest" else LONGEST_FIELD] for name in FIELDS}
        )
    )
    return canonical(parse(text).tree)


def read_fields(query: str) -> dict[str, str]:
    """What the fields of the form would say for `query`; what they cannot say stands in "rest". `build_query` makes of them a query
    that finds the same.

    >>> read_fields('ferry NOT lorry speaker:"Ana Vela" 2014.. harb*')
    {'words': 'ferry', 'none': 'lorry', 'speaker': 'Ana Vela', 'from': '2014', 'rest': 'harb*'}
    """
    tree = parse(query).tree
    said: dict[str, str] = {}
    rest: list[Node] = []
    for node in conditions(tree):
        found = _told(node)
        if found and all(name in ("words", "none") or name not in said for name in found):
            said |= {name: f"{said[name]} {value}" if name in said else value for name, value in found.items()}
        else:
            rest.append(node)
    text = canonical(And(tuple(rest)) if len(rest) > 1 else rest[0] if rest else None)
    fields = {**said, **({"rest": text} if text else {})}
    fits = all(len(value) <= LONGEST_FIELD for value in said.values())
    return fields if fits else {"rest": canonical(tree)}


def _told(node: Node) -> dict[str, str]:
    """The fields that say one condition; empty when they cannot."""
    match node:
        case Term() if word := _plain(node):
            return {"words": word}
        case Phrase(text, "", False):
            return {"phrase": text}
        case Or(parts) if all(map(_plain, parts)):
            return {"any": " ".join(map(_plain, parts))}
        case Not(inner) if word := _plain(inner):
            return {"none": word}
        case Scope(role, inner):
            parts = inner.parts if isinstance(inner, And) else (inner,)
            return {role: " ".join(map(_plain, parts))} if all(map(_plain, parts)) else {}
        case Term(text, field, False, False, 0, False) | Phrase(text, field, False) if field in NAME_FIELDS:
            return {field: text} if isinstance(node, Term) or " " in text else {}
        case Dates(first, last) if all(not day or _DATE.fullmatch(day) for day in (first, last)):
            return {name: day for name, day in (("from", first), ("until", last)) if day}
        case _:
            return {}


def _plain(node: Node) -> str:
    """A word that a field takes as it stands; "" for any other node."""
    if not isinstance(node, Term) or node != Term(node.text):
        return ""
    return node.text if _words(node.text) == [node.text] else ""


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
    if rest := parse(said["rest"]).tree:
        yield f"({canonical(rest)})"


def _words(text: str) -> list[str]:
    """The words of a field, none of which the language could take for something else."""
    words = (word.strip("-+.,;!") for word in _SIGNS.sub(" ", text.translate(VARIANTS)).split())
    return [word.lower() if word in OPERATORS or word.startswith("NEAR") else word for word in words if word]
