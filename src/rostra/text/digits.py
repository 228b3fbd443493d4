"""The digits of all scripts as those that expressions and `int` read, without moving a character."""

from __future__ import annotations

import unicodedata
from functools import cache


def plain_digits(text: str) -> str:
    """The same text, as long, with ASCII digits in place of all others."""
    return text if text.isascii() else text.translate(_digit_table())


@cache
def _digit_table() -> dict[int, str]:
    """Every decimal digit of Unicode beyond ASCII, as its ASCII counterpart; spaces and marks of direction as spaces."""
    table = {c: str(unicodedata.decimal(chr(c))) for c in range(0x80, 0x1FBFA) if chr(c).isdecimal()}
    spaces = dict.fromkeys((0xA0, 0x202F, 0x2009, 0x200E, 0x200F, 0x061C), " ")
    return table | spaces | dict.fromkeys((0x2010, 0x2011, 0x2212), "-") | {0xFF0F: "/", 0xFF0E: "."}
