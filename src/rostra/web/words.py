"""How values are put into words on a page: names of kinds, dates, numbers, degrees of confidence."""

from __future__ import annotations

import calendar
import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import quote

# 2014 · 2014-08 · 2014-08-06
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

# en · zh-Hans · pt-BR
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")

_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?")
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

DOUBTFUL = 0.5
"""Below this a turn's confidence is shown in the margin: the record counts a statement's doubt from the same point."""


@cache
def wording() -> dict[str, dict[str, str]]:
    """The tables of ``wording.toml``."""
    return tomllib.loads((files("rostra.web") / "wording.toml").read_text("utf-8"))


def word(table: str, key: str | None) -> str:
    """The word for `key`; a key without one is read as it stands, hyphens and underscores as spaces."""
    if not key:
        return ""
    return wording()[table].get(key) or plain(key)


def plain(name: str) -> str:
    """A machine's name as words: "speaker-unknown" is "Speaker unknown"."""
    words = re.sub(r"[-_.:]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def facet_value(name: str, field: str) -> str:
    """A value of a facet as a person reads it: names of people and sections stay as they are."""
    table = {"kind": "kinds", "role": "roles", "language": "languages", "speaker": "speakers"}.get(field)
    return wording()[table].get(name, name) if table else name


def language_name(tag: str | None) -> str:
    """The English name of a BCP 47 tag's language, else the tag."""
    return wording()["languages"].get((tag or "").split("-")[0], tag or "")


def language_tag(tag: str | None) -> str:
    """The tag as an attribute may carry it; "" (not known) for what is no BCP 47 tag."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def direction(tag: str | None) -> str:
    """ "rtl" or "ltr", by language; "auto" when it is not known."""
    if not tag:
        return "auto"
    return wording()["directions"].get(tag.split("-")[0], "ltr")


def long_date(iso: str | None) -> str:
    """ "2014-08-06" as "6 August 2014"; a date that is no ISO date is shown as it is."""
    match = _ISO.fullmatch(iso or "")
    if not match:
        return iso or ""
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    name = calendar.month_name[int(month)]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def short_month(month: int) -> str:
    """ "Jan" for 1."""
    return calendar.month_abbr[month]


def number(value: int | None) -> str:
    """2133 as "2,133"."""
    return f"{value or 0:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """ "1 statement", "2,133 statements", which do not break at a line's end."""
    return f"{number(value)}\N{NO-BREAK SPACE}{one if value == 1 else many or one + 's'}"


def percent(value: float) -> str:
    """0.973 as "97 %"; never rounded up to certainty."""
    return f"{min(int(value * 100 + 0.5), 99 if value < 1 else 100)} %"


def confidence(value: float) -> str:
    """A degree of confidence in words."""
    # The steps are those of a calibrated scale in everyday words; DOUBTFUL is the lowest that is shown without a mark.
    for floor, words in ((0.95, "nearly certain"), (0.8, "very likely"), (DOUBTFUL, "likely")):
        if value >= floor:
            return words
    return "in doubt"


def size(size_bytes: int) -> str:
    """A size in the largest unit that gives at least one."""
    value, units = float(size_bytes), ["bytes", "kB", "MB", "GB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{value:.0f} {units[0]}" if value >= 10 or units[0] == "bytes" else f"{value:.1f} {units[0]}"


def shorten(text: str, limit: int) -> str:
    """`text` on one line, cut at a word's end to at most `limit` characters, with "…" where it is cut."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[:limit]
    head, space, _ = cut.rpartition(" ")
    # A cut that would lose more than half (long words, scripts without spaces) is made in mid-word.
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def origin(uri: str) -> str:
    """Where a capture came from, as strangers may see it: an address whole, of a file's path the last two names."""
    return uri if "://" in uri else "/".join(re.split(r"[\\/]", uri)[-2:])


def in_path(part: str) -> str:
    """`part` fit for one segment of an address."""
    return quote(part, safe="")


def in_xml(text: str) -> str:
    """`text` without the characters that XML cannot carry at all (most control characters, lone surrogates)."""
    return _NOT_XML.sub(" ", text)


def stated_day(text: str) -> str:
    """The day of a time in a machine's form ("2016-03-11T09:00:00") in words; "" for anything else."""
    return long_date(text[:10]) if _ISO_TIME.fullmatch(text) else ""
