"""Columns in a terminal: widths in cells, where an East Asian character takes two and a mark none."""

from __future__ import annotations

import unicodedata

_APART, _END = "\u2068", "\u2069"
"""First strong isolate and its end: what stands between is set by itself, in the direction of its own letters."""


def clean(text: str) -> str:
    """`text` without what could steer a terminal (line breaks, control and direction signs); spaces at its ends stay."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)


def cells(text: str) -> int:
    """How many cells `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def head(text: str, width: int) -> str:
    """The beginning of `text` in exactly `width` cells, filled up with spaces at the end."""
    kept, room = _within(text, width)
    return kept + " " * room


def tail(text: str, width: int) -> str:
    """The end of `text` in exactly `width` cells, filled up with spaces at the beginning."""
    kept, room = _within(text[::-1], width)
    while kept and not _cells(kept[-1]):  # a mark whose letter is left out
        kept = kept[:-1]
    return " " * room + kept[::-1]


def _within(text: str, width: int) -> tuple[str, int]:
    """As many characters as fit into `width` cells, and the cells left over."""
    room = width
    for place, character in enumerate(text):
        if _cells(character) > room:
            return text[:place], room
        room -= _cells(character)
    return text, room


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of `text` that has a direction goes from right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def apart(text: str) -> str:
    """`text` so that a terminal which sets right-to-left text does not mix it with its neighbours."""
    return f"{_APART}{text}{_END}"


def bar(share: float, width: int) -> str:
    """A bar of up to `width` cells, in eighths of a cell; something is never nothing."""
    eighths = max(round(share * width * 8), 1 if share > 0 else 0)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()
