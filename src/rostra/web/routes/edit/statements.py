"""The editor: a statement with its turns beside the page, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from litestar import Response

from rostra.api import LONGEST_REASON, Judged, Statement
from rostra.model import NotFoundError, Turn, UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.editing.opened import FIELDS, KINDS, ROLES, edited_turns, page_text, questions
from rostra.web.editing.sentences import words_at
from rostra.web.editing.telling import effects, happenings
from rostra.web.routes.edit.edits import edits, shows
from rostra.web.words import in_path

FILTERS = ("reason", "language", "hand")
_SUGGESTED = 1_000
"""Names, those with most statements first."""
_MOST_UNDONE = 20


def filters_of(desk: Desk, asked: dict[str, str]) -> tuple[dict[str, str], str]:
    """What the queue is narrowed by, as its question takes it, and as a query to go on with."""
    kept = {name: asked[name][:60] for name in FILTERS if asked.get(name)}
    narrowed = {name: value for name, value in kept.items() if name != "hand"}
    if kept.get("hand") in ("mine", "nobody"):
        narrowed["claimed_by"] = desk.account.name if kept["hand"] == "mine" else ""
    return narrowed, urlencode(kept)


def editor_of(statement_id: str) -> str:
    """The editor's address."""
    return f"{PLACE}/statements/{in_path(statement_id)}"


@shows(f"{PLACE}/statements/{{name:str}}")
def editor(desk: Desk, name: str) -> Response[Any]:
    """The statement, ready to be worked on."""
    found = desk.archive.get_statement(name, withdrawn_too=True)
    if found.id != name:
        return desk.go(editor_of(found.id))
    asked = desk.request.query_params
    done = [each for each in asked.get("done", "")[:400].split(",") if each][:_MOST_UNDONE]
    return _page(desk, found, turn_id=asked.get("turn", ""), done=done, asked=dict(asked))


