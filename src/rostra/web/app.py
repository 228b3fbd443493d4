"""The application: routes, headers, errors; and a server for one's own machine."""

from __future__ import annotations

import errno
import gc
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.resources import files
from typing import Any

from litestar import Litestar, MediaType, Request, Response
from litestar.config.compression import CompressionConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.exceptions import HTTPException
from litestar.file_system import BaseLocalFileSystem
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from rostra.model import NotFoundError, RostraError
from rostra.web.prefix import Speaking
from rostra.web.publishing import publishing
from rostra.web.routes import HANDLERS
from rostra.web.settings import SiteSettings
from rostra.web.visit import Site, Visit, site_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
}
YEAR_S = 31_536_000
_NO_NAMES = (errno.ENAMETOOLONG, errno.ENOTDIR)

_log = logging.getLogger("rostra.web")


def create_app(archive_location: str, *, site: SiteSettings | None = None) -> Litestar:
    """The site over the archive at `archive_location`, as an ASGI application.

    The archive is opened when the first page is asked for. Any number of applications may stand over one archive.
    """
    house = Site(archive_location, site or SiteSettings())

    static = create_static_files_router(
        path="/static",
        directories=[str(files("rostra.web") / "static")],
        cache_control=None,
        name="static",
        include_in_schema=False,
        file_system=_OurFiles(),
    )
    return Speaking(
        route_handlers=[*HANDLERS, static],
        exception_handlers={RostraError: _rostra_error, HTTPException: _http_error, Exception: _unforeseen},
        before_send=[_secure],
        compression_config=CompressionConfig(backend="gzip", minimum_size=1_000),
        on_shutdown=[house.shelf.close],
        lifespan=[partial(publishing, house)],
        state=State({"site": house}),
        openapi_config=None,
        logging_config=None,  # a library leaves logging to whoever runs it
    )


class _OurFiles(BaseLocalFileSystem):
    """Files of a folder; a name that none can have is that of no file, and no fault of ours."""

    async def info(self, path: Any, **kwargs: Any) -> Any:
        """What is known of a file. Raises `FileNotFoundError`."""
        try:
            return await super().info(path, **kwargs)
        except ValueError as error:  # NUL
            raise FileNotFoundError from error
        except OSError as error:
            if error.errno in _NO_NAMES:
                raise FileNotFoundError from error
            raise


def serve(
    location: str,
    host: str = "127.0.0.1",
    port: int = 8765,
    on_ready: Callable[[str], None] | None = None,
    *,
    site: SiteSettings | None = None,
) -> None:
    """Serve the archive at `location` until interrupted.

    Args:
        location: a file or database URL.
        host: the address to listen at; the default is reachable from this machine only.
        port: 0 takes any free one.
        on_ready: called with the site's address ("http://127.0.0.1:8765/") once it answers.
        site: its name and what else an owner may choose.

    Raises:
        OSError: the port is taken.
    """
    import uvicorn

    config = uvicorn.Config(
        create_app(location, site=site), host=host, port=port, log_level="warning", server_header=False
    )
    gc.freeze()  # what is loaded by now stays: a full collection would stop a reader's page for some 50 ms to look through it
    listener = _listen(host, port)
    server = uvicorn.Server(config)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    if on_ready:
        on_ready(address)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket: connections wait in its queue from now on, so that an address is never told too early."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    listener.setsockopt(
        socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
    )  # else a body waits 40 ms for its head to be acknowledged
    return listener


async def _secure(message: Message, scope: Scope) -> None:
    """Give every answer, errors too, the headers that keep a reader safe; a route may have set a stricter policy."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if _is_fingerprinted(scope):
        headers["cache-control"] = f"public, max-age={YEAR_S}, immutable"


def _is_fingerprinted(scope: Any) -> bool:
    """Whether a static file is asked for under the name of its present state."""
    site: Site = scope["litestar_app"].state["site"]
    return str(scope["path"]).startswith(("/static/", "/theme/")) and bool(
        scope["query_string"] == f"v={site.assets}".encode()
    )


def _rostra_error(request: Request[Any, Any, Any], error: RostraError) -> Response[str]:
    if isinstance(error, NotFoundError):
        return _error_page(request, 404, error.message, error.hint)
    _log.error("%s: %s", request.url.path, error)
    return _error_page(request, 503, error.message, error.hint)


def _http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    if error.status_code >= 500:
        return _unforeseen(request, error)
    return _error_page(request, error.status_code, "", "")


def _unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """A fault of ours: told in the log in full, to the reader without particulars."""
    _log.error("%s failed", request.url.path, exc_info=error)
    return _error_page(request, 500, "", "")


def _error_page(request: Request[Any, Any, Any], status: int, message: str, hint: str) -> Response[str]:
    visit = Visit(site_of(request), request)
    page = visit.site.render("error.html", status=status, message=message, hint=hint, years=[], **visit.place())
    return Response(page, status_code=status, media_type=MediaType.HTML, headers={"cache-control": "no-store"})
