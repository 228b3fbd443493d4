"""Every page of the site and of the desk, full of what would act on its readers, in a real browser: nothing acts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from desk import NAMES, PASSWORD
from hostile import WORDS, fill

import rostra

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser

HOOK = """window.broken = [];
document.addEventListener("securitypolicyviolation",
    (event) => window.broken.push(event.violatedDirective + " " + event.blockedURI));"""
LOOK = """() => ({
    owned: document.documentElement.dataset.owned || "",
    broken: window.broken,
    acting: [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes]
        .filter((a) => a.name.startsWith("on") || a.name === "style" || a.name === "srcdoc").map((a) => a.name + "=" + a.value)),
    addresses: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
        .flatMap((each) => [each.href, each.src, each.action, each.formAction])
        .filter((it) => typeof it === "string" && it && !/^(https?|mailto|data):/.test(it)),
    scripts: [...document.querySelectorAll("script")].filter((each) => each.type !== "application/ld+json"
        && !each.src.startsWith(location.origin + "/static/")).map((each) => each.outerHTML.slice(0, 99)),
    strangers: document.querySelectorAll("base, object, embed, main style, main svg style, main link").length,
    linked: [...document.querySelectorAll("script[type='application/ld+json']")].map((each) => each.textContent),
    wide: document.documentElement.scrollWidth - innerWidth,
})"""
WIDEST = """() => [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map((each) => each.outerHTML.slice(0, 90))"""

FEEDS = ("/feeds/all.atom", "/search.atom?q=evil", "/opensearch.xml", "/sitemap.xml", "/sitemaps/pages-1.xml")


class Watched:
    """A tab in which everything that should not happen is noted."""

    def __init__(self, browser: Any, base: str) -> None:
        self.base = base
        self.troubles: list[str] = []
        self.context = browser.new_context(viewport={"width": 390, "height": 844})
        self.context.add_init_script(HOOK)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.note(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.note(f"error {error}"))
        self.page.on("console", self._hear)
        self.page.on("popup", lambda page: self.note(f"popup {page.url}"))
        self.context.on("requestfinished", self._asked)
        self.context.on("requestfailed", lambda request: self._asked(request) if request.failure != "csp" else None)

    def note(self, trouble: str) -> None:
        self.troubles.append(f"{urlsplit(self.page.url).path}: {trouble[:200]}")

    def _hear(self, message: Any) -> None:
        at = urlsplit(message.location.get("url", ""))
        in_frame = at.path.startswith("/captures/") or at.path.endswith(
            "/page"
        )  # there the browser tells what it stopped
        missing = ("404" in message.text or "410" in message.text) and at.path == urlsplit(self.page.url).path
        if message.type in ("error", "warning") and not in_frame and not missing:
            self.note(f"console {message.text}")

    def _asked(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.hostname != "127.0.0.1" and parts.scheme not in ("data", "about"):
            self.note(f"asked for {request.url}")
        if "evil" in parts.path and request.resource_type != "document":
            self.note(f"loaded {request.url}")

    def open(self, path: str) -> None:
        """Go there, open all that can be opened, and look for what acts."""
        answer = self.page.goto(self.base + path)
        if answer.status not in (200, 404, 410):
            self.note(f"{path} answers {answer.status}")
        self.page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        seen = self.page.evaluate(LOOK)
        for block in seen.pop("linked"):
            json.loads(block)
        if (wide := seen.pop("wide")) > 0:
            self.note(f"scrolls sideways by {wide}: {self.page.evaluate(WIDEST)}")
        for what, found in seen.items():
            if found:
                self.note(f"{what} {found}")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    location = str(tmp_path_factory.mktemp("hostile") / "record.sqlite")
    return location, fill(location)


@pytest.fixture(scope="module")
def base(held: tuple[str, dict[str, str]], serving: Any) -> Iterator[str]:
    with serving(held[0]) as address:
        yield address


def rooms(location: str, ids: dict[str, str]) -> Iterator[str]:
    """An address for each public template, with what is hostile in all that can be asked."""
    asked = quote(WORDS["markup"])
    with rostra.open(location) as archive:
        for name in ("markup", "drawing", "entities", "address, read", "overlong", "directions", "controls, read"):
            statement = f"/statements/{ids[name]}"
            sha = archive.get_statement(ids[name]).transcript.source.sha256
            yield from (statement, f"{statement}/t2", f"{statement}/print", f"{statement}/beside?turn=t1")
            yield f"/captures/{sha}?find={asked}"
        changed = f"/statements/{ids['markup, read']}"
        yield from (f"/statements/{ids['template']}", f"/statements/{ids['template']}/t2")  # withdrawn
        section = next(each.slug for each in archive.tally("section") if "owned" in each.slug)
        yield f"/sections/{quote(section, safe='')}"
        yield from (f"{changed}/versions", f"{changed}/versions/2", f"{statement}/t1/embed", "/", "/edited?show=all")
        for grouping, door in (
            ("section", "sections"),
            ("tag", "tags"),
            ("place", "places"),
            ("category", "categories"),
        ):
            yield f"/{door}"
            yield f"/{door}/{quote(archive.tally(grouping)[0].slug, safe='')}"  # type: ignore[arg-type]
        yield from (f"/people/{quote(person.slug, safe='')}" for person in archive.persons()[:4])
    yield from (
        "/people",
        "/organisations",
        "/languages",
        "/kinds",
        "/archive",
        "/archive/2014/01",
        "/about",
        "/searches",
    )
    yield from (f"/search?q={asked}", "/search?q=evil", "/search?q=evil&group=speaker", f"/search/build?all={asked}")
    yield from ("/concordance?q=evil&group=speaker", "/collocates?q=evil&minimum=1", f"/trends?q=evil&q={asked}")
    yield from ("/distinctive?q=role:question&turns=1", "/similar?text=evil", "/ar/search?q=evil", f"/{asked}")


def test_nothing_in_a_page_acts_on_readers(browser: Any, base: str, held: tuple[str, dict[str, str]]) -> None:
    tab = Watched(browser, base)
    for path in rooms(*held):
        tab.open(path)
    tab.context.close()
    assert "\n".join(tab.troubles) == ""


def test_nothing_in_a_page_acts_on_editors(browser: Any, base: str, held: tuple[str, dict[str, str]]) -> None:
    tab, ids = Watched(browser, base), held[1]
    tab.page.goto(f"{base}/edit/login")
    tab.page.fill("[name=name]", NAMES["admin"])
    tab.page.fill("[name=password]", PASSWORD)
    tab.page.click("main button")
    tab.page.wait_for_url("**/edit")
    for name in ("markup", "entities", "overlong", "directions", "controls", "address, read"):
        tab.open(f"/edit/statements/{ids[name]}")
        tab.open(f"/edit/statements/{ids[name]}/history")
    asked = quote(WORDS["markup"])
    for path in (
        "",
        "/history",
        f"/rename?from={asked}&to={asked}",
        "/upload",
        "/account",
        "/accounts",
        "/written",
        "/withdrawn",
    ):
        tab.open(f"/edit{path}")
    for room in ("sections", "tags", "categories"):
        tab.open(f"/edit/{room}")
    with rostra.open(held[0]) as archive:
        tab.open(f"/edit/sections/{quote(archive.rubrics('section')[0].slug, safe='')}")
    tab.open(f"/edit/statements/{ids['template']}")  # withdrawn
    tab.open(f"/edit/written/{ids['draft']}")
    with tab.page.expect_response("**/edit/written/preview"):
        tab.page.fill("textarea", "**Ada Brandt:** " + "\n\n".join(WORDS.values()))
    expect(tab.page.locator("#structured")).to_contain_text("never closed")
    assert tab.page.evaluate(LOOK)["acting"] == []
    tab.context.close()
    assert "\n".join(tab.troubles) == ""


def test_feeds_and_data_stay_well_formed(browser: Any, base: str, held: tuple[str, dict[str, str]]) -> None:
    context = browser.new_context()
    ask = context.request
    for name in ("markup", "entities", "controls", "controls, read", "directions"):
        for ending in (".json", ".csl.json"):
            assert ask.get(f"{base}/statements/{held[1][name]}{ending}").json()
        assert ask.get(f"{base}/statements/{held[1][name]}/t2/card.png").body().startswith(b"\x89PNG")
        shown = quote(f"{base}/statements/{held[1][name]}/t2", safe="")
        ElementTree.fromstring(ask.get(f"{base}/oembed?url={shown}&format=xml").text())
    for path in FEEDS:
        answer = ask.get(base + path)
        tree = ElementTree.fromstring(answer.text())
        assert answer.headers["x-content-type-options"] == "nosniff"
        for each in tree.iter():
            assert not each.get("href", "").startswith("javascript:")
    assert ask.get(f"{base}/feeds/all.json").json()["items"]
    context.close()
