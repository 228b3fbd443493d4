"""The doors into the archive: sections, categories, tags, places. Each is a list of names and, behind each name, its statements."""

from __future__ import annotations

from dataclasses import dataclass

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import Grouping, Tally
from rostra.model import NotFoundError
from rostra.web.charts import heat
from rostra.web.listing import list_statements
from rostra.web.paging import page_number, paging
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

ON_A_PAGE = 200
"""Names on a page: enough to look over, few enough to load at once."""


@dataclass(frozen=True)
class Door:
    """A grouping with its address ("/sections") and its words."""

    grouping: Grouping
    path: str
    one: str
    many: str
    about: str


DOORS = (
    Door(
        "section",
        "/sections",
        "Section",
        "Sections",
        "Sections, as the pages name them in their menus and headings.",
    ),
    Door("category", "/categories", "Category", "Categories", "The headings under which the statements were filed."),
    Door("tag", "/tags", "Tag", "All tags", "Larger where more statements carry the tag."),
    Door("place", "/places", "Place", "Places", "Where it was said."),
)


def _handlers(door: Door) -> list[HTTPRouteHandler]:
    """The two pages of a door."""

    def every(visit: Visit) -> Response[str]:
        names = visit.site.tally(door.grouping)
        page = page_number(visit.request.query_params.get("page", ""))
        in_order = sorted(names, key=lambda name: name.name.casefold())
        return visit.page(
            "doors.html",
            door=door,
            total=len(names),
            names=in_order[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
            sizes=_sizes(names),
            paging=paging(door.path, {}, page=page, size=ON_A_PAGE, total=len(names)),
        )

    def one(visit: Visit, slug: str) -> Response[str]:
        name = visit.site.named(door.grouping, slug)
        if name is None:
            raise NotFoundError(f"There is no {door.one.lower()} under this name.", hint=f"{door.path} lists them all.")
        return list_statements(
            visit,
            title=name.name,
            over=(door.many, door.path),
            path=f"{door.path}/{name.slug}",
            filters={door.grouping: name.slug},
        )

    return [reads(door.path)(every), reads(door.path + "/{slug:str}")(one)]


def _sizes(names: tuple[Tally, ...]) -> dict[str, int]:
    """How large each name is written, from 1 to 5, by its use."""
    highest = max((name.count for name in names), default=0)
    return {name.slug: heat(name.count, highest) for name in names}


HANDLERS = [handler for door in DOORS for handler in _handlers(door)]
