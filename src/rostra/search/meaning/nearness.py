"""All vectors of a record in memory, and how near each turn is to a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from rostra.model import Span
from rostra.search.meaning.model import DIMENSION
from rostra.search.meaning.vectors import Vectors
from rostra.search.pointers import Key

if TYPE_CHECKING:
    from rostra.search.meaning.model import Vector

# Rows turned into floating point at a time: such a block stays in the processor's cache.
_BLOCK = 1_024


class Nearness:
    """The vectors of one state of a record, as signed bytes; some 400 bytes of memory a window."""

    def __init__(self, vectors: Vectors) -> None:
        """Read all rows. `unread` counts statements by language that the model does not read, `damaged` those that were read but
        must be made anew. Raises `sqlite3.Error` when the file cannot be read through."""
        self.sequence = vectors.sequence()
        self.keys: list[Key] = []
        self.unread: Counter[str] = Counter()
        self._spans: list[Span] = []
        starts: list[int] = []
        parts: list[bytes] = []
        self.damaged = vectors.count()
        for row in vectors.read():
            self.damaged -= 1
            if row.language:
                self.unread[row.language] += 1
            for window in row.windows:
                key = Key(row.statement, window.turn, window.passage[0])
                if not self.keys or self.keys[-1] != key:
                    self.keys.append(key)
                    starts.append(len(self._spans))
                self._spans.append((window.start, window.end))
            parts.append(row.vectors)
        self._starts = np.array(starts, dtype=np.int64)
        self._rows = np.frombuffer(b"".join(parts), dtype=np.int8).reshape(-1, DIMENSION)
        self._lengths = np.concatenate([_lengths(block) for block in self._blocks()] or [np.zeros(0, np.float32)])
        self._numbers = {key: number for number, key in enumerate(self.keys)}

    @property
    def windows(self) -> int:
        """How many vectors there are."""
        return len(self._spans)

    def measure(self, vectors: Iterable[Vector]) -> Vector:
        """How near each of `keys` is to a text of these vectors (-1 to 1): its nearest window to each of them, on average."""
        given = list(vectors)
        if not self.keys or not given:
            return np.zeros(len(self.keys), np.float32)
        asked = np.stack(given, axis=1)
        near = np.concatenate([block.astype(np.float32) @ asked for block in self._blocks()]) / self._lengths[:, None]
        averaged: Vector = np.maximum.reduceat(near, self._starts, axis=0).mean(axis=1)
        return averaged

    def nearest_window(self, number: int, vectors: Iterable[Vector]) -> Span:
        """Where in the turn that is `keys[number]` the window lies that comes nearest to the text."""
        first = int(self._starts[number])
        last = int(self._starts[number + 1]) if number + 1 < len(self._starts) else len(self._spans)
        near = self._rows[first:last].astype(np.float32) @ np.stack(list(vectors), axis=1)
        return self._spans[first + int((near.mean(axis=1) / self._lengths[first:last]).argmax())]

    def opening(self, number: int, vectors: Iterable[Vector]) -> float:
        """How near the first window of `keys[number]` is to a text of these vectors, on average."""
        first = int(self._starts[number])
        near = self._rows[first].astype(np.float32) @ np.stack(list(vectors), axis=1) / self._lengths[first]
        return float(near.mean())

    def stretches(self, number: int) -> int:
        """How many windows `keys[number]` has."""
        last = int(self._starts[number + 1]) if number + 1 < len(self._starts) else len(self._spans)
        return last - int(self._starts[number])

    def find(self, key: Key) -> int | None:
        """The number of a turn in `keys`; ``None`` when it has no vectors."""
        return self._numbers.get(key)

    def vectors_of(self, number: int) -> list[Vector]:
        """The vectors of `keys[number]`, in order."""
        first = int(self._starts[number])
        last = int(self._starts[number + 1]) if number + 1 < len(self._starts) else len(self._spans)
        rows = self._rows[first:last].astype(np.float32) / self._lengths[first:last, None]
        return list(rows)

    def _blocks(self) -> Iterable[Any]:
        return (self._rows[at : at + _BLOCK] for at in range(0, len(self._rows), _BLOCK))


def _lengths(block: Any) -> Vector:
    lengths: Vector = np.linalg.norm(block.astype(np.float32), axis=1)
    return np.maximum(lengths, 1)
