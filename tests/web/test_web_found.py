"""How others find the site: feeds, sitemaps, what machines are told."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app, feeds
from rostra.web.routes import sitemap

Client = TestClient[Any]
BASE = "https://record.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def atom(client: Client, path: str) -> ElementTree.Element:
    """A feed that keeps to RFC 4287, section 4.1."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.text)
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        moments = [element.findtext(f"{ATOM}updated"), *(each.text for each in element.findall(f"{ATOM}published"))]
        assert all(datetime.fromisoformat(str(moment)).tzinfo for moment in moments)
        assert all(str(link.get("href")).startswith(BASE) for link in element.findall(f"{ATOM}link"))
        assert str(element.findtext(f"{ATOM}id")).startswith(f"{BASE}/")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    return feed


def json_feed(client: Client, path: str) -> dict[str, Any]:
    """A feed that keeps to JSON Feed 1.1: what is obligatory, and nothing empty."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed: dict[str, Any] = json.loads(answer.text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_text" in item
        assert None not in item.values()
    return feed


def test_both_forms_of_the_site_tell_the_same(client: Client, ids: dict[str, str]) -> None:
    entries = atom(client, "/feeds/all.atom").findall(f"{ATOM}entry")
    items = json_feed(client, "/feeds/all.json")["items"]
    told = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert told == [item["id"] for item in items]
    assert set(told) == {f"{BASE}/statements/{one}" for one in ids.values()}
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [item["date_modified"] for item in items]


def test_a_date_is_told_no_closer_than_it_is_known(client: Client, ids: dict[str, str]) -> None:
    items = {item["_rostra"]["id"]: item for item in json_feed(client, "/feeds/all.json")["items"]}
    assert items[ids["conference"]]["date_published"] == "2016-03-08T12:00:00Z"
    assert "date_published" not in items[ids["article"]]
    assert items[ids["article"]]["_rostra"]["date"] == "2015-11"
    assert items[ids["bare"]]["_rostra"]["date"] is None
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in atom(client, "/feeds/all.atom").findall(f"{ATOM}entry")}
    article = entries[f"{BASE}/statements/{ids['article']}"]
    assert article.find(f"{ATOM}published") is None
    assert article.findtext("{http://purl.org/dc/elements/1.1/}date") == "2015-11"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("sections/news", {"conference", "article"}),
        ("categories/minister", {"conference"}),
        ("tags/ferries", {"conference"}),
        ("tags/%D9%85%D9%88%D8%A7%D9%86%D8%A6", {"arabic"}),
        ("places/port-sorrow", {"conference"}),
        ("people/mara-velden", {"conference", "long_title"}),
        ("kinds/press_conference", {"conference", "arabic"}),
    ],
)
def test_a_feed_holds_what_stands_under_its_name(
    client: Client, ids: dict[str, str], path: str, names: set[str]
) -> None:
    feed = atom(client, f"/feeds/{path}.atom")
    found = {entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")}
    assert found == {f"{BASE}/statements/{ids[name]}" for name in names}
    assert feed.findtext(f"{ATOM}id") == f"{BASE}/feeds/{path}.atom"
    assert json_feed(client, f"/feeds/{path}.json")["feed_url"] == f"{BASE}/feeds/{path}.json"
    home = feed.find(f"{ATOM}link[@rel='alternate']")
    assert home is not None
    assert client.get(str(home.get("href")).removeprefix(BASE)).status_code == 200


@pytest.mark.parametrize(
    "path", ["tags/nowhere.atom", "tags/ferries", "tags/ferries.rss", "people/x.json", "kinds/x.atom"]
)
def test_what_nobody_published_has_no_feed(client: Client, path: str) -> None:
    assert client.get(f"/feeds/{path}").status_code == 404


def test_pages_lead_to_their_feeds(client: Client) -> None:
    page = client.get("/tags/ferries").text.replace("&#x2f;", "/")
    for address in ("/feeds/all.atom", "/feeds/all.json", "/feeds/tags/ferries.atom", "/feeds/tags/ferries.json"):
        assert f'href="{address}"' in page


def test_a_reader_who_has_the_feed_gets_nothing(client: Client) -> None:
    first = client.get("/feeds/all.atom")
    assert client.get("/feeds/all.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.get("/feeds/all.atom", headers={"if-none-match": '"another"'}).status_code == 200


def test_a_feed_goes_on_over_pages(client: Client, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    met, path = [], "/feeds/all.json"
    while path:
        feed = json_feed(client, path)
        met += [item["_rostra"]["id"] for item in feed["items"]]
        path = feed.get("next_url", "").removeprefix(BASE)
    assert sorted(met) == sorted(ids.values())
    middle = atom(client, "/feeds/all.atom?page=2")
    links = {link.get("rel"): str(link.get("href")) for link in middle.findall(f"{ATOM}link")}
    assert links["previous"] == links["first"] == f"{BASE}/feeds/all.atom"
    assert links["next"] == links["last"] == f"{BASE}/feeds/all.atom?page=3"
    assert links["self"] == f"{BASE}/feeds/all.atom?page=2"
    assert len(atom(client, "/feeds/all.atom?page=99").findall(f"{ATOM}entry")) == 0


def test_feeds_of_an_empty_archive_are_feeds(tmp_path: Path) -> None:
    with TestClient(create_app(str(tmp_path / "e.sqlite"), site=SiteSettings(base_url=BASE))) as client:
        assert atom(client, "/feeds/all.atom").findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
        assert json_feed(client, "/feeds/all.json")["items"] == []
        assert len(ElementTree.fromstring(client.get("/sitemap.xml").text)) == 1


def test_an_edit_moves_the_update_but_not_the_date(tmp_path: Path) -> None:
    path = str(tmp_path / "r.sqlite")
    with rostra.open(path) as archive:
        one = archive.record.add(samples.conference()).statement_id
        with TestClient(create_app(path, site=SiteSettings(base_url=BASE))) as client:
            before = json_feed(client, "/feeds/all.json")["items"][0]
            archive.correct(
                one, "speaker", {"name": "Ilo Castren", "kind": "person"}, by="Ines", why="heard", turn_id="t3"
            )
            after = json_feed(client, "/feeds/all.json")["items"][0]
    assert after["date_modified"] > before["date_modified"]
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])


# sitemaps


def locations(client: Client, path: str) -> dict[str, str | None]:
    """Address -> last change, of a sitemap or an index."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    found = ElementTree.fromstring(answer.text)
    assert all(element.tag in (f"{MAP}url", f"{MAP}sitemap") for element in found)
    return {str(each.findtext(f"{MAP}loc")): each.findtext(f"{MAP}lastmod") for each in found}


