"""Figures by house: one whose pages the parser was fitted to should do no better than one it never saw.

A house is told by the gold's name up to its first "_", as all gold is named ("kremlin_54511"): folders of a corpus split a house
by year or format.
"""

from __future__ import annotations

import msgspec

from rostra.quality.measure import FIGURES
from rostra.quality.report import Report, means


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A house with its pages, its turns by gold, and the means over its pages."""

    name: str
    pages: int
    turns: int
    means: dict[str, float]


def house_of(page: str) -> str:
    """The house of a page of gold.

    >>> house_of("kremlin_54511")
    'kremlin'
    """
    return page.split("_", 1)[0]


def group_by_house(report: Report) -> list[House]:
    """The houses of a report, the lowest `turn_f1` first."""
    names = sorted({house_of(page.id) for page in report.pages})
    groups = [(name, [page for page in report.pages if house_of(page.id) == name]) for name in names]
    found = [
        House(name=name, pages=len(pages), turns=sum(page.turns for page in pages), means=means(pages))
        for name, pages in groups
    ]
    return sorted(found, key=lambda house: (house.means["turn_f1"], house.name))


def mean_of_houses(houses: list[House]) -> dict[str, float]:
    """Means over houses, so that a house with many pages does not drown the others."""
    columns = {name: [house.means[name] for house in houses if name in house.means] for name in FIGURES}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}
