"""An archive that is open: its record, its index, and their end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rostra.archive.protocol import Record

if TYPE_CHECKING:
    from rostra.search import Index


class Opened:
    """The record and the index beside it, each opened when first used; a context manager."""

    def __init__(self, record: Record | None, location: str | Path) -> None:
        """`record` is ``None`` for an archive at `location` that is yet to be created."""
        self.location = str(location)
        self._record = record
        self._index: Index | None = None
        self._opening = RLock()
        self.on_indexing: Callable[[int, int], None] | None = None
        """Hears of how many statements of how many the index took up; set it before the index is first used."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the database and the index. Calling twice is harmless."""
        if self._record is not None:
            self._record.close()
        self._index = None

    @property
    def record(self) -> Record:
        """The record; created when first used, if there was none."""
        from rostra.archive import open_record

        with self._opening:
            if self._record is None:
                self._record = open_record(self.location)
            return self._record

    @property
    def index(self) -> Index:
        """The search index, opened (and built or brought up to date) when first used."""
        from rostra.search import open_index

        with self._opening:  # the first thread builds it, others wait for that one
            index = self._index = self._index or open_index(self.record, self.location, told=self.on_indexing)
        index.refresh()
        return index
