"""What waits to be looked at by a person: statements in doubt, those in most doubt first.

A statement waits while there is a reason to, and nobody said "looked-at" of its current version. What each reason weighs says how
much a mistake there would mislead a reader: a correction that no longer finds its words and words edited at the source first, then
speakers in doubt, then what is missing.
"""

from __future__ import annotations

from typing import Any, Literal, Protocol, get_args

import msgspec
from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, or_, select, true

from rostra.archive.accounts import key_of
from rostra.archive.parts import Part
from rostra.archive.reading import current_id
from rostra.archive.records import Entry
from rostra.archive.schema import accounts, appearances, claims, issues, judgements, statements, turns, versions
from rostra.archive.withdrawing import SHOWN
from rostra.archive.writing import read_kept
from rostra.model import NotFoundError, UsageError

Reason = Literal["unmet", "edited", "speakers", "date", "links", "warnings"]
"""A correction without its words; words edited since somebody looked; speakers unknown or unsure; no date of the event; answers
without their question; other warnings."""
REASONS: tuple[str, ...] = get_args(Reason)
_OTHERWISE_COUNTED = ("date-unknown", "judgement-unmet")
_MOST = 4.0
"""Of one kind: a page with forty warnings is not ten times as urgent as one with four."""
_s, _j = statements.c, judgements.c


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that waits. `doubt` is the share of its turns that are in doubt, `reasons` in the order of `Reason`; `claimed_by`
    is who has it in hand, "" when nobody has."""

    id: str
    title: str
    kind: str
    date: str | None
    language: str | None
    doubt: float
    warnings: int
    unlinked: int
    reasons: tuple[Reason, ...]
    claimed_by: str
    claimed_at: str


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """A window of what waits. `total` is of what was asked for, `left` of all by reason, `statements` of the whole record."""

    items: tuple[Waiting, ...]
    total: int
    left: dict[str, int]
    waiting: int
    statements: int


class Renaming(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in which somebody speaks or takes part under a name, with how many turns."""

    id: str
    title: str
    date: str | None
    turns: int


