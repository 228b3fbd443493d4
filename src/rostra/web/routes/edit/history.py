"""The audit trail: who decided what, when and why, and what was taken back; of one statement or of all."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

from litestar import Response

from rostra.api import Judgement, JudgementState, Statement, StatementCard, Trail
from rostra.model import UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE, safe_next
from rostra.web.editing.telling import happening
from rostra.web.paging import page_number, pages_of, paging
from rostra.web.routes.edit.edits import edits, shows
from rostra.web.routes.edit.statements import editor_of, place_after
from rostra.web.words import in_path

SHOWN = 100
_MOST = 50


@shows(f"{PLACE}/history")
def history(desk: Desk) -> Response[Any]:
    """Everything, the latest first; `?by=` keeps to one person, `?state=` to what is applied, unmet or undone."""
    asked = desk.request.query_params
    by, state = asked.get("by", "")[:300], asked.get("state", "")
    return _page(desk, by=by, state=state if state in get_args(JudgementState) else "", statement=None)


@shows(f"{PLACE}/statements/{{name:str}}/history")
def of_statement(desk: Desk, name: str) -> Response[Any]:
    """What was decided about one statement."""
    found = desk.archive.get_statement(name, withdrawn_too=True)
    if found.id != name:
        return desk.go(f"{editor_of(found.id)}/history")
    return _page(desk, by="", state="", statement=found.card)


def _page(desk: Desk, *, by: str, state: str, statement: StatementCard | None) -> Response[Any]:
    def window(number: int) -> Trail:
        of = statement.id if statement else None
        return desk.archive.trail(of, by=by or None, state=state or None, limit=SHOWN, offset=(number - 1) * SHOWN)

    number = page_number(desk.request.query_params.get("page", ""))
    found = window(number)
    pages = pages_of(found.total, SHOWN)
    if number > pages:
        number, found = pages, window(pages)
    return desk.sheet(
        "history.html",
        by=by,
        state=state,
        statement=statement,
        names=found.names,
        titles={} if statement else found.titles,
        events=[happening(judgement, desk.language, undoing=undoing) for judgement, undoing in found.events],
        total=found.total,
        paging=paging(desk.request.url.path, {"by": by, "state": state}, page=number, size=SHOWN, total=found.total),
        asked_for=desk.here,
    )


@edits(f"{PLACE}/undo")
def undo(desk: Desk) -> Response[Any]:
    """Take decisions back: some by their ids, or all of a batch."""
    by, why = desk.account.name, desk.form.get("why", "").strip()[:2_000]
    onward, batch = safe_next(desk.form.get("next", "")), desk.form.get("batch", "")[:60]
    if batch:
        desk.archive.undo_batch(batch, by=by, why=why)
    else:
        ids = [each for each in desk.form.get("judgements", "")[:1_000].split(",") if each][:_MOST]
        known = {each.id: each for each in desk.archive.find_judgements(ids)}
        if not ids or any(each not in known for each in ids):
            raise UsageError("That decision is not known here.")
        undone = _latest_first(ids, known)
        before = _worked_on(desk, undone)
        for judgement in undone:
            desk.archive.undo(judgement.id, by=by, why=why)
        if before is not None:
            onward = _back_at(desk, onward, before, undone)
    return desk.go(onward)


def _worked_on(desk: Desk, undone: list[Judgement]) -> Statement | None:
    """The statement as it was, when its editor asked; ``None`` when what is undone was listed elsewhere."""
    names = {each.statement for each in undone}
    name = names.pop() if len(names) == 1 else None
    return desk.archive.get_statement(name, withdrawn_too=True) if name and "turn" in desk.form else None


def _back_at(desk: Desk, onward: str, before: Statement, undone: list[Judgement]) -> str:
    """The editor's address, at the turn that the undone decision was about, else where one was."""
    about = next((each.turn for each in undone if each.turn), "")
    turn = (about and desk.archive.find_turn(before.id, about)) or place_after(desk, before, desk.form["turn"][:40])
    if not turn:
        return onward
    place, _, query = onward.partition("#")[0].partition("?")
    return f"{place}?{urlencode([*parse_qsl(query), ('turn', turn)])}#{in_path(turn)}"


def _latest_first(ids: list[str], known: dict[str, Judgement]) -> list[Judgement]:
    return sorted((known[each] for each in ids), key=lambda each: (each.at, each.id), reverse=True)


HANDLERS = [history, of_statement, undo]
