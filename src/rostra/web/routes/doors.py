"""The doors into the archive: sections, categories, tags, places. Each is a list of names and, behind each name, its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import SHELVES, Grouping, Tally
from rostra.model import NotFoundError
from rostra.web.charts import heat
from rostra.web.data import name_items, send_list
from rostra.web.described import plain_words
from rostra.web.listing import list_statements
from rostra.web.paging import page_number, paging
from rostra.web.routes.reads import reads, with_data
from rostra.web.rubrics import NOTHING_SAID, author_of, rubric_told
from rostra.web.shelved import pinned_cards
from rostra.web.visit import Visit
from rostra.web.words import in_path, message

ON_A_PAGE = 200
"""Names on a page: enough to look over, few enough to load at once."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """A grouping with its address ("/sections") and its words."""

    grouping: Grouping
    path: str
    many: str
    about: str
    missing: str


DOORS = (
    Door(
        grouping="section",
        path="/sections",
        many=message("Sections"),
        about=message("Sections, as the pages name them in their menus and headings."),
        missing=message("There is no section under this name."),
    ),
    Door(
        grouping="category",
        path="/categories",
        many=message("Categories"),
        about=message("The headings under which the statements were filed."),
        missing=message("There is no category under this name."),
    ),
    Door(
        grouping="tag",
        path="/tags",
        many=message("All tags"),
        about=message("Larger where more statements carry the tag."),
        missing=message("There is no tag under this name."),
    ),
    Door(
        grouping="place",
        path="/places",
        many=message("Places"),
        about=message("Where it was said."),
        missing=message("There is no place under this name."),
    ),
    Door(
        grouping="organisation",
        path="/organisations",
        many=message("Countries and organisations"),
        about=message("Whom those who take part speak for, as the pages say."),
        missing=message("There is no country or organisation under this name."),
    ),
    Door(
        grouping="kind",
        path="/kinds",
        many=message("Kinds"),
        about=message("What it was: a press conference, a speech, an interview."),
        missing=message("There is no kind under this name."),
    ),
    Door(
        grouping="language",
        path="/languages",
        many=message("Languages"),
        about=message("In which it was published."),
        missing=message("There is no language under this name."),
    ),
)


def _handlers(door: Door) -> list[HTTPRouteHandler]:
    """The two pages of a door."""

    def every(visit: Visit) -> Response[str]:
        return _every(visit, door)

    def one(visit: Visit, slug: str) -> Response[str]:
        return _one(visit, door, slug)

    return [*with_data(reads(door.path, data=True)(every)), reads(door.path + "/{slug:str}", data=True)(one)]


def _every(visit: Visit, door: Door) -> Response[str]:
    """The list of names."""
    names = visit.site.tally(door.grouping)
    page = page_number(visit.request.query_params.get("page", ""))
    in_order = sorted(names, key=lambda name: visit.language.facet_value(name.name, door.grouping).casefold())
    in_order = visit.site.in_chosen_order(door.grouping, in_order)
    shown = in_order[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    if visit.ending:
        return send_list(
            visit, title=visit.t(door.many), path=door.path, items=_items(visit, door, shown), told=("count", "description"),
            total=len(names), page=page, size=ON_A_PAGE,
        )  # fmt: skip
    pages = paging(door.path, {}, page=page, size=ON_A_PAGE, total=len(names))
    return visit.page(
        "doors.html",
        status=pages.status,
        data=door.path,
        door=door,
        total=len(names),
        names=shown,
        sizes=_sizes(names),
        rubrics=visit.site.rubrics(door.grouping),
        paging=pages,
    )


def _one(visit: Visit, door: Door, slug: str) -> Response[str]:
    """What stands behind a name; a former one leads on."""
    name = visit.site.named(door.grouping, slug)
    if name is None and door.grouping in SHELVES:
        today = visit.site.named(door.grouping, visit.archive.current_term(door.grouping, slug))
        if today is not None:
            return visit.moved(f"{door.path}/{in_path(today.slug)}{visit.ending}")
    if name is None:
        raise NotFoundError(door.missing, hint=f"{door.path} lists them all.")
    rubric = visit.site.rubrics(door.grouping).get(name.slug)
    chosen = rubric is not None and rubric.kind == "collection"
    pinned = pinned_cards(visit, name.slug) if door.grouping == "section" and not chosen else []
    return list_statements(
        visit,
        title=visit.language.facet_value(name.name, door.grouping),
        over=(visit.t(door.many), door.path),
        path=f"{door.path}/{name.slug}",
        feed=f"/feeds{door.path}/{in_path(name.slug)}",
        filters={door.grouping: name.slug},
        usual="placed" if chosen else "newest",
        about=rubric_told(rubric),
        said=plain_words(rubric.description) if rubric else "",
        extra={"rubric": rubric, "author": author_of(visit, rubric), "pinned": pinned},
    )


def _items(visit: Visit, door: Door, names: Sequence[Tally]) -> list[dict[str, Any]]:
    """What data tells of names of the door; of those that may be described, how they are."""
    items = list(name_items(visit, names, door.path))
    if door.grouping not in SHELVES:
        return items
    rubrics = visit.site.rubrics(door.grouping)
    return [item | NOTHING_SAID | rubric_told(rubrics.get(item["slug"])) for item in items]


def _sizes(names: tuple[Tally, ...]) -> dict[str, int]:
    """How large each name is written, from 1 to 5, by its use."""
    highest = max((name.count for name in names), default=0)
    return {name.slug: heat(name.count, highest) for name in names}


HANDLERS = [handler for door in DOORS for handler in _handlers(door)]
