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
from rostra.web.routes import building, taken
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

ORDERS = ("relevance", "newest", "oldest", "added")
LONGEST_QUERY = 1_000
"""Characters of a query that are read: many times the longest that people type."""

VALUES = 8
"""Values of a facet that are shown: what fits a margin."""

_WHOLE = 1_000_000
"""A share is drawn in millionths."""

LAST_HIT = 10_000
"""Hits further down are not fetched: a reader refines long before, and ranking them costs more with each page."""


@reads("/search")
def search(visit: Visit) -> Response[str]:
    """The form alone, or with what a query found."""
    asked = visit.request.query_params
    query = " ".join(asked.get("q", "").split())[:LONGEST_QUERY]
    if not query:
        return visit.page("search.html", query="", results=None, build=building.fields_of(visit), **_examples(visit))
    order = asked.get("order", "") if asked.get("order", "") in ORDERS else ORDERS[0]
    size = visit.settings.page_size
    page = min(page_number(asked.get("page", "")), LAST_HIT // size)
    results = visit.site.shelf.search(query, order=order, limit=size, offset=(page - 1) * size)
    kept = {"q": query, "order": "" if order == ORDERS[0] else order}
    shares, t = asked.get("chart") == "share", visit.language.t
    if not results.total and visit.settings.count_misses and not visit.is_machine:
        visit.archive.note_miss(query)
    return visit.page(
        "search.html",
        query=query,
        results=results,
        ways=measures.ways(visit, query, "/search"),
        groups=_by_statement(visit.archive, results.hits),
        facets=[
            (facet.field, facet.values[:VALUES])
            for facet in results.facets
            if len(facet.values) > 1 or any(value.chosen for value in facet.values)
        ],
        chart=_chart(results, visit.language, shares=shares),
        shares=shares,
        charts=[
            (t("Count"), address("/search", kept)),
            (t("Share of all that was said"), address("/search", {**kept, "chart": "share"})),
        ],
        taken=taken.options(visit, query, order),
        build=building.fields_of(visit),
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


def _chart(results: Any, ui: Language, *, shares: bool) -> tuple[Bar, ...]:
    """Hits by year, gaps filled, each bar narrowing the search to its year; of one year by month. As counts, or as the share of all
    that was said then."""
    if results.months:
        by_month = {each.month: each for each in results.months}
        year = results.months[0].month[:4]
        months = [f"{year}-{number:02}" for number in range(1, 13)]
        return bars([_column(month[5:], ui.date(month), by_month.get(month), ui, shares) for month in months])
    found = {year.year: year for year in results.years}
    return bars([_column(year, year, found.get(year), ui, shares) for year in years_between(found)])


def _column(name: str, when: str, found: Any | None, ui: Language, shares: bool) -> Column:
    if found is None:
        return Column(name, 0, ui.t("{year}: none", year=when), "")
    title = ui.t(
        "{year}: {passages} of {turns}",
        year=when,
        passages=ui.counted(found.count, "passage"),
        turns=ui.counted(found.total, "turn"),
    )
    height = round(found.count / max(found.total, 1) * _WHOLE) if shares else found.count
    return Column(name, height, title, address("/search", {"q": found.refined, "chart": "share" if shares else ""}))


def _examples(visit: Visit) -> dict[str, Any]:
    """Names from this archive to try the query language with."""
    people = [person for person in visit.site.persons()[:3] if person.turns]
    return {"people": people, "sections": visit.site.tally("section")[:1], "kinds": visit.site.tally("kind")[:1]}


HANDLERS = [search]
