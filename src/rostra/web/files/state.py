"""What the folder remembers of the site in it: which files were made with which start. A small database beside the pages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS starts (start TEXT PRIMARY KEY, files TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


class State:
    """The memory of a folder; a context manager that keeps what it was told when it ends well."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self._connection.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.commit()  # also of a run that was stopped: the files are there
        self._connection.close()

    def keep(self, start: str, files: tuple[str, ...]) -> None:
        """Remember that these files were made with `start`."""
        self._connection.execute("INSERT OR REPLACE INTO starts VALUES (?, ?)", (start, json.dumps(files)))

    def others(self, starts: Container[str]) -> Iterator[tuple[str, list[str]]]:
        """The starts that are none of these, with their files."""
        for start, files in self._connection.execute("SELECT start, files FROM starts").fetchall():
            if start not in starts:
                yield start, json.loads(files)

    def drop(self, start: str) -> None:
        """Remember a start no longer."""
        self._connection.execute("DELETE FROM starts WHERE start = ?", (start,))