def _page(
    desk: Desk,
    found: Statement,
    *,
    turn_id: str,
    done: list[str] | None = None,
    asked: dict[str, str],
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    narrowed, query = filters_of(desk, asked)
    try:
        before, after = desk.archive.beside(found.id, **narrowed)
    except UsageError:
        before, after, query = None, None, ""
    judgements = desk.archive.judgements(found.id)
    told = [each for each in happenings(judgements, desk.language) if each.judgement.id in (done or [])]
    told_ids = {each.judgement.id for each in told}
    changed = effects(desk.archive.changed_by(found.id, told_ids), desk.language) if told else []
    turns = edited_turns(found, desk.archive.corrected_turns(found), desk.language)
    chosen = next((each for each in turns if each.turn.id == turn_id), turns[0] if turns else None)
    claim = next((each for each in desk.archive.claims() if each.statement == found.id), None)
    looked = next((each for each in reversed(judgements) if each.action == "looked-at"), None)
    return desk.sheet(
        "statement.html",
        status=status,
        statement=found,
        card=found.card,
        event=found.transcript.event,
        source=found.transcript.source,
        issues=[each for each in found.transcript.issues if each.severity != "info"],
        turns=turns,
        chosen=chosen,
        pieces=page_text(found.transcript),
        questions=questions(found.transcript),
        roles=ROLES,
        kinds=KINDS,
        people=_suggestions(desk, found),
        decided=[each for each in told if each.holds],
        changed=changed,
        touched={each.turn for each in changed},
        problem=problem,
        before=before,
        after=after,
        query=query,
        claim=claim,
        looked=looked if looked and looked.state == "applied" and looked.version == found.card.version else None,
        here=editor_of(found.id),
        longest_reason=LONGEST_REASON,
    )


def _suggestions(desk: Desk, found: Statement) -> list[str]:
    """Who may have spoken: those of this page first, then everyone."""
    here = [each.name for each in found.transcript.event.participants]
    here += [turn.speaker for turn in found.transcript.turns if turn.speaker]
    everyone = [person.name for person in desk.site.persons()[:_SUGGESTED]]
    return list(dict.fromkeys([*here, "journalist", "moderator", *everyone]))


# deciding


@edits(f"{PLACE}/statements/{{name:str}}")
def decide(desk: Desk, name: str) -> Response[Any]:
    """One decision, and the page anew with what it changed."""
    found = desk.archive.get_statement(name, withdrawn_too=True)
    asked = dict(parse_qsl(desk.form.get("query", "")[:400]))
    turn_id, done = desk.form.get("turn", "")[:40], list[Judged]()
    try:
        action = _ACTIONS.get(desk.form.get("do", ""))
        if action is None:
            raise UsageError("The form does not say what to do.")
        done = action(_Deciding(desk, found, turn_id))
    except (UsageError, NotFoundError) as error:
        why = desk.said(error)
        found = desk.archive.get_statement(found.id, withdrawn_too=True)
        return _page(desk, found, turn_id=turn_id, asked=asked, problem=why, status=422)
    if done and desk.form.get("do") != "looked-at":
        desk.archive.claim(found.id, desk.account.name)
    if desk.form.get("do") == "looked-at":
        return _onward(desk, found, asked)
    today = place_after(desk, found, turn_id)
    _, query = filters_of(desk, asked)
    told = {"turn": today, "done": ",".join(each.judgement.id for each in done)}
    more = urlencode({key: value for key, value in told.items() if value})
    parts = "&".join(part for part in (more, query) if part)
    return desk.go(f"{editor_of(found.id)}{'?' + parts if parts else ''}{'#' + today if today else ''}")


def place_after(desk: Desk, before: Statement, turn_id: str) -> str:
    """Where somebody who was at a turn goes on once the statement has changed: at that turn, else at the next of its former
    neighbours that is still there, else at the one before; "" where none is."""
    order = [turn.id for turn in before.transcript.turns]
    today = desk.archive.find_turn(before.id, turn_id)
    if today or turn_id not in order:
        return today or ""
    at = order.index(turn_id)
    here = {turn.id for turn in desk.archive.get_statement(before.id, withdrawn_too=True).transcript.turns}
    return next((each for each in (*order[at + 1 :], *reversed(order[:at])) if each in here), "")


def _onward(desk: Desk, found: Statement, asked: dict[str, str]) -> Response[Any]:
    """To what waits next, back to the queue after the last."""
    narrowed, query = filters_of(desk, asked)
    try:
        _, after = desk.archive.beside(found.id, **narrowed)
    except UsageError:
        after = None
    return desk.go((editor_of(after) if after else PLACE) + (f"?{query}" if query else ""))


class _Deciding:
    """What is decided: the form, the statement and the turn that it is about."""

    def __init__(self, desk: Desk, found: Statement, turn_id: str) -> None:
        self.desk, self.found = desk, found
        self.turns = found.transcript.turns
        self.index = next((index for index, turn in enumerate(self.turns) if turn.id == turn_id), -1)

    @property
    def turn(self) -> Turn:
        """The turn. Raises `UsageError`."""
        if self.index < 0:
            raise UsageError("That turn is not here any longer.", hint="Somebody else changed it: look again.")
        return self.turns[self.index]

    def field(self, name: str) -> str:
        """What was typed."""
        return self.desk.form.get(name, "").strip()

    def correct(self, action: Any, value: dict[str, Any] | None = None, *, turn_id: str | None = None) -> Judged:
        """Keep a judgement, signed by the account."""
        by, why = self.desk.account.name, self.field("why") or self.desk.t("The page shows it.")
        return self.desk.archive.correct(self.found.id, action, value or {}, by=by, why=why, turn_id=turn_id)


def _save(now: _Deciding) -> list[Judged]:
    """Role, speaker and answered question, in an order in which each builds on the one before; what is as it was is left."""
    turn, done = now.turn, list[Judged]()
    role, speaker, answers = now.field("role"), now.field("speaker"), now.field("answers")
    if role and role != turn.role:
        done.append(now.correct("role", {"role": role}, turn_id=turn.id))
    if speaker != (turn.speaker or "") and role not in ("note", "heading"):
        done.append(now.correct("speaker", {"name": speaker or None}, turn_id=turn.id))
    if answers != (turn.answers or "") and role == "answer":
        done.append(now.correct("answers", {"question": answers or None}, turn_id=turn.id))
    if not done:
        raise UsageError("Nothing is different.", hint="Change the speaker, the role or the question, then save.")
    return done


def _split(now: _Deciding) -> list[Judged]:
    place, words = now.field("at"), now.field("words")
    if not words and place.isascii() and place.isdecimal():
        words = words_at(now.found.transcript, now.turn, int(place[:9]))
    if not words:
        raise UsageError(
            "Nothing says where the second turn begins.", hint="Choose a sentence, or type its first words."
        )
    return [now.correct("split", {"at": words}, turn_id=now.turn.id)]


def _join(now: _Deciding) -> list[Judged]:
    if now.turn and now.index == 0:
        raise UsageError("There is no turn before this one.")
    return [now.correct("join", turn_id=now.turns[now.index - 1].id)]


def _furniture(now: _Deciding) -> list[Judged]:
    words = now.field("words")
    return [now.correct("furniture", {"words": words} if words else {}, turn_id=now.turn.id)]


def _fields(now: _Deciding) -> list[Judged]:
    event = now.found.transcript.event
    wanted = {name: now.field(name) for name in FIELDS if name in now.desk.form}
    changed = {name: value for name, value in wanted.items() if value != (getattr(event, name) or "")}
    if not changed:
        raise UsageError("Nothing is different.", hint="Change a field, then save.")
    return [now.correct("field", {"field": name, "value": value or None}) for name, value in changed.items()]


def _claim(now: _Deciding) -> list[Judged]:
    now.desk.archive.claim(now.found.id, now.desk.account.name)
    return []


def _release(now: _Deciding) -> list[Judged]:
    now.desk.archive.release(now.found.id)
    return []


def _looked_at(now: _Deciding) -> list[Judged]:
    done = [now.correct("looked-at")]
    now.desk.archive.release(now.found.id)
    return done


def _withdraw(now: _Deciding) -> list[Judged]:
    return [now.desk.archive.withdraw(now.found.id, by=now.desk.account.name, reason=now.field("reason"))]


def _show_again(now: _Deciding) -> list[Judged]:
    now.desk.archive.restore_withdrawn(now.found.id, by=now.desk.account.name, why=now.field("why"))
    return []


_ACTIONS: dict[str, Callable[[_Deciding], list[Judged]]] = {
    "save": _save,
    "split": _split,
    "join": _join,
    "furniture": _furniture,
    "fields": _fields,
    "not-transcript": lambda now: [now.correct("not-transcript")],
    "looked-at": _looked_at,
    "claim": _claim,
    "release": _release,
    "withdraw": _withdraw,
    "show-again": _show_again,
}

HANDLERS = [editor, decide]
