"""Every address of the site answers, says what it should, and survives what people type."""

from __future__ import annotations

import gzip
import json
import re
from collections import namedtuple
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app
from rostra.web.data import ENDINGS
from rostra.web.files.rooms import LISTED
from rostra.web.routes import HANDLERS
from rostra.web.routes.search import join_marks

Client = TestClient[Any]


def get(client: Client, path: str, status: int = 200, **more: Any) -> str:
    response = client.get(path, follow_redirects=False, **more)
    assert response.status_code == status, (path, response.status_code, response.text[:300])
    return response.text.replace("&#x2f;", "/")  # the templates write a slash as a reference


def paths(ids: dict[str, str], sha256: str) -> list[str]:
    """One address of every route."""
    one = ids["conference"]
    return [
        "/",
        f"/statements/{one}",
        f"/statements/{one}/t2",
        f"/statements/{one}/print",
        f"/statements/{one}/card.png",
        f"/statements/{one}/t3/card.png",
        f"/statements/{one}/t3/embed",
        f"/oembed?url=https://record.example.org/statements/{one}/t3",
        f"/statements/{one}/beside",
        f"/statements/{one}/versions",
        f"/statements/{one}/versions/1",
        "/edited",
        "/feeds/edited.atom",
        "/feeds/edited.json",
        "/feeds/all.atom",
        "/feeds/all.json",
        "/feeds/sections/news.atom",
        "/feeds/categories/minister.json",
        "/feeds/tags/ferries.atom",
        "/feeds/places/port-sorrow.atom",
        "/feeds/people/mara-velden.json",
        "/feeds/kinds/press_conference.atom",
        "/feeds/languages/en.json",
        "/feeds/organisations/velmora.atom",
        "/sitemap.xml",
        "/sitemaps/pages-1.xml",
        "/robots.txt",
        *(f"{path}{ending}" for path in LISTED for ending in ENDINGS),
        "/opensearch.xml",
        "/sections",
        "/sections/editor-s-column",
        "/categories",
        "/categories/minister",
        "/tags",
        "/tags/ferries",
        "/places",
        "/places/port-sorrow",
        "/organisations",
        "/organisations/velmora",
        "/kinds",
        "/kinds/press_conference",
        "/languages",
        "/languages/en",
        "/archive",
        "/archive/2016",
        "/archive/2016/03",
        "/people",
        "/people/mara-velden",
        "/search",
        "/search?q=night",
        *(f"/search.{ending}?q=night" for ending in ("csv", "tsv", "json", "jsonl", "atom", "feed.json")),
        "/searches",
        *(f"/{name}?q=night" for name in ("concordance", "collocates", "trends", "distinctive")),
        *(
            f"/{name}.{style}?q=night"
            for name in ("concordance", "collocates", "trends", "distinctive")
            for style in ("csv", "tsv", "json")
        ),
        f"/captures/{sha256}",
        f"/captures/{sha256}/page",
        f"/captures/{sha256}/download",
        "/about",
    ]


@pytest.fixture(scope="session")
def sha256(client: Client, ids: dict[str, str]) -> str:
    return str(json.loads(get(client, f"/statements/{ids['conference']}.json"))["source"]["sha256"])


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


# the evidence


def test_capture_is_shown_as_text_with_the_place_marked(client: Client, sha256: str) -> None:
    page = get(client, f"/captures/{sha256}?find={quote('It will run from March')}")
    assert "&lt;b&gt;from" in page
    assert re.search(r'<mark id="found">It will run .*March</mark>', page)
    assert "does not stand in the source" in get(client, f"/captures/{sha256}?find=elephants")


def test_captured_page_keeps_its_own_encoding(tmp_path: Path) -> None:
    """A charset in the header would overrule what the page declares."""
    words = "<h1>Паром</h1><p><b>Вопрос:</b> Когда пойдёт паром?</p><p><b>Ответ:</b> Весной, как и договорились.</p>"
    page = tmp_path / "ferry.html"
    page.write_bytes(f'<html><head><meta charset="windows-1251"></head><body>{words}</body></html>'.encode("cp1251"))
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.add([page])
        statement = archive.get_statement(archive.find_statements().items[0].id)
    capture = f"/captures/{statement.transcript.source.sha256}"
    with TestClient(create_app(location)) as visitor:
        framed = visitor.get(f"{capture}/page")
        assert framed.headers["content-type"] == "text/html"
        assert framed.content == page.read_bytes()
        assert visitor.get(f"{capture}/download").headers["content-type"] == "application/octet-stream"
        for query in ("", f"?statement={statement.id}", "?statement=nothing"):
            assert "Когда пойдёт паром" in get(visitor, capture + query)


