"""Where passwords are hashed: threads of their own, so that no page waits for those who try to log in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import BoundedSemaphore
from typing import TypeVar

T = TypeVar("T")

HASHED_AT_ONCE = 2
"""Passwords; each takes 64 MB and a tenth of a second."""
MOST_WAITING = 16
"""Those that are hashed and those that wait: the last of them waits about a second."""
RETRY_S = 5


class BusyError(Exception):
    """As many wait as may."""


class Hashing:
    """The threads; they are started when first needed, and end with this object."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(HASHED_AT_ONCE, thread_name_prefix="hashing")
        self._places = BoundedSemaphore(MOST_WAITING)

    async def run(self, work: Callable[..., T], *given: object) -> T:
        """What `work` answers, once it is its turn. Raises `BusyError` where too many wait already."""
        if not self._places.acquire(blocking=False):
            raise BusyError
        begun = self._threads.submit(partial(work, *given))
        begun.add_done_callback(lambda _: self._places.release())  # also of one that nobody waits for any longer
        return await asyncio.wrap_future(begun)
