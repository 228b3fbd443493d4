"""The audit trail: who decided what, when and why, and what was taken back; of one statement or of all."""

from __future__ import annotations

from typing import Any, cast, get_args

from litestar import Response

from rostra.api import Judgement, JudgementState
from rostra.model import UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE, safe_next
from rostra.web.editing.telling import happenings
from rostra.web.paging import page_number, paging
from rostra.web.routes.edit.edits import edits, shows
from rostra.web.routes.edit.statements import editor_of

SHOWN = 100
_MOST = 50


@shows(f"{PLACE}/history")
def history(desk: Desk) -> Response[Any]:
    """Everything, the latest first; `?by=` keeps to one person, `?state=` to what is applied, unmet or undone."""
    asked = desk.request.query_params
    by, state = asked.get("by", "")[:300], asked.get("state", "")
    found = desk.archive.judgements(state=cast(JudgementState, state) if state in get_args(JudgementState) else None)
    events = [each for each in happenings(found) if not by or each.by == by]
    number = page_number(asked.get("page", ""))
    names = sorted({each.by for each in found} | {each.undone.by for each in found if each.undone})
    return _page(
        desk, events, number, by=by, state=state, names=names, statement=None, titles=_titles(desk, events, number)
    )


@shows(f"{PLACE}/statements/{{name:str}}/history")
def of_statement(desk: Desk, name: str) -> Response[Any]:
    """What was decided about one statement."""
    found = desk.archive.get_statement(name, withdrawn_too=True)
    if found.id != name:
        return desk.go(f"{editor_of(found.id)}/history")
    number = page_number(desk.request.query_params.get("page", ""))
    return _page(desk, happenings(desk.archive.judgements(found.id)), number, statement=found.card, titles={})


def _page(desk: Desk, events: list[Any], number: int, **context: Any) -> Response[Any]:
    pages = max(1, -(-len(events) // SHOWN))
    number = min(number, pages)
    kept = {name: str(context.get(name, "")) for name in ("by", "state")}
    shown = events[(number - 1) * SHOWN : number * SHOWN]
    return desk.sheet(
        "history.html",
        **context,
        events=shown,
        total=len(events),
        paging=paging(desk.request.url.path, kept, page=number, size=SHOWN, total=len(events)),
        asked_for=desk.here,
    )


def _titles(desk: Desk, events: list[Any], number: int) -> dict[str, str]:
    ids = {each.judgement.statement for each in events[(number - 1) * SHOWN : number * SHOWN]} - {None}
    cards = desk.archive.find_statements(ids=sorted(ids), limit=len(ids)).items if ids else ()
    return {card.id: card.title for card in cards}


@edits(f"{PLACE}/undo")
def undo(desk: Desk) -> Response[Any]:
    """Take decisions back: some by their ids, or all of a batch."""
    by, why = desk.account.name, desk.form.get("why", "").strip()[:2_000]
    batch = desk.form.get("batch", "")[:60]
    if batch:
        desk.archive.undo_batch(batch, by=by, why=why)
    else:
        ids = [each for each in desk.form.get("judgements", "")[:1_000].split(",") if each][:_MOST]
        known = {each.id: each for each in desk.archive.judgements()}
        if not ids or any(each not in known for each in ids):
            raise UsageError("That decision is not known here.")
        for judgement in _latest_first(ids, known):
            desk.archive.undo(judgement.id, by=by, why=why)
    return desk.go(safe_next(desk.form.get("next", "")))


def _latest_first(ids: list[str], known: dict[str, Judgement]) -> list[Judgement]:
    return sorted((known[each] for each in ids), key=lambda each: (each.at, each.id), reverse=True)


HANDLERS = [history, of_statement, undo]
