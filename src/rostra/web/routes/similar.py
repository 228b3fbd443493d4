"""What is like a turn or a text: more of the kind, said before, questions with their answers. Only where it was prepared."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.model import NotFoundError
from rostra.web.measures import chosen
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import message

LONGEST_TEXT = 4_000
"""Characters of a text in an address: what browsers and servers between carry safely."""

WAYS = {
    "like": message("More like this"),
    "before": message("Said before"),
    "questions": message("Questions like this"),
}


@reads("/similar")
def similar(visit: Visit) -> Response[str]:
    """The form alone, or with what is like `?turn=ID/TURN` or `?text=`."""
    if not visit.archive.has_meaning():
        raise NotFoundError("This archive is not prepared for search by meaning.")
    asked = visit.request.query_params
    text, name = asked.get("text", "").strip()[:LONGEST_TEXT], asked.get("turn", "").strip("/ ")
    how = chosen(visit, "how", tuple(WAYS))
    kept = {"turn": name} if name else {"text": text}
    return visit.page(
        "similar.html",
        how=how,
        text="" if name else text,
        turn=name,
        found=_find(visit, name, text, how) if name or text else None,
        ways=[(visit.t(title), address("/similar", {**kept, "how": way}), way == how) for way, title in WAYS.items()],
    )


def similar_ways(visit: Visit, name: str) -> list[tuple[str, str]]:
    """The pages of what is like the turn "ID/TURN": name and address; empty where there are none."""
    if visit.still or not visit.archive.has_meaning():
        return []
    return [(visit.t(title), address("/similar", {"turn": name, "how": how})) for how, title in WAYS.items()]


def _find(visit: Visit, name: str, text: str, how: str) -> Any:
    """Raises `NotFoundError` for a turn that is not there."""
    if not name:
        return visit.site.shelf.measure(lambda archive: archive.similar(text, how=how))  # type: ignore[arg-type]
    statement_id, _, turn_id = name.partition("/")
    statement = visit.archive.get_statement(statement_id)
    today = visit.archive.find_turn(statement.id, turn_id)
    if today is None:
        raise NotFoundError("This statement has no such turn.")
    found = (statement.id, today)
    return visit.site.shelf.measure(lambda archive: archive.similar(turn=found, how=how))  # type: ignore[arg-type]


HANDLERS = [similar]
