"""What was withdrawn from readers, with what they are told instead; and pages as saved, which the desk sees all the same."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.web.editing.desk import PRIVATE, Desk
from rostra.web.editing.keys import PLACE
from rostra.web.routes.captures import SANDBOX
from rostra.web.routes.edit.edits import shows


@shows(f"{PLACE}/withdrawn")
def withdrawn(desk: Desk) -> Response[Any]:
    """The notices that stand now, the latest first."""
    return desk.sheet("withdrawn.html", notices=desk.archive.withdrawals())


@shows(f"{PLACE}/statements/{{name:str}}/page")
def page(desk: Desk, name: str) -> Response[Any]:
    """The page as it was saved, for the sandboxed frame of the editor."""
    source = desk.archive.get_statement(name, withdrawn_too=True).transcript.source
    found = desk.archive.get_capture(source.sha256, withdrawn_too=True)
    headers = {**PRIVATE, "content-security-policy": SANDBOX, "content-type": "text/html"}  # its own charset holds
    return Response(found.content, headers=headers)


HANDLERS = [withdrawn, page]
