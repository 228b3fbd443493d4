"""Sources that are watched: what they name anew is captured, and what is known is looked at again, ever more rarely.

Theory. Pages are edited soon after they appear or hardly ever, and mostly nobody says so. So a page is looked at again when as
much time has passed since the last look as lay between its last change and that look: one, two, four, eight ... days after it
appeared, and at least every two months. A change begins the series anew. A source that is in trouble is asked ever more rarely too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from rostra.archive.protocol import Record
from rostra.archive.records import Looks, SourceKind, WatchedSource
from rostra.collect.addresses import normalise
from rostra.collect.feeds import Link, Listing, read_listing
from rostra.collect.fetch import Fetcher, FetchOptions
from rostra.collect.links import read_links
from rostra.model import ReadError, Visit
from rostra.pipeline.capturing import MOST_SITEMAPS, CaptureSummary, Capturing, OnPage, capturing
from rostra.pipeline.parsing import parse_capture
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, run_safely

FIRST_LOOK = timedelta(days=1)
LONGEST_LOOK = timedelta(days=60)
"""Between two looks at a page. Of edits that are found, most are made within days; two months bound how late one is found."""
LONGEST_TROUBLE = timedelta(days=1)
MOST_NEW, MOST_AGAIN = 500, 200
"""Pages of one source in one run: new ones, and known ones. The others wait for the next run."""
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
            if source.next_at <= run.fetcher.now():
                _check(run, source, None)
            if source.kind != "page":
                _look_again(run, source)
    return run.summary()


def is_due(looks: Looks, now: str) -> bool:
    """Whether a page should be looked at again.

    >>> day = "2024-05-0{}T08:00:00.000Z".format
    >>> looks = Looks(first_at=day(1), last_at=day(3), captured=True, changed_at=day(1))
    >>> is_due(looks, day(4)), is_due(looks, day(5))
    (False, True)
    """
    last = datetime.fromisoformat(looks.last_at)
    quiet = last - datetime.fromisoformat(looks.changed_at)
    return datetime.fromisoformat(now) >= last + min(max(quiet, FIRST_LOOK), LONGEST_LOOK)


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
    """Capture the new pages of a source. How many are left, and what is wrong with the source.

    That the source was read is noted after its pages: interrupted, or with pages left, it is read in full once more.
    """
    listing = _listing(source.kind, visit)
    if listing is None:
        run.note_listed(visit, error=f"It is no {source.kind}")
        return 0, f"It is no {source.kind}"
    links, read, error = list(listing.links), [visit], listing.error
    for more in listing.more[:MOST_SITEMAPS]:
        inner = run.ask(more.address, via=source.address)
        named = _listing("sitemap", inner) if inner.content else None
        if named is None:
            run.keep(msgspec.structs.replace(inner, content=None, outcome=_brought_nothing(inner)))
            error = error or (f"{more.address}: {inner.error or 'It is no sitemap'}" if inner.status != 304 else None)
        else:
            links += named.links
            read.append(inner)
    left = run.take_pages(source.address, _wanted(run, links), MOST_NEW)
    for each in read if not left else ():
        run.note_listed(each, error=listing.error if each is visit else None)
    return left, error


def _brought_nothing(visit: Visit) -> str:
    return "failed" if visit.outcome == "fetched" else visit.outcome


def _listing(kind: SourceKind, visit: Visit) -> Listing | None:
    address = visit.final or visit.address
    try:
        found = read_listing(visit.content or b"", address=address, media_type=visit.media_type)
    except ReadError:
        return None
    if found is None and kind == "list":
        return read_links(visit.content or b"", address=address)
    return found


def _wanted(run: Capturing, links: Sequence[Link]) -> list[str]:
    """Pages that are new, that failed and are due, or that the source says were changed since the last look."""
    known = run.record.looks(addresses=[link.address for link in links])
    now = run.fetcher.now()
    return [link.address for link in links if _is_wanted(link, known.get(link.address), now)]


def _is_wanted(link: Link, looks: Looks | None, now: str) -> bool:
    if looks is None:
        return True
    if looks.captured:
        return link.updated is not None and looks.last_at < link.updated <= now
    return is_due(looks, now)


def _look_again(run: Capturing, source: WatchedSource) -> None:
    """Look at the pages whose time has come, the longest overdue first."""
    now = run.fetcher.now()
    due = [
        (looks.last_at, address)
        for address, looks in run.record.looks(via=source.address).items()
        if is_due(looks, now)
    ]
    run.take_pages(source.address, [address for _, address in sorted(due)], MOST_AGAIN)


def _kind_of(visit: Visit) -> SourceKind:
    """What stands at an address: a feed, a sitemap, a list of statements, or a page."""
    if visit.content is None:
        return "page"
    listing = _listing("page", visit)
    if listing is not None:
        return listing.kind
    page = visit.capture
    parsed = run_safely(lambda: parse_capture(page), visit.address, PAGE_LIMIT_S) if page else None
    if parsed is not None and not isinstance(parsed, Failure):
        speech = [turn for turn in parsed.transcript.turns if turn.role not in ("note", "heading")]
        if len(speech) >= _SPEAKS_FROM:
            return "page"
    links = read_links(visit.content, address=visit.final or visit.address).links
    return "list" if len(links) >= _LISTS_FROM else "page"
