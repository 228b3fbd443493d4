"""Feeds of anything: what comes in leaves as one document, whatever it holds."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rostra.exporters.feeds import Feed, FeedEntry, to_atom, to_json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
AT = "2020-01-02T03:04:05Z"


def made(text: str, **more: object) -> Feed:
    entry = FeedEntry(
        id="https://r.example/s/1", address="https://r.example/s/1", title=text, updated=AT, summary=text,
        language=text, authors=((text, text),), tags=(text,), date=text, about={"id": text},
    )  # fmt: skip
    whole = {"title": text, "subtitle": text, "author": text, "address": "https://r.example/f", "home": text}
    return Feed(**{**whole, "entries": (entry,), **more})  # type: ignore[arg-type]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_leaves_as_one_document(text: str) -> None:
    feed = ElementTree.fromstring(to_atom(made(text)))
    assert [child.tag for child in feed].count(f"{ATOM}entry") == 1
    assert len(json.loads(to_json_feed(made(text)))["items"]) == 1


def test_markup_stays_text() -> None:
    text = "]]></title><script>alert(1)</script>&amp;\"'"
    feed = ElementTree.fromstring(to_atom(made(text)))
    assert feed.findtext(f"{ATOM}title") == text
    assert feed.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == text
    category = feed.find(f"{ATOM}entry/{ATOM}category")
    assert category is not None
    assert category.get("term") == text


def test_an_untitled_entry_has_a_title_and_a_long_one_ends() -> None:
    assert "Without a title" in to_atom(made(" \x00 "))
    assert len(json.loads(to_json_feed(made("x" * 1000)))["items"][0]["title"]) == 300


def test_a_page_beyond_the_last_leads_back_to_the_last() -> None:
    feed = ElementTree.fromstring(to_atom(made("x", entries=(), page=9, pages=2)))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["previous"] == "https://r.example/f.atom?page=2"
    assert "next" not in links
