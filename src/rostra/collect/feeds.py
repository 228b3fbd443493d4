"""What a site says that it has: RSS, Atom, RDF and JSON feeds, sitemaps and their indexes (gzip too). Bytes in, links out.

Theory. These files come from others and are often broken. They are read as a stream by expat, declare no entities, and whatever was
read before a fault is kept. Sources: RSS 2.0, RFC 4287 (Atom), RSS 1.0 (RDF), jsonfeed.org 1.1, sitemaps.org 0.9.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from xml.parsers import expat

import msgspec

from rostra.collect import unpack_gzip
from rostra.collect.addresses import join

MOST_LINKS = 50_000
"""As many as a sitemap may have."""
_DEEPEST = 60
_ROOTS: dict[str, Literal["feed", "sitemap"]] = {
    "rss": "feed", "feed": "feed", "RDF": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
_ITEMS = frozenset({"item", "entry", "url", "sitemap"})
_DATES = ("updated", "lastmod", "modified", "pubDate", "date", "published")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a source names; `updated` is ISO 8601 UTC, ``None`` where the source does not say."""

    address: str
    title: str = ""
    updated: str | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a source names, in its order, each once. `more` are sitemaps that a sitemap index names. `error` tells what broke
    off; what stands before it was read."""

    kind: Literal["feed", "sitemap", "list"]
    links: tuple[Link, ...]
    more: tuple[Link, ...] = ()
    error: str | None = None


def read_listing(content: bytes, *, address: str, media_type: str | None = None) -> Listing | None:
    """The pages that a feed or a sitemap names; ``None`` when the content is neither.

    Raises:
        ReadError: gzip data that are damaged, or unpack to too much.
    """
    if content.startswith(b"\x1f\x8b"):
        content = unpack_gzip(content, address)
    start = content[:2000].lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0")
    if start.startswith(b"{"):
        return _read_json(content, address)
    if start.startswith(b"<"):
        return _Reader(address).read(content)
    if start.startswith(b"http") and media_type in (None, "text/plain"):
        return _read_lines(content, address)
    return None


def _once(links: list[Link]) -> tuple[Link, ...]:
    return tuple({link.address: link for link in reversed(links)}.values())[::-1]


def _read_lines(content: bytes, address: str) -> Listing | None:
    """A sitemap in plain text: an address a line, and nothing else."""
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines() if line.strip()][:MOST_LINKS]
    targets = [join(address, line) for line in lines if line.startswith(("http://", "https://"))]
    if len(targets) < len(lines):
        return None
    return Listing(kind="sitemap", links=_once([Link(address=target) for target in targets if target]))


class _Item(msgspec.Struct):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    date_modified: str | None = None
    date_published: str | None = None


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[_Item]


def _read_json(content: bytes, address: str) -> Listing | None:
    try:
        feed = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    if "jsonfeed.org/version" not in feed.version:
        return None
    links = []
    for item in feed.items[:MOST_LINKS]:
        target = join(address, item.url or item.external_url or "") if item.url or item.external_url else None
        if target:
            updated = _moment(item.date_modified or item.date_published or "")
            links.append(Link(address=target, title=item.title or "", updated=updated))
    return Listing(kind="feed", links=_once(links))


class _OtherError(Exception):
    """The root is of something else."""


class _EnoughError(Exception):
    """A bound is reached; the message says which."""


class _Reader:
    """Gathers links while expat goes through a feed or a sitemap."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.kind: Literal["feed", "sitemap"] | None = None
        self.path: list[str] = []
        self.item: dict[str, str] | None = None
        self.depth = 0
        self.words: list[str] = []
        self.links: list[Link] = []
        self.more: list[Link] = []

    def read(self, content: bytes) -> Listing | None:
        """The listing; ``None`` when the root is of something else."""
        error = None
        try:
            self._parser().Parse(content, True)
        except _OtherError:
            return None
        except _EnoughError as enough:
            error = str(enough)
        except (expat.ExpatError, ValueError) as broken:
            error = f"It is broken: {broken}"
        if self.kind is None:
            return None
        return Listing(kind=self.kind, links=_once(self.links), more=_once(self.more), error=error)

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.UseForeignDTD(True)  # so that a name such as &nbsp; is passed over instead of ending it all
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.words.append
        parser.EntityDeclHandler = self._refuse
        return parser

    def _refuse(self, *_: object) -> None:
        raise _EnoughError("It declares entities, which are not followed")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.path:
            self.kind = _ROOTS.get(name)
            if self.kind is None:
                raise _OtherError
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _EnoughError("It is nested too deeply")
        if self.item is None and name in _ITEMS:
            self.item, self.depth = {}, len(self.path)
        elif self.item is not None and name == "link" and "href" in attributes and len(self.path) == self.depth + 1:
            if attributes.get("rel", "alternate") == "alternate":
                self.item.setdefault("href", attributes["href"])
        elif self.item is not None and name == "guid" and attributes.get("isPermaLink", "true").lower() == "false":
            self.item["opaque"] = "yes"
        self.words.clear()

    def _end(self, tag: str) -> None:
        name = self.path.pop()
        if self.item is not None and len(self.path) == self.depth:
            self.item.setdefault(name, "".join(self.words).strip())
        elif self.item is not None and len(self.path) == self.depth - 1:
            self._take(name, self.item)
            self.item = None
        self.words.clear()

    def _take(self, name: str, item: dict[str, str]) -> None:
        named = item.get("href") or item.get("link") or item.get("loc") or ""
        if not named and not item.get("opaque"):
            named = next((item[key] for key in ("guid", "id") if item.get(key, "").startswith("http")), "")
        target = join(self.address, named) if named else None
        if target is None:
            return
        updated = next((moment for key in _DATES if (moment := _moment(item.get(key, "")))), None)
        link = Link(address=target, title=" ".join(item.get("title", "").split())[:500], updated=updated)
        (self.more if name == "sitemap" else self.links).append(link)
        if len(self.links) + len(self.more) >= MOST_LINKS:
            raise _EnoughError(f"It names more than {MOST_LINKS:,} pages")


def _moment(text: str) -> str | None:
    """A time as feeds write it (ISO 8601 or RFC 5322), as ISO 8601 UTC; ``None`` when it is none."""
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
            at = found if found.tzinfo else found.replace(tzinfo=UTC)
            return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
