"""Account: nothing of the page is lost. What of the body neither turn nor label nor known furniture holds is listed as furniture
itself; what stands outside of all turns and is no known furniture is told.

Dashes that open turns, numbers before labels and labels without words of their own are such rests. A rest of words is an
issue, since somebody may have said them; so are the words before the first turn and behind the last one that the layout held to
be of the statement, or left out without a sign of furniture.
"""

from __future__ import annotations

from collections.abc import Sequence

from rostra.model import Document, Issue, Span, Turn
from rostra.structure.heads import is_field
from rostra.structure.layout import Layout
from rostra.structure.metadata.attendance import is_attendance


def find_rests(text: str, body: Span, turns: Sequence[Turn], furniture: Sequence[Span]) -> list[Span]:
    """The stretches of the body, white space trimmed, that belong to no turn, label or furniture; in order."""
    held = sorted(
        [*furniture, *((t.start, t.end) for t in turns), *(t.label_span for t in turns if t.label_span is not None)]
    )
    rests: list[Span] = []
    position, end = body
    for start, stop in [*held, (end, end)]:
        gap = text[position : min(start, end)] if start > position else ""
        if gap.strip():
            first = position + len(gap) - len(gap.lstrip())
            rests.append((first, first + len(gap.strip())))
        position = max(position, min(stop, end))
    return rests


def as_issues(text: str, rests: Sequence[Span]) -> list[Issue]:
    """Rests that hold words, as issues with their place."""
    return [
        Issue(code="text-unassigned", message=f"“{text[a:b][:60]}” belongs to no turn.", start=a, end=b)
        for a, b in rests
        if _has_words(text[a:b])
    ]


def find_outside(document: Document, layout: Layout, body: Span) -> list[Span]:
    """The stretches of blocks, neighbours joined, that stand before or behind `body` (the turns from first to last) and were not
    held to be furniture, fields or lists of those who took part; in order."""
    start, end = body
    stretches: list[Span] = []
    last = -2
    for i in sorted({*layout.indexes("body"), *layout.doubtful}):
        block = document.blocks[i]
        if start < block.end and block.start < end:
            continue
        text = document.text[block.start : block.end]
        if not _has_words(text) or is_field(text) or is_attendance(text):
            continue
        joined = last == i - 1 and (block.start >= end) == (stretches[-1][0] >= end)
        stretches[-1:] = [(stretches[-1][0], block.end)] if joined else [*stretches[-1:], (block.start, block.end)]
        last = i
    return stretches


def outside_as_issues(text: str, stretches: Sequence[Span]) -> list[Issue]:
    """Words outside of all turns, as issues with their place."""
    message = "“{}” stands outside of all turns; somebody may have said it."
    return [
        Issue(code="text-outside", severity="info", message=message.format(text[a : min(b, a + 60)]), start=a, end=b)
        for a, b in stretches
    ]


def _has_words(text: str) -> bool:
    return sum(c.isalpha() for c in text) > 2
