"""Pages as they were sent, kept in memory while they hold: a statement that is asked for again is neither read nor set anew.

A page holds until its statement changes, which is seen at once: before each answer the record is asked for its last change. What
stands around the words (neighbours, related statements, the years at the foot) may be half a minute behind, so that a record that
is being written to does not throw away every page, and the number of readings a minute.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from itertools import islice
from threading import Lock

import msgspec

from rostra.api import Archive

KEPT_BYTES = 32_000_000
"""Some four thousand statements as they are sent."""
MOST_OF_IT = 16
"""A page that takes more than this part of it is not kept."""
AROUND_S = 30.0
"""How long after a change elsewhere the surroundings of the words may be as they were."""
COUNTED_S = 60.0
"""How long the number of readings may be behind; no page is kept longer."""
MOST_CHANGES = 5_000
"""Of more changes than that no account is kept: every page is made anew."""
OVERHEAD_BYTES = 2_000
"""Of each page beside its body: headers, address, and what holds them."""

Key = tuple[bytes, ...]


class KeptPage(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it was sent, packed if it was.

    `sequence` is the record's last change before the page was made, `statement` the id of the one that it shows, `counts` whether
    sending it is a reading. `at` is when it was made, by a clock that only runs forwards.
    """

    headers: list[tuple[bytes, bytes]]
    body: bytes
    sequence: int
    statement: str
    counts: bool
    at: float = msgspec.field(default_factory=time.monotonic)

    @property
    def size_bytes(self) -> int:
        """What it takes in memory."""
        return len(self.body) + OVERHEAD_BYTES

    def header(self, name: bytes) -> bytes:
        """The value of a header; empty when there is none."""
        return next((value for key, value in self.headers if key == name), b"")


class KeptPages:
    """The pages that hold; those longest not asked for go when they take too much."""

    def __init__(self, archive: Callable[[], Archive]) -> None:
        self._archive = archive
        self._lock = Lock()
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._size_bytes = 0
        self._latest = -1  # the last change that was seen
        self._settled = (
            -1
        )  # the last one that was seen more than a few seconds ago: a page of a state before it holds no longer
        self._fresh: deque[tuple[int, float]] = deque()  # the changes seen since, and when
        self._changed: dict[str, int] = {}  # the last change of each statement that changed lately

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def size_bytes(self) -> int:
        """What all of them take in memory."""
        return self._size_bytes

    def may_hold(self, key: Key) -> bool:
        """Whether there is a page; after a `look`, `find` tells whether it still holds."""
        return key in self._pages

    def look(self) -> None:
        """Ask the record for its present state, and what changed since the last that was seen. One thread at a time does that.
        Raises `ArchiveError`."""
        record = self._archive().record
        sequence, since = record.latest_sequence(), self._latest
        changes = list(islice(record.changes(since), MOST_CHANGES)) if 0 <= since < sequence else []
        changed = {change.statement_id: change.sequence for change in changes}
        # What was withdrawn is named by no page from now on, also not beside other words.
        withdrawn = changed and any(notice.statement in changed for notice in record.withdrawals())
        with self._lock:
            self._note(sequence, changed if len(changes) < MOST_CHANGES and not withdrawn else {})

    def find(self, key: Key) -> KeptPage | None:
        """The page under a key, if it holds in the state that was last seen."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None and self._holds(page):
                self._pages.move_to_end(key)
                return page
            self._drop(key)
            return None

    def keep(self, key: Key, page: KeptPage) -> None:
        """Keep a page, unless it is too large or its statement changed while it was made."""
        if page.size_bytes > KEPT_BYTES // MOST_OF_IT:
            return
        with self._lock:
            if self._latest < 0:
                self._begin_at(page.sequence)
            self._drop(key)
            if not self._holds(page):
                return
            self._pages[key] = page
            self._size_bytes += page.size_bytes
            while self._size_bytes > KEPT_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        self._size_bytes -= page.size_bytes if page else 0

    def _begin_at(self, sequence: int) -> None:
        """Know nothing of what was before a change."""
        self._pages.clear()
        self._changed.clear()
        self._fresh.clear()
        self._size_bytes = 0
        self._latest = self._settled = sequence

    def _note(self, sequence: int, changed: dict[str, int]) -> None:
        """The record's state, and each statement's last change after `_latest`; none when they are too many to follow."""
        now = time.monotonic()
        if sequence != self._latest:
            if not changed or len(self._changed) + len(changed) > MOST_CHANGES:
                self._begin_at(sequence)
            else:
                self._latest = max(changed.values())
                self._changed.update(changed)
                self._fresh.append((self._latest, now))
        while self._fresh and self._fresh[0][1] < now - AROUND_S:
            self._settled = self._fresh.popleft()[0]

    def _holds(self, page: KeptPage) -> bool:
        """Whether its statement is as it was, and nothing else changed since or but some seconds ago."""
        young = time.monotonic() - page.at <= COUNTED_S
        return young and page.sequence >= max(self._settled, self._changed.get(page.statement, -1))
