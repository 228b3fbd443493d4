"""The desk of those who edit. `HANDLERS` lists every address under /edit; all but the log-in stand behind the guard of `edits`."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from rostra.web.routes.edit import (
    arrange,
    door,
    history,
    preview,
    queue,
    rename,
    speech,
    statements,
    upload,
    withdrawn,
    written,
)

HANDLERS: list[HTTPRouteHandler] = [
    *door.HANDLERS,
    *speech.HANDLERS,
    *queue.HANDLERS,
    *statements.HANDLERS,
    *history.HANDLERS,
    *rename.HANDLERS,
    *written.HANDLERS,
    *arrange.HANDLERS,
    *upload.HANDLERS,
    *withdrawn.HANDLERS,
    *preview.HANDLERS,
]
