"""Write ``months.toml`` and ``weekdays.toml`` in ``src/rostra/lexicon/data``: names of months and days in all languages of CLDR.

Run by hand when CLDR moves on: ``pip install babel && python scripts/make_calendar.py``. CLDR's data are under the Unicode
licence, which allows their use in condensed form.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

DATA = Path(__file__).parents[1] / "src/rostra/lexicon/data"
MONTHS_HEADER = """\
# Month names, wide and abbreviated, genitive and stand-alone, of every language in CLDR.
# Written by scripts/make_calendar.py; forms that CLDR lacks are in month_forms.toml, kept by hand.
"""


WEEKDAYS_HEADER = """\
# Names of the days of the week, Monday (0) to Sunday (6), of every language in CLDR.
# Written by scripts/make_calendar.py.
"""


def forms(tables: Any, number: int, widths: tuple[str, ...]) -> list[str]:
    """All forms of one month or day in lower case, without a final full stop; empty when CLDR only has numbers."""
    found: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in widths:
            name = tables[context][width].get(number, "")
            found.add(" ".join(name.casefold().replace("\u200e", "").split()).rstrip("."))
    return sorted(form for form in found if len(form) > 1 and not any(c.isdigit() for c in form))


def rows(code: str, tables: Any, numbers: range, widths: tuple[str, ...]) -> list[str]:
    """The lines of one language's table; empty when CLDR has no names in it."""
    named = [(number, forms(tables, number, widths)) for number in numbers]
    if not any(words for _, words in named):
        return []
    quoted = ((number, ", ".join(f'"{word}"' for word in words)) for number, words in named)
    return [f"[{code}]", *(f"{number} = [{words}]" for number, words in quoted), ""]


def languages() -> Iterator[Locale]:
    """One locale a language, in alphabetical order."""
    for code in sorted(locale_identifiers()):
        if "_" not in code and code != "root":
            with contextlib.suppress(UnknownLocaleError):
                yield Locale.parse(code)


def main() -> None:
    """Write both files."""
    months, weekdays = [MONTHS_HEADER], [WEEKDAYS_HEADER]
    for locale in languages():
        months += rows(locale.language, locale.months, range(1, 13), ("wide", "abbreviated"))
        weekdays += rows(locale.language, locale.days, range(7), ("wide",))
    (DATA / "months.toml").write_text("\n".join(months).rstrip() + "\n", "utf-8")
    (DATA / "weekdays.toml").write_text("\n".join(weekdays).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
