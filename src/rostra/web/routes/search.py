"""Search: passages that lead to their turns, counts that refine, hits over time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar import Response

from rostra.web import measures
from rostra.web.charts import Bar, Column, bars, years_between
from rostra.web.gathered import GROUPS, Gathered, beside, by_statement, gathered
from rostra.web.language import Language
from rostra.web.paging import LAST_HIT, Paging, address, page_number, paging
from rostra.web.routes import building, taken
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

ORDERS = taken.ORDERS
VALUES = 8
"""Values of a facet that are shown: what fits a margin."""

_WHOLE = 1_000_000
"""A share is drawn in millionths."""


@reads("/search")
def search(visit: Visit) -> Response[str]:
    """The form alone, or with what a query found."""
    asked = visit.request.query_params
    query = measures.query_of(visit)
    if not query:
        return visit.page(
            "search.html",
            query="",
            results=None,
            build=building.fields_of(visit),
            prepared=visit.archive.has_meaning(),
            **_examples(visit),
        )
    by_meaning = asked.get("meaning", "") == "1"
    asks = Asked(
        query=query,
        order=measures.chosen(visit, "order", ORDERS),
        group=measures.chosen(visit, "group", ("", *GROUPS)),
        meaning=by_meaning and visit.archive.has_meaning(),
        unprepared=by_meaning and not visit.archive.has_meaning(),
        shares=asked.get("chart") == "share",
        page=min(page_number(asked.get("page", "")), LAST_HIT // visit.settings.page_size),
    )
    results, groups, pages = _find(visit, asks)
    if not results.total and visit.settings.count_misses and not visit.is_machine:
        visit.archive.note_miss(query)
    return visit.page(
        "search.html",
        query=query,
        asks=asks,
        results=results,
        groups=groups,
        ways=measures.ways(visit, query, "/search"),
        facets=[
            (facet.field, facet.values[:VALUES])
            for facet in results.facets
            if len(facet.values) > 1 or any(value.chosen for value in facet.values)
        ],
        narrowed={each: asks.address(q=each).partition("?")[2] for each in _narrower(results)},
        chart=_chart(results, visit.language, asks),
        taken=taken.options(visit, query, asks.order, meaning=asks.meaning),
        build=building.fields_of(visit, query),
        prepared=visit.archive.has_meaning(),
        joined=join_marks,
        paging=pages,
        first=asks.address(),
        **_choices(visit, asks),
        **({} if results.total else _examples(visit)),
    )


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an address of a search asks for. `group` is "" for single passages; by meaning there are neither orders nor groups.
    `unprepared` tells that it was asked for, and there is none."""

    query: str
    order: str
    group: str
    meaning: bool
    unprepared: bool
    shares: bool
    page: int

    def address(self, **other: str) -> str:
        """The address of the same search with something else chosen, at its first page."""
        kept = {"q": self.query, "order": self.order, "group": self.group, "meaning": "1" if self.meaning else ""}
        fields = {**kept, "chart": "share" if self.shares else "", **other}
        return address("/search", {**fields, "order": "" if fields["order"] == ORDERS[0] else fields["order"]})


def _choices(visit: Visit, asks: Asked) -> dict[str, Any]:
    """What else can be chosen for the same search: names with addresses and whether they are chosen."""
    t = visit.language.t
    by_meaning = [
        (t("By words"), asks.address(meaning=""), not asks.meaning),
        (t("By words and meaning"), asks.address(meaning="1", order="", group=""), asks.meaning),
    ]
    return {
        "orders": [(name, asks.address(order=name, meaning="")) for name in ORDERS],
        "grouped": [(t(name), asks.address(group=by, meaning=""), by == asks.group) for by, name in GROUPS.items()],
        "meanings": by_meaning if visit.archive.has_meaning() else [],
        "charts": [
            (t("Count"), asks.address(chart="")),
            (t("Share of all that was said"), asks.address(chart="share")),
        ],
    }


def _find(visit: Visit, asks: Asked) -> tuple[Any, list[Gathered], Paging]:
    """What was found, in groups as they are shown, with the way to the next page."""
    shelf, size = visit.site.shelf, visit.settings.page_size
    offset = (asks.page - 1) * size
    path, _, query = asks.address().partition("?")
    kept = dict(parse_qsl(query))
    grouped = bool(asks.group) and not asks.meaning
    find = taken.finder(visit, asks.query, asks.order, meaning=asks.meaning or asks.unprepared)
    results = find(1 if grouped else size, 0 if grouped else offset)
    if asks.meaning and (asks.group or asks.order != ORDERS[0]):
        note = visit.t("By words and meaning, passages stand in one order and are not put together.")
        results = msgspec.structs.replace(results, notes=(*results.notes, note))
    if not grouped:
        total = min(results.total, LAST_HIT)
        shown = by_statement(visit.archive, results.hits)
        return results, shown, paging(path, kept, page=asks.page, size=size, total=total)
    found = shelf.group(asks.query, asks.group, order=asks.order, limit=size, offset=offset)
    shown = [gathered(visit.archive, group, asks.group) for group in found.groups if group.hits]
    results = msgspec.structs.replace(results, notes=tuple(dict.fromkeys((*results.notes, *found.notes))))
    return results, shown, beside(path, kept, page=asks.page, more=found.more)


def join_marks(passage: Iterable[Any]) -> list[tuple[str, bool]]:
    """A passage's pieces, each with whether it is marked; marked words with nothing but space between them are one piece."""
    joined: list[tuple[str, bool]] = []
    for piece in passage:
        joined.append((piece.text, piece.marked))
        if len(joined) > 2 and piece.marked and not joined[-2][0].strip() and joined[-3][1]:
            joined[-3:] = [("".join(text for text, _ in joined[-3:]), True)]
    return joined


def _narrower(results: Any) -> set[str]:
    """Queries that are one step from this one: with a value of a facet, without a condition, spelled otherwise."""
    values = {value.refined for facet in results.facets for value in facet.values[:VALUES]}
    return values | {part.without for part in results.parts} | {other.query for other in results.suggestions}


def _chart(results: Any, ui: Language, asks: Asked) -> tuple[Bar, ...]:
    """Hits by year, gaps filled, each bar narrowing the search to its year; of one year by month. As counts, or as the share of all
    that was said then."""
    if results.months:
        by_month = {each.month: each for each in results.months}
        year = results.months[0].month[:4]
        months = [f"{year}-{number:02}" for number in range(1, 13)]
        return bars([_column(month[5:], ui.date(month), by_month.get(month), ui, asks) for month in months])
    found = {year.year: year for year in results.years}
    return bars([_column(year, year, found.get(year), ui, asks) for year in years_between(found)])


def _column(name: str, when: str, found: Any | None, ui: Language, asks: Asked) -> Column:
    if found is None:
        return Column(name, 0, ui.t("{year}: none", year=when), "")
    title = ui.t(
        "{year}: {found} of {n} turn", "{year}: {found} of {n} turns", year=when, found=found.count, n=found.total
    )
    height = round(found.count / max(found.total, 1) * _WHOLE) if asks.shares else found.count
    return Column(name, height, title, asks.address(q=found.refined))


def _examples(visit: Visit) -> dict[str, Any]:
    """Names from this archive to try the query language with."""
    people = [person for person in visit.site.persons()[:3] if person.turns]
    return {"people": people, "sections": visit.site.tally("section")[:1], "kinds": visit.site.tally("kind")[:1]}


HANDLERS = [search]
