"""Statements near a statement, each with the reasons.

Reasons are facts that the record holds - the page itself names the other one, the same day, the same persons, a tag, the
category - and nothing else. Candidates come from a few narrow windows, so the cost does not grow with the record.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, Unpack

import msgspec

from rostra.archive.protocol import Filters, Record
from rostra.archive.records import Statement, StatementCard
from rostra.archive.slugs import slugify
from rostra.linking.persons import fold

WINDOW = 30
"""Statements looked at for each reason: enough to fill any list, few enough for a page view."""

MAX_PERSONS = 4
MAX_TAGS = 4

# Weights order the list; a page's own word counts most, then the day, then who speaks. Set by hand: there is no gold for this.
PRINTED, SAME_DAY, SAME_PERSON, SAME_TAG, SAME_CATEGORY = 8.0, 4.0, 2.0, 1.5, 0.5
# These two only order what is near for a reason.
SAME_MONTH, SAME_WORDS = 1.0, 1.0


class Reason(msgspec.Struct, frozen=True):
    """Why a statement is near: the "page" itself names it, it is of the same "day", or `names` are "people" who speak in both, or
    "tags" of both."""

    kind: Literal["page", "day", "people", "tags"]
    names: tuple[str, ...] = ()


Related = tuple[StatementCard, tuple[Reason, ...]]


def find_related(record: Record, statement_id: str, *, limit: int = 5) -> tuple[Related, ...]:
    """Cards with their reasons, nearest first; empty when nothing is near. Raises `NotFoundError`."""
    here = record.get_statement(statement_id)
    cards = {card.id: card for card in _candidates(record, here) if card.id != here.id}
    printed = {_as_compared(related.title) for related in here.transcript.furniture.related}
    ranked = sorted(
        ((_nearness(here, card, printed), card) for card in cards.values()),
        key=lambda pair: (-pair[0].weight, pair[1].id),
    )
    return tuple((card, nearness.reasons) for nearness, card in ranked[:limit] if nearness.weight)


class _Nearness(msgspec.Struct, frozen=True):
    weight: float
    reasons: tuple[Reason, ...]


def _candidates(record: Record, here: Statement) -> Iterator[StatementCard]:
    def find(**filters: Unpack[Filters]) -> Iterator[StatementCard]:
        yield from record.find_statements(limit=WINDOW, **filters).items

    day = here.card.date or ""
    if len(day) == len("2014-08-06"):
        yield from find(date=day)
    for related in islice((related for related in here.transcript.furniture.related if related.date), WINDOW):
        yield from find(date=related.date or "")
    for person in islice(dict.fromkeys(slug for slug in here.persons.values() if slug), MAX_PERSONS):
        yield from find(person=person, date=day[:7]) if day else ()
        yield from find(person=person)
    for tag in here.card.tags[:MAX_TAGS]:
        yield from find(tag=slugify(tag))
    if here.card.category and day:
        yield from find(category=slugify(here.card.category), date=day[:7])


def _nearness(here: Statement, card: StatementCard, printed: set[str]) -> _Nearness:
    """The weights of every reason that holds; a category or a month alone is no reason."""
    found = list(_reasons(here, card, printed))
    weight = sum(weight for weight, _ in found)
    if weight and _same(here.card.category, card.category):
        weight += SAME_CATEGORY
    if weight:
        weight += SAME_MONTH * _closeness(here.card.date, card.date) + SAME_WORDS * _likeness(
            here.card.title, card.title
        )
    return _Nearness(weight, tuple(reason for _, reason in found))


def _reasons(here: Statement, card: StatementCard, printed: set[str]) -> Iterator[tuple[float, Reason]]:
    """`printed` holds the titles that the page itself names."""
    if printed and _as_compared(card.title) in printed:
        yield PRINTED, Reason("page")
    if _same(here.card.date, card.date) and len(card.date or "") == len("2014-08-06"):
        yield SAME_DAY, Reason("day")
    if shared := [name for name in here.card.speakers if name in card.speakers]:
        yield SAME_PERSON * len(shared), Reason("people", tuple(shared))
    if tags := [tag for tag in here.card.tags if tag in card.tags]:
        yield SAME_TAG * len(tags), Reason("tags", tuple(tags))


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


@lru_cache(20_000)
def _as_compared(title: str) -> str:
    """Without case, accents and double spaces. The same few titles are compared again and again."""
    return fold(" ".join(title.split()))


def _likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, 0 to 1."""
    words, others = set(_as_compared(one).split()), set(_as_compared(other).split())
    return len(words & others) / len(words | others) if words and others else 0.0


def _closeness(one: str | None, other: str | None) -> float:
    """1 on the same day, falling to one half a month apart; 0 when either date is not known to the day."""
    try:
        days = abs((datetime.date.fromisoformat(one or "") - datetime.date.fromisoformat(other or "")).days)
    except ValueError:
        return 0.0
    return 30 / (30 + days)
