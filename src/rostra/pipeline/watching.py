"""Sources that are watched: what they name anew is captured, and what is known is looked at again, ever more rarely.

Theory. Pages are edited soon after they appear or hardly ever, and mostly nobody says so. So a page is looked at again when as
much time has passed since the last look as lay between its last change and that look: one, two, four, eight ... days after it
appeared, and at least every two months. A change begins the series anew. A source that is in trouble is asked ever more rarely too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rostra.archive.protocol import Record
from rostra.archive.watched import SourceKind, WatchedSource
from rostra.collect.addresses import normalise
from rostra.collect.fetch import Fetcher, FetchOptions
from rostra.model import Visit
from rostra.pipeline.capturing import CaptureSummary, Capturing, OnPage, capturing
from rostra.pipeline.listings import is_due, listing_of, take_listing
from rostra.pipeline.parsing import parse_capture
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, run_safely

LONGEST_TROUBLE = timedelta(days=1)
MOST_NEW, MOST_OF_LIST, MOST_AGAIN = 500, 200, 200
"""Pages of one source in one run: new ones, new ones of a list, and known ones. The others wait for the next run."""
_LISTS_FROM = 5
"""Links that a page must seem to list before it is taken for a list."""
_SPEAKS_FROM = 3
"""Turns of speech from which a page is a statement, whatever it links to."""


def watch(
    record: Record,
    addresses: Sequence[str],
    *,
    every_s: int,
    kind: SourceKind | None = None,
    options: FetchOptions | None = None,
    on_page: OnPage | None = None,
    fetcher: Fetcher | None = None,
) -> CaptureSummary:
    """Watch sources from now on, and take what they name.

    `kind` is found out by a visit when it is not given; where that brings nothing, the address is not watched.
    Raises `UsageError` when an address is none.
    """
    wanted = list(dict.fromkeys(normalise(address) for address in addresses))
    with capturing(record, options=options, on_page=on_page, fetcher=fetcher) as run:
        for address in wanted:
            visit = run.ask(address, again=False)
            if visit.content is None and kind is None:
                run.keep(visit)  # what it is cannot be told, so it is not watched
                continue
            found = kind or _kind_of(visit)
            record.watch(address, found, every_s=every_s, next_at=run.fetcher.now())
            source = next(each for each in record.sources() if each.address == address)
            _check(run, source, visit)
    return run.summary()


def visit_due(
    record: Record,
    *,
    options: FetchOptions | None = None,
    on_page: OnPage | None = None,
    fetcher: Fetcher | None = None,
) -> CaptureSummary:
    """Visit the sources that are due, take what they name anew, and look again at pages whose time has come."""
    with capturing(record, options=options, on_page=on_page, fetcher=fetcher) as run:
        for source in record.sources():
            # What a source may lead to is told by the machine that it was read from: so it is read before its pages.
            if source.next_at <= run.fetcher.now() or _due_pages(run, source):
                _check(run, source, None)
                run.take_pages(source.address, _due_pages(run, source), MOST_AGAIN)
    return run.summary()


# one source


def _check(run: Capturing, source: WatchedSource, visit: Visit | None) -> None:
    """Take what a source names, and note when it is due again; interrupted, it stays due."""
    visit = visit or run.ask(source.address)
    left, error = 0, visit.error
    if source.kind == "page" or visit.content is None:
        run.keep(visit)
    else:
        left, error = _take(run, source, visit)
    now = run.fetcher.now()
    next_at = now if left else _later(now, source, failed=error is not None)
    run.record.note_check(source.address, checked_at=now, next_at=next_at, error=error)


def _later(now: str, source: WatchedSource, *, failed: bool) -> str:
    pause = timedelta(seconds=source.every_s)
    if failed:
        pause = max(pause, min(pause * 2 ** min(source.failures + 1, 20), LONGEST_TROUBLE))
    moment = datetime.fromisoformat(now) + pause
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _take(run: Capturing, source: WatchedSource, visit: Visit) -> tuple[int, str | None]:
    """Capture the new pages of a source. How many are left, and what is wrong with the source."""
    listing = listing_of(visit, source.kind)
    if listing is None:
        run.note_listed(visit, error=f"It is no {source.kind}")
        return 0, f"It is no {source.kind}"
    return take_listing(run, visit, listing, MOST_OF_LIST if source.kind == "list" else MOST_NEW)


def _due_pages(run: Capturing, source: WatchedSource) -> list[str]:
    """Pages that a source led to and whose time has come, the longest overdue first; none of a source that is a page itself."""
    if source.kind == "page":
        return []
    now = run.fetcher.now()
    looks = run.record.looks(via=source.address).items()
    return [address for _, address in sorted((each.last_at, address) for address, each in looks if is_due(each, now))]


def _kind_of(visit: Visit) -> SourceKind:
    """What stands at an address: a feed, a sitemap, a list of statements, or a page."""
    if visit.content is None:
        return "page"
    listing = listing_of(visit)
    if listing is not None:
        return listing.kind
    page = visit.capture
    parsed = run_safely(lambda: parse_capture(page), visit.address, PAGE_LIMIT_S) if page else None
    if parsed is not None and not isinstance(parsed, Failure):
        speech = [turn for turn in parsed.transcript.turns if turn.role not in ("note", "heading")]
        if len(speech) >= _SPEAKS_FROM:
            return "page"
    links = listing_of(visit, "list")
    return "list" if links is not None and len(links.links) >= _LISTS_FROM else "page"
