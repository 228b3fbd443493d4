"""Pages into a record: what is known is skipped, the rest is parsed on all cores, and this process alone writes.

Each page is kept in one transaction, so a run may end at any moment; run again, it skips what it has kept.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from types import FrameType

import msgspec

from rostra.archive.protocol import Record
from rostra.archive.records import Entry
from rostra.collect import capture_file, find_pages
from rostra.linking import link_persons
from rostra.model import Capture, RostraError, UnkeepableError
from rostra.pipeline.address import own_address
from rostra.pipeline.naming import known_as, public_name
from rostra.pipeline.notices import change_notice
from rostra.pipeline.parsing import parse_capture
from rostra.pipeline.version import parser_version
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, Page, map_pages

LISTED = 1000
"""Failures and doubts named in a summary; beyond that they are only counted, so that memory stays flat."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come: `done` of `total` pages, the failed among them, and the page last dealt with."""

    done: int
    total: int
    failed: int
    source: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was kept although something about it is in doubt: the codes of its warnings, each once."""

    source: str
    statement_id: str
    codes: tuple[str, ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the pages of a run. `kept` are new; `doubtful` counts statements among those read now.

    `failures` and `doubts` name the first 1,000 of each. `interrupted` tells that pages are left to do.
    """

    kept: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    failed: int = 0
    doubtful: int = 0
    failures: tuple[Failure, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    interrupted: bool = False


def add(
    record: Record,
    sources: Sequence[str | Path],
    *,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    limit_s: float = PAGE_LIMIT_S,
) -> Summary:
    """Read files and folders into the record.

    Args:
        record: written by this process only.
        sources: files and folders.
        workers: processes that parse; all cores by default, 1 parses in this process.
        on_progress: told after each page.
        limit_s: seconds that one page may take.

    A source that does not exist, or that is no file or folder, is a failure like a page that cannot be read.

    Raises:
        NotFoundError, UsageError: none of the sources can be used.
        ArchiveError: the record cannot be written; what was kept before stays.
    """
    sources, missing = check_sources(sources)
    total = sum(1 for _ in find_pages(sources)) + len(missing)
    run = _Run(record, total, on_progress)
    for failure in missing:
        run.miss(failure)
    job = partial(_encode_entry, [Path(source) for source in sources if Path(source).is_dir()])
    with stop_on_interrupt() as stopped:
        paths = takewhile(lambda _: not stopped(), find_pages(sources))
        with closing(map_pages(run.new_pages(paths), job, workers=workers, limit_s=limit_s)) as pages:
            for page in pages:
                run.take(page)
                if stopped():
                    break
        return run.summary(interrupted=stopped())


def check_sources(sources: Sequence[str | Path]) -> tuple[list[str | Path], list[Failure]]:
    """The sources that can be read, and the others as failures. Raises the first error when none can."""
    usable: list[str | Path] = []
    missing: list[Failure] = []
    first: RostraError | None = None
    for source in sources:
        try:
            next(find_pages([source]), None)
        except RostraError as error:
            first = first or error
            missing.append(Failure(source=str(source), code=error.code, message=error.message, hint=error.hint))
        else:
            usable.append(source)
    if first is not None and not usable:
        raise first
    return usable, missing


def merge(one: Summary, other: Summary) -> Summary:
    """Two runs told as one."""
    names = ("kept", "changed", "reread", "unchanged", "failed", "doubtful")
    return Summary(
        **{name: getattr(one, name) + getattr(other, name) for name in names},
        failures=(one.failures + other.failures)[:LISTED],
        doubts=(one.doubts + other.doubts)[:LISTED],
        interrupted=one.interrupted or other.interrupted,
    )


def make_entry(capture: Capture, folders: Sequence[Path] = ()) -> Entry:
    """A page parsed and linked, ready for the record. Raises `ReadError` when the bytes are no page.

    The transcript names the page as seen from the one of `folders` that it lies in (see `public_name`).
    """
    parsed = parse_capture(capture)
    source = msgspec.structs.replace(parsed.transcript.source, uri=public_name(capture.uri, folders))
    transcript = msgspec.structs.replace(parsed.transcript, source=source)
    return Entry(
        capture=msgspec.structs.replace(capture, uri=known_as(capture.uri)),
        document=parsed.document,
        transcript=transcript,
        address=own_address(parsed.document, capture.uri),
        persons=link_persons(transcript),
        parser=parser_version(),
        notice=change_notice(parsed.document),
    )


def _encode_entry(folders: Sequence[Path], capture: Capture) -> bytes:
    return msgspec.msgpack.encode(make_entry(capture, folders))


class _Run:
    """Counts while pages come in."""

    def __init__(self, record: Record, total: int, on_progress: Callable[[Progress], None] | None) -> None:
        self.record, self.total, self.on_progress = record, total, on_progress
        self.decode = msgspec.msgpack.Decoder(Entry).decode
        self.outcomes: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.doubts: list[Doubt] = []

    def new_pages(self, paths: Iterator[Path]) -> Iterator[Path]:
        """The paths whose bytes the record has not yet read with this parser."""
        for path in paths:
            if self._knows(path):
                self._count("unchanged", str(path))
            else:
                yield path

    def _knows(self, path: Path) -> bool:
        try:
            capture = capture_file(path)
        except RostraError:
            return False  # the worker meets the same error and tells of it
        return self.record.knows(capture.sha256, parser_version()) is not None

    def miss(self, failure: Failure) -> None:
        """Note a source that is not there."""
        self.failures += [failure][: LISTED - len(self.failures)]
        self._count("failed", failure.source)

    def take(self, page: Page) -> None:
        """Keep a page that was parsed, or note why it was not."""
        if isinstance(page.result, Failure):
            self.failures += [page.result][: LISTED - len(self.failures)]
            self._count("failed", page.result.source)
        else:
            self._keep(page.path, self.decode(page.result))

    def _keep(self, path: Path, entry: Entry) -> None:
        try:
            added = self.record.add(entry)
        except UnkeepableError as error:
            self.miss(Failure(source=str(path), code=error.code, message=error.message, hint=error.hint))
            return
        codes = tuple(dict.fromkeys(i.code for i in entry.transcript.issues if i.severity != "info"))
        if added.outcome in ("changed", "reread") and self.record.judgements(added.statement_id, state="unmet"):
            codes = (*codes, "judgement-unmet")  # a person's correction no longer finds its words
        if codes:
            doubt = Doubt(source=str(path), statement_id=added.statement_id, codes=codes)
            self.doubts += [doubt][: LISTED - len(self.doubts)]
            self.outcomes["doubtful"] += 1
        self._count(added.outcome, str(path))

    def _count(self, outcome: str, source: str) -> None:
        self.outcomes[outcome] += 1
        if self.on_progress:
            done = self.outcomes.total() - self.outcomes["doubtful"]
            self.on_progress(Progress(done=done, total=self.total, failed=self.outcomes["failed"], source=source))

    def summary(self, *, interrupted: bool) -> Summary:
        counts = self.outcomes
        return Summary(
            kept=counts["added"],
            changed=counts["changed"],
            reread=counts["reread"],
            unchanged=counts["unchanged"],
            failed=counts["failed"],
            doubtful=counts["doubtful"],
            failures=tuple(self.failures),
            doubts=tuple(self.doubts),
            interrupted=interrupted,
        )


@contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Inside, a first Ctrl-C only asks to stop after the page in hand; a second one stops at once.

    Outside the main thread, where signals do not arrive, nothing ever asks.
    """
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    former = signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, former)
