"""The record over any database that SQLAlchemy speaks to: who may do what in which transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from rostra.archive import corrections, listing, reading
from rostra.archive import judgements as judgement_rows
from rostra.archive import visits as visiting
from rostra.archive.accounts import AccountRows
from rostra.archive.arranging import ArrangedRows
from rostra.archive.coverage import make_coverage
from rostra.archive.filing import current_term
from rostra.archive.following import Following
from rostra.archive.naming import SHELVES
from rostra.archive.profiles import ProfileRows
from rostra.archive.proof import Prover
from rostra.archive.protocol import Grouping, Order
from rostra.archive.publishing import PublishedRows
from rostra.archive.records import (
    Added,
    Change,
    Counts,
    EditPage,
    Entry,
    Imported,
    Judged,
    Judgement,
    JudgementState,
    MonthTally,
    PersonCard,
    Statement,
    StatementPage,
    Tally,
    TurnCard,
    Undone,
    YearTally,
)
from rostra.archive.reports import Coverage, Finding, Rereading, Told
from rostra.archive.reviewing import ReviewRows
from rostra.archive.schema import changes, meta, statements, versions, views
from rostra.archive.trail import TrailRows
from rostra.archive.troubles import AGAIN, code_of, plain_errors
from rostra.archive.trying import TryRows
from rostra.archive.watched import KeptVisit, Looks, SourceKind, Validators, VisitRecorded, WatchedSource
from rostra.archive.withdrawing import WithdrawnRows
from rostra.archive.writing import add_entry
from rostra.model import ArchiveError, Capture, NotFoundError, Transcript, UsageError, Visit

_T = TypeVar("_T")
_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""SQLite's readers see one state of the record for as long as they read; this makes PostgreSQL's do so."""
_TRIES = 5
_BATCH = 1_000
"""Changes read at a time, so that no transaction stays open while a caller works through them."""
_GROUPINGS = ("section", "category", "tag", "kind", "place", "language", "person", "organisation")


