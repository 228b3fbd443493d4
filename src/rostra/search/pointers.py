"""Pointers: what the index keeps of a document beside the words that it is found by, namely where in the record it leads.

A pointer is one short value, since every hit costs the unpacking of the block of values that it lies in: the shorter they are, the
fewer blocks there are, and the more hits of a page lie in one that is at hand.
"""

from __future__ import annotations

from typing import NamedTuple

import tantivy

POINTER = "pointer"
"""The one field that is kept."""


class Key(NamedTuple):
    """What a document stands for: the ids of a statement and a turn ("" for a passage of a page without turns), and where its text
    begins in that of the page."""

    statement: str
    turn: str
    start: int


class Pointer(NamedTuple):
    """Where a document leads: a `Key`, where its text ends, the role of the turn, the id of the question that it answers ("" for
    none), and the segments of both (see `schema.read_segments`)."""

    statement: str
    turn: str
    start: int
    end: int
    role: str
    answers: str
    segments: str
    asked_segments: str

    @property
    def key(self) -> Key:
        """What it stands for."""
        return Key(self.statement, self.turn, self.start)


def write_pointer(pointer: Pointer) -> bytes:
    """The value to keep: no part of a pointer has a tab in it."""
    return "\t".join(map(str, pointer)).encode()


def read_pointer(document: tantivy.Document) -> Pointer:
    """The pointer of a document of the index."""
    kept: bytes = document[POINTER][0]
    statement, turn, start, end, *more = kept.decode().split("\t")
    return Pointer(statement, turn, int(start), int(end), *more)
