"""A record in a PostgreSQL database: its address, its own schema, its sessions, opening and bringing up to date.

All tables stand in a schema of their own ("rostra", or what the address asks for with ``?schema=``), so that they neither meet nor
harm what else lives in the database. A comment on the table `meta` marks them as ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, text
from sqlalchemy.exc import ArgumentError

from rostra.archive.schema import OLDER_REVISIONS, REVISION, meta
from rostra.archive.store import SqlRecord
from rostra.archive.troubles import plain_errors
from rostra.archive.writing import now
from rostra.model import ArchiveError, MissingExtraError, UsageError

SCHEMA = "rostra"
SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_MARK = "Rostra archive"
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")
_FORM = "An address looks like postgresql://USER@HOST:5432/DATABASE."
_CONNECT_S = 10
_SETTINGS = {
    "lock_timeout": "30s",  # a page takes milliseconds, so a longer wait means a program that hangs
    "statement_timeout": "120s",  # no question of ours takes seconds; migrations and copies lift it
    "idle_in_transaction_session_timeout": "600s",  # a program that hangs must not hold what others wait for
    "timezone": "UTC",
}
_POOL = {"pool_size": 5, "max_overflow": 10, "pool_pre_ping": True, "pool_recycle": 1800}
"""At most fifteen connections a process, of the hundred that a server has; a restart of the server is not noticed."""


def open_postgres(address: str, *, create: bool) -> SqlRecord:
    """Open the archive at a database's address. See `rostra.archive.open_record`."""
    url, schema = _read_address(address)
    location = shown(address)
    engine = _make_engine(url, schema)
    try:
        with plain_errors(location):
            if not _is_current(engine, schema, location, create=create):
                with engine.begin() as connection:
                    _bring_up_to_date(connection, schema, location)
            return SqlRecord(engine, location, size_bytes=_size_bytes)
    except BaseException:
        engine.dispose()
        raise


@contextmanager
def begin_whole(address: str) -> Iterator[Connection]:
    """One transaction, in which the archive is created or brought up to date if it must be, and then whatever else is done."""
    url, schema = _read_address(address)
    location = shown(address)
    engine = _make_engine(url, schema)
    try:
        _is_current(engine, schema, location, create=True)
        with engine.begin() as connection:
            _bring_up_to_date(connection, schema, location)
            yield connection
    finally:
        engine.dispose()


# the address


def shown(address: str) -> str:
    """The address as it may be printed: without password, and without options but the schema.

    >>> shown("postgresql://ada:secret@db.example/record?schema=harbour&sslmode=require")
    'postgresql://ada@db.example/record?schema=harbour'
    """
    try:
        url = make_url(_usual_scheme(address))
    except (ArgumentError, ValueError):
        return f"{address.partition('://')[0]}://..."
    schema = url.query.get("schema")
    public = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return public.update_query_dict({"schema": schema} if schema else {}).render_as_string()


def _usual_scheme(address: str) -> str:
    return f"postgresql{address[len('postgres') :]}" if address.startswith("postgres:") else address


def _read_address(address: str) -> tuple[URL, str]:
    """What the driver is to connect to, and the schema."""
    try:
        url = make_url(_usual_scheme(address))
    except (ArgumentError, ValueError) as error:
        raise UsageError("The archive's address cannot be read.", hint=_FORM) from error
    schema = url.query.get("schema", SCHEMA)
    if not isinstance(schema, str) or not _SCHEMA_NAME.match(schema) or schema.startswith("pg_"):
        hint = "Use small letters, digits and underscores, such as schema=harbour."
        raise UsageError(f"The schema {schema!r} in the archive's address is no name.", hint=hint)
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    defaults = {"application_name": "rostra", "connect_timeout": str(_CONNECT_S)}
    return url.update_query_dict({name: value for name, value in defaults.items() if name not in url.query}), schema


# sessions


