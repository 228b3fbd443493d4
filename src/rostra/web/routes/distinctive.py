"""Distinctive words: what the turns of a query say more often than others do."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.api import Distinctive
from rostra.web import measures
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

PATH = "/distinctive"
SHOWN, EXPORTED = 60, 1_000
ORDERS = ("g2", "ratio", "count", "turns")


def _asked(visit: Visit) -> dict[str, Any]:
    return {
        "q": measures.query_of(visit),
        "against": measures.query_of(visit, "against"),
        "order": measures.chosen(visit, "order", ORDERS),
        "grammar": measures.chosen(visit, "grammar", ("without", "with")),
        "show": measures.chosen(visit, "show", ("more", "less")),
        "turns": measures.number_of(visit, "turns", 3, 10_000) or 1,
    }


def _find(visit: Visit, asked: dict[str, Any], limit: int) -> Distinctive:
    return visit.site.shelf.measure(
        lambda archive: archive.distinctive(
            asked["q"],
            against=asked["against"],
            order=asked["order"],
            lacking=asked["show"] == "less",
            grammar=asked["grammar"] == "with",
            turns=asked["turns"],
            limit=limit,
        )
    )


@reads(PATH)
def distinctive(visit: Visit) -> Response[str]:
    """The form alone, or with the words that mark what a query finds."""
    asked = _asked(visit)
    if not asked["q"]:
        people = [person for person in visit.site.persons()[:8] if person.turns]
        return visit.page("distinctive.html", found=None, ways=[], ask=asked, people=people)
    found = _find(visit, asked, SHOWN)
    kept = {name: str(value) for name, value in asked.items()}
    return visit.page(
        "distinctive.html",
        found=found,
        ask=asked,
        orders={order: address(PATH, {**kept, "order": order}) for order in ORDERS},
        rows=[(word, address("/concordance", {"q": word.refined})) for word in found.found],
        ways=measures.ways(visit, asked["q"], PATH),
        spoken=address(PATH, {**kept, "q": measures.spoken(found.query), "against": measures.spoken(found.against)}),
        downloads=measures.downloads(PATH, asked),
    )


HANDLERS = [distinctive, *measures.tables(PATH, lambda visit: _find(visit, _asked(visit), EXPORTED))]
