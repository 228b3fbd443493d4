"""Writing at the desk: what is written here, its form with a preview of the turns, and publishing; and what is pinned."""

from __future__ import annotations

import re
from typing import Any

from litestar import Response

from rostra.api import Draft, DraftFields, new_draft_id
from rostra.model import ReadError, Transcript, UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.editing.labels import why_no_turns
from rostra.web.editing.opened import KINDS
from rostra.web.paging import number_in
from rostra.web.reading import speaker_name
from rostra.web.routes.edit.edits import edits, shows
from rostra.web.routes.edit.preview import preview_page
from rostra.web.words import in_path, message

LISTED = f"{PLACE}/written"
FORM_BYTES = 2 * 1024 * 1024
"""A long transcript, percent-encoded."""
LINES = ("title", "date", "time", "place", "kind", "language", "category")
LISTS = ("sections", "tags", "participants")
STATES = {
    "draft": message("a draft"),
    "scheduled": message("due"),
    "published": message("published"),
    "changed": message("changed since it was published"),
}
_ID = re.compile(r"[0-9a-f]{12}")
_SHOWN_TURNS = 300


def address_of(draft: Draft) -> str:
    """The form of a draft."""
    return f"{LISTED}/{in_path(draft.id)}"


@shows(LISTED, "editor")
def written(desk: Desk) -> Response[Any]:
    """All that is written here, and what is pinned."""
    return show_list(desk)


def show_list(desk: Desk, *, problem: str = "", status: int = 200) -> Response[Any]:
    """The page, with what went wrong."""
    sections = desk.site.sections()
    return desk.sheet(
        "written.html",
        status=status,
        drafts=desk.archive.drafts(),
        states=STATES,
        pins=desk.archive.pins(),
        sections=sections,
        section_names={each.slug: each.name for each in sections},
        problem=problem,
    )


@shows(f"{LISTED}/new", "editor")
def begin(desk: Desk) -> Response[Any]:
    """An empty form."""
    return _form(desk, None, DraftFields(), "")


@shows(f"{LISTED}/{{name:str}}", "editor")
def draft(desk: Desk, name: str) -> Response[Any]:
    """The form of a draft, with what would be read of it."""
    found = desk.archive.get_draft(name)
    return _form(desk, found, found.fields, found.body, done=desk.request.query_params.get("done", "")[:20])


def _form(
    desk: Desk,
    found: Draft | None,
    fields: DraftFields,
    body: str,
    *,
    revision: int | None = None,
    problem: str = "",
    done: str = "",
    status: int = 200,
) -> Response[Any]:
    """`revision` is the one that the words in the form were written over; ``None`` where they are the draft's own."""
    present = found.revision if found else 0
    return desk.sheet(
        "write.html",
        status=status,
        draft=found,
        revision=present if revision is None else revision,
        here=address_of(found) if found else f"{LISTED}/new",
        new_id="" if found else _sent_id(desk) or new_draft_id(),
        fields={name: getattr(fields, name) for name in LINES} | {name: getattr(fields, name) for name in LISTS},
        body=body,
        due=desk.form.get("publish_at", (found.publish_at or "") if found else "")[:16],
        kinds=KINDS,
        states=STATES,
        problem=problem,
        done=done,
        withdrawn=bool(found and found.statement and desk.archive.withdrawals(found.statement)),
        **_read(desk, fields, body),
    )


def _read(desk: Desk, fields: DraftFields, body: str) -> dict[str, Any]:
    """The turns as they would be kept, `turns` empty where there are none, `unread` saying why nothing can be read."""
    if not body.strip():
        return {"turns": [], "event": None, "unread": "", "more": 0}
    unread = ""
    try:
        try:
            read = desk.archive.preview(fields, body)
        except UsageError as error:
            unread = desk.said(error)  # of a field, it may be, that is being typed: the words are read without it
            read = desk.archive.preview(desk.archive.without_faults(fields), body)
    except (UsageError, ReadError) as error:
        return {"turns": [], "event": None, "unread": unread or desk.said(error), "more": 0}
    why = "" if read.turns else why_no_turns(desk.language, body, fields.kind)
    more = max(0, len(read.turns) - _SHOWN_TURNS)
    taken = bool(read.event.title) and not fields.title.strip()
    return {"event": read.event, "unread": unread, "taken": taken, "why": why, "more": more, **_turns(desk, read)}


