"""Negatives: pages about occasions, or beside them, of which no turns may be made."""

from __future__ import annotations

import random

from rostra.quality.press.matter import Matter
from rostra.quality.press.setting import Line
from rostra.quality.press.surroundings import date_text, lists_of
from rostra.quality.press.tongues import fill

SORTS = ("news", "law", "list", "form")


def write_negative(matter: Matter, sort: str, rng: random.Random) -> tuple[str, list[Line]]:
    """Title and lines of a page without turns: news of the talks, an act, a list of transcripts, or a form."""
    tongue = matter.tongue
    if sort == "list":
        return tongue.negative["list_title"][0], [Line(text=text) for text in _list(matter, rng)]
    if sort == "form":
        return tongue.furniture["nav"][-1], [Line(text=text) for text in _form(matter)]
    people = dict(zip(("name1", "name2"), map(tongue.name, tongue.persons), strict=False))
    values = {**people, "city": matter.city, "weekday": tongue.weekdays[matter.date.weekday()]}
    prefix = "law_" if sort == "law" else ""
    title = fill(rng.choice(tongue.negative[f"{prefix}title"]), values, rng, lists_of(tongue))
    pool = list(tongue.negative[sort])
    order = [pool[0], *rng.sample(pool[1:], len(pool) - 1)] if sort == "news" else pool * 3
    return title, [Line(text=fill(text, values, rng, lists_of(tongue))) for text in order]


def _list(matter: Matter, rng: random.Random) -> list[str]:
    """Many titles, each with its date."""
    tongue = matter.tongue
    made = []
    for back in range(12):
        date = matter.date.replace(day=1 + back * 2)
        values = {"date": date_text(tongue, date, 0)}
        made.append(fill(rng.choice(tongue.furniture["related_titles"]), values, rng, lists_of(tongue)))
    return made


def _form(matter: Matter) -> list[str]:
    """A form asks, but nobody answers: questions by name only."""
    furniture = matter.tongue.furniture
    people = [f"{matter.tongue.name(p)}, {p.office}" for p in matter.tongue.persons]
    return [*furniture["signup"], *people, *furniture["footer"]]
