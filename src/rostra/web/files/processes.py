"""Work handed out to processes that share, by forking, what was read before."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Chunks a worker may have waiting."""

_job: Callable[[Any], Any]
"""A worker's own, inherited from the process that forked it: it need not cross a pipe."""


def in_processes(job: Callable[[T], R], items: Iterable[T], workers: int, chunk: int) -> Iterator[R]:
    """`job` of each item, in no order. One worker is this process itself."""
    global _job
    if workers == 1:
        yield from map(job, items)
        return
    _job = job
    coming = iter(items)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=fork, initializer=_begin) as pool:
        running: set[Future[list[R]]] = set()
        try:
            while True:
                while len(running) < workers * AHEAD and (some := list(islice(coming, chunk))):
                    running.add(pool.submit(_do, some))
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield from future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop


def _do(items: list[Any]) -> list[Any]:
    return [_job(item) for item in items]
