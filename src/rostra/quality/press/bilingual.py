"""Bilingual pages: the whole occasion once more in another language, under a heading of its own."""

from __future__ import annotations

import random

import msgspec

from rostra.quality.press.matter import Matter, compose
from rostra.quality.press.setting import Line, Turn, set_matter
from rostra.quality.press.styles import Style
from rostra.quality.press.tongues import LANGUAGES, load_tongue


def set_twice(matter: Matter, style: Style, rng: random.Random) -> tuple[list[Turn], list[Line]]:
    """Turns and lines of the occasion, then those of the same people in a second language of the Latin script; the words are no
    translation, since what is measured does not understand them."""
    turns, lines = set_matter(matter, style, rng)
    if style.damage == "truncated":
        return turns, lines
    second = _in_another_tongue(matter, rng)
    plain = msgspec.structs.replace(style, troubles=(), damage="none")
    more, printed = set_matter(second, plain, rng)
    shift = len(turns) + 1
    heading = Turn(role="heading", paragraphs=[second.title])
    for turn in more:
        turn.answers = None if turn.answers is None else turn.answers + shift
    for line in printed:
        line.turn += shift
    return [*turns, heading, *more], [*lines, Line(text=second.title, sort="heading", turn=len(turns)), *printed]


def _in_another_tongue(matter: Matter, rng: random.Random) -> Matter:
    """The occasion in another language; people keep their names."""
    others = [load_tongue(name) for name in LANGUAGES if name != matter.tongue.language]
    other = rng.choice([tongue for tongue in others if tongue.script == "latin"])
    tongue = msgspec.structs.replace(other, persons=matter.tongue.persons, journalists=matter.tongue.journalists)
    people = tuple([*matter.principals, *(p for p in tongue.persons if p not in matter.principals)][:2])
    second = compose(tongue, matter.kind, rng, principals=len(matter.principals), people=people)
    return msgspec.structs.replace(second, date=matter.date, city=matter.city)
