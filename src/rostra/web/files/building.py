"""The order of the steps from an archive to a folder of files, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from pathlib import Path

import msgspec

from rostra.api import Archive, Progress, hold_still
from rostra.web.files.making import Made, Maker
from rostra.web.files.rooms import plan_all
from rostra.web.files.shipping import ship
from rostra.web.files.state import State
from rostra.web.files.writing import Folder
from rostra.web.settings import SiteSettings

Told = Callable[[Progress], None]

CHUNK = 16
"""Starts handed to a worker at a time."""

AHEAD = 3
"""Chunks a worker may have waiting."""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a run: `pages` were made, of which `written` are new or other than before; `removed` files are gone."""

    pages: int
    written: int
    removed: int
    size_bytes: int


def build_site(
    location: str,
    out: str | Path,
    *,
    settings: SiteSettings | None = None,
    workers: int | None = None,
    on_progress: Told | None = None,
) -> Built:
    """Make the site of the archive at `location` in the folder `out`, or bring it up to date.

    Args:
        location: a file or database URL.
        out: a folder that is new, empty, or holds a site that was made before.
        settings: the site's name and what else an owner may choose.
        workers: processes; all cores by default. 1 makes all in this process.
        on_progress: told of starts (a statement, a list) with the pages below them.

    Raises:
        UsageError: `out` holds something that is no site of ours.
        ArchiveError: there is no archive, or it cannot be read.
    """
    chosen = settings or SiteSettings()
    folder = Folder(Path(out))
    with hold_still(location, whole=True) as archive:
        folder.prepare()
        with State(folder.state_file) as state:
            return _make_all(archive, chosen, folder, state, workers or os.cpu_count() or 1, on_progress)


def _make_all(
    archive: Archive, settings: SiteSettings, folder: Folder, state: State, workers: int, on_progress: Told | None
) -> Built:
    maker = Maker(archive, settings, folder)
    plan = plan_all(maker.answers.site)
    maker.follow(plan)
    shipped = ship(maker)
    pages, written, size = 1, shipped.written, shipped.size_bytes
    archive.close()  # each process opens the record for itself; what was read stays
    for done, made in enumerate(_in_processes(maker, plan.starts, workers), 1):
        pages, written, size = pages + len(made.files), written + made.written, size + made.size_bytes
        state.keep(made.start, made.files)
        if on_progress:
            on_progress(Progress(done=done, total=len(plan.starts), failed=0, source=made.start))
    removed = 0
    for start, files in state.others(plan.starts):
        for file in files:
            folder.remove(file)
            removed += 1
        state.drop(start)
    return Built(pages=pages, written=written, removed=removed, size_bytes=size)


_maker: Maker
"""A worker's own, inherited from the process that forked it."""


def _in_processes(maker: Maker, starts: Iterable[str], workers: int) -> Iterator[Made]:
    """Each start made, in no order."""
    global _maker
    _maker = maker
    if workers == 1:
        yield from map(maker.make, starts)
        return
    coming = iter(starts)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=fork, initializer=_begin) as pool:
        running: set[Future[list[Made]]] = set()
        while True:
            while len(running) < workers * AHEAD and (chunk := list(islice(coming, CHUNK))):
                running.add(pool.submit(_make_some, chunk))
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield from future.result()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop


def _make_some(starts: list[str]) -> list[Made]:
    return [_maker.make(start) for start in starts]
