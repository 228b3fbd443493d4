"""Far down: the further pages of a search's feed, of a long concordance, and what stands behind the last page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app

Client = TestClient[Any]
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://record.example.org"
TURNS = 620


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A visitor of a record in which a word is said in many turns."""
    location = str(tmp_path_factory.mktemp("far") / "record.sqlite")
    with rostra.open(location) as archive:
        for number in range(2):
            page = samples.Page(f"Reading {number + 1}")
            for place in range(TURNS // 2):
                page.say("statement", f"The lighthouse log of night {number}-{place} is read.", "Ada Brandt")
            archive.record.add(page.entry(f"pages/log{number}.html", date=f"201{number}-05-04"))
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE))) as client:
        yield client


@pytest.mark.parametrize("path", ["/search.atom", "/feeds/searches/logs.atom"])
def test_a_feed_of_a_search_goes_on_to_its_end(client: Client, path: str) -> None:
    if "searches" in path:
        with rostra.open(client.app.state.site.shelf.location) as archive:
            archive.save_search("Logs", "lighthouse", public=True)
    address, seen, pages = f"{path}?q=lighthouse" if "searches" not in path else path, [], 0
    first, own, back = address, address, ""
    while address:
        feed = ElementTree.fromstring(client.get(address).text)
        links = {link.get("rel"): (link.get("href") or "").removeprefix(BASE) for link in feed.findall(f"{ATOM}link")}
        seen += [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert links["self"] == own
        assert links.get("previous", "") == back
        assert (feed.findtext(f"{ATOM}id"), links["first"]) == (BASE + first, first)
        back, own = address, links.get("next", "")
        address, pages = own, pages + 1
    assert (pages, len(seen), len(set(seen))) == (-(-TURNS // 50), TURNS, TURNS)
    assert links["last"] == back


def test_a_json_feed_of_a_search_goes_on(client: Client) -> None:
    second = client.get("/search.feed.json", params={"q": "lighthouse", "page": "2"}).json()
    first = client.get("/search.feed.json", params={"q": "lighthouse"}).json()
    assert first["next_url"] == second["feed_url"] == f"{BASE}/search.feed.json?q=lighthouse&page=2"
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in second["items"]}
    last = client.get("/search.feed.json", params={"q": "lighthouse", "page": "99999"}).json()
    assert (last["items"], "next_url" in last) == ([], False)


def test_every_line_of_a_long_concordance_can_be_reached(client: Client) -> None:
    address, seen = "/concordance?q=lighthouse", []
    while address:
        page = client.get(address).text
        seen += re.findall(r'href="([^"]+#t\d+)"', page)
        pager = page[page.index('<nav class="pages"') :].partition("</nav>")[0]
        assert ("Page " in pager, " of " in pager) == (
            True,
            'rel="next"' not in pager,
        )  # how many is told when it is known
        later = re.search(r'rel="next" href="([^"]+)"', pager)
        address = unescape(later[1]) if later else ""
    assert (len(seen), len(set(seen))) == (TURNS, TURNS)
    assert re.search(r"Page\W+13\W+of\W+13", pager)


@pytest.mark.parametrize(
    "address", ["/search?q=lighthouse", "/concordance?q=lighthouse", "/concordance?q=lighthouse&sort=right1"]
)
def test_behind_the_last_page_stands_the_way_back(client: Client, address: str) -> None:
    answer = client.get(f"{address}&page=99999")
    assert answer.status_code == 200
    assert "There is nothing so far down." in answer.text
    told, last = (
        re.search(r"There are.(\d+).pages", answer.text),
        re.search(r'rel="prev" href="([^"]+)">← Last', answer.text),
    )
    assert told
    assert last
    assert unescape(last[1]).endswith(f"page={told[1]}")
    there = client.get(unescape(last[1])).text
    assert "There is nothing so far down." not in there
    assert 'rel="next"' not in there


def test_a_query_that_is_too_long_is_said_to_be(client: Client) -> None:
    for path in ("/search", "/concordance", "/collocates", "/trends", "/distinctive"):
        assert "its first 2000 characters" in client.get(path, params={"q": "lighthouse " * 500}).text, path
        assert "its first 2000 characters" not in client.get(path, params={"q": f"lighthouse{' ' * 1990}"}).text, path
