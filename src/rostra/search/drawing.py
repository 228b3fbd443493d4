"""Turns that match, read one after another: in an order of the index, or drawn by lot.

Each turn has a number that says nothing about it (`schema.draw_lot`). A seed points at a place among these numbers, and turns are
taken from there on, so that the same seed draws the same turns of the same record, in whatever order these were added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import tantivy
from tantivy import Occur

from rostra.search.index import Look
from rostra.search.schema import LOTS, PASSAGES
from rostra.search.view import Said

# A first page is made of few turns; whoever goes on wants many.
_FIRST, _NEXT = 32, 400
# Turns read from the record in one go.
_AHEAD = 100


def count_turns(look: Look) -> int:
    """How many turns match."""
    return look.view.searcher.search(look.query, limit=1).count or 0  # type: ignore[attr-defined]  # missing in the stubs


def count_passages(look: Look, query: tantivy.Query | None = None) -> int:
    """How many of the turns that match `query` (the query of `look` unless given) are passages of pages without turns."""
    passages = tantivy.Query.term_query(look.schema, *PASSAGES)
    both = tantivy.Query.boolean_query([(Occur.Must, query or look.query), (Occur.Must, passages)])
    return look.view.searcher.search(both, limit=1).count or 0  # type: ignore[attr-defined]  # missing in the stubs


def read_turns(look: Look, order: str) -> Iterator[Said]:
    """The turns that match, best first ("relevance"), or by date ("newest", "oldest")."""
    return _read(look, look.query, None if order == "relevance" else order)


def draw_turns(look: Look, seed: int) -> Iterator[Said]:
    """The turns that match, in an order given by chance and `seed`."""
    start = int.from_bytes(hashlib.blake2b(str(seed).encode(), digest_size=5).digest(), "big")
    for lower, upper in ((start, LOTS), (0, start - 1)):
        lots = tantivy.Query.range_query(look.schema, "lot", tantivy.FieldType.Integer, lower, upper)
        silent = tantivy.Query.const_score_query(lots, 0.0)
        yield from _read(look, tantivy.Query.boolean_query([(Occur.Must, look.query), (Occur.Must, silent)]), "lot")


def _read(look: Look, query: tantivy.Query, field: str | None) -> Iterator[Said]:
    """Turns sorted by a field (upwards save for "newest"), or by relevance for ``None``."""
    direction = tantivy.Order.Desc if field in {"newest", None} else tantivy.Order.Asc
    searcher, offset, size = look.view.searcher, 0, _FIRST
    while True:
        found = searcher.search(
            query, limit=size, offset=offset, count=False, order_by_field=field, order=direction
        ).hits
        for at in range(0, len(found), _AHEAD):
            documents = [searcher.doc(address) for _, address in found[at : at + _AHEAD]]
            look.view.read_ahead(documents)
            yield from (said for document in documents if (said := look.view.read(document)))
        if len(found) < size:
            return
        offset, size = offset + size, _NEXT
