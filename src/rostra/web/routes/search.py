"""Search: passages that lead to their turns, counts that refine, hits over time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from litestar import Response

from rostra.api import Archive
from rostra.model import NotFoundError
from rostra.web import measures
from rostra.web.charts import Bar, Column, bars, years_between
from rostra.web.language import Language
from rostra.web.paging import address, page_number, paging
from rostra.web.reading import question_line
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

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
        ways=measures.ways(visit, query, "/search"),
        groups=_by_statement(visit.archive, results.hits),
        facets=[(facet.field, facet.values[:VALUES]) for facet in results.facets if len(facet.values) > 1],
        chart=_chart(results.years, visit.language),
        joined=join_marks,
        order=order,
        orders=[
            (name, address("/search", {"q": query, "order": "" if name == ORDERS[0] else name})) for name in ORDERS
        ],
        paging=paging("/search", kept, page=page, size=size, total=min(results.total, LAST_HIT)),
        **({} if results.total else _examples(visit)),
    )


def _by_statement(archive: Archive, hits: Iterable[Any]) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """The hits of each statement under its title, each with the question that it answers ("" for none), best statement first."""
    together: dict[str, list[Any]] = {}
    for hit in hits:
        together.setdefault(hit.statement_id, []).append(hit)
    return [(found[0], _under_questions(archive, found)) for found in together.values()]


def _under_questions(archive: Archive, hits: list[Any]) -> list[tuple[Any, str]]:
    """Each hit with the question that it answers, unless that question is the hit right above."""
    questions = _questions(archive, hits[0].statement_id) if any(hit.question_id for hit in hits) else {}
    above = ["", *(hit.turn_id for hit in hits)]
    return [
        (hit, "" if hit.question_id == over else questions.get(hit.question_id, ""))
        for hit, over in zip(hits, above, strict=False)
    ]


def join_marks(passage: Iterable[Any]) -> list[tuple[str, bool]]:
    """A passage's pieces, each with whether it is marked; marked words with nothing but space between them are one piece."""
    joined: list[tuple[str, bool]] = []
    for piece in passage:
        joined.append((piece.text, piece.marked))
        if len(joined) > 2 and piece.marked and not joined[-2][0].strip() and joined[-3][1]:
            joined[-3:] = [("".join(text for text, _ in joined[-3:]), True)]
    return joined


def _questions(archive: Archive, statement_id: str) -> dict[str, str]:
    """The questions of a statement in a line each; empty when it has gone since the index was built."""
    try:
        transcript = archive.get_statement(statement_id).transcript
    except NotFoundError:
        return {}
    return {turn.id: question_line(transcript, turn, 140) for turn in transcript.turns if turn.role == "question"}


def _chart(years: Iterable[Any], ui: Language) -> tuple[Bar, ...]:
    """Hits by year, gaps filled, each bar narrowing the search to its year."""
    found = {year.year: year for year in years}
    return bars([_column(year, found.get(year), ui) for year in years_between(found)])


def _column(year: str, found: Any | None, ui: Language) -> Column:
    if found is None:
        return Column(year, 0, ui.t("{year}: none", year=year), "")
    title = ui.t(
        "{year}: {passages} of {turns}",
        year=year,
        passages=ui.counted(found.count, "passage"),
        turns=ui.counted(found.total, "turn"),
    )
    return Column(year, found.count, title, address("/search", {"q": found.refined}))


def _examples(visit: Visit) -> dict[str, Any]:
    """Names from this archive to try the query language with."""
    people = [person for person in visit.site.persons()[:3] if person.turns]
    return {"people": people, "sections": visit.site.tally("section")[:1], "kinds": visit.site.tally("kind")[:1]}


HANDLERS = [search]
