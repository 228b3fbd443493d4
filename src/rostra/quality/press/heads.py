"""Heads: title, date and place as houses print them, and what of these a reader can know from the page."""

from __future__ import annotations

import datetime
import random
import re

import msgspec

from rostra.quality.press.matter import Matter
from rostra.quality.press.styles import Style
from rostra.quality.press.surroundings import date_text, lists_of, ordinal
from rostra.quality.press.tongues import Tongue, fill, load_tongue

_REIWA = datetime.date(2019, 5, 1)
_CLOCK = "14:44"
_LINE_CHARS = 20  # of a paragraph that is worth a title
_SLOTS = ("{name1}", "{name2}", "{of1}", "{of2}", "{office1}", "{office2}")
_FIRST_SENTENCE = re.compile(r"[^.!?。؟\ue000(（]+")


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The lines over the body. `date`, `time` and `place` are what the page tells (``None``: nothing)."""

    title: str
    lines: tuple[str, ...]
    date: str | None
    time: str | None
    place: str | None
    place_in: str
    address: str
    machine_date: str | None = None  # for a <time> around the last line


def make_head(matter: Matter, style: Style, opening: str, rng: random.Random) -> Head:
    """The head of the page; `opening` is the body's first paragraph, which may name the place. `Head.place_in` says where the
    place is told: line, title, text, building, or "" for nowhere."""
    form = rng.randrange(len(matter.tongue.dates))
    shown = date_text(matter.tongue, matter.date, form)
    title, lines = titled(matter, style), _datelines(matter, style, shown, rng)
    if "byline" in style.troubles:
        lines += map(matter.tongue.byline, matter.principals)
    if style.dateline == "title":
        title = f"{title}, {matter.city}, {shown}" if matter.city not in title else f"{title}, {shown}"
    told = {"line": " ".join(lines), "title": title, "text": opening}
    place_in = (
        "building" if style.dateline == "venue-line" else next((k for k, v in told.items() if matter.city in v), "")
    )
    place = matter.city if place_in else None
    dated = f"{matter.date:%Y/%m/%d}" if style.dateline == "address" else str(rng.randrange(1000, 99999))
    return Head(
        title=title,
        lines=tuple(lines),
        date=None if style.dateline == "none" else matter.date.isoformat(),
        time=_CLOCK if style.dateline == "number-time" else None,
        place=f"{matter.venue}, {matter.city}" if style.dateline == "venue-line" else place,
        place_in=place_in,
        address=f"https://record.example/{matter.tongue.language}/{dated}/transcript",
        machine_date=matter.date.isoformat() if style.dateline == "time-element" else None,
    )


def titled(matter: Matter, style: Style) -> str:
    """The title as the style has it: the occasion's, a line that was spoken, or in English."""
    tongue = matter.tongue
    if style.titling == "quoted":
        spoken = next(said for said in matter.said if said.voice == "person" and len(said.paragraphs[0]) > _LINE_CHARS)
        marks = (
            ("「", "」") if tongue.language == "ja" else ("«", "»") if tongue.language in ("fr", "ru") else ("“", "”")
        )
        sentence = _FIRST_SENTENCE.match(spoken.paragraphs[-1])
        return f"{sentence[0] if sentence else spoken.paragraphs[-1]}".strip().join(marks)
    if style.titling != "foreign":
        return matter.title
    english, names = load_tongue("en"), map(tongue.name, matter.principals)
    values = {"city": matter.city, "outlet": matter.journalists[0].outlet}
    values |= {f"name{number}": name for number, name in enumerate(names, start=1)}
    slots = {f"{{{name}}}" for name in ("name1", "name2")[: len(matter.principals)]}
    fit = [t for t in english.titles[matter.kind] if slots == {s for s in _SLOTS if s in t} and "{topic}" not in t]
    return fill(fit[0], values, random.Random(0), lists_of(tongue))


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
        "wrong-weekday": [f"{tongue.weekdays[(date.weekday() + 2) % 7]}, {date_text(tongue, date, 0)}"],
        "split-ordinal": [f"{city}, {date.day}\n{ordinal(date.day)} {tongue.months[date.month - 1]} {date.year}"],
    }
    return forms.get(style.dateline, [])


def _era(date: datetime.date) -> str:
    name, first = ("令和", 2018) if date >= _REIWA else ("平成", 1988)
    return f"{name}{date.year - first}年{date.month}月{date.day}日"


def preamble(matter: Matter, style: Style, rng: random.Random) -> list[str]:
    """Lines between head and body that look like labels and are none, or tell the news."""
    tongue, words, made = matter.tongue, matter.tongue.words, list[str]()
    if "false-labels" in style.troubles:
        made.append(f"{words['false_label']}: {words['false_label_text']}")
        made.append(f"{words['credit']}: {words['credit_text']}")
    if "participants" in style.troubles:
        made += [_card(tongue, matter, place, style) for place in range(len(matter.principals))]
    if "lead-story" in style.troubles:
        people = {f"name{number}": tongue.name(person) for number, person in enumerate(tongue.persons[:2], start=1)}
        values = {**people, "city": matter.city, "weekday": tongue.weekdays[matter.date.weekday()]}
        story = [
            fill(text, values, rng, lists_of(tongue))
            for text in tongue.negative["news"][:1] + tongue.negative["news"][-2:]
        ]
        made += [story[0], tongue.join(story[1:])]
    return made


def _card(tongue: Tongue, matter: Matter, place: int, style: Style) -> str:
    person = matter.principals[place]
    name = tongue.capitals(person.surname) if style.placement == "three-lines" else tongue.name(person)
    return f"{name}\n--\n{person.office}" if style.placement == "three-lines" else f"{name}, {person.office}"
