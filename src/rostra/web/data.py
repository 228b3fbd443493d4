"""Every page also as data: a list as JSON, Markdown or CSV, at its address with that ending."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from litestar import Response

from rostra.api import ListPage, PersonCard, StatementCard, Tally, write_list
from rostra.web.paging import address, pages_of, status_of
from rostra.web.visit import Visit
from rostra.web.words import in_path

ENDINGS = {
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}
"""Endings of an address under which its list is data."""

STATEMENTS = ("kind", "date", "place", "speakers")
"""What Markdown tells of a statement in a list."""


def split_ending(path: str) -> tuple[str, str]:
    """`path` without the ending of data that it has, and that ending ("" for a page)."""
    for ending in ENDINGS:
        if path.endswith(ending) and len(path) > len(ending):
            return path.removesuffix(ending), ending
    return path, ""


def send_list(
    visit: Visit,
    *,
    title: str,
    path: str,
    items: Iterable[dict[str, Any]],
    told: tuple[str, ...],
    total: int,
    page: int = 1,
    size: int = 0,
    query: dict[str, str] | None = None,
    about: dict[str, Any] | None = None,
) -> Response[str]:
    """A page of a list in the form that the address asks for; `path` is that of the page for readers, `size` of how many a page."""
    pages = pages_of(total, size) if size else 1
    data = f"{'/index' if path == '/' else path}{visit.ending}"
    listed = ListPage(
        title=title,
        address=visit.base + address(path, query or {}, page=page),
        items=tuple(items),
        total=total,
        page=page,
        pages=pages,
        next=visit.base + address(data, query or {}, page=page + 1) if page < pages else None,
        told=told,
        about=about or {},
    )
    written = write_list(listed, visit.ending.removeprefix("."))
    return visit.send(written, media_type=ENDINGS[visit.ending], status=status_of(page, pages))


def statement_items(visit: Visit, cards: Iterable[StatementCard]) -> Iterable[dict[str, Any]]:
    """Statements, each with its address and that of its data."""
    for card in cards:
        home = f"{visit.base}/statements/{in_path(card.id)}"
        yield {"address": home, "data": f"{home}.json", **msgspec.to_builtins(card)}


def name_items(visit: Visit, names: Iterable[Tally], path: str) -> Iterable[dict[str, Any]]:
    """Names of a grouping, whose pages lie below `path`."""
    for name in names:
        yield {"address": f"{visit.base}{path}/{in_path(name.slug)}", **msgspec.to_builtins(name)}


def person_items(visit: Visit, people: Iterable[PersonCard]) -> Iterable[dict[str, Any]]:
    """People."""
    for person in people:
        yield {"address": f"{visit.base}/people/{in_path(person.slug)}", **msgspec.to_builtins(person)}
