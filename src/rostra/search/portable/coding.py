"""Ascending numbers as text: each as the step from the one before, a small step as a single character.

A step below 60 is the character of that place in `SIGNS`. A larger one begins with a character that stands for a remainder of
32, followed by the rest less 60: so steps up to 1,979 take two. No sign needs an escape in a string of JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SIGNS = "".join(chr(point) for point in range(33, 127) if chr(point) not in '"\\')
SMALL, REST = 60, 32


def _spell(step: int) -> str:
    spelt = ""
    while step >= SMALL:
        step, rest = divmod(step - SMALL, REST)
        spelt += SIGNS[SMALL + rest]
    return spelt + SIGNS[step]


_SPELT = [_spell(step) for step in range(4_096)]


def encode(numbers: Iterable[int], after: int = -1) -> str:
    """`numbers`, ascending, each greater than `after`."""
    spelt = []
    for number in numbers:
        step = number - after - 1
        spelt.append(_SPELT[step] if step < 4_096 else _spell(step))
        after = number
    return "".join(spelt)


def decode(text: str) -> Iterator[int]:
    """The numbers that `encode` wrote down."""
    at, number = 0, -1
    while at < len(text):
        digits = []
        while (sign := SIGNS.index(text[at])) >= SMALL:
            digits.append(sign - SMALL)
            at += 1
        step = sign
        for rest in reversed(digits):
            step = SMALL + rest + REST * step
        at += 1
        number += step + 1
        yield number