def _turns(desk: Desk, read: Transcript) -> dict[str, Any]:
    shown = read.turns[:_SHOWN_TURNS]
    turns = [(turn.role, speaker_name(turn, desk.language), read.turn_text(turn)) for turn in shown]
    start, end = read.body
    return {"turns": turns, "words": "" if turns else read.text[start:end] or read.text}


@edits(f"{LISTED}/preview", bytes_at_most=FORM_BYTES)
def preview(desk: Desk) -> Response[Any]:
    """The turns of what stands in the form, for the script that asks while one types."""
    fields, body = _sent(desk)
    return desk.sheet("structured.html", **_read(desk, fields, body))


@edits(f"{LISTED}/new", bytes_at_most=FORM_BYTES)
def create(desk: Desk) -> Response[Any]:
    """Keep it as a draft."""
    return _keep(desk, None)


@edits(f"{LISTED}/{{name:str}}", bytes_at_most=FORM_BYTES)
def keep(desk: Desk, name: str) -> Response[Any]:
    """Save, publish, schedule or throw away."""
    return _keep(desk, desk.archive.get_draft(name))


def _keep(desk: Desk, found: Draft | None) -> Response[Any]:
    fields, body = _sent(desk)
    action, revision, done, kept = desk.form.get("do", "save"), _sent_revision(desk), "", ""
    if action == "preview":
        return _form(desk, found, fields, body, revision=revision)
    try:
        if action == "page":
            shown = desk.archive.preview_statement(fields, body, name=(found.statement if found else None) or "preview")
            return preview_page(desk, shown, path=f"/statements/{in_path(shown.id)}")
        if action == "remove" and found:
            desk.archive.remove_draft(found.id, revision=revision)
            return desk.go(LISTED)
        if action == "keep-back" and found:
            desk.archive.schedule(found.id, None)  # first of all: words can still be saved later, but not taken back
            done = "back"
        elif action not in ("save", "publish", "schedule"):
            raise UsageError("The form does not say what to do.")
        found = _save(desk, found, fields, body, revision)
        revision, kept = found.revision, "save"
        if action == "publish":
            desk.archive.publish(found.id)
        elif action == "schedule":
            desk.archive.schedule(found.id, desk.form.get("publish_at", "")[:40])
    except (UsageError, ReadError) as error:
        present = desk.archive.get_draft(found.id) if found else None
        problem = desk.said(error)
        return _form(desk, present, fields, body, revision=revision, problem=problem, done=done or kept, status=422)
    return desk.go(f"{address_of(found)}?done={in_path(done or action)}")


def _save(desk: Desk, found: Draft | None, fields: DraftFields, body: str, revision: int) -> Draft:
    by = desk.account.name
    if found is None:
        return desk.archive.add_draft(fields, body, by=by, draft_id=_sent_id(desk))
    return desk.archive.save_draft(found.id, fields, body, by=by, revision=revision)


def _sent_id(desk: Desk) -> str:
    """The id that a new form was given when it was opened, so that two presses make one draft; "" where it has none."""
    sent = desk.form.get("draft", "")
    return sent if _ID.fullmatch(sent) else ""


def _sent_revision(desk: Desk) -> int:
    """Which revision the form was opened with; 0, which no draft has, where it does not say."""
    return number_in(desk.form.get("revision", ""), 0)


def _sent(desk: Desk) -> tuple[DraftFields, str]:
    """What stands in the form: fields, and words."""
    lines = {name: desk.form.get(name, "") for name in LINES}
    lists = {name: tuple(desk.form.get(name, "").replace(";", "\n").splitlines()) for name in LISTS}
    return DraftFields(**lines, **lists), desk.form.get("body", "").replace("\r\n", "\n")  # type: ignore[arg-type]


HANDLERS = [written, begin, draft, preview, create, keep]
