"""A record held still: what lists and pages ask of it, answered from memory, for whoever makes all pages of a site at once."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar, cast

import msgspec

from rostra.archive.arranging import Rubric
from rostra.archive.naming import Shelf
from rostra.archive.protocol import Grouping, Order, Record
from rostra.archive.records import (
    Counts,
    Judgement,
    JudgementState,
    MonthTally,
    PersonCard,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    TurnCard,
    YearTally,
)
from rostra.model import Transcript

T = TypeVar("T")
Term = tuple[str, str]

EVERY = 10**9
"""More statements than any record has."""

WINDOWS = 3
"""So many windows of a list are read by themselves; whoever wants more wants the list."""

AT_HAND = 4
"""Statements kept unpacked: the pages of one are made one after another."""


class StillRecord:
    """Reads of a record, answered alike while it is open, whatever is written meanwhile. What is not read often goes through to it.

    Nothing is read before it is asked for, unless `read_whole` reads all cards: a few pages then cost a few lists, and all pages
    one look at the record. Views are left out: they change with every reading. After a fork each process opens the record for
    itself and shares what was read before.
    """

    def __init__(self, open_one: Callable[[], Record]) -> None:
        self._open_one = open_one
        self._opened: tuple[int, Record] | None = None
        self._kept: dict[str, Any] = {}
        self._lists: dict[tuple[Any, ...], tuple[StatementCard, ...]] = {}
        self._windows: Counter[tuple[Any, ...]] = Counter()
        self._whole: _Whole | None = None
        self._statement = lru_cache(AT_HAND)(self._read_statement)
        self._window = lru_cache(AT_HAND)(self._read_window)  # a list and its feeds begin alike
        self._judged = lru_cache(AT_HAND)(lambda statement_id: self.record.judgements(statement_id))
        self._version = lru_cache(AT_HAND)(lambda *version: self.record.get_version(*version))
        self._sequence = self.record.latest_sequence()

    @property
    def record(self) -> Record:
        """The record behind, opened by this very process."""
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (os.getpid(), self._open_one())
        return self._opened[1]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.record, name)

    def close(self) -> None:
        """Release the database; what was read stays, and a later question opens it anew."""
        if self._opened is not None and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None

    def read_whole(self) -> None:
        """Read all cards and where they stand, so that no list asks the database any more."""
        self._whole = _Whole(self.record)

    def latest_sequence(self) -> int:
        """The state that is held."""
        return self._sequence

    # one

    def get_statement(self, statement_id: str, *, withdrawn_too: bool = False) -> Statement:
        """The statement under this id, or the one that it redirects to. Raises `NotFoundError`, `WithdrawnError`."""
        if withdrawn_too:
            return self.record.get_statement(statement_id, withdrawn_too=True)
        return self._statement(statement_id)

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements under these very ids, by id."""
        found = self.record.get_statements(ids)
        return {
            key: msgspec.structs.replace(each, card=msgspec.structs.replace(each.card, views=0))
            for key, each in found.items()
        }

    def get_turns(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
        """Turns by the ids of their statement and their own."""
        found = self.record.get_turns(names)
        return {
            key: msgspec.structs.replace(each, card=msgspec.structs.replace(each.card, views=0))
            for key, each in found.items()
        }

    def _read_statement(self, statement_id: str) -> Statement:
        found = self.record.get_statement(statement_id)
        return msgspec.structs.replace(found, card=msgspec.structs.replace(found.card, views=0))

    def get_version(self, statement_id: str, number: int, *, withdrawn_too: bool = False) -> Transcript:
        """The transcript of one version. Raises `NotFoundError`, `WithdrawnError`."""
        if withdrawn_too:
            return self.record.get_version(statement_id, number, withdrawn_too=True)
        return self._version(statement_id, number)

    def find_turn(self, statement_id: str, turn_id: str) -> str | None:
        """The id of the turn today."""
        if any(turn.id == turn_id for turn in self.get_statement(statement_id).transcript.turns):
            return turn_id
        return self.record.find_turn(statement_id, turn_id)

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """In the order in which they were made."""
        if statement_id is None:
            return self.record.judgements(state=state)
        if self._whole is None:
            known = self._judged(statement_id)
        else:
            known = self._keep("judged", self._judged_by_statement).get(statement_id, ())
        return tuple(found for found in known if state in (None, found.state))

    def _judged_by_statement(self) -> dict[str, tuple[Judgement, ...]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.record.judgements():
            if judgement.statement is not None:
                found[judgement.statement].append(judgement)
        return {statement: tuple(judged) for statement, judged in found.items()}

    def get_person(self, slug: str) -> PersonCard:
        """The person under this slug. Raises `NotFoundError`."""
        known = self._keep("by slug", lambda: {person.slug: person for person in self.persons()})
        return known.get(slug) or self.record.get_person(slug)

    def neighbours(
        self, statement_id: str, *, person: str | None = None
    ) -> tuple[StatementCard | None, StatementCard | None]:
        """The statements before and after this one in time, of all or of one person (a slug)."""
        if self._whole is not None and self._whole.knows(statement_id, person):
            return self._whole.neighbours(statement_id, person)
        return self.record.neighbours(statement_id, person=person)

    # many

    def terms(self, statement_id: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Grouping, slug and statement, for every name that a statement (or any) stands under."""
        if statement_id is None or self._whole is None:
            return self.record.terms(statement_id)
        return ((grouping, slug, statement_id) for grouping, slug in self._whole.terms.get(statement_id, ()))

    def last_changes(self, ids: Iterable[str] | None = None, *, beginning: str = "") -> dict[str, str]:
        """When each statement last changed in substance."""
        if ids is None or self._whole is None:
            return self.record.last_changes(ids, beginning=beginning)
        known = self._keep("last changes", lambda: self.record.last_changes())
        return {key: known[key] for key in sorted(set(ids)) if key in known}

    def count(self) -> Counts:
        """The size of the record."""
        return self._keep("count", lambda: self.record.count())

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month."""
        return self._keep("months", lambda: self.record.months())

    def years(self, *, person: str | None = None) -> tuple[YearTally, ...]:
        """Statements by year, of one person or of all."""
        return self.record.years(person=person) if person else self._keep("years", lambda: self.record.years())

    def persons(self) -> tuple[PersonCard, ...]:
        """All persons."""
        return self._keep("persons", lambda: self.record.persons())

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each name."""
        return self._keep(f"tally {grouping}", lambda: self.record.tally(grouping))

    def rubrics(self, shelf: Shelf) -> tuple[Rubric, ...]:
        """What is said of sections, categories or tags."""
        return self._keep(f"rubrics {shelf}", lambda: self.record.rubrics(shelf))

    def find_statements(
        self,
        *,
        date: str | None = None,
        ids: Iterable[str] | None = None,
        order: Order = "newest",
        limit: int = 20,
        offset: int = 0,
        **terms: str | None,
    ) -> StatementPage:
        """Cards that match all that is given."""
        named = tuple((grouping, slug) for grouping, slug in sorted(terms.items()) if slug is not None)
        if ids is not None or order not in _KEYS or self._reads_window(named, date, order):
            return self._window(date, None if ids is None else tuple(ids), order, limit, offset, named)
        cards = self._find(named, date, order)
        return StatementPage(items=cards[offset : offset + limit], total=len(cards), offset=offset)

    def _read_window(
        self,
        date: str | None,
        ids: tuple[str, ...] | None,
        order: Order,
        limit: int,
        offset: int,
        terms: tuple[Term, ...],
    ) -> StatementPage:
        found = self.record.find_statements(
            date=date, ids=ids, order=order, limit=limit, offset=offset, **cast(Any, dict(terms))
        )
        return msgspec.structs.replace(found, items=_uncounted(found.items))

    def _reads_window(self, terms: tuple[Term, ...], date: str | None, order: Order) -> bool:
        """Whether a window of a list is read by itself: nothing of it is at hand, and it is one of the first."""
        key = (terms, date, order)
        if self._whole is not None or key in self._lists:
            return False
        self._windows[key] += 1
        return self._windows[key] <= WINDOWS or not (terms or date)

    def _find(self, terms: tuple[Term, ...], date: str | None, order: Order) -> tuple[StatementCard, ...]:
        if self._whole is not None:
            return self._whole.find(terms, date, order)
        key = (terms, date, order)
        if key not in self._lists:
            found = self.record.find_statements(date=date, order=order, limit=EVERY, **cast(Any, dict(terms)))
            self._lists[key] = _uncounted(found.items)
        return self._lists[key]

    def _keep(self, name: str, read: Callable[[], T]) -> T:
        if name not in self._kept:
            self._kept[name] = read()
        return self._kept[name]  # type: ignore[no-any-return]


class _Whole:
    """All cards, newest first, with the places of those under each term and date."""

    def __init__(self, record: Record) -> None:
        self.cards = _uncounted(record.find_statements(limit=EVERY).items)
        self.places = {card.id: place for place, card in enumerate(self.cards)}
        under: dict[Term, list[int]] = defaultdict(list)
        self.terms: dict[str, list[Term]] = defaultdict(list)
        for grouping, slug, statement in record.terms():
            if statement in self.places:
                under[(grouping, slug)].append(self.places[statement])
                self.terms[statement].append((grouping, slug))
        self.under = {term: sorted(found) for term, found in under.items()}
        self.dates = [card.date or "" for card in self.cards]
        self.backwards = self.dates[::-1]  # ascending, as bisection wants it

    def knows(self, statement_id: str, person: str | None) -> bool:
        """Whether the statement, and the person, are there under these very names, not under others that lead to them."""
        return statement_id in self.places and (person is None or ("person", person) in self.under)

    def neighbours(self, statement_id: str, person: str | None) -> tuple[StatementCard | None, StatementCard | None]:
        """The dated statements before and after a dated one."""
        place = self.places[statement_id]
        among: Sequence[int] = range(len(self.cards)) if person is None else self.under[("person", person)]
        at = bisect_left(among, place)
        after = among[at - 1] if at else None
        at += at < len(among) and among[at] == place
        before = among[at] if at < len(among) else None
        dated = [each is not None and self.dates[place] and self.dates[each] for each in (before, after)]
        found = [
            self.cards[each] if each is not None and told else None
            for each, told in zip((before, after), dated, strict=True)
        ]
        return found[0], found[1]

    def find(self, terms: tuple[Term, ...], date: str | None, order: Order) -> tuple[StatementCard, ...]:
        first, end = self._span(date)
        lists = sorted((self.under.get(term, []) for term in terms), key=len)
        if not lists:
            found: Iterable[int] = range(first, end)
        else:
            least = lists[0]
            found = islice(least, bisect_left(least, first), bisect_left(least, end))
            for other in map(set, lists[1:]):
                found = [place for place in found if place in other]
        cards = (self.cards[place] for place in found)
        return tuple(cards) if order == "newest" else tuple(sorted(cards, key=_KEYS[order], reverse=order == "added"))

    def _span(self, date: str | None) -> tuple[int, int]:
        """The places of statements whose date begins so: they stand together."""
        if date is None:
            return 0, len(self.cards)
        end = len(self.cards) - bisect_left(self.backwards, date)
        first = len(self.cards) - (
            bisect_right(self.backwards, date + "\uffff") if date else bisect_right(self.backwards, "")
        )
        return first, end


def _uncounted(cards: tuple[StatementCard, ...]) -> tuple[StatementCard, ...]:
    """Cards without their views."""
    return tuple(msgspec.structs.replace(card, views=0) for card in cards)


_KEYS: Mapping[Order, Callable[[StatementCard], tuple[Any, ...]]] = {
    "newest": lambda card: (),
    "oldest": lambda card: (card.date is None, card.date or "", card.time is None, card.time or "", card.id),
    "added": lambda card: (card.added_at[:10],),
}
"""The orders that need no database; the cards stand newest first as they are."""
