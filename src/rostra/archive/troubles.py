"""What a database refuses, and the way out: by the code of a PostgreSQL server, or by the words of whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from rostra.model import ArchiveError, UnkeepableError

_ADDRESS = "Check the address: postgresql://USER@HOST:5432/DATABASE."
_TO_READ = "GRANT USAGE ON SCHEMA rostra and SELECT ON ALL TABLES IN SCHEMA rostra"
_BY_CODE = {
    "28P01": "Wrong user or password. Put the password in ~/.pgpass or $PGPASSWORD.",
    "3D000": "Create the database first: createdb NAME.",
    "42501": "The user may not do this. An administrator may allow it: GRANT CREATE ON DATABASE ... TO ...; to read only, "
    f"{_TO_READ}.",
    "42P01": f"The user may not see the tables, or some are gone. An administrator may allow it: {_TO_READ}.",
    "25006": "The server or the user only reads. Name the server that is written to.",
    "55P03": "Another program holds it. Wait for it to finish and try again.",
    "57014": "The server took too long. Try again when it has less to do.",
    "53100": "The server's disk is full. Free some space and run the same command again: what was kept is safe.",
    "53300": "The server has too many connections. Close some, or raise max_connections.",
    "57P01": "The server was stopped. Run the same command again when it is back: what was kept is safe.",
    "57P03": "The server is starting or stopping. Try again in a moment.",
    "XX001": "The server's files are damaged. Restore the database from a backup.",
    "XX002": "An index of the server is damaged. REINDEX it, or restore the database from a backup.",
}
_BY_WORDS = (
    ("password", _BY_CODE["28P01"]),
    ("pg_hba", "The server lets nobody in from here as this user. Its pg_hba.conf says who may."),
    ("authentication failed", _BY_CODE["28P01"]),
    ("role", "Create the user first (createuser NAME), or name another in the address."),
    ("database", _BY_CODE["3D000"]),
    ("translate host name", f"There is no machine of that name. {_ADDRESS}"),
    ("resolve host", f"There is no machine of that name. {_ADDRESS}"),
    ("refused", f"No server answers there. Start it, or correct the address. {_ADDRESS}"),
    ("no such file", f"No server answers there. Start it, or correct the address. {_ADDRESS}"),
    ("timeout", f"No server answers there. {_ADDRESS}"),
    ("too many connections", _BY_CODE["53300"]),
    ("too many clients", _BY_CODE["53300"]),
    ("starting up", _BY_CODE["57P03"]),
    ("shutting down", _BY_CODE["57P03"]),
    ("connection", "The connection to the server was lost. Run the same command again: what was kept is safe."),
)
_OTHERWISE = "Try again; the server's log may say more."
_SQLITE_BY_WORDS = (
    ("locked", "Another program is writing to it. Wait for it to finish and try again."),
    (
        "readonly",
        "The file or its folder may not be written. Copy it to a place of your own, or change its permissions.",
    ),
    (
        "read-only",
        "The file or its folder may not be written. Copy it to a place of your own, or change its permissions.",
    ),
    ("unable to open", "Check that the folder exists and may be written."),
    ("full", "The disk is full. Free some space and run the same command again: what was kept is safe."),
    ("disk i/o", "The disk reports an error. Check it, and restore the archive from a backup."),
    ("not a database", "This file is no archive. Name another file, or leave out --archive."),
    ("malformed", "The file is damaged. Restore it from a backup."),
)
_SQLITE_OTHERWISE = "Try again. If it happens again, restore the archive from a backup."
AGAIN = frozenset({"40001", "40P01", "23505"})
"""Two transactions met: a deadlock, a conflict, one row entered twice. Done again, the later one sees what the other did."""
_UNKEEPABLE = ("22", "54")
"""Classes of codes that blame the values: out of range, too long for an index."""


@contextmanager
def plain_errors(location: str) -> Iterator[None]:
    """Turn the database's errors into `ArchiveError` with the way out."""
    try:
        yield
    except SQLAlchemyError as error:
        orig = error.orig if isinstance(error, DBAPIError) else None
        reason = str(orig or error)
        hint = way_out(orig) or next(
            (hint for word, hint in _SQLITE_BY_WORDS if word in reason.lower()), _SQLITE_OTHERWISE
        )
        if blames_values(orig):
            hint = "The page holds something that the database cannot keep: report it, please."
        kind = UnkeepableError if blames_values(orig) else ArchiveError
        raise kind(f"The archive {location}: {' '.join(reason.split())}.", hint=hint, source=location) from error
    except msgspec.MsgspecError as error:
        hint = "Restore the archive from a backup (rostra restore FILE)."
        raise ArchiveError(f"The archive {location} is damaged: {error}.", hint=hint, source=location) from error
    except OverflowError as error:
        hint = "The page holds a number that no column can keep: report it, please."
        raise UnkeepableError(f"The archive {location}: {error}.", hint=hint, source=location) from error
    except UnicodeEncodeError as error:
        hint = "A file name or a text holds characters that no encoding can carry. Rename the file."
        raise UnkeepableError(f"The archive {location}: {error.reason}.", hint=hint, source=location) from error


def code_of(error: BaseException | None) -> str | None:
    """The server's five characters; ``None`` for errors of other kinds. "" where the server never got to say."""
    if not (type(error).__module__ or "").startswith("psycopg"):
        return None
    return getattr(error, "sqlstate", None) or ""


def way_out(error: BaseException | None) -> str | None:
    """The hint for an error of PostgreSQL's driver; ``None`` for another driver's."""
    code = code_of(error)
    if code is None:
        return None
    words = str(error).lower()
    return _BY_CODE.get(code) or next((hint for word, hint in _BY_WORDS if not code and word in words), _OTHERWISE)


def blames_values(error: BaseException | None) -> bool:
    """Whether what was to be kept is at fault, and not the database."""
    return (code_of(error) or "").startswith(_UNKEEPABLE)
