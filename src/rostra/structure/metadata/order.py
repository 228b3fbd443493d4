"""Which of a numeric date's two readings a page means: told by the day of the week beside it, other dates, and its country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rostra.structure.metadata.page import Page
from rostra.structure.metadata.remainder import weekdays
from rostra.text.dates import FoundDate, MonthNames, find_dates, weekday_of

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](?:\d{4})(?!\d)")
_BESIDE = re.compile(r"[\s,.(（)）、，،-]{0,3}")


def weekday_beside(line: str, found: FoundDate) -> int | None:
    """The day of the week (0: Monday) right before or after a date in its line; ``None`` where none stands there."""
    before, after = line[: found.start].split(), _BESIDE.sub("", line[found.end :], count=1).split()
    for word in (*before[-1:], *after[:1]):
        day = weekdays().get(word.strip(",.()（）、，،;:").casefold())
        if day is not None:
            return day
    return None


class Order:
    """Whether the page writes the day or the month first, from dates that leave no doubt, its facts and its country."""

    def __init__(self, page: Page, months: MonthNames, language: str | None) -> None:
        self.page = page
        self.months = months
        self.language = language
        self._month_first: bool | None = None

    def settle(self, found: FoundDate, line: str = "") -> str:
        """The date's value with day and month in the page's order, or in the one that fits a day of the week beside it."""
        if found.other is None:
            return found.value
        weekday = weekday_beside(line, found)
        fits = [value for value in (found.value, found.other) if weekday_of(value) == weekday]
        if len(fits) == 1:
            return fits[0]
        if self._month_first is None:
            self._month_first = self._decide(found)
        return found.other if self._month_first else found.value

    def _decide(self, found: FoundDate) -> bool:
        known = Counter(_fact_dates(self.page, self.months))
        if known[found.value] != known[found.other or ""]:
            return known[found.other or ""] > known[found.value]
        votes = self._votes()
        return votes > 0 if votes else self._american()

    def _votes(self) -> int:
        """Numeric dates of the whole page whose order is certain: those with the month first, less those with the day first."""
        votes = 0
        for match in _NUMERIC.finditer(self.page.document.text):
            first, second = int(match[1]), int(match[2])
            votes += (first <= 12 < second <= 31) - (second <= 12 < first <= 31)
        return votes

    def _american(self) -> bool:
        """Of all countries only a few write the month first; a page in English that says it is American does."""
        document = self.page.document
        locale = document.fact("html", "lang") or document.fact("meta", "og:locale") or document.language or ""
        return locale.replace("_", "-").lower() in ("en-us", "fil-ph", "es-us")


def _fact_dates(page: Page, months: MonthNames) -> Iterator[str]:
    """ISO dates in the page's facts."""
    for fact in page.document.facts:
        if fact.origin in ("meta", "json-ld", "time", "field") and len(fact.value) <= 40:
            for found in find_dates(fact.value, months):
                if found.other is None:
                    yield found.value