def _make_engine(url: URL, schema: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        hint = "Install the postgres extra: pip install 'rostra[postgres]'."
        raise MissingExtraError("An archive in PostgreSQL needs the package psycopg.", hint=hint) from error
    engine = create_engine(url, **_POOL, hide_parameters=True)

    def prepare(connection: Any, _: Any) -> None:
        _prepare(connection, schema)

    event.listen(engine, "connect", prepare, insert=True)
    return engine


def _prepare(connection: Any, schema: str) -> None:
    settings = {**_SETTINGS, "search_path": f'"{schema}", pg_temp'}
    autocommit, connection.autocommit = connection.autocommit, True
    calls = ", ".join("set_config(%s, %s, false)" for _ in settings)
    connection.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])
    connection.autocommit = autocommit
    connection.adapters.register_dumper(str, _text_dumper())
    connection.adapters.register_loader("numeric", _number_loader())


def _text_dumper() -> type[Any]:
    from psycopg.types.string import StrDumper

    class TextDumper(StrDumper):
        """PostgreSQL keeps no NUL; U+FFFD stands for it, as in HTML. Transcripts are bytes, and keep theirs."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\x00", "\ufffd"))

    return TextDumper


def _number_loader() -> type[Any]:
    from psycopg.adapt import Loader

    class NumberLoader(Loader):
        """No column is numeric: sums of 64-bit integers are, which SQLite gives as integers."""

        def load(self, data: Any) -> int | float:
            digits = bytes(data).decode()
            return int(digits) if digits.lstrip("-").isdigit() else float(digits)

    return NumberLoader


def _size_bytes(connection: Connection) -> int:
    """Of the tables with their indexes and long values."""
    sizes = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r'"
    return int(connection.scalar(text(f"{sizes} AND relnamespace = current_schema()::regnamespace")) or 0)


# its schema


def _is_current(engine: Engine, schema: str, location: str, *, create: bool) -> bool:
    """Whether the tables are as this release wants them; false for an older archive, or for one that is to be created."""
    with engine.connect() as connection:
        encoding = connection.scalar(text("SELECT current_setting('server_encoding')"))
        if encoding != "UTF8":
            hint = "Create one that does: createdb --encoding UTF8 --template template0 NAME."
            raise ArchiveError(f"The database of {location} keeps no UTF-8 but {encoding}.", hint=hint, source=location)
        revision = _revision(connection, schema, location)
    if revision == REVISION:
        return True
    if revision is None and not create:
        hint = "Add pages first (rostra add), or name another one with --archive."
        raise ArchiveError(f"There is no archive {location}.", hint=hint, source=location)
    if revision is not None and revision not in OLDER_REVISIONS:
        hint = "Install the newest release of Rostra."
        raise ArchiveError(f"{location} was written by a newer release.", hint=hint, source=location)
    return False


def _revision(connection: Connection, schema: str, location: str) -> str | None:
    """The revision of the stored tables; ``None`` where the schema is missing or empty."""
    in_it = "FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)"
    here = {"schema": schema}
    if not connection.scalar(text(f"SELECT count(*) {in_it}"), here):
        return None
    mark = connection.scalar(text(f"SELECT obj_description(oid, 'pg_class') {in_it} AND relname = 'meta'"), here)
    if mark != _MARK:
        hint = "Name another schema in the address, such as ?schema=rostra_record."
        message = f"The schema {schema} of {location} holds another program's tables."
        raise ArchiveError(message, hint=hint, source=location)
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _bring_up_to_date(connection: Connection, schema: str, location: str) -> None:
    """Create or migrate in the connection's transaction: an interruption leaves the database as it was. The first of two programs
    does it."""
    from rostra.archive.migrations import migrate

    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"rostra {schema}"})
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    former = _revision(connection, schema, location)
    if former is None:
        _create_schema(connection, schema)
    if former != REVISION:
        migrate(connection)
    if former is None:
        connection.execute(text(f"COMMENT ON TABLE meta IS '{_MARK}'"))
        born = [{"name": "generation", "value": uuid4().hex}, {"name": "created_at", "value": now()}]
        connection.execute(insert(meta), born)


def _create_schema(connection: Connection, schema: str) -> None:
    """An administrator may have made it for a user who may not: then that is enough."""
    if not connection.scalar(text("SELECT 1 FROM pg_namespace WHERE nspname = :schema"), {"schema": schema}):
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
