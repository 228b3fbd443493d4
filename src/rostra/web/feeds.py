"""Lists of statements as feeds; `rostra.api.Feed` writes them down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response

from rostra.api import ATOM, JSON_FEED, Feed, FeedEntry, Rubric, StatementCard, to_atom, to_json_feed
from rostra.model import NotFoundError
from rostra.web.described import plain_words
from rostra.web.paging import page_number, pages_of, status_of
from rostra.web.visit import Visit
from rostra.web.words import in_path, language_tag

ENTRIES = 50
"""Statements on a page of a feed: some 60 kB, and more than a busy press office publishes between two visits of a reader."""

WRITERS = {".atom": (to_atom, ATOM), ".json": (to_json_feed, JSON_FEED)}


def split_ending(name: str) -> tuple[str, str]:
    """What is followed, and ".atom" or ".json". Raises `NotFoundError` for another ending."""
    for ending in WRITERS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending), ending
    raise NotFoundError("There is no such feed.", hint="Feeds end in .atom or .json.")


def send_feed(visit: Visit, feed: Feed, ending: str) -> Response[str]:
    """The feed, or "304 Not Modified" for a reader who has it already.

    It tells no `Last-Modified`: that of its newest entry goes back when that entry is withdrawn or leaves the list, and who asks by
    date would keep it for good.
    """
    write, media_type = WRITERS[ending]
    feed = msgspec.structs.replace(feed, pages=1) if visit.still else feed  # what is further down is left to the lists
    return visit.send(write(feed), media_type=media_type, status=status_of(feed.page, feed.pages))


def statements_feed(
    visit: Visit, *, title: str, path: str, home: str, filters: Mapping[Any, str], rubric: Rubric | None = None
) -> Feed:
    """The statements that match `filters`, those that came in last first; what came in on one day, as it was said.

    `path` is the feed's address on the site without its ending, `home` that of the page which shows the same; `rubric` is
    what editors say of it.
    """
    page = page_number(visit.request.query_params.get("page", ""))
    found = visit.archive.find_statements(order="added", limit=ENTRIES, offset=(page - 1) * ENTRIES, **filters)
    changed = visit.archive.last_changes(card.id for card in found.items)
    return Feed(
        title=f"{title} – {visit.settings.name}" if title else visit.settings.name,
        subtitle=plain_words(rubric.description) if rubric else "" if title else visit.settings.tagline,
        address=visit.base + path,
        home=visit.base + home,
        author=(rubric.author if rubric and rubric.kind == "column" else "") or visit.settings.name,
        language=visit.language.tag,
        entries=tuple(statement_entry(visit, card, changed.get(card.id, card.added_at)) for card in found.items),
        page=page,
        pages=pages_of(found.total, ENTRIES),
    )


def statement_entry(visit: Visit, card: StatementCard, updated: str) -> FeedEntry:
    """A statement in a feed, last changed in substance at `updated`."""
    address = f"{visit.base}/statements/{in_path(card.id)}"
    return FeedEntry(
        id=address,
        address=address,
        title=card.title,
        updated=updated,
        date=card.date,
        summary=card.excerpt,
        language=language_tag(card.language) or None,
        authors=tuple((name, "") for name in card.speakers),
        tags=tuple(dict.fromkeys(name for name in (*card.sections, card.category, *card.tags) if name)),
        about={
            "id": card.id,
            "kind": card.kind,
            "time": card.time,
            "place": card.place,
            "turns": card.turns,
            "questions": card.questions,
            "data": f"{address}.json",
        },
    )
