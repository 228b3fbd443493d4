"""What the record keeps for those who watch: searches that are followed, visits to addresses, and sources."""

from __future__ import annotations

from typing import Literal

import msgspec

VisitRecorded = Literal["new", "same", "listed", "not-modified", "failed", "refused"]
"""What came of a visit: other bytes than at the last visit to this address, the same, and so on (see `rostra.model.Visit`)."""
SourceKind = Literal["feed", "sitemap", "list", "page"]


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search that somebody follows. `query` is as typed; where `question` ("STATEMENT/TURN") stands, its answers are awaited.

    `public` ones are listed on the site. What arrived up to the change `sequence` was seen; `run_at` is when that was last told
    (``None``: never), and `told` how many passages were. Times are ISO 8601 UTC.
    """

    slug: str
    name: str
    query: str
    question: str | None
    public: bool
    created_at: str
    run_at: str | None
    sequence: int
    told: int


class SearchRun(msgspec.Struct, frozen=True, kw_only=True):
    """That a saved search was looked at up to the change `sequence`, and `told` passages were told of."""

    slug: str
    sequence: int
    told: int


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """A query that found nothing: how often it was asked, and on which day (UTC) last."""

    query: str
    count: int
    day: str


class KeptVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit to an address, as recorded: `rostra.model.Visit` says what its fields mean.

    `sha256` names the capture, whose `size` is in bytes; both are ``None`` when no page came back.
    `statement` is the id of what the page became, ``None`` when nothing did.
    """

    address: str
    final: str | None
    at: str
    status: int | None
    outcome: VisitRecorded
    sha256: str | None
    size: int | None
    media_type: str | None
    headers: tuple[tuple[str, str], ...]
    statement: str | None
    error: str | None
    via: str | None


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What a server gave with a page to ask whether it changed. They hold for `address` alone, where redirects led to."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """When an address was visited, first and last, whether a page ever came back, and when its words last changed (the first
    visit when none came). ISO 8601 UTC."""

    first_at: str
    last_at: str
    captured: bool
    changed_at: str


class WatchedSource(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, sitemap, list or page that is watched. `every_s` is in seconds; `failures` counts those in a
    row, `error` is the last."""

    address: str
    kind: SourceKind
    every_s: int
    added_at: str
    checked_at: str | None
    next_at: str
    failures: int
    error: str | None
