"""People: who spoke, in what offices, how often, and all that each said."""

from __future__ import annotations

import msgspec
from litestar import Response

from rostra.api import PersonCard
from rostra.web.charts import Bar, Column, bars, years_between
from rostra.web.data import person_items, send_list
from rostra.web.linked import as_block, person_nodes
from rostra.web.listing import list_statements
from rostra.web.paging import page_number, paging
from rostra.web.routes.reads import reads, with_data
from rostra.web.visit import Visit
from rostra.web.words import in_path

ON_A_PAGE = 60


@reads("/people", data=True)
def people(visit: Visit) -> Response[str]:
    """Everyone, those with most statements first."""
    everyone = visit.site.persons()
    page = page_number(visit.request.query_params.get("page", ""))
    shown = everyone[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    if visit.ending:
        return send_list(
            visit, title=visit.t("People"), path="/people", items=person_items(visit, shown), told=("offices", "statements"),
            total=len(everyone), page=page, size=ON_A_PAGE,
        )  # fmt: skip
    pages = paging("/people", {}, page=page, size=ON_A_PAGE, total=len(everyone))
    return visit.page(
        "people.html", status=pages.status, data="/people", people=shown, total=len(everyone), paging=pages
    )


@reads("/people/{slug:str}", data=True)
def person(visit: Visit, slug: str) -> Response[str]:
    """One person; under a former name, a redirect to the present one."""
    card = visit.archive.get_person(slug)
    path = f"/people/{in_path(card.slug)}"
    if card.slug != slug:
        return visit.moved(path + visit.ending)
    year = visit.request.query_params.get("year", "")
    during = {"date": year} if year in _years(card) else {}
    return list_statements(
        visit,
        title=card.name,
        over=(visit.t("People"), "/people"),
        path=path,
        feed=f"/feeds{path}",
        filters={"person": card.slug, **during},
        query={"year": year} if during else {},
        template="person.html",
        about=msgspec.to_builtins(card),
        linked=as_block(visit, person_nodes, card, (visit.t("People"), "/people")),
        extra={
            "person": card,
            "profile": visit.archive.profile(card.slug),
            "chart": _chart(visit, card, path),
            "year": year if during else "",
        },
    )


def _years(card: PersonCard) -> list[str]:
    return years_between((at or "")[:4] for at in (card.first, card.last))


def _chart(visit: Visit, card: PersonCard, path: str) -> tuple[Bar, ...]:
    """Statements a year, each bar leading to them."""
    counts = {tally.year: tally.count for tally in visit.archive.years(person=card.slug)}
    return bars([_column(visit, year, counts.get(year, 0), path) for year in _years(card)])


def _column(visit: Visit, year: str, count: int, path: str) -> Column:
    what = visit.language.counted(count, "statement")
    return Column(year, count, visit.t("{year}: {what}", year=year, what=what), f"{path}?year={year}")


HANDLERS = [*with_data(people), person]