def test_title_is_marked_where_it_is_printed(tmp_path: Path) -> None:
    title = (
        "Press conference of the harbour minister after the talks on ferries, fees, lamps and the new ramp in Velgrad"
    )
    page = tmp_path / "long.html"
    page.write_text(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>It will run.</p></body></html>")
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.add([page])
        statement = archive.get_statement(archive.find_statements().items[0].id)
    with TestClient(create_app(location)) as visitor:
        reader = get(visitor, f"/statements/{statement.id}")
        href = unescape(re.search(r'href="([^"]*find=Press[^"]*)#found"', reader)[1])  # type: ignore[index]
        assert f'&lt;h1&gt;<mark id="found">{title}</mark>' in get(visitor, href)


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


def test_captured_page_is_powerless(client: Client, sha256: str) -> None:
    response = client.get(f"/captures/{sha256}/page")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "script" not in policy
    assert "allow" not in policy
    download = client.get(f"/captures/{sha256}/download")
    assert download.headers["content-disposition"].startswith("attachment")


# hostile content, malformed input


def test_hostile_content_is_escaped_on_every_page(client: Client, ids: dict[str, str]) -> None:
    one = ids["hostile"]
    sha = json.loads(get(client, f"/statements/{one}.json"))["source"]["sha256"]
    lists = ["/", "/sections", "/tags", "/categories", "/places", "/people", "/about", "/archive/2014/01"]
    more = [f"/statements/{one}{end}" for end in ("", "/t1", "/t2", "/print", "/versions")]
    asked = [
        f"/search?q={quote(samples.HOSTILE)}",
        f"/search?q=alert&order={quote(samples.HOSTILE)}",
        f"/captures/{sha}?find={quote(samples.HOSTILE)}&statement={quote(samples.HOSTILE)}",
    ]
    for path in [*lists, *more, *asked]:
        page = get(client, path)
        assert "alert" in page, path
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
        assert "{{ 7 * 7 }}" in page or "alert" in path, path


def test_language_cannot_break_out_of_its_attribute(client: Client, ids: dict[str, str]) -> None:
    assert 'onload="x' not in get(client, f"/statements/{ids['hostile']}")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/statements/none",
        "/statements/none.json",
        "/statements/none/t1",
        "/statements/none/print",
        "/statements/none/versions",
        "/statements/%00",
        "/statements/..%2f..%2fetc",
        "/sections/none",
        "/tags/%F0%9F%92%A9",
        "/categories/" + "x" * 3000,
        "/places/none",
        "/archive/20",
        "/archive/20١٤",
        "/archive/2014/13",
        "/archive/2014/00",
        "/people/none",
        "/captures/none",
        "/captures/" + "0" * 64,
        "/captures/" + "0" * 64 + "/page",
        "/static/none.css",
        "/static/../app.py",
        "/static/%00",
        "/static/" + "x" * 5000,
        "/static/site.css/x",
    ],
)
def test_what_is_not_there_is_a_helpful_404(client: Client, path: str) -> None:
    page = get(client, path, 404)
    assert "There is nothing at this address" in page
    assert 'href="/search"' in page


