"""One name of a speaker made another in many statements: first shown, then done, and undone in one step."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Response

from rostra.api import Renaming, new_batch
from rostra.model import NotFoundError, UsageError
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.routes.edit.edits import edits, shows

MOST = 500
"""Statements in one step; each is read anew, which takes some hundredths of a second."""


@shows(f"{PLACE}/rename", "editor")
def preview(desk: Desk) -> Response[Any]:
    """Where somebody is called `?from=`, and with how many turns."""
    asked = desk.request.query_params
    old, new = asked.get("from", "").strip()[:300], asked.get("to", "").strip()[:300]
    return _page(desk, old, new, batch=asked.get("batch", "")[:60])


def _page(desk: Desk, old: str, new: str, *, batch: str = "", problem: str = "", status: int = 200) -> Response[Any]:
    found: tuple[Renaming, ...] = desk.archive.named(old) if old else ()
    done = desk.archive.batch(batch) if batch else ()
    return desk.sheet(
        "rename.html",
        status=status,
        old=old,
        new=new,
        found=found[:MOST],
        left=max(0, len(found) - MOST),
        turns=sum(each.turns for each in found[:MOST]),
        batch=batch if done else "",
        done=[each for each in done if each.state != "undone"],
        undone=bool(done) and all(each.state == "undone" for each in done),
        people=[person.name for person in desk.site.persons()[:1_000]],
        problem=problem,
    )


@edits(f"{PLACE}/rename", bytes_at_most=64 * 1024)
def rename(desk: Desk) -> Response[Any]:
    """Do it in the statements that were chosen."""
    old, new = desk.form.get("from", "").strip()[:300], desk.form.get("to", "").strip()[:300]
    chosen, batch = desk.chosen("statement")[:MOST], new_batch()
    try:
        if not chosen:
            raise UsageError("No statement is chosen.", hint="Tick those in which it is the same person.")
        if not new or new == old:
            raise UsageError("The new name is missing.", hint="Say what the speaker is called.")
        why = desk.form.get("why", "").strip() or desk.t("One and the same person.")
        desk.archive.rename_speaker(old, new, chosen, by=desk.account.name, why=why, batch=batch)
    except (UsageError, NotFoundError) as error:  # what was renamed before it is shown, and can be taken back
        return _page(desk, old, new, batch=batch, problem=desk.said(error), status=422)
    return desk.go(f"{PLACE}/rename?{urlencode({'from': old, 'to': new, 'batch': batch})}")


HANDLERS = [preview, rename]
