"""Proof that a record is what it says: every byte hashes to its name, every turn is found at its span, every row follows.

Nothing is written, and one page at a time is held in memory. All of it is read as it stood at one moment, so that others may
write meanwhile. What is wrong is a `Finding`, and the search for more goes on: a damaged table ends the checks of that table alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from rostra.archive.judgements import naming
from rostra.archive.orphans import RESTORE, count_checks, find_orphans
from rostra.archive.packing import unpack, unpack_transcript
from rostra.archive.records import Entry
from rostra.archive.reports import Finding, Rereading, Told
from rostra.archive.rows import Row, appearance_rows, issue_rows, statement_row, term_rows, turn_rows
from rostra.archive.schema import (
    appearances,
    captures,
    fetches,
    issues,
    judgements,
    statement_terms,
    statements,
    turns,
    versions,
)
from rostra.model import ArchiveError, Capture, Document, RostraError, Transcript

_POSTGRES_DAMAGE = frozenset(("XX001", "XX002"))
"""SQLSTATEs of damaged data and of a damaged index."""
_SQLITE_OTHERWISE = ("locked", "busy", "unable to open", "interrupted", "full", "readonly")
"""What SQLite says when something else than damage keeps it from answering."""
_AT_ONCE = 16
"""Rows in memory: they hold whole pages."""
_JSON: dict[Any, Any] = {
    versions.c.headers: tuple[tuple[str, str], ...],
    versions.c.linked: dict[str, str],
    fetches.c.headers: tuple[tuple[str, str], ...],
    judgements.c.value: dict[str, Any],
    statements.c.persons: dict[str, str],
}
"""Columns of JSON that stands nowhere else, with what each holds."""


class Prover:
    """All checks over one connection, whose transaction is a view of one moment."""

    def __init__(self, connection: Connection, told: Told | None = None) -> None:
        self.connection = connection
        self._told = told
        self._done = self._total = 0
        self._is_damaged = False

    def prove(self, *, quick: bool = False, rereading: Rereading | None = None) -> Iterator[Finding]:
        """All findings. `quick` asks the database alone and unpacks nothing; `rereading` reads each version's capture anew."""
        self._total = 1 + count_checks() + (0 if quick else self._count(captures) + self._count(versions))
        yield from self._guarded("the file", check_database(self.connection, quick=quick))
        self._step("tables")
        yield from self._guarded("the tables", find_orphans(self.connection))
        yield from self._guarded("the tables", self._lists())
        self._step("tables", count_checks())
        if not quick:
            yield from self._guarded("captures", self._captures())
            yield from self._guarded("versions", self._versions(rereading))

    def _count(self, table: Table) -> int:
        try:
            return self.connection.scalar(select(func.count()).select_from(table)) or 0
        except SQLAlchemyError:
            return 0

    def _step(self, what: str, steps: int = 1) -> None:
        self._done += steps
        if self._told:
            self._told(self._done, max(self._total, self._done), what)

    def _guarded(self, what: str, findings: Iterator[Finding]) -> Iterator[Finding]:
        """The findings, and one more where the database itself gives up."""
        try:
            for finding in findings:
                self._is_damaged |= finding.code == "database-damaged"
                yield finding
        except (SQLAlchemyError, TypeError, ValueError, LookupError, AttributeError) as error:
            if isinstance(error, SQLAlchemyError):
                if not tells_damage(error):
                    raise  # busy, out of time, out of reach: nothing is wrong with what is kept
            elif not self._is_damaged:
                raise  # a fault of ours; a damaged table gives values that no column can hold
            reason = str(getattr(error, "orig", None) or error)
            yield damaged(what, f"The database cannot read {what} to the end: {reason}.")

    def _rows(self, query: Select[Any]) -> Iterator[Any]:
        return iter(self.connection.execute(query.execution_options(yield_per=_AT_ONCE)))

    def _lists(self) -> Iterator[Finding]:
        """Values kept as JSON that stand nowhere else: they are read, so that what reads them later does not fail."""
        for column, kind in _JSON.items():
            table = column.table
            for row in self._rows(select(*table.primary_key.columns, column.label("json"))):
                try:
                    msgspec.json.decode(row.json, type=kind)
                except msgspec.MsgspecError:
                    message = f"Its {column.name} in `{table.name}` make no sense."
                    yield Finding(code="value-damaged", where=str(row[0]), message=message, hint=RESTORE)

    # bytes

    def _captures(self) -> Iterator[Finding]:
        for row in self._rows(select(captures)):
            yield from check_capture(row.sha256, row.size, row.content)
            self._step("captures")

    # readings

    def _versions(self, rereading: Rereading | None) -> Iterator[Finding]:
        query = select(versions, captures.c.content if rereading else captures.c.sha256.label("content"))
        query = query.outerjoin(captures, captures.c.sha256 == versions.c.sha256)
        for row in self._rows(query.order_by(versions.c.statement, versions.c.number)):
            yield from self._version(row, rereading)
            self._step("versions")

    def _version(self, row: Any, rereading: Rereading | None) -> Iterator[Finding]:
        where = f"{row.statement} version {row.number}"
        try:
            transcript = unpack_transcript(row.transcript)
            machine = unpack_transcript(row.machine) if row.machine else transcript
        except ArchiveError as error:
            yield Finding(code="transcript-damaged", where=where, message=error.message, hint=RESTORE)
            return
        if {transcript.source.sha256, machine.source.sha256} != {row.sha256}:
            message = "Its transcript was made of other bytes than those that it names."
            yield Finding(code="capture-other", where=where, message=message, hint=RESTORE)
        yield from check_spans(where, transcript)
        yield from self._current_rows(row, transcript)
        if rereading and row.content is not None:
            yield from check_reading(where, row, machine.text, rereading)

    def _current_rows(self, version: Any, transcript: Transcript) -> Iterator[Finding]:
        s = statements.c
        found = self.connection.execute(select(statements).where(s.id == version.statement)).first()
        if found is None or found.version != version.number:
            return
        try:
            persons = msgspec.json.decode(found.persons, type=dict[str, str])
        except msgspec.MsgspecError:  # told already
            return
        shown = found.withdrawn is None
        entry = Entry(
            capture=Capture(uri=found.uri, content=b""),  # where it was met last
            document=Document(text="", blocks=()),
            transcript=naming(self.connection).transcript(transcript),
            address=found.address,
            persons=persons,
        )
        yield from compare_statement(found, self._as_kept(statement_row(entry)))
        expected = [self._as_kept(row) for row in turn_rows(entry, found.id) if shown]
        yield from compare_turns(found.id, self._kept_rows(turns, found.id), expected)
        for table, rows in (
            (statement_terms, term_rows(entry, found.id)),
            (appearances, appearance_rows(entry, found.id)),
            (issues, issue_rows(entry, found.id)),
        ):
            expected = [self._as_kept(row) for row in rows if shown]
            yield from compare_rows(found.id, table, self._kept_rows(table, found.id), expected)

    def _as_kept(self, row: Row) -> Row:
        """The row as the database keeps it: PostgreSQL has no NUL in a text."""
        if self.connection.dialect.name == "sqlite":
            return row
        return {
            name: value.replace("\x00", "\ufffd") if isinstance(value, str) else value for name, value in row.items()
        }

    def _kept_rows(self, table: Table, statement_id: str) -> list[Row]:
        query = select(table).where(table.c.statement == statement_id)
        return [dict(row._mapping) for row in self.connection.execute(query)]


