"""What a site does beside answering: publish what is due, beside `rostra publish` (whoever comes first), and count readings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from litestar.concurrency import sync_to_thread

from rostra.model import RostraError
from rostra.web.visit import Site

EVERY_S = 20.0
READINGS_EVERY_S = 5.0

_log = logging.getLogger("rostra.web")


@asynccontextmanager
async def publishing(site: Site, app: Any) -> AsyncIterator[None]:
    """While the site is served, look for what is due every twenty seconds and write down what was read, in a thread."""
    works: tuple[tuple[float, Callable[[], Any]], ...] = (
        (EVERY_S, partial(publish_due, site)),
        (READINGS_EVERY_S, site.readings.write),
    )
    tasks = [asyncio.create_task(_forever(every_s, work)) for every_s, work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await sync_to_thread(site.readings.write)


async def _forever(every_s: float, work: Callable[[], Any]) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            await sync_to_thread(work)
        except Exception:  # what goes wrong once must not end it until the site is started anew
            _log.exception("work beside the site failed, and is tried again")


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
