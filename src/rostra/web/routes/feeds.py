"""Feeds: the whole site, each section, category, tag, place and kind, and each person, as Atom and as JSON Feed."""

from __future__ import annotations

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import SHELVES
from rostra.model import NotFoundError
from rostra.web.feeds import WRITERS, send_feed, split_ending, statements_feed
from rostra.web.routes.doors import DOORS, Door
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import in_path


def _all(ending: str) -> HTTPRouteHandler:
    """The feed of the whole site in one form."""

    def feed(visit: Visit) -> Response[str]:
        return send_feed(visit, statements_feed(visit, title="", path="/feeds/all", home="/", filters={}), ending)

    return reads(f"/feeds/all{ending}")(feed)


def _behind(door: Door) -> HTTPRouteHandler:
    """The feeds of all names of a grouping."""

    def feed(visit: Visit, name: str) -> Response[str]:
        slug, ending = split_ending(name)
        named = visit.site.named(door.grouping, slug)
        if named is None and door.grouping in SHELVES:
            today = visit.site.named(door.grouping, visit.archive.current_term(door.grouping, slug))
            if today is not None:
                return visit.moved(f"/feeds{door.path}/{in_path(today.slug)}{ending}")
        if named is None:
            raise NotFoundError(door.missing, hint=f"{door.path} lists them all.")
        path = f"{door.path}/{in_path(named.slug)}"
        made = statements_feed(
            visit,
            title=visit.language.facet_value(named.name, door.grouping),
            path=f"/feeds{path}",
            home=path,
            filters={door.grouping: named.slug},
            rubric=visit.site.rubrics(door.grouping).get(named.slug),
        )
        return send_feed(visit, made, ending)

    return reads(f"/feeds{door.path}/{{name:str}}")(feed)


@reads("/feeds/people/{name:str}")
def person(visit: Visit, name: str) -> Response[str]:
    """What a person said; under a former name, a redirect to the present one."""
    slug, ending = split_ending(name)
    card = visit.archive.get_person(slug)
    path = f"/people/{in_path(card.slug)}"
    if card.slug != slug:
        return visit.moved(f"/feeds{path}{ending}")
    made = statements_feed(visit, title=card.name, path=f"/feeds{path}", home=path, filters={"person": card.slug})
    return send_feed(visit, made, ending)


HANDLERS = [*map(_all, WRITERS), *map(_behind, DOORS), person]