def damaged(where: str, message: str) -> Finding:
    """That the database itself is at fault."""
    return Finding(code="database-damaged", where=where, message=message, hint=RESTORE)


def check_database(connection: Connection, *, quick: bool) -> Iterator[Finding]:
    """What SQLite finds wrong with its own file; other databases look after themselves."""
    if connection.dialect.name != "sqlite":
        return
    pragma = "quick_check" if quick else "integrity_check"
    for line in connection.exec_driver_sql(f"PRAGMA {pragma}").scalars():
        if line != "ok":
            yield damaged("the file", f"SQLite: {' '.join(str(line).split())}.")


def check_capture(sha256: str, size: int, content: bytes) -> Iterator[Finding]:
    """Whether bytes unpack, are as many as was noted, and hash to their name."""
    try:
        capture = Capture(uri="", content=unpack(content))
    except ArchiveError as error:
        yield Finding(code="capture-damaged", where=sha256, message=error.message, hint=RESTORE)
        return
    if capture.sha256 != sha256:
        message = f"These bytes are not those that were kept: they hash to {capture.sha256}."
        yield Finding(code="capture-damaged", where=sha256, message=message, hint=RESTORE)
    if len(capture.content) != size:
        message = f"These are {len(capture.content)} bytes, and {size} were noted."
        yield Finding(code="capture-damaged", where=sha256, message=message, hint=RESTORE)


