"""Pictures of a statement or a quotation, 1200 x 630, for those who show a link to it.

Words are set as large as they fit, and cut where even the smallest is too large. Scripts whose letters join or run from the right
need Pillow with Raqm; where it, or a font with all the characters, is missing, the card shows the name of the site in place of
wrong words.
"""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

import msgspec

from rostra.web.fonts import find_face

WIDTH, HEIGHT = 1200, 630
MARGIN, BAR = 84, 14
PAPER, INK, QUIET, ACCENT = "#fbfaf7", "#1d1b18", "#645f56", "#8a2b1d"
SIZES = (68, 60, 54, 48, 43, 38, 34)
"""Pixels of the words' type: the first at which they fit. 34 is still read in a timeline on a phone."""

SPACING = 1.3
TOP, BOTTOM = 150, 470
"""Between these lines stand the words."""

SMALL = 30
LONGEST = 600
"""Characters that are looked at: some 450 fit at the smallest size."""

KEPT = 64
"""Cards kept: some 20 kB each."""

AT_ONCE = 2
"""Cards drawn at a time: each keeps a core busy for some 60 ms."""

_JOINED = (
    "ARABIC", "HEBREW", "SYRIAC", "THAANA", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER", "MONGOLIAN",
)  # fmt: skip
_FROM_RIGHT = ("R", "AL")
_NOT_FIRST = "，。、；：？！）》」』】”’…,.;:?!)"
_drawing = BoundedSemaphore(AT_ONCE)


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a card. `words` is a title, or (`quoted`) what was said; `name` is who said it, "" for nobody in
    particular; `about` is when and where. `accent` ("#8a2b1d") is the site's colour."""

    words: str
    site: str
    name: str = ""
    about: str = ""
    quoted: bool = False
    accent: str = ACCENT


