"""Logging in and out, one's own password; and for admins, who has an account."""

from __future__ import annotations

import secrets
from typing import Any, cast

from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.concurrency import sync_to_thread

from rostra.api import AccountRole
from rostra.model import UsageError
from rostra.web.editing.desk import BUSY, Desk
from rostra.web.editing.keys import KNOCK, PLACE, SESSION, cookie, form_token, gone, is_form_token, safe_next, token_in
from rostra.web.hashing import RETRY_S, BusyError
from rostra.web.routes.edit.edits import edits, read_form, shows
from rostra.web.words import message

LOGIN = f"{PLACE}/login"
_WRONG = message("That name and password do not go together.")
_LONGEST_FORM = 16 * 1024


@route(LOGIN, http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MediaType.HTML)
async def door(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form by which one logs in."""
    return await sync_to_thread(_door, request)


def _door(request: Request[Any, Any, Any]) -> Response[Any]:
    desk = Desk(request)
    following = safe_next(request.query_params.get("next", ""))
    return desk.go(following) if desk.known else _form(desk, following=following)


@route(LOGIN, http_method=[HttpMethod.POST], media_type=MediaType.HTML, request_max_body_size=_LONGEST_FORM)
async def log_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Let in whose password it is; the answer is the same whether the name or the password is wrong."""
    desk = await sync_to_thread(Desk, request)
    await read_form(desk)
    try:
        return await desk.site.hashing.run(_log_in, desk)
    except BusyError:
        return await sync_to_thread(_turned_away, desk)


def _turned_away(desk: Desk) -> Response[Any]:
    """The form once more, with the name, and when to send it."""
    following, name = safe_next(desk.form.get("next", "")), desk.form.get("name", "")[:200]
    later = {"retry-after": str(RETRY_S)}
    return _form(desk, following=following, name=name, why=BUSY, status=503, headers=later)


def _log_in(desk: Desk) -> Response[Any]:
    following = safe_next(desk.form.get("next", ""))
    name, password = desk.form.get("name", "")[:200], desk.form.get("password", "")
    if not is_form_token(token_in(desk.request.cookies.get(KNOCK)), desk.form.get("token", "")):
        return _form(
            desk, following=following, name=name, why=message("The form was open too long. Try again."), status=403
        )
    address = desk.request.client.host if desk.request.client else ""
    wait = desk.archive.begin_try(name, address)
    if wait:
        minutes = -(-wait // 60)
        why = desk.t(
            "Too many tries failed. Try again in {n} minute.",
            "Too many tries failed. Try again in {n} minutes.",
            n=minutes,
        )
        return _form(desk, following=following, name=name, why=why, status=429, headers={"retry-after": str(wait)})
    found = desk.archive.is_password_of(name, password)
    if found is None:
        return _form(desk, following=following, name=name, why=_WRONG, status=403)
    desk.archive.end_try(name, address)
    if desk.token:
        desk.archive.log_out(desk.token)
    token = desk.archive.log_in(found.name)  # a new one at each log-in: none that was there before is worth anything
    mine = cookie(SESSION, token, secure=desk.secure)
    return desk.go(following, cookies=[mine])


def _form(
    desk: Desk,
    *,
    following: str,
    name: str = "",
    why: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    token = token_in(desk.request.cookies.get(KNOCK)) or secrets.token_urlsafe(32)  # of another tab: both forms count
    known = cookie(KNOCK, token, secure=desk.secure, same_site="strict")
    nobody = not desk.archive.accounts()
    page = desk.sheet(
        "login.html",
        status=status,
        cookies=[known],
        form_token=form_token(token),
        next=following,
        name=name,
        why=why,
        nobody=nobody,
    )
    page.headers.update(headers or {})
    return page


@edits(f"{PLACE}/logout", "reader")
def log_out(desk: Desk) -> Response[Any]:
    """End this session, or all of them."""
    if desk.form.get("everywhere"):
        desk.archive.log_out_everywhere(desk.account.name)
    desk.archive.log_out(desk.token)
    return desk.go(LOGIN, cookies=[gone(SESSION, secure=desk.secure)])


@shows(f"{PLACE}/account")
def own(desk: Desk) -> Response[Any]:
    """One's own account."""
    return desk.sheet("account.html", why="")


@edits(f"{PLACE}/account", "reader", hashes=True)
def own_password(desk: Desk) -> Response[Any]:
    """Another password for oneself; all other sessions end, this one goes on under a new token."""
    name = desk.account.name
    try:
        _check_own(desk, desk.form.get("password", ""))
        desk.archive.set_password(name, _new_password(desk))
    except UsageError as error:
        return desk.sheet("account.html", status=422, why=desk.said(error))
    mine = cookie(SESSION, desk.archive.log_in(name), secure=desk.secure)
    return desk.go(f"{PLACE}/account?changed=1", cookies=[mine])


def _check_own(desk: Desk, password: str) -> None:
    """The present password once more, counted like a log-in: a browser that was left open is no way to another one."""
    address = desk.request.client.host if desk.request.client else ""
    if desk.archive.begin_try(desk.account.name, address):
        raise UsageError("Too many tries failed.", hint="Try again in a quarter of an hour.")
    if desk.archive.is_password_of(desk.account.name, password) is None:
        raise UsageError("That is not your present password.")
    desk.archive.end_try(desk.account.name, address)


def _new_password(desk: Desk) -> str:
    if desk.form.get("new") != desk.form.get("again"):
        raise UsageError("The two new passwords differ.", hint="Type the same twice.")
    return desk.form.get("new", "")


# for admins


@shows(f"{PLACE}/accounts", "admin")
def accounts(desk: Desk) -> Response[Any]:
    """Who has an account."""
    return desk.sheet("accounts.html", accounts=desk.archive.accounts(), why="")


@edits(f"{PLACE}/accounts", "admin", hashes=True)
def change_accounts(desk: Desk) -> Response[Any]:
    """Add one, change its role or password, or remove it. Nobody does this to oneself, and the last admin stays."""
    name = desk.form.get("name", "")
    try:
        _change(desk, desk.form.get("do", ""), name)
    except UsageError as error:
        why = desk.said(error)
        return desk.sheet("accounts.html", status=422, accounts=desk.archive.accounts(), why=why)
    return desk.go(f"{PLACE}/accounts")


def _change(desk: Desk, action: str, name: str) -> None:
    role = cast(AccountRole, desk.form.get("role", ""))
    if action != "add" and desk.account.is_called(name):
        raise UsageError("Your own account is changed by another admin, or by `rostra accounts`.")
    match action:
        case "add":
            desk.archive.add_account(name, role, _new_password(desk))
        case "role":
            desk.archive.set_role(name, role, keep_admin=True)
        case "password":
            desk.archive.set_password(name, _new_password(desk))
        case "remove":
            desk.archive.remove_account(name, keep_admin=True)
        case _:
            raise UsageError("The form does not say what to do.")


HANDLERS = [door, log_in, log_out, own, own_password, accounts, change_accounts]
