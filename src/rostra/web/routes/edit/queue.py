"""The desk: what waits to be looked at."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.routes.edit.edits import shows


@shows(PLACE)
def queue(desk: Desk) -> Response[Any]:
    """What was decided of late."""
    return desk.sheet("queue.html", decided=desk.archive.judgements()[:-21:-1])


HANDLERS = [queue]
