"""The record's protocol: what every store of statements offers, whatever database is behind it.

One writer at a time, any number of readers. Everything a method returns is a frozen value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Literal, Protocol, TypedDict

from rostra.archive.accounts import AccountKeeper
from rostra.archive.arranging import Arranger
from rostra.archive.publishing import Publisher
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
    Profile,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    TurnCard,
    YearTally,
)
from rostra.archive.reports import Coverage, Finding, Rereading, Told
from rostra.archive.reviewing import Reviewer
from rostra.archive.trail import TrailKeeper
from rostra.archive.trying import TryKeeper
from rostra.archive.watched import (
    KeptVisit,
    Looks,
    Miss,
    SavedSearch,
    SearchRun,
    SourceKind,
    Validators,
    VisitRecorded,
    WatchedSource,
)
from rostra.archive.withdrawing import Withdrawer
from rostra.model import Capture, Transcript, Visit

Order = Literal["newest", "oldest", "title", "views", "added", "placed"]
Grouping = Literal["section", "category", "tag", "kind", "place", "language", "person", "organisation"]


class Filters(TypedDict, total=False):
    """What a list of statements may be narrowed by; see `Record.find_statements`."""

    section: str | None
    category: str | None
    tag: str | None
    kind: str | None
    place: str | None
    language: str | None
    person: str | None
    organisation: str | None
    date: str | None
    ids: Iterable[str] | None


class Record(AccountKeeper, Reviewer, Publisher, Arranger, Withdrawer, TryKeeper, TrailKeeper, Protocol):
    """A store of captures, versions of statements, turns and what was found out about them; and of who may edit."""

    @property
    def generation(self) -> str:
        """A name that this record was given when it was created; an index built from another record carries another."""
        ...

    def close(self) -> None:
        """Release the database. Calling twice is harmless."""
        ...

    # writing
    def add(self, entry: Entry) -> Added:
        """Keep one page in one transaction: all of it or none.

        The same bytes again change nothing ("unchanged") unless a newer parser made something else of them ("reread"); other
        bytes for the same page become a new version under the same id ("changed").
        """
        ...

    def add_view(self, statement_id: str, times: int = 1) -> None:
        """Count readings of a statement. Raises `NotFoundError`."""
        ...

    # what people decide
    def judge(self, judgement: Judgement) -> Judged:
        """Keep a judgement and correct what it concerns, in one transaction. It outranks the machine, now and in later readings.

        The record gives it its time (never before that of an older one), its id and, for a judgement of a turn, the words that it
        is about. The same judgement (of the same time) again changes nothing.

        Raises:
            NotFoundError: there is no such statement.
            UsageError: it says something impossible, or about words that are not there.
        """
        ...

    def undo(self, judgement_id: str, *, by: str, why: str = "") -> Judged:
        """Take a judgement back: the reading is made anew of the machine's and the judgements that are left. It stays in the list.
        Raises `NotFoundError`."""
        ...

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """In the order in which they were made; of one statement, in one state, or all."""
        ...

    def import_judgements(self, judgements: Iterable[Judgement]) -> Imported:
        """Keep judgements that were made elsewhere; importing twice is harmless. All or none: raises `UsageError` for one that says
        something impossible. One undone there is undone here, one undone here stays so."""
        ...

    # what is already there
    def knows(self, sha256: str, parser: str) -> str | None:
        """The id of the statement whose current version has these bytes as read by this parser; ``None`` if there is none."""
        ...

    # reading one
    def get_statement(self, statement_id: str, *, withdrawn_too: bool = False) -> Statement:
        """The statement under this id, or the one that it redirects to. Raises `NotFoundError`, and `WithdrawnError` for one that
        readers do not see, unless `withdrawn_too`."""
        ...

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements under these very ids, by id; ids that are none, or lead to another, are left out, and withdrawn ones. Far
        quicker than one after another; give tens at a time, since each is read whole."""
        ...

    def get_turns(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
        """Turns by the ids of their statement and their own, each without reading its statement whole; ids that are none today
        are left out. Give hundreds at a time."""
        ...

    def find_turn(self, statement_id: str, turn_id: str) -> str | None:
        """The id of the turn today: itself, or what it redirects to; ``None`` when there never was one, or when its words are
        gone from the page and no other turn took them up."""
        ...

    def get_capture(self, sha256: str, *, withdrawn_too: bool = False) -> Capture:
        """The saved bytes, also those of a page of which no statement was made. Raises `NotFoundError`, and `WithdrawnError` for
        those of a statement that readers do not see, or saved at its address alone, unless `withdrawn_too`."""
        ...

    def get_person(self, slug: str) -> PersonCard:
        """The person under this slug, or the one that they were merged into or are called since. Raises `NotFoundError`."""
        ...

    def former_persons(self) -> dict[str, str]:
        """Slugs that nobody bears any longer, since persons were merged or called otherwise -> whom each leads to today."""
        ...

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
        """Cards that match all that is given. `section`, `category`, `tag`, `place`, `person` and
        `organisation` (a country or body that somebody who takes part is of) are slugs; `date` is a prefix
        of an ISO date ("2014", "2014-08", "" for undated); `ids` keeps to these statements. Undated ones sort
        last. "placed" is the order of what is pinned in the section, all others behind, newest first."""
        ...

    def count(self) -> Counts:
        """The size of the record."""
        ...

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each name, most first, then by name."""
        ...

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month of the event, newest first; undated ones last under month ""."""
        ...

    def years(self, *, person: str | None = None) -> tuple[YearTally, ...]:
        """Statements by year of the event, newest first; undated ones last under year "". `person` (a slug) keeps to those of
        one person; empty when there are none."""
        ...

    def persons(self) -> tuple[PersonCard, ...]:
        """All persons, those with most statements first."""
        ...

    def profile(self, slug: str) -> Profile:
        """Offices over time, who asked and the topics of a person, or of the one that they were merged into. All empty when nobody
        is called so."""
        ...

    def neighbours(
        self, statement_id: str, *, person: str | None = None
    ) -> tuple[StatementCard | None, StatementCard | None]:
        """The statements before and after this one in time, of all or of one person (a slug); ``None`` at the ends, and twice for
        an undated statement. Raises `NotFoundError`."""
        ...

    def terms(self, statement_id: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Grouping, slug and statement, for every name that a statement (or any) stands under."""
        ...

    # visits and sources
    def add_visit(self, visit: Visit) -> VisitRecorded:
        """Note a visit, and keep the bytes that it brought, in one transaction.

        "new" when they are other bytes than the last visit to this address brought, "same" when they are not; else what the visit
        says of itself. Bytes are kept whether or not anything can be made of them; once a page is added, the visits that
        brought its bytes know the statement. A visit that brought nothing changes nothing that is kept.
        """
        ...

    def visits(self, address: str) -> tuple[KeptVisit, ...]:
        """All visits that asked for the address or were led to it, oldest first; empty when there was none."""
        ...

    def validators(self, address: str) -> Validators | None:
        """What the server gave at the last visit that brought something, to ask with next time; ``None`` when it gave nothing."""
        ...

    def looks(self, *, via: str | None = None, addresses: Iterable[str] = ()) -> dict[str, Looks]:
        """Address -> when it was looked at, of the pages that the source `via` led to and of `addresses`. Without those that were
        never visited."""
        ...

    def watch(self, address: str, kind: SourceKind, *, every_s: int, next_at: str) -> None:
        """Remember a source, or change how it is watched. `next_at` is ISO 8601 UTC."""
        ...

    def note_check(self, address: str, *, checked_at: str, next_at: str, error: str | None = None) -> None:
        """Note that a source was looked at, what went wrong, and when it is due again."""
        ...

    def forget(self, address: str) -> None:
        """Watch a source no longer; its visits and pages stay. Raises `NotFoundError`."""
        ...

    def sources(self) -> tuple[WatchedSource, ...]:
        """All that is watched, the next due first."""
        ...

    # versions
    def get_version(self, statement_id: str, number: int, *, withdrawn_too: bool = False) -> Transcript:
        """The transcript of one version, under the turn ids that it had. Raises `NotFoundError`, and `WithdrawnError` for one of a
        statement that readers do not see, unless `withdrawn_too`."""
        ...

    def edits(self, *, quiet: bool = False, limit: int = 20, offset: int = 0) -> EditPage:
        """Versions by which a page's words were changed, newest first; `quiet` keeps to those of which the page says nothing."""
        ...

    def last_changes(self, ids: Iterable[str] | None = None, *, beginning: str = "") -> dict[str, str]:
        """Statement -> when it last changed in substance: it came in, its words were changed, or a person corrected it (or took
        that back). ISO 8601 UTC, in order of ids; of `ids`, or of all, whose ids have this `beginning`."""
        ...

    # proof
    def prove(
        self, *, quick: bool = False, rereading: Rereading | None = None, told: Told | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the record as it stands now; nothing when all is well. Reads only, one page at a time.

        Args:
            quick: ask the database alone, without unpacking pages and transcripts.
            rereading: how to read each version's capture anew, to compare its text.
            told: told after each step how far it is.
        """
        ...

    def coverage(self) -> Coverage:
        """What the record covers and what it lacks: months and gaps, doubts, edits, judgements, visits."""
        ...

    # searches that are followed, and what was looked for in vain
    def save_search(self, name: str, query: str, *, question: str | None = None, public: bool = False) -> SavedSearch:
        """Follow a search: what is in the record already counts as seen. `question` ("STATEMENT/TURN") awaits its answers instead.
        Raises `UsageError` for a name that is taken, empty or too long."""
        ...

    def searches(self) -> tuple[SavedSearch, ...]:
        """All that are followed, by name."""
        ...

    def get_search(self, slug: str) -> SavedSearch:
        """The search under this slug, or of this name. Raises `NotFoundError`."""
        ...

    def forget_search(self, slug: str) -> None:
        """Follow a search no longer. Raises `NotFoundError`."""
        ...

    def hold_runs(self, wait_s: float) -> AbstractContextManager[bool]:
        """Inside, nobody else who asks for it tells what is new: so nothing is told twice. False where another has been at it for
        `wait_s` seconds. A holder that is killed holds it no longer. Raises `ArchiveError` where the archive cannot be written."""
        ...

    def note_runs(self, runs: Iterable[SearchRun]) -> None:
        """Note how far searches were looked at, all of them or none; one that was forgotten meanwhile, or was looked at further
        already, is passed over."""
        ...

    def former_versions(self, sequence: int) -> dict[str, int]:
        """Statement -> the number of the version that it had at the change `sequence`, of those that had one and of which another
        came later."""
        ...

    def note_miss(self, query: str) -> None:
        """Count a query that found nothing. Few are kept: another takes the place of the one that was asked least."""
        ...

    def misses(self, *, at_least: int = 1, limit: int = 50) -> tuple[Miss, ...]:
        """What was looked for in vain `at_least` so often, most often first."""
        ...

    def forget_misses(self) -> int:
        """Forget what was looked for in vain; how many queries that were."""
        ...

    # for derived stores
    def changes(self, since: int = 0) -> Iterator[Change]:
        """Each statement once, with its latest change after `since`, in order of sequence."""
        ...

    def latest_sequence(self) -> int:
        """The sequence of the last change; 0 for an empty record."""
        ...
