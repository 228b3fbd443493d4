"""What the pages that measure share: what was asked, the way between them, and their tables for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import LONGEST_QUERY, Concordance, Trends, write_rows
from rostra.web.paging import address, number_in
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import message

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/json",
}
PAGES = (
    ("/search", message("Passages")),
    ("/concordance", message("Concordance")),
    ("/collocates", message("Word company")),
    ("/trends", message("Over time")),
    ("/distinctive", message("Distinctive words")),
)
"""What can be made of one query."""


def query_of(visit: Visit, name: str = "q") -> str:
    """What was typed into a field, in one line."""
    return one_line(visit.request.query_params.get(name, ""))


def one_line(text: str) -> str:
    """A query as it is read: white space collapsed, and no longer than it takes for the results to say that it is too long."""
    return " ".join(text.split())[: LONGEST_QUERY + 1]


def chosen(visit: Visit, name: str, choices: tuple[str, ...]) -> str:
    """The choice that the address names; the first where it names none that there is."""
    asked = visit.request.query_params.get(name, "")
    return asked if asked in choices else choices[0]


def spoken(query: str) -> str:
    """`query` in turns alone, without the passages of pages that have none."""
    turns = "NOT role:passage"
    return f"({query}) {turns}" if query else turns


def number_of(visit: Visit, name: str, default: int, most: int) -> int:
    """The number from 0 to `most` in a field; `default` where there is none."""
    return number_in(visit.request.query_params.get(name, ""), default, most=most)


def ways(visit: Visit, query: str, here: str) -> list[tuple[str, str, bool]]:
    """The pages of a query: name, address, and whether it is this one."""
    return [(visit.t(name), address(path, {"q": query}), path == here) for path, name in PAGES]


def downloads(path: str, query: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The same as a table: name of the form, address."""
    kept = {name: str(value) for name, value in query.items() if value}
    return [(style.upper(), address(f"{path}.{style}", kept)) for style in MEDIA_TYPES]


def tables(path: str, measure: Callable[[Visit], Any]) -> list[HTTPRouteHandler]:
    """Handlers that send what `measure` finds as a table, one a form: ``{path}.csv`` ..."""

    def handler_of(style: str, media_type: str) -> HTTPRouteHandler:
        def send(visit: Visit) -> Response[str]:
            found = measure(visit)
            groups = bool(getattr(found, "group", "")) and "only" not in visit.request.query_params
            name = f"{path.strip('/')}.{style}"
            headers = {"content-disposition": f'attachment; filename="{name}"', "x-robots-tag": "noindex"}
            headers |= _counts(found, groups)
            return visit.send(write_rows(found, style, groups=groups), media_type=media_type, headers=headers)

        return reads(f"{path}.{style}")(send)

    return [handler_of(style, media_type) for style, media_type in MEDIA_TYPES.items()]


def _counts(found: Any, groups: bool) -> dict[str, str]:
    """Headers that say how many rows a table has, of how many (where that is known: unsorted lines are read no further than shown),
    and what was read for them."""
    total: int | None
    match found:
        case Trends():
            shown = total = sum(len(series.points) for series in found.series)
        case Concordance() if groups:
            shown = total = len(found.groups)
        case Concordance():
            shown, total = len(found.lines), found.total if found.whole or not found.more else None
        case _:
            shown, total = len(found.found), found.total
    told = {"rostra-shown": shown, "rostra-total": total, "rostra-basis": getattr(found, "basis", None)}
    return {name: str(value) for name, value in told.items() if value is not None}
