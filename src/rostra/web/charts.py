"""Charts as geometry: what the templates draw as inline SVG. Widths are per cent of the chart, heights are pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

HEIGHT = 72
LETTER = 2.5
"""Per cent of the width that a digit takes under a chart of 300 pixels, the narrowest there is."""

LABEL_GAP = 2.5
"""Per cent between two labels."""

FEWEST = 12
"""A chart leaves room for so many bars: three years are three bars, not three slabs."""


class Bar(msgspec.Struct, frozen=True):
    """One bar with its place. `height` is 0 for nothing and at least 2 for something. `label` is "" where none is written."""

    x: float
    width: float
    height: float
    label: str
    title: str
    href: str
    pale: bool = False

    @property
    def top(self) -> float:
        """The upper edge, from the top of the chart."""
        return round(HEIGHT - self.height, 2)


class Column(msgspec.Struct, frozen=True):
    """What a bar shows: its name ("2014"), how much, words for it, and where it leads ("" = nowhere). A `pale` one is in doubt."""

    name: str
    count: float
    title: str
    href: str
    pale: bool = False


def bars(columns: Sequence[Column], highest: float = 0) -> tuple[Bar, ...]:
    """Bars side by side, the highest (or `highest`, of charts that share a scale) filling the chart. Empty for no columns."""
    if not columns:
        return ()
    highest = highest or max(column.count for column in columns) or 1
    step = 100 / max(len(columns), FEWEST)
    wide = LETTER * max(len(column.name) for column in columns)
    every = math.ceil((wide + LABEL_GAP) / step)
    return tuple(
        Bar(
            x=round(place * step, 3),
            width=round(step * 0.82, 3),
            height=min(max(2.0, round(column.count / highest * HEIGHT, 2)), HEIGHT) if column.count else 0.0,
            label=column.name if place % every == 0 and place * step <= 100 - wide else "",
            title=column.title,
            href=column.href if column.count else "",
            pale=column.pale,
        )
        for place, column in enumerate(columns)
    )


def years_between(years: Iterable[str]) -> list[str]:
    """All years from the first to the last that are given, gaps filled; the last hundred where there are more."""
    known = sorted(int(year) for year in years if year.isdecimal() and len(year) == 4)
    if not known:
        return []
    return [f"{year:04}" for year in range(max(known[0], known[-1] - 99), known[-1] + 1)]


FULL = 8
"""The darkest shade stands for at least so many: in a small archive two are not many."""


def heat(count: int, highest: int) -> int:
    """A step from 0 (nothing) to 5 (the most), on a logarithmic scale so that small months stay visible."""
    if count <= 0:
        return 0
    return 1 + min(4, int(4 * math.log(count) / math.log(max(highest, FULL)) + 1e-9))