class SqlRecord(
    ProfileRows, AccountRows, Following, ReviewRows, PublishedRows, ArrangedRows, WithdrawnRows, TryRows, TrailRows
):
    """A `Record` (see `rostra.archive.protocol`) over an engine whose tables are up to date. Safe to share between threads.

    `size_bytes` tells what the database takes on disk, which each database says in its own way.
    """

    def __init__(self, engine: Engine, location: str, *, size_bytes: Callable[[Connection], int]) -> None:
        self.location = location
        self._size_bytes = size_bytes
        self._engine = engine
        self._writer = engine.execution_options(rostra_writes=True)
        self._reader = engine.execution_options(**_SNAPSHOT) if engine.dialect.name == "postgresql" else engine
        with self._reads() as connection:
            self._generation: str = connection.scalars(select(meta.c.value).where(meta.c.name == "generation")).one()

    @property
    def generation(self) -> str:
        """The name that this record was given when it was created."""
        return self._generation

    def close(self) -> None:
        """Release the database. Calling twice is harmless."""
        self._engine.dispose()

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with plain_errors(self.location), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """All tables as they stand at one moment, for what goes through the record whole."""
        with self._reads() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction of which all is kept, or none. In SQLite it holds the write lock from its start; see `locking`."""
        with plain_errors(self.location), self._writer.begin() as connection:
            yield connection

    def _write(self, work: Callable[[Connection], _T]) -> _T:
        """Do `work` in one transaction, and again where another one came between."""
        for left in reversed(range(_TRIES)):
            try:
                with self.transaction() as connection:
                    return work(connection)
            except ArchiveError as error:
                cause = error.__cause__
                if not left or not isinstance(cause, DBAPIError) or code_of(cause.orig) not in AGAIN:
                    raise
        raise AssertionError("unreachable")

    # writing

    def add(self, entry: Entry) -> Added:
        """Keep one page in one transaction."""
        if entry.transcript.source.sha256 != entry.capture.sha256:
            raise UsageError(f"The transcript of {entry.capture.uri} was made of other bytes than the capture holds.")
        return self._write(lambda connection: add_entry(connection, entry))

    def add_view(self, statement_id: str, times: int = 1) -> None:
        """Count readings of a statement. Nothing about the readers is kept."""
        self._write(lambda connection: _count_view(connection, reading.current_id(connection, statement_id), times))

    # what people decide

    def judge(self, judgement: Judgement) -> Judged:
        """Keep a judgement and correct what it concerns."""
        return self._write(lambda connection: corrections.judge(connection, judgement))

    def undo(self, judgement_id: str, *, by: str, why: str = "") -> Judged:
        """Take a judgement back."""
        return self._write(lambda connection: corrections.undo(connection, judgement_id, Undone(by=by, at="", why=why)))

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """In the order in which they were made; of one statement, in one state, or all."""
        with self._reads() as connection:
            found = reading.current_id(connection, statement_id) if statement_id is not None else None
            return judgement_rows.find(connection, found, state)

    def import_judgements(self, judgements: Iterable[Judgement]) -> Imported:
        """Keep judgements that were made elsewhere."""
        found = tuple(judgements)
        return self._write(lambda connection: corrections.import_all(connection, found))

    # what is already there

    def knows(self, sha256: str, parser: str) -> str | None:
        """The id of the statement whose current version has these bytes as read by this parser."""
        query = (
            select(versions.c.statement)
            .join(statements, (statements.c.id == versions.c.statement) & (statements.c.version == versions.c.number))
            .where(versions.c.sha256 == sha256, versions.c.parser == parser)
        )
        with self._reads() as connection:
            return connection.scalar(query)

    # reading one

    def get_statement(self, statement_id: str, *, withdrawn_too: bool = False) -> Statement:
        """The statement under this id, or the one that it redirects to."""
        with self._reads() as connection:
            return reading.read_statement(connection, statement_id, withdrawn_too=withdrawn_too)

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements under these very ids, by id."""
        with self._reads() as connection:
            return reading.read_statements(connection, ids)

    def get_turns(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
        """Turns by the ids of their statement and their own."""
        with self._reads() as connection:
            return reading.read_turns(connection, names)

    def find_turn(self, statement_id: str, turn_id: str) -> str | None:
        """The id of the turn today; ``None`` when there never was one, or its words are gone without successor."""
        with self._reads() as connection:
            return reading.find_turn(connection, statement_id, turn_id)

    def get_capture(self, sha256: str, *, withdrawn_too: bool = False) -> Capture:
        """The saved bytes."""
        with self._reads() as connection:
            found = reading.find_capture(connection, sha256, withdrawn_too=withdrawn_too)
            found = found or visiting.read_visited_capture(connection, sha256, withdrawn_too=withdrawn_too)
        if found is None:
            hint = "A capture is named by the SHA-256 of its bytes."
            raise NotFoundError(f"There is no capture {sha256}.", hint=hint)
        return found

    def get_person(self, slug: str) -> PersonCard:
        """The person under this slug."""
        with self._reads() as connection:
            return listing.get_person(connection, judgement_rows.current_person(connection, slug))

    def former_persons(self) -> dict[str, str]:
        """Former slugs, and whom each leads to today."""
        with self._reads() as connection:
            return judgement_rows.former_persons(connection)

    # reading many

    def find_statements(
        self,
        *,
        section: str | None = None,
        category: str | None = None,
        tag: str | None = None,
        kind: str | None = None,
        place: str | None = None,
        language: str | None = None,
        person: str | None = None,
        organisation: str | None = None,
        date: str | None = None,
        ids: Iterable[str] | None = None,
        order: Order = "newest",
        limit: int = 20,
        offset: int = 0,
    ) -> StatementPage:
        """Cards that match all that is given."""
        with self._reads() as connection:
            person = person and judgement_rows.current_person(connection, person)
            section, category, tag = (
                slug and current_term(connection, shelf, slug)
                for shelf, slug in zip(SHELVES, (section, category, tag), strict=True)
            )
            asked = (section, category, tag, kind, place, language, person, organisation)
            terms = dict(zip(_GROUPINGS, asked, strict=True))
            return listing.find_statements(
                connection, terms, date=date, ids=ids, order=order, limit=limit, offset=offset
            )

    def count(self) -> Counts:
        """The size of the record."""
        with self._reads() as connection:
            return listing.count(connection, self._size_bytes(connection))

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each name."""
        if grouping not in _GROUPINGS:
            raise UsageError(f"There is no grouping {grouping!r}.", hint=f"Use one of {', '.join(_GROUPINGS)}.")
        with self._reads() as connection:
            return listing.tally(connection, grouping)

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month of the event."""
        with self._reads() as connection:
            return listing.months(connection)

    def years(self, *, person: str | None = None) -> tuple[YearTally, ...]:
        """Statements by year of the event, of one person or of all."""
        with self._reads() as connection:
            return listing.years(connection, person and judgement_rows.current_person(connection, person))

    def persons(self) -> tuple[PersonCard, ...]:
        """All persons."""
        with self._reads() as connection:
            return listing.persons(connection)

    def terms(self, statement_id: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Grouping, slug and statement, for every name that a statement (or any) stands under."""
        with self._reads() as connection:
            yield from listing.terms(connection, statement_id)

    # visits and sources

    def add_visit(self, visit: Visit) -> VisitRecorded:
        """Note a visit, and keep the bytes that it brought, in one transaction."""
        return self._write(lambda connection: visiting.add_visit(connection, visit))

    def visits(self, address: str) -> tuple[KeptVisit, ...]:
        """All visits that asked for the address or were led to it, oldest first."""
        with self._reads() as connection:
            return visiting.read_visits(connection, address)

    def validators(self, address: str) -> Validators | None:
        """What to ask with next time; ``None`` when the last page came without."""
        with self._reads() as connection:
            return visiting.read_validators(connection, address)

    def looks(self, *, via: str | None = None, addresses: Iterable[str] = ()) -> dict[str, Looks]:
        """When the pages that a source led to, and these addresses, were looked at."""
        with self._reads() as connection:
            return visiting.read_looks(connection, via=via, addresses=addresses)

    def watch(self, address: str, kind: SourceKind, *, every_s: int, next_at: str) -> None:
        """Remember a source, or change how it is watched."""
        self._write(lambda connection: visiting.watch(connection, address, kind, every_s=every_s, next_at=next_at))

    def note_check(self, address: str, *, checked_at: str, next_at: str, error: str | None = None) -> None:
        """Note that a source was looked at, and when it is due again."""
        self._write(
            lambda connection: visiting.note_check(
                connection, address, checked_at=checked_at, next_at=next_at, error=error
            )
        )

    def forget(self, address: str) -> None:
        """Watch a source no longer."""
        self._write(lambda connection: visiting.forget(connection, address))

    def sources(self) -> tuple[WatchedSource, ...]:
        """All that is watched, the next due first."""
        with self._reads() as connection:
            return tuple(visiting.read_sources(connection))

    # versions

    def get_version(self, statement_id: str, number: int, *, withdrawn_too: bool = False) -> Transcript:
        """The transcript of one version."""
        with self._reads() as connection:
            return reading.read_version(connection, statement_id, number, withdrawn_too=withdrawn_too)

    def edits(self, *, quiet: bool = False, limit: int = 20, offset: int = 0) -> EditPage:
        """Versions by which a page's words were changed."""
        with self._reads() as connection:
            return listing.edits(connection, quiet=quiet, limit=limit, offset=offset)

    def last_changes(self, ids: Iterable[str] | None = None, *, beginning: str = "") -> dict[str, str]:
        """Statement -> when it last changed in substance."""
        with self._reads() as connection:
            return listing.last_changes(connection, ids, beginning=beginning)

    # proof

    def prove(
        self, *, quick: bool = False, rereading: Rereading | None = None, told: Told | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the record as it stands now."""
        with self._reads() as connection:
            yield from Prover(connection, told).prove(quick=quick, rereading=rereading)

    def coverage(self) -> Coverage:
        """What the record covers and what it lacks."""
        with self._reads() as connection:
            return make_coverage(connection, self._size_bytes(connection))

    # for derived stores

    def changes(self, since: int = 0) -> Iterator[Change]:
        """Each statement once, with its latest change after `since`."""
        while batch := self._changes(since):
            yield from batch
            since = batch[-1].sequence

    def _changes(self, since: int) -> list[Change]:
        query = select(changes.c.sequence, changes.c.statement).where(changes.c.sequence > since)
        with self._reads() as connection:
            rows = connection.execute(query.order_by(changes.c.sequence).limit(_BATCH))
            return [Change(sequence, statement) for sequence, statement in rows]

    def latest_sequence(self) -> int:
        """The sequence of the last change; 0 for an empty record."""
        with self._reads() as connection:
            return connection.scalar(select(func.max(changes.c.sequence))) or 0


def _count_view(connection: Connection, statement_id: str, times: int) -> None:
    counted = update(views).where(views.c.statement == statement_id).values(count=views.c.count + times)
    if not connection.execute(counted).rowcount:
        connection.execute(insert(views).values(statement=statement_id, count=times))
