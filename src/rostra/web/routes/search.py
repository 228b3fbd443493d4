"""Search: passages that lead to their turns, counts that refine, hits over time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from litestar import Response

from rostra.api import Archive
from rostra.model import NotFoundError
from rostra.web.charts import Bar, Column, bars, years_between
from rostra.web.paging import address, page_number, paging
from rostra.web.reading import question_line
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import counted

ORDERS = ("relevance", "newest", "oldest")
LONGEST_QUERY = 1_000
"""Characters of a query that are read: many times the longest that people type."""

VALUES = 8
"""Values of a facet that are shown: what fits a margin."""

LAST_HIT = 10_000
"""Hits further down are not fetched: a reader refines long before, and ranking them costs more with each page."""


@reads("/search")
def search(visit: Visit) -> Response[str]:
    """The form alone, or with what a query found."""
    asked = visit.request.query_params
    query = " ".join(asked.get("q", "").split())[:LONGEST_QUERY]
    if not query:
        return visit.page("search.html", query="", results=None, **_examples(visit))
    order = asked.get("order", "") if asked.get("order", "") in ORDERS else ORDERS[0]
    size = visit.settings.page_size
    page = min(page_number(asked.get("page", "")), LAST_HIT // size)
    results = visit.site.shelf.search(query, order=order, limit=size, offset=(page - 1) * size)
    kept = {"q": query, "order": "" if order == ORDERS[0] else order}
    return visit.page(
        "search.html",
        query=query,
        results=results,
        groups=_by_statement(visit.archive, results.hits),
        facets=[(facet.field, facet.values[:VALUES]) for facet in results.facets if len(facet.values) > 1],
        chart=_chart(results.years),
        order=order,
        orders=[
            (name, address("/search", {"q": query, "order": "" if name == ORDERS[0] else name})) for name in ORDERS
        ],
        paging=paging("/search", kept, page=page, size=size, total=min(results.total, LAST_HIT)),
        **({} if results.total else _examples(visit)),
    )


def _by_statement(archive: Archive, hits: Iterable[Any]) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """Neighbouring hits of one statement under its title, each with the question that it answers ("" for none)."""
    groups = []
    for statement_id, found in groupby(hits, key=lambda hit: hit.statement_id):
        together = list(found)
        questions = _questions(archive, statement_id) if any(hit.question_id for hit in together) else {}
        groups.append((together[0], [(hit, questions.get(hit.question_id, "")) for hit in together]))
    return groups


def _questions(archive: Archive, statement_id: str) -> dict[str, str]:
    """The questions of a statement in a line each; empty when it has gone since the index was built."""
    try:
        transcript = archive.get_statement(statement_id).transcript
    except NotFoundError:
        return {}
    return {turn.id: question_line(transcript, turn, 140) for turn in transcript.turns if turn.role == "question"}


def _chart(years: Iterable[Any]) -> tuple[Bar, ...]:
    """Hits by year, gaps filled, each bar narrowing the search to its year."""
    found = {year.year: year for year in years}
    return bars([_column(year, found.get(year)) for year in years_between(found)])


def _column(year: str, found: Any | None) -> Column:
    if found is None:
        return Column(year, 0, f"{year}: none", "")
    title = f"{year}: {counted(found.count, 'passage')} of {counted(found.total, 'turn')}"
    return Column(year, found.count, title, address("/search", {"q": found.refined}))


def _examples(visit: Visit) -> dict[str, Any]:
    """Names from this archive to try the query language with."""
    archive = visit.archive
    people = [person for person in archive.persons()[:3] if person.turns]
    return {"people": people, "sections": archive.tally("section")[:2], "tags": archive.tally("tag")[:3]}


HANDLERS = [search]
