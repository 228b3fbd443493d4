"""What RFC 4287 (Atom) and JSON Feed 1.1 demand of a feed, as far as it applies to ours: each breach in words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

A = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# 3.3: a date-time of RFC 3339, with capital T and Z
MOMENT = re.compile(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d)")
# 2: an IRI may hold letters of any script, and none of these
NO_IRI = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f]|%(?![0-9A-Fa-f]{2})")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")  # 4.2.7.3
RELATIONS = {"alternate", "related", "self", "enclosure", "via", "first", "last", "previous", "next"}  # registered ones

OF_FEED = {
    "author", "category", "contributor", "entry", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title",
    "updated",
}  # fmt: skip
OF_ENTRY = {
    "author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated",
}  # fmt: skip
ATTRIBUTES = {
    "link": {"rel", "type", "href", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "generator": {"uri", "version"},
    "title": {"type"},
    "summary": {"type"},
    "subtitle": {"type"},
}


def atom_breaches(text: str, address: str) -> list[str]:
    """What is wrong with an Atom document that was had at `address`; empty where nothing is."""
    return list(_atom(ElementTree.fromstring(text), address))


def _atom(feed: ElementTree.Element, address: str) -> Iterator[str]:
    if feed.tag != f"{A}feed":
        yield "4.1.1: the document is no feed"
    yield from _container(feed, OF_FEED, once={"subtitle", "generator", "icon", "logo", "rights"})
    entries = feed.findall(f"{A}entry")
    named = bool(feed.findall(f"{A}author"))
    if not named and not all(entry.findall(f"{A}author") for entry in entries):
        yield "4.1.1: neither the feed nor each entry has an author"
    own = [link.get("href") for link in feed.findall(f"{A}link") if link.get("rel") == "self"]
    if own != [address]:
        yield f"4.1.1: rel=self is {own}, asked for was {address}"
    for entry in entries:
        yield from _container(entry, OF_ENTRY, once={"published", "summary", "rights", "source", "content"})
        if entry.find(f"{A}content") is None and not _alternates(entry):
            yield "4.1.2: an entry has neither content nor an alternate link"
    versions = Counter((entry.findtext(f"{A}id"), entry.findtext(f"{A}updated")) for entry in entries)
    yield from (f"4.1.1: {one} stands twice" for one, count in versions.items() if count > 1)


def _container(element: ElementTree.Element, allowed: set[str], once: set[str]) -> Iterator[str]:
    """A feed or an entry."""
    where = element.tag.removeprefix(A)
    children = [child for child in element if child.tag.startswith(A)]
    counts = Counter(child.tag.removeprefix(A) for child in children)
    yield from (f"{where} may not hold {name}" for name in counts if name not in allowed)
    yield from (f"{where} has {counts[name]} {name}" for name in ("id", "title", "updated") if counts[name] != 1)
    yield from (f"{where} has {counts[name]} {name}" for name in once if counts[name] > 1)
    alternates = Counter((link.get("type"), link.get("hreflang")) for link in _alternates(element))
    yield from (f"{where}: two alternate links of {one}" for one, count in alternates.items() if count > 1)
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield f"{where} has text between its elements"
    for one in (element, *children):
        yield from _element(one)


def _element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(A)
    said = element.text or ""
    own = {attribute for attribute in element.attrib if not attribute.startswith("{")}
    yield from (f"{name} may not have {attribute}" for attribute in own - ATTRIBUTES.get(name, set()))
    language = element.get(f"{XML}lang")
    if language is not None and language and not LANGUAGE.fullmatch(language):
        yield f"2: {language!r} is no language"
    match name:
        case "id":
            if not _is_iri(said):
                yield f"4.2.6: {said!r} is no absolute IRI"
        case "updated" | "published":
            if not MOMENT.fullmatch(said):
                yield f"3.3: {said!r} is no date-time"
        case "title" | "summary" | "subtitle":
            if len(element) or element.get("type", "text") != "text":
                yield f"3.1.1: {name} is not plain text"
        case "link":
            if not _is_iri(element.get("href", "")):
                yield f"4.2.7.1: {element.get('href')!r} is no IRI"
            if element.get("rel", "alternate") not in RELATIONS:
                yield f"4.2.7.2: {element.get('rel')!r} is no relation"
            if not MEDIA_TYPE.fullmatch(element.get("type", "a/a")):
                yield f"4.2.7.3: {element.get('type')!r} is no media type"
        case "category":
            if element.get("term") is None:
                yield "4.2.2.1: a category has no term"
        case "author" | "contributor":
            if len(element.findall(f"{A}name")) != 1 or not (element.findtext(f"{A}name") or "").strip():
                yield f"3.2.1: {name} has not one name"
            uris = element.findall(f"{A}uri")
            if len(uris) > 1 or not all(_is_iri(uri.text or "") for uri in uris):
                yield "3.2.2: the address of a person is none"


def _alternates(element: ElementTree.Element) -> list[ElementTree.Element]:
    return [link for link in element.findall(f"{A}link") if link.get("rel", "alternate") == "alternate"]


def _is_iri(text: str) -> bool:
    return bool(urlsplit(text).scheme) and not NO_IRI.search(text)


def json_breaches(text: str, address: str) -> list[str]:
    """What is wrong with a JSON Feed that was had at `address`; empty where nothing is."""
    return list(_json(json.loads(text), address))


def _json(feed: dict[str, Any], address: str) -> Iterator[str]:
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version is another"
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        yield "the feed has no title"
    if not isinstance(feed.get("items"), list):
        yield "items is no list"
        return
    if feed.get("feed_url") != address:
        yield f"feed_url is {feed.get('feed_url')}, asked for was {address}"
    if feed.get("next_url") == feed.get("feed_url") and "next_url" in feed:
        yield "next_url is the feed itself"
    yield from _common(feed, {"home_page_url", "feed_url", "next_url", "icon", "favicon"})
    ids = Counter(item.get("id") for item in feed["items"])
    yield from (f"{one!r} stands twice" for one, count in ids.items() if count > 1)
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not item["id"]:
            yield "an item has no id, or one that is no string"
        if not isinstance(item.get("content_text", item.get("content_html")), str):
            yield "an item has neither text nor HTML"
        for name in ("date_published", "date_modified"):
            if name in item and not MOMENT.fullmatch(item[name]):
                yield f"{name} {item[name]!r} is no date-time"
        if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
            yield "a tag is no text"
        yield from _common(item, {"url", "external_url", "image", "banner_image"})


def _common(element: dict[str, Any], addresses: set[str]) -> Iterator[str]:
    """What holds for the feed and for an item."""
    yield from (
        f"{name} {element[name]!r} is no address" for name in addresses & element.keys() if not _is_iri(element[name])
    )
    if "language" in element and not LANGUAGE.fullmatch(element["language"]):
        yield f"{element['language']!r} is no language"
    for author in element.get("authors", []):
        if not any(author.get(name) for name in ("name", "url", "avatar")):
            yield "an author has nothing"
        if "url" in author and not _is_iri(author["url"]):
            yield f"{author['url']!r} is no address"
    if "author" in element:
        yield "author is of version 1.0"
    for name, value in element.items():
        if name.startswith("_") and (not isinstance(value, dict) or "." in name):
            yield f"the extension {name} is no object, or its name has a dot"
        if value is None:
            yield f"{name} is null"
