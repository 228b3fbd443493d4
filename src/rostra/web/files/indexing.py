"""The index by which a browser searches the site: of all statements, and beside it of those that changed since.

An index of all is a folder whose parts are numbered for good. What changes later is indexed anew in a second, small folder; in the
first its parts count as dead. Once the second has grown, all is indexed again; and where a statement was withdrawn, so that none
of its words is left in a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import msgspec

from rostra.api import Archive, portable
from rostra.web.files.state import State
from rostra.web.files.writing import Folder

RANGE = 250
"""Statements whose parts are numbered together; a worker takes so many at a time."""

MOST_BESIDE = 2_000
"""Statements in the second folder before all is indexed again."""

EVERY = 10**9
MINE = "search "
"""Before the name of a folder of the index, where the state remembers its files."""


class Indexed(msgspec.Struct, frozen=True, kw_only=True):
    """A range of statements whose parts are written: how many each has, by statement, and where its words lie."""

    number: int
    parts: tuple[tuple[str, int], ...]
    run: str
    files: tuple[str, ...]


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """An index of some statements, as the browser is told of it. `ranges` tells with which part each begins, `months` which months
    there are after the `newest` and with which part each begins, and `dead` which parts are of no use any more. Lists of numbers
    are coded."""

    folder: str
    parts: int
    ranges: tuple[int, ...]
    newest: int
    months: tuple[str, str]
    pages: tuple[str, ...]
    dead: str = ""


class Indexing:
    """Indexes all statements, or (`changed`) those that changed since all were indexed."""

    def __init__(
        self, archive: Archive, folder: Folder, state: State, sequence: int, *, changed: Iterable[str] | None = None
    ) -> None:
        self._archive, self._folder, self._state = archive, folder, state
        self._former = _segments(state.told("segments"))
        beside = [] if changed is None or not self._former else [*changed, *self._known_beside()]
        withdrawn = {notice.statement for notice in archive.withdrawals()}
        self.is_whole = not 0 < len(set(beside)) <= MOST_BESIDE or not withdrawn.isdisjoint(beside)
        cards = archive.find_statements(limit=EVERY, ids=None if self.is_whole else beside).items
        self._beside = dict.fromkeys(beside)
        self._dates = {card.id: card.date or "" for card in cards}
        ids = list(self._dates)
        self.ranges = [ids[at : at + RANGE] for at in range(0, len(ids), RANGE)]
        name = f"{archive.record.generation} {sequence} {self.is_whole}"
        self.name = blake2b(name.encode(), digest_size=5).hexdigest()
        self._indexed: list[Indexed] = []
        self.written = 0

    def _known_beside(self) -> list[str]:
        return [statement for segment in self._former[1:] for statement in self._state.statements_in(segment.folder)]

    def index(self, numbered: tuple[int, list[str]]) -> Indexed:
        """Write the parts of a range, and its words as a run."""
        number, ids = numbered
        run = portable.Run()
        files: list[str] = []
        counted: list[tuple[str, int]] = []
        for statement_id in ids:
            before = len(files)
            for part in portable.cut_parts(self._archive.get_statement(statement_id)):
                name = f"{self.name}/parts/{number}/{len(files)}"
                run.add(len(files), part.levels)
                files.append(self._write(name, part.content))
            counted.append((statement_id, len(files) - before))
        kept = self._folder.scratch / f"run-{self.name}-{number}"
        run.write(kept)
        return Indexed(number=number, parts=tuple(counted), run=str(kept), files=tuple(files))

    def take(self, indexed: Indexed) -> None:
        """Note a range that was indexed."""
        self._indexed.append(indexed)

    def finish(self, kinds: dict[str, str]) -> None:
        """Write the words of all ranges, and what a browser loads first; remove what no longer counts."""
        segment, files = self._merge()
        self._state.keep(MINE + self.name, files)
        segments = [segment] if self.is_whole else [self._with_dead(self._former[0]), segment]
        root = {"folding": msgspec.Raw(self._folding().encode()), "segments": segments, "kinds": kinds}
        self._folder.write("search/root.js", _script("root", msgspec.json.encode(root).decode()))
        self._state.tell(segments=msgspec.json.encode(segments).decode())
        names = {segment.folder for segment in segments}
        for start in list(self._state.starts(MINE)):
            if start.removeprefix(MINE) not in names:
                for file in self._state.files_of(start):
                    self._folder.remove(file)
                self._state.drop(start)
                self._state.drop_parts(start.removeprefix(MINE))

    def _folding(self) -> str:
        """The rules of words as JSON. To find them every character is looked at, so what was found for the whole is kept."""
        kept = "" if self.is_whole else self._state.told("folding")
        told = kept or msgspec.json.encode(portable.folding_data()).decode()
        self._state.tell(folding=told)
        return told

    def _with_dead(self, whole: Segment) -> Segment:
        """The first folder without the parts of statements that the second has."""
        dead = sorted(part for statement in self._beside for part in self._state.parts_of(whole.folder, statement))
        return msgspec.structs.replace(whole, dead=portable.encode(dead))

    def _merge(self) -> tuple[Segment, list[str]]:
        ranges = sorted(self._indexed, key=lambda each: each.number)
        begins = [0, *accumulate(sum(count for _, count in each.parts) for each in ranges)]
        runs = [(Path(each.run), begin) for each, begin in zip(ranges, begins, strict=False)]
        files = [file for each in ranges for file in each.files]
        directory = portable.write_shards(
            portable.merge_runs(runs), lambda name, content: files.append(self._write(f"{self.name}/{name}", content))
        )
        for run, _ in runs:
            run.unlink()
        pairs = [pair for each in ranges for pair in each.parts]
        firsts = accumulate((count for _, count in pairs), initial=0)
        self._state.keep_parts(
            self.name, ((statement, first, count) for (statement, count), first in zip(pairs, firsts, strict=False))
        )
        months = dict(_months(pairs, self._dates))
        newest = max(months, default=0)
        coded = (portable.encode(newest - month for month in months), portable.encode(months.values()))
        segment = Segment(
            folder=self.name, parts=begins[-1], ranges=tuple(begins[:-1]), newest=newest, months=coded,
            pages=directory.pages,
        )  # fmt: skip
        return segment, files

    def _write(self, name: str, content: str) -> str:
        file = f"search/{name}.js"
        self._folder.write(file, _script(name, content))
        return file


def _segments(told: str) -> list[Segment]:
    """What the state remembers; nothing of what another release wrote."""
    try:
        return msgspec.json.decode(told or "[]", type=list[Segment])
    except msgspec.ValidationError:
        return []


def _months(parts: Iterable[tuple[str, int]], dates: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Each month, newest first, with the part that it begins with. A month is thirteen times its year and its own number, which is
    0 where the year alone is known; 0 stands for no date."""
    begin, last = 0, None
    for statement, count in parts:
        date = dates[statement]
        month = int(date[:4]) * 13 + int(date[5:7] or 0) if date else 0
        if month != last:
            yield month, begin
        begin, last = begin + count, month


def _script(name: str, content: str) -> bytes:
    return f"rostra({json.dumps(name)},{content})\n".encode("utf-8", "replace")
