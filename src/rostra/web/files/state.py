"""What the folder remembers of the site in it: which files were made with which start, and from which state of the record.

A small database beside the pages. It is brought up to date after the files, so a run that was stopped is made up for by the next.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS starts (start TEXT PRIMARY KEY, files TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (start TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (start, target)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_target ON links (target);
CREATE TABLE IF NOT EXISTS parts (segment TEXT NOT NULL, statement TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (segment, statement)) STRICT, WITHOUT ROWID;
"""


class State:
    """The memory of a folder; a context manager."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.commit()  # also of a run that was stopped: the files are there
        self._connection.close()

    def commit(self) -> None:
        """Keep what was told so far."""
        self._connection.commit()

    # about the whole

    def told(self, name: str) -> str:
        """What was remembered under this name, "" for nothing."""
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def tell(self, **values: str) -> None:
        """Remember these."""
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    # starts

    def keep(self, start: str, files: Iterable[str], links: Iterable[str] = ()) -> None:
        """Remember that these files were made with `start`, and to which other starts they lead."""
        self._connection.execute("INSERT OR REPLACE INTO starts VALUES (?, ?)", (start, json.dumps(list(files))))
        self._connection.execute("DELETE FROM links WHERE start = ?", (start,))
        self._connection.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", [(start, link) for link in links])

    def files_of(self, start: str) -> list[str]:
        """The files that were made with `start`; none when it is not known."""
        row = self._connection.execute("SELECT files FROM starts WHERE start = ?", (start,)).fetchone()
        return json.loads(row[0]) if row else []

    def starts(self, beginning: str = "") -> Iterator[str]:
        """All that are known and begin so."""
        query = "SELECT start FROM starts WHERE start >= ? AND start < ?"
        return (row[0] for row in self._connection.execute(query, (beginning, beginning + "\U0010ffff")).fetchall())

    def links_of(self, start: str) -> list[str]:
        """The starts that the pages of `start` lead to."""
        return [row[0] for row in self._connection.execute("SELECT target FROM links WHERE start = ?", (start,))]

    def links_to(self, start: str) -> list[str]:
        """The starts whose pages lead to `start`."""
        return [row[0] for row in self._connection.execute("SELECT start FROM links WHERE target = ?", (start,))]

    def drop(self, start: str) -> None:
        """Remember a start no longer."""
        self._connection.execute("DELETE FROM starts WHERE start = ?", (start,))
        self._connection.execute("DELETE FROM links WHERE start = ?", (start,))

    # the index for searching

    def keep_parts(self, segment: str, parts: Iterable[tuple[str, int, int]]) -> None:
        """Remember where the parts of each statement (its first, and how many) stand in a segment, and nothing else of it."""
        self.drop_parts(segment)
        rows = [(segment, *part) for part in parts]
        self._connection.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", rows)

    def drop_parts(self, segment: str) -> None:
        """Remember a segment no longer."""
        self._connection.execute("DELETE FROM parts WHERE segment = ?", (segment,))

    def parts_of(self, segment: str, statement: str) -> range:
        """The numbers of a statement's parts in a segment."""
        query = "SELECT first, count FROM parts WHERE segment = ? AND statement = ?"
        first, count = self._connection.execute(query, (segment, statement)).fetchone() or (0, 0)
        return range(first, first + count)

    def statements_in(self, segment: str) -> list[str]:
        """The statements whose parts stand in a segment."""
        return [row[0] for row in self._connection.execute("SELECT statement FROM parts WHERE segment = ?", (segment,))]
