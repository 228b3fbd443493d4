"""Write the word lists of dates in ``src/rostra/lexicon/data`` from CLDR: months, days of the week, other calendars, ties.

Run by hand when CLDR moves on: ``pip install babel && python scripts/make_calendar.py``. Names of other calendars' months come
from Node.js (any release with full ICU), since babel has the Gregorian calendar alone; of that the forms of both are kept. Dates as
ICU prints them go to ``tests/text/cldr_dates.json``. CLDR's data are under the Unicode licence, which allows their use in condensed
form.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/rostra/lexicon/data"
MONTHS_HEADER = """\
# Month names of every language in CLDR, wide and abbreviated, as they stand in a date and alone, of all its scripts and countries.
# Written by scripts/make_calendar.py; forms that CLDR lacks are in month_forms.toml, kept by hand.
"""
WEEKDAYS_HEADER = """\
# Names of the days of the week, Monday (0) to Sunday (6), of every language in CLDR.
# Written by scripts/make_calendar.py.
"""
CALENDARS_HEADER = """\
# Month names of calendars other than the Gregorian, numbered as CLDR does (of the Hebrew calendar 1 is Tishri and 6 the first Adar
# of a leap year). Written by scripts/make_calendar.py; spellings that CLDR lacks are in date_forms.toml, kept by hand.
"""
GLUE_HEADER = """\
# What stands between day, month and year in the date formats of CLDR ("6 de agosto de 2014"), punctuation aside.
# Written by scripts/make_calendar.py; what CLDR lacks is in date_forms.toml, kept by hand.
"""
CALENDARS = {
    "persian": (12, "fa ps ckb uz-Arab tg az tr ar en fr de es ru"),
    "islamic": (12, "ar fa ur ps sd ckb tr az en fr de es ru id ms bn ha so sw uz kk ky tt ug"),
    "hebrew": (13, "he yi en fr de es ru ar"),
    "ethiopic": (13, "am ti en"),
    "indian": (12, "hi en mr gu bn ta te kn ml or pa as ne sa ur"),
}
"""How many months each has, and the languages that write its dates: those of the countries that use it and a few of wide use."""
NODE = r"""
const found = [];
for (const [calendar, [, languages]] of Object.entries(JSON.parse(require('fs').readFileSync(0))))
  for (const locale of Intl.DateTimeFormat.supportedLocalesOf(languages.split(' ')))
    for (const month of calendar == 'gregory' ? ['long', 'short'] : ['long'])
      for (const rest of [{}, {day: 'numeric', year: 'numeric'}]) {
        const shape = new Intl.DateTimeFormat(`${locale}-u-ca-${calendar}`, {month, timeZone: 'UTC', ...rest});
        const full = {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'};  // "7" or, of Hebrew months, "Nisan"
        const number = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, full);
        const step = calendar == 'gregory' ? 28 : 5, last = calendar == 'gregory' ? 365 : 760;  // a leap year of thirteen months
        for (let day = 0; day < last; day += step) {
          const time = Date.UTC(2013, 8, 6) + day * 864e5, parts = shape.formatToParts(time);
          const at = parts.findIndex(part => part.type == 'month'), before = at ? parts[at - 1].value : '';
          const prefix = (before.match(/\p{L}+$/u) || [''])[0];
          const value = number.formatToParts(time).find(part => part.type == 'month').value;
          found.push([locale, calendar, value, prefix + parts[at].value]);
        }
      }
console.log(JSON.stringify(found));
"""
PRINT = r"""
const printed = [], days = [[2014, 8, 6], [1999, 12, 3], [2021, 5, 17], [1963, 2, 28]];
for (const [calendar, locales] of Object.entries(JSON.parse(require('fs').readFileSync(0))))
  for (const locale of Intl.DateTimeFormat.supportedLocalesOf(locales.split(' ')))
    days.slice(0, calendar == 'gregory' ? 2 : 4).forEach(([year, month, day], at) => {
      const style = at && calendar == 'gregory' ? 'medium' : at ? 'long' : 'full', shape = {dateStyle: style, timeZone: 'UTC'};
      const time = Date.UTC(year, month - 1, day), iso = new Date(time).toISOString().slice(0, 10);
      printed.push([locale, calendar, new Intl.DateTimeFormat(`${locale}-u-ca-${calendar}`, shape).format(time), iso]);
    });
