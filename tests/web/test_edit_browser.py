"""The desk in a real browser: accessible, by keyboard alone, with hostile words in every field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import samples
from desk import NAMES, PASSWORD, let_in
from looking import violations, walk

import rostra

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, pages: dict[str, str], serving: Any) -> Iterator[str]:
    location = str(tmp_path_factory.mktemp("desk") / "record.sqlite")
    with rostra.open(location) as archive:
        for sample in (samples.conference, samples.hostile, samples.arabic, samples.article):
            pages[sample.__name__] = archive.record.add(sample()).statement_id
        hostile = archive.get_statement(pages["hostile"])
        turn = hostile.transcript.turns[0].id
        archive.correct(
            hostile.id, "speaker", {"name": samples.HOSTILE}, by=samples.HOSTILE, why=samples.HOSTILE, turn_id=turn
        )
        gone = archive.record.add(samples.chinese()).statement_id
        archive.withdraw(gone, by="Ines Marl", reason="It was published by mistake.")
        pages["withdrawn"] = gone
    let_in(location)
    with rostra.open(location) as archive:
        archive.add_account(samples.HOSTILE[:60], "editor", PASSWORD)
        archive.claim(pages["hostile"], samples.HOSTILE[:60])
        said = {"description": f"*{samples.HOSTILE}*", "by": samples.HOSTILE, "why": samples.HOSTILE}
        archive.describe_term("section", "News", kind="collection", author=samples.HOSTILE, **said)
        for place in ("", "news"):
            for name in ("conference", "hostile", "article"):
                archive.pin(place, pages[name], by=samples.HOSTILE)
    with serving(location) as address:
        yield address


def enter(browser: Any, base: str, role: str = "admin", **how: Any) -> Any:
    """A tab of somebody who is logged in; errors in its console are kept in `page.troubles`."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("dialog", lambda dialog: (page.troubles.append(dialog.message), dialog.dismiss()))
    page.goto(f"{base}/edit/login")
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(NAMES[role])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit")
    return page


def addresses(pages: dict[str, str]) -> list[str]:
    one, hostile = pages["conference"], pages["hostile"]
    return [
        "/edit",
        f"/edit/statements/{one}?turn=t2",
        f"/edit/statements/{hostile}",
        f"/edit/statements/{pages['arabic']}",
        f"/edit/statements/{pages['article']}",
        f"/edit/statements/{hostile}/history",
        "/edit/history",
        "/edit/rename?from=Mara+Velden&to=Mara+Velde",
        "/edit/sections",
        "/edit/sections/news",
        "/edit/tags/winter",
        "/edit/withdrawn",
        f"/statements/{pages['withdrawn']}",
        "/edit/written",
        "/edit/written/new",
        "/edit/upload",
        "/edit/account",
        "/edit/accounts",
    ]


@pytest.mark.parametrize(
    ("scheme", "width", "tag"), [("light", 1280, "en"), ("dark", 1280, "zh"), ("light", 390, "en"), ("dark", 390, "ar")]
)
def test_axe_finds_no_violation_and_nothing_hostile_acts(
    browser: Any, base: str, pages: dict[str, str], scheme: str, width: int, tag: str
) -> None:
    page = enter(browser, base, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"{base}/edit/language?tag={tag}")
    found = {}
    for path in addresses(pages):
        page.goto(base + path)
        found[path] = violations(page)
        assert page.locator("html").get_attribute("lang") == (tag if path.startswith("/edit") else "en")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found[path].append(f"{wide} pixels wide")
        assert page.locator("main script, main img").count() == 0, path
    logged_out = browser.new_context(color_scheme=scheme).new_page()
    logged_out.goto(f"{base}/edit/login")
    found["/edit/login"] = violations(logged_out)
    assert {path: each for path, each in found.items() if each} == {}
    assert [each for each in page.troubles if "410 (Gone)" not in each] == []
    page.context.close()
    logged_out.context.close()


def test_all_of_the_desk_is_reached_by_keyboard_and_fits_a_window_at_400_percent(
    browser: Any, base: str, pages: dict[str, str]
) -> None:
    """320 pixels are a window of 1280 at 400 %."""
    page = enter(browser, base, viewport={"width": 320, "height": 640})
    for path in addresses(pages):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    for path in (
        "/edit",
        f"/edit/statements/{pages['conference']}?turn=t2",
        "/edit/written/new",
        "/edit/sections/news",
    ):
        page.goto(base + path)
        assert walk(page) == [], path
    page.context.close()


