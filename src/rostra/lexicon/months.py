"""What month a word names, in the Gregorian calendar and in others, and what stands between the parts of a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from rostra.lexicon import load, phrases


class MonthNames(dict[str, int]):
    """Every word for a Gregorian month, case-folded and without full stop, to its month (1-12), with the other words of dates.

    `others` are months of other calendars: word to (calendar, month). `glue` are words between day, month and year, `year_glue`
    those between month and year alone, `old_style` those after a date of the Julian calendar; all are case-folded and without
    punctuation at their edges. `calendar` is that of dates in numbers whose year is no Gregorian one.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]  # each is made once and never changed

    def __init__(self, gregorian: Mapping[str, int], calendar: str | None = None) -> None:
        super().__init__(gregorian)
        self.calendar = calendar
        self.others = _others()
        self.glue = phrases("date_glue", "glue") | phrases("date_forms", "glue")
        self.year_glue = phrases("date_forms", "year_glue")
        self.old_style = phrases("date_forms", "old_style")


@cache
def month_names(language: str | None = None) -> MonthNames:
    """The words of dates, languages together.

    Where they differ ("listopad" is October or November) the page's own `language` (BCP 47) wins, then English, then what most
    languages mean. A language that the lists do not have changes nothing.
    """
    tables = (load("months"), load("month_forms"))
    if language is not None:
        own = _of(language)
        calendar = load("date_forms")["all"]["calendars"].get(language.partition("-")[0])
        agreed = own.items() <= month_names().items() and calendar is None
        return month_names() if agreed else MonthNames({**month_names(), **own}, calendar)
    votes: dict[str, Counter[int]] = {}
    for tag in dict.fromkeys(tag for table in tables for tag in table):
        for word, month in _of(tag).items():
            votes.setdefault(word, Counter())[month] += 1
    names = {word: count.most_common(1)[0][0] for word, count in votes.items() if _is_plain(word)}
    return MonthNames(names | _of("en"))


def _is_plain(word: str) -> bool:
    """Whether a word means a Gregorian month in a text of any language: not two letters ("su"), nor a word for an Ethiopic month,
    whose years look like Gregorian ones (in Tigrinya alone it is either)."""
    ethiopic = any(calendar == "ethiopic" for calendar, _ in _others().get(word, ()))
    return not ethiopic and (len(word) > 2 or not word.isascii())


def _of(tag: str) -> dict[str, int]:
    """The month words of one language; empty for one without any."""
    return {
        normalize("NFC", word.casefold()).rstrip("."): int(number)
        for table in (load("months"), load("month_forms"))
        for number, words in table.get(tag, {}).items()
        for word in words
        if len(word.rstrip(".")) > 1
    }


@cache
def _others() -> dict[str, tuple[tuple[str, int], ...]]:
    """A word to the calendars that have it, with their month of that name."""
    found: dict[str, list[tuple[str, int]]] = {}
    for table in (load("calendars"), load("date_forms")):
        for calendar in (name for name in table if name != "all"):
            for number, words in table[calendar].items():
                for word in words:
                    found.setdefault(word.casefold(), []).append((calendar, int(number)))
    return {word: tuple(dict.fromkeys(months)) for word, months in found.items()}