console.log(JSON.stringify(printed));
"""
PRINTED = {
    "persian": "fa ps uz-Arab", "islamic-umalqura": "ar fa ur tr id bn", "hebrew": "he fr", "ethiopic": "am",
    "indian": "hi mr bn ta te", "buddhist": "th lo km", "japanese": "ja", "roc": "zh-Hant",
}  # fmt: skip
HEBREW = (
    "Tishri",
    "Heshvan",
    "Kislev",
    "Tevet",
    "Shevat",
    "Adar I",
    "Adar",
    "Nisan",
    "Iyar",
    "Sivan",
    "Tamuz",
    "Av",
    "Elul",
)
LITERAL = re.compile(r"'((?:[^']|'')*)'|([^a-zA-Z']+)|([a-zA-Z])\3*")
MARKS = " \t\u00a0\u202f\u200e\u200f.,،、·/()°:؛;-–—'’"
ROOT_MONTH = re.compile(r"m\d\d")  # what CLDR has where a language has no name
ROOT_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
DATE_FIELDS = frozenset("yMLdGE")


def locales() -> Iterator[Locale]:
    """All locales, in alphabetical order of their names."""
    for code in sorted(locale_identifiers()):
        if code != "root":
            with contextlib.suppress(UnknownLocaleError, ValueError):
                yield Locale.parse(code)


def folded(name: str) -> str:
    """A name in lower case, with single spaces and without a final full stop or invisible marks."""
    return " ".join(
        unicodedata.normalize("NFC", name.casefold()).replace("\u200e", "").replace("\u200f", "").split()
    ).rstrip(".")


def pieces(pattern: str) -> list[tuple[str, str]]:
    """A date pattern as (kind, text): a field's letter, or "" for literal text.

    >>> pieces("d 'de' MMMM")
    [('d', 'd'), ('', ' de '), ('M', 'MMMM')]
    """
    parts = []
    for quoted, plain, letter in LITERAL.findall(pattern):
        parts.append((letter, letter) if letter else ("", quoted.replace("''", "'") or plain))
    return [
        (kind, "".join(text for _, text in run)) if not kind else (kind, kind)
        for kind, group in groupby(parts, key=lambda part: part[0])
        for run in [list(group)]
    ]


def patterns(locale: Locale) -> Iterator[str]:
    """The patterns of whole dates of a locale."""
    for style in ("full", "long", "medium"):
        yield locale.date_formats[style].pattern
    for skeleton in ("yMMMd", "yMMMMd", "yMMM", "yMMMM", "yMMMEd", "GyMMMd"):
        if skeleton in locale.datetime_skeletons:
            yield locale.datetime_skeletons[skeleton].pattern


def month_forms(locale: Locale, number: int) -> set[str]:
    """All forms of one month, and those with what a date writes together with it (Hebrew "in", Mongolian endings)."""
    names = {
        folded(locale.months[context][width].get(number, ""))
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    }
    affixes = {("", "")}
    for pattern in patterns(locale):
        parts = [("", ""), *pieces(pattern), ("", "")]
        for (kind, before), (field, _), (after_kind, after) in zip(parts, parts[1:], parts[2:], strict=False):
            if field in ("M", "L"):
                prefix = re.search(r"[^\W\d_]+[’']?$", before) if not kind else None
                suffix = re.match(r"[^\W\d_]+", after) if not after_kind else None
                affixes.add((prefix[0] if prefix else "", suffix[0] if suffix else ""))
    whole = {folded(before + name + after) for name in names for before, after in affixes if name}
    return {
        name for name in whole if len(name) > 1 and any(c.isalpha() for c in name) and not ROOT_MONTH.fullmatch(name)
    }


def glue(locale: Locale) -> Iterator[str]:
    """The words between the fields of a locale's dates."""
    for pattern in patterns(locale):
        parts = pieces(pattern)
        fields = [i for i, (kind, _) in enumerate(parts) if kind in DATE_FIELDS and kind not in "EG"]
        for kind, text in parts[min(fields, default=0) : max(fields, default=0)]:
            words = folded(text).strip(MARKS) if not kind else ""
            if words and not words.isdigit():
                yield words
        if "G" in pattern and 1 in locale.eras["abbreviated"]:
            yield folded(locale.eras["abbreviated"][1]).strip(MARKS)


