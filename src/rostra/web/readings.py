"""How often each statement is read, and nothing about who reads it.

Readings are gathered in memory and written every few seconds, so that a reader's page never waits for the disk: what a crash loses
is the readings of those seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from threading import Lock

from rostra.model import ArchiveError, NotFoundError
from rostra.web.shelf import Shelf

# Words by which programs name themselves; a reader's browser has none of them.
_MACHINE = re.compile(r"bot|crawl|spider|slurp|archiver|preview|monitor|headless|curl|wget|python|java/|go-http", re.I)


def is_machine(method: str, agent: str) -> bool:
    """Whether no person reads this: a program asks, or for the headers alone."""
    return method != "GET" or not agent or bool(_MACHINE.search(agent))


class Readings:
    """What was read since it was last written down."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = Lock()
        self._read: Counter[str] = Counter()

    def note(self, statement_id: str) -> None:
        """One reading of a statement."""
        with self._lock:
            self._read[statement_id] += 1

    def write(self) -> None:
        """Count what was read. A record that cannot be written to (a copy on a read-only disk) is read all the same."""
        with self._lock:
            gathered, self._read = self._read, Counter()
        for statement_id, times in gathered.items():
            try:
                self._shelf.archive.add_view(statement_id, times)
            except (ArchiveError, NotFoundError):
                continue
