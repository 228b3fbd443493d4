"""The audit trail in windows: what was decided and taken back, the latest first, however much of it there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec
from sqlalchemy import ColumnElement, Connection, cast, func, literal, select, union, union_all
from sqlalchemy.dialects.postgresql import JSONB

from rostra.archive.judgements import select_judgements
from rostra.archive.parts import Part
from rostra.archive.records import Judgement
from rostra.archive.schema import judgements, statements

_j = judgements.c


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """A window of the trail. `events` are judgements, each with whether it is its taking back that is told; `total` counts all that
    match; `names` are of everybody who decided anything, `titles` of the statements of this window by id."""

    events: tuple[tuple[Judgement, bool], ...]
    total: int
    names: tuple[str, ...]
    titles: dict[str, str]


class TrailKeeper(Protocol):
    """The part of a record that tells what was decided, in windows."""

    def trail(
        self,
        statement_id: str | None = None,
        *,
        by: str | None = None,
        state: str | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Trail:
        """What was decided about one statement (its very id) or all, by somebody, in one state; ``None`` = any."""
        ...

    def find_judgements(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements under these ids, in the order in which they were made; ids that are none are left out."""
        ...

    def batch(self, name: str, *, undone_too: bool = False) -> tuple[Judgement, ...]:
        """Those of a batch that nobody undid, or all of it, in the order in which they were made."""
        ...


class TrailRows(Part):
    """`TrailKeeper` over the table."""

    def trail(
        self,
        statement_id: str | None = None,
        *,
        by: str | None = None,
        state: str | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Trail:
        """A window of what was decided."""
        with self._reads() as connection:
            who, when = (_undone(connection, name) for name in ("by", "at"))
            matching = [] if statement_id is None else [_j.statement == statement_id]
            matching += [] if state is None else [_j.state == state]
            made = select(_j.id, _j.at.label("at"), _j.by.label("who"), literal(0).label("undoing")).where(*matching)
            back = select(_j.id, when.label("at"), who.label("who"), literal(1).label("undoing"))
            found = union_all(made, back.where(_j.state == "undone", *matching)).subquery()
            wanted = [] if by is None else [found.c.who == by]
            total = connection.scalar(select(func.count()).select_from(found).where(*wanted)) or 0
            order = (found.c.at.desc(), found.c.id.desc(), found.c.undoing.desc())
            window = select(found).where(*wanted).order_by(*order).limit(max(0, limit)).offset(max(0, offset))
            rows = connection.execute(window).all()
            known = {each.id: each for each in select_judgements(connection, _j.id.in_({row.id for row in rows}))}
            named = {each.statement for each in known.values() if each.statement}
            titles = select(statements.c.id, statements.c.title).where(statements.c.id.in_(named))
            names = union(select(_j.by), select(who).where(_j.state == "undone"))
            return Trail(
                events=tuple((known[row.id], bool(row.undoing)) for row in rows),
                total=total,
                names=tuple(sorted(connection.scalars(names))),
                titles={row.id: row.title for row in connection.execute(titles)},
            )

    def find_judgements(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements under these ids."""
        with self._reads() as connection:
            return tuple(select_judgements(connection, _j.id.in_(list(ids))))

    def batch(self, name: str, *, undone_too: bool = False) -> tuple[Judgement, ...]:
        """Those of a batch."""
        like = _j.value.contains(msgspec.json.encode(name).decode(), autoescape=True)
        with self._reads() as connection:
            found = select_judgements(connection, like, *(() if undone_too else (_j.state != "undone",)))
            return tuple(each for each in found if each.value.get("batch") == name)


def _undone(connection: Connection, name: str) -> ColumnElement[Any]:
    """A field of who undid a judgement; to be asked for of undone ones alone."""
    found: ColumnElement[Any] = func.json_extract(_j.note, f"$.{name}")
    if connection.dialect.name == "postgresql":
        found = cast(_j.note, JSONB)[name].astext
    return found