def quoted(words: Iterable[str]) -> str:
    """Words as the inside of a TOML list."""
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in sorted(words))


def table(named: dict[str, dict[int, set[str]]]) -> str:
    """TOML tables of lists by number; languages without any name are left out."""
    lines = []
    for code, numbers in sorted(named.items()):
        if any(numbers.values()):
            lines += [f"[{code}]", *(f"{number} = [{quoted(words)}]" for number, words in sorted(numbers.items())), ""]
    return "\n".join(lines).rstrip() + "\n"


def run_node(script: str, asked: object) -> list[list[str]]:
    """What a script prints as JSON when it reads `asked`."""
    done = subprocess.run(["node", "-e", script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    answer: list[list[str]] = json.loads(done.stdout)
    return answer


def ask_node(calendars: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str, int, str]]:
    """(language, calendar, month, name) of the months of all calendars, as ICU writes them."""
    for locale, calendar, number, name in run_node(NODE, calendars):
        month = HEBREW.index(number.replace("Adar II", "Adar")) + 1 if calendar == "hebrew" else int(number)
        if len(folded(name)) > 1 and any(c.isalpha() for c in name) and not ROOT_MONTH.fullmatch(folded(name)):
            yield locale.split("-")[0], calendar, month, folded(name)


def main() -> None:
    """Write all files."""
    months: dict[str, dict[int, set[str]]] = defaultdict(lambda: {number: set() for number in range(1, 13)})
    tags = []
    weekdays: dict[str, dict[int, set[str]]] = defaultdict(lambda: {number: set() for number in range(7)})
    ties: set[str] = set()
    for locale in locales():
        tags.append("-".join(filter(None, (locale.language, locale.script))))
        for number in range(1, 13):
            months[locale.language][number] |= month_forms(locale, number)
        for number in range(7):
            names = {folded(locale.days[c]["wide"].get(number, "")) for c in ("format", "stand-alone")}
            names -= ROOT_DAYS if locale.language != "en" else set()
            weekdays[locale.language][number] |= {name for name in names if len(name) > 1 and not name.isdigit()}
        ties.update(glue(locale))
    others: dict[str, dict[int, set[str]]] = {c: {k: set() for k in range(1, n + 1)} for c, (n, _) in CALENDARS.items()}
    for language, calendar, month, name in ask_node({"gregory": (12, " ".join(tags)), **CALENDARS}):
        (months[language] if calendar == "gregory" else others[calendar])[month].add(name)
    (DATA / "months.toml").write_text(MONTHS_HEADER + "\n" + table(months), "utf-8")
    (DATA / "weekdays.toml").write_text(WEEKDAYS_HEADER + "\n" + table(weekdays), "utf-8")
    (DATA / "calendars.toml").write_text(CALENDARS_HEADER + "\n" + table(others), "utf-8")
    printed = run_node(PRINT, {"gregory": " ".join(dict.fromkeys(tags)), **PRINTED})
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in printed)
    (ROOT / "tests/text/cldr_dates.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    (DATA / "date_glue.toml").write_text(GLUE_HEADER + f"\n[all]\nglue = [{quoted(ties - {''})}]\n", "utf-8")


if __name__ == "__main__":
    main()
