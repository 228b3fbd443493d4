"""The queue: what waits to be looked at, in most doubt first."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from litestar import Response

from rostra.model import UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.paging import page_number, pages_of, paging
from rostra.web.routes.edit.edits import shows
from rostra.web.routes.edit.statements import filters_of
from rostra.web.words import message

SHOWN = 50
REASONS = {
    "unmet": message("a correction has lost its words"),
    "edited": message("edited at the source"),
    "speakers": message("speakers in doubt"),
    "date": message("no date"),
    "links": message("answers without a question"),
    "warnings": message("warnings"),
}
"""Why something waits, as a person reads it."""


@shows(PLACE)
def queue(desk: Desk) -> Response[Any]:
    """What waits."""
    asked = dict(desk.request.query_params)
    narrowed, query = filters_of(desk, asked)
    number = page_number(asked.get("page", ""))
    try:
        found = desk.archive.queue(limit=SHOWN, offset=(number - 1) * SHOWN, **narrowed)
    except UsageError:
        return desk.go(PLACE)
    if number > pages_of(found.total, SHOWN):
        return desk.go(PLACE + (f"?{query}" if query else ""))
    return desk.sheet(
        "queue.html",
        queue=found,
        reasons=REASONS,
        chosen={name: asked.get(name, "") for name in ("reason", "language", "hand")},
        page_languages=desk.archive.tally("language"),
        query=query,
        paging=paging(PLACE, dict(parse_qsl(query)), page=number, size=SHOWN, total=found.total),
    )


HANDLERS = [queue]
