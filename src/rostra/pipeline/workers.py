"""Pages through a job on all cores, in the order in which they came, with flat memory.

Each worker is a process with a pipe. It gets a few paths at a time and answers page by page, so that the parent always knows
which page a worker is on: when a worker dies or falls silent, that page becomes a failure, a new worker takes its
place, and the run goes on. Results wait for their turn in a window of bounded size; a worker is given nothing
beyond that window, so one slow page never piles up thousands of finished ones.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType
from typing import TypeVar

import msgspec

from rostra.collect import capture_file
from rostra.model import Capture, LimitError, RostraError

T = TypeVar("T")
Job = Callable[[Capture], bytes]
"""What a worker does with a page. Bytes cross a pipe much faster than pickled trees of values."""

PAGE_LIMIT_S = 30.0
"""The slowest honest page of 5,000 takes about a second; thirty leave room for a loaded machine."""

GRACE_S = 10.0
"""How long after its own alarm a worker may stay silent: native code does not see alarms, so the parent must end it."""

CHUNK = 8
"""Pages handed over at a time: enough to keep a worker busy while the parent writes."""

WINDOW = 4
"""Chunks a worker may be ahead of the page whose turn it is."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A page that gave no result: where it stands, a stable code, what is wrong, and the way out ("" when there is none)."""

    source: str
    code: str
    message: str
    hint: str = ""


class SlowPageError(LimitError):
    """Reading the page took longer than a page may."""

    code = "too-slow"


class Page(msgspec.Struct, frozen=True):
    """A path with what the job made of it, or why it made nothing."""

    path: Path
    result: bytes | Failure


def map_pages(
    paths: Iterable[Path], job: Job, *, workers: int | None = None, limit_s: float = PAGE_LIMIT_S
) -> Generator[Page, None, None]:
    """Run `job` on each page, yielding in the order of `paths`. Closing the generator ends the workers.

    Args:
        paths: files; read lazily, never more than a window ahead.
        job: a function that a worker can receive (a module's function or a frozen value).
        workers: processes; all cores by default. 1 runs in this process.
        limit_s: seconds that one page may take.
    """
    count = workers or os.cpu_count() or 1
    if count == 1:
        return (Page(path, run_page(path, job, limit_s)) for path in paths)
    return _Pool(job, count, limit_s).run(paths)


def run_page(path: Path, job: Job, limit_s: float) -> bytes | Failure:
    """The job's bytes for one page; a `Failure` for whatever a page can do to it."""
    return run_safely(lambda: job(capture_file(path)), str(path), limit_s)


def run_safely(work: Callable[[], T], source: str, limit_s: float) -> T | Failure:
    """What the work on one page gives; a `Failure` for whatever the page can do to it."""
    try:
        with _time_limit(limit_s):
            return work()
    except RostraError as error:
        return Failure(source=error.source or source, code=error.code, message=error.message, hint=error.hint)
    except MemoryError:
        return _failure(source, "too-large", "needs more memory than there is")
    except Exception as error:
        if os.environ.get("ROSTRA_DEBUG") == "1":
            raise
        return _failure(source, "parser-failed", f"the parser failed ({type(error).__name__}: {error})"[:300])


def _failure(path: str | Path, code: str, message: str) -> Failure:
    hint = "This is a fault of Rostra's: please report it with the page. ROSTRA_DEBUG=1 --workers 1 shows where."
    return Failure(source=str(path), code=code, message=message, hint=hint if code != "too-large" else "")


@contextmanager
def _time_limit(limit_s: float) -> Iterator[None]:
    """Raise `SlowPageError` inside the block after `limit_s`; no limit outside the main thread, where alarms do not arrive."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise SlowPageError(f"Reading it took longer than {limit_s:g} seconds.", hint="Cut the page into smaller ones.")

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def _work(pipe: Connection[bytes | Failure, list[Path]], job: Job, limit_s: float) -> None:
    """A worker's life: paths in, a result for each out, until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop; a page in hand is finished
    parent = multiprocessing.parent_process()
    watched: list[Connection[bytes | Failure, list[Path]] | int] = [pipe, *([parent.sentinel] if parent else [])]
    while pipe in wait(watched):
        try:
            paths = pipe.recv()
            for path in paths:
                pipe.send(run_page(path, job, limit_s))
        except (EOFError, BrokenPipeError):
            return


