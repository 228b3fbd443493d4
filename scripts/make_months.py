"""Write ``src/rostra/lexicon/data/months.toml``: the month names of all languages in CLDR.

Run by hand when CLDR moves on: ``pip install babel && python scripts/make_months.py``. CLDR's data are under the Unicode
licence, which allows their use in condensed form.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

TARGET = Path(__file__).parents[1] / "src/rostra/lexicon/data/months.toml"
HEADER = """\
# Month names, wide and abbreviated, genitive and stand-alone, of every language in CLDR.
# Written by scripts/make_months.py; forms that CLDR lacks are in month_forms.toml, kept by hand.
"""


def names_of(locale: Locale, month: int) -> list[str]:
    """All forms of one month in lower case, without a final full stop; empty when CLDR only has numbers."""
    forms: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            name = locale.months[context][width].get(month, "")
            forms.add(" ".join(name.casefold().replace("\u200e", "").split()).rstrip("."))
    return sorted(form for form in forms if len(form) > 1 and not any(c.isdigit() for c in form))


def table(code: str) -> list[str]:
    """The lines of one language's table; empty when it adds nothing to the rest."""
    locale = Locale.parse(code)
    rows = [(month, names_of(locale, month)) for month in range(1, 13)]
    if not any(forms for _, forms in rows):
        return []
    quoted = ((month, ", ".join(f'"{form}"' for form in forms)) for month, forms in rows)
    return [f"[{code}]", *(f"{month} = [{forms}]" for month, forms in quoted), ""]


def main() -> None:
    """Write the file; languages in alphabetical order."""
    lines = [HEADER]
    for code in sorted(locale_identifiers()):
        if "_" in code or code == "root":
            continue
        try:
            lines += table(code)
        except UnknownLocaleError:
            continue
    TARGET.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
