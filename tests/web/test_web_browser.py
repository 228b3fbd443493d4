"""The site in a real browser: accessible, in both colour schemes, by keyboard, on a phone, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import samples
from looking import pages, violations, walk

import rostra

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser

PHONE, NARROWEST, DESK = 390, 320, 1280


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A tab on a desk that fails the test on an error in its console."""
    context = browser.new_context(viewport={"width": DESK, "height": 800})
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_no_violation(browser: Any, address: str, ids: dict[str, str], scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in pages(ids):
        if path.endswith(ids["three_hundred_turns"]):
            continue  # 300 times what the conference's page shows
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        if wrong := violations(page):
            found[path] = wrong
    context.close()
    assert found == {}


def test_capture_page_is_accessible(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['conference']}")
    page.goto(address + page.get_attribute(".facts a[href^='/captures/']", "href"))
    assert page.locator(".source-text").is_visible()
    assert violations(page) == []


def test_captured_script_never_runs(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['conference']}")
    page.goto(address + page.get_attribute(".facts a[href^='/captures/']", "href"))
    page.click(".framed summary")
    frame = page.frame_locator("iframe")
    frame.get_by_text("It will run").wait_for()
    title = frame.locator("title").inner_text() if frame.locator("title").count() else "Ferries"
    assert title != "captured script ran"
    page.goto(page.url.split("?")[0] + "/page")  # also when it is opened by itself
    assert page.title() == "Ferries"


@pytest.mark.parametrize("width", [NARROWEST, PHONE])
def test_nothing_scrolls_sideways(browser: Any, address: str, ids: dict[str, str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for path in pages(ids):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    page.goto(f"{address}/people/mara-velden")  # an office with its years and its number of statements
    page.evaluate(
        "document.querySelector('.offices .count').textContent = 'December 2012 – August 2020 · 178 statements'"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert wide == []


def test_console_stays_silent(page: Any, address: str, ids: dict[str, str]) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in pages(ids):
        if path != "/nowhere" and not path.endswith("/beside"):  # there Chromium says that a saved script was stopped
            page.goto(address + path)
    assert said == []


def test_reads_and_searches_without_script(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.fill("#find", "March")
    page.press("#find", "Enter")
    page.click(".found-words a >> nth=0")
    expect(page).to_have_url(re.compile("#t3$"))
    expect(page.locator("#t3-1")).to_be_visible()
    page.click("button.sheet-button")
    page.click("#outline a[href='#t7']")
    expect(page).to_have_url(re.compile("#t7$"))
    page.click("summary:has-text('How do we know')")
    expect(page.get_by_text("Nearly certain")).to_be_visible()
    context.close()


def test_keyboard_walks_the_page_in_its_order(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['conference']}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
        seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert seen != "none", reached
    assert reached.index("/people/mara-velden") < reached.index("#t2")
    expect(page.locator("#t2 > .tools")).to_have_css("opacity", "0")


def test_keyboard_shows_the_anchor_of_a_turn(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['conference']}")
    page.focus("#t2 .tools a")
    expect(page.locator("#t2 > .tools")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#t2$"))


def test_selected_words_become_a_link(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/statements/{ids['conference']}")
    page.locator("#t3-1").click(click_count=3)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{address}/statements/{ids['conference']}#t3-1:~:text=It%20will%20run%20from%20March."
    page.get_by_role("button", name="Copy quotation").click()
    said = "“It will run from March.”\nMara Velden, Press conference of Mara Velden"
    page.wait_for_function("async (said) => (await navigator.clipboard.readText()).startsWith(said)", arg=said)
    context.close()


def test_citation_is_copied(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/statements/{ids['conference']}")
    page.click(".facts a:has-text('Cite')")
    page.get_by_role("button", name="Copy, Citation").click()
    page.get_by_text("Copied").wait_for()
    assert f"{address}/statements/{ids['conference']}" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_outline_is_a_sheet_on_a_phone_and_a_margin_on_a_desk(browser: Any, address: str, ids: dict[str, str]) -> None:
    for width, at_once in ((PHONE, False), (DESK, True)):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(f"{address}/statements/{ids['conference']}")
        assert page.locator("#outline").is_visible() is at_once
        if not at_once:
            page.click("button.sheet-button")
            page.click("#outline a[href='#t7']")
            expect(page.locator("#outline")).to_be_hidden()
        context.close()


def test_the_button_of_the_outline_covers_nothing_of_a_page_that_is_much_enlarged(
    browser: Any, address: str, ids: dict[str, str]
) -> None:
    """At 400 % a window of 1280 by 1024 pixels has 320 by 256."""
    context = browser.new_context(viewport={"width": NARROWEST, "height": 256})
    page = context.new_page()
    page.goto(f"{address}/statements/{ids['conference']}")
    button = page.locator("button.sheet-button")
    assert button.evaluate("e => getComputedStyle(e).position") == "static"
    before, after = page.locator("h1").bounding_box(), page.locator(".text").bounding_box()
    assert before["y"] + before["height"] <= button.bounding_box()["y"] < after["y"]
    button.click()
    page.click("#outline a[href='#t7']")
    expect(page.locator("#t7")).to_be_in_viewport()
    context.close()


def test_answers_of_several_stand_side_by_side_where_there_is_room(browser: Any, serving: Any, tmp_path: Any) -> None:
    """In two columns or three, long ones only where columns are wide; under one another on a phone and on paper."""
    location = str(tmp_path / "record.sqlite")
    entry = samples.Page("Three of them")
    for length in (40, 1_200):
        question = entry.say("question", "What do you all say to the winter timetable?", "journalist", "Question")
        for name in ("Mara Velden", "Ilo Castren", "Orla Finn"):
            entry.say("answer", "We hold it to be fair. " * (length // 23 + 1), name, name, answers=question)
    with rostra.open(location) as archive:
        name = archive.record.add(entry.entry("three.txt", kind="interview", language="en")).statement_id
    rows = {DESK: ([3], [2, 1]), 900: ([2, 1], [1, 1, 1]), PHONE: ([1, 1, 1], [1, 1, 1])}
    with serving(location) as base:
        for width, (short, long) in rows.items():
            context = browser.new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            page.goto(f"{base}/statements/{name}")
            for turns, wanted in (("#t2, #t3, #t4", short), ("#t6, #t7, #t8", long)):
                tops = [turn.bounding_box()["y"] for turn in page.locator(turns).all()]
                assert tops == sorted(tops)
                assert [tops.count(top) for top in dict.fromkeys(tops)] == wanted, width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.emulate_media(media="print")
            tops = [turn.bounding_box()["y"] for turn in page.locator(".answer").all()]
            assert len(set(tops)) == 6
            context.close()


def test_print_shows_the_words_and_nothing_else(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['conference']}")
    page.emulate_media(media="print")
    assert page.locator("#t3-1").is_visible()
    for furniture in (".top", ".foot", ".margin", ".tools"):
        assert not page.locator(furniture).first.is_visible()


def test_the_chosen_turn_is_in_view_beside_its_page(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/statements/{ids['three_hundred_turns']}/beside?turn=t90")
    expect(page.locator("#t90 a")).to_be_in_viewport()
    for width, height in ((DESK, 800), (PHONE, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for anchor in ("#t3", ""):
            page.goto(f"{address}/statements/{ids['conference']}/beside?turn=t3{anchor}")
            expect(page.locator("#t3 a")).to_be_in_viewport()
            expect(page.locator("iframe")).to_be_in_viewport(ratio=0.5)
            mark = page.frame_locator("iframe").locator("mark#found").bounding_box()
            frame = page.locator("iframe").bounding_box()
            assert frame["y"] <= mark["y"] < min(height, frame["y"] + frame["height"])
    page.goto(f"{address}/statements/{ids['conference']}/beside")
    first, second = page.locator(".turn-list a:has(span + span)").first.locator("span").all()[:2]
    assert second.bounding_box()["y"] > first.bounding_box()["y"]  # paragraphs do not run together


def test_margin_is_cut_nowhere(browser: Any, address: str, ids: dict[str, str]) -> None:
    """It stays in view where the window shows it whole, and scrolls with the page where it does not."""
    for height, position in ((4000, "sticky"), (420, "static")):
        context = browser.new_context(viewport={"width": 1280, "height": height})
        page = context.new_page()
        page.goto(
            f"{address}/statements/{ids['three_hundred_turns']}"
            if height < 1000
            else f"{address}/statements/{ids['conference']}"
        )
        look = "e => [getComputedStyle(e).position, e.scrollHeight <= e.clientHeight]"
        assert page.locator(".reading .margin").evaluate(look) == [position, True]
        context.close()


@pytest.mark.parametrize("sheet", ["site.css", "embed.css", "edit/edit.css"])
def test_every_selector_is_understood(page: Any, address: str, sheet: str) -> None:
    """A browser passes over a rule whose selector it does not know, and says nothing."""
    page.goto(address)
    rules = re.sub(r"/\*.*?\*/", "", page.request.get(f"{address}/static/{sheet}").text(), flags=re.DOTALL)
    selectors = [each.strip() for each in re.findall(r"[^{};]+(?=\{)", rules) if not each.strip().startswith("@")]
    assert len(selectors) > 10
    fails = "each => { try { document.querySelector(each); return false } catch { return true } }"
    assert page.evaluate(f"all => all.filter({fails})", selectors) == []


def test_right_to_left_text_stands_above_its_boxes(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/statements/{ids['arabic']}")
    turn = page.locator(".text .turn").first.bounding_box()
    boxes = page.locator(".after details").first.bounding_box()
    assert abs(turn["x"] + turn["width"] - boxes["x"] - boxes["width"]) <= 1
    assert abs(turn["x"] - boxes["x"]) <= 1
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/search?q=week", "/trends?q=week", "/ar/archive", "/ar/statements/{}", "/edit/login"]
)
def test_everything_is_reached_and_seen_by_keyboard(page: Any, address: str, ids: dict[str, str], path: str) -> None:
    """Tab comes to all that can be used, in one round, and each shows that it has the focus; nothing holds it fast."""
    page.goto(address + path.format(ids["conference"]))
    assert walk(page) == []


def test_the_interface_runs_from_right_to_left_and_quoted_text_as_it_was_written(
    page: Any, address: str, ids: dict[str, str]
) -> None:
    page.goto(f"{address}/ar/statements/{ids['conference']}")
    name, sections = page.locator(".top .name").bounding_box(), page.locator(".top nav").bounding_box()
    assert name["x"] > sections["x"]
    assert page.locator(".text").evaluate("e => getComputedStyle(e).direction") == "ltr"
    margin, text = page.locator(".margin").bounding_box(), page.locator(".text").bounding_box()
    assert margin["x"] < text["x"]
    kind, title = page.locator(".event").bounding_box(), page.locator("h1").bounding_box()
    assert abs(kind["x"] - title["x"]) <= 1
    assert page.locator(".event").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_readers_who_ask_for_contrast_or_colours_of_their_own_lose_nothing(
    browser: Any, address: str, ids: dict[str, str]
) -> None:
    context = browser.new_context(viewport={"width": DESK, "height": 800}, contrast="more")
    page = context.new_page()
    page.goto(f"{address}/statements/{ids['conference']}")
    ink = page.locator("body").evaluate("e => getComputedStyle(e).color")
    assert page.locator(".facts").evaluate("e => getComputedStyle(e).color") == ink
    assert page.locator("#t2 > .tools").evaluate("e => getComputedStyle(e).opacity") == "1"
    context.close()
    context = browser.new_context(viewport={"width": DESK, "height": 800}, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/search?q=week")
    look = "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
    for bar in page.locator(".chart .bar").all():
        fill, ground = bar.evaluate(look)
        assert fill != ground
    context.close()
