"""Searching the site as files, in a browser: from a server and from a folder, with the answers that the live site gives."""

from __future__ import annotations

import http.server
import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from samples import ALL

import rostra
from rostra.api import Archive
from rostra.search.words import fold_words
from rostra.web import SiteSettings
from rostra.web.files import build_site

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

QUERIES = (
    "week", "harbour", "WEEK -harbour", "harbour OR week", '"the harbour"', "harb*", "question:week", "answer:(week OR night)",
    "speaker:velden", "role:question", "kind:press_conference", "date:2016", "2014..2016 week", "section:news the", "title:summit",
    "停戦", "месяц", "NOT week", 'speaker:"Mara Velden"', "the", "(night", "tag:", "xyzzy", "anti-war", "person:mara-velden",
    "harbour | week", "harbour||week", "harbour && week", "| harbour", "harbour &&",
    "date:>2015", "<2016", "date<=2016-03", ">2016-03-07", "-date:>=2016", ">12",
    "date:2016/3/7", "7.3.2016", "date:03.2016", "2016.3.7", "2014–2016", "2015-2016 the", "2015 - 2016", "date >= 2016-03",
    "1500-2000", "2016..2014", "…2015", "2016...", "date:2014|2016", "date:(2014 OR 2016)", "date:yesterday", "date:2016-13", "..",
    "tag:2016-03", "speaker=velden", "speaker = velden", 'speaker="Mara Velden"', "speaker!=velden", "-speaker=velden the",
    "role:passage", "NOT role:passage", 'role:"passage" OR role:question', "tag:ferries|harbours", "tag:ferries | week",
    'section="News"|column', "-tag:ferries|harbours", "question:week|harbour", "colour:red", "harbour AND", "OR harbour",
    "week and harbour", "tag:ferries:week", "(((week)", "()", "harbour.2016", "week, harbour", "＝", "speaker＝velden", "— !",
    "NOT NOT week", "kind:", "date:>=2016..", "date:>2015..2016", "2015..<2017 week", "<2016..", "date:<2016..2017", "2016-02-30",
    "date:2016-03-01..2016-04-31", "date:2016-03:2017", ">2016-02-30",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder below whose sub-path the site lies."""
    folder = tmp_path_factory.mktemp("searched")
    location = folder / "record.sqlite"
    with rostra.open(location) as archive:
        for sample in ALL:
            archive.record.add(sample())
    build_site(str(location), folder / "sub" / "path", settings=SiteSettings(), workers=1)
    return folder


@pytest.fixture(scope="module")
def archive(out: Path) -> Iterator[Archive]:
    with rostra.open(out / "record.sqlite") as archive:
        yield archive


@pytest.fixture(scope="module", params=["server", "folder"])
def base(request: pytest.FixtureRequest, out: Path) -> Iterator[str]:
    """Where a browser finds the site."""
    if request.param == "folder":
        yield f"file://{out}/sub/path"
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/sub/path"
    server.shutdown()


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def found(page: Any, base: str, query: str) -> set[tuple[str, str]]:
    """What the page finds: statement and turn."""
    page.goto(f"{base}/search/index.html?q={quote(query)}")
    page.wait_for_selector("#answers[data-done]", state="attached")
    more = page.locator("button.more")
    while more.is_visible():
        more.click()
        page.wait_for_selector("button.more:not([disabled])", state="attached")
    links = page.eval_on_selector_all("#answers .found-words a", "links => links.map(link => link.href)")
    return {(link.split("/statements/")[1].split("/")[0], unquote(link.partition("#")[2])) for link in links}


def as_written(query: str) -> str:
    """The query with words in quotation marks, behind which the live site finds no other forms of them."""
    return re.sub(r'(?<!["\w])(harbour|week|night)(?!["\w*])', r'"\1"', query)


def test_it_finds_what_the_live_site_finds(page: Any, base: str, archive: Archive) -> None:
    differing = {}
    for query in QUERIES if base.startswith("http") else QUERIES[:5]:  # from a folder only the way of loading differs
        live = {
            (hit.statement_id, hit.turn_id)
            for offset in range(0, archive.search(as_written(query)).total, 200)
            for hit in archive.search(as_written(query), limit=200, offset=offset).hits
        }
        if (here := found(page, base, query)) != live:
            differing[query] = (here - live, live - here)
    assert differing == {}


def test_a_hit_leads_to_its_turn(page: Any, base: str) -> None:
    assert found(page, base, "harbour")
    page.locator("#answers .found-words a").first.click()
    page.wait_for_selector("article.statement :target", state="attached")


def test_the_form_of_every_page_searches(page: Any, base: str) -> None:
    page.goto(f"{base}/index.html")
    page.fill("input[name=q]", "harbour")
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("#answers[data-done]")
    assert page.locator("#answers mark").count()
    assert page.input_value("input[name=q]") == "harbour"


def test_operators_of_the_live_site_are_pointed_out(page: Any, base: str) -> None:
    beyond = {"NEAR(harbour week)", "harbour NEAR/3 week", "harbor~1", "=harbour", "h*bour", "about:harbour"}
    plain = {"harbour", "near harbour", "harb*", "harbour?", '"harbour NEAR week"', "date:>=2014"}
    told = set()
    for query in beyond | plain:
        found(page, base, query)
        if "need a live site" in page.locator("#answers").inner_text():
            told.add(query)
    assert told == beyond


def test_what_is_read_otherwise_than_it_looks_is_said_as_on_the_live_site(
    page: Any, base: str, archive: Archive
) -> None:
    asked = (
        "colour:red", '"harbour', "(week", "harbour AND", "| harbour", "tag:", "date:yesterday", "2016..2014", "2015-2016",
        "tag:2016-03", "week and harbour", "week or harbour", "-week", "— !", "..", "week", "tag:ferries|harbours",
    )  # fmt: skip
    differing = {}
    for query in asked:
        found(page, base, query)
        told = [re.sub("[\u2068\u2069]", "", line) for line in page.locator("#answers .notes li").all_inner_texts()]
        if set(told) != set(archive.search(query).notes) - {
            note for note in archive.search(query).notes if note.startswith("Nothing")
        }:
            differing[query] = told, archive.search(query).notes
    assert differing == {}


def test_words_are_folded_as_on_the_server(page: Any, base: str) -> None:
    """Every character that this Python knows; a browser of another Unicode may know others."""
    page.goto(f"{base}/search/index.html?q=harbour")
    page.wait_for_selector("#answers[data-done]")
    known = [
        chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]
    texts = [f"a{character}b" for character in known]
    here = page.evaluate("texts => texts.map(text => rostra.words(text))", texts)
    differing = [
        character for character, words in zip(known, here, strict=True) if words != fold_words(f"a{character}b")
    ]
    assert differing == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_style_of_the_search_page_leaves_out_nothing_that_shows(
    page: Any, base: str, out: Path, width: int
) -> None:
    """Each element looks and stands as with the whole style of the site."""
    look = """() => [...document.querySelectorAll("*")].map((each) => {
      const style = getComputedStyle(each), box = each.getBoundingClientRect();
      const told = [...style].filter((name) => !name.startsWith("--")).map((name) => `${name}:${style.getPropertyValue(name)}`);
      return [each.tagName, each.className, box.x, box.y, box.width, box.height, ...told].join(";");
    })"""
    whole = (out / "sub/path/static/site.css").read_text()
    page.set_viewport_size({"width": width, "height": 800})
    shown = []
    for style in (None, whole):
        if style is not None:
            page.evaluate(
                """(style) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style);
                document.querySelectorAll("link[rel=stylesheet]").forEach((link) => { link.disabled = true; });
                document.adoptedStyleSheets = [sheet]; }""",
                style,
            )
        else:
            found(page, base, "week or colour:red")
        shown.append(page.evaluate(look))
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator("#answers .notes li").count() == 2
    assert [(one, other) for one, other in zip(*shown, strict=True) if one != other] == []


def test_what_every_query_loads_is_light(out: Path) -> None:
    """As a file server may send it, unpacked: what is left of 100 kB is for the words and the passages."""
    site = out / "sub" / "path"
    page = (site / "search/index.html").read_text()
    named = [site / "search" / name for name in re.findall(r'(?:href|src)="([^"]*\.(?:css|js|svg))\?', page)]
    assert len(named) == 3
    files = [*named, site / "search/index.html", site / "search/root.js"]
    assert sum(file.stat().st_size for file in files) <= 60_000
