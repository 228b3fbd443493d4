"""The record: captures, versions of statements, turns and their permanent ids, in a file or database. Not for parsing."""

from __future__ import annotations

from pathlib import Path

from rostra.archive.protocol import Grouping, Order, Record
from rostra.archive.records import (
    Added,
    Change,
    Counts,
    Edit,
    EditPage,
    Entry,
    Imported,
    Judged,
    Judgement,
    MonthTally,
    Office,
    PersonCard,
    Profile,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    Undone,
    Version,
    YearTally,
)
from rostra.archive.slugs import slugify
from rostra.archive.watched import KeptVisit, Looks, SourceKind, Validators, VisitRecorded, WatchedSource
from rostra.model import UsageError

__all__ = [
    "Added",
    "Change",
    "Counts",
    "Edit",
    "EditPage",
    "Entry",
    "Grouping",
    "Imported",
    "Judged",
    "Judgement",
    "KeptVisit",
    "Looks",
    "MonthTally",
    "Office",
    "Order",
    "PersonCard",
    "Profile",
    "Record",
    "SourceKind",
    "Statement",
    "StatementCard",
    "StatementPage",
    "Tally",
    "Undone",
    "Validators",
    "Version",
    "VisitRecorded",
    "WatchedSource",
    "YearTally",
    "open_record",
    "shown_location",
    "slugify",
]


def shown_location(location: str | Path) -> str:
    """The location as it may be printed: a database's address without its password."""
    if "://" not in str(location):
        return str(location)
    from rostra.archive.postgres import shown

    return shown(str(location))


def open_record(location: str | Path, *, create: bool = True) -> Record:
    """Open the record at `location`, bringing an older one up to date.

    Args:
        location: a file, the address of a PostgreSQL database ("postgresql://USER@HOST/DATABASE"), or ":memory:" for a record
            that lives as long as it is open.
        create: make a new record where there is none (or an empty file); otherwise neither becomes one.

    Raises:
        ArchiveError: it is missing or empty and `create` is false, is no archive, is damaged, or is of a newer release.
        UsageError: a kind of database that is not supported, or an address that cannot be read.
        MissingExtraError: the database's driver is not installed.
    """
    name = str(location)
    if "://" in name:
        from rostra.archive.postgres import SCHEMES, open_postgres

        if name.partition("://")[0] in SCHEMES:
            return open_postgres(name, create=create)
        hint = "Name a file, such as rostra.sqlite, or postgresql://USER@HOST/DATABASE."
        raise UsageError(f"Archives in {name.partition('://')[0]} databases are not supported yet.", hint=hint)
    from rostra.archive.sqlite import open_sqlite  # the database library takes longer to load than a command to start

    return open_sqlite(name, create=create)
