"""Feeds: the one writer of Atom and JSON Feed, whatever is followed (a list of statements, edits, a saved search).

Whoever has something to follow makes a `Feed` of `FeedEntry` values and gives it to `to_atom` or `to_json_feed`; what an entry is
and in which order entries stand is the caller's. Everything is escaped here, and what XML cannot carry is left out.

Source: RFC 4287 (Atom), RFC 5005 section 3 (paged feeds), JSON Feed 1.1, W3CDTF for ``dc:date``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec

from rostra.exporters.selection import one_line

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without entries was last updated: Atom wants a time."""

LONGEST_TITLE = 300
"""Characters of a title that are printed: readers show a line or two."""

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is followed.

    `id` is permanent, `address` is where it is read (both whole, "https://..."). `updated` is the last change of substance, ISO
    8601 with a zone. `date` is that of the event, as precise as known ("2014-08"), ``None`` when unknown. `authors` are names with
    the address of each ("" = none). `about` goes into JSON Feed under ``_rostra``.
    """

    id: str
    address: str
    title: str
    updated: str
    date: str | None = None
    summary: str = ""
    language: str | None = None
    authors: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    about: dict[str, Any] = msgspec.field(default_factory=dict)


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What is followed. All addresses are whole.

    `address` is the feed's own without its ending ("https://.../feeds/all"); with ".atom" it is its permanent id. `home` is the
    page that shows the same. `page` counts from 1; `pages` is how many there are.
    `asks` is the query of its address, encoded ("q=ferry"; "" for none).
    """

    title: str
    address: str
    home: str
    author: str
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    language: str = "en"
    page: int = 1
    pages: int = 1
    asks: str = ""

    @property
    def updated(self) -> str:
        """The latest change of any entry."""
        return max((entry.updated for entry in self.entries), default=EPOCH)

    def page_address(self, ending: str, page: int) -> str:
        """The address of one of its pages."""
        asked = "&".join(filter(None, (self.asks, f"page={page}" if page > 1 else "")))
        return f"{self.address}{ending}" + (f"?{asked}" if asked else "")


def published(date: str | None) -> str | None:
    """The moment that feeds want for a date; ``None`` unless the day is known, for a month or year would be told as its first day.

    Noon UTC, since at midnight the day would be the one before for every reader west of Greenwich.

    >>> published("2014-08-06"), published("2014-08")
    ('2014-08-06T12:00:00Z', None)
    """
    return f"{date}T12:00:00Z" if date and _DAY.fullmatch(date) else None


def to_atom(feed: Feed) -> str:
    """An Atom document. A partial date of the event stands in ``dc:date``, which may be partial."""
    own = feed.page_address(".atom", feed.page)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang={_quoted(feed.language)}>',
        f"<title>{_text(feed.title)}</title>",
        *([f"<subtitle>{_text(feed.subtitle)}</subtitle>"] if feed.subtitle else []),
        f"<id>{_text(feed.page_address('.atom', 1))}</id>",
        _link("self", "application/atom+xml", own),
        _link("alternate", "text/html", feed.home),
        *(_link(rel, "application/atom+xml", feed.page_address(".atom", page)) for rel, page in _neighbours(feed)),
        f"<updated>{feed.updated}</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
        "<generator>Rostra</generator>",
        *(line for entry in feed.entries for line in _atom_entry(entry)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _atom_entry(entry: FeedEntry) -> Iterator[str]:
    yield f"<entry{f' xml:lang={_quoted(entry.language)}' if entry.language else ''}>"
    yield f"<title>{_text(_title(entry))}</title>"
    yield f"<id>{_text(entry.id)}</id>"
    yield _link("alternate", "text/html", entry.address)
    yield f"<updated>{entry.updated}</updated>"
    if moment := published(entry.date):
        yield f"<published>{moment}</published>"
    if entry.date:
        yield f"<dc:date>{_text(entry.date)}</dc:date>"
    for name, address in _named(entry):
        yield f"<author><name>{_text(name)}</name>{f'<uri>{_text(address)}</uri>' if address else ''}</author>"
    for tag in filter(_shown, entry.tags):
        yield f"<category term={_quoted(tag)}/>"
    if entry.summary:
        yield f"<summary>{_text(entry.summary)}</summary>"
    yield "</entry>"


def to_json_feed(feed: Feed) -> str:
    """A JSON Feed; what its own fields cannot say of an entry stands in ``_rostra``."""
    later = feed.page_address(".json", feed.page + 1) if feed.page < feed.pages else None
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.page_address(".json", feed.page),
        "description": one_line(feed.subtitle),
        "next_url": later,
        "language": feed.language,
        "authors": [{"name": one_line(feed.author)}],
    }
    known = {name: value for name, value in whole.items() if value}
    items = [_json_item(entry) for entry in feed.entries]
    return msgspec.json.format(msgspec.json.encode({**known, "items": items}), indent=2).decode() + "\n"


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.address,
        "title": _title(entry),
        "date_published": published(entry.date),
        "date_modified": entry.updated,
        "language": entry.language,
        "authors": [{"name": one_line(name), **({"url": url} if url else {})} for name, url in _named(entry)],
        "tags": [one_line(tag) for tag in filter(_shown, entry.tags)],
        "_rostra": {"date": entry.date, **entry.about},
    }
    # The text is obligatory, even where there is none.
    return {**{name: value for name, value in item.items() if value}, "content_text": one_line(entry.summary)}


def _named(entry: FeedEntry) -> list[tuple[str, str]]:
    """Its authors, those without a name that can be shown left out."""
    return [(name, address) for name, address in entry.authors if _shown(name)]


def _shown(text: str) -> str:
    return one_line(_NOT_XML.sub(" ", text))


def _title(entry: FeedEntry) -> str:
    title = one_line(entry.title) or "Without a title"
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _neighbours(feed: Feed) -> Iterator[tuple[str, int]]:
    """The other pages of a feed that has several, as RFC 5005 names them."""
    if feed.pages > 1:
        yield "first", 1
        yield "last", feed.pages
    if feed.page > 1:
        yield "previous", min(feed.page - 1, feed.pages)
    if feed.page < feed.pages:
        yield "next", feed.page + 1


def _link(rel: str, media_type: str, address: str) -> str:
    return f'<link rel="{rel}" type="{media_type}" href={_quoted(address)}/>'


def _text(text: str) -> str:
    return escape(_shown(text))


def _quoted(text: str) -> str:
    return quoteattr(_shown(text))
