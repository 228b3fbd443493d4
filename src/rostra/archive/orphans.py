"""What must hold between the tables, asked in the database's own language: nothing dangles, nothing is missing, no id is lost.

Each check is a query of rows that should not be; none is unpacked, so that all of them take a moment even on a large record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from rostra.archive.reports import Finding
from rostra.archive.schema import (
    arrivals,
    captures,
    changes,
    fetches,
    judgements,
    meta,
    metadata,
    searches,
    statement_redirects,
    statements,
    turn_redirects,
    turns,
    versions,
)

RESTORE = "Restore the archive from a backup (rostra restore FILE), or add its pages to a new one."
_HARMLESS = "Nothing is lost by it, and nobody is led to it."
_STATES = ("applied", "unmet", "undone")


class _Check(NamedTuple):
    """A query of (where, ...) that should find nothing. `message` takes the row's values in its braces."""

    code: str
    query: Select[Any]
    message: str
    hint: str


def find_orphans(connection: Connection) -> Iterator[Finding]:
    """What is wrong between the tables, check by check."""
    yield from _foreign_keys(connection)
    for check in (check for checks in _CHECKS for check in checks()):
        for row in connection.execute(check.query.execution_options(yield_per=500)):
            yield Finding(code=check.code, where=str(row[0]), message=check.message.format(*row), hint=check.hint)
    yield from _redirects(connection)
    if connection.scalar(select(func.count()).select_from(meta).where(meta.c.name == "generation")) != 1:
        yield Finding(code="generation-missing", where="meta", message="The archive has lost its name.", hint=RESTORE)


def count_checks() -> int:
    """How many questions `find_orphans` asks, for a bar of progress."""
    return sum(len(checks()) for checks in _CHECKS) + 3


