"""A web server in a thread that does what real ones do, and worse. Loopback only; each test says what an address answers."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Of 127.0.0.1, signed by itself; its key is no secret."""
Answer = Callable[[socket.socket, Mapping[str, str]], None]


def page(content: bytes | str, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A well-behaved answer. Underscores in names of headers are hyphens."""
    body = content.encode() if isinstance(content, str) else content
    return raw(head(status, content_type=kind, content_length=str(len(body)), **headers) + body)


def head(status: int = 200, **headers: str) -> bytes:
    """The head of an answer."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def raw(data: bytes) -> Answer:
    """Exactly these bytes, then the end."""
    return lambda connection, _: connection.sendall(data)


def redirect(location: str, status: int = 302) -> Answer:
    """Elsewhere."""
    return raw(head(status, location=location, content_length="0"))


def drip(data: bytes, pause_s: float = 0.05, *, after: bytes = b"") -> Answer:
    """These bytes one at a time, over and over, without end."""

    def answer(connection: socket.socket, _: Mapping[str, str]) -> None:
        connection.sendall(after)
        for at in range(100_000):
            connection.sendall(data[at % len(data) : at % len(data) + 1])
            time.sleep(pause_s)

    return answer


def endless(start: bytes, more: bytes) -> Answer:
    """A start, and then more as fast as it is taken."""

    def answer(connection: socket.socket, _: Mapping[str, str]) -> None:
        connection.sendall(start)
        for _ in range(1_000_000):
            connection.sendall(more)

    return answer


def hang(connection: socket.socket, _: Mapping[str, str]) -> None:
    """Nothing, until the other side leaves."""
    with contextlib.suppress(OSError):
        connection.recv(1)


def in_turn(*answers: Answer) -> Answer:
    """One after the other; the last for ever."""
    left = list(answers)

    def answer(connection: socket.socket, headers: Mapping[str, str]) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(connection, headers)

    return answer


def with_etag(content: str, etag: str) -> Answer:
    """A page that says 304 to who has it."""

    def answer(connection: socket.socket, headers: Mapping[str, str]) -> None:
        if headers.get("if-none-match") == etag:
            connection.sendall(head(304, etag=etag))
        else:
            page(content, etag=etag)(connection, headers)

    return answer


class MisbehavingServer:
    """Answers at loopback by `answers` (path -> answer; 404 otherwise). `asked` lists paths, `headers` what came with the last."""

    def __init__(self, *, tls: bool = False) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if tls else None
        if self._tls:
            self._tls.load_cert_chain(CERTIFICATE)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(self.asked)

    def close(self) -> None:
        """Answer no more."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, ValueError):
            connection.settimeout(10)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            asked = b""
            while b"\r\n\r\n" not in asked:
                data = connection.recv(65536)
                if not data:
                    return
                asked += data
            first, *lines = asked.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            pairs = (line.partition(":") for line in lines)
            self.headers = {name.lower(): value.strip() for name, _, value in pairs}
            self.asked.append(path)
            self.answers.get(path, page("nothing here", status=404))(connection, self.headers)
