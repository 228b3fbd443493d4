"""The order of the steps from an archive to a folder of files: all of it on all cores, or what a few changes touch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

from rostra import __version__
from rostra.api import Archive, Progress, hold_still
from rostra.web.files.arranged import arranged, differing, pinned_at
from rostra.web.files.indexing import MINE, Indexing
from rostra.web.files.making import Made, Maker
from rostra.web.files.processes import in_processes
from rostra.web.files.rooms import GENERAL, Plan, find_starts, lists_behind
from rostra.web.files.shipping import ship
from rostra.web.files.state import State
from rostra.web.files.touching import remake_shown
from rostra.web.files.writing import Folder
from rostra.web.routes.sitemap import holds
from rostra.web.settings import SiteSettings
from rostra.web.words import in_path

Told = Callable[[Progress], None]

FEW = 300
"""So many changed statements are made one by one; with more, reading the whole archive at once is quicker."""

CHUNK = 16
"""Starts handed to a worker at a time."""


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
    everything: bool = False,
    on_progress: Told | None = None,
) -> Built:
    """Make the site of the archive at `location` in the folder `out`, or bring it up to date.

    Args:
        location: a file or database URL.
        out: a folder that is new, empty, or holds a site that was made before.
        settings: the site's name and what else an owner may choose.
        workers: processes; all cores by default. 1 makes all in this process.
        everything: make every page, also where nothing seems to have changed.
        on_progress: told of starts (a statement, a list) with the pages below them.

    Raises:
        UsageError: `out` holds something that is no site of ours.
        ArchiveError: there is no archive, or it cannot be read.
    """
    chosen = settings or SiteSettings()
    folder = Folder(Path(out))
    with hold_still(location, whole=False) as archive:
        folder.prepare()
        with State(folder.state_file) as state:
            run = _Run(archive, chosen, folder, state, workers or os.cpu_count() or 1, on_progress)
            return run.make_all() if everything or run.must_make_all() else run.make_changed()


class _Run:
    """One run over a folder."""

    def __init__(
        self,
        archive: Archive,
        settings: SiteSettings,
        folder: Folder,
        state: State,
        workers: int,
        on_progress: Told | None,
    ) -> None:
        self.archive, self.settings, self.folder, self.state = archive, settings, folder, state
        self.workers, self.on_progress = workers, on_progress
        self.pages = self.written = self.removed = self.size = self.done = self.total = 0
        self.sequence = archive.record.latest_sequence()
        self.made_by = _made_by(settings)
        since = int(state.told("sequence") or 0)
        self.changed = [change.statement_id for change in archive.record.changes(since)]
        self.arranged = arranged(archive)

    def must_make_all(self) -> bool:
        """Whether the folder is new, or was made of another record, with other settings, or too long ago."""
        of_this = self.state.told("generation") == self.archive.record.generation
        return not of_this or self.state.told("made by") != self.made_by or len(self.changed) > FEW

    def make_all(self) -> Built:
        """Make every page."""
        self.state.tell(generation="", sequence="0")  # a run that is stopped has to be made up for by a whole one
        archive = hold_still(self.archive.location, whole=True)
        self.sequence = archive.record.latest_sequence()
        maker = Maker(archive, self.settings, self.folder)
        starts = find_starts(maker.answers.site)
        indexing = Indexing(archive, self.folder, self.state, self.sequence)
        maker.follow(Plan(starts))
        self._count(ship(maker))
        archive.close()  # each process opens the record for itself; what was read stays
        self.total = len(starts) + len(indexing.ranges)
        for indexed in in_processes(indexing.index, list(enumerate(indexing.ranges)), self.workers, 1):
            indexing.take(indexed)
            self._tell(1)
        indexing.finish(maker.answers.kinds())
        for made in in_processes(maker.make, starts, self.workers, CHUNK):
            self._take(made)
        for start in self.state.starts():
            if start not in starts and not start.startswith(MINE):
                self._take(_make_former(maker, start))
        return self._finish()

    def make_changed(self) -> Built:
        """Make the statements that changed, those that name them, and the lists in which they stand or stood."""
        rearranged = differing(self.state.told("arranged"), self.arranged)
        if not self.changed and not rearranged:
            return self._finish()
        self.state.tell(
            generation="", sequence="0"
        )  # where a statement stood is forgotten once it is made: see `make_all`
        maker = Maker(self.archive, self.settings, self.folder)
        changed = [f"/statements/{in_path(statement)}" for statement in self.changed]
        known = {start: None for start in self.state.starts() if not start.startswith(MINE)}
        lists = find_starts(maker.answers.site, statements=False)
        maker.follow(Plan([*known, *lists, *changed]))
        self._count(ship(maker))
        before = {start: [*self.state.links_of(start), *self.state.links_to(start)] for start in changed}
        self.total = len(changed)
        whole = set(touched := dict.fromkeys([*rearranged, *pinned_at(self.archive, self.changed)]))
        for start in changed:
            made = maker.make(start)
            self._take(made)
            for link in (*before[start], *made.links):
                touched.update(dict.fromkeys(lists_behind(link) or [link]))
        if changed:
            touched.update(
                dict.fromkeys([*(start for start in GENERAL if start in lists), *self._for_machines(lists, known)])
            )
        rest = [start for start in touched if start not in changed and (start in known or start in lists)]
        self.total += len(rest)
        for start in rest:
            shown = start not in whole and remake_shown(maker, self.folder, start, self.state.files_of(start), changed)
            if shown:
                self._take(shown)
                continue
            beside = start.startswith("/statements/")  # it names what changed on its first page, and on no other
            former = not beside and start not in lists
            made = _make_former(maker, start) if former else maker.make(start, alone=beside)
            if beside and made.files:
                self._count(made)
            else:
                self._take(made)
        if not changed:
            return self._finish()
        indexing = Indexing(self.archive, self.folder, self.state, self.sequence, changed=self.changed)
        for indexed in map(indexing.index, enumerate(indexing.ranges)):
            indexing.take(indexed)
        indexing.finish(maker.answers.kinds())
        return self._finish()

    def _for_machines(self, lists: dict[str, None], known: dict[str, None]) -> Iterator[str]:
        """The feeds of all, and the sitemaps that tell of what changed, or are new, or no longer there."""
        yield from (start for start in lists if start.startswith(("/feeds/all.", "/feeds/edited.")))
        parts = [start for start in dict.fromkeys([*lists, *known]) if start.startswith("/sitemaps/")]
        yield from (part for part in parts if part not in known or part not in lists or holds(part, self.changed))

    def _take(self, made: Made) -> None:
        """Note what was made, and remove what was made with the same start before and is no longer."""
        former = set(self.state.files_of(made.start)) - set(made.files)
        for file in former:
            self.folder.remove(file)
        self.removed += len(former)
        if made.files:
            self.state.keep(made.start, made.files, made.links if made.start.startswith("/statements/") else ())
        else:
            self.state.drop(made.start)
        self._count(made)
        self._tell(1, made.start)

    def _count(self, made: Made) -> None:
        self.pages += len(made.files) - made.left
        self.written += made.written
        self.size += made.size_bytes

    def _tell(self, more: int, source: str = "") -> None:
        self.done += more
        if self.on_progress:
            self.on_progress(Progress(done=self.done, total=max(self.total, self.done), failed=0, source=source))

    def _finish(self) -> Built:
        told = {"generation": self.archive.record.generation, "sequence": str(self.sequence), "made by": self.made_by}
        self.state.tell(**told, arranged=msgspec.json.encode(self.arranged).decode())
        return Built(pages=self.pages, written=self.written, removed=self.removed, size_bytes=self.size)


def _make_former(maker: Maker, start: str) -> Made:
    """A start that the site has no longer: it leads on where it has moved, and is gone otherwise; also a month, of which the live
    site tells that it is empty, and a sitemap."""
    if start.startswith(("/archive/", "/sitemaps/")):
        return Made(start=start, files=(), written=0, size_bytes=0)
    return maker.make(start)


def _made_by(settings: SiteSettings) -> str:
    """A name for all but the record that decides how pages look: settings, templates, release."""
    digest = hashlib.blake2b(f"{__version__} {settings!r}".encode(), digest_size=9)
    room = Path(str(files("rostra.web")))
    for file in sorted(room.rglob("*")):
        if file.is_file() and file.suffix not in (".pyc",):
            digest.update(file.read_bytes())
    return digest.hexdigest()
