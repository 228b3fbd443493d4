"""Word company: which words stand near what a query finds."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.api import Collocates
from rostra.web import measures
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

PATH = "/collocates"
SHOWN, EXPORTED, WINDOW = 60, 1_000, 500
SPANS = ("5", "1", "2", "3", "4", "10")
ORDERS = ("g2", "dice", "count", "turns")


def _asked(visit: Visit) -> dict[str, Any]:
    return {
        "q": measures.query_of(visit),
        "span": int(measures.chosen(visit, "span", SPANS)),
        "order": measures.chosen(visit, "order", ORDERS),
        "grammar": measures.chosen(visit, "grammar", ("without", "with")),
        "minimum": measures.number_of(visit, "minimum", 3, 1_000) or 1,
    }


def _find(visit: Visit, asked: dict[str, Any], limit: int) -> Collocates:
    return visit.site.shelf.measure(
        lambda archive: archive.collocates(
            asked["q"],
            span=asked["span"],
            order=asked["order"],
            grammar=asked["grammar"] == "with",
            minimum=asked["minimum"],
            window=WINDOW,
            limit=limit,
        )
    )


@reads(PATH)
def collocates(visit: Visit) -> Response[str]:
    """The form alone, or with the words near what a query finds."""
    asked = _asked(visit)
    form: dict[str, Any] = {"ask": asked, "spans": sorted(map(int, SPANS))}
    if not asked["q"]:
        return visit.page("collocates.html", found=None, ways=[], **form)
    found = _find(visit, asked, SHOWN)
    lines = {"q": asked["q"], "sort": "lot", "span": str(asked["span"])}
    kept = {name: str(value) for name, value in asked.items()}
    return visit.page(
        "collocates.html",
        found=found,
        rows=[(each, address("/concordance", {**lines, "near": each.word})) for each in found.found],
        orders={order: address(PATH, {**kept, "order": order}) for order in ORDERS},
        ways=measures.ways(visit, asked["q"], PATH),
        spoken=address(PATH, {**kept, "q": measures.spoken(found.query)}),
        downloads=measures.downloads(PATH, asked),
        **form,
    )


HANDLERS = [collocates, *measures.tables(PATH, lambda visit: _find(visit, _asked(visit), EXPORTED))]
