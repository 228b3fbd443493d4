"""Any search taken away: as CSV, JSON, JSON Lines, and as a feed; and the searches that are saved for all to follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import Feed, SavedSearch, hits_feed
from rostra.api.tables import TABLE_STYLES, write_hits
from rostra.model import ArchiveError, NotFoundError
from rostra.web import measures
from rostra.web.feeds import ENTRIES, WRITERS, send_feed, split_ending
from rostra.web.paging import LAST_HIT, address, page_number, pages_of
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import in_path

ORDERS = ("relevance", "newest", "oldest", "added")
MOST_ROWS, WINDOW = 2_000, 200
"""Passages in one answer: more than a table is read for, and two seconds at most. How many there are is said beside them."""
MEDIA = {"csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
         "json": "application/json", "jsonl": "application/jsonl; charset=utf-8"}  # fmt: skip


def _as_table(style: str) -> HTTPRouteHandler:
    """The hits of a search in one style, the first `MOST_ROWS`; headers say how many there are."""

    def taken(visit: Visit) -> Response[str]:
        query, order = measures.query_of(visit), visit.request.query_params.get("order", "")
        order = order if order in ORDERS else ORDERS[0]
        hits: list[Any] = []
        find = finder(visit, query, order, meaning=visit.request.query_params.get("meaning") == "1")
        while True:
            found = find(WINDOW, len(hits))
            hits += found.hits
            if len(found.hits) < WINDOW or len(hits) >= MOST_ROWS:
                break
        headers = {"rostra-total": str(found.total), "rostra-shown": str(len(hits)), "x-robots-tag": "noindex"}
        return visit.send(write_hits(hits, style, site=visit.base), media_type=MEDIA[style], headers=headers)

    return reads(f"/search.{style}")(taken)


def finder(visit: Visit, query: str, order: str, *, meaning: bool) -> Callable[[int, int], Any]:
    """What gives a window (limit, offset) of what a search finds: by words and meaning where that is asked for and can be. Where it
    cannot, the words answer, with a note."""
    shelf = visit.site.shelf

    def find(limit: int, offset: int) -> Any:
        note = ""
        if meaning and not visit.archive.has_meaning():
            note = visit.t("This archive is not prepared for search by meaning: this is the search by words.")
        elif meaning:
            try:
                return shelf.measure(lambda archive: archive.search_meaning(query, limit=limit, offset=offset))
            except ArchiveError:
                note = visit.t("What was prepared for search by meaning cannot be read: this is the search by words.")
        found = shelf.search(query, order=order, limit=limit, offset=offset)
        return msgspec.structs.replace(found, notes=(*found.notes, note)) if note else found

    return find


def _as_feed(ending: str) -> HTTPRouteHandler:
    def feed(visit: Visit) -> Response[str]:
        query = measures.query_of(visit)
        made = search_feed(visit, query, title=query, path=f"/search{_stem(ending)}", asks={"q": query})
        return send_feed(visit, made, ending)

    return reads(f"/search{_stem(ending)}{ending}")(feed)


def _stem(ending: str) -> str:
    """What stands before the ending: /search.json is the table, /search.feed.json the feed."""
    return ".feed" if ending == ".json" else ""


def search_feed(visit: Visit, query: str, *, title: str, path: str, asks: dict[str, str]) -> Feed:
    """A page of the passages that a query finds, those that arrived last first, whatever their own date."""
    page = page_number(visit.request.query_params.get("page", ""))
    offset = min((page - 1) * ENTRIES, LAST_HIT)
    found = visit.site.shelf.search(query, order="added", limit=ENTRIES if offset < LAST_HIT else 0, offset=offset)
    made = hits_feed(
        visit.archive,
        found.hits,
        query=query,
        title=f"{title} – {visit.settings.name}" if title else visit.settings.name,
        author=visit.settings.name,
        site=visit.base,
        path=path,
        asks=asks,
        language=visit.language.tag,
    )
    pages = pages_of(min(found.total, LAST_HIT), ENTRIES)
    return msgspec.structs.replace(made, page=page, pages=pages)


# saved searches


@reads("/searches")
def searches(visit: Visit) -> Response[str]:
    """The searches that whoever keeps the archive follows and shows."""
    return visit.page("searches.html", searches=[each for each in visit.archive.saved_searches() if _is_shown(each)])


@reads("/feeds/searches/{name:str}")
def saved(visit: Visit, name: str) -> Response[str]:
    """The feed of a public saved search."""
    slug, ending = split_ending(name)
    found = visit.archive.get_saved_search(slug)
    if not _is_shown(found):
        raise NotFoundError("There is no such saved search.", hint="/searches lists them.")
    path = f"/feeds/searches/{in_path(found.slug)}"
    return send_feed(visit, search_feed(visit, found.query, title=found.name, path=path, asks={}), ending)


def _is_shown(search: SavedSearch) -> bool:
    return search.public and not search.question


def options(visit: Visit, query: str, order: str, *, meaning: bool) -> list[tuple[str, str]]:
    """The ways to take a search away: name and address. Feeds tell what is new by words alone."""
    asks = {"q": query, **({"meaning": "1"} if meaning else {"order": "" if order == ORDERS[0] else order})}
    tables = [(style.upper() if style != "jsonl" else "JSON Lines", address(f"/search.{style}", asks)) for style in
              ("csv", "json", "jsonl")]  # fmt: skip
    return [
        *tables,
        ("Atom", address("/search.atom", {"q": query})),
        ("JSON Feed", address("/search.feed.json", {"q": query})),
    ]


HANDLERS = [*map(_as_table, TABLE_STYLES), *map(_as_feed, WRITERS), searches, saved]
