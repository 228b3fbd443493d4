"""Which of a numeric date's two readings a page means: told by the day of the week beside it, by other dates of the page and of its
address, by how it is written, by the page's language and country. Where none of them tells, both readings are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from rostra.structure.metadata.page import Page
from rostra.structure.metadata.remainder import weekdays
from rostra.text.dates import FoundDate, MonthNames, find_dates, iso_date, weekday_of

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](?:\d{4})(?!\d)")
_BESIDE = re.compile(r"[\s,.(（)）、，،-]{0,3}")
_POINTS = re.compile(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.")
_ADDRESS_DATE = re.compile(r"[/=_-](?P<year>(?:19|20)\d\d)[/-](?P<month>[01]?\d)[/-](?P<day>[0-3]?\d)(?=[/?_.-]|$)")
_HOST = re.compile(r"^[a-z+]+://[^/?#]*\.(?P<top>[a-z]{2,6})(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)

READ = 60_000
"""Characters of the text that are read for other dates; only a page whose order nothing else tells is read so far."""

MONTH_FIRST = frozenset(("en-us", "es-us", "fil", "fil-ph", "us", "gov", "mil"))
"""Locales and top level domains that write the month first; of all countries only a few do."""

EITHER = frozenset(("", "en", "en-ph", "en-ca", "ph", "ca", "io", "co", "tv", "me", "ai", "fm", "ly", "cc", "eu"))
"""Those that write both, or that are used all over the world."""


class Reading(msgspec.Struct, frozen=True):
    """What a date says: its value, and the other one that it may as well have (``None`` where the page tells)."""

    value: str
    other: str | None = None


def weekday_beside(line: str, found: FoundDate) -> int | None:
    """The day of the week (0: Monday) right before or after a date in its line; ``None`` where none stands there."""
    before, after = line[: found.start].split(), _BESIDE.sub("", line[found.end :], count=1).split()
    for word in (*before[-1:], *after[:1]):
        day = weekdays().get(word.strip(",.()（）、，،;:").casefold())
        if day is not None:
            return day
    return None


def date_in_address(address: str) -> str | None:
    """The day in an address ("/2014/08/06/"); ``None`` when it has none."""
    match = _ADDRESS_DATE.search(address)
    return iso_date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


class Order:
    """Whether the page writes the day or the month first, from dates that leave no doubt, its facts and its country."""

    def __init__(self, page: Page, months: MonthNames, language: str | None) -> None:
        self.page = page
        self.months = months
        self.language = language
        self._month_first: bool | None = None
        self._told = False

    def settle(self, found: FoundDate, line: str = "") -> Reading:
        """The date's value with day and month in the page's order, or in the one that fits a day of the week beside it."""
        if found.other is None:
            return Reading(found.value)
        weekday = weekday_beside(line, found)
        fits = [value for value in (found.value, found.other) if weekday_of(value) == weekday]
        if len(fits) == 1:
            return Reading(fits[0])
        if not self._told:
            self._month_first, self._told = self._decide(found), True
        if self._month_first is None and _POINTS.match(line, found.start):
            return Reading(found.value)  # nobody sets points between month, day and year
        first, second = (found.other, found.value) if self._month_first else (found.value, found.other)
        return Reading(first, second if self._month_first is None else None)

    def _decide(self, found: FoundDate) -> bool | None:
        """Whether the month stands first; ``None`` when nothing tells."""
        votes = self._known(found, _fact_dates(self.page, self.months)) or self._votes()
        if votes:
            return votes > 0
        place = self._by_country()
        if place is not None:
            return place
        votes = self._known(found, self._dates_in_words()) or self._words_votes()
        return votes > 0 if votes else None

    def _known(self, found: FoundDate, dates: Iterator[str]) -> int:
        """Dates of the page that are the reading with the month first, less those that are the other one."""
        known = Counter(dates)
        return known[found.other or ""] - known[found.value]

    def _dates_in_words(self) -> Iterator[str]:
        return (date.value for date in find_dates(self.page.document.text[:READ], self.months) if date.other is None)

    def _words_votes(self) -> int:
        """Dates in words that put the month first ("May 3, 2031"), less those that put the day first: whoever writes the one way in
        words writes numbers so as well. 0 where there are both."""
        text = self.page.document.text[:READ]
        words = [
            f
            for f in find_dates(text, self.months)
            if len(f.value) == 10 and any(map(str.isalpha, text[f.start : f.end]))
        ]
        first = sum(text[f.start].isalpha() for f in words)
        return first if first == len(words) else -len(words) if not first else 0

    def _votes(self) -> int:
        """Numeric dates of the whole page whose order is certain: those with the month first, less those with the day first."""
        votes = 0
        for match in _NUMERIC.finditer(self.page.document.text):
            first, second = int(match[1]), int(match[2])
            votes += (first <= 12 < second <= 31) - (second <= 12 < first <= 31)
        return votes

    def _by_country(self) -> bool | None:
        """What the country of its address does, else that of its locale, else its language; ``None`` where both are used."""
        document = self.page.document
        locale = document.fact("html", "lang") or document.fact("meta", "og:locale") or document.language or ""
        hosts = (_HOST.match(address) for _, address in self.page.addresses)
        tops = [match["top"].lower() for match in hosts if match]
        for name in (*tops[:1], locale.replace("_", "-").lower(), (self.language or "").lower()):
            if name in MONTH_FIRST:
                return True
            if name not in EITHER and (len(name) == 2 or "-" in name or name == self.language):
                return False
        return None


def _fact_dates(page: Page, months: MonthNames) -> Iterator[str]:
    """Dates in the page's facts and address that leave no doubt."""
    for fact in page.document.facts:
        if fact.origin in ("meta", "json-ld", "time", "field") and len(fact.value) <= 40:
            for found in find_dates(fact.value, months):
                if found.other is None:
                    yield found.value
    yield from (date for _, address in page.addresses if (date := date_in_address(address)))
