"""The whole public page before readers see it: of what stands in the form of a draft, and of a statement that is withdrawn."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.api import Statement
from rostra.web.editing.desk import PRIVATE, Desk
from rostra.web.routes.edit.edits import shows
from rostra.web.routes.edit.statements import editor_of
from rostra.web.routes.statements import portion_of, told
from rostra.web.visit import HTML


@shows(f"{editor_of('')}{{name:str}}/preview", "editor")
def preview(desk: Desk, name: str) -> Response[Any]:
    """A statement as readers see it, or will once it is shown again."""
    found = desk.archive.get_statement(name, withdrawn_too=True)
    here = editor_of(found.id)
    return preview_page(desk, found, path=f"{here}/preview", back=here)


def preview_page(desk: Desk, found: Statement, *, path: str, back: str = "") -> Response[Any]:
    """The public page of a statement that need not be kept, by the template of the site and in the language of the desk; nobody
    keeps it. What stands around a statement (neighbours, what is related) is left out. `path` is where further parts of it lie."""
    corrected = desk.archive.corrected_fields(found) if back else ()
    page = desk.site.render(
        "statement.html",
        tag=desk.language.tag,
        years=desk.site.years()[::-1],
        base=desk.base,
        path=desk.request.url.path,
        **told(desk, found, portion_of(desk, found, path), corrected),
        related=(),
        listed=(),
        beside=(),
        preview=True,
        withdrawal=found.withdrawal,
        back=back,
    )
    content = page.encode("utf-8", "replace").decode()
    return Response(content, status_code=200, headers={**PRIVATE, "content-type": HTML})


HANDLERS = [preview]
