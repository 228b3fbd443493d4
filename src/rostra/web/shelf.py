"""The archive as many readers at once may use it.

The record takes a connection of its own for each transaction, so any number of threads may read it at a time. The index is brought
up to date by whoever searches first after a change, so one thread searches at a time; a search takes about a millisecond.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from rostra.api import Archive, open_archive

T = TypeVar("T")


class Shelf:
    """The archive at `location`, opened when first asked for."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._opening = threading.Lock()
        self._searching = threading.Lock()
        self._measuring = threading.Lock()
        self._archive: Archive | None = None
        self._kept: dict[str, tuple[int, Any]] = {}

    @property
    def archive(self) -> Archive:
        """The archive, for any thread. Raises `ArchiveError` when it cannot be opened."""
        with self._opening:
            if self._archive is None:
                self._archive = open_archive(self.location)
            return self._archive

    @property
    def is_open(self) -> bool:
        """Whether somebody has asked for the archive."""
        return self._archive is not None

    def search(self, query: str, *, order: str, limit: int, offset: int) -> Any:
        """The results of `Archive.search`."""
        with self._searching:
            return self.archive.search(query, order=order, limit=limit, offset=offset)

    def group(self, query: str, by: Any, *, order: str, limit: int, offset: int) -> Any:
        """The groups of `Archive.search_groups`."""
        with self._searching:
            return self.archive.search_groups(query, by, order=order, limit=limit, offset=offset)

    def measure(self, work: Callable[[Archive], T]) -> T:
        """What `work` says of the archive. It may read many turns, so one reader at a time has that; searches go on beside."""
        with self._measuring:
            return work(self.archive)

    def kept(self, name: str, compute: Callable[[Archive], T]) -> T:
        """What `compute` says of the record, computed once for each state of it."""
        now = self.archive.record.latest_sequence()
        at, value = self._kept.get(name, (-1, None))
        if at == now:
            return value  # type: ignore[no-any-return]
        value = compute(self.archive)
        self._kept[name] = (now, value)
        return value

    def close(self) -> None:
        """Release the archive. Calling twice is harmless; a later visit opens it anew."""
        with self._opening:
            if self._archive is not None:
                self._archive.close()
            self._archive = None
            self._kept.clear()