def test_sitemaps_lead_to_every_page(client: Client, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "IN_A_PART", 5)
    parts = [part.removeprefix(BASE) for part in locations(client, "/sitemap.xml")]
    found = {address: at for part in parts for address, at in locations(client, part).items()}
    for address in found:
        assert client.get(address.removeprefix(BASE)).status_code == 200, address
    assert {f"{BASE}/statements/{one}" for one in ids.values()} <= set(found)
    for path in ("/", "/tags/ferries", "/people/mara-velden", "/archive/2016", "/archive/2016/03", "/sections"):
        assert f"{BASE}{path}" in found
    at = found[f"{BASE}/statements/{ids['conference']}"]
    assert datetime.fromisoformat(str(at)).tzinfo
    for part in (
        "statements-1.xml",
        "statements-all.xml",
        "statements-aa.xml",
        "statements-a",
        "pages-x.xml",
        "x-1.xml",
        "statements--1.xml",
    ):
        assert client.get(f"/sitemaps/{part}").status_code == 404, part


def test_robots_are_told_where_the_map_is(client: Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    rules = RobotFileParser()
    rules.parse(lines)
    for place in ("", "/fr", "/ar"):
        for path in ("/search?q=sea", "/concordance", "/similar?text=x", "/captures/00", "/oembed?url=x"):
            assert not rules.can_fetch("*", f"{BASE}{place}{path}"), path
        for path in ("/", "/searches", "/edited", "/tags/search", "/archive/2016"):
            assert rules.can_fetch("*", f"{BASE}{place}{path}"), path
    assert client.get("/robots.txt").headers["content-type"].startswith("text/plain")
