"""What the tests in a browser look at, and what they look for."""

from __future__ import annotations

from typing import Any

ADDRESSES = (
    "/",
    "/statements/{conference}/t2",
    "/statements/{conference}/print",
    "/statements/{conference}/versions",
    "/statements/{conference}/versions/1",
    "/edited",
    "/statements/{hostile}/t2",
    "/sections",
    "/sections/news",
    "/tags",
    "/archive",
    "/archive/2016",
    "/archive/2018",
    "/people",
    "/people/mara-velden",
    "/search",
    "/search?q=week",
    "/search?q=xyzzy",
    "/search?q=((night",
    "/concordance?q=harbour&group=left1",
    "/collocates?q=harbour&minimum=1",
    "/trends?q=week&q=night&split=speaker",
    "/trends?q=week&by=speaker",
    "/distinctive?q=role:question&turns=1",
    "/statements/{conference}/beside",
    "/statements/{conference}/t2/embed",
    "/archive/2016/03",
    "/categories",
    "/places",
    "/places/port-sorrow",
    "/searches",
    "/search?q=week&group=speaker",
    "/kinds",
    "/languages",
    "/organisations",
    "/about",
    "/edit/login",
    "/ar",
    "/ar/statements/{conference}",
    "/ar/statements/{arabic}",
    "/ar/archive",
    "/ar/search?q=week",
    "/ar/trends?q=week",
    "/ru/about",
    "/fr/concordance?q=week",
    "/nowhere",
)
"""An address for each template, and for each state that could break one; with places for the ids of samples."""


def pages(ids: dict[str, str]) -> list[str]:
    """The addresses of all samples, and `ADDRESSES`."""
    return [*(f"/statements/{each}" for each in ids.values()), *(address.format(**ids) for address in ADDRESSES)]


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, target sizes of WCAG 2.2 included."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:160]}" for rule in found.response["violations"] for node in rule["nodes"][:3]
    ]


TABBABLE = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0
        && !(each.type === "radio" && !each.checked))"""


def walk(page: Any) -> list[str]:
    """What one round of Tab does not reach. Fails at what does not show that it has the focus, or has it out of sight."""
    page.evaluate("document.activeElement.blur()")
    wanted = page.evaluate(f"({TABBABLE})().length")
    page.evaluate(f"window.left = new Set(({TABBABLE})())")
    for _ in range(wanted + 12):  # the parts of a time are stops of their own
        page.keyboard.press("Tab")
        look = """() => { const it = document.activeElement; window.left.delete(it);
            const style = getComputedStyle(it), box = it.getBoundingClientRect();
            return it === document.body || (style.outlineStyle !== "none" && box.bottom > 0 && box.top < innerHeight) }"""
        assert page.evaluate(look), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    left: list[str] = page.evaluate("[...window.left].map((each) => each.outerHTML.slice(0, 120))")
    return left
