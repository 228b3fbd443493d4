"""The archive by year and month, as a calendar whose shade tells how much was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Response

from rostra.api import MonthTally
from rostra.model import NotFoundError
from rostra.web.charts import heat
from rostra.web.data import send_list
from rostra.web.language import Language
from rostra.web.listing import list_statements
from rostra.web.routes.reads import reads, with_data
from rostra.web.visit import Visit
from rostra.web.words import message

_YEAR = re.compile(r"\d{4}", re.A)
_MONTH = re.compile(r"0[1-9]|1[0-2]", re.A)
UNDATED = "undated"
NO_YEAR = message("There is no such year."), message("The archive lists all years and months.")
NO_MONTH = message("There is no such month."), NO_YEAR[1]


class Cell(msgspec.Struct, frozen=True):
    """A month ("08"), its name with the year, how many statements, and its shade from 0 to 5."""

    month: str
    name: str
    count: int
    heat: int


class Row(msgspec.Struct, frozen=True):
    """A year with its twelve months. `count` includes statements whose month is not known."""

    year: str
    count: int
    months: tuple[Cell, ...]


@reads("/archive", data=True)
def archive(visit: Visit) -> Response[str]:
    """All years and months."""
    months = visit.site.months()
    if visit.ending:
        return send_list(
            visit, title=visit.t("Archive"), path="/archive", items=_month_items(visit, months), told=("count",), total=len(months)
        )  # fmt: skip
    undated = sum(month.count for month in months if not month.month)
    names = [visit.language.short_month(month) for month in range(1, 13)]
    return visit.page(
        "calendar.html",
        data="/archive",
        rows=rows(months, visit.site.years(), visit.language),
        names=names,
        undated=undated,
    )


def _month_items(visit: Visit, months: tuple[MonthTally, ...]) -> Iterator[dict[str, Any]]:
    """Months as data, each with the address of its list; a year by itself for what is known no closer."""
    for tally in months:
        path = tally.month.replace("-", "/") or UNDATED
        name = visit.language.date(tally.month) or visit.t("Without a date")
        yield {
            "address": f"{visit.base}/archive/{path}",
            "name": name,
            "month": tally.month or None,
            "count": tally.count,
        }


def rows(months: tuple[MonthTally, ...], years: list[str], ui: Language) -> list[Row]:
    """Years, newest first, with the months of each."""
    by_month = {month.month: month.count for month in months}
    by_year: Counter[str] = Counter()
    for month in months:
        by_year[month.month[:4]] += month.count
    highest = max((count for month, count in by_month.items() if len(month) > 4), default=0)
    return [Row(year, by_year[year], _cells(year, by_month, highest, ui)) for year in reversed(years)]


def _cells(year: str, by_month: dict[str, int], highest: int, ui: Language) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{month:02}", ui.date(f"{year}-{month:02}"), count, heat(count, highest))
        for month in range(1, 13)
        for count in (by_month.get(f"{year}-{month:02}", 0),)
    )


@reads("/archive/{year:str}", data=True)
def year(visit: Visit, year: str) -> Response[str]:
    """The statements of a year, or the undated ones. Raises `NotFoundError` for a year before the first and after the last."""
    if year == UNDATED:
        return list_statements(
            visit,
            title=visit.t("Without a date"),
            over=(visit.t("Archive"), "/archive"),
            path="/archive/undated",
            filters={"date": ""},
        )
    if not _YEAR.fullmatch(year):
        raise NotFoundError(NO_YEAR[0], hint=NO_YEAR[1])
    return list_statements(
        visit,
        title=year,
        over=(visit.t("Archive"), "/archive"),
        path=f"/archive/{year}",
        missing=None if year in visit.site.years() else NO_YEAR,
        filters={"date": year},
    )


@reads("/archive/{year:str}/{month:str}", data=True)
def month(visit: Visit, year: str, month: str) -> Response[str]:
    """The statements of a month. Raises `NotFoundError` for a month without any."""
    if not (_YEAR.fullmatch(year) and _MONTH.fullmatch(month.zfill(2))):
        raise NotFoundError(NO_MONTH[0], hint=NO_MONTH[1])
    if len(month) == 1:
        return visit.moved(f"/archive/{year}/0{month}{visit.ending}")
    date = f"{year}-{month}"
    return list_statements(
        visit,
        title=visit.language.title_date(date),
        over=(year, f"/archive/{year}"),
        path=f"/archive/{year}/{month}",
        missing=NO_MONTH,
        filters={"date": date},
    )


HANDLERS = [*with_data(archive), year, month]
