"""Every feed keeps to the rules of its form, whatever it follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
import samples
from feed_rules import atom_breaches, json_breaches
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

import rostra
from rostra.exporters.feeds import Feed, FeedEntry, to_atom, to_json_feed
from rostra.web import SiteSettings, create_app, feeds
from rostra.web.files import build_site
from rostra.web.routes import taken

BASE = "https://record.example.org"


def passages() -> Any:
    """A page without turns that a search finds at two places."""
    page = samples.Page(title="The two piers")
    page.text += "\n\n".join(
        f"The pier of harbour {number} is long. " + "Nothing else is known of it. " * 30 for number in range(4)
    )
    return page.entry("https://record.example/piers", kind="article", date="2017-02-03")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("feeds") / "record.sqlite")
    with rostra.open(location) as archive:
        for sample in (*samples.ALL, passages):
            archive.record.add(sample())
        archive.save_search("Night <b>", "night OR the", public=True)
    return location


@pytest.fixture(scope="module")
def client(location: str) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE, tagline="What was <said> & kept"))) as client:
        yield client


def every_feed(client: TestClient[Any]) -> list[str]:
    """The address of every feed there is, without its ending."""
    found = ["/feeds/all", "/feeds/edited", "/feeds/searches/night-b"]
    for door in ("sections", "categories", "tags", "places", "organisations", "kinds", "languages", "people"):
        named = client.get(f"/{door}.json").json()["items"]
        assert named, door
        found += [f"/feeds/{door}/{quote(each['slug'], safe='')}" for each in named]
    return found


def test_every_feed_keeps_to_the_rules(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    monkeypatch.setattr(taken, "ENTRIES", 3)
    queries = (
        "harbour",
        'speaker:"Mara Velden" 2016..',
        '"><script> & é 停戦',
        "pier",
        "nothing at all that anybody said",
    )
    asked = [(path, ".atom", ".json", "") for path in (*every_feed(client), "/search")]
    asked += [("/search", ".atom", ".feed.json", f"?{urlencode({'q': query})}") for query in queries]
    breaches, pages = {}, 0
    for path, atom, as_json, query in asked:
        for ending, look in ((atom, atom_breaches), (as_json, json_breaches)):
            here = path + (".feed.json" if path == "/search" and ending == ".json" else ending) + query
            while here:
                answer = client.get(here)
                assert answer.status_code == 200, here
                if told := look(answer.text, BASE + here):
                    breaches[here] = told
                pages += 1
                here = next_page(answer.text)
    assert breaches == {}
    assert pages > 80


def next_page(text: str) -> str:
    """The address of the next page that a feed names; "" at its end."""
    if text.startswith("{"):
        return str(json.loads(text).get("next_url", "")).removeprefix(BASE)
    link = ElementTree.fromstring(text).find("{http://www.w3.org/2005/Atom}link[@rel='next']")
    return str(link.get("href")).removeprefix(BASE) if link is not None else ""


def test_the_feeds_among_the_files_keep_to_the_rules(location: str, tmp_path: Path) -> None:
    build_site(location, tmp_path / "out", settings=SiteSettings(base_url=BASE), workers=1)
    found = [file for file in (tmp_path / "out/feeds").rglob("*") if file.suffix in (".atom", ".json")]
    assert len(found) > 30
    for file in found:
        address = f"{BASE}/{quote(file.relative_to(tmp_path / 'out').as_posix())}"
        look = atom_breaches if file.suffix == ".atom" else json_breaches
        assert look(file.read_text("utf-8"), address) == [], file


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS, TEXTS, TEXTS)
def test_a_feed_keeps_to_the_rules_whatever_it_says(name: str, text: str, tag: str) -> None:
    entry = FeedEntry(
        id=f"{BASE}/s/1", address=f"{BASE}/s/1", title=text, updated="2020-01-02T03:04:05Z", summary=text, date=text,
        language="en", authors=((name, ""), (name, f"{BASE}/people/x")), tags=(tag, text), about={"id": text},
    )  # fmt: skip
    feed = Feed(title=f"A{text}", author=f"A{name}", address=f"{BASE}/f", home=BASE, subtitle=text, entries=(entry,))
    assert atom_breaches(to_atom(feed), f"{BASE}/f.atom") == []
    assert json_breaches(to_json_feed(feed), f"{BASE}/f.json") == []


def test_breaches_are_seen() -> None:
    entry = FeedEntry(id="no address", address=f"{BASE}/a b", title="x", updated="yesterday", language="in English")
    feed = Feed(title="A", author="B", address=f"{BASE}/f", home=BASE, entries=(entry, entry))
    told = " ".join(atom_breaches(to_atom(feed), f"{BASE}/other.atom"))
    for rule in ("4.2.6", "4.2.7.1", "3.3", "2: 'in English'", "stands twice", "rel=self"):
        assert rule in told, rule
    told = " ".join(json_breaches(to_json_feed(feed), f"{BASE}/other.json"))
    for rule in ("no address", "no date-time", "no language", "stands twice", "feed_url"):
        assert rule in told, rule
