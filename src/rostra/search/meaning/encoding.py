"""Texts become vectors on all cores: a process each, for the model is quickest with one text and one thread at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

from rostra.search.meaning.model import Model

if TYPE_CHECKING:
    from rostra.search.meaning.model import Vector

T = TypeVar("T")

# Items that each worker may be ahead, so that memory stays flat and no worker waits.
_AHEAD = 4
# So few texts are done before processes are there.
_FEW = 100


def encode_all(
    items: Iterable[T], texts: Callable[[T], list[str]], *, workers: int
) -> Generator[tuple[T, list[bytes]], None, None]:
    """Each item in its order with the vectors of its `texts`, as signed bytes. Closing the generator ends the workers."""
    coming = iter(items)
    first: list[T] = []
    while sum(len(texts(item)) for item in first) < _FEW and (more := list(islice(coming, 1))):
        first += more
    little = sum(len(texts(item)) for item in first) < _FEW
    if workers == 1 or little:
        for item in first:
            yield item, _encode(texts(item))
        for item in coming:
            yield item, _encode(texts(item))
        return
    yield from _share(first, coming, texts, workers)


def _share(
    first: list[T], coming: Iterable[T], texts: Callable[[T], list[str]], workers: int
) -> Generator[tuple[T, list[bytes]], None, None]:
    context = multiprocessing.get_context("spawn")  # a fork would take over the locks of the index's threads
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    waiting: deque[tuple[T, Future[list[bytes]]]] = deque()
    try:
        for source in (first, coming):
            for item in source:
                waiting.append((item, pool.submit(_encode, texts(item))))
                if len(waiting) > workers * _AHEAD:
                    done, future = waiting.popleft()
                    yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@cache
def the_model() -> Model:
    """The model, loaded once a process. Raises `MissingExtraError`."""
    return Model()


def _encode(texts: list[str]) -> list[bytes]:
    return [pack(the_model().encode(text)) for text in texts]


def pack(vector: Vector) -> bytes:
    """A vector as signed bytes, its largest number 127: only the direction counts."""
    import numpy as np

    packed: bytes = (vector * (127 / np.abs(vector).max())).round().astype(np.int8).tobytes()
    return packed
