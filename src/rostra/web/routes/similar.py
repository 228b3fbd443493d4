"""What is like a turn or a text: more of the kind, said before, questions with their answers. Only where it was prepared."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response

from rostra.model import ArchiveError, NotFoundError, UsageError
from rostra.web.measures import chosen, one_line
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import message

LONGEST_TEXT = 4_000
"""Characters of a text in an address: what browsers and servers between carry safely."""

LONGEST_NAME = 200
"""Characters of a name or a date."""

WAYS = {
    "like": message("More like this"),
    "before": message("Said before"),
    "questions": message("Questions like this"),
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an address asks for: what is like `turn` ("ID/TURN") or else like `text`, by someone, before a day; "" for nothing."""

    how: str
    turn: str
    text: str
    speaker: str
    until: str

    def address(self, how: str) -> str:
        """The address of another kind of likeness."""
        return address("/similar", {**msgspec.structs.asdict(self), "how": how})


@reads("/similar")
def similar(visit: Visit) -> Response[str]:
    """The form alone, or with what is like `?turn=ID/TURN` or `?text=`."""
    if not visit.archive.has_meaning():
        raise NotFoundError("This archive is not prepared for search by meaning.")
    asked = visit.request.query_params
    turn = asked.get("turn", "").strip("/ ")
    how = chosen(visit, "how", tuple(WAYS))
    asks = Asked(
        how=how,
        turn=turn,
        text="" if turn else asked.get("text", "").strip()[:LONGEST_TEXT],
        speaker=one_line(asked.get("speaker", ""))[:LONGEST_NAME],
        until="" if turn or how != "before" else asked.get("until", "").strip()[:LONGEST_NAME],
    )
    found: Any = None
    wrong: tuple[str, ...] = ()
    try:
        found = _find(visit, asks) if asks.turn or asks.text else None
    except UsageError as error:
        wrong = (error.message, error.hint)
    except ArchiveError:
        wrong = (visit.t("What was prepared for search by meaning cannot be read."),)
    return visit.page(
        "similar.html",
        asks=asks,
        found=found,
        wrong=wrong,
        ways=[(visit.t(title), asks.address(way), way == how) for way, title in WAYS.items()],
    )


def similar_ways(visit: Visit, name: str) -> list[tuple[str, str]]:
    """The pages of what is like the turn "ID/TURN": name and address; empty where there are none."""
    if visit.still or not visit.archive.has_meaning():
        return []
    return [(visit.t(title), address("/similar", {"turn": name, "how": how})) for how, title in WAYS.items()]


def _find(visit: Visit, asks: Asked) -> Any:
    """Raises `NotFoundError` for a turn that is not there, `UsageError` for what is no date."""
    found = None
    if asks.turn:
        statement_id, _, turn_id = asks.turn.partition("/")
        statement = visit.archive.get_statement(statement_id)
        today = visit.archive.find_turn(statement.id, turn_id)
        if today is None:
            raise NotFoundError("This statement has no such turn.")
        found = (statement.id, today)
    return visit.site.shelf.measure(
        lambda archive: archive.similar(
            asks.text,
            turn=found,
            how=asks.how,  # type: ignore[arg-type]
            speaker=asks.speaker,
            until=asks.until,
        )
    )


HANDLERS = [similar]
