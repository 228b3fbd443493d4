"""Plain text, as cut from a page, scanned, or taken out of a record.

Stray markup is common in it: names in angle brackets that a typist's program left around speeches and headings. A tag counts as
markup when the text also closes it; "<inaudible>" alone is something that was printed.
"""

from __future__ import annotations

import html
import re

from rostra.model import Capture, Document, Mark
from rostra.model.document import MarkKind
from rostra.readers.compose import Composer
from rostra.readers.cut import note_cut_text
from rostra.readers.elements import MARKS
from rostra.readers.lines import PARAGRAPH_BREAK, lay_out
from rostra.text.decode import Decoded
from rostra.text.spaces import strip_invisible

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_-]{0,40})[ ]?/?>")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_INLINE = frozenset((*MARKS, "span", "font", "a", "small", "big", "sub", "tt"))


def read_text(capture: Capture, decoded: Decoded) -> Document:
    """The document of a plain text: a block a paragraph, with the line on which it begins as locator."""
    composer = Composer()
    composer.issues += decoded.issues
    note_cut_text(decoded.text, composer)
    read_lines(decoded.text, composer)
    return composer.document("text/plain", decoded.encoding)


def read_lines(text: str, composer: Composer) -> None:
    """Read laid-out text onto `composer`."""
    raw, marks = _untag(strip_invisible(_ENTITY.sub(lambda match: html.unescape(match.group()), text)))
    for piece in lay_out(raw, marks):
        composer.add(piece.kind, piece.text, piece.marks, level=piece.level, locator=f"line {piece.line}")


def _untag(text: str) -> tuple[str, list[Mark]]:
    """`text` without stray tags, and the marks that the inline ones made. Other tags stand for the edge of a block."""
    closed = {match[2].lower() for match in _TAG.finditer(text) if match[1]}
    if not closed:
        return text, []
    pieces: list[str] = []
    marks: list[Mark] = []
    begun: dict[MarkKind, int] = {}
    at = length = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name not in closed:
            continue
        piece = text[at : match.start()] + ("" if name in _INLINE else PARAGRAPH_BREAK)
        pieces.append(piece)
        length += len(piece)
        at = match.end()
        if kind := MARKS.get(name):
            _mark(kind, bool(match[1]), length, begun, marks)
    pieces.append(text[at:])
    return "".join(pieces), marks


def _mark(kind: MarkKind, closes: bool, at: int, begun: dict[MarkKind, int], marks: list[Mark]) -> None:
    if not closes:
        begun.setdefault(kind, at)
    elif (start := begun.pop(kind, at)) < at:
        marks.append(Mark(kind, start, at))
