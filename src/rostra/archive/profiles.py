"""What the record knows of one person, and which statements stand beside one in time."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from rostra.archive.judgements import current_person
from rostra.archive.parts import Part
from rostra.archive.reading import read_card, select_cards, to_card
from rostra.archive.records import Office, Profile, StatementCard, Tally
from rostra.archive.schema import appearances, statement_terms, statements, turns
from rostra.archive.withdrawing import SHOWN

_s, _a = statements.c, appearances.c
_SHOWN = 24
"""Offices, askers and topics of a profile: more is a list to search, not a picture of somebody."""


class ProfileRows(Part):
    """The part of a record that knows who a person was and what stands beside a statement; see `Record`."""

    def profile(self, slug: str) -> Profile:
        """Offices over time, who asked and the topics of a person."""
        with self._reads() as connection:
            return profile(connection, current_person(connection, slug))

    def neighbours(
        self, statement_id: str, *, person: str | None = None
    ) -> tuple[StatementCard | None, StatementCard | None]:
        """The statements before and after this one in time."""
        with self._reads() as connection:
            card = read_card(connection, statement_id)
            return neighbours(connection, card, person and current_person(connection, person))


def profile(connection: Connection, slug: str) -> Profile:
    """Offices by their first day, who asked and what it was about, most first; all empty for somebody who never spoke."""
    return Profile(
        offices=_offices(connection, slug),
        askers=_askers(connection, slug),
        topics=_topics(connection, slug),
    )


def _offices(connection: Connection, slug: str) -> tuple[Office, ...]:
    """Each office, as it is printed most often, with the first and the last day on which a page gave it."""
    rows = connection.execute(
        select(_a.office, _a.affiliation, func.count(), func.min(_s.date), func.max(_s.date))
        .join(statements, _s.id == _a.statement)
        .where(_a.person == slug, _a.office.is_not(None))
        .group_by(_a.office, _a.affiliation)
    )
    together: dict[tuple[str, str], list[tuple[str, str | None, int, str | None, str | None]]] = {}
    for row in rows:
        key = (_folded(row[0]), _folded(row[1] or ""))
        together.setdefault(key, []).append((row[0], row[1], row[2], row[3], row[4]))
    found = []
    for spelled in together.values():
        usual = max(spelled, key=lambda each: (each[2], each[0]))
        dates = [date for each in spelled for date in each[3:] if date]
        found.append(
            Office(
                name=usual[0],
                affiliation=usual[1],
                statements=sum(each[2] for each in spelled),
                first=min(dates, default=None),
                last=max(dates, default=None),
            )
        )
    most = sorted(found, key=lambda office: -office.statements)[:_SHOWN]
    return tuple(sorted(most, key=lambda office: (office.first or "9", office.last or "9", office.name)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _askers(connection: Connection, slug: str) -> tuple[Tally, ...]:
    """Who put the questions that the person answered; each question counts once. `slug` is "" for nobody known."""
    asked = turns.alias("asked")
    pairs = (
        select(asked.c.statement, asked.c.turn, asked.c.speaker, asked.c.person)
        .join(turns, (turns.c.statement == asked.c.statement) & (turns.c.answers == asked.c.turn))
        .where(turns.c.person == slug, turns.c.role == "answer", asked.c.speaker_kind.in_(("person", "group")))
        .where(turns.c.statement.in_(select(_a.statement).where(_a.person == slug)))  # else every turn is looked at
        .distinct()
        .subquery()
    )
    rows = connection.execute(
        select(pairs.c.person, pairs.c.speaker, func.count()).group_by(pairs.c.person, pairs.c.speaker)
    )
    names: dict[str, Counter[str]] = {}
    for person, speaker, count in rows:
        if speaker and person != slug:
            names.setdefault(person or f"\0{_folded(speaker)}", Counter())[speaker] += count
    found = [
        Tally(slug="" if key.startswith("\0") else key, name=spelled.most_common(1)[0][0], count=spelled.total())
        for key, spelled in names.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))[:_SHOWN]


def _topics(connection: Connection, slug: str) -> tuple[Tally, ...]:
    """Tags of the statements in which the person takes part."""
    term = statement_terms.c
    mine = select(_a.statement).where(_a.person == slug)
    rows = connection.execute(
        select(term.slug, func.min(term.name), func.count())
        .where(term.grouping == "tag", term.statement.in_(mine))
        .group_by(term.slug)
        .order_by(func.count().desc(), term.slug)
        .limit(_SHOWN)
    )
    return tuple(Tally(slug=slug, name=name, count=count) for slug, name, count in rows)


def neighbours(
    connection: Connection, card: StatementCard, person: str | None = None
) -> tuple[StatementCard | None, StatementCard | None]:
    """The statements before and after `card` in time, of all or of one person; ``None`` at the ends, and for an undated one."""
    if not card.date:
        return None, None
    only = [SHOWN] if person is None else [_s.id.in_(select(_a.statement).where(_a.person == person))]
    at = (card.date, card.time or "", card.id)
    key = (_s.date, func.coalesce(_s.time, ""), _s.id)
    earlier = (
        select_cards().where(*only, _beyond(key, at, before=True)).order_by(*(part.desc() for part in key)).limit(1)
    )
    later = select_cards().where(*only, _beyond(key, at, before=False)).order_by(*key).limit(1)
    found = [connection.execute(query).first() for query in (earlier, later)]
    before, after = (to_card(row) if row is not None else None for row in found)
    return before, after


def _beyond(key: tuple[ColumnElement[str], ...], at: tuple[str, ...], *, before: bool) -> ColumnElement[bool]:
    """Rows that sort before or after `at`: the first column alone is a range that the index serves."""
    date, time, name = key
    near = date <= at[0] if before else date >= at[0]

    def past(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
        return column < value if before else column > value

    return and_(
        near,
        or_(past(date, at[0]), and_(date == at[0], or_(past(time, at[1]), and_(time == at[1], past(name, at[2]))))),
    )