def test_unknown_turn_and_format(client: Client, ids: dict[str, str]) -> None:
    one = ids["conference"]
    for path in (
        f"/statements/{one}/t99",
        f"/statements/{one}.docx",
        f"/statements/{one}.tei.xml",
        f"/statements/{one}/t99.bib",
    ):
        get(client, path, 404)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "page=-1",
        "page=9e9",
        "page=%00",
        "page=٣",
        "order=%3Cb%3E",
        "year=..",
        "page=1&page=2",
        "q",
        "%FF=%FE",
    ],
)
def test_malformed_queries_are_read_as_the_usual_ones(client: Client, ids: dict[str, str], query: str) -> None:
    for path in (
        "/",
        "/sections/news",
        "/people",
        "/people/mara-velden",
        "/search",
        "/archive/2016",
        f"/statements/{ids['article']}",
    ):
        get(client, f"{path}?{query}")


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "((((",
        "speaker:",
        "NOT",
        "a AND",
        "*",
        "\x00",
        "'; drop table",
        "a" * 20_000,
        "2014..",
        "..",
        "(" * 3000,
        "\ud7ff\U0001f4a9",
        "date:2014-99",
        "kind:<b>",
    ],
)
def test_malformed_searches_never_fail(client: Client, words: str) -> None:
    get(client, f"/search?q={quote(words)}")


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/").status_code == 405
    assert client.delete("/about").status_code == 405


# states


def test_empty_archive(empty_client: Client) -> None:
    assert "ready for the record" in get(empty_client, "/")
    for path in (
        "/sections",
        "/categories",
        "/tags",
        "/places",
        "/archive",
        "/people",
        "/search",
        "/search?q=word",
        "/about",
    ):
        assert "None" not in get(empty_client, path)


def test_archive_of_one_statement(tmp_path: Path) -> None:
    location = str(tmp_path / "one.sqlite")
    with rostra.open(location) as archive:
        one = archive.record.add(samples.arabic()).statement_id
    with TestClient(create_app(location)) as client:
        page = get(client, "/")
        assert f"/statements/{one}" in page
        assert "1\N{NO-BREAK SPACE}statement" in page
        assert "Most read" not in page
        assert 'aria-label="Before and after"' not in get(client, f"/statements/{one}")


def test_page_is_seen_once_it_is_added(tmp_path: Path) -> None:
    location = str(tmp_path / "grows.sqlite")
    with TestClient(create_app(location)) as client, rostra.open(location) as archive:
        get(client, "/about")
        one = archive.record.add(samples.conference()).statement_id
        get(client, f"/statements/{one}")
        assert one in get(client, "/search?q=March")


def test_changed_page_lists_its_versions(tmp_path: Path) -> None:
    location = str(tmp_path / "two.sqlite")
    with rostra.open(location) as archive:
        one = archive.record.add(samples.arabic()).statement_id
        page = samples.Page("مؤتمر صحفي لوزير الموانئ سامر النوري")
        page.say("statement", "يفتح الميناء في الصيف.", "سامر النوري")
        assert archive.record.add(page.entry("pages/mina.html", date="2017-05-02", language="ar")).statement_id == one
    with TestClient(create_app(location)) as client:
        page_text = get(client, f"/statements/{one}/versions")
        assert "Version 2" in page_text
        assert "Version 1" in page_text
        assert "2\N{NO-BREAK SPACE}versions" in get(client, f"/statements/{one}")


PLEDGE = "The bridge will open in May and cost nine million crowns."
EDITED = "The bridge will open in June and cost twelve million crowns."


@pytest.fixture
def edited(tmp_path: Path) -> tuple[str, str]:
    """An archive with a page whose words were changed quietly, and the statement's id."""
    location = str(tmp_path / "edited.sqlite")
    with rostra.open(location) as archive:
        for words in (PLEDGE, EDITED):
            page = samples.Page("Briefing by the minister of bridges <Ola & sons>")
            page.say("statement", "Good morning, and welcome to all who came here today in this weather.", "Ola Bro")
            page.say("statement", words, "Ola Bro")
            one = archive.record.add(page.entry("pages/bridge.html", date="2017-05-02", language="en")).statement_id
    return location, one


def test_an_edit_is_told_at_the_head_of_the_statement_and_shown_word_by_word(edited: tuple[str, str]) -> None:
    location, one = edited
    with TestClient(create_app(location)) as client:
        assert "1\N{NO-BREAK SPACE}turn changed" in get(client, f"/statements/{one}")
        page = get(client, f"/statements/{one}/versions/2")
        assert "<del>May</del><ins>June</ins>" in page
        assert "<del>nine</del><ins>twelve</ins>" in page
        assert "1\N{NO-BREAK SPACE}turn as before" in page
        assert "<Ola" not in page
        assert get(client, f"/statements/{one}/versions/2?from=2").count("<del>") == 0
        same = get(client, f"/statements/{one}/versions/2?from=1")
        assert same.partition("<footer")[0] == page.partition("<footer")[0]


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "\u0662", "9" * 400, "000000001999", "000000001" + "9" * 5000])
def test_a_version_that_is_not_there_is_said_so(edited: tuple[str, str], number: str) -> None:
    location, one = edited
    with TestClient(create_app(location)) as client:
        get(client, f"/statements/{one}/versions/{quote(number)}", 404)
        get(client, f"/statements/{one}/versions/2?from={quote(number)}", 404)


