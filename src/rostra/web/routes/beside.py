"""A statement beside its page as saved: what was read on one side, what it was read from on the other."""

from __future__ import annotations

import msgspec
from litestar import Response

from rostra.api import Statement
from rostra.model import NotFoundError
from rostra.web.paging import page_number
from rostra.web.portions import Portions
from rostra.web.reading import read_statement
from rostra.web.routes.captures import LONGEST_QUOTATION, is_markup
from rostra.web.routes.reads import reads
from rostra.web.routes.statements import path_of, subject
from rostra.web.source_text import SourceText, read_source, show
from rostra.web.visit import Visit

LEAD = 300
"""Characters of a source that are shown before a marked turn: a few lines."""


@reads("/statements/{name:str}/beside")
def beside(visit: Visit, name: str) -> Response[str]:
    """The turns, and the page on which they stand; `?turn=` is marked in both. Of a long statement the portion with that turn."""
    found = visit.archive.get_statement(name)
    if found.id != name:
        return visit.moved(f"{path_of(found)}/beside")
    source = found.transcript.source
    capture = visit.archive.get_capture(source.sha256)
    turn_id = visit.request.query_params.get("turn", "")[:40]
    sought = _words(found, turn_id) if turn_id else ""
    shown = None if is_markup(capture) else _near(show(read_source(capture, source.encoding), sought=sought, start=0))
    portions = Portions(found.transcript, f"{path_of(found)}/beside")
    asked = page_number(visit.request.query_params.get("page", ""))
    number = portions.number_of(turn_id) if turn_id else min(asked, portions.count)
    return visit.page(
        "beside.html",
        **subject(visit, found),
        portion=portions.portion(read_statement(found, visit.language), number),
        context=Portions(found.transcript, path_of(found)).address_of(turn_id),
        turn_id=turn_id,
        sought=sought,
        text=shown,
    )


def _near(source: SourceText) -> SourceText:
    """The source from little before what is marked, so that it is in view at once."""
    if not source.found or len(source.before) <= LEAD:
        return source
    lead = source.before[-LEAD:]
    return msgspec.structs.replace(source, before=f"… {lead.split(maxsplit=1)[-1] if lead.strip() else ''}")


def _words(statement: Statement, turn_id: str) -> str:
    """The first words of the turn, as they are looked for in the page. Raises `NotFoundError`."""
    for turn in statement.transcript.turns:
        if turn.id == turn_id:
            start, end = turn.segments[0] if turn.segments else (turn.start, turn.end)
            return " ".join(statement.transcript.text[start:end].split())[:LONGEST_QUOTATION]
    raise NotFoundError("This statement has no such turn.", hint=f"The whole statement: {path_of(statement)}")


HANDLERS = [beside]
