"""The interface in one language: its messages, and how it writes dates, numbers and lists.

English is the key of every message: ``t("Sections")``, ``t("{n} turn", "{n} turns", n=3)``. A message without a translation is said
in English. What pages and people say is never translated.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import minijinja

from rostra.web import words
from rostra.web.catalogue import Catalogue, read_catalogue
from rostra.web.words import message

# 2014 · 2014-08 · 2014-08-06
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?")
# t("Copy link") in a script of the browser
_IN_SCRIPT = re.compile(r'\bt\("((?:[^"\\]|\\.)*)"')
_PLACE = re.compile(r"\{(\w+)\}")

ENGLISH = "en"
SIZES = (message("{size} bytes"), message("{size} kB"), message("{size} MB"), message("{size} GB"))


@cache
def conventions() -> dict[str, dict[str, Any]]:
    """The tables of ``languages.toml`` by language: en, fr, es, ru, ar, zh."""
    return tomllib.loads((files("rostra.web") / "languages.toml").read_text("utf-8"))


@cache
def language(tag: str) -> Language:
    """The interface in a language that there is. Raises `KeyError` for another."""
    file = Path(str(files("rostra.web") / "messages" / f"{tag}.po"))
    return Language(tag, conventions()[tag], Catalogue() if tag == ENGLISH else read_catalogue(file))


class Language:
    """One language of the interface."""

    def __init__(self, tag: str, ways: Mapping[str, Any], catalogue: Catalogue) -> None:
        self.tag = tag
        self.name: str = ways["name"]
        self.direction: str = ways["direction"]
        self.comma: str = ways["comma"]
        self.catalogue = catalogue
        self._ways = ways

    @property
    def attributes(self) -> str:
        """``lang`` and ``dir`` for words of the interface in the midst of a text in another language."""
        return minijinja.safe(f'lang="{self.tag}" dir="{self.direction}"')

    def t(self, text: str, plural: str = "", /, *, context: str = "", **values: Any) -> str:
        """`text` in this language, its ``{places}`` filled from `values`.

        With `plural`, the form is the one for ``n``. Whole numbers are written as the language writes them. `context` tells two
        messages apart that are one in English. Values that are HTML stay HTML, all else is escaped then; without such a value
        the answer is plain text.
        """
        n = values.get("n") if plural else None
        said = self.catalogue.find(text, context=context, n=n)
        if said is None:
            said = plural if plural and n != 1 else text
        if not values:
            return said
        said = said.replace("{n} ", "{n}\N{NO-BREAK SPACE}")
        shown = {name: self.number(value) if type(value) is int else value for name, value in values.items()}
        if any(hasattr(value, "__html__") for value in shown.values()):
            escaped = {name: minijinja.escape(value) for name, value in shown.items()}
            return minijinja.safe(_filled(minijinja.escape(said), escaped))
        return _filled(said, shown)

    def for_scripts(self, folder: str = "") -> str:
        """What the browser's scripts in a folder of ``static`` say, as JSON by the English; "" where English is said."""
        said = {text: self.catalogue.find(text) for text in _said_by_scripts(folder)}
        told = {text: translated for text, translated in said.items() if translated}
        return json.dumps(told, ensure_ascii=False) if told else ""

    def word(self, table: str, key: str | None) -> str:
        """The word of ``wording.toml`` for `key`; a key without one is read as it stands."""
        said = words.wording()[table].get(key or "")
        return self.t(said, context=table) if said else words.plain(key or "")

    def facet_value(self, name: str, field: str) -> str:
        """A value of a facet as a person reads it: names of people and sections stay as they are."""
        if field == "language":
            region = name.partition("-")[2]
            return f"{self.language_name(name)} ({region})" if region else self.language_name(name)
        table = {"kind": "kinds", "role": "roles", "speaker": "speakers"}.get(field)
        return self.word(table, name) if table and name in words.wording()[table] else name

    def language_name(self, tag: str | None) -> str:
        """The name of a BCP 47 tag's language, else the tag."""
        primary = (tag or "").split("-")[0]
        return self.word("languages", primary) if primary in words.wording()["languages"] else tag or ""

    def date(self, iso: str | None) -> str:
        """ "2014-08-06" as "6 August 2014"; a date that is no ISO date is shown as it is."""
        match = _ISO.fullmatch(iso or "")
        if not match:
            return iso or ""
        year, month, day = match.groups()
        if not month or not 1 <= int(month) <= 12:
            return year
        names = self._ways["months"] if day else self._ways.get("alone", self._ways["months"])
        which = self._ways.get("first", "1") if day == "01" else str(int(day or 1))
        form = self._ways["day" if day else "month"]
        return _filled(form, {"day": which, "month": names[int(month) - 1], "year": year})

    def title_date(self, iso: str) -> str:
        """The date as a heading: it begins with a capital letter where the script has them."""
        said = self.date(iso)
        return said[:1].upper() + said[1:]

    def short_month(self, month: int) -> str:
        """ "Jan" for 1."""
        return str(self._ways["short"][month - 1])

    def stated_day(self, text: str) -> str:
        """The day of a time in a machine's form ("2016-03-11T09:00:00") in words; "" for anything else."""
        return self.date(text[:10]) if _ISO_TIME.fullmatch(text) else ""

    def number(self, value: float | None) -> str:
        """2133 as "2,133"; a fraction keeps one digit."""
        whole, _, part = (f"{value:,.1f}" if isinstance(value, float) else f"{value or 0:,}").partition(".")
        digits = sum(char.isdigit() for char in whole)
        mark = self._ways["thousands"] if digits >= self._ways.get("grouped", 4) else ""
        return whole.replace(",", mark) + (self._ways["decimal"] + part if part else "")

    def counted(self, value: int, one: str, many: str = "") -> str:
        """ "1 statement", "2,133 statements", which do not break at a line's end."""
        return self.t(f"{{n}} {one}", f"{{n}} {many or one + 's'}", n=value)

    def listed(self, names: Iterable[str]) -> str:
        """ "Ada, Bo and Cy"."""
        *others, last = list(names) or [""]
        first = self.comma.join(others)
        return _filled(self._ways["and"], {"first": first, "last": last}) if first else last

    def percent(self, value: float) -> str:
        """0.973 as "97 %"; never rounded up to certainty."""
        whole = min(int(value * 100 + 0.5), 99 if value < 1 else 100)
        return _filled(self._ways["percent"], {"n": str(whole)})

    def confidence(self, value: float) -> str:
        """A degree of confidence in words."""
        return self.word("confidence", words.confidence(value))

    def size(self, size_bytes: int) -> str:
        """A size in the largest unit that gives at least one."""
        value, units = float(size_bytes), list(SIZES)
        while value >= 1000 and len(units) > 1:
            value /= 1000
            units.pop(0)
        whole = value >= 10 or units[0] == SIZES[0]
        return self.t(units[0], size=self.number(round(value) if whole else value))


@cache
def _said_by_scripts(folder: str) -> tuple[str, ...]:
    scripts = sorted(Path(str(files("rostra.web") / "static"), folder).glob("*.js"))
    return tuple(dict.fromkeys(text for script in scripts for text in _IN_SCRIPT.findall(script.read_text("utf-8"))))


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """`text` with its ``{places}`` filled; a place without a value stays as it is."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)
