"""A query put together of a form's fields; the answer leads to the search for it."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.api import build_query, read_fields
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

NAMES = 150
"""Names that a field offers: the most frequent. Any other may be typed."""
NAMED = ("role", "kind", "section", "tag", "place", "country", "language")
ROLES = ("question", "answer", "statement", "moderation")


@reads("/search/build")
def build(visit: Visit) -> Response[str]:
    """On to the search for what the fields say; to the empty form when they say nothing. With `show=1` the query alone, as text."""
    query = build_query({name: value for name, value in visit.request.query_params.items() if isinstance(value, str)})
    if visit.request.query_params.get("show") == "1":
        return visit.send(query)
    return Response("", status_code=303, headers={"location": address("/search", {"q": query})})


def fields_of(visit: Visit, query: str = "") -> dict[str, Any]:
    """The fields of the form with their names, what they say for `query`, and what is offered or chosen from."""
    t, site = visit.language.t, visit.site
    people = [person.name for person in site.persons()[:NAMES] if person.turns]
    offered = {name: [tally.name for tally in site.tally(name)[:NAMES]] for name in ("section", "tag", "place")}
    chosen = {name: [tally.name for tally in site.tally(name)[:NAMES]] for name in ("kind", "language")}
    said = read_fields(query)
    for name, values in (("role", list(ROLES)), *chosen.items()):
        if name in said and said[name] not in values:
            chosen[name] = [said[name], *values]
    return {
        "said": said,
        "fields": [
            ("words", t("All of these words")),
            ("phrase", t("This very phrase")),
            ("any", t("Any of these words")),
            ("none", t("Without these words")),
            ("question", t("In the question")),
            ("answer", t("In the answer")),
            ("speaker", t("Said by")),
            ("asked-by", t("Asked by")),
            *((name, visit.language.word("facets", name)) for name in NAMED),
            ("from", t("From")),
            ("until", t("Until")),
            ("rest", t("Other conditions")),
        ],
        "lists": {"speaker": people, "asked-by": people, **offered},
        "choices": {"role": list(ROLES), **chosen},
        "query": build_query(said),
    }


HANDLERS = [build]