def test_quiet_edits_are_a_list_and_a_feed(edited: tuple[str, str]) -> None:
    from xml.etree import ElementTree

    location, one = edited
    with TestClient(create_app(location)) as client:
        assert f"/statements/{one}/versions/2" in get(client, "/edited")
        feed = ElementTree.fromstring(client.get("/feeds/edited.atom").text)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Briefing by the minister of bridges <Ola & sons>"]
    assert (entries[0].findtext(f"{atom}id") or "").endswith(f"/statements/{one}/versions/2")


def test_file_that_is_no_archive_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not an archive " * 100)
    with TestClient(create_app(str(path))) as client:
        assert "Something went wrong here" in get(client, "/", 503)


def test_fault_of_ours_is_told_without_particulars(
    location: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("rostra.web.shelf.Shelf.search", fail)
    with TestClient(create_app(location), raise_server_exceptions=False) as client:
        page = get(client, "/search?q=night", 500)
    assert "Something went wrong here" in page
    assert "secret" not in page
    assert "secret of the house" in caplog.text


def test_marked_words_side_by_side_are_one_mark() -> None:
    piece = namedtuple("piece", "text marked")
    passage = [piece("the ", False), piece("night", True), piece(" ", False), piece("boat", True), piece(" ran", False)]
    assert join_marks(passage) == [("the ", False), ("night boat", True), (" ran", False)]


# headers


def test_every_answer_is_under_a_strict_policy(client: Client) -> None:
    for path in ("/", "/nowhere", "/static/site.css", "/statements/none"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"]


def test_no_inline_style_or_script(client: Client, ids: dict[str, str], sha256: str) -> None:
    for path in paths(ids, sha256):
        if path.endswith(("/page", "/download", ".json", ".md", ".csv")):
            continue
        page = get(client, path)
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?! type=\"application/ld\+json\"|[^>]*src=)", page), (
            path
        )


def test_known_pages_are_not_sent_again(client: Client) -> None:
    tag = client.get("/about").headers["etag"]
    again = client.get("/about", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


def test_static_files_are_kept_under_their_fingerprint(client: Client) -> None:
    sheet = re.search(r'href="(/static/site\.css\?v=\w+)"', get(client, "/"))
    assert sheet is not None
    assert "immutable" in client.get(sheet.group(1)).headers["cache-control"]
    assert "immutable" not in client.get("/static/site.css").headers.get("cache-control", "")


def test_a_page_weighs_at_most_60_kb(client: Client, ids: dict[str, str]) -> None:
    """As it goes over the wire: the page with every file that it may ask for, each compressed as the site compresses it."""
    static = Path(rostra.__file__).parent / "web" / "static"
    assets = sum(len(gzip.compress(file.read_bytes())) for file in static.iterdir() if file.is_file())
    for path in ("/", f"/statements/{ids['conference']}", "/search?q=week", "/archive", "/people"):
        assert len(gzip.compress(get(client, path).encode())) + assets <= 60_000, path


def test_a_corrected_turn_says_so_and_by_whom(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        page = archive.record.add(samples.conference()).statement_id
        archive.correct(page, "speaker", {"name": "Mira Holt"}, turn_id="t1", by="Ines <Marl>", why="heard & checked")
        former = archive.persons()[0].slug
        archive.correct(None, "merge-person", {"from": former, "into": "mira-holt"}, by="Ines Marl", why="one person")
    with TestClient(create_app(location)) as client:
        assert get(client, f"/statements/{page}").count('class="corrected"') == 1
        alone = get(client, f"/statements/{page}/t1")
        assert "Corrected by <bdi>Ines &lt;Marl&gt;</bdi>" in alone
        assert "heard &amp; checked" in alone
        moved = client.get(f"/people/{former}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (301, "/people/mira-holt")
