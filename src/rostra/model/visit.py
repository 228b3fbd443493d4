"""Visit: what came of asking for an address once, whether or not a page came back."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from rostra.model.capture import Capture

VisitOutcome = Literal["fetched", "listed", "not-modified", "failed", "refused"]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit to an address.

    `address` is what was asked for, `final` where redirects led (``None`` where there were none). `at` is UTC, ISO 8601.
    `status` is of HTTP, ``None`` when no answer came. `outcome`: "fetched" (a page, in `content`), "listed" (a feed, sitemap
    or list that was read for its links alone: its bytes are not kept), "not-modified" (the page is as at the last visit),
    "failed" (`error` says why), "refused" (we did not ask, or did not follow: `error` says why). `headers` are lower-cased names
    with their values, as received. `content` is unpacked; ``None`` unless "fetched". `via` is the feed, sitemap or list that led
    here.
    """

    address: str
    at: str
    outcome: VisitOutcome
    final: str | None = None
    status: int | None = None
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    error: str | None = None
    via: str | None = None

    @property
    def sha256(self) -> str | None:
        """Hex digest of the content; ``None`` without content."""
        return None if self.content is None else hashlib.sha256(self.content).hexdigest()

    @property
    def capture(self) -> Capture | None:
        """The page that came back, under the address where it stood; ``None`` when none did."""
        if self.content is None:
            return None
        return Capture(
            uri=self.final or self.address,
            content=self.content,
            media_type=self.media_type,
            captured_at=self.at,
            headers=self.headers,
        )