@lru_cache(KEPT)
def draw(card: Card) -> bytes:
    """The card as PNG."""
    from PIL import Image, ImageDraw

    with _drawing:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        pen = ImageDraw.Draw(image)
        right = _is_from_right(card.words)
        pen.rectangle((WIDTH - BAR, 0, WIDTH, HEIGHT) if right else (0, 0, BAR, HEIGHT), fill=card.accent)
        if _words(pen, card.words, quoted=card.quoted, right=right):
            _line(pen, card.site, 92, SMALL, card.accent, right=right, serif=True, bold=True)
        else:
            _words(pen, card.site, quoted=False, right=right)
        pen.line((MARGIN, 516, WIDTH - MARGIN, 516), fill="#dfdad0", width=2)
        named = _line(pen, card.name, 562, SMALL, INK, right=right, bold=True)
        _line(pen, card.about, 602 if named else 562, 26 if named else SMALL, QUIET if named else INK, right=right)
        written = io.BytesIO()
        image.quantize(48, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _words(pen: Any, words: str, *, quoted: bool, right: bool) -> bool:
    """Draw the title or quotation in the largest type in which it fits; whether it could be drawn."""
    text = _clean(words)[:LONGEST]
    before, after = ("«", "»") if right else ("“", "”")
    text = f"{before}{text}{after}" if quoted and text else text
    if not text or (face := _loadable(text + "…", serif=True, bold=not quoted)) is None:
        return False
    more = _direction(text)
    end = f"…{after}" if quoted else "…"
    for size in SIZES:
        font = face(size)
        room = int((BOTTOM - TOP) / (size * SPACING))
        lines = _wrapped(text, font, more)
        if len(lines) <= room:
            break
    else:
        lines = [*lines[: room - 1], _cut(lines[room - 1], font, more, end=end)]
    height = len(lines) * size * SPACING
    y = TOP + (BOTTOM - TOP - height) / 2 + size
    for line in lines:
        _put(pen, line, y, font, INK, more, right=right)
        y += size * SPACING
    return True


def _line(
    pen: Any, text: str, y: float, size: int, colour: str, *, right: bool, serif: bool = False, bold: bool = False
) -> bool:
    """Draw one line, cut where it is too long; whether a font has its characters."""
    text = _clean(text)[:200]
    if not text or (face := _loadable(text + "…", serif=serif, bold=bold)) is None:
        return False
    more = _direction(text)
    font = face(size)
    lines = _wrapped(text, font, more)
    _put(pen, lines[0] if len(lines) == 1 else _cut(lines[0], font, more), y, font, colour, more, right=right)
    return True


def _put(pen: Any, text: str, y: float, font: Any, colour: str, more: dict[str, str], *, right: bool) -> None:
    pen.text(
        (WIDTH - MARGIN if right else MARGIN, y), text, font=font, fill=colour, anchor="rs" if right else "ls", **more
    )


def _loadable(text: str, *, serif: bool, bold: bool) -> Any:
    """What makes a font for `text` of a size; ``None`` where nothing can draw it as it is written."""
    from PIL import ImageFont, features

    if _needs_shaping(text) and not features.check("raqm"):
        return None
    found = find_face(text, serif=serif, bold=bold)
    if found is None:
        return ImageFont.load_default if max(map(ord, text.replace("…", ""))) < 0x100 else None
    return lambda size: _truetype(found.file, found.index, size)


@lru_cache(64)
def _truetype(file: str, index: int, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(file, size, index=index)


def _needs_shaping(text: str) -> bool:
    return any(unicodedata.name(char, "").startswith(_JOINED) for char in set(text) if char > "\u0590")


def _direction(text: str) -> dict[str, str]:
    """What the first letter with a direction says; nothing for text from the left."""
    return {"direction": "rtl"} if _is_from_right(text) else {}


def _is_from_right(text: str) -> bool:
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", *_FROM_RIGHT)), "L") in _FROM_RIGHT


def _wrapped(text: str, font: Any, more: dict[str, str]) -> list[str]:
    """The text in lines that fit between the margins; words that are too long by themselves are broken."""
    lines = [""]
    for piece in _pieces(text):
        if not lines[-1] or _width(lines[-1] + piece.rstrip(), font, more) <= WIDTH - 2 * MARGIN:
            lines[-1] += piece
            continue
        lines[-1] = lines[-1].rstrip()
        lines.append(piece)
    return [part for line in lines for part in _broken(line.rstrip(), font, more)]


def _pieces(text: str) -> list[str]:
    """What may not be parted: a word with its space, or a single wide character with the marks that may not open a line."""
    pieces: list[str] = []
    for char in text:
        alone = unicodedata.east_asian_width(char) in "WF" and char not in _NOT_FIRST
        after_space = pieces and pieces[-1].endswith(" ")
        after_wide = pieces and unicodedata.east_asian_width(pieces[-1][-1]) in "WF" and char not in _NOT_FIRST
        if not pieces or alone or after_space or (after_wide and char != " "):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _broken(line: str, font: Any, more: dict[str, str]) -> list[str]:
    parts = []
    while len(line) > 1 and _width(line, font, more) > WIDTH - 2 * MARGIN:
        too_wide = bisect_left(
            range(1, len(line)), True, key=lambda n: _width(line[:n], font, more) > WIDTH - 2 * MARGIN
        )  # of 1, 2, ... characters: so many prefixes fit
        fits = max(1, too_wide)
        parts.append(line[:fits])
        line = line[fits:]
    return [*parts, line]


def _cut(line: str, font: Any, more: dict[str, str], *, end: str = "…") -> str:
    """The line up to a word's end with `end` behind it, which fits."""
    while line and _width(line + end, font, more) > WIDTH - 2 * MARGIN:
        head, space, _ = line.rpartition(" ")
        line = head if space else line[:-1]
    return line.rstrip(" ,;:–-") + end


def _width(text: str, font: Any, more: dict[str, str]) -> float:
    return float(font.getlength(text, **more))


def _clean(text: str) -> str:
    """On one line, without characters that draw nothing."""
    flat = " ".join(text.split())
    return "".join(char for char in flat if unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn"))
