"""robots.txt (RFC 9309): what a site asks robots not to visit, and how slowly it wants to be asked."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
from protego import Protego

ROBOT = "Rostra"
"""The name that a site's rules know us by."""
MOST_BYTES = 512 * 1024
"""The standard asks for 500 KiB; what lies behind is not read."""
KEPT_S = 24 * 3600.0
"""Rules are asked for anew after a day, as the standard wants."""
TROUBLE_S = 60.0
"""A host that cannot be reached is not asked again for every page."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a site's robots.txt says; `parsed` is ``None`` where everything is allowed, or where nothing is because the rules
    cannot be had (`trouble` says why, "" otherwise)."""

    parsed: Protego | None
    trouble: str
    read_at: float

    def allows(self, address: str) -> bool:
        """Whether a page may be visited."""
        if self.parsed is None:
            return not self.trouble
        return bool(self.parsed.can_fetch(address, ROBOT))

    @property
    def delay_s(self) -> float:
        """Seconds that the site wants between two requests; 0 when it says nothing."""
        if self.parsed is None:
            return 0.0
        wanted = self.parsed.crawl_delay(ROBOT) or 0.0
        rate = self.parsed.request_rate(ROBOT)
        return max(float(wanted), rate.seconds / rate.requests if rate and rate.requests else 0.0)


class Got(msgspec.Struct, frozen=True):
    """What came when a robots.txt was asked for; `status` is ``None`` when no answer came, and `trouble` says why."""

    status: int | None
    content: bytes = b""
    trouble: str = ""


def read_rules(got: Got, read_at: float) -> Rules:
    """The rules that came. Without a file everything is allowed; a server in trouble (or none) means stay away."""
    if got.status is None or got.status >= 500 or got.status == 429:
        return Rules(parsed=None, trouble=got.trouble or f"the server is in trouble ({got.status})", read_at=read_at)
    if got.status != 200:
        return Rules(parsed=None, trouble="", read_at=read_at)
    text = got.content[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
    return Rules(parsed=Protego.parse(text), trouble="", read_at=read_at)


class Robots:
    """The rules of each site that was asked, read once a day."""

    def __init__(self, fetch: Callable[[str], Got], monotonic: Callable[[], float]) -> None:
        """`fetch` gives what is found at an address, following redirects."""
        self._fetch, self._monotonic = fetch, monotonic
        self._known: dict[str, Rules] = {}

    def rules(self, address: str) -> Rules:
        """The rules of the site that the address is of."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        known, now = self._known.get(origin), self._monotonic()
        if known is None or now - known.read_at > (TROUBLE_S if known.trouble else KEPT_S):
            known = self._known[origin] = read_rules(self._fetch(f"{origin}/robots.txt"), now)
        return known

    def delay_s(self, address: str) -> float:
        """Seconds that the site is known to want between requests; asks nobody."""
        parts = urlsplit(address)
        known = self._known.get(f"{parts.scheme}://{parts.netloc}")
        return known.delay_s if known else 0.0
