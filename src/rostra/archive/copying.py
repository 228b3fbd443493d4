"""An archive moved whole from one database into another: files and PostgreSQL, in either direction.

What is copied is the archive at one moment; others may go on writing to it. The new one comes to be in one transaction, in which
every row is read back and compared before anything is kept: an interruption, a full disk or a difference leaves no trace of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, LargeBinary, Select, Table, func, insert, select, text

from rostra.archive import open_record, shown_location
from rostra.archive.backup import make_single, put_in_place, unfinished
from rostra.archive.reports import Copied, CopiedTable, Told
from rostra.archive.schema import changes, fetches, meta, metadata
from rostra.archive.sqlite import MEMORY
from rostra.archive.store import SqlRecord
from rostra.archive.troubles import plain_errors
from rostra.model import ArchiveError, UsageError

_TABLES = metadata.sorted_tables
_NUMBERED = {fetches: "id", changes: "sequence"}
"""Tables that number their rows, with the column: no number is given twice, here or there."""
_WITH_BYTES = 100
"""Rows held at a time of tables that hold whole pages: 30 MB of pages of 300 kB."""
_PLAIN = 1_000
_SIZE = 1 << 256


def copy(source: str, target: str, *, told: Told | None = None) -> Copied:
    """Copy the archive at `source` to `target`, each a file or a PostgreSQL address, and compare the two row by row.

    The new archive holds all that the old one does under a generation of its own, so that no index of another is taken for its own.

    Args:
        source: brought up to date first if an older release wrote it.
        target: a file or schema that is yet to be created, or an archive without anything in it.
        told: told of rows: each counts once when it is written and once when it is compared.

    Raises:
        UsageError: one of the two is no place that can be copied.
        ArchiveError: there is no archive at `source`, something stands at `target`, it cannot be written, or the two differ.
    """
    if MEMORY in (source, target):
        raise UsageError("An archive in memory cannot be copied.", hint="Name a file or a database.")
    if _is_file(source) and _is_file(target) and Path(target).exists() and Path(target).samefile(source):
        raise _one_and_the_same(target)
    record = open_record(source, create=False)
    assert isinstance(record, SqlRecord)
    try:
        with record.snapshot() as origin, _destination(target, Path(source)) as (connection, location):
            return _Copying(origin, connection, shown_location(source), location, told).run()
    finally:
        record.close()


def _is_file(location: str) -> bool:
    return "://" not in location and Path(location).is_file()


def _one_and_the_same(location: str) -> ArchiveError:
    return ArchiveError(f"{location} is the archive itself.", hint="Name another place to copy it to.", source=location)


# where to


@contextmanager
def _destination(target: str, like: Path) -> Iterator[tuple[Connection, str]]:
    """One transaction in an archive with up-to-date tables, and how to print its name. Where an error ends it, nothing was done."""
    location = shown_location(target)
    if "://" in target:
        from rostra.archive.postgres import begin_whole

        with plain_errors(location), begin_whole(target) as connection:
            yield connection, location
        return
    with _file(Path(target), like) as path:
        record = open_record(path)
        assert isinstance(record, SqlRecord)
        try:
            with record.transaction() as connection:
                yield connection, location
        finally:
            record.close()


@contextmanager
def _file(path: Path, like: Path) -> Iterator[Path]:
    """The file to write: an archive that stands there, or one in the making, which is given the name when all is well, and the
    permissions of `like`."""
    if path.is_dir() or (path.exists() and path.stat().st_size):
        yield path
        return
    with unfinished(path) as made:
        yield made
        make_single(made)
        if path.exists() and path.stat().st_size:
            raise _not_empty(str(path))
        put_in_place(made, path, like=like)


def _not_empty(location: str) -> ArchiveError:
    hint = "Copy to a new file or schema (?schema=...): archives are not mixed."
    return ArchiveError(f"{location} holds something already.", hint=hint, source=location)


# the copy


class _Copying:
    """A copy between two connections: `origin` sees one moment, `target` holds the transaction in which all comes to be."""

    def __init__(self, origin: Connection, target: Connection, source: str, location: str, told: Told | None) -> None:
        self.origin = origin
        self.target = target
        self._names = source, location
        self._told = told
        self._done = self._total = 0
        self._without_nul = "postgresql" in (origin.dialect.name, target.dialect.name)

    def run(self) -> Copied:
        """All of it, in an order in which no row refers to one that is yet to come."""
        for connection in (self.origin, self.target):
            _wait_for_long_work(connection)
        self._claim()
        with plain_errors(self._names[0]):
            self._total = 2 * sum(_count(self.origin, table) for table in _TABLES)
            given = {table: _counter(self.origin, table, column) for table, column in _NUMBERED.items()}
        tables = tuple(self._table(table) for table in _TABLES)
        for table, number in given.items():
            _set_counter(self.target, table, number)
        if self.target.dialect.name == "postgresql":
            for table in _TABLES:  # the server's own look at new tables may come too late for the first questions
                self.target.execute(text(f"ANALYZE {table.name}"))
        source, target = self._names
        return Copied(source=source, target=target, rows=sum(each.rows for each in tables), tables=tables)

    def _claim(self) -> None:
        """Make sure that nothing is in the target, nor comes into it before we are done."""
        if self.target.dialect.name == "postgresql":
            self.target.execute(text(f"LOCK TABLE {', '.join(table.name for table in _TABLES)} IN EXCLUSIVE MODE"))
        generation = select(meta.c.value).where(meta.c.name == "generation")
        if self.origin.scalar(generation) == self.target.scalar(generation):
            raise _one_and_the_same(self._names[1])
        if any(self.target.execute(select(table).limit(1)).first() for table in _TABLES if table is not meta):
            raise _not_empty(self._names[1])
        self.target.execute(meta.delete())
        self.target.execute(insert(meta), {"name": "generation", "value": uuid4().hex})

    def _table(self, table: Table) -> CopiedTable:
        wanted = _wanted(table)
        read, kept = _Sum(without_nul=self._without_nul), _Sum(without_nul=self._without_nul)
        for rows in self._batches(self.origin, wanted, self._names[0]):
            self.target.execute(insert(table), [read.add(row) for row in rows])
            self._step(len(rows), table)
        for rows in self._batches(self.target, wanted, self._names[1]):
            for row in rows:
                kept.add(row)
            self._step(len(rows), table)
        if (read.rows, read.hex) != (kept.rows, kept.hex):
            message = f"The copy of table {table.name} differs: {read.rows} rows were read, {kept.rows} were kept."
            hint = "Nothing was kept. Check the source with `rostra verify`, and try again."
            raise ArchiveError(message, hint=hint, source=self._names[1])
        return CopiedTable(name=str(table.name), rows=kept.rows, sha256=kept.hex)

    def _batches(self, connection: Connection, wanted: Select[Any], name: str) -> Iterator[list[Any]]:
        size = (
            _WITH_BYTES if any(isinstance(column.type, LargeBinary) for column in wanted.selected_columns) else _PLAIN
        )
        with plain_errors(name):
            yield from map(list, connection.execute(wanted.execution_options(yield_per=size)).partitions())

    def _step(self, rows: int, table: Table) -> None:
        self._done += rows
        if self._told:
            self._told(self._done, max(self._total, self._done), table.name)


class _Sum:
    """What a table holds, whatever the order of its rows: their number, and the sum of the SHA-256 of each.

    PostgreSQL keeps no NUL in a text, for which U+FFFD stands there.
    """

    def __init__(self, *, without_nul: bool) -> None:
        self.rows = 0
        self._sum = 0
        self._without_nul = without_nul

    @property
    def hex(self) -> str:
        """The sum, in 64 digits."""
        return f"{self._sum:064x}"

    def add(self, row: Any) -> Mapping[str, Any]:
        """The row by names of columns, once it is counted."""
        values = [self._plain(value) for value in row]
        digest = hashlib.sha256(msgspec.msgpack.encode(values)).digest()
        self._sum = (self._sum + int.from_bytes(digest, "big")) % _SIZE
        self.rows += 1
        mapping: Mapping[str, Any] = row._asdict()
        return mapping

    def _plain(self, value: Any) -> Any:
        return value.replace("\x00", "\ufffd") if self._without_nul and isinstance(value, str) else value


def _wanted(table: Table) -> Select[Any]:
    """Everything; of `meta` all but the name by which an index knows its record."""
    return select(table).where(meta.c.name != "generation") if table is meta else select(table)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(_wanted(table).subquery())) or 0


# what each database needs


def _wait_for_long_work(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {setting} = 0"))


def _counter(connection: Connection, table: Table, column: str) -> int:
    """The last number that was given; 0 when none was. Rows that are gone had numbers as well."""
    highest = connection.scalar(select(func.max(table.c[column]))) or 0
    if connection.dialect.name == "postgresql":
        # NULL for a user who may read tables alone; a copy under a name of its own can do without.
        named = "schemaname = current_schema() AND sequencename = :name"
        name = {"name": f"{table.name}_{column}_seq"}
        given = connection.scalar(text(f"SELECT last_value FROM pg_sequences WHERE {named}"), name)
    else:
        given = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return max(highest, given or 0)


def _set_counter(connection: Connection, table: Table, given: int) -> None:
    if not given:
        return
    name = {"name": table.name, "given": given}
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, _NUMBERED[table])
        connection.execute(select(func.setval(sequence, given)))
    elif not connection.execute(text("UPDATE sqlite_sequence SET seq = :given WHERE name = :name"), name).rowcount:
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :given)"), name)
