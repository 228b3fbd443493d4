"""Sections, categories and tags at the desk: renamed, described, filled by hand, and in an order; and what readers see of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import let_in, log_in, send
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app
from rostra.web.described import described, plain_words
from rostra.web.files import build_site, check_links


@pytest.fixture
def ids() -> dict[str, str]:
    return {}


@pytest.fixture
def location(tmp_path: Path, ids: dict[str, str]) -> str:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        for sample in (samples.conference, samples.article, samples.arabic):
            ids[sample.__name__] = archive.record.add(sample()).statement_id
    let_in(location)
    return location


@pytest.fixture
def client(location: str) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(location)) as client:
        log_in(client)
        yield client


def at(client: TestClient[Any], path: str, do: str, **fields: str) -> Any:
    return send(client, path, path, do=do, **fields)


def test_what_was_done_is_told_without_a_look_at_all_that_ever_was(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = at(client, "/edit/sections/news", "rename", name="Reports").headers["location"]
    names = {"from": "Mara Velden", "to": "Mara Velde"}
    page = client.app.state["site"].shelf.archive.named("Mara Velden")[0].id
    renamed = send(client, "/edit/rename", "/edit/rename?from=Mara+Velden", statement=page, **names).headers["location"]
    monkeypatch.setattr(rostra.Archive, "judgements", None)
    assert "is called Reports" in unescape(client.get(done).text)
    assert "Undo all of it" in client.get(renamed).text
    for path in ("/edit/sections/reports", "/edit/sections/reports?done=%00", "/edit/sections/reports?done=none"):
        assert "is called Reports" not in unescape(client.get(path).text)


def test_a_section_is_renamed_merged_and_put_back(client: TestClient[Any]) -> None:
    listed = client.get("/edit/sections?q=EDITOR").text
    assert ("/edit/sections/editor-s-column" in listed, "/edit/sections/news" in listed) == (True, False)
    done = at(client, "/edit/sections/news", "rename", name="Editor's Column")
    here = done.headers["location"]
    assert (done.status_code, here.partition("?")[0]) == (303, "/edit/sections/editor-s-column")
    page = client.get(here).text
    assert "the section news is called Editor's Column" in unescape(page)
    assert client.get("/sections/news", follow_redirects=False).headers["location"] == "/sections/editor-s-column"
    assert (
        client.get("/edit/sections/news", follow_redirects=False).headers["location"]
        == "/edit/sections/editor-s-column"
    )
    assert "the section news is called" in client.get("/edit/history").text
    judgement = here.partition("done=")[2]
    send(client, "/edit/undo", judgements=judgement, next="/edit/sections/news")
    assert client.get("/sections/news.json").json()["total"] == 2
    for name in ("", " ", "x" * 301):
        assert at(client, "/edit/sections/news", "rename", name=name).status_code == 422
    assert client.get("/edit/sections/nowhere").status_code == 404
    assert at(client, "/edit/tags/ferries", "song").status_code == 422


def test_who_asks_by_a_former_name_finds_what_it_is_called_today(client: TestClient[Any]) -> None:
    before = len(client.get("/search.json?q=section:news").json())
    assert before
    assert at(client, "/edit/sections/news", "rename", name="Daily reports").status_code == 303
    assert at(client, "/edit/tags/ferries", "rename", name="Boats").status_code == 303
    for query in ("section:news", 'section:"News"', 'section:"Daily reports"', "section:new*"):
        found = client.get("/search.json", params={"q": query}).json()
        assert len(found) == (0 if "*" in query else before), query
    note = "section:news is called “Daily reports” today, which was looked for."
    assert note in unescape(client.get("/search?q=section:news").text)
    assert "today" not in client.get("/search?q=section:reports").text
    assert client.get("/search.json", params={"q": "tag:ferries"}).json()
    assert "tag:ferries</bdi> s’appelle aujourd’hui" in client.get("/fr/search?q=tag:ferries").text
    for path in ("/sections/news", "/fr/sections/news", "/feeds/sections/news.atom", "/sections/news.json"):
        moved = client.get(f'{path}?page=2&order=oldest&x=%0d%0a%E9"<', follow_redirects=False)
        assert moved.status_code == 301
        asked = moved.headers["location"].partition("?")[2]
        assert asked.startswith("page=2&order=oldest&x=%0d%0a%E9"), asked


def test_what_is_said_of_a_section_is_shown_to_readers_and_programs(client: TestClient[Any]) -> None:
    told = {
        "kind": "column",
        "author": "Mara Velden",
        "place": "1",
        "description": "On *ice* & <b>tides</b>.\n\nBy [us](/about).",
    }
    assert at(client, "/edit/sections/editor-s-column", "describe", **told).status_code == 303
    page = client.get("/sections/editor-s-column").text
    assert "<em>ice</em> &amp; &lt;b&gt;tides" in page
    assert '<a href="/about">us</a>' in page
    assert 'href="/people/mara-velden"' in page
    assert 'href="/fr/about"' in client.get("/fr/sections/editor-s-column").text
    for path in ("/", "/sections"):
        shown = client.get(path).text
        assert "On ice &amp; &lt;b&gt;tides&lt;" in shown
        assert shown.index("/sections/editor-s-column") < shown.index("/sections/news")
    data = client.get("/sections/editor-s-column.json").json()
    assert (data["about"]["kind"], data["about"]["author"]) == ("column", "Mara Velden")
    first = client.get("/sections.json").json()["items"][0]
    assert (first["slug"], first["description"]) == ("editor-s-column", told["description"])
    rows = list(csv.DictReader(client.get("/sections.csv").text.splitlines()))
    assert [row["kind"] for row in rows] == ["column", ""]
    feed = client.get("/feeds/sections/editor-s-column.atom").text
    assert "<subtitle" in feed
    assert "Mara Velden</name>" in feed
    assert "On ice" in client.get("/sections/editor-s-column").text.partition("</head>")[0]
    for wrong in ({"place": "first"}, {"description": "x" * 2_001}, {"author": "x\u0007"}):
        assert at(client, "/edit/sections/news", "describe", **wrong).status_code == 422
    assert at(client, "/edit/tags/ferries", "describe", kind="column", description="All of it.").status_code == 422
    assert at(client, "/edit/tags/ferries", "describe", description="All of it.").status_code == 303
    assert "All of it." in client.get("/tags/ferries").text


def test_a_news_feed_is_listed_by_days(client: TestClient[Any]) -> None:
    at(client, "/edit/sections/news", "describe", kind="feed")
    page = client.get("/sections/news").text
    assert page.index("8 March 2016</time></h3>") < page.index("November 2015</time></h3>")
    assert 'class="excerpt"' not in page


def test_a_collection_is_filled_by_hand_and_stands_in_its_order(client: TestClient[Any], ids: dict[str, str]) -> None:
    created = send(client, "/edit/sections", "/edit/sections", name="Best of", kind="collection")
    here = created.headers["location"].partition("?")[0]
    assert here == "/edit/sections/best-of"
    assert client.get("/sections/best-of").status_code == 404
    for name in ("article", "conference", "arabic"):
        assert at(client, here, "file", statement=f"https://a.example/statements/{ids[name]}?x=1#t2").status_code == 303
    moved = at(client, here, "up", statement=ids["arabic"], place="best-of")
    assert moved.headers["location"] == f"{here}#{ids['arabic']}"
    order = [item["id"] for item in client.get("/sections/best-of.json").json()["items"]]
    assert order == [ids["article"], ids["arabic"], ids["conference"]]
    newest = client.get("/sections/best-of.json?order=newest").json()["items"]
    assert [item["id"] for item in newest] == [ids["arabic"], ids["conference"], ids["article"]]
    at(client, here, "unpin", statement=ids["article"])
    at(client, here, "unfile", statement=ids["arabic"])
    order = [item["id"] for item in client.get("/sections/best-of.json").json()["items"]]
    assert order == [ids["conference"], ids["article"]]
    assert at(client, here, "up", statement=ids["arabic"]).status_code == 422
    assert at(client, here, "file", statement="nowhere").status_code == 422
    reader = TestClient(client.app)
    log_in(reader, "reader")
    assert reader.get(here).status_code == 403
    assert send(reader, here, do="file", statement=ids["arabic"]).status_code == 403


def test_a_pin_makes_only_the_pages_that_show_it_anew(location: str, ids: dict[str, str], tmp_path: Path) -> None:
    settings, out = SiteSettings(base_url="https://record.example.org"), tmp_path / "public"
    build_site(location, out, settings=settings, workers=1)
    with rostra.open(location) as archive:
        archive.pin("", ids["article"], by="ed")
    assert build_site(location, out, settings=settings, workers=1).written == 1
    assert 'class="pinned"' in (out / "index.html").read_text()
    with rostra.open(location) as archive:
        archive.pin("news", ids["article"], by="ed")
        archive.pin("", ids["conference"], by="ed")
        archive.move_pin("", ids["conference"], -1)
    assert build_site(location, out, settings=settings, workers=1).written == 2
    assert build_site(location, out, settings=settings, workers=1).pages == 0
    with rostra.open(location) as archive:
        archive.describe_term("section", "News", kind="feed", description="What is new.", by="ed", why="a test")
        archive.correct(ids["article"], "field", {"field": "title", "value": "Ice no more"}, by="ed", why="a test")
    build_site(location, out, settings=settings, workers=1)
    build_site(location, tmp_path / "fresh", settings=settings, workers=1)
    for file in ("index.html", "sections/index.html", "sections/news/index.html", "feeds/sections/news.atom"):
        assert (out / file).read_bytes() == (tmp_path / "fresh" / file).read_bytes()
    assert "What is new." in (out / "sections/news/index.html").read_text()
    assert list(check_links(out)) == []


def test_descriptions_hold_no_markup_of_their_own() -> None:
    hostile = (
        '<script>x</script> [a](javascript:alert(1)) [b](//evil.example) [c](https://a.example/"onclick=1) **<b>**'
    )
    said = described(hostile)
    assert "<script" not in said
    assert "javascript:alert" in said  # as words
    assert said.count("<a ") == 1
    assert '"onclick' not in said
    assert described("") == ""
    assert described("*" * 2_000) == f'<p dir="auto">{"*" * 2_000}</p>'
    assert plain_words("**A** *b*\n\n[c](/d)") == "A b c"
