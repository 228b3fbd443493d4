"""Who waits for whom when several write at once.

SQLite has one writer at a time, whose transaction holds the file from its start; nothing here does anything there. In PostgreSQL
pages are added side by side. A transaction takes its locks in one order, so that no two wait for each other: first the draft, where
one is published, and the names that its page is known by, then the persons (together with others who add, alone where persons are
merged), then the statements that it may change, last the change log, which it holds until it is committed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select

from rostra.archive.schema import statements

_LOG = "changes"
_PERSONS = "persons"
_PAUSE_S = 0.1


def lock_names(connection: Connection, names: Iterable[str]) -> None:
    """Wait for every other transaction that holds one of these names: whoever adds the same page sees what it did."""
    _lock(connection, [f"name {name}" for name in names])


def lock_persons(connection: Connection, *, alone: bool) -> None:
    """Keep who is merged with whom as it is. `alone`: change it, once those have ended who add pages by what held before."""
    _lock(connection, [_PERSONS], shared=not alone)


def lock_statements(connection: Connection, ids: Iterable[str]) -> None:
    """Wait for every other transaction that changes one of these statements."""
    if connection.dialect.name == "postgresql":
        rows = select(statements.c.id).where(statements.c.id.in_(list(ids))).order_by(statements.c.id)
        connection.execute(rows.with_for_update(key_share=True))


def lock_log(connection: Connection) -> None:
    """Wait until every sequence that was given is visible, or was given up: whoever follows the log misses none."""
    _lock(connection, [_LOG])


@contextmanager
def hold_session(connection: Connection, name: str, wait_s: float) -> Iterator[bool]:
    """Inside, this session of PostgreSQL alone holds `name`, or yields false where another did for so long. A session that ends,
    however it ends, holds nothing."""
    which = func.hashtext(func.current_schema()), _number(name)
    until = time.monotonic() + wait_s
    while not (held := bool(connection.scalar(select(func.pg_try_advisory_lock(*which))))) and time.monotonic() < until:
        time.sleep(_PAUSE_S)
    try:
        yield held
    finally:
        if held:
            connection.execute(select(func.pg_advisory_unlock(*which)))


def _lock(connection: Connection, names: Iterable[str], *, shared: bool = False) -> None:
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        space = func.hashtext(func.current_schema())  # archives in one database do not wait for each other
        numbers = sorted({_number(name) for name in names})
        connection.execute(select(*(lock(space, number) for number in numbers)))


def _number(name: str) -> int:
    """32 bits with a sign; two names that meet in one wait for each other, and that is all."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big", signed=True)
