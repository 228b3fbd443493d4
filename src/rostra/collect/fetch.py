"""One visit to an address: polite, bounded in every way, and always ending in a `Visit` that says what came of it.

Theory. Servers are slow, broken or hostile, and the run must go on. So nothing that a server does raises here: a visit asks for
robots.txt, waits for the host's turn, follows redirects within bounds, tries again what may pass, and tells in words what failed.
A body that was cut short is a failure, never a page.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import msgspec

from rostra.collect.addresses import host_of, join, normalise
from rostra.collect.network import Network, Reach, RefusedError, Resolve, resolve
from rostra.collect.robots import Got, Robots
from rostra.collect.unpacking import ACCEPTED, CutShortError, read_body
from rostra.model import LimitError, ReadError, UsageError, Visit, VisitOutcome

Headers = tuple[tuple[str, str], ...]
_ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
)
_MOST_ROBOTS = 4 * 1024 * 1024
_NO_PAGES = ("image/", "video/", "audio/", "font/")
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WORDS = {
    401: "It wants a password",
    403: "The server does not let us in",
    404: "There is no such page",
    410: "The page is gone",
    429: "We asked too often",
    451: "It is withheld for legal reasons",
}


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How visits are made. `user_agent` says who asks. Seconds: `delay_s` between requests to one host, at least; what a site wants
    beyond it is honoured up to `longest_delay_s`. `tries` for what may pass, with pauses of `pause_s` that double, or
    as long as the server wants up to `longest_pause_s`. `most_bytes` bounds a body, packed and unpacked."""

    user_agent: str = "Rostra"
    delay_s: float = 1.0
    longest_delay_s: float = 30.0
    ignore_robots: bool = False
    connect_s: float = 15.0
    silence_s: float = 30.0
    total_s: float = 120.0
    most_bytes: int = 32 * 1024 * 1024
    redirects: int = 8
    tries: int = 3
    pause_s: float = 2.0
    longest_pause_s: float = 120.0

    def __post_init__(self) -> None:
        if min(self.delay_s, self.longest_delay_s, self.pause_s, self.longest_pause_s) < 0:
            raise ValueError("seconds to wait cannot be negative")
        if min(self.connect_s, self.silence_s, self.total_s) <= 0 or self.tries < 1 or self.redirects < 0:
            raise ValueError("bounds must be positive")


class Validator(msgspec.Struct, frozen=True, kw_only=True):
    """What a server gave with a page to ask whether it changed; sent to `address` alone, which gave it."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


class Clock(msgspec.Struct, frozen=True):
    """The time, and waiting; tests have another."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said to one request; `content` is empty where it was not worth reading."""

    address: str
    status: int
    headers: Headers
    content: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


