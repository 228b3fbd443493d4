"""Every address of the site answers, and says what it should."""

from __future__ import annotations

import json
import re
from collections import namedtuple
from html import unescape
from urllib.parse import quote

import pytest
from asking import Client, get, paths
from litestar.testing import TestClient

from rostra.web import SiteSettings, create_app
from rostra.web.routes import HANDLERS
from rostra.web.routes.search import join_marks


def test_every_route_answers(client: Client, ids: dict[str, str], sha256: str) -> None:
    asked = paths(ids, sha256)
    for path in asked:
        assert get(client, path)
    templates = {path for handler in HANDLERS for path in handler.paths if not re.match(r"/(edit|theme)(/|$)", path)}
    patterns = {re.sub(r"\{\w+:str\}", "[^/?]+", path): path for path in templates}
    unasked = [
        path for pattern, path in patterns.items() if not any(re.fullmatch(pattern, p.split("?")[0]) for p in asked)
    ]
    assert sorted(unasked) == ["/feeds/searches/{name:str}", "/search/build", "/similar"]  # rooms of their own


def test_head_answers_without_a_body(client: Client, ids: dict[str, str], sha256: str) -> None:
    for path in paths(ids, sha256):
        response = client.head(path)
        assert response.status_code == 200, path


def test_links_within_the_site_lead_somewhere(client: Client, ids: dict[str, str], sha256: str) -> None:
    seen: set[str] = set()
    for path in paths(ids, sha256):
        if path.endswith(("/page", "/download")):
            continue
        for link in re.findall(r'(?:href|src|action)="([^"]+)"', get(client, path)):
            target = unescape(link).split("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                assert client.get(target).status_code == 200, (path, target)
    assert len(seen) > 60


def test_every_anchor_of_the_outline_exists(client: Client, ids: dict[str, str]) -> None:
    for name in ids:
        page = get(client, f"/statements/{ids[name]}")
        for anchor in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{anchor}"' in page, (name, anchor)


# a statement


def test_statement_shows_its_exchanges(client: Client, ids: dict[str, str]) -> None:
    page = get(client, f"/statements/{ids['conference']}")
    assert "Press conference" in page
    assert "8 March 2016" in page
    assert 'href="/people/mara-velden"' in page
    assert 'href="/archive/2016/03"' in page
    assert 'href="/places/port-sorrow"' in page
    assert "Answers after <bdi>Orla Finn</bdi>, whose words are not on the page." in page
    assert '<span class="part">(b)</span> And who will pay for it?' in page
    assert "in doubt, <span>31 % sure</span>" in page
    assert 'In answer to <a href="#t2">question 1</a>.' in page
    assert "Printed as: Castren (answers after Orla Finn)" in page
    assert "date in dateline" in page.lower()
    assert "also with Mara Velden</span>" in page
    assert page.index("Listed on its page") < page.index("The Isles answer") < page.index("7 March 2016")
    assert page.index('id="t2"') < page.index('id="t3"') < page.index('id="t4"')


def test_pages_without_turns_read_as_text(client: Client, ids: dict[str, str]) -> None:
    page = get(client, f"/statements/{ids['article']}")
    assert '<p id="p1">The ice came early this year.</p>' in page
    assert '<p id="p2">It left late.</p>' in page
    assert "Share this page" not in page[page.index("<article") :]
    assert 'href="/archive/2015/11"' in page


def test_direction_follows_the_language(client: Client, ids: dict[str, str]) -> None:
    assert '<div class="text" lang="ar" dir="rtl">' in get(client, f"/statements/{ids['arabic']}")
    assert '<div class="text" lang="zh" dir="ltr">' in get(client, f"/statements/{ids['chinese']}")


def test_page_of_which_nothing_is_known(client: Client, ids: dict[str, str]) -> None:
    page = get(client, f"/statements/{ids['bare']}")
    assert "Without a title" in page
    assert "without a date" in page
    assert "None" not in page


def test_exchange_opens_with_question_and_with_all_answers(client: Client, ids: dict[str, str]) -> None:
    one = ids["conference"]
    for turn in ("t2", "t3", "t9"):
        page = get(client, f"/statements/{one}/{turn}").partition("<main")[2]
        order = [
            page.index(words)
            for words in ("Will the night boat", "It will run from March", "I confirm", "it has no bar")
        ]
        assert order == sorted(order)
        assert f'href="/statements/{one}#{turn}"' in page
        assert f"https://record.example.org/statements/{one}/{turn}" in page
    assert "Laughter" in get(client, f"/statements/{one}/t5")


@pytest.mark.parametrize("suffix", ["json", "md", "txt", "bib", "ris", "csl.json"])
def test_statement_and_turn_as_data(client: Client, ids: dict[str, str], suffix: str) -> None:
    for path in (f"/statements/{ids['conference']}", f"/statements/{ids['conference']}/t3"):
        response = client.get(f"{path}.{suffix}")
        assert response.status_code == 200
        assert "Velden" in response.text
        assert not response.headers["content-type"].startswith("text/html")
        if suffix.endswith("json"):
            json.loads(response.text)


TYPES = {
    "": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
}


@pytest.mark.parametrize("suffix", TYPES)
def test_each_form_goes_out_under_its_exact_type(client: Client, ids: dict[str, str], suffix: str) -> None:
    for path in (f"/statements/{ids['conference']}", f"/statements/{ids['conference']}/t3"):
        assert client.get(path + suffix).headers["content-type"] == TYPES[suffix]


def test_neighbours_walk_the_record_in_time(client: Client, ids: dict[str, str]) -> None:
    page = get(client, f"/statements/{ids['conference']}")
    assert re.search(rf'rel="prev" href="/statements/{ids["article"]}"', page)
    assert re.search(rf'rel="next" href="/statements/{ids["long_title"]}"', page)


# views


def test_views_count_readers_only(client: Client, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostra.web.kept.COUNTED_S", -1)
    path = f"/statements/{ids['chinese']}"

    def views() -> int:
        client.app.state["site"].readings.write()
        found = re.search(r"(\d+)\N{NO-BREAK SPACE}view", get(client, path, headers={"user-agent": "Somebot/1"}))
        return int(found.group(1)) if found else 0

    before = views()
    client.head(path)
    client.get(path + ".json")
    client.get(path, headers={"user-agent": ""})
    assert views() == before
    client.get(path, headers={"user-agent": "Mozilla/5.0 Firefox/130"})
    assert views() == before + 1


# lists


def test_lists_count_and_order(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/sections/news?order=oldest")
    assert page.index(f"/statements/{ids['article']}") < page.index(f"/statements/{ids['conference']}")
    assert "2\N{NO-BREAK SPACE}statements" in page


def test_behind_the_last_page_of_a_list_is_nothing_but_the_way_back(location: str) -> None:
    with TestClient(create_app(location, site=SiteSettings(page_size=1))) as client:
        for path in (
            "/sections/news",
            "/people/mara-velden?year=2016",
            "/archive/2016",
            "/tags",
            "/people",
            "/kinds",
        ):
            here = f"{path}{'&' if '?' in path else '?'}page=99"
            answer = client.get(here)
            assert answer.status_code == 404, path
            back = re.search(r'<nav class="pages".*?<a rel="prev" href="([^"]+)">← Last page</a>', answer.text, re.S)
            assert back, path
            assert "There is nothing so far down." in answer.text
            assert client.get(unescape(back[1])).status_code == 200, back[1]
            assert 'rel="canonical"' not in answer.text
        for path in ("/sections/news.json", "/people.csv", "/tags.md", "/feeds/all.atom", "/feeds/sections/news.json"):
            assert (client.get(path).status_code, client.get(f"{path}?page=99").status_code) == (200, 404), path
        found = client.get("/search?q=ferry&order=oldest&page=99")
        assert (found.status_code, "There is nothing so far down." in found.text) == (200, True)
        last = re.search(r'<a rel="prev" href="(/search[^"]+)">← Last page</a>', unescape(found.text))
        assert last
        assert "order=oldest" in last[1]
        assert 'class="hit"' in get(client, last[1])
        grouped = get(client, "/search?q=ferry&group=speaker&page=99")
        first = re.search(r'so far down. <a href="(/search[^"]+)">Back to the first page', unescape(grouped))
        assert first
        assert "group=speaker" in first[1]
        for number in ("9" * 20, "9" * 5000):
            assert client.get(f"/sections/news?page={number}").status_code == 404
            assert client.get(f"/search?q=the&page={number}").status_code == 200


def test_pages_of_a_list(location: str) -> None:
    with TestClient(create_app(location, site=SiteSettings(page_size=1))) as client:
        first = get(client, "/sections/news")
        assert "Page 1 of 2" in first
        assert 'rel="next" href="/sections/news?page=2"' in first
        second = get(client, "/sections/news?page=2")
        assert 'rel="prev" href="/sections/news"' in second
        assert "Page 1 of" in get(client, "/search?q=the&page=1")


def test_calendar_counts_each_month(client: Client) -> None:
    page = get(client, "/archive")
    assert 'href="/archive/2016/03" aria-label="March 2016: 1\N{NO-BREAK SPACE}statement"' in page
    assert 'href="/archive/undated"' in page
    cells = re.findall(r"<td[^>]*>", page)
    assert len(cells) == 13 * page.count('<th scope="row">')
    assert set(cells) <= {"<td>", '<td class="sum">', *(f'<td class="heat-{shade}">' for shade in range(1, 6))}
    assert "Without a title" in get(client, "/archive/undated")
    assert "Nothing is kept here" in get(client, "/archive/2018")  # between years of which there is something
    for empty in ("/archive/1999", "/archive/9999", "/archive/2016/12", "/archive/1999.json"):
        assert client.get(empty).status_code == 404, empty


def test_a_month_without_its_nought_leads_on(client: Client) -> None:
    for path, there in (
        ("/archive/2016/3", "/archive/2016/03"),
        ("/fr/archive/2016/3.json", "/fr/archive/2016/03.json"),
    ):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, there)
        assert client.get(there).status_code == 200
    assert client.get("/archive/2016/0").status_code == 404


def test_person(client: Client) -> None:
    page = get(client, "/people/mara-velden")
    assert "Minister of Ferries" in page
    assert ">2<" in page
    assert "Only 2016" in get(client, "/people/mara-velden?year=2016")
    assert "Only" not in get(client, "/people/mara-velden?year=1066")


# search


def test_search_leads_to_the_turn(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/search?q=March")
    assert f'href="/statements/{ids["conference"]}#t3"' in page
    assert "<mark>March</mark>" in page
    assert "Will the night boat run again?" in page  # an answer's hit stands under its question


def test_search_without_a_result_helps(client: Client) -> None:
    page = get(client, "/search?q=xyzzy")
    assert "Nothing was found" in page
    assert "speaker:" in page


def test_search_says_what_it_did_not_understand(client: Client) -> None:
    assert "How the query was read" in get(client, "/search?q=" + quote("(((night"))


def test_printed_page_tells_its_address_once(client: Client, ids: dict[str, str]) -> None:
    page = get(client, f"/statements/{ids['conference']}/print")
    imprint = page[page.index('class="imprint"') :]
    assert imprint.count(f"https://record.example.org/statements/{ids['conference']}") == 1


def test_linked_examples_of_the_search_find_something(client: Client) -> None:
    page = get(client, "/search")
    examples = re.findall(r'<dt><a href="([^"]*)"', page[page.index('class="examples"') :])
    assert examples
    for example in examples:
        assert "Nothing was found" not in get(client, unescape(example)), example


def test_marked_words_side_by_side_are_one_mark() -> None:
    piece = namedtuple("piece", "text marked")
    passage = [piece("the ", False), piece("night", True), piece(" ", False), piece("boat", True), piece(" ran", False)]
    assert join_marks(passage) == [("the ", False), ("night boat", True), (" ran", False)]