class Reviewer(Protocol):
    """The part of a record that tells what people should look at."""

    def queue(
        self,
        *,
        reason: str | None = None,
        language: str | None = None,
        claimed_by: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Queue:
        """What waits, in most doubt first; `claimed_by` keeps to what that account has in hand ("" = nobody)."""
        ...

    def beside(
        self,
        statement_id: str,
        *,
        reason: str | None = None,
        language: str | None = None,
        claimed_by: str | None = None,
    ) -> tuple[str | None, str | None]:
        """What waits before and after a statement, whether or not it waits itself. Raises `NotFoundError`."""
        ...

    def named(self, name: str) -> tuple[Renaming, ...]:
        """Statements in which somebody is called so, newest first."""
        ...

    def get_machine(self, statement_id: str) -> Entry:
        """What the machine made of the current version, before any judgement; without the page's bytes, and of what was withdrawn
        as well: it is for those who correct. Raises `NotFoundError`."""
        ...


class ReviewRows(Part):
    """`Reviewer` over the tables."""

    def queue(
        self,
        *,
        reason: str | None = None,
        language: str | None = None,
        claimed_by: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Queue:
        """What waits, in most doubt first."""
        found = _scored()
        wanted = _wanted(found, reason, language, claimed_by)
        page = _with_claims(found).where(wanted).order_by(found.c.score.desc(), found.c.id)
        counted = select(
            func.sum(case((wanted, 1), else_=0)),
            func.sum(case((found.c.waits, 1), else_=0)),
            func.count(),
            *(func.sum(case((and_(found.c.waits, found.c[f"r_{each}"]), 1), else_=0)) for each in REASONS),
        ).select_from(_joined(found))
        with self._reads() as connection:
            total, waiting, whole, *left = connection.execute(counted).one()
            rows = connection.execute(page.limit(max(0, limit)).offset(max(0, offset)))
            return Queue(
                items=tuple(_waiting(row) for row in rows),
                total=total or 0,
                waiting=waiting or 0,
                statements=whole or 0,
                left={name: count or 0 for name, count in zip(REASONS, left, strict=True)},
            )

    def beside(
        self,
        statement_id: str,
        *,
        reason: str | None = None,
        language: str | None = None,
        claimed_by: str | None = None,
    ) -> tuple[str | None, str | None]:
        """What waits before and after a statement."""
        found = _scored()
        wanted = _wanted(found, reason, language, claimed_by)
        with self._reads() as connection:
            at = connection.execute(select(found.c.score).where(found.c.id == statement_id)).scalar()
            if at is None:
                raise NotFoundError(f"There is no statement {statement_id}.", hint="The queue lists those that wait.")
            same = found.c.score == at
            before = or_(found.c.score > at, and_(same, found.c.id < statement_id))
            after = or_(found.c.score < at, and_(same, found.c.id > statement_id))
            ids = select(found.c.id).select_from(_joined(found)).limit(1)
            return (
                connection.scalar(ids.where(wanted, before).order_by(found.c.score, found.c.id.desc())),
                connection.scalar(ids.where(wanted, after).order_by(found.c.score.desc(), found.c.id)),
            )

    def named(self, name: str) -> tuple[Renaming, ...]:
        """Statements in which somebody is called so."""
        spoken = select(turns.c.statement, func.count().label("turns")).where(turns.c.speaker == name)
        by_turns = spoken.group_by(turns.c.statement).subquery()
        parts = select(appearances.c.statement).where(appearances.c.name == name)
        query = (
            select(_s.id, _s.title, _s.date, func.coalesce(by_turns.c.turns, 0).label("turns"))
            .outerjoin(by_turns, by_turns.c.statement == _s.id)
            .where(or_(by_turns.c.turns.is_not(None), _s.id.in_(parts)))
            .order_by(_s.date.desc().nulls_last(), _s.id)
        )
        with self._reads() as connection:
            return tuple(Renaming(**row._mapping) for row in connection.execute(query))

    def get_machine(self, statement_id: str) -> Entry:
        """What the machine made of the current version."""
        with self._reads() as connection:
            return read_kept(connection, current_id(connection, statement_id)).entry


# the one question that all of them ask


def _scored() -> Subquery:
    """Each statement with what speaks for looking at it."""
    warned = _counted(issues.c.statement, issues.c.severity != "info", issues.c.code.not_in(_OTHERWISE_COUNTED))
    unlinked = _counted(turns.c.statement, turns.c.role == "answer", turns.c.answers.is_(None))
    unmet = _counted(_j.statement, _j.state == "unmet")
    looked = _last(_j.statement, _j.version, _j.action == "looked-at", _j.state == "applied")
    edited = _last(versions.c.statement, versions.c.number, versions.c.change == "words")
    warnings, links, unmet_, looked_, edited_ = (
        func.coalesce(table.c.n, 0) for table in (warned, unlinked, unmet, looked, edited)
    )
    weights: dict[str, tuple[ColumnElement[bool], Any]] = {
        "unmet": (unmet_ > 0, 4.0),
        "edited": (edited_ > looked_, 3.0),
        "speakers": (_s.doubt > 0, 1.0 + 3.0 * _s.doubt),
        "date": (_s.date.is_(None), 1.0),
        "links": (links > 0, 0.25 * _at_most(links)),
        "warnings": (warnings > 0, 0.5 * _at_most(warnings)),
    }
    score = sum((case((holds, weight), else_=0.0) for holds, weight in weights.values()), literal(0.0))
    return (
        select(
            _s.id, _s.title, _s.kind, _s.date, _s.language, _s.doubt,
            warnings.label("n_warnings"),
            links.label("n_unlinked"),
            score.label("score"),
            and_(or_(*(holds for holds, _ in weights.values())), looked_ < _s.version, SHOWN).label("waits"),
            *(holds.label(f"r_{name}") for name, (holds, _) in weights.items()),
        )
        .outerjoin(warned, warned.c.statement == _s.id)
        .outerjoin(unlinked, unlinked.c.statement == _s.id)
        .outerjoin(unmet, unmet.c.statement == _s.id)
        .outerjoin(looked, looked.c.statement == _s.id)
        .outerjoin(edited, edited.c.statement == _s.id)
        .subquery()
    )  # fmt: skip


def _counted(statement: Any, *where: ColumnElement[bool]) -> Subquery:
    return select(statement, func.count().label("n")).where(*where).group_by(statement).subquery()


def _last(statement: Any, number: Any, *where: ColumnElement[bool]) -> Subquery:
    return select(statement, func.max(number).label("n")).where(*where).group_by(statement).subquery()


def _at_most(count: Any) -> Any:
    return case((count > _MOST, _MOST), else_=count)


def _joined(found: Subquery) -> Any:
    joined = found.outerjoin(claims, claims.c.statement == found.c.id)
    return joined.outerjoin(accounts, accounts.c.key == claims.c.account)


def _with_claims(found: Subquery) -> Select[Any]:
    return select(found, accounts.c.name.label("claimed_by"), claims.c.at.label("claimed_at")).select_from(
        _joined(found)
    )


def _wanted(found: Subquery, reason: str | None, language: str | None, claimed_by: str | None) -> ColumnElement[bool]:
    if reason is not None and reason not in REASONS:
        raise UsageError(f"There is no reason {reason!r}.", hint=f"Use one of {', '.join(REASONS)}.")
    wanted: list[ColumnElement[bool]] = [found.c.waits]
    if reason:
        wanted.append(found.c[f"r_{reason}"])
    if language is not None:
        wanted.append(func.coalesce(found.c.language, "") == language)
    if claimed_by is not None:
        wanted.append(claims.c.account == key_of(claimed_by) if claimed_by else claims.c.account.is_(None))
    return and_(true(), *wanted)


def _waiting(row: Any) -> Waiting:
    return Waiting(
        **{name: getattr(row, name) for name in ("id", "title", "kind", "date", "language", "doubt")},
        warnings=row.n_warnings,
        unlinked=row.n_unlinked,
        reasons=tuple(name for name in get_args(Reason) if getattr(row, f"r_{name}")),
        claimed_by=row.claimed_by or "",
        claimed_at=row.claimed_at or "",
    )