class _FailedError(Exception):
    """A try that brought nothing. `passing`: another may. `wait_s` is what the server wants us to wait."""

    def __init__(self, reason: str, *, passing: bool, answer: _Answer | None = None, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.passing, self.answer, self.wait_s = reason, passing, answer, wait_s


class Fetcher:
    """Makes visits, one at a time, and remembers whom it asked when."""

    def __init__(
        self, options: FetchOptions | None = None, *, clock: Clock | None = None, resolve: Resolve = resolve,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:  # fmt: skip
        self.options = options or FetchOptions()
        self._clock, self._resolve, self._backend = clock or Clock(), resolve, backend
        self._asked_at: dict[str, float] = {}
        self._private: dict[str, bool] = {}
        self._tls: ssl.SSLContext | None = None
        self._reach = Reach(private=None)
        self._robots = Robots(self._fetch_robots, self._clock.monotonic)

    def now(self) -> str:
        """This moment in UTC, ISO 8601, to the millisecond."""
        return self._clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def wait_s(self, address: str) -> float:
        """Seconds until the host of this address may be asked again; 0 when it may be asked now."""
        asked_at = self._asked_at.get(host_of(address))
        wanted = min(self._robots.delay_s(address), self.options.longest_delay_s)
        delay_s = max(self.options.delay_s, 0.0 if self.options.ignore_robots else wanted)
        return 0.0 if asked_at is None else max(0.0, asked_at + delay_s - self._clock.monotonic())

    def visit(self, address: str, *, validator: Validator | None = None, via: str | None = None) -> Visit:
        """Visit an address. Whatever a server does, a visit comes of it.

        Args:
            address: http or https.
            validator: of the last page that came from here; then the answer may be "not-modified".
            via: the source that led here. Only one that this fetcher read from a private machine may lead to such machines.
        """
        address, at = address.strip(), self.now()
        # Never by a second look-up: a name may have another number by now, and then a public page would lead to private machines.
        self._reach = Reach(private=None if via is None else self._private.get(via, False))
        try:
            return self._visit(address, at, validator, via)
        finally:
            if via is None:
                self._private[address] = bool(self._reach.private)

    def _visit(self, address: str, at: str, validator: Validator | None, via: str | None) -> Visit:
        error = _FailedError("It was not asked for", passing=False)
        for attempt in range(self.options.tries):
            try:
                answer = self._follow(normalise(address), validator)
            except (RefusedError, UsageError) as refusal:
                return _visit(address, at, "refused", via=via, error=refusal.message)
            except _FailedError as failed:
                error = failed
            else:
                outcome: VisitOutcome = "not-modified" if answer.status == 304 else "fetched"
                return _visit(address, at, outcome, answer=answer, via=via)
            wait_s = max(error.wait_s, self.options.pause_s * 2**attempt)
            if not error.passing or wait_s > self.options.longest_pause_s or attempt + 1 == self.options.tries:
                break
            self._clock.sleep(wait_s)
        return _visit(address, at, "failed", answer=error.answer, via=via, error=error.reason)

    # redirects

    def _follow(self, address: str, validator: Validator | None) -> _Answer:
        """The answer at the end of the redirects. Raises `_FailedError`, `RefusedError`."""
        seen: list[str] = []
        while True:
            self._ask_leave(address)
            conditions = validator if validator is not None and validator.address == address else None
            answer = self._ask(address, conditions)
            if answer.status not in _REDIRECTS:
                return self._check(answer, asked=conditions is not None)
            seen.append(address)
            address = self._next(answer, seen)

    def _ask_leave(self, address: str) -> None:
        """Raise `RefusedError` where robots.txt forbids the visit, `_FailedError` where it cannot be had."""
        if self.options.ignore_robots:
            return
        rules = self._robots.rules(address)
        if rules.trouble:
            raise _FailedError(f"{rules.trouble}: not even its robots.txt", passing=False)
        if not rules.allows(address):
            raise RefusedError("The site's robots.txt asks robots not to visit it", source=address)

    def _next(self, answer: _Answer, seen: list[str]) -> str:
        location = answer.header("location")
        target = join(answer.address, location) if location else None
        if target is None:
            what = f"It leads to {location[:200]!r}, which is not of the web" if location else "It leads nowhere"
            raise RefusedError(what, source=answer.address)
        if target in seen:
            raise _FailedError("Its redirects go in a circle", passing=False, answer=answer)
        if len(seen) > self.options.redirects:
            raise _FailedError(f"It redirects more than {self.options.redirects} times", passing=False, answer=answer)
        return target

    def _check(self, answer: _Answer, *, asked: bool) -> _Answer:
        """The answer if it is a page, or says that the page is as it was."""
        if answer.status == 304 and asked:
            return answer
        if answer.status not in (200, 203):
            words = _WORDS.get(answer.status, "The server is in trouble" if answer.status >= 500 else "No page came")
            wait_s = _wait_wanted(answer.header("retry-after"), self._clock.now())
            raise _FailedError(
                f"{words} ({answer.status})", passing=answer.status in _PASSING, answer=answer, wait_s=wait_s
            )
        if not answer.content.strip():
            raise _FailedError("The answer is empty", passing=False, answer=answer)
        return answer

    # one request

    def _ask(self, address: str, validator: Validator | None = None, *, most_bytes: int | None = None) -> _Answer:
        """One request, in the host's turn. Raises `_FailedError`, `RefusedError`."""
        self._clock.sleep(self.wait_s(address))
        options = self.options
        network = Network(
            self._reach, connect_s=options.connect_s, silence_s=options.silence_s, total_s=options.total_s,
            resolve=self._resolve, backend=self._backend,
        )  # fmt: skip
        try:
            with httpcore.ConnectionPool(ssl_context=self._context(), network_backend=network) as pool:
                return self._exchange(pool, network, address, validator, most_bytes or options.most_bytes)
        except httpcore.TimeoutException:
            raise _FailedError("The server is too slow", passing=True) from None
        except (httpcore.ConnectError, OSError) as error:
            raise _FailedError(f"No connection: {error}"[:300], passing=True) from None
        except CutShortError as error:
            raise _FailedError(error.message, passing=True) from None
        except RefusedError:
            raise
        except (LimitError, ReadError) as error:
            raise _FailedError(error.message, passing=False) from None
        except (httpcore.RemoteProtocolError, httpcore.NetworkError) as error:
            raise _FailedError(f"The answer broke off or is no HTTP: {error}"[:300], passing=True) from None
        except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol, UnicodeError) as error:
            raise _FailedError(f"It cannot be asked for: {error}"[:300], passing=False) from None
        finally:
            self._asked_at[host_of(address)] = self._clock.monotonic()

    def _exchange(
        self, pool: httpcore.ConnectionPool, network: Network, address: str, validator: Validator | None, most: int
    ) -> _Answer:
        headers = self._headers(validator)
        with pool.stream("GET", address, headers=headers) as response:
            received = tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers
            )
            answer = _Answer(address=address, status=response.status, headers=received)
            if response.status not in (200, 203):
                return answer
            kind = answer.header("content-type").lower()
            if kind.startswith(_NO_PAGES):
                raise _FailedError(f"It is no page but {kind[:60]}", passing=False, answer=answer)
            content = read_body(response.iter_stream(), answer.header("content-encoding"), most)
        _check_length(answer, network)
        return msgspec.structs.replace(answer, content=content)

    def _headers(self, validator: Validator | None) -> list[tuple[str, str]]:
        headers = [
            ("User-Agent", self.options.user_agent), ("Accept", _ACCEPT), ("Accept-Encoding", ACCEPTED),
            ("Connection", "close"),
        ]  # fmt: skip
        if validator and validator.etag:
            headers.append(("If-None-Match", validator.etag))
        if validator and validator.last_modified:
            headers.append(("If-Modified-Since", validator.last_modified))
        return headers

    def _context(self) -> ssl.SSLContext:
        """Trust what this system trusts (a house may have an authority of its own), and what browsers trust."""
        if self._tls is None:
            import certifi

            self._tls = ssl.create_default_context()
            self._tls.load_verify_locations(certifi.where())
        return self._tls

    def _fetch_robots(self, address: str) -> Got:
        """What comes of asking for a robots.txt, following redirects."""
        for _ in range(6):
            try:
                answer = self._ask(address, most_bytes=_MOST_ROBOTS)
            except _FailedError as failed:
                return Got(failed.answer.status if failed.answer else None, trouble=failed.reason)
            if answer.status not in _REDIRECTS:
                return Got(answer.status, answer.content)
            target = join(address, answer.header("location"))
            if target is None:
                break
            address = target
        return Got(404)  # the standard: what redirects without end is not there


def _check_length(answer: _Answer, network: Network) -> None:
    """Raise `CutShortError` where more came than the answer says: what was read is then not the whole."""
    said = answer.header("content-length")
    if said.isdecimal() and network.line and network.line.body_received > int(said):
        raise CutShortError(f"The answer is longer than the {said} bytes that it says")


def _wait_wanted(text: str, now: datetime) -> float:
    """Seconds that a header Retry-After asks for; 0 when it asks for nothing."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())


def _visit(
    address: str, at: str, outcome: VisitOutcome, *, via: str | None, answer: _Answer | None = None,
    error: str | None = None,
) -> Visit:  # fmt: skip
    if answer is None:
        return Visit(address=address, at=at, outcome=outcome, via=via, error=error)
    return Visit(
        address=address,
        final=answer.address if answer.address != address else None,
        at=at,
        status=answer.status,
        outcome=outcome,
        media_type=answer.header("content-type").partition(";")[0].strip().lower() or None,
        headers=answer.headers,
        content=answer.content if outcome == "fetched" else None,
        error=error,
        via=via,
    )
