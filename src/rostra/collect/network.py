"""The edge to the network: which machines a visit may reach, how long it may take, and how much may come.

Theory. Addresses come from pages and redirects, so they are not to be trusted: a public page must not make us ask machines
that only we can reach. A name is looked up once, the numbers found are judged, and the connection is made to the number that was
judged. A server may also drip: so there is one deadline for a whole exchange, below the protocol, where every byte passes.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from rostra.model import ReadError

Resolve = Callable[[str, int], list[str]]
_MOST_NUMBERS = 4
_HEAD = b"\r\n\r\n"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(ReadError):
    """We do not ask: robots.txt, the address or where it leads forbids it."""

    code = "refused"


def resolve(host: str, port: int) -> list[str]:
    """The numbers of a host, in the system's order. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


def reach_of(number: str) -> str:
    """Who can reach the machine with this number: "all", "some" (of this machine's own or a private network), or "none" (no
    machine has it, or it is one that answers for the network itself, such as a cloud's).

    >>> [reach_of(n) for n in ("93.184.215.14", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "0.0.0.0")]
    ['all', 'some', 'some', 'some', 'none', 'none']
    """
    ip = ipaddress.ip_address(number)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return reach_of(str(inner))
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or (ip.is_reserved and not ip.is_loopback):
        return "none"
    return "all" if ip.is_global else "some"


class Reach:
    """What one visit may reach. The first machine of an address that a person asked for may be a private one; a page that all can
    reach may lead only to such pages."""

    def __init__(self, *, private: bool | None) -> None:
        """`private` is ``None`` while the first machine is to decide."""
        self.private = private

    def choose(self, host: str, numbers: Iterable[str]) -> list[str]:
        """The numbers that may be reached, in their order; the first decides where that is open. Raises `RefusedError` when there
        is none."""
        chosen = []
        for number in numbers:
            reach = reach_of(number)
            if reach != "none" and self.private is None:
                self.private = reach == "some"
            if reach == "all" or (reach == "some" and self.private):
                chosen.append(number)
        if not chosen:
            raise RefusedError(f"{host} is a machine of a private network, and a public page led to it.", source=host)
        return chosen


class Line(httpcore.NetworkStream):
    """A connection whose every byte is counted against a deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float, silence_s: float) -> None:
        self._inner, self._deadline, self._silence_s = inner, deadline, silence_s
        self._head: bytes | None = b""
        self._received = self._head_size = 0

    @property
    def body_received(self) -> int:
        """Bytes that came after the head of the answer."""
        return self._received - self._head_size

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Raises `httpcore.ReadTimeout` after the deadline, or when nothing came for too long."""
        data = self._inner.read(max_bytes, self._left())
        self._received += len(data)
        if self._head is not None:
            self._head += data
            if _HEAD in self._head:
                self._head_size, self._head = self._head.index(_HEAD) + len(_HEAD), None
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it all."""
        self._inner.write(buffer, self._left())

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same under encryption."""
        self._inner = self._inner.start_tls(ssl_context, server_hostname, self._left())
        return self

    def get_extra_info(self, info: str) -> Any:
        """What the connection says of itself."""
        return self._inner.get_extra_info(info)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole took too long")
        return min(left, self._silence_s)


class Network(httpcore.NetworkBackend):
    """Connections for one exchange: to machines that `reach` allows, until the deadline."""

    def __init__(
        self, reach: Reach, *, connect_s: float, silence_s: float, total_s: float, resolve: Resolve = resolve,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:  # fmt: skip
        self._reach, self._resolve = reach, resolve
        self._connect_s, self._silence_s = connect_s, silence_s
        self._deadline = time.monotonic() + total_s
        self._backend = backend or httpcore.SyncBackend()
        self.line: Line | None = None

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """Connect to the number that was judged. Raises `RefusedError`, `httpcore.ConnectError`."""
        try:
            numbers = self._resolve(host.strip("[]"), port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError(f"there is no host {host}") from None
        inner = self._connect(self._reach.choose(host, numbers)[:_MOST_NUMBERS], port, local_address, socket_options)
        self.line = Line(inner, self._deadline, self._silence_s)
        return self.line

    def _connect(self, numbers: list[str], *how: Any) -> httpcore.NetworkStream:
        """The first that answers: of a host's numbers some may be of a network that this machine is not in."""
        port, *more = how
        for number in numbers[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._backend.connect_tcp(number, port, self._connect_s, *more)
        return self._backend.connect_tcp(numbers[-1], port, self._connect_s, *more)