class _Worker:
    """A process with the pages that it has yet to answer for, oldest first."""

    def __init__(self, job: Job, limit_s: float) -> None:
        # A fork is quick and needs no importable __main__; with threads about, a fork could inherit a held lock.
        forkable = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forkable else "spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, job, limit_s), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.pages: deque[tuple[int, Path]] = deque()
        self.heard_at = time.monotonic()

    def give(self, pages: list[tuple[int, Path]]) -> None:
        """Hand over pages; a worker that died meanwhile is noticed when it is next listened to."""
        self.pages.extend(pages)
        self.heard_at = time.monotonic()
        try:
            self.pipe.send([path for _, path in pages])
        except OSError:
            return

    def end(self) -> None:
        """Kill the process and let go of the pipe."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    """Workers, what is still to do, and results that wait for their turn."""

    def __init__(self, job: Job, count: int, limit_s: float) -> None:
        self.job, self.count, self.limit_s = job, count, limit_s
        self.workers: list[_Worker] = []
        self.again: deque[tuple[int, Path]] = deque()  # left over by a worker that died
        self.results: dict[int, Page] = {}
        self.turn = 0

    def run(self, paths: Iterable[Path]) -> Generator[Page, None, None]:
        coming = enumerate(paths)
        try:
            while True:
                self._give_out(coming)
                if not any(worker.pages for worker in self.workers) and not self.results:
                    return
                self._listen()
                while (page := self.results.pop(self.turn, None)) is not None:
                    self.turn += 1
                    yield page
        finally:
            for worker in self.workers:
                worker.end()

    def _give_out(self, coming: Iterator[tuple[int, Path]]) -> None:
        """Bring every worker up to two chunks (one in hand, one waiting), as far as the window allows."""
        for slot in range(self.count):
            pages = self._next_pages(coming) if self._has_room(slot) else []
            if not pages:
                continue
            if slot == len(self.workers):
                self.workers.append(_Worker(self.job, self.limit_s))
            self.workers[slot].give(pages)

    def _has_room(self, slot: int) -> bool:
        return slot >= len(self.workers) or len(self.workers[slot].pages) <= CHUNK

    def _next_pages(self, coming: Iterator[tuple[int, Path]]) -> list[tuple[int, Path]]:
        pages: list[tuple[int, Path]] = []
        while len(pages) < CHUNK and self._waiting() + len(pages) < self.count * CHUNK * WINDOW:
            page = self.again.popleft() if self.again else next(coming, None)
            if page is None:
                break
            pages.append(page)
        return pages

    def _waiting(self) -> int:
        return len(self.results) + sum(len(worker.pages) for worker in self.workers)

    def _listen(self) -> None:
        """Take in what workers have to say, and replace those that died or fell silent."""
        ready = wait([worker.pipe for worker in self.workers], timeout=1.0)
        for slot, worker in enumerate(self.workers):
            if worker.pipe in ready:
                if not self._hear(worker):
                    self._replace(slot, "crashed", "Reading it brought the process down.")
            elif worker.pages and time.monotonic() - worker.heard_at > self.limit_s + GRACE_S:
                self._replace(slot, SlowPageError.code, f"Reading it took longer than {self.limit_s:g} seconds.")

    def _hear(self, worker: _Worker) -> bool:
        """Take one result; false when the worker is gone."""
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            return False
        worker.heard_at = time.monotonic()
        index, path = worker.pages.popleft()
        self.results[index] = Page(path, result)
        return True

    def _replace(self, slot: int, code: str, message: str) -> None:
        """The page in hand has failed; the others of the dead worker are done again by its successor."""
        worker = self.workers[slot]
        worker.end()
        if worker.pages:
            index, path = worker.pages.popleft()
            self.results[index] = Page(path, _failure(path, code, message))
        self.again.extend(worker.pages)
        self.workers[slot] = _Worker(self.job, self.limit_s)
