"""Addresses into a record: each is visited, what comes is kept as evidence, and then read like any other page.

The visit is noted before the page is read, so that neither a page that cannot be read nor a kill loses what was fetched; and
a visit that brings nothing leaves everything as it was. A feed or a sitemap stands for the new pages that it names.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

import msgspec

from rostra.archive.pages import alike
from rostra.archive.protocol import Record
from rostra.archive.records import Entry, Outcome
from rostra.archive.watched import VisitRecorded
from rostra.collect.addresses import host_of, normalise
from rostra.collect.fetch import Clock, Fetcher, FetchOptions, Validator
from rostra.model import SPEECH_ROLES, Capture, UnkeepableError, UsageError, Visit
from rostra.pipeline.adding import LISTED, Doubt, Progress, Summary, make_entry, stop_on_interrupt
from rostra.pipeline.address import is_page_address
from rostra.pipeline.listings import listing_of, take_listing
from rostra.pipeline.version import parser_version
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, run_safely

MOST_PAGES = 5_000
"""Pages taken from one feed or sitemap in a run."""


class Captured(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one address: what came of the visit, and what the page became (``None`` when nothing did).

    `codes` are those of the warnings about a statement that was read now. `failure` says why nothing came, or why what came
    could not be read.
    """

    address: str
    at: str
    outcome: VisitRecorded
    statement_id: str | None = None
    became: Outcome | None = None
    codes: tuple[str, ...] = ()
    failure: Failure | None = None
    via: str | None = None


class CaptureSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the addresses of a run: `visited` of them by outcome of the visit, statements by what they became.

    `pages` are the first 1,000 of them. `left` counts pages that a source names and that wait for the next run. `interrupted` tells
    that addresses are left to do.
    """

    visited: int = 0
    new: int = 0
    same: int = 0
    not_modified: int = 0
    listed: int = 0
    failed: int = 0
    refused: int = 0
    unread: int = 0
    added: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    doubtful: int = 0
    left: int = 0
    pages: tuple[Captured, ...] = ()
    interrupted: bool = False


class StoppedError(Exception):
    """Somebody asked to stop while we waited for a host's turn."""


OnPage = Callable[[Captured], None]


def capture(
    record: Record,
    addresses: Sequence[str],
    *,
    options: FetchOptions | None = None,
    on_page: OnPage | None = None,
    fetcher: Fetcher | None = None,
) -> CaptureSummary:
    """Visit addresses and keep what is there. A feed or sitemap among them stands for the pages that it names and that
    are new or, by what it says, changed; those beyond `MOST_PAGES` wait for the next run.

    Args:
        record: written by this process only.
        addresses: of the web.
        options: how to visit; see `rostra.collect.fetch.FetchOptions`.
        on_page: told after each address.
        fetcher: makes the visits; one that waits and stops when asked to, by default.

    Raises:
        UsageError: one of the addresses is none. Nothing is then visited.
        ArchiveError: the record cannot be written; what was kept before stays.
    """
    wanted = [normalise(address) for address in addresses]
    with capturing(record, options=options, on_page=on_page, fetcher=fetcher) as run:
        for address in dict.fromkeys(wanted):
            visit = run.ask(address)
            if listing := listing_of(visit):
                take_listing(run, visit, listing, MOST_PAGES)
            else:
                run.keep(visit)
    return run.summary()


