"""What a feed, a sitemap or a list names: which of it is to be visited, and when the listing itself counts as read.

Theory. A listing is noted after its pages. A run that is interrupted, or that leaves pages, so asks for the whole listing again
next time instead of "only if it changed", and what is known by then is left out: every page is reached at last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from rostra.archive.watched import Looks, SourceKind
from rostra.collect.feeds import Link, Listing, read_listing
from rostra.collect.links import read_links
from rostra.model import Visit, VisitOutcome
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, run_safely

if TYPE_CHECKING:
    from rostra.pipeline.capturing import Capturing

MOST_SITEMAPS = 100
"""Sitemaps taken from one sitemap index in a run."""
FIRST_LOOK = timedelta(days=1)
LONGEST_LOOK = timedelta(days=60)
"""Between two looks at a page. Of edits that are found, most are made within days; two months bound how late one is found."""


def listing_of(visit: Visit, kind: SourceKind = "page") -> Listing | None:
    """What a visit brought, where that is a feed or a sitemap; the links of any page, where `kind` is "list"."""
    found = run_safely(lambda: _read(visit, kind), visit.address, PAGE_LIMIT_S)
    return None if isinstance(found, Failure) else found


def _read(visit: Visit, kind: SourceKind) -> Listing | None:
    if visit.content is None:
        return None
    address = visit.final or visit.address
    found = read_listing(visit.content, address=address, media_type=visit.media_type)
    return read_links(visit.content, address=address) if found is None and kind == "list" else found


def take_listing(run: Capturing, visit: Visit, listing: Listing, most: int) -> tuple[int, str | None]:
    """Capture up to `most` of the pages that a source names and that are wanted; those of the sitemaps of an index among them.

    How many are left, and what is wrong with the source. With none left, the listing is noted as read.
    """
    links, read, error = list(listing.links), [visit], listing.error
    for more in listing.more[:MOST_SITEMAPS]:
        inner = run.ask(more.address, via=visit.address)
        named = listing_of(inner)
        if named is None:
            run.keep(msgspec.structs.replace(inner, content=None, outcome=_brought_nothing(inner)))
            error = error or (f"{more.address}: {inner.error or 'It is no sitemap'}" if inner.status != 304 else None)
        else:
            links += named.links
            read.append(inner)
    left = run.take_pages(visit.address, _wanted(run, links), most)
    for each in read if not left else ():
        run.note_listed(each, error=listing.error if each is visit else None)
    return left, error


def _brought_nothing(visit: Visit) -> VisitOutcome:
    return "failed" if visit.outcome == "fetched" else visit.outcome


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
