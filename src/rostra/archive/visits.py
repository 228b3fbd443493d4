"""Visits to addresses and watched sources: what came of every look, so that a gap has a cause and an edit is found.

Bytes are kept before anything is made of them, and whether or not anything can be: they are the evidence. A visit that brought
nothing touches no capture and no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, or_, select, update

from rostra.archive.known import holder_of
from rostra.archive.locking import lock_names
from rostra.archive.packing import to_json, unpack
from rostra.archive.schema import captures, fetches, sources, statements, versions
from rostra.archive.watched import KeptVisit, Looks, SourceKind, Validators, VisitRecorded, WatchedSource
from rostra.archive.withdrawing import refuse_withdrawn
from rostra.archive.writing import keep_bytes, now
from rostra.model import Capture, NotFoundError, Visit

_f = fetches.c
_KEPT = ("new", "same")
_ASKED_AT_ONCE = 400
"""Addresses in one question; databases bound the number of parameters."""
_MET_AT_MOST = 50
"""Visits that are looked at for one that no withdrawn statement has: the same bytes may lie at any number of addresses."""


def add_visit(connection: Connection, visit: Visit) -> VisitRecorded:
    """Note a visit, and keep the bytes that it brought. Nobody else makes a statement of the same bytes meanwhile."""
    lock_names(connection, filter(None, (visit.address, visit.sha256)))
    last = _last_kept(connection, visit.address)
    sha256, statement = visit.sha256, None
    if visit.content is not None and sha256 is not None:
        keep_bytes(connection, sha256, visit.content)
        statement = holder_of(connection, sha256)
    elif visit.outcome == "not-modified" and last is not None:
        statement = last.statement
    outcome = _recorded(visit, last)
    row = {name: getattr(visit, name) for name in ("address", "final", "at", "status", "media_type", "error", "via")}
    named = {"outcome": outcome, "sha256": sha256, "headers": to_json(visit.headers), "statement": statement}
    connection.execute(insert(fetches), {**row, **named})
    return outcome


def _recorded(visit: Visit, last: Any) -> VisitRecorded:
    if visit.outcome != "fetched":
        return visit.outcome
    return "same" if last is not None and last.sha256 == visit.sha256 else "new"


def _last_kept(connection: Connection, address: str) -> Any:
    """The row of the last visit to this very address that brought a page; ``None`` when none did."""
    return connection.execute(
        select(_f.sha256, _f.statement)
        .where(_f.address == address, _f.outcome.in_(_KEPT))
        .order_by(_f.at.desc(), _f.id.desc())
        .limit(1)
    ).first()


def read_visits(connection: Connection, address: str) -> tuple[KeptVisit, ...]:
    """All visits that asked for the address or were led to it, oldest first; empty when there was none."""
    columns = [_f[name] for name in KeptVisit.__struct_fields__ if name != "size"]
    rows = connection.execute(
        select(*columns, captures.c.size)
        .outerjoin(captures, captures.c.sha256 == _f.sha256)
        .where(or_(_f.address == address, _f.final == address))
        .order_by(_f.at, _f.id)
    )
    return tuple(KeptVisit(**{**row._mapping, "headers": _headers(row.headers)}) for row in rows)


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    return msgspec.json.decode(text, type=tuple[tuple[str, str], ...])


def read_validators(connection: Connection, address: str) -> Validators | None:
    """What the last visit that brought something was given to ask with next time; ``None`` when it was given nothing."""
    row = connection.execute(
        select(_f.final, _f.headers)
        .where(_f.address == address, _f.outcome.in_((*_KEPT, "listed")))
        .order_by(_f.at.desc(), _f.id.desc())
        .limit(1)
    ).first()
    given = dict(_headers(row.headers)) if row else {}
    etag, last_modified = given.get("etag"), given.get("last-modified")
    if row is None or not (etag or last_modified):
        return None
    return Validators(address=row.final or address, etag=etag, last_modified=last_modified)


def read_visited_capture(connection: Connection, sha256: str, *, withdrawn_too: bool = False) -> Capture | None:
    """The saved bytes as a visit first brought them; ``None`` when none did. For pages of which no statement was made. Raises
    `WithdrawnError` where they were met at addresses of withdrawn statements alone."""
    rows = connection.execute(
        select(_f.address, _f.final, _f.media_type, _f.at, _f.headers)
        .join(captures, captures.c.sha256 == _f.sha256)
        .where(_f.sha256 == sha256)
        .order_by(_f.at, _f.id)
        .limit(1 if withdrawn_too else _MET_AT_MOST)
    ).all()
    holders = {
        each: "" if withdrawn_too else _withdrawn_at(connection, each) for each in {_places(row) for row in rows}
    }
    row = next((row for row in rows if not holders[_places(row)]), None)
    if row is None:
        if rows:
            refuse_withdrawn(connection, holders[_places(rows[0])])
        return None
    packed = connection.execute(select(captures.c.content).where(captures.c.sha256 == sha256)).scalar_one()
    return Capture(
        uri=row.final or row.address,
        content=unpack(packed),
        media_type=row.media_type,
        captured_at=row.at,
        headers=_headers(row.headers),
    )


def _places(visit: Any) -> tuple[str, ...]:
    """The address that was asked for, and where it led."""
    return tuple(filter(None, (visit.address, visit.final)))


def _withdrawn_at(connection: Connection, addresses: tuple[str, ...]) -> str:
    """The withdrawn statement that the page itself, a version or a visit places at one of the addresses; "" for none."""
    s, v = statements.c, versions.c
    met = select(_f.statement).where(or_(_f.address.in_(addresses), _f.final.in_(addresses)), _f.statement.is_not(None))
    read = select(v.statement).where(v.uri.in_(addresses))
    here = or_(s.address.in_(addresses), s.uri.in_(addresses), s.id.in_(met.union(read)))
    return connection.scalar(select(s.id).where(s.withdrawn.is_not(None), here).order_by(s.id).limit(1)) or ""


# how often pages were looked at


def read_looks(connection: Connection, *, via: str | None, addresses: Iterable[str]) -> dict[str, Looks]:
    """Address -> when it was looked at, of the pages that a source led to and of `addresses`; without those never visited."""
    found = {} if via is None else _looks(connection, _f.via == via)
    coming = iter(addresses)
    while batch := list(islice(coming, _ASKED_AT_ONCE)):
        found |= _looks(connection, _f.address.in_(batch))
    return found


def _looks(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Looks]:
    changed = func.coalesce(versions.c.captured_at, versions.c.added_at)
    rows = connection.execute(
        select(
            _f.address,
            func.min(_f.at).label("first_at"),
            func.max(_f.at).label("last_at"),
            func.max(case((_f.outcome == "new", _f.at))).label("new_at"),
            func.max(case((versions.c.changed_turns > 0, changed))).label("changed_at"),
        )
        .outerjoin(versions, versions.c.statement == _f.statement)
        .where(condition, _f.outcome != "listed")
        .group_by(_f.address)
    )
    return {row.address: _to_looks(row) for row in rows}


def _to_looks(row: Any) -> Looks:
    return Looks(
        first_at=row.first_at,
        last_at=row.last_at,
        captured=row.new_at is not None,
        changed_at=row.changed_at or row.new_at or row.first_at,
    )


# sources


def watch(connection: Connection, address: str, kind: SourceKind, *, every_s: int, next_at: str) -> None:
    """Remember a source, or change how it is watched."""
    values = {"kind": kind, "every_s": every_s, "next_at": next_at}
    if not connection.execute(update(sources).where(sources.c.address == address).values(values)).rowcount:
        connection.execute(insert(sources), {"address": address, "added_at": now(), **values})


def note_check(connection: Connection, address: str, *, checked_at: str, next_at: str, error: str | None) -> None:
    """Note that a source was looked at, whether it worked, and when it is due again."""
    failures = sources.c.failures + 1 if error else 0
    values = {"checked_at": checked_at, "next_at": next_at, "error": error, "failures": failures}
    connection.execute(update(sources).where(sources.c.address == address).values(values))


def forget(connection: Connection, address: str) -> None:
    """Watch a source no longer. Its visits and pages stay. Raises `NotFoundError`."""
    if not connection.execute(delete(sources).where(sources.c.address == address)).rowcount:
        hint = "`rostra watch --list` prints what is watched."
        raise NotFoundError(f"{address} is not watched.", hint=hint, source=address)


def read_sources(connection: Connection) -> Iterator[WatchedSource]:
    """All that is watched, the next due first."""
    columns = [sources.c[name] for name in WatchedSource.__struct_fields__]
    for row in connection.execute(select(*columns).order_by(sources.c.next_at, sources.c.address)):
        yield WatchedSource(**row._mapping)
