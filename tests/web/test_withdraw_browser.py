"""Withdrawing and previewing in a real browser: by the forms of the desk, accessible, with hostile words in every field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import samples
from desk import NAMES, PASSWORD, let_in
from looking import violations

import rostra

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[tuple[str, str]]:
    """The address of a site, and the id of the one statement in it."""
    location = str(tmp_path_factory.mktemp("withdrawn") / "record.sqlite")
    let_in(location)
    with rostra.open(location) as archive:
        page = archive.record.add(samples.hostile()).statement_id
        for field in ("title", "place"):
            value = {"field": field, "value": f"{field} {samples.HOSTILE}"}
            archive.correct(page, "field", value, by=samples.HOSTILE, why=samples.HOSTILE)
    with serving(location) as address:
        yield address, page


def check(page: Any) -> None:
    """Nothing of a page is inaccessible, wider than the window, or was made an element of it by hostile words."""
    for scheme in ("light", "dark"):
        for width in (390, 1280):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == [], (page.url, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.locator("main script, main img").count() == 0


def log_in(page: Any, base: str) -> None:
    page.goto(f"{base}/edit/login")
    page.fill("[name=name]", NAMES["editor"])
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{base}/edit")


def test_an_editor_withdraws_a_statement_previews_it_and_shows_it_again(browser: Any, served: tuple[str, str]) -> None:
    base, one = served
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(f"{base}/statements/{one}")
    expect(page.locator(".edited", has_text="Corrected by a person")).to_be_visible()
    check(page)
    log_in(page, base)
    page.goto(f"{base}/edit/statements/{one}")
    page.locator("summary", has_text="Withdraw it").click()
    page.get_by_label("What readers are told").fill(f"It was not said. {samples.HOSTILE}")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator(".taken-away")).to_contain_text("It was not said.")
    page.locator("#as-a-page summary").click()
    expect(page.frame_locator("#as-a-page iframe").locator("body")).not_to_be_empty()
    check(page)
    page.goto(f"{base}/edit/statements/{one}/preview")
    expect(page.get_by_role("status")).to_contain_text("nobody else sees this page")
    check(page)
    page.goto(f"{base}/edit/withdrawn")
    check(page)
    reader = browser.new_context().new_page()
    assert reader.goto(f"{base}/statements/{one}").status == 410
    expect(reader.locator(".reason")).to_contain_text("<script>alert(1)</script>")
    check(reader)
    assert reader.goto(f"{base}/statements/{one}/t1/embed").status == 410
    check(reader)
    page.goto(f"{base}/edit/statements/{one}")
    page.get_by_role("button", name="Show it to readers again").click()
    expect(page.locator(".taken-away")).to_have_count(0)
    assert reader.goto(f"{base}/statements/{one}").status == 200
    assert said == []
    context.close()


def test_the_whole_page_opens_beside_the_form_and_the_form_stays(browser: Any, served: tuple[str, str]) -> None:
    base, _ = served
    context = browser.new_context()
    page = context.new_page()
    log_in(page, base)
    page.goto(f"{base}/edit/written/new")
    page.fill("[name=title]", f"The lamp {samples.HOSTILE}")
    page.fill("[name=body]", f"**Ada Brandt:** It is lit again. {samples.HOSTILE}")
    with context.expect_page() as opened:
        page.get_by_role("button", name="The whole page").click()
    shown = opened.value
    expect(shown.get_by_role("status")).to_contain_text("nobody else sees this page")
    expect(shown.locator("h1")).to_contain_text("The lamp")
    check(shown)
    assert page.url == f"{base}/edit/written/new"
    assert page.input_value("[name=title]").startswith("The lamp")
    context.close()
