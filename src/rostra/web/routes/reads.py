"""The decorator under which every page of the site is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from rostra.web.visit import Visit, site_of


def reads(path: str) -> Callable[[Callable[..., Response[Any]]], HTTPRouteHandler]:
    """Answer GET and HEAD at `path` with a function of the visit and what stands in the path's braces.

    It runs in a thread, since the archive blocks. The function itself is the handler's ``opt["answer"]``, for whoever makes the
    page without a server.
    """

    def handler_of(answer: Callable[..., Response[Any]]) -> HTTPRouteHandler:
        def handle(request: Request[Any, Any, Any]) -> Response[Any]:
            return answer(Visit(site_of(request), request), **request.path_params)

        methods = [HttpMethod.GET, HttpMethod.HEAD]
        told = {"answer": answer}
        return route(path, http_method=methods, media_type=MediaType.HTML, sync_to_thread=True, opt=told)(handle)

    return handler_of