def _foreign_keys(connection: Connection) -> Iterator[Finding]:
    """Rows that name what is not there, in every table; a database that was written by hand need not have kept to its keys."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            mine, other = key.parent, key.column
            there = other.table.alias("there")
            dangling = (
                select(mine, func.count()).where(mine.is_not(None)).group_by(mine)
                .where(~exists().where(there.c[other.name] == mine))
            )  # fmt: skip
            for value, count in connection.execute(dangling.execution_options(yield_per=500)):
                message = f"{count} row{'s' * (count > 1)} of {table.name} name {other.table.name} {value}, which is not there."
                if other.table is captures:
                    yield Finding(code="capture-missing", where=str(value), message=message, hint=RESTORE)
                else:
                    yield Finding(code="row-orphan", where=f"{table.name} {value}", message=message, hint=RESTORE)


def _checks_of_pages() -> list[_Check]:
    s, v, c = statements.c, versions.c, captures.c
    current = aliased(versions)
    is_current = (current.c.statement == s.id) & (current.c.number == s.version)
    count = func.count(v.number)
    return [
        _Check(
            code="capture-orphan",
            query=select(c.sha256).where(~exists().where(v.sha256 == c.sha256), ~exists().where(fetches.c.sha256 == c.sha256)),
            message="These bytes belong to no version and no visit.",
            hint=_HARMLESS,
        ),
        _Check(
            code="version-missing",
            query=select(s.id, s.version).where(~exists().where(is_current)),
            message="Its current version {1} is not there.",
            hint=RESTORE,
        ),
        _Check(
            code="version-missing",
            query=select(s.id, count, s.version).outerjoin(versions, v.statement == s.id).group_by(s.id, s.version)
            .having(or_(count != s.version, func.max(v.number) != s.version, func.min(v.number) != 1)),
            message="It has {1} versions, and should have {2}.",
            hint=RESTORE,
        ),
        _Check(
            code="capture-other",
            query=select(s.id).join(current, is_current).where(s.sha256 != current.c.sha256),
            message="It names other bytes than its current version does.",
            hint=RESTORE,
        ),
        _Check(
            code="capture-missing",
            query=select(fetches.c.address, fetches.c.at).where(fetches.c.outcome.in_(("new", "same")), fetches.c.sha256.is_(None)),
            message="The visit of {1} brought a page, and no bytes are kept.",
            hint=RESTORE,
        ),
    ]  # fmt: skip


def _checks_of_changes() -> list[_Check]:
    s, v = statements.c, versions.c
    latest = select(func.max(changes.c.sequence)).scalar_subquery()
    return [
        _Check(
            code="change-missing",
            query=select(s.id).where(~exists().where(changes.c.statement == s.id)),
            message="The log of changes does not tell of it, so that search may not find it.",
            hint=RESTORE,
        ),
        _Check(
            code="change-orphan",
            query=select(changes.c.statement).where(~exists().where(s.id == changes.c.statement))
            .where(~exists().where(statement_redirects.c.id == changes.c.statement)),
            message="The log of changes tells of a statement that is not there.",
            hint=_HARMLESS,
        ),
        _Check(
            code="arrival-orphan",
            query=select(arrivals.c.statement, arrivals.c.version)
            .where(~exists().where(v.statement == arrivals.c.statement, v.number == arrivals.c.version)),
            message="Version {1}, which is not there, is said to have arrived.",
            hint=_HARMLESS,
        ),
        _Check(
            code="search-ahead",
            query=select(searches.c.slug, searches.c.sequence).where(searches.c.sequence > func.coalesce(latest, 0)),
            message="The saved search saw up to change {1}, which is yet to come: it will miss what arrives until then.",
            hint="Remove it and add it again (rostra alerts).",
        ),
    ]  # fmt: skip


def _checks_of_turns() -> list[_Check]:
    t, r, s = turns.c, turn_redirects.c, statements.c
    other = turns.alias("other")
    here = exists().where(other.c.statement == t.statement, other.c.turn == t.answers)
    taken = exists().where(t.statement == r.statement, t.turn == r.target)
    twice = exists().where(t.statement == r.statement, t.turn == r.turn)
    standing = select(func.count()).where(t.statement == s.id).correlate(statements).scalar_subquery()
    gone = select(func.count()).where(r.statement == s.id).correlate(statements).scalar_subquery()
    place = r.statement + literal("/") + r.turn
    return [
        _Check(
            code="answer-orphan",
            query=select(t.statement + literal("/") + t.turn, t.answers).where(t.answers.is_not(None), ~here),
            message="It answers turn {1}, which is not there.",
            hint=RESTORE,
        ),
        _Check(
            code="redirect-broken",
            query=select(place, r.target).where(r.target.is_not(None), ~taken, ~_withdrawn(r.statement)),
            message="This turn's id leads to {1}, which is not there.",
            hint=RESTORE,
        ),
        _Check(
            code="redirect-broken",
            query=select(place).where(twice),
            message="This turn is there, and its id is said to have been replaced.",
            hint=RESTORE,
        ),
        _Check(
            code="turn-lost",
            query=select(s.id, standing + gone, s.last_turn).where(
                s.withdrawn.is_(None), standing + gone != s.last_turn
            ),
            message="{2} ids of turns were given, and {1} are known.",
            hint=RESTORE,
        ),
    ]


def _checks_of_decisions() -> list[_Check]:
    j, t, r = judgements.c, turns.c, turn_redirects.c
    known = exists().where(t.statement == j.statement, t.turn == j.turn)
    led = exists().where(r.statement == j.statement, r.turn == j.turn)
    judged = exists().where(versions.c.statement == j.statement, versions.c.number == j.version)
    hint = "Undo it and decide again, or restore the archive from a backup."
    about = case((j.statement.is_(None), literal("persons")), else_=j.statement)
    return [
        _Check(
            code="judgement-orphan",
            query=select(about, j.id, j.turn)
            .where(j.statement.is_not(None), j.turn.is_not(None), ~known, ~led, ~_withdrawn(j.statement)),
            message="Judgement {1} is about turn {2}, which never was.",
            hint=hint,
        ),
        _Check(
            code="judgement-orphan",
            query=select(about, j.id, j.version).where(j.statement.is_not(None), j.version.is_not(None), ~judged),
            message="Judgement {1} is about version {2}, which is not there.",
            hint=hint,
        ),
        _Check(
            code="judgement-orphan",
            query=select(about, j.id, j.state).where(j.state.not_in(_STATES)),
            message="Judgement {1} is in no known state: {2}.",
            hint=hint,
        ),
        *_checks_of_withdrawals(),
    ]  # fmt: skip


def _checks_of_withdrawals() -> list[_Check]:
    s, j = statements.c, judgements.c
    holds = exists().where(j.id == s.withdrawn, j.statement == s.id, j.action == "withdraw", j.state == "applied")
    return [
        _Check(
            code="withdrawal-orphan",
            query=select(s.id, s.withdrawn).where(s.withdrawn.is_not(None), ~holds),
            message="It is withdrawn by judgement {1}, which does not say so.",
            hint=RESTORE,
        ),
        _Check(
            code="withdrawal-lost",
            query=select(s.id, j.id).join(judgements, j.statement == s.id)
            .where(j.action == "withdraw", j.state == "applied", s.withdrawn.is_(None)),
            message="Judgement {1} withdraws it, and readers see it.",
            hint=RESTORE,
        ),
    ]  # fmt: skip


def _withdrawn(statement: Any) -> Any:
    """That a statement is withdrawn, of which no turns have rows."""
    return exists().where(statements.c.id == statement, statements.c.withdrawn.is_not(None))


def _redirects(connection: Connection) -> Iterator[Finding]:
    """Ids of statements that lead nowhere, or in a circle."""
    targets = {row.id: row.target for row in connection.execute(select(statement_redirects))}

    def there(found: str) -> bool:
        return connection.scalar(select(statements.c.id).where(statements.c.id == found)) is not None

    for start in targets:
        met, at = {start}, targets[start]
        while at in targets and at not in met:
            met.add(at)
            at = targets[at]
        if at in met:
            yield _broken(start, "This statement's id leads in a circle.")
        elif not there(at):
            yield _broken(start, f"This statement's id leads to {at}, which is not there.")
        elif there(start):
            yield _broken(start, "This statement is there, and its id is said to have been replaced.")


def _broken(where: str, message: str) -> Finding:
    return Finding(code="redirect-broken", where=where, message=message, hint=RESTORE)


_CHECKS = (_checks_of_pages, _checks_of_changes, _checks_of_turns, _checks_of_decisions)
