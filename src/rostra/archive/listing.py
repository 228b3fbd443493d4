"""Reading many: lists of statements, tallies, persons, sizes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, distinct, exists, false, func, select
from sqlalchemy.sql.elements import SQLCoreOperations

from rostra.archive.filing import places_of
from rostra.archive.reading import OWN_VIEWS, VERSION_COLUMNS, select_cards, to_card, to_version
from rostra.archive.records import (
    Counts,
    Edit,
    EditPage,
    MonthTally,
    PersonCard,
    StatementPage,
    Tally,
    Undone,
    YearTally,
)
from rostra.archive.schema import (
    appearances,
    captures,
    issues,
    judgements,
    pins,
    statement_terms,
    statements,
    versions,
    views,
)
from rostra.archive.withdrawing import SHOWN
from rostra.model import NotFoundError, UsageError

_s, _a = statements.c, appearances.c
_NEWEST_FIRST = (_s.date.desc().nulls_last(), _s.time.desc().nulls_last(), _s.id.desc())
_ORDERS: Mapping[str, tuple[SQLCoreOperations[Any], ...]] = {
    "newest": _NEWEST_FIRST,
    "oldest": (_s.date.nulls_last(), _s.time.nulls_last(), _s.id),
    "title": (func.lower(_s.title), *_NEWEST_FIRST),
    "views": ((_s.views_printed + OWN_VIEWS).desc(), *_NEWEST_FIRST),
    "added": (func.substr(_s.added_at, 1, 10).desc(), *_NEWEST_FIRST),  # what came in on one day, as it was said
}
_FEW = 2_000
"""Of 60,000 statements, a list of this many is fetched and sorted in some 15 ms; of more, a window by date is full sooner."""
_FEW_OF_A_DATE = 200
"""With a year given, going through its 3,000 statements takes as long as fetching this many."""


def find_statements(
    connection: Connection,
    terms: Mapping[str, str | None],
    *,
    date: str | None,
    ids: Iterable[str] | None,
    order: str,
    limit: int,
    offset: int,
) -> StatementPage:
    """Cards that match all of `terms` (grouping -> slug; ``None`` = any). See `Record.find_statements`."""
    if order not in (*_ORDERS, "placed"):
        raise UsageError(f"There is no order {order!r}.", hint=f"Use one of {', '.join((*_ORDERS, 'placed'))}.")
    limit, offset = max(0, limit), max(0, offset)
    sizes = {(g, slug): _size(connection, g, slug) for g, slug in terms.items() if slug is not None}
    few = _FEW if date is None else _FEW_OF_A_DATE
    matching = [SHOWN, *(_under(*term, few=size <= few) for term, size in sizes.items())]
    if date is not None:
        matching.append(_on(date))
    if ids is not None:
        matching.append(_s.id.in_(list(dict.fromkeys(ids))))
    if len(sizes) == 1 and len(matching) == 2:
        total = min(sizes.values())  # what is withdrawn stands under no term
    else:
        total = connection.scalar(select(func.count()).select_from(statements).where(*matching)) or 0
    by = _ORDERS[order] if order in _ORDERS else (_place(connection, terms["section"] or ""), *_NEWEST_FIRST)
    window = select(_s.id).where(*matching).order_by(*by).limit(limit).offset(offset)
    if order == "views":
        window = window.outerjoin(views, views.c.statement == _s.id)
    rows = connection.execute(select_cards().where(_s.id.in_(window)).order_by(*by))
    return StatementPage(items=tuple(to_card(row) for row in rows), total=total, offset=offset)


def _place(connection: Connection, section: str) -> ColumnElement[Any]:
    """Where a statement is pinned in a section, NULL where it is not."""
    pinned = select(func.min(pins.c.ordinal)).where(pins.c.place.in_(places_of(connection, section)))
    return pinned.where(pins.c.statement == _s.id).scalar_subquery().asc().nulls_last()


def _size(connection: Connection, grouping: str, slug: str) -> int:
    """How many statements stand under the slug: read off the key of the terms."""
    term = statement_terms.c
    return connection.scalar(select(func.count()).where(term.grouping == grouping, term.slug == slug)) or 0


def _under(grouping: str, slug: str, *, few: bool) -> ColumnElement[bool]:
    """Few are fetched by their list. Of many, the statements are gone through in the order asked for, until the window is full."""
    term = statement_terms.c
    named = (term.grouping == grouping) & (term.slug == slug)
    return _s.id.in_(select(term.statement).where(named)) if few else exists().where(named, term.statement == _s.id)


def _on(date: str) -> ColumnElement[bool]:
    """Dates with this prefix, as a range so that the index serves; "" for undated."""
    return (_s.date >= date) & (_s.date < date + "\uffff") if date else _s.date.is_(None)


def tally(connection: Connection, grouping: str) -> tuple[Tally, ...]:
    """Statements under each slug; its name is the spelling met most often."""
    term = statement_terms.c
    rows = connection.execute(
        select(term.slug, term.name, func.count().label("count"))
        .where(term.grouping == grouping)
        .group_by(term.slug, term.name)
    )
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for slug, name, count in rows:
        spellings[slug][name] = count
    found = [Tally(slug=slug, name=_usual(names), count=names.total()) for slug, names in spellings.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))


def terms(connection: Connection, statement_id: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Grouping, slug and statement, for every name that a statement (or any) stands under."""
    term = statement_terms.c
    found = select(term.grouping, term.slug, term.statement)
    found = found if statement_id is None else found.where(term.statement == statement_id)
    for row in connection.execution_options(yield_per=10_000).execute(found):
        yield row[0], row[1], row[2]


