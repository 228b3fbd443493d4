"""The report in a real browser: accessible, in both colour schemes, on a desk and a phone, nothing refused by its policy."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from ferry import GOLD, make_wire

from rostra.quality import format_sheet, score

pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

DESK, PHONE, NARROWEST = 1280, 390, 320


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report with a right page, a wrong one, and one that failed."""
    wrong = make_wire(
        t0={
            "speaker": "Oskar Lind",
            "role": "answer",
            "confidence": 0.4,
            "answers": "t2",
            "rule": "label:" + "x" * 120,
        },
        t1={"role": "statement"},
        t2={"text": "word " * 900},
    )
    wrong["event"] |= {"title": "On the bridge", "participants": [{"name": f"Oskar Lind the {i}th"} for i in range(40)]}
    golds = [
        GOLD,
        msgspec.structs.replace(GOLD, id="wrong_" + "long_" * 20),
        msgspec.structs.replace(GOLD, id="failed"),
    ]
    path = tmp_path_factory.mktemp("sheet") / "report.html"
    text = format_sheet(
        score(golds, [make_wire(), wrong, {"error": {"message": "this page is empty"}}]), "Measured on a ferry"
    )
    path.write_text(text, "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_no_violation(browser: Any, sheet: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(sheet)
    page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    context.close()
    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found.response["violations"]] == []


@pytest.mark.parametrize("width", [DESK, PHONE, NARROWEST])
def test_it_fits_the_screen_and_its_policy_refuses_nothing(browser: Any, sheet: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(sheet)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('.row')).display") == "grid" or width < DESK
    assert told == []
    context.close()


def test_page_gold_and_prediction_stand_side_by_side_on_a_desk(browser: Any, sheet: str) -> None:
    context = browser.new_context(viewport={"width": DESK, "height": 800})
    page = context.new_page()
    page.goto(sheet)
    boxes = [cell.bounding_box() for cell in page.locator(".row.wrong").first.locator(".cell").all()]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    context.close()
