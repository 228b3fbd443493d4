"""What editors arrange without a change of any statement: pins, descriptions, orders; and the pages that show it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from itertools import groupby

import msgspec

from rostra.api import SHELVES, Archive, Pin
from rostra.web.feeds import WRITERS
from rostra.web.visit import DOORS
from rostra.web.words import in_path

Arranged = Mapping[str, str]
"""Start of the site -> a digest of what is arranged there."""


def arranged(archive: Archive) -> Arranged:
    """The arrangement of an archive."""
    found: dict[str, list[object]] = {}
    for shelf in SHELVES:
        rubrics = archive.rubrics(shelf)
        for rubric in rubrics:
            found.setdefault(f"{DOORS[shelf]}/{in_path(rubric.slug)}", []).append(rubric)
        for start in (DOORS[shelf], *(["/"] if shelf != "tag" else [])):
            found.setdefault(start, []).append(rubrics)
    for place, pins in groupby(archive.pins(), key=lambda pin: pin.place):
        found.setdefault(_start_of(place), []).append([pin.statement for pin in pins])
    return {start: _digest(what) for start, what in found.items()}


def differing(before: str, now: Arranged) -> list[str]:
    """The starts whose arrangement is another, and their feeds; `before` is as the folder remembers it, "" where it does not."""
    known = msgspec.json.decode(before, type=dict[str, str]) if before else {}
    starts = [start for start in {**known, **now} if known.get(start) != now.get(start)]
    named = [start for start in starts if start.count("/") == 2]
    return [*starts, *(f"/feeds{start}{ending}" for start in named for ending in WRITERS)]


def pinned_at(archive: Archive, statements: Collection[str]) -> list[str]:
    """The starts at which any of the statements is pinned."""
    wanted = set(statements)
    pins: tuple[Pin, ...] = archive.pins() if wanted else ()
    return [_start_of(pin.place) for pin in pins if pin.statement in wanted]


def _start_of(place: str) -> str:
    return f"{DOORS['section']}/{in_path(place)}" if place else "/"


def _digest(what: object) -> str:
    return hashlib.blake2b(msgspec.json.encode(what), digest_size=9).hexdigest()
