"""A record in one SQLite file: opening, creating, bringing up to date, and telling what is no archive."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from rostra.archive.schema import OLDER_REVISIONS, REVISION, meta
from rostra.archive.store import SqlRecord
from rostra.archive.troubles import plain_errors
from rostra.archive.writing import now
from rostra.model import ArchiveError

MEMORY = ":memory:"
_APPLICATION_ID = 0x52535452
""""RSTR" in the file's header: `file(1)` and we know an archive by it."""
_BUSY_S = 30.0
"""How long a writer waits for another. A page takes milliseconds, so a longer wait means a program that hangs."""
_WAL_RETRIES = 50


def open_sqlite(location: str, *, create: bool) -> SqlRecord:
    """Open the archive in the file `location`. See `rostra.archive.open_record`."""
    writable = _check_file(location, create=create)
    engine = _make_engine(location, writable=writable, create=create)
    try:
        with plain_errors(location):
            current = _is_current(engine, location, writable=writable, create=create)
            if writable:
                _use_wal(engine)
            if not current:
                _bring_up_to_date(engine, location)
            return SqlRecord(engine, location, size_bytes=_size_bytes)
    except BaseException:
        engine.dispose()
        raise


# the file


def _check_file(location: str, *, create: bool) -> bool:
    """Whether the file may be written. Raises `ArchiveError` where there is nothing to open."""
    if location == MEMORY:
        return True
    path = Path(location)
    if path.is_dir():
        raise ArchiveError(f"{location} is a folder.", hint="Name a file for the archive.", source=location)
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not create:
        hint = "Add pages first (rostra add), or name another file with --archive."
        raise ArchiveError(f"There is no archive {location}.", hint=hint, source=location)
    if not path.parent.is_dir():
        hint = f"Create the folder {path.parent} first."
        raise ArchiveError(f"The folder of {location} does not exist.", hint=hint, source=location)
    return True


def _make_engine(location: str, *, writable: bool, create: bool) -> Engine:
    """In memory there is one connection that all threads take in turn; a file has as many as there are readers."""
    if location == MEMORY:
        engine = create_engine(
            "sqlite://", creator=lambda: _connect("file::memory:?mode=memory"), poolclass=QueuePool, pool_size=1,
            max_overflow=0,
        )  # fmt: skip
    elif writable:
        uri = f"{_file_uri(location)}?mode={'rwc' if create else 'rw'}"
        engine = create_engine(
            "sqlite://", creator=lambda: _connect(uri), poolclass=QueuePool, pool_size=8, max_overflow=32
        )
    else:
        # Nothing is pooled: each reading looks anew whether somebody else has begun to write.
        engine = create_engine("sqlite://", creator=lambda: _connect_to_read(location), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _file_uri(location: str) -> str:
    return f"file:{quote(str(Path(location).absolute()))}"


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)


def _connect_to_read(location: str) -> sqlite3.Connection:
    """A connection to a file that we may not write, though another user may.

    Reading beside a writer needs the side files of the write-ahead log. Where there are none and none can be made, nobody is
    writing, and the file alone is all there is.
    """
    try:
        connection = _connect(f"{_file_uri(location)}?mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection
    except sqlite3.OperationalError:
        if Path(f"{location}-wal").exists():
            raise
        return _connect(f"{_file_uri(location)}?immutable=1")


def connect_to_copy(location: str) -> sqlite3.Connection:
    """A connection to a file that is only to be read. Where it may be written, so that no side files stay behind."""
    if os.access(location, os.W_OK) and os.access(Path(location).absolute().parent, os.W_OK):
        return _connect(f"{_file_uri(location)}?mode=rw")
    return _connect_to_read(location)


def _prepare(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL a crash of the machine can lose the last pages added but never harm the file; a crash of the program loses none.
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    """The driver would open a transaction late and never for DDL; a writer takes its lock at once, so it never has to give up."""
    writes = connection.get_execution_options().get("rostra_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _size_bytes(connection: Connection) -> int:
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


# its schema


def _is_current(engine: Engine, location: str, *, writable: bool, create: bool) -> bool:
    """Whether the tables are as this release wants them; false for an older archive, or for one that is to be created."""
    with engine.connect() as connection:
        revision = _revision(connection, location)
    if revision == REVISION:
        return True
    if revision is None and not create:
        hint = "It is empty. Add pages first (rostra add), or name another file with --archive."
        raise ArchiveError(f"{location} is not an archive.", hint=hint, source=location)
    if revision is not None and revision not in OLDER_REVISIONS:
        hint = "Install the newest release of Rostra."
        raise ArchiveError(f"{location} was written by a newer release.", hint=hint, source=location)
    if not writable:
        hint = "Make the file and its folder writable, or copy it to a place of your own."
        raise ArchiveError(f"{location} has to be brought up to date first.", hint=hint, source=location)
    return False


def _revision(connection: Connection, location: str) -> str | None:
    """The revision of the stored schema; ``None`` for an empty file."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != _APPLICATION_ID:
        hint = "It is another program's database. Name another file with --archive."
        raise ArchiveError(f"{location} is not a Rostra archive.", hint=hint, source=location)
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _bring_up_to_date(engine: Engine, location: str) -> None:
    """Create or migrate in one transaction: an interruption leaves the file as it was. The first of two programs does it."""
    from rostra.archive.migrations import migrate

    with engine.execution_options(rostra_writes=True).begin() as connection:
        former = _revision(connection, location)
        if former != REVISION:
            migrate(connection)
        if former is None:
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
            born = [{"name": "generation", "value": uuid4().hex}, {"name": "created_at", "value": now()}]
            connection.execute(insert(meta), born)


def _use_wal(engine: Engine) -> None:
    """Readers then never wait for the writer. SQLite does not wait by itself for the lock that this change needs."""
    connection = engine.raw_connection()
    try:
        for attempt in range(_WAL_RETRIES):
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if attempt == _WAL_RETRIES - 1:
                    raise OperationalError("PRAGMA journal_mode", None, error) from error
                time.sleep(0.05)
    finally:
        connection.close()
