"""Running headers: the lines that a printed page repeats at its head or foot, left in the text by a converter.

A page's number stands alone on a line, or a line with a date comes again and again with nothing but its numbers changed
("19 May 2031 : Column 7"). Lines that recur beside those (the name of the body that met) are of the header too. What recurs
alone is not: labels and rulings ("All those in favour?") recur as well.
"""

from __future__ import annotations

import re
from collections import Counter

from rostra.structure.edges import month_names
from rostra.structure.signals import Page
from rostra.text.dates import find_dates

_LEAST_TIMES = 4  # three pages of one document were met with the same three questions in a row
_LINE_CHARS = 100
_REACH = 2  # lines between a page's number and the name above it
_NUMBER = re.compile(r"\d+")


def running_headers(page: Page) -> set[int]:
    """Indexes of the blocks that are running headers; empty for a page that was never paged."""
    shapes = {i: _NUMBER.sub("#", text) for i, text in enumerate(page.texts) if 0 < len(text) <= _LINE_CHARS}
    counts = Counter(shapes.values())
    examples = {shape: page.texts[i] for i, shape in shapes.items()}
    numbered = {
        shape
        for shape, count in counts.items()
        if count >= _LEAST_TIMES and "#" in shape and _is_numbering(shape, examples[shape])
    }
    if not numbered:
        return set()
    found = {i for i, shape in shapes.items() if shape in numbered}
    seen: set[str] = set()
    for i, shape in shapes.items():
        beside = any(other in found for other in range(i - _REACH, i + _REACH + 1))
        if beside and shape in seen and counts[shape] >= _LEAST_TIMES and ":" not in shape and "?" not in shape:
            found.add(i)
        seen.add(shape)
    return found


def _is_numbering(shape: str, example: str) -> bool:
    """Whether the lines of this shape are bare numbers, or carry a full date."""
    if not any(c.isalpha() for c in shape):
        return shape.strip("-–—[](). ") == "#"
    return any(len(date.value) == 10 for date in find_dates(example, month_names()))
