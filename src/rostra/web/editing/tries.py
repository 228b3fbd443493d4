"""How often somebody may try to log in: counted by account and by address, in this process, and forgotten by themselves."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from threading import Lock

WINDOW_S = 15 * 60
OF_ACCOUNT, OF_ADDRESS = 10, 30
"""Tries that fail in a window. Who mistypes needs two or three; with ten in a quarter of an hour nobody guesses ten letters."""
_REMEMBERED = 20_000
"""Names and addresses; beyond that the longest unseen is forgotten."""


class Tries:
    """Failed tries of late. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def begin(self, account: str, address: str) -> int:
        """Count a try that is about to be made, as if it failed: many at once are no way around. Seconds to wait before one is
        allowed, in which case it is not counted; 0 when it is."""
        limits = _limits(account, address)
        with self._lock:
            now = self._clock()
            waits = [self._wait(key, limit, now) for key, limit in limits]
            if any(waits):
                return max(waits)
            for key, _ in limits:
                self._seen.setdefault(key, deque()).append(now)
                self._seen.move_to_end(key)
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
            return 0

    def succeeded(self, account: str, address: str) -> None:
        """The last try was no failure; the account starts anew."""
        with self._lock:
            (of_account, _), (of_address, _) = _limits(account, address)
            self._seen.pop(of_account, None)
            if self._seen.get(of_address):
                self._seen[of_address].pop()

    def _wait(self, key: str, limit: int, now: float) -> int:
        tries = self._seen.get(key)
        while tries and tries[0] <= now - WINDOW_S:
            tries.popleft()
        return math.ceil(tries[-limit] + WINDOW_S - now) if tries and len(tries) >= limit else 0


def _limits(account: str, address: str) -> Iterable[tuple[str, int]]:
    return (f"account {account}", OF_ACCOUNT), (f"address {network_of(address)}", OF_ADDRESS)


def network_of(address: str) -> str:
    """What an address is counted under: of IPv6 the /64 that one household has.

    >>> network_of("2001:db8::7"), network_of("192.0.2.1"), network_of("testclient")
    ('2001:db8::/64', '192.0.2.1', 'testclient')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
