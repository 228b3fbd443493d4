"""Layout: which blocks of a page are the statement, and which stand around it.

The first of structure's steps; metadata, turns and furniture all read it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Part = Literal["body", "title", "dateline", "lead", "furniture"]
"""``body`` is what was said or written, with its stage notes and headings. ``title`` is the printed title. ``dateline`` is a
line of date, time, place, venue or byline at the edges of the body. ``lead`` is the publisher's own summary in front of the body.
``furniture`` is everything else (navigation, related lists, share bars, captions), also inside the body."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """`parts[i]` is the part of `Document.blocks[i]`. `title` is the index of the block of the printed title, ``None`` when
    the page prints none. `doubtful` are indexes of furniture that is a sentence without a sign of furniture: somebody may have said
    it. `score` (0-1) tells how clearly the body stands out from its surroundings. `masks` are the zones of the
    containers (`rostra.structure.boxes`), for the steps behind; empty where nobody has looked at them."""

    parts: tuple[Part, ...]
    title: int | None = None
    doubtful: tuple[int, ...] = ()
    score: float = 1.0
    masks: tuple[int, ...] = ()

    def indexes(self, *parts: Part) -> list[int]:
        """Indexes of the blocks that are any of `parts`, in order."""
        return [i for i, part in enumerate(self.parts) if part in parts]
