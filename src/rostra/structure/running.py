"""Running headers: the lines that a printed page repeats at its head or foot, left in the text by a converter.

A page's number stands alone on a line; or a line comes again with nothing but a number changed, and that number counts the
pages ("Report of 19 May 2031   17", "19 May 2031 : Column 7"). Two such lines are enough where they carry a date, or where
one of them cuts a sentence in two. Lines that recur beside those (the name of the body that met) are of the header too. What
recurs alone is not: labels and rulings ("All those in favour?") recur as well, and a label now and then opens a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from rostra.lexicon.months import month_names
from rostra.structure.signals import Page
from rostra.text.dates import find_dates
from rostra.text.times import find_times

_LEAST_TIMES = 4  # three pages of one document were met with the same three questions in a row
_LINE_CHARS = 100
_REACH = 2  # lines between a page's number and the name above it
_BESIDE = 0.75  # of its printings that a line of the header has beside a page's number; a label has fewer
_LONGEST_NUMBER = 8  # digits; nothing printed has more pages
_MOST_STEP = 5  # pages whose header was lost between two that were kept
_NUMBER = re.compile(r"\d+")
_WHOLE_SENTENCE = re.compile(r"[.!?…。？！؟।:：)\]][”\"'’»」』]*\s*$")


def running_headers(page: Page) -> set[int]:
    """Indexes of the blocks that are running headers; empty for a page that was never paged."""
    short = [i for i, text in enumerate(page.texts) if 0 < len(text) <= _LINE_CHARS and not page.linked[i]]
    numbered = _alike(page, [i for i in short if _NUMBER.search(page.texts[i])])
    found = {i for shape, lines in numbered.items() if _number_pages(page, shape, lines) for i in lines}
    if not found:
        return set()
    near = {other for i in found for other in range(i - _REACH, i + _REACH + 1)}
    for shape, lines in _alike(page, short).items():
        beside = sum(1 for i in lines if i in near)
        if len(lines) >= _LEAST_TIMES and beside >= _BESIDE * len(lines) and ":" not in shape and "?" not in shape:
            found.update(lines[1:])  # the first is the title
    return found


def _alike(page: Page, lines: list[int]) -> dict[str, list[int]]:
    """The blocks by what they print, all numbers alike."""
    alike: dict[str, list[int]] = defaultdict(list)
    for i in lines:
        alike[_NUMBER.sub("#", page.texts[i])].append(i)
    return alike


def _number_pages(page: Page, shape: str, lines: list[int]) -> bool:
    """Whether the lines of this shape are the numbers of pages, or headers with such a number."""
    if len(lines) < 2:
        return False
    if not any(c.isalpha() for c in shape):
        return len(lines) >= _LEAST_TIMES and shape.strip("-–—[](). ") == "#"
    texts = [page.texts[i] for i in lines]
    dated = any(len(date.value) == 10 for date in find_dates(texts[0], month_names()))
    if dated and len(lines) >= _LEAST_TIMES:
        return True
    return _count_up(texts) and (dated or any(_cuts(page, i) for i in lines))


def _count_up(texts: list[str]) -> bool:
    """Whether the last or the first number of the lines, and no other but their dates, goes up from line to line by a page or a
    few. Clock times go up as well."""
    if any(find_times(text) for text in texts[:2]):
        return False
    numbers = [_undated_numbers(text) for text in texts]
    if not numbers[0] or len({len(found) for found in numbers}) > 1:
        return False
    changing = {k for one, other in pairwise(numbers) for k in range(len(one)) if one[k] != other[k]}
    steps = [other[k] - one[k] for one, other in pairwise(numbers) for k in changing]
    return changing in ({0}, {len(numbers[0]) - 1}) and all(0 < step <= _MOST_STEP for step in steps)


def _undated_numbers(text: str) -> list[int]:
    """The numbers of a line that are no part of a date, in order."""
    at = 0
    rest = []
    for date in find_dates(text, month_names()):
        rest.append(text[at : date.start])
        at = max(at, date.end)
    return [int(digits) for digits in _NUMBER.findall(" ".join([*rest, text[at:]])) if len(digits) < _LONGEST_NUMBER]


def _cuts(page: Page, i: int) -> bool:
    """Whether the line stands inside a sentence that goes on behind it."""
    before = page.texts[i - 1] if i else ""
    behind = page.texts[i + 1] if i + 1 < len(page.texts) else ""
    return bool(before) and not _WHOLE_SENTENCE.search(before) and behind[:1].islower()
