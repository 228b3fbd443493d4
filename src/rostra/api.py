"""What others import: `parse` a page, `open` an archive, work with it.

import rostra
transcript = rostra.parse("page.html")
with rostra.open("record.sqlite") as archive:
    archive.add(["pages/"])
    hits = archive.search('answer: "humanitarian corridor" speaker:Lavrov 2014..2015')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from rostra.archive.protocol import Filters, Grouping, Order, Record
from rostra.archive.records import (
    Action,
    Copied,
    CopiedTable,
    Counts,
    Coverage,
    Edit,
    EditPage,
    Finding,
    Gap,
    Imported,
    Judged,
    Judgement,
    JudgementState,
    KeptVisit,
    MonthTally,
    PersonCard,
    SourceKind,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    Version,
    WatchedSource,
    YearTally,
)
from rostra.model import Capture, MissingExtraError, NotFoundError, Transcript

if TYPE_CHECKING:
    from rostra import quality as quality
    from rostra.archive.differences import Difference as Difference
    from rostra.archive.differences import Run as Run
    from rostra.archive.differences import TurnChange as TurnChange
    from rostra.pipeline import Failure as Failure
    from rostra.pipeline import Printed as Printed
    from rostra.pipeline import Progress, Summary
    from rostra.pipeline import print_many as print_many
    from rostra.pipeline.capturing import Captured as Captured
    from rostra.pipeline.capturing import CaptureSummary as CaptureSummary
    from rostra.quality import Report as Report
    from rostra.quality import format_report as format_report
    from rostra.quality import run as score_folder
    from rostra.search import Index
    from rostra.search.results import Fragment as Fragment
    from rostra.search.results import Results as Results
    from rostra.structure.explain import Explanation as Explanation
    from rostra.structure.explain import Reason as Reason
    from rostra.text.decode import decode as decode

__all__ = [
    "Action",
    "Archive",
    "CaptureSummary",
    "Captured",
    "Copied",
    "CopiedTable",
    "Counts",
    "Coverage",
    "Difference",
    "Edit",
    "EditPage",
    "Explanation",
    "Failure",
    "Finding",
    "Gap",
    "Grouping",
    "Imported",
    "Judged",
    "Judgement",
    "KeptVisit",
    "MonthTally",
    "Order",
    "PersonCard",
    "Printed",
    "Progress",
    "Reason",
    "Report",
    "Run",
    "SourceKind",
    "Statement",
    "StatementCard",
    "StatementPage",
    "Summary",
    "Tally",
    "TurnChange",
    "Version",
    "WatchedSource",
    "YearTally",
    "copy_archive",
    "decode",
    "explain",
    "format_report",
    "open_archive",
    "parse",
    "print_many",
    "quality",
    "restore",
    "score_folder",
    "shown_location",
]

_LATER = {
    "Difference": ("rostra.archive.differences", "Difference"),
    "CaptureSummary": ("rostra.pipeline.capturing", "CaptureSummary"),
    "Captured": ("rostra.pipeline.capturing", "Captured"),
    "Explanation": ("rostra.structure.explain", "Explanation"),
    "Failure": ("rostra.pipeline", "Failure"),
    "Printed": ("rostra.pipeline", "Printed"),
    "Progress": ("rostra.pipeline", "Progress"),
    "Reason": ("rostra.structure.explain", "Reason"),
    "Report": ("rostra.quality", "Report"),
    "Run": ("rostra.archive.differences", "Run"),
    "Summary": ("rostra.pipeline", "Summary"),
    "TurnChange": ("rostra.archive.differences", "TurnChange"),
    "decode": ("rostra.text.decode", "decode"),
    "format_report": ("rostra.quality", "format_report"),
    "print_many": ("rostra.pipeline", "print_many"),
    "quality": ("rostra", "quality"),
    "score_folder": ("rostra.quality", "run"),
}
"""Public names with where they live: the parser behind them takes a quarter of a second to load, and a search needs none of it."""


def __getattr__(name: str) -> Any:
    """Names of `_LATER` are fetched when first used."""
    if name not in _LATER:
        raise AttributeError(f"module 'rostra.api' has no attribute {name!r}")
    module, attribute = _LATER[name]
    if module == "rostra":  # a whole package: the laboratory
        return import_module(f"rostra.{attribute}")
    return getattr(import_module(module), attribute)


def parse(source: str | Path | bytes, *, uri: str | None = None) -> Transcript:
    """The transcript of one page.

    Args:
        source: a path, or the page's bytes.
        uri: what to call the page in the result; the path by default, "" for bytes.

    Raises:
        ReadError: the page is empty, binary, of no known format, or missing.
    """
    from rostra.pipeline import parse_capture

    return parse_capture(_capture(source, uri)).transcript


def explain(source: str | Path | bytes, *, uri: str | None = None) -> Explanation:
    """How one page is read: what each step made of it, and what weighed how much. Arguments and errors are those of `parse`."""
    from rostra.pipeline import explain_capture

    return explain_capture(_capture(source, uri))


def _capture(source: str | Path | bytes, uri: str | None) -> Capture:
    from rostra.collect import capture_file

    if isinstance(source, bytes):
        return Capture(uri=uri or "", content=source)
    return capture_file(Path(source), uri=uri)


def open_archive(location: str | Path = "rostra.sqlite", *, create: bool = True) -> Archive:
    """Open the archive at `location` (a file or a database URL), creating it unless `create` is false.

    A new file comes to be when the archive is first used, so that adding from sources which do not exist leaves none behind.

    Raises:
        ArchiveError: it is not an archive, is damaged, is of a newer release, or is missing with `create` false.
    """
    from rostra.archive import open_record

    record = None if create and _is_free(location) else open_record(location, create=create)
    return Archive(record, location)


def restore(
    location: str | Path,
    backup: str | Path,
    *,
    force: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path | None:
    """Put a backup in the place of the archive at `location`, once it proved sound.

    Returns the name under which the archive that stood there is kept; ``None`` when there was none.

    Raises:
        UsageError: the archive is not in a file.
        ArchiveError: the backup is missing or damaged, an archive stands there and `force` is false, or is in use.
    """
    from rostra.archive.backup import restore as restore_file
    from rostra.pipeline.verifying import as_told

    return restore_file(str(location), str(backup), force=force, told=as_told(on_progress))


def copy_archive(
    source: str | Path, target: str | Path, *, on_progress: Callable[[Progress], None] | None = None
) -> Copied:
    """Copy the archive at `source` whole to `target`, each a file or the address of a PostgreSQL database, and compare the two.

    Args:
        source: others may go on writing to it; what they write later does not come along.
        target: yet to be created, or an archive without anything in it. Where the copy does not succeed, it stays so.
        on_progress: told of rows, each of which counts once when it is written and once when it is compared.

    Raises:
        UsageError: one of the two is no place that can be copied.
        ArchiveError: there is no archive at `source`, something stands at `target`, it cannot be written, or the two differ.
    """
    from rostra.archive.copying import copy
    from rostra.pipeline.verifying import as_told

    return copy(str(source), str(target), told=as_told(on_progress))


def shown_location(location: str | Path) -> str:
    """The archive's location as it may be printed: a database's address without its password."""
    from rostra.archive import shown_location as shown

    return shown(location)


def _is_free(location: str | Path) -> bool:
    """Whether a new archive can be created in a file of this name."""
    path = Path(location)
    return str(location) != ":memory:" and "://" not in str(location) and path.parent.is_dir() and not path.exists()


def _fetching() -> Any:
    """The module that visits addresses. Raises `MissingExtraError` when its packages are not installed."""
    try:
        return import_module("rostra.pipeline.capturing")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rostra"):
            raise
        hint = "Install the fetch extra: pip install 'rostra[fetch]'."
        raise MissingExtraError(f"Visiting addresses needs the package {error.name}.", hint=hint) from error


def _options(**how: Any) -> Any:
    """How to visit, with our name and release for the servers."""
    from rostra import __version__

    return _fetching().options_of(version=__version__, **how)


class Archive:
    """A record of statements with its search index; a context manager. Reading methods return frozen values."""

    def __init__(self, record: Record | None, location: str | Path) -> None:
        """`record` is ``None`` for an archive at `location` that is yet to be created."""
        self.location = str(location)
        self._record = record
        self._index: Index | None = None
        self._opening = RLock()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the database and the index. Calling twice is harmless."""
        if self._record is not None:
            self._record.close()
        self._index = None

    @property
    def record(self) -> Record:
        """The record; created when first used, if there was none."""
        from rostra.archive import open_record

        with self._opening:
            if self._record is None:
                self._record = open_record(self.location)
            return self._record

    # writing

    def add(
        self,
        sources: Sequence[str | Path],
        *,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read pages into the record: files, folders, and addresses of the web (see `capture`).

        May be interrupted at any moment and run again. A page that cannot be read is reported in the summary, and the run goes
        on. `workers` defaults to the number of cores; 1 parses in this process.

        Raises:
            NotFoundError, UsageError: none of the sources can be used. An archive is then not created.
            MissingExtraError: an address is among them, and the packages that visit it are not installed.
        """
        from rostra.pipeline import Summary, add, check_sources, is_address, merge

        paths = [source for source in sources if not is_address(source)]
        addresses = [str(source) for source in sources if is_address(source)]
        if addresses:
            _fetching().check_addresses(addresses)
        if paths or not addresses:
            check_sources(paths)
        done = (
            add(self.record, paths, workers=workers, on_progress=on_progress) if paths or not addresses else Summary()
        )
        if not addresses or done.interrupted:
            return done
        added = _fetching().add_addresses(self.record, addresses, options=_options(), on_progress=on_progress)
        return merge(done, added)

    def capture(
        self,
        addresses: Sequence[str],
        *,
        delay_s: float = 1.0,
        contact: str = "",
        ignore_robots: bool = False,
        on_page: Callable[[Captured], None] | None = None,
    ) -> CaptureSummary:
        """Visit addresses and keep what is there: the bytes as evidence, and the page as a statement or its new version.

        A feed or sitemap stands for the pages that it names. A visit that brings nothing changes nothing that is kept.

        Args:
            addresses: http or https.
            delay_s: seconds between requests to one host, at least.
            contact: an address of whoever runs the archive, told to the servers.
            ignore_robots: visit also what robots.txt asks robots not to; for a site of one's own.
            on_page: told after each address.

        Raises:
            UsageError: one of them is no address. Nothing is then visited.
            MissingExtraError: the packages that visit addresses are not installed.
        """
        fetching = _fetching()
        fetching.check_addresses(addresses)
        options = _options(delay_s=delay_s, contact=contact, ignore_robots=ignore_robots)
        summary: CaptureSummary = fetching.capture(self.record, addresses, options=options, on_page=on_page)
        return summary

    def watch(
        self,
        addresses: Sequence[str] = (),
        *,
        every_s: int = 3600,
        kind: SourceKind | None = None,
        delay_s: float = 1.0,
        contact: str = "",
        ignore_robots: bool = False,
        on_page: Callable[[Captured], None] | None = None,
    ) -> CaptureSummary:
        """Watch feeds, sitemaps, lists and pages from now on; without addresses, visit what is due once.

        `kind` is found out where it is not given. The other arguments and errors are those of `capture`.
        """
        fetching = _fetching()
        fetching.check_addresses(addresses)
        from rostra.pipeline.watching import visit_due, watch

        options = _options(delay_s=delay_s, contact=contact, ignore_robots=ignore_robots)
        if not addresses:
            return visit_due(self.record, options=options, on_page=on_page)
        return watch(self.record, addresses, every_s=every_s, kind=kind, options=options, on_page=on_page)

    def sources(self) -> tuple[WatchedSource, ...]:
        """All that is watched, the next due first."""
        return self.record.sources()

    def forget(self, address: str) -> None:
        """Watch a source no longer; its pages stay. Raises `NotFoundError`."""
        self.record.forget(address)

    def visits(self, address: str) -> tuple[KeptVisit, ...]:
        """All visits that asked for the address or were led to it, oldest first; empty when there was none."""
        return self.record.visits(address)

    def add_view(self, statement_id: str) -> None:
        """Count one reading of a statement."""
        self.record.add_view(statement_id)

    # what people decide

    def correct(
        self,
        statement_id: str | None,
        action: Action,
        value: Mapping[str, Any] | None = None,
        *,
        by: str,
        why: str,
        turn_id: str | None = None,
    ) -> Judged:
        """Keep what a person decided; it outranks the machine from now on. ``docs/record.md`` lists the actions with their values.

        Args:
            statement_id: the statement; ``None`` for "merge-person", which concerns the whole record.
            action: what is corrected.
            value: as the action wants it; for "speaker" a name is enough (``{"name": "Ada Brandt"}``).
            by: who decided.
            why: for what reason.
            turn_id: the turn, for actions that are about one.

        Raises:
            NotFoundError: there is no such statement.
            UsageError: it says something impossible, or about words that are not there.
        """
        from rostra.pipeline.correcting import make_judgement

        if statement_id is None:
            return self.record.judge(Judgement(action=action, value=dict(value or {}), by=by, why=why))
        statement = self.get_statement(statement_id)
        return self.record.judge(make_judgement(statement, action, value or {}, turn_id=turn_id, by=by, why=why))

    def undo(self, judgement_id: str, *, by: str, why: str = "") -> Judged:
        """Take a judgement back. Raises `NotFoundError`."""
        return self.record.undo(judgement_id, by=by, why=why)

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """What people decided, in the order in which they did; of one statement, in one state, or all."""
        return self.record.judgements(statement_id, state=state)

    def corrected_turns(self, statement: Statement) -> dict[str, tuple[Judgement, ...]]:
        """The judgements that hold for each turn of the statement, by the turn's id; turns without any are left out."""
        from rostra.archive.judging import corrected_turns

        return corrected_turns(statement.transcript, self.judgements(statement.id, state="applied"))

    def export_judgements(self, statement_id: str | None = None) -> str:
        """All judgements (or those of a statement) as a file to share: JSON Lines, sorted, each time the same."""
        from rostra.archive.sharing import write_lines

        return write_lines(self.judgements(statement_id))

    def import_judgements(self, text: str) -> Imported:
        """Keep the judgements of such a file; twice is harmless. All or none: raises `UsageError` where a line is no judgement."""
        from rostra.archive.sharing import read_lines

        return self.record.import_judgements(read_lines(text))

    # reading

    def get_statement(self, statement_id: str) -> Statement:
        """The statement under this id, or the one that it redirects to. Raises `NotFoundError`."""
        return self.record.get_statement(statement_id)

    def find_turn(self, statement_id: str, turn_id: str) -> str | None:
        """The turn's id today; ``None`` when there never was one."""
        return self.record.find_turn(statement_id, turn_id)

    def get_capture(self, sha256: str) -> Capture:
        """The saved bytes. Raises `NotFoundError`."""
        return self.record.get_capture(sha256)

    def get_person(self, slug: str) -> PersonCard:
        """Raises `NotFoundError`."""
        return self.record.get_person(slug)

    def find_statements(
        self, *, order: Order = "newest", limit: int = 20, offset: int = 0, **filters: Unpack[Filters]
    ) -> StatementPage:
        """A window of the statements that match all `filters` (see `Record.find_statements`)."""
        return self.record.find_statements(order=order, limit=limit, offset=offset, **filters)

    def count(self) -> Counts:
        """The size of the record."""
        return self.record.count()

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each section, category, tag, kind, place, language or person."""
        return self.record.tally(grouping)

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month, newest first."""
        return self.record.months()

    def years(self, *, person: str | None = None) -> tuple[YearTally, ...]:
        """Statements by year, newest first, undated ones last under ""; of one person (a slug) or of all."""
        return self.record.years(person=person)

    def persons(self) -> tuple[PersonCard, ...]:
        """All persons, those with most statements first."""
        return self.record.persons()

    def diff(self, statement_id: str, before: int | None = None, after: int | None = None) -> Difference:
        """What changed between two versions of a statement, turn by turn and word by word.

        Args:
            before: a version's number; the one before `after` by default.
            after: a version's number; the current one by default.

        Raises:
            NotFoundError: there is no such statement or version, or only one version.
        """
        from rostra.archive.differences import compare_versions

        statement = self.get_statement(statement_id)
        after = statement.card.version if after is None else after
        before = after - 1 if before is None else before
        if before < 1 and len(statement.versions) == 1:
            raise NotFoundError(f"{statement.id} has one version only: nothing has changed.", source=statement.id)
        old, new = (self.record.get_version(statement.id, number) for number in (before, after))
        noted = statement.versions[after - 1].change if after == before + 1 else None
        return compare_versions(statement.id, (before, old), (after, new), kind=noted)

    def edits(self, *, quiet: bool = False, limit: int = 20, offset: int = 0) -> EditPage:
        """Versions by which a page's words were changed, newest first; `quiet` keeps to those of which the page says nothing."""
        return self.record.edits(quiet=quiet, limit=limit, offset=offset)

    def verify(
        self, *, quick: bool = False, deep: bool = False, on_progress: Callable[[Progress], None] | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the record and its index, as it is found; nothing when all is well. Changes nothing.

        Args:
            quick: ask the database alone, and a sample of the index.
            deep: also read every page anew and compare its text with what is kept.
            on_progress: told after each step; `failed` counts findings.
        """
        from rostra.pipeline.verifying import verify

        return verify(self.record, self.location, quick=quick, deep=deep, on_progress=on_progress)

    def back_up(
        self, target: str | Path, *, force: bool = False, on_progress: Callable[[Progress], None] | None = None
    ) -> int:
        """Copy the archive as it stands at this moment to the file `target`, and prove the copy. Returns its size in bytes.

        Raises:
            UsageError: the archive is not in a file.
            ArchiveError: `target` exists and `force` is false, cannot be written, or the copy did not prove sound.
        """
        from rostra.archive.backup import back_up
        from rostra.pipeline.verifying import as_told

        return back_up(self.location, str(target), force=force, told=as_told(on_progress))

    def coverage(self) -> Coverage:
        """What the archive covers and what it lacks: months and gaps with their causes, doubts, edits, judgements, visits."""
        return self.record.coverage()

    def search(self, query: str, *, order: str = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Turns that match `query` (see ``docs/search.md``). Never fails on what a person types: the notes of the results say
        what was not understood. `order` is "relevance", "newest" or "oldest". The index is brought up to date first."""
        return self.index.search(query, order=order, limit=limit, offset=offset)

    @property
    def index(self) -> Index:
        """The search index, opened (and built or brought up to date) when first used."""
        from rostra.search import open_index

        with self._opening:  # the first thread builds it, others wait for that one
            index = self._index = self._index or open_index(self.record, self.location)
        index.refresh()
        return index

    def related(self, statement_id: str, *, limit: int = 5) -> tuple[tuple[StatementCard, str], ...]:
        """Statements near this one, each with the reason in plain words: what the page itself names, the same day, persons who
        speak in both, tags of both ("Same day, also with Ana Vela"). Empty when there are none. Raises `NotFoundError`."""
        from rostra.pipeline import find_related

        return find_related(self.record, statement_id, limit=limit)

    def export(
        self, statement: Statement | str, style: str, *, turn_id: str | None = None, address: str | None = None
    ) -> str:
        """A statement (or one turn: a question with its answers, an answer with its question) as "json", "md", "txt", or as
        a citation: "bib", "ris", "csl.json", "text".

        Args:
            statement: an id, or a statement at hand, which then need not be read again for each style.
            style: one of these.
            turn_id: the turn; the whole by default.
            address: the permanent link to print.

        Raises:
            NotFoundError: no such statement.
            UsageError: no such style or turn.
        """
        from rostra.exporters import export

        found = self.get_statement(statement) if isinstance(statement, str) else statement
        return export(found.transcript, style, statement_id=found.id, turn_id=turn_id, address=address)
