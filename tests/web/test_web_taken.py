"""Any search taken away as a table or a feed, what is chosen and taken back, and saved searches."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app

Client = TestClient[Any]
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_search_is_a_table(client: Client) -> None:
    answer = client.get("/search.csv", params={"q": "night", "order": "newest"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert int(answer.headers["rostra-total"]) == int(answer.headers["rostra-shown"]) == len(rows) > 0
    assert rows[0]["address"].startswith("https://record.example.org/statements/")
    listed = client.get("/search.json", params={"q": "night", "order": "newest"}).json()
    assert [row["turn"] for row in listed] == [row["turn"] for row in rows]
    lines = client.get("/search.jsonl", params={"q": "night", "order": "newest"}).text.splitlines()
    assert [json.loads(line) for line in lines] == listed
    assert client.get("/search.csv", params={"q": "zzzz"}).text.count("\n") == 1


def test_a_search_is_a_feed_whose_ids_are_turns(client: Client) -> None:
    answer = client.get("/search.atom", params={"q": "night & <day> OR night"})
    feed = ElementTree.fromstring(answer.text)
    found = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(found)) == len(found) > 0
    assert all(name.startswith("https://record.example.org/statements/") for name in found)
    assert client.get(found[0].removeprefix("https://record.example.org")).status_code == 200
    assert "search.atom?q=night" in (feed.findtext(f"{ATOM}id") or "")
    made = client.get("/search.feed.json", params={"q": "night"}).json()
    assert made["feed_url"] == "https://record.example.org/search.feed.json?q=night"
    assert made["version"].endswith("1.1")


def test_an_answer_in_a_feed_stands_behind_its_question(client: Client) -> None:
    hits = client.get("/search.json", params={"q": "role:answer", "order": "added"}).json()
    entries = client.get("/search.feed.json", params={"q": "role:answer"}).json()["items"]
    texts = {entry["id"]: entry["content_text"] for entry in entries}
    asked = [hit for hit in hits if hit["question"] and hit["address"] in texts]
    assert asked
    for hit in asked:
        text, opening = texts[hit["address"]], " ".join(hit["passage"].strip("… ").split())[:20]
        assert "” " in text[text.index("“") : text.rindex(opening)]


def test_a_form_puts_a_query_together(client: Client) -> None:
    page = client.get("/search").text
    assert 'action="/search/build"' in page
    assert '<datalist id="list-speaker">' in page
    asked = {"phrase": "night ferry", "role": "answer", "from": "2016"}
    answer = client.get("/search/build", params=asked, follow_redirects=False)
    location = "/search?q=%22night+ferry%22+role%3Aanswer+date%3A2016.."
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert client.get("/search/build", follow_redirects=False).headers["location"] == "/search"
    shown = client.get("/search/build", params={**asked, "show": "1"})
    assert (shown.text, shown.headers["content-type"][:10]) == ('"night ferry" role:answer date:2016..', "text/plain")
    filled = client.get("/search", params={"q": shown.text + " ferr*"}).text
    assert 'name="phrase" value="night ferry"' in filled
    assert '<option value="answer" selected>' in filled
    assert 'name="rest" value="ferr*"' in filled


def test_what_is_chosen_can_be_taken_back(client: Client) -> None:
    page = client.get("/search", params={"q": "night role:answer"}).text
    chosen = page[page.index('class="chosen"') :].partition("</ul>")[0]
    assert 'href="/search?q=night"' in chosen
    assert 'href="/search?q=role%3Aanswer"' in chosen
    assert 'class="is-chosen"' in page
    assert 'class="chosen"' not in client.get("/search", params={"q": "night"}).text


def test_the_chart_counts_months_of_one_year_and_shares(client: Client) -> None:
    page = client.get("/search", params={"q": "date:2016", "chart": "share"}).text
    assert "date%3A2016-03" in page
    assert "March 2016" in page
    assert "chart=share" in page


def test_public_searches_are_shown_and_followed(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.record.add(samples.conference())
        archive.save_search("<b>Night</b>", "night", public=True)
        archive.save_search("Hidden", "night")
    with TestClient(create_app(location, site=SiteSettings(count_misses=True))) as client:
        page = client.get("/searches").text
        assert "&lt;b&gt;Night" in page
        assert "Hidden" not in page
        feed = ElementTree.fromstring(client.get("/feeds/searches/b-night-b.atom").text)
        assert feed.find(f"{ATOM}entry") is not None
        for name in ("hidden.atom", "gone.atom", "b-night-b.rss"):
            assert client.get(f"/feeds/searches/{name}").status_code == 404
        person = {"user-agent": "Mozilla/5.0"}
        for _ in range(2):
            client.get("/search", params={"q": "Zzzz"}, headers=person)
        client.get("/search", params={"q": "yyyy"}, headers={"user-agent": "somebot"})
    with rostra.open(location) as archive:
        assert [(miss.query, miss.count) for miss in archive.misses(at_least=1)] == [("zzzz", 2)]


@pytest.mark.parametrize("query", ["", "(" * 500, '"', "\x00", "=cmd|' /C calc'!A0", "a" * 5000])
def test_no_query_breaks_a_table_or_a_feed(client: Client, query: str) -> None:
    for path in ("/search.csv", "/search.json", "/search.jsonl", "/search.tsv", "/search.atom", "/search.feed.json"):
        assert client.get(path, params={"q": query}).status_code == 200


@pytest.mark.parametrize("by", ["statement", "speaker", "pair"])
def test_results_stand_in_groups_with_their_counts(client: Client, by: str) -> None:
    page = client.get("/search", params={"q": "night OR ferry", "group": by, "order": "newest"}).text
    assert 'name="group" value="' + by in page
    assert "aria-current" in page[page.index('class="choices"') :].partition("</nav>")[0]
    assert 'class="hit"' in page
    assert ('class="by"' in page) == (by == "speaker")
    assert f"group={by}" in page[page.index('aria-label="Order"') :].partition("</nav>")[0]
    for strange in ({"page": "999"}, {"q": "(((" * 99}, {"meaning": "1"}, {"group": "<x>"}):
        assert client.get("/search", params={"q": "night", "group": by, **strange}).status_code == 200
