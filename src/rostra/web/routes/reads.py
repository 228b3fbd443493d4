"""The decorator under which every page of the site is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from rostra.model import WithdrawnError
from rostra.web.data import ENDINGS, split_ending
from rostra.web.visit import Visit, site_of
from rostra.web.withdrawn import answer_withdrawn

Answer = Callable[..., Response[Any]]


def reads(path: str, *, data: bool = False) -> Callable[[Answer], HTTPRouteHandler]:
    """Answer GET and HEAD at `path` with a function of the visit and what stands in the path's braces.

    It runs in a thread, since the archive blocks. The function itself is the handler's ``opt["answer"]``, for whoever makes the
    page without a server. With `data` it answers as well where what stands last in braces ends in a form of data, which is then
    `Visit.ending`; `with_data` adds the same for a path without braces.
    """

    def handler_of(function: Answer) -> HTTPRouteHandler:
        answer = _with_notices(_with_endings(function) if data else function)

        def handle(request: Request[Any, Any, Any]) -> Response[Any]:
            return answer(Visit(site_of(request), request), **request.path_params)

        methods = [HttpMethod.GET, HttpMethod.HEAD]
        told = {"answer": answer}
        return route(path, http_method=methods, media_type=MediaType.HTML, sync_to_thread=True, opt=told)(handle)

    return handler_of


def with_data(handler: HTTPRouteHandler) -> list[HTTPRouteHandler]:
    """The handler of a path without braces, and one for each form of data at the path with its ending ("/index.json" for "/")."""
    (path,) = handler.paths
    base = "/index" if path == "/" else path
    return [handler, *(reads(f"{base}{ending}")(handler.opt["answer"]) for ending in ENDINGS)]


def _with_notices(function: Answer) -> Answer:
    """`function`, with the notice in the place of a statement that was withdrawn."""

    def answer(visit: Visit, **parts: str) -> Response[Any]:
        try:
            return function(visit, **parts)
        except WithdrawnError as error:
            return answer_withdrawn(visit, error.withdrawal)

    return answer


def _with_endings(function: Answer) -> Answer:
    """`function`, told of the ending of the address, which what stands last in braces is without."""

    def answer(visit: Visit, **parts: str) -> Response[Any]:
        _, visit.ending = split_ending(visit.request.url.path)
        if visit.ending and parts:
            last = list(parts)[-1]
            parts[last] = split_ending(parts[last])[0]
        return function(visit, **parts)

    return answer
