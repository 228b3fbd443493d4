"""Which of the site's addresses become files. Every route that is read stands in one of the three tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from rostra.api import SHELVES, Grouping
from rostra.web.data import ENDINGS
from rostra.web.feeds import WRITERS
from rostra.web.measures import MEDIA_TYPES, PAGES
from rostra.web.routes.calendar import UNDATED
from rostra.web.routes.sitemap import parts
from rostra.web.visit import DOORS, Site
from rostra.web.words import in_path

Starts = Callable[[Site], Iterable[str]]
LISTED = ("/index", "/archive", "/people", *DOORS.values())
MEASURES = [path for path, _ in PAGES if path != "/search"]
TABLES = tuple(f".{style}" for style in MEDIA_TYPES)
Fate = Literal["start", "within", "live"]


def _one(path: str) -> Starts:
    return lambda site: (path,)


def _statements(site: Site) -> Iterable[str]:
    cards = site.shelf.archive.find_statements(limit=10**9).items
    withdrawn = site.shelf.archive.withdrawals()  # of these the notice is made, and nothing below it
    ids = [*(card.id for card in cards), *(notice.statement for notice in withdrawn)]
    return [f"/statements/{in_path(each)}" for each in ids]


def _door(grouping: Grouping) -> Starts:
    """What the record lists, and what leads there since a name was changed."""

    def starts(site: Site) -> list[str]:
        former = site.former(grouping) if grouping in SHELVES else ()
        return [
            f"{DOORS[grouping]}/{in_path(slug)}" for slug in (*(name.slug for name in site.tally(grouping)), *former)
        ]

    return starts


def _people(site: Site) -> Iterable[str]:
    """Everyone, and what leads to somebody who is called otherwise since."""
    slugs = [*(person.slug for person in site.persons()), *site.former_persons()]
    return [f"/people/{in_path(slug)}" for slug in slugs]


def _years(site: Site) -> Iterable[str]:
    years = dict.fromkeys(month.month[:4] or UNDATED for month in site.months())
    return [f"/archive/{year}" for year in years]


def _months(site: Site) -> Iterable[str]:
    return [f"/archive/{month.month[:4]}/{month.month[5:]}" for month in site.months() if len(month.month) == 7]


STARTS: Mapping[str, Starts] = {
    "/statements/{name:str}": _statements,
    "/": _one("/"),
    "/about": _one("/about"),
    "/search": _one("/search"),
    "/edited": _one("/edited"),
    "/archive": _one("/archive"),
    "/archive/{year:str}": _years,
    "/archive/{year:str}/{month:str}": _months,
    "/people": _one("/people"),
    "/people/{slug:str}": _people,
    **{path: _one(path) for path in DOORS.values()},
    **{path + "/{slug:str}": _door(grouping) for grouping, path in DOORS.items()},
}
"""Pages with which a part of the site starts: what they link to below their own address is made with them."""

WITHIN = (
    "/statements/{name:str}/{turn:str}",
    "/statements/{name:str}/print",
    "/statements/{name:str}/versions",
    "/statements/{name:str}/versions/{number:str}",
)
"""Pages below a start, made where it links to them."""


def _feeds(below: str, starts: Starts) -> Starts:
    """The feeds of what `starts` lists, in every form."""
    return lambda site: [f"{below}/{start.rpartition('/')[2]}{ending}" for start in starts(site) for ending in WRITERS]


ABSOLUTE: Mapping[str, Starts] = {
    "/robots.txt": _one("/robots.txt"),
    "/sitemap.xml": _one("/sitemap.xml"),
    "/opensearch.xml": _one("/opensearch.xml"),
    "/sitemaps/{name:str}": lambda site: [f"/sitemaps/{part}.xml" for part in parts(site)],
    **{f"/feeds/{name}{ending}": _one(f"/feeds/{name}{ending}") for name in ("all", "edited") for ending in WRITERS},
    **{f"/feeds{path}/{{name:str}}": _feeds(f"/feeds{path}", _door(grouping)) for grouping, path in DOORS.items()},
    "/feeds/people/{name:str}": _feeds("/feeds/people", _people),
}
"""What names the site's own address throughout, and is made only when that is known."""

SHIPPED = ("/theme/{name:str}",)
"""What stands beside the pages like the static files, written by `shipping`."""

LIVE: Mapping[str, str] = {
    "/captures/{sha256:str}": "saved pages are hostile, and a folder cannot send the headers that hold them",
    "/captures/{sha256:str}/page": "the same",
    "/captures/{sha256:str}/download": "the same",
    "/statements/{name:str}/beside": "it shows the page as saved",
    **{page + ending: "it is measured when asked for" for page in MEASURES for ending in ("", *TABLES)},
    "/statements/{name:str}/card.png": "each picture takes as long as fifty pages",
    "/statements/{name:str}/{turn:str}/card.png": "the same",
    "/statements/{name:str}/{turn:str}/embed": "a folder cannot send the header that lets others frame it",
    "/oembed": "it answers what is asked",
    "/similar": "it is measured when asked for",
    **{path + ending: "lists as data are asked for page by page" for path in LISTED for ending in ENDINGS},
}
"""What is left to the live site, and why. Links there lead nowhere in files."""


SEARCHED = ("/search.", "/search/", "/searches", "/feeds/searches/")
"""Beginnings of routes that are left to the live site as well: what is searched for is endless."""


def fate_of(route: str) -> Fate | None:
    """What becomes of a route; ``None`` for one that no table names."""
    if route in STARTS or route in ABSOLUTE:
        return "start"
    if route in (*WITHIN, *SHIPPED):
        return "within"
    return "live" if route in LIVE or route.startswith(SEARCHED) else None


GENERAL = tuple(path for path in [*STARTS, *ABSOLUTE] if "{" not in path and not path.startswith("/feeds/"))
"""Starts that tell of the whole archive."""

_LIVE_BELOW = tuple(route.rpartition("/")[2] for route in LIVE if route.startswith("/statements/"))
_TURN_DATA = re.compile(r"/statements/[^/]+/[^/]+\.[a-z.]+")


class Plan:
    """The starts of a site, and what is made below them."""

    def __init__(self, starts: Iterable[str]) -> None:
        self.starts = dict.fromkeys(starts)

    def start_of(self, address: str) -> str | None:
        """The start with which the page at `address` is made; ``None`` for one that is not made.

        The address is as pages write it, without a fragment.
        """
        path = address.partition("?")[0]
        if path in self.starts:
            return path
        if path.startswith("/statements/"):
            start = "/".join(path.split("/", 3)[:3])
            start = start if start in self.starts else start.partition(".")[0]
            left_out = _TURN_DATA.fullmatch(path) or path.rpartition("/")[2] in _LIVE_BELOW
            return start if start in self.starts and not left_out else None
        return None


def find_starts(site: Site, *, statements: bool = True) -> dict[str, None]:
    """Every start of the site; without those of statements if they are known otherwise."""
    tables = [STARTS, *([ABSOLUTE] if site.settings.base_url else [])]
    wanted = [starts for table in tables for starts in table.values() if statements or starts is not _statements]
    return dict.fromkeys(address for starts in wanted for address in starts(site))


def lists_behind(link: str) -> tuple[str, ...]:
    """The lists in which a statement stands that leads to `link`: the list itself, its year, its feeds."""
    if link.startswith("/statements/") or link in GENERAL:
        return ()
    year = [link.rpartition("/")[0]] if link.count("/") == 3 and link.startswith("/archive/") else []
    return (link, *year, *(f"/feeds{link}{ending}" for ending in WRITERS))
