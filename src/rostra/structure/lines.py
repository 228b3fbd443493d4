"""Lines: the printed lines of the body, the units over which labels are sought and turns decoded.

A block is one line unless the page breaks it (``<br>``, preformatted text).
"""

from __future__ import annotations

import bisect
import re

import msgspec

from rostra.model import Document
from rostra.model.document import BlockKind, Mark
from rostra.structure.labels import NUMBERING
from rostra.structure.layout import Layout

_MOST_WITHOUT_BODY = 400  # blocks; a page with more and no body is a list
# "[18:01] ", "(00:12) ", "00:00:05 ": when it was said, before the label
_STAMP = re.compile(
    r"(?:[\[(]\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?)\s+(?:[-–—]\s+)?"
)
_RULE = re.compile(r"[-–—]{1,3}")  # alone on the line between a name and its office
_LONGEST_PART = 80  # characters of either
_STRONG = ("strong", "underline", "small_caps")


class Line(msgspec.Struct, frozen=True):
    """One printed line: `text[start:end]`, without white space at its edges. `block` indexes `Document.blocks`;
    `first` and `last` tell whether the block begins and ends with it. `strong` is the end of the emphasis that opens the
    line (`opening` when none does), `slanted` likewise for italics; both start at `opening`, behind a number that a parliament
    prints before a label ("3. ", "T1. [66880] ") or the time that a chat does. `outside` lines stand in the margin of the body."""

    start: int
    end: int
    opening: int
    block: int
    kind: BlockKind
    first: bool
    last: bool
    strong: int
    slanted: int
    outside: bool = False


class Emphasis:
    """Merged runs of marks, asked for by the place where a run opens."""

    def __init__(self, document: Document, kinds: tuple[str, ...]) -> None:
        marks = sorted((m for m in document.marks if m.kind in kinds), key=_by_start)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for mark in marks:
            if self._ends and not document.text[self._ends[-1] : mark.start].strip():
                self._ends[-1] = max(self._ends[-1], mark.end)  # <b>Ana</b> <b>Ilic:</b> is one run
            else:
                self._starts.append(mark.start)
                self._ends.append(mark.end)

    def end_at(self, start: int, limit: int) -> int:
        """Where the run over `start` ends, at most `limit`; `start` itself when none is there."""
        i = bisect.bisect_right(self._starts, start) - 1
        return min(self._ends[i], limit) if i >= 0 and self._ends[i] > start else start


def _by_start(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def find_lines(document: Document, layout: Layout, margin: int = 0) -> list[Line]:
    """The lines of all body blocks, in order; empty when the page has no body.

    With a `margin`, also those of so many blocks of furniture before and after the body, each marked by
    `Line.outside`: a short last turn is
    easily taken for furniture, and the page's own labels tell better. Of a page without body all is margin: three short turns are
    not much text.
    """
    strong, slanted = Emphasis(document, _STRONG), Emphasis(document, ("emphasis",))
    lines: list[Line] = []
    body = layout.indexes("body")
    first, last = (body[0], body[-1]) if body else (0, -1)
    if not body and margin:
        first, last = len(document.blocks), len(document.blocks)
        margin = min(len(document.blocks), _MOST_WITHOUT_BODY)
    reach = range(max(0, first - margin), min(len(document.blocks), last + 1 + margin)) if body or margin else range(0)
    for index in reach:
        outside = index < first or index > last
        if layout.parts[index] != ("furniture" if outside else "body"):
            continue
        block = document.blocks[index]
        position = block.start
        spans = []
        for piece in document.text[block.start : block.end].split("\n"):
            start = position + len(piece) - len(piece.lstrip())
            end = start + len(piece.strip())
            position += len(piece) + 1
            if end > start:
                spans.append((start, end))
        if not spans and block.kind == "rule":
            continue
        for n, (start, end) in enumerate(spans):
            opening = _opening(document.text, start, end)
            bold, italic = strong.end_at(opening, end), slanted.end_at(opening, end)
            lines.append(
                Line(start, end, opening, index, block.kind, n == 0, n == len(spans) - 1, bold, italic, outside)
            )
    return _join_ruled(document.text, lines)


def _opening(text: str, start: int, end: int) -> int:
    number = NUMBERING.match(text, start, min(end, start + 40)) or _STAMP.match(text, start, min(end, start + 40))
    return number.end() if number is not None and number.end() < end else start


def _join_ruled(text: str, lines: list[Line]) -> list[Line]:
    """The lines with each name, rule and office that stand on three of them as one line: "Ana Ilic / -- / Minister of Ports"."""
    joined: list[Line] = []
    skip = 0
    for i, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        if 0 < i + 2 < len(lines) and _is_ruled(text, *lines[i : i + 3]):
            office = lines[i + 2]
            line = msgspec.structs.replace(line, end=office.end, block=office.block, last=office.last)
            skip = 2
        joined.append(line)
    return joined


def _is_ruled(text: str, name: Line, rule: Line, office: Line) -> bool:
    short = max(name.end - name.start, office.end - office.start) <= _LONGEST_PART
    return short and rule.end - rule.start <= 3 and _RULE.fullmatch(text, rule.start, rule.end) is not None
