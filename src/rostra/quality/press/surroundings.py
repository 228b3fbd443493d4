"""Surroundings: what a house puts around and between the words: menus, months with counts, related items, boxes."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

import msgspec

from rostra.quality.press.matter import Matter
from rostra.quality.press.styles import BOXES_AFTER, BOXES_BEFORE, BOXES_INSIDE, Style
from rostra.quality.press.tongues import Tongue, fill


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of furniture: lines under a heading ("" for none); `links` says whether they lead elsewhere."""

    name: str
    items: tuple[str, ...]
    heading: str = ""
    links: bool = False


def boxes_before(matter: Matter, style: Style, title: str, rng: random.Random) -> list[Box]:
    """Furniture above the body, in the order of the page."""
    return [
        _make(name, matter, title, rng) for name in BOXES_BEFORE if name in style.boxes and _has_matter(name, matter)
    ]


def _has_matter(name: str, matter: Matter) -> bool:
    return name != "questions" or any(said.role == "question" for said in matter.said)


def boxes_after(matter: Matter, style: Style, title: str, rng: random.Random) -> list[Box]:
    """Furniture below the body."""
    return [_make(name, matter, title, rng) for name in BOXES_AFTER if name in style.boxes]


def boxes_inside(matter: Matter, style: Style, rng: random.Random) -> list[Box]:
    """Furniture that stands between paragraphs."""
    return [_make(name, matter, "", rng) for name in BOXES_INSIDE if name in style.boxes]


def page_marks(matter: Matter, style: Style, rng: random.Random) -> list[Box]:
    """What a paged print or a reporters' office puts between paragraphs, in the order of the pages."""
    site = matter.tongue.capitals(matter.tongue.furniture["site"])
    first, take = rng.randrange(2, 200), rng.randrange(1, 20)
    forms = {
        "running-header": [f"{site} {first + k}" for k in range(2)],
        "take-marks": [f"{take + k:02d}/01" for k in range(3)],
        "page-number-lines": [rng.choice(("- {} -", "[{}]", "{}")).format(first)] * 4,
    }
    forms["page-number-lines"] = [
        line.replace(str(first), str(first + k)) for k, line in enumerate(forms["page-number-lines"])
    ]
    return [
        Box(name="page-mark", items=(line,))
        for name, lines in forms.items()
        if name in style.troubles
        for line in lines
    ]


def _make(name: str, matter: Matter, title: str, rng: random.Random) -> Box:
    tongue, words = matter.tongue, matter.tongue.furniture
    links = name in (
        "nav",
        "sections",
        "months",
        "tags",
        "related",
        "see-also-inside",
        "share",
        "share-inside",
        "questions",
    )
    heading, items = "", tuple[str, ...]()
    if name in ("nav", "sections", "share", "signup", "footer", "signup-inside", "share-inside"):
        items = tuple(words[name.removesuffix("-inside")])
    elif name == "questions":
        items = tuple(said.paragraphs[0] for said in matter.said if said.role == "question")[:5]
    elif name == "info-inside":
        law = rng.choice([text for text in tongue.negative["law"] if "{topic}" in text])
        heading, items = rng.choice(tongue.topics), (fill(law, {}, rng, lists_of(tongue)),)
    elif name == "breadcrumbs":
        items = (" » ".join([words["nav"][0], words["nav"][2], title]),)
    elif name == "months":
        heading, items = words["archive"], _months(tongue, matter.date, rng)
    elif name == "tags":
        heading, items = words["tags"], tuple(rng.sample(tongue.topics, 4))
    elif name == "repeated-title":
        items = (title,)
    elif name == "related":
        heading, items = words["related"], _related(matter, rng, 3)
    elif name == "see-also-inside":
        heading, items = words["see_also"], _related(matter, rng, 1)
    elif name == "views":
        items = (words["views"].replace("{n}", rng.choice(("2 133", "2\u00a0133", "418"))),)
    elif name == "caption-inside":
        items = (fill(words["caption"], {}, rng, {"place": tongue.places}),)
    else:
        items = (words[name.replace("-", "_")],)
    return Box(name=name, heading=heading, items=items, links=links)


def _months(tongue: Tongue, date: datetime.date, rng: random.Random) -> tuple[str, ...]:
    """ "July 2020 (7)", newest first, from a year after the event down."""
    newest = date.year * 12 + date.month + 11
    months = [divmod(newest - back, 12) for back in range(rng.randrange(6, 15))]
    if tongue.script in ("han", "kana"):
        return tuple(f"{year}年{month + 1}月 ({rng.randrange(1, 40)})" for year, month in months)
    return tuple(f"{tongue.months[month].capitalize()} {year} ({rng.randrange(1, 40)})" for year, month in months)


def _related(matter: Matter, rng: random.Random, count: int) -> tuple[str, ...]:
    """Titles with other people, places and dates: traps for the page's own metadata."""
    tongue = matter.tongue
    titles = rng.sample(tongue.furniture["related_titles"], count)
    made = []
    for title in titles:
        other = matter.date + datetime.timedelta(days=rng.randrange(20, 900))
        made.append(fill(title, {"date": date_text(tongue, other, 0)}, rng, lists_of(tongue)))
    return tuple(made)


def lists_of(tongue: Tongue) -> dict[str, Sequence[str]]:
    """What fills the slots of sentences that belong to no speaker."""
    return {"place": tongue.places, "topic": tongue.topics, "n": ("12", "40", "120"), "pct": ("4", "7", "11")}


def date_text(tongue: Tongue, date: datetime.date, form: int) -> str:
    """The date in one of the language's forms."""
    pattern = tongue.dates[form % len(tongue.dates)]
    values = {
        "d": str(date.day),
        "dd": f"{date.day:02d}",
        "m": str(date.month),
        "mm": f"{date.month:02d}",
        "y": str(date.year),
        "th": ordinal(date.day),
        "month": tongue.months[date.month - 1],
        "weekday": tongue.weekdays[date.weekday()],
    }
    return fill(pattern, values, random.Random(0), {})


def ordinal(day: int) -> str:
    """The ending of an English ordinal."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