def _usual(names: Mapping[str, int]) -> str:
    """The most frequent; of equally frequent ones the longest, then the first by alphabet."""
    return min(names, key=lambda name: (-names[name], -len(name), name))


def months(connection: Connection) -> tuple[MonthTally, ...]:
    """Newest first; statements known by their year only count under the year ("2014"); undated ones come last."""
    month = func.coalesce(func.substr(_s.date, 1, 7), "")
    rows = connection.execute(select(month, func.count()).where(SHOWN).group_by(month).order_by(month.desc()))
    return tuple(MonthTally(month=name, count=count) for name, count in rows)


def years(connection: Connection, person: str | None = None) -> tuple[YearTally, ...]:
    """Newest first, undated ones last; of one person or of all."""
    year = func.coalesce(func.substr(_s.date, 1, 4), "")
    matching = [SHOWN] if person is None else [_under("person", person, few=True)]
    rows = connection.execute(select(year, func.count()).where(*matching).group_by(year).order_by(year.desc()))
    return tuple(YearTally(year=name, count=count) for name, count in rows)


def persons(connection: Connection, slug: str | None = None) -> tuple[PersonCard, ...]:
    """Cards of all persons (or of one), those with most statements first, then by name."""
    only = [] if slug is None else [_a.person == slug]
    names = _spellings(connection, _a.name, only)
    offices = _spellings(connection, _a.office, [*only, _a.office.is_not(None)])
    rows = connection.execute(
        select(
            _a.person,
            func.count(distinct(_a.statement)).label("statements"),
            func.sum(_a.turns).label("turns"),
            func.sum(_a.answers).label("answers"),
            func.min(_s.date).label("first"),
            func.max(_s.date).label("last"),
        )
        .join(statements, _s.id == _a.statement)
        .where(*only)
        .group_by(_a.person)
    )
    cards = [_to_person(row._mapping, names[row.person], offices.get(row.person, Counter())) for row in rows]
    return tuple(sorted(cards, key=lambda card: (-card.statements, card.name)))


def get_person(connection: Connection, slug: str) -> PersonCard:
    """Raises `NotFoundError`."""
    found = persons(connection, slug)
    if not found:
        raise NotFoundError(
            f"There is no person {slug!r}.", hint="The list of persons names all that the record knows."
        )
    return found[0]


def _spellings(
    connection: Connection, column: ColumnElement[Any], only: list[ColumnElement[bool]]
) -> dict[str, Counter[str]]:
    rows = connection.execute(select(_a.person, column, func.count()).where(*only).group_by(_a.person, column))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for person, name, count in rows:
        found[person][name] = count
    return found


