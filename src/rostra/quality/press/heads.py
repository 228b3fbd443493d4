"""Heads: title, date and place as houses print them, and what of these a reader can know from the page."""

from __future__ import annotations

import datetime
import random

import msgspec

from rostra.quality.press.matter import Matter
from rostra.quality.press.styles import Style
from rostra.quality.press.surroundings import date_text
from rostra.quality.press.tongues import Tongue

_REIWA = datetime.date(2019, 5, 1)
_CLOCK = "14:44"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The lines over the body. `date`, `time` and `place` are what the page tells (``None``: nothing)."""

    title: str
    lines: tuple[str, ...]
    date: str | None
    time: str | None
    place: str | None
    address: str
    machine_date: str | None = None  # for a <time> around the last line


def make_head(matter: Matter, style: Style, opening: str, rng: random.Random) -> Head:
    """The head of the page; `opening` is the body's first paragraph, which may name the place."""
    form = rng.randrange(len(matter.tongue.dates))
    shown = date_text(matter.tongue, matter.date, form)
    title, lines = matter.title, _datelines(matter, style, shown, rng)
    if style.dateline == "title":
        title = f"{title}, {matter.city}, {shown}" if matter.city not in title else f"{title}, {shown}"
    seen = " ".join((title, *lines, opening))
    place = matter.city if matter.city in seen else None
    dated = f"{matter.date:%Y/%m/%d}" if style.dateline == "address" else str(rng.randrange(1000, 99999))
    return Head(
        title=title,
        lines=tuple(lines),
        date=None if style.dateline == "none" else matter.date.isoformat(),
        time=_CLOCK if style.dateline == "number-time" else None,
        place=f"{matter.venue}, {matter.city}" if style.dateline == "venue-line" else place,
        address=f"https://record.example/{matter.tongue.language}/{dated}/transcript",
        machine_date=matter.date.isoformat() if style.dateline == "time-element" else None,
    )


def _datelines(matter: Matter, style: Style, shown: str, rng: random.Random) -> list[str]:
    tongue, date, city = matter.tongue, matter.date, matter.city
    comma = "，" if tongue.script in ("han", "kana") else ", "
    site = tongue.furniture["site"]
    later = date_text(tongue, date + datetime.timedelta(days=rng.randrange(1, 4)), 0)
    forms = {
        "line": [shown],
        "time-element": [shown],
        "place-line": [f"{city}{comma}{shown}"],
        "caps-place-line": [f"{tongue.capitals(city)}{comma}{shown}"],
        "glued": [f"{site},{city}, {shown}"],
        "number-time": [f"{date.day}-{date.month:02d}-{date.year}, {_CLOCK}"],
        "iso": [date.isoformat()],
        "issued": [f"{tongue.words['issued']}: {later}", f"{city}{comma}{shown}"],
        "venue-line": [matter.venue, f"{city}{comma}{shown}"],
        "era": [_era(date)],
    }
    return forms.get(style.dateline, [])


def _era(date: datetime.date) -> str:
    name, first = ("令和", 2018) if date >= _REIWA else ("平成", 1988)
    return f"{name}{date.year - first}年{date.month}月{date.day}日"


def preamble(matter: Matter, style: Style) -> list[str]:
    """Lines between head and body that look like labels and are none."""
    tongue, words, made = matter.tongue, matter.tongue.words, list[str]()
    if "false-labels" in style.troubles:
        made.append(f"{words['false_label']}: {words['false_label_text']}")
        made.append(f"{words['credit']}: {words['credit_text']}")
    if "participants" in style.troubles:
        made += [_card(tongue, matter, place, style) for place in range(len(matter.principals))]
    return made


def _card(tongue: Tongue, matter: Matter, place: int, style: Style) -> str:
    person = matter.principals[place]
    name = tongue.capitals(person.surname) if style.placement == "three-lines" else tongue.name(person)
    return f"{name}\n--\n{person.office}" if style.placement == "three-lines" else f"{name}, {person.office}"
