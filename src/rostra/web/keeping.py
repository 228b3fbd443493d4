"""Between the server and the routes: answers with pages that are kept, and keeps those that a route allows to be kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from rostra.model import RostraError
from rostra.web.kept import KeptPage, Key
from rostra.web.readings import is_machine

if TYPE_CHECKING:
    from rostra.web.visit import Site

_OF_THE_BODY = (b"content-type", b"content-length", b"content-encoding")
LONGEST_ADDRESS = 300


class Keeping(msgspec.Struct):
    """What a route says of an answer that may be kept; see `KeptPage`. Without a `statement` it is not."""

    sequence: int = -1
    statement: str = ""
    counts: bool = False


async def keeping(app: ASGIApp, site: Site, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with the page that is kept for it, else by `app`."""
    key = _key(scope, site)
    if key is None:
        await app(scope, receive, send)
        return
    page = await _kept(site, key)
    if page is None:
        told = Keeping()
        scope["keeping"] = told  # type: ignore[typeddict-unknown-key]
        page = await _made(app, scope, receive, send, told)
        if page is None:
            return
        site.pages.keep(key, page)
    elif page.counts and not is_machine("GET", _header(scope, b"user-agent").decode("latin-1")):
        site.readings.note(page.statement)
    await _send(page, _header(scope, b"if-none-match"), send)


def _key(scope: Any, site: Site) -> Key | None:
    """What the answer depends on beside the record; ``None`` for what is never kept: other methods, and questions."""
    path = scope.get("raw_path") or scope["path"].encode()
    if scope["method"] != "GET" or scope["query_string"] or len(path) > LONGEST_ADDRESS:
        return None
    host = b"" if site.settings.base_url else scope["scheme"].encode() + b"://" + _header(scope, b"host")
    packed = b"gzip" if b"gzip" in _header(scope, b"accept-encoding") else b""
    return (host, scope.get("language", "").encode(), path, packed) if len(host) <= LONGEST_ADDRESS else None


async def _kept(site: Site, key: Key) -> KeptPage | None:
    """The page, where there is one and the record says that it holds; what is wrong with the record the route will tell."""
    if not site.pages.may_hold(key):
        return None
    try:
        await site.looking.once_more()
    except RostraError:
        return None
    return site.pages.find(key)


class Looking:
    """Looks at something in a thread, once for all who wait: who comes while a look is going on has part in the next."""

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._going: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def once_more(self) -> None:
        """Wait for a look that begins after now. Raises what it raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._after(self._going))
        await asyncio.shield(self._next)

    async def _after(self, going: asyncio.Task[None] | None) -> None:
        if going is not None and not going.done():
            await asyncio.wait((going,))
        self._going, self._next = self._next, None
        await sync_to_thread(self._look)


async def _made(app: ASGIApp, scope: Scope, receive: Receive, send: Send, told: Keeping) -> KeptPage | None:
    """The answer of `app`, held back, where it may be kept; any other is sent, and ``None`` returned."""
    start: Any = None
    body = bytearray()

    async def hold(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and message["status"] == 200 and told.statement:
            start = message
        elif message["type"] == "http.response.body" and start is not None:
            body.extend(message["body"])
        else:
            await send(message)

    await app(scope, receive, hold)
    if start is None:
        return None
    return KeptPage(headers=list(start["headers"]), body=bytes(body), **msgspec.structs.asdict(told))


async def _send(page: KeptPage, known: bytes, send: Send) -> None:
    """The page, or "304 Not Modified" to who has it."""
    same = page.header(b"etag") in known if known else False
    headers = list(_without_body(page)) if same else page.headers
    await send({"type": "http.response.start", "status": 304 if same else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if same else page.body, "more_body": False})


def _without_body(page: KeptPage) -> Iterator[tuple[bytes, bytes]]:
    return ((name, value) for name, value in page.headers if name not in _OF_THE_BODY)


def _header(scope: Any, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")
