"""What is due is published by the site that is being served, beside `rostra publish`: whoever comes first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from litestar.concurrency import sync_to_thread

from rostra.model import RostraError
from rostra.web.visit import Site

EVERY_S = 20.0

_log = logging.getLogger("rostra.web")


@asynccontextmanager
async def publishing(site: Site, app: Any) -> AsyncIterator[None]:
    """While the site is served, look for what is due every twenty seconds, in a thread."""
    task = asyncio.create_task(_forever(site))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(site: Site) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        await sync_to_thread(publish_due, site)


def publish_due(site: Site) -> int:
    """How many drafts were published; 0 while another thread is at it, and for an archive that nobody has opened yet. What goes
    wrong is told in the log, and tried again."""
    if not site.shelf.is_open or not site.publishing.acquire(blocking=False):
        return 0
    try:
        done = [(draft.id, problem) for draft, problem in site.shelf.archive.publish_due()]
    except RostraError as error:
        done = [("", error.message)]
    finally:
        site.publishing.release()
    for name, problem in done:
        if problem:
            _log.error("draft %s was not published: %s", name, problem)
    return sum(not problem for _, problem in done)