def is_told(page: Any, words: str, turn: str) -> None:
    """The page that answers a decision is there: it tells so, and its script has the turn in hand, so that keys are heard."""
    told = page.locator(".told")
    expect(told).to_contain_text(words) if words else expect(told).to_have_count(0)
    expect(page.locator(f"#{turn}.chosen")).to_be_focused()


def test_turns_are_corrected_by_keyboard_alone(browser: Any, base: str, pages: dict[str, str]) -> None:
    page = enter(browser, base, "editor")
    for _ in range(len(pages)):
        page.keyboard.press("j")
        if "Press conference of Mara" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{pages['conference']}*")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_in_viewport()
    page.keyboard.press("Escape")
    for _ in range(7):  # to t8, whose speaker nobody knows
        page.keyboard.press("j")
    expect(page.locator(".chosen")).to_have_attribute("id", "t8")
    page.keyboard.press("l")
    page.keyboard.type("Orla Finn")
    page.keyboard.press("Enter")
    is_told(page, "t8 is said by Orla Finn", "t8")
    expect(page.locator("#t8 .work-who b")).to_have_text("Orla Finn")
    page.keyboard.press("u")
    is_told(page, "", "t8")
    expect(page.locator("#t8 .work-who b")).to_have_text("Voice")
    page.keyboard.press("k")
    page.keyboard.press("f")
    is_told(page, "no part of what was said", "t8")
    page.keyboard.press("u")
    is_told(page, "", "t7")
    assert page.troubles == []
    page.context.close()


def test_a_page_is_corrected_and_left_by_keyboard(browser: Any, base: str, pages: dict[str, str]) -> None:
    page = enter(browser, base, "editor")
    page.goto(f"{base}/edit/statements/{pages['conference']}?turn=t7")
    page.keyboard.press("e")
    page.keyboard.type("The ferries, once more")
    page.keyboard.press("Enter")
    is_told(page, "The ferries, once more", "t7")
    page.keyboard.press("u")
    is_told(page, "", "t7")
    turns = page.locator(".work-turn")
    count = turns.count()
    turns.nth(1).locator("[data-at]").nth(1).click()
    page.locator(".panel select[name=at]").press("Escape")
    page.locator("button[value=split]").click()
    expect(turns).to_have_count(count + 1)
    expect(page.locator(".chosen")).to_be_focused()
    turns.nth(2).locator(".choose").click()
    expect(turns.nth(2)).to_contain_class("chosen")
    page.keyboard.press("m")
    expect(turns).to_have_count(count)
    expect(page.locator(".chosen")).to_be_focused()
    page.locator("#t5 .choose").click()
    expect(page.locator("#t5")).to_contain_class("chosen")
    page.keyboard.press("4")
    is_told(page, "the role of t5 is moderator", "t5")
    page.keyboard.press("w")
    page.wait_for_url(lambda url: pages["conference"] not in url)
    assert page.troubles == []
    page.context.close()


def test_what_is_pinned_is_moved_by_keys_and_stays_in_focus(browser: Any, base: str, pages: dict[str, str]) -> None:
    page = enter(browser, base, "editor")
    page.goto(f"{base}/edit/sections/news")
    rows = page.locator(".in-order:not(.plain) > li")
    expect(rows.first).to_have_attribute("id", pages["conference"])
    rows.first.locator("a").focus()
    for place in (1, 2, 2):
        page.keyboard.press("Alt+ArrowDown")
        page.wait_for_url(f"**#{pages['conference']}")
        expect(rows.nth(place)).to_have_attribute("id", pages["conference"])
        expect(rows.nth(place).locator("button").first).to_be_focused()
    page.goto(f"{base}/sections/news")
    shown = page.locator("article.card h3 a").evaluate_all("links => links.map(link => link.pathname.split('/').pop())")
    assert [each for each in shown if each != pages["hostile"]] == [pages["article"], pages["conference"]]
    assert page.troubles == []
    page.context.close()


def test_everything_works_without_script(browser: Any, base: str, pages: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{base}/edit/statements/{pages['arabic']}")
    page.fill("#name", NAMES["editor"])
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(f"**/{pages['arabic']}")
    last = page.locator(".work-turn").last
    last.locator(".choose").click()
    expect(last).to_contain_class("chosen")
    page.select_option("select[name=role]", "moderation")
    page.click(".panel button.main")
    expect(page.locator(".told")).to_contain_text("is moderator")
    page.click("#undo button")
    expect(page.locator(".told")).to_have_count(0)
    page.goto(f"{base}/edit/rename?from=Nobody")
    expect(page.locator("main")).to_contain_text("Nobody is called Nobody")
    context.close()