def check_spans(where: str, transcript: Transcript) -> Iterator[Finding]:
    """Whether every turn lies inside the text and answers a turn of the same page."""
    names = {turn.id for turn in transcript.turns}
    for turn in transcript.turns:
        if not 0 <= turn.start <= turn.end <= len(transcript.text):
            message = f"Turn {turn.id} lies outside the text."
            yield Finding(code="span-outside", where=where, message=message, hint=RESTORE)
        if turn.answers and turn.answers not in names:
            message = f"Turn {turn.id} answers turn {turn.answers}, which is not there."
            yield Finding(code="answer-orphan", where=where, message=message, hint=RESTORE)


def check_reading(where: str, row: Any, text: str, rereading: Rereading) -> Iterator[Finding]:
    """Whether the capture, read anew, gives the text in which the turns have their places.

    Where another release read it, an equal text proves as much; an unequal one proves nothing, and is noted.
    """
    try:
        capture = Capture(uri=row.uri, content=unpack(row.content), media_type=row.media_type)
        again = rereading.read(capture)
    except ArchiveError:  # the capture's own check tells of it
        return
    except RostraError as error:
        again, reason = None, error.message
    else:
        reason = "its text is another"
    if again == text:
        return
    if row.parser == rereading.parser:
        message = f"Read anew by the same parser, it does not give what is kept: {reason}."
        yield Finding(code="text-other", where=where, message=message, hint=RESTORE)
    else:
        message = f"It cannot be compared: parser {row.parser or 'unnamed'} read it, this one is {rereading.parser}."
        hint = "Add the page again to have it read by this release, or check it with the release that read it."
        yield Finding(code="parser-other", where=where, message=message, hint=hint, severity="note")


# rows against the transcript


def compare_statement(found: Any, expected: Row) -> Iterator[Finding]:
    """Whether the statement's line says what its transcript says."""
    wrong = [name for name, value in expected.items() if found._mapping[name] != value]
    if wrong:
        message = f"Its line in `statements` is not what its transcript says: {', '.join(wrong)}."
        yield Finding(code="row-other", where=found.id, message=message, hint=RESTORE)


def compare_turns(statement_id: str, kept: list[Row], expected: list[Row]) -> Iterator[Finding]:
    """Whether the turns' lines are those of the transcript, and their words those that stand at their spans."""
    rows = {row["turn"]: row for row in kept}
    for turn in expected:
        row = rows.pop(turn["turn"], None)
        where = f"{statement_id}/{turn['turn']}"
        if row is None:
            yield Finding(code="turn-missing", where=where, message="This turn has no line in `turns`.", hint=RESTORE)
        elif row["text"] != turn["text"]:
            message = "Its words are not those that stand at its span of the page's text."
            yield Finding(code="words-other", where=where, message=message, hint=RESTORE)
        elif row != turn:
            wrong = ", ".join(name for name, value in turn.items() if row[name] != value)
            message = f"Its line in `turns` is not what the transcript says: {wrong}."
            yield Finding(code="row-other", where=where, message=message, hint=RESTORE)
    for turn_id in rows:
        message = "This turn is in no transcript."
        yield Finding(code="turn-orphan", where=f"{statement_id}/{turn_id}", message=message, hint=RESTORE)


def compare_rows(statement_id: str, table: Table, kept: list[Row], expected: list[Row]) -> Iterator[Finding]:
    """Whether a table's lines of a statement are those of its transcript, in whatever order."""
    keys = [column.name for column in table.primary_key]
    before, after = ({tuple(row[key] for key in keys): row for row in rows} for rows in (kept, expected))
    wrong = [key for key in before | after if before.get(key) != after.get(key)]
    if wrong:
        message = f"{len(wrong)} of its lines in `{table.name}` are not what its transcript says."
        yield Finding(code="row-other", where=statement_id, message=message, hint=RESTORE)


def tells_damage(error: SQLAlchemyError) -> bool:
    """Whether the database itself says that what it keeps is damaged, and not only that it cannot answer now."""
    origin = getattr(error, "orig", None) or error
    state = getattr(origin, "sqlstate", None)
    if state is not None or "psycopg" in type(origin).__module__:
        return state in _POSTGRES_DAMAGE
    return not any(word in str(origin).lower() for word in _SQLITE_OTHERWISE)
