"""Results put together: the passages of a statement, of a speaker, or a question with its answers, with the number of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Literal

import tantivy

from rostra.search.facets import MOST_SPELLINGS
from rostra.search.index import Index, Look, find_window
from rostra.search.parser import parse
from rostra.search.pointers import read_pointer
from rostra.search.query import canonical, encodable, names_words, narrow
from rostra.search.results import FacetValue, Group, Grouped, Hit

By = Literal["statement", "speaker", "pair"]
GROUPINGS: tuple[By, ...] = ("statement", "speaker", "pair")
MOST_GROUPS = 100
"""Groups of one answer."""
MOST_TURNS = 10_000
"""Matching turns that are put together; of more, the first in the order asked for, and the notes say so."""
_SHOWN = 3
_ANSWERS = 12

Found = list[tantivy.Document]
Maker = Callable[[], Group | None]


def group_hits(index: Index, query: str, by: By, *, order: str, limit: int, offset: int) -> Grouped:
    """The turns that match `query` in groups, those first that have the first turn in `order`; speakers by the number of turns.

    Never fails on what a person types. A group shows its first three turns; a pair the question and its answers, whichever
    matched. `limit` is at most `MOST_GROUPS`.

    Raises:
        ArchiveError: the index is damaged and cannot be built anew.
    """
    query = encodable(query)
    window = min(max(limit, 1), MOST_GROUPS), max(offset, 0)
    order = order if names_words(parse(query).tree) or order != "relevance" else "newest"
    return index.look(query, lambda look: _group(look, query, by, order, window))


def _group(look: Look, query: str, by: By, order: str, window: tuple[int, int]) -> Grouped:
    if by == "speaker":
        return _by_speaker(look, query, order, window)
    limit, offset = window
    scored, total = find_window(look.view.searcher, look.query, order, (MOST_TURNS, 0))
    found = [document for _, document in scored]
    walk = islice(_pairs(look, found) if by == "pair" else _statements(look, found), offset, offset + limit + 1)
    makers = list(walk)
    groups = (make() for make in makers[:limit])
    broad = f"The first {MOST_TURNS:,} of {total:,} matching turns were put together."
    return Grouped(
        query=query,
        by=by,
        groups=tuple(group for group in groups if group),
        total=total,
        offset=offset,
        more=len(makers) > limit,
        notes=(*look.notes, *([broad] if total > MOST_TURNS else [])),
    )


def _statements(look: Look, found: Found) -> Iterator[Maker]:
    """What makes each statement's group, in order."""
    together: dict[str, Found] = {}
    for document in found:
        together.setdefault(read_pointer(document).statement, []).append(document)
    for own in together.values():
        yield partial(_statement, look, own)


def _statement(look: Look, own: Found) -> Group | None:
    hits = _hits(look, own[:_SHOWN])
    return Group(name=hits[0].title, total=len(own), hits=hits) if hits else None


def _pairs(look: Look, found: Found) -> Iterator[Maker]:
    """What makes each pair's group, in order."""
    starts = [(read_pointer(document).statement, _start(document)) for document in found]
    totals = Counter(starts)
    firsts: dict[tuple[str, str], tantivy.Document] = {}
    for pair, document in zip(starts, found, strict=True):
        firsts.setdefault(pair, document)
    for (name, start), document in firsts.items():
        yield partial(_pair, look, name, start, totals[name, start], document)


def _start(document: tantivy.Document) -> str:
    """The question that a turn answers, or else the turn."""
    pointer = read_pointer(document)
    return pointer.answers or pointer.turn


def _pair(look: Look, name: str, start: str, total: int, found: tantivy.Document) -> Group | None:
    """The question and its answers in the order of the page; a turn that answers nothing by itself."""
    of_statement = tantivy.Query.term_query(look.schema, "statement", name)
    scored, _ = find_window(look.view.searcher, of_statement, "oldest", (MOST_TURNS, 0))
    own = [each for _, each in scored if _start(each) == start] if start else [found]
    hits = _hits(look, own[:_ANSWERS])
    return Group(name=hits[0].title, total=total, hits=hits) if hits else None


def _by_speaker(look: Look, query: str, order: str, window: tuple[int, int]) -> Grouped:
    """Speakers with most turns first; turns of nobody named are in no group."""
    limit, offset = window
    total = look.view.searcher.search(look.query, limit=1).count or 0  # type: ignore[attr-defined]  # missing in the stubs
    found = look.view.facets.count_by(look.asked.tree, look.query, "speaker", offset + limit + 1)
    values = found[offset:]
    all_ = look.view.facets.count_names(look.query, "speaker") if len(found) < offset + limit + 1 else 0
    many = (f"The {MOST_SPELLINGS:,} most frequent of {all_:,} speakers were put together.",)
    return Grouped(
        query=query,
        by="speaker",
        groups=tuple(_speaker(look, value, order) for value in values[:limit]),
        total=total,
        offset=offset,
        more=len(values) > limit,
        notes=(*look.notes, *(many if all_ > MOST_SPELLINGS else ())),
    )


def _speaker(look: Look, value: FacetValue, order: str) -> Group:
    """A speaker's turns; `refined` is the query for all of them."""
    refined = canonical(look.asked.tree) if value.chosen else value.refined
    narrowed = look.build(narrow(look.asked.tree, "speaker", value.name))
    scored, _ = find_window(look.view.searcher, narrowed, order, (_SHOWN, 0))
    return Group(name=value.name, total=value.count, hits=_hits(look, [each for _, each in scored]), refined=refined)


def _hits(look: Look, documents: Found) -> tuple[Hit, ...]:
    look.view.read_ahead(documents)
    made = (look.view.make_hit(0.0, document, look.marks) for document in documents)
    return tuple(hit for hit in made if hit)
