"""Queries that found nothing, as they are counted: in one spelling, short, and without what may belong to one person alone."""

from __future__ import annotations

import re

from msgspec.structs import replace

from rostra.search.cutting import LONGEST_QUERY
from rostra.search.dating import read_date, read_span
from rostra.search.parser import parse
from rostra.search.query import And, Near, Node, Not, Or, Phrase, Scope, Term, canonical

LONGEST = 100
"""Longer ones are pasted text, not what people look for."""
_PRIVATE = re.compile(r"@|://|\d{5,}|(?:\d[ ./-]?){7,}")
"""Addresses of mail and of the web, numbers of telephones, passports and accounts."""
_NAMED = re.compile(r"date[:=]?(?=.)", re.IGNORECASE)
_PIECE = re.compile(r"[^\s()\"]+")


def spelled(query: str) -> str:
    """The spelling under which `query` is counted: as it is understood, in small letters but for its operators. "" for one that
    is not counted. Names of persons are counted like other words.

    >>> spelled('Ferry  -Lorry 2014-08-06'), spelled("0331 555 1234")
    ('ferry NOT lorry date:2014-08-06', '')
    """
    query = query[:LONGEST_QUERY]
    text = canonical(_small(parse(query).tree))
    private = any(_PRIVATE.search(_PIECE.sub(_without_date, each)) for each in (query, text))
    return "" if private or len(text) > LONGEST else text


def _small(tree: Node | None) -> Node | None:
    """The tree with its words in small letters."""
    match tree:
        case Term(text) | Phrase(text):
            return replace(tree, text=text.casefold())
        case And(parts) | Or(parts):
            return replace(tree, parts=tuple(map(_small, parts)))
        case Not(inner) | Scope(_, inner):
            return replace(tree, inner=_small(inner))
        case Near(left, right):
            return replace(tree, left=_small(left), right=_small(right))
        case _:
            return tree


def _without_date(match: re.Match[str]) -> str:
    """A piece of a query, or nothing of one that is a date or a range of dates. A bare number is none: it may be a part of a
    longer one."""
    piece = match.group()
    asked = _NAMED.sub("", piece, count=1) if _NAMED.match(piece) else piece
    return "" if read_span(asked) or (read_date(asked) and not piece.isdigit()) else piece