def add_addresses(
    record: Record,
    addresses: Sequence[str],
    *,
    options: FetchOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """`capture`, told as `rostra.pipeline.add` tells of files."""
    done: Counter[str] = Counter()

    def tell(page: Captured) -> None:
        done["done"] += 1
        done["failed"] += page.failure is not None
        if on_progress:
            total = max(len(addresses), done["done"])
            on_progress(Progress(done=done["done"], total=total, failed=done["failed"], source=page.address))

    found = capture(record, addresses, options=options, on_page=tell)
    return Summary(
        kept=found.added,
        changed=found.changed,
        reread=found.reread,
        unchanged=found.unchanged + found.not_modified,
        failed=found.failed + found.refused + found.unread,
        doubtful=found.doubtful,
        failures=tuple(page.failure for page in found.pages if page.failure),
        doubts=tuple(
            Doubt(source=page.address, statement_id=page.statement_id, codes=page.codes)
            for page in found.pages
            if page.statement_id and page.codes
        ),
        interrupted=found.interrupted,
    )


def check_addresses(addresses: Iterable[str]) -> None:
    """Raise `UsageError` when one of them is no address of the web."""
    for address in addresses:
        normalise(address)


@contextmanager
def capturing(
    record: Record, *, options: FetchOptions | None, on_page: OnPage | None, fetcher: Fetcher | None
) -> Iterator[Capturing]:
    """A run of visits that a first Ctrl-C ends after the page in hand, and at once while it waits."""
    with stop_on_interrupt() as stopped:
        run = Capturing(record, fetcher or Fetcher(options, clock=Clock(sleep=_waiting(stopped))), on_page)
        run.stopped = stopped
        try:
            yield run
        except StoppedError:
            run.interrupted = True


def options_of(*, version: str, contact: str = "", delay_s: float = 1.0, ignore_robots: bool = False) -> FetchOptions:
    """Options as a person gives them. Raises `UsageError` when they mean nothing."""
    try:
        return FetchOptions(user_agent=user_agent(version, contact), delay_s=delay_s, ignore_robots=ignore_robots)
    except ValueError as error:
        raise UsageError(f"The options mean nothing: {error}.", hint="Give seconds such as 1 or 2.5.") from error


def user_agent(version: str, contact: str) -> str:
    """How we introduce ourselves; `contact` is an address of whoever runs the archive, "" for none.

    >>> user_agent("1.2", "https://archive.example/robot")
    'Rostra/1.2 (archive of published statements; +https://archive.example/robot)'
    """
    said = "".join(char for char in contact if char.isprintable() and char.isascii() and char not in "()")
    return f"Rostra/{version} (archive of published statements{f'; +{said}' if said else ''})"


def _waiting(stopped: Callable[[], bool]) -> Callable[[float], None]:
    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if stopped():
                raise StoppedError
            time.sleep(min(left, 0.2))

    return sleep


class Capturing:
    """A run of visits: keeps what comes, and counts."""

    def __init__(self, record: Record, fetcher: Fetcher, on_page: OnPage | None = None) -> None:
        self.record, self.fetcher, self.on_page = record, fetcher, on_page
        self.stopped: Callable[[], bool] = lambda: False
        self.interrupted = False
        self.left = 0
        self._counts: Counter[str] = Counter()
        self._pages: list[Captured] = []

    # visits

    def ask(self, address: str, *, via: str | None = None, again: bool = True) -> Visit:
        """Visit an address; `again`: ask only for what changed since the last time."""
        if self.stopped():
            raise StoppedError
        kept = self.record.validators(address) if again else None
        validator = Validator(**msgspec.structs.asdict(kept)) if kept else None
        return self.fetcher.visit(address, validator=validator, via=via)

    def note_listed(self, visit: Visit, error: str | None = None) -> None:
        """Note a visit that was read for its links alone: the bytes are not kept."""
        bare = msgspec.structs.replace(visit, outcome="listed", content=None, error=error)
        self._tell(self._note(bare))

    def keep(self, visit: Visit) -> None:
        """Note a visit, and read the page that it brought."""
        done = self._note(visit)
        page = visit.capture or (self._unread(visit.address) if done.outcome == "not-modified" else None)
        if done.failure is None and page is not None:
            done = self._read(done, page)
        elif done.failure is None and done.outcome in ("failed", "refused"):
            done = msgspec.structs.replace(done, failure=_failure_of(visit))
        self._tell(done)

    def _note(self, visit: Visit) -> Captured:
        """Note a visit; where the record cannot keep what came, that nothing came, and why."""
        done = Captured(address=visit.address, at=visit.at, outcome="failed", via=visit.via)
        try:
            return msgspec.structs.replace(done, outcome=self.record.add_visit(visit))
        except UnkeepableError as error:
            failure = _unkeepable(visit.address, error)
            bare = Visit(address=visit.address, at=visit.at, outcome="failed", via=visit.via, error=error.message[:300])
            with suppress(UnkeepableError):  # the address itself may be what cannot be kept
                self.record.add_visit(bare)
            return msgspec.structs.replace(done, failure=failure)

    def _unread(self, address: str) -> Capture | None:
        """The page as it was last brought, where this parser has not read it; ``None`` where it has."""
        kept = [visit.sha256 for visit in self.record.visits(address) if visit.sha256]
        if not kept or self.record.knows(kept[-1], parser_version()):
            return None
        return self.record.get_capture(kept[-1], withdrawn_too=True)

    def _read(self, done: Captured, page: Capture) -> Captured:
        known = self.record.knows(page.sha256, parser_version())
        if known is not None:
            return msgspec.structs.replace(done, statement_id=known, became="unchanged")
        if is_page_address(done.address) and not is_page_address(page.uri):
            failure = Failure(source=done.address, code="moved", message=f"It leads to a front page, {page.uri}")
            return msgspec.structs.replace(done, failure=failure)
        entry = run_safely(lambda: make_entry(page), done.address, PAGE_LIMIT_S)
        if isinstance(entry, Failure):
            return msgspec.structs.replace(done, failure=msgspec.structs.replace(entry, source=done.address))
        if self._is_other(done.address, entry):
            message = (
                "It shares no words with the statement that stood here, and nobody speaks: it is no new version of it."
            )
            return msgspec.structs.replace(
                done, failure=Failure(source=done.address, code="other-page", message=message)
            )
        try:
            added = self.record.add(entry)
        except UnkeepableError as error:
            return msgspec.structs.replace(done, failure=_unkeepable(done.address, error))
        codes = tuple(dict.fromkeys(i.code for i in entry.transcript.issues if i.severity != "info"))
        return msgspec.structs.replace(done, statement_id=added.statement_id, became=added.outcome, codes=codes)

    def _is_other(self, address: str, entry: Entry) -> bool:
        """Whether a page stands in the place of a statement without being it: a notice of maintenance, a page about robots."""
        if any(turn.role in SPEECH_ROLES for turn in entry.transcript.turns):
            return False
        former = [visit.statement for visit in self.record.visits(address) if visit.statement]
        if not former:
            return False
        kept = self.record.get_statement(former[-1], withdrawn_too=True).transcript
        spoke = any(turn.role in SPEECH_ROLES for turn in kept.turns)
        return spoke and not alike(kept, entry.transcript)

    def take_pages(self, via: str, addresses: Iterable[str], most: int) -> int:
        """Visit pages that a source names, so that no host is waited for while another may be asked. The number that is left."""
        wanted = list(dict.fromkeys(addresses))
        for address in in_turns(wanted[:most], self.fetcher.wait_s):
            self.keep(self.ask(address, via=via))
        left = max(0, len(wanted) - most)
        self.left += left
        return left

    # counting

    def _tell(self, done: Captured) -> None:
        self._counts["visited"] += 1
        self._counts[done.outcome.replace("-", "_")] += 1
        if done.became:
            self._counts[done.became] += 1
        elif done.failure is not None and done.outcome in ("new", "same"):
            self._counts["unread"] += 1
        if done.codes:
            self._counts["doubtful"] += 1
        if len(self._pages) < LISTED:
            self._pages.append(done)
        if self.on_page:
            self.on_page(done)

    def summary(self) -> CaptureSummary:
        """What was done so far."""
        return CaptureSummary(**self._counts, left=self.left, pages=tuple(self._pages), interrupted=self.interrupted)


def _unkeepable(address: str, error: UnkeepableError) -> Failure:
    return Failure(source=address, code=error.code, message=error.message, hint=error.hint)


def _failure_of(visit: Visit) -> Failure:
    message = visit.error or "Nothing came."
    if visit.outcome == "refused":
        return Failure(source=visit.address, code="refused", message=message)
    return Failure(source=visit.address, code="not-fetched", message=message)


def in_turns(addresses: Iterable[str], wait_s: Callable[[str], float]) -> Iterator[str]:
    """The addresses, each host's in their order, always of the host that may be asked soonest."""
    hosts: dict[str, deque[str]] = {}
    for address in addresses:
        hosts.setdefault(host_of(address), deque()).append(address)
    while hosts:
        host = min(hosts, key=lambda each: wait_s(hosts[each][0]))
        yield hosts[host].popleft()
        if hosts[host]:
            hosts[host] = hosts.pop(host)  # to the end, so that of equals each gets its turn
        else:
            del hosts[host]