def _to_person(row: Mapping[Any, Any], names: Counter[str], offices: Counter[str]) -> PersonCard:
    return PersonCard(
        slug=row["person"],
        name=_usual(names),
        names=_by_frequency(names),
        offices=_by_frequency(offices),
        statements=row["statements"],
        turns=row["turns"],
        answers=row["answers"],
        first=row["first"],
        last=row["last"],
    )


def _by_frequency(names: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-names[name], name)))


def count(connection: Connection, size_bytes: int) -> Counts:
    """The size of the record."""
    sums = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(_s.turns), 0),
            func.coalesce(func.sum(_s.questions), 0),
            func.coalesce(func.sum(_s.answers), 0),
            func.min(_s.date),
            func.max(_s.date),
        ).where(SHOWN)
    ).one()
    return Counts(
        statements=sums[0],
        turns=sums[1],
        questions=sums[2],
        answers=sums[3],
        captures=connection.scalar(select(func.count()).select_from(captures)) or 0,
        persons=connection.scalar(select(func.count(distinct(_a.person)))) or 0,
        size_bytes=size_bytes,
        first=sums[4],
        last=sums[5],
        kinds=tally(connection, "kind"),
        languages=tally(connection, "language"),
        issues=_issues(connection),
    )


def _issues(connection: Connection) -> tuple[Tally, ...]:
    rows = connection.execute(select(issues.c.code, func.count()).group_by(issues.c.code))
    found = [Tally(slug=code, name=code, count=number) for code, number in rows]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))


def edits(connection: Connection, *, quiet: bool, limit: int, offset: int) -> EditPage:
    """Versions with other words than the one before, newest first."""
    v, before = versions.c, versions.alias("before")
    silent = v.notice.is_(None) | (v.notice == before.c.notice)
    matching = [v.change == "words", SHOWN, *([silent] if quiet else [])]
    joined = versions.join(before, (before.c.statement == v.statement) & (before.c.number == v.number - 1))
    joined = joined.join(statements, _s.id == v.statement)
    total = connection.scalar(select(func.count()).select_from(joined).where(*matching)) or 0
    rows = connection.execute(
        select(v.statement, *VERSION_COLUMNS, func.coalesce(silent, false()).label("quiet"))
        .select_from(joined)
        .where(*matching)
        .order_by(v.added_at.desc(), v.statement, v.number.desc())
        .limit(max(0, limit))
        .offset(max(0, offset))
    ).all()
    wanted = select_cards().where(_s.id.in_({row.statement for row in rows}))
    cards = {card.id: card for card in map(to_card, connection.execute(wanted))}
    items = tuple(
        Edit(
            card=cards[row.statement],
            version=to_version(row),
            quiet=bool(row.quiet),
        )
        for row in rows
    )
    return EditPage(items=items, total=total, offset=offset)


def last_changes(connection: Connection, ids: Iterable[str] | None, *, beginning: str) -> dict[str, str]:
    """When each statement came in, had its words changed, or was corrected, whichever was last. See `Record.last_changes`."""
    v = versions.c
    begun = select(_s.id).where(SHOWN, func.substr(_s.id, 1, len(beginning)) == beginning)
    wanted: Any = begun if ids is None else [each for each in dict.fromkeys(ids) if each.startswith(beginning)]
    rows = connection.execute(
        select(_s.id, func.max(v.added_at))
        .join(versions, v.statement == _s.id)
        .where(_s.id.in_(wanted), SHOWN, (v.number == 1) | (v.change == "words"))
        .group_by(_s.id)
        .order_by(_s.id)
    )
    found: dict[str, str] = {row[0]: row[1] for row in rows}
    for statement, at in _corrections(connection, wanted):
        if statement in found:
            found[statement] = max(found[statement], at)
    return found


def _corrections(connection: Connection, wanted: Any) -> Iterable[tuple[str, str]]:
    """Statements among `wanted` with when a person corrected each, or took that back."""
    j = judgements.c
    rows = connection.execute(
        select(j.statement, j.at, j.state, j.note).where(j.statement.in_(wanted), j.state != "unmet")
    )
    for row in rows:
        undone = msgspec.json.decode(row.note, type=Undone) if row.state == "undone" else None
        yield row.statement, undone.at if undone else row.at
