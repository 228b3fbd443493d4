"""The guard of the desk: nothing under /edit is shown or done but for an account whose role allows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler

from rostra.api import AccountRole
from rostra.model import UsageError
from rostra.web.editing.desk import Desk
from rostra.web.hashing import BusyError
from rostra.web.words import message

FORM_BYTES = 512 * 1024
"""A form of text: the longest reason, and room for a long turn that is marked as furniture."""
THROWN_AWAY = 256 * 1024 * 1024
"""Of a form that is too large, so many bytes are received all the same, so that it can be said; of more the line is cut."""
Answer = Callable[..., Response[Any]]
Decorator = Callable[[Answer], HTTPRouteHandler]


def shows(path: str, role: AccountRole = "reader") -> Decorator:
    """Answer GET and HEAD at `path` with a function of the desk and what stands in the path's braces, in a thread.

    Who is not logged in is led to the form, and back; whose role does not allow it is told so.
    """

    def handler_of(answer: Answer) -> HTTPRouteHandler:
        def shown(request: Request[Any, Any, Any]) -> Response[Any]:
            desk = Desk(request)
            return _stopped(desk, role) or answer(desk, **request.path_params)

        # The framework's own way into a thread fails for an address that answers POST as well: it is wrapped twice.
        async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
            return await sync_to_thread(shown, request)

        methods = [HttpMethod.GET, HttpMethod.HEAD]
        return route(path, http_method=methods, media_type=MediaType.HTML)(handle)

    return handler_of


def edits(
    path: str, role: AccountRole = "editor", *, bytes_at_most: int = FORM_BYTES, hashes: bool = False
) -> Decorator:
    """Answer POST at `path` likewise, once the form (`Desk.form`, `Desk.files`) came from a page of ours. Nothing is kept of what
    somebody sends whose role does not allow it, nor of more than `bytes_at_most`.

    The function may raise `UsageError`: what it says is shown. One that `hashes` passwords has the threads for it.
    """

    def handler_of(answer: Answer) -> HTTPRouteHandler:
        async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
            desk = await sync_to_thread(Desk, request)
            if desk.known is None:
                await _throw_away(request, bytes_at_most)
                return desk.refuse(message("You are not logged in, or no longer. Log in, and do it once more."))
            stopped = _stopped(desk, role)
            if stopped is not None:
                await _throw_away(request, bytes_at_most)
                return stopped
            try:
                await read_form(desk)
            except RequestEntityTooLarge:
                await _throw_away(request, THROWN_AWAY)
                too_large = desk.t("That was too much at once: at most {size}.", size=desk.language.size(bytes_at_most))
                return desk.refuse(too_large, status=413)
            if not desk.is_ours():
                return desk.refuse(message("The form is not from this page, or was open since before you logged in."))
            if not hashes:
                return await sync_to_thread(_answered, answer, desk)
            try:
                return await desk.site.hashing.run(_answered, answer, desk)
            except BusyError:
                return await sync_to_thread(desk.busy)

        return route(
            path, http_method=[HttpMethod.POST], media_type=MediaType.HTML, request_max_body_size=bytes_at_most
        )(handle)

    return handler_of


async def read_form(desk: Desk) -> None:
    """What was sent; of a field that was sent several times, the last."""
    sent = await desk.request.form()
    items = [
        (name, each) for name, value in sent.multi_items() for each in (value if isinstance(value, list) else [value])
    ]
    desk.sent = [(name, value) for name, value in items if isinstance(value, str)]
    desk.form = dict(desk.sent)
    desk.files = [value for _, value in items if isinstance(value, UploadFile)]


async def _throw_away(request: Request[Any, Any, Any], most: int) -> None:
    """Receive what is still being sent, at most so many bytes, and keep nothing: who is sending hears no answer."""
    received, coming = 0, True
    while coming and received <= most:
        event: Any = await request.receive()
        received += len(event.get("body", b""))
        coming = event.get("more_body", False)


def _stopped(desk: Desk, role: AccountRole) -> Response[Any] | None:
    if desk.known is None:
        return desk.knock()
    if not desk.known.may(role):
        return desk.refuse(
            desk.t(
                "This takes an account with the role “{needed}”; yours has the role “{role}”.",
                needed=desk.language.word("account_roles", role),
                role=desk.language.word("account_roles", desk.known.role),
            )
        )
    return None


def _answered(answer: Answer, desk: Desk) -> Response[Any]:
    try:
        return answer(desk, **desk.request.path_params)
    except UsageError as error:
        return desk.refuse(desk.said(error), status=422)
