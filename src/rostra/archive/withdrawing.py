"""Statements that were withdrawn from readers: kept whole, and shown as a notice.

Withdrawing is a judgement like any other ("withdraw"), so that it is signed, shared and undone as they are. While it holds, the
statement's line names it (`statements.withdrawn`) and nothing else tells of the statement: its turns, names, appearances and issues
have no rows, and whoever asks for it gets `WithdrawnError` unless they say that they want it all the same.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, select

from rostra.archive.parts import Part
from rostra.archive.schema import judgements, statements
from rostra.model import Withdrawal, WithdrawnError

_s, _j = statements.c, judgements.c
SHOWN = _s.withdrawn.is_(None)
"""That a statement is there for readers."""


class Withdrawer(Protocol):
    """The part of a record that knows what was withdrawn."""

    def withdrawals(self, statement_id: str | None = None) -> tuple[Withdrawal, ...]:
        """The notices that stand now, the latest first; of one statement (at most one) or of all."""
        ...


class WithdrawnRows(Part):
    """`Withdrawer` over the tables."""

    def withdrawals(self, statement_id: str | None = None) -> tuple[Withdrawal, ...]:
        """The notices that stand now."""
        query = _notices().order_by(_j.at.desc(), _s.id)
        with self._reads() as connection:
            rows = connection.execute(query if statement_id is None else query.where(_s.id == statement_id))
            return tuple(_notice(row) for row in rows)


def find_withdrawal(connection: Connection, statement_id: str) -> Withdrawal | None:
    """The notice of the statement under this very id; ``None`` while it is shown."""
    row = connection.execute(_notices().where(_s.id == statement_id)).first()
    return None if row is None else _notice(row)


def refuse_withdrawn(connection: Connection, statement_id: str) -> None:
    """Raise `WithdrawnError` for a statement that readers do not see."""
    found = find_withdrawal(connection, statement_id)
    if found is not None:
        raise WithdrawnError(found)


def _notices() -> Select[Any]:
    columns = (_s.id, _s.title, _s.date, _s.language, _j.at, _j.by, _j.why)
    return select(*columns).join(judgements, _j.id == _s.withdrawn).where(_s.withdrawn.is_not(None))


def _notice(row: Row[Any]) -> Withdrawal:
    return Withdrawal(
        statement=row.id,
        title=row.title,
        date=row.date,
        language=row.language,
        at=row.at,
        by=_on_one_line(row.by),
        reason=_on_one_line(row.why),
    )


def _on_one_line(text: str) -> str:
    """Without line breaks and control characters, whatever a file of judgements from elsewhere held."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
