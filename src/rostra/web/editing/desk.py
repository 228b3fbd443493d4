"""One request of somebody who is logged in: a `Visit` with the account, the form that was sent, and pages that nobody keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie, UploadFile

from rostra.api import Account
from rostra.model import RostraError
from rostra.web.editing.keys import PLACE, SESSION, SPEECH, form_token, is_form_token, spoken_in, token_in
from rostra.web.editing.refusals import said
from rostra.web.hashing import RETRY_S
from rostra.web.language import language
from rostra.web.visit import HTML, Visit, site_of
from rostra.web.words import message

PRIVATE = {"cache-control": "no-store", "vary": "Cookie", "x-robots-tag": "noindex", "referrer-policy": "same-origin"}
"""What is seen at the desk stays there."""
BUSY = message("Too many passwords are looked at just now. Try again in some seconds.")


class Desk(Visit):
    """A visit to /edit. `known` is the account, ``None`` for somebody who is not logged in; `form` (the last value of each field),
    `sent` (all of them) and `files` are what a POST carried."""

    form: Mapping[str, str] = {}
    sent: Sequence[tuple[str, str]] = ()
    files: Sequence[UploadFile] = ()

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        super().__init__(site_of(request), request)
        self.token = token_in(request.cookies.get(SESSION))
        self.known: Account | None = self.archive.logged_in(self.token) if self.token else None
        self.language = language(spoken_in(request.cookies.get(SPEECH), self.settings.language))
        self.t = self.language.t

    @property
    def account(self) -> Account:
        """Who is logged in."""
        assert self.known is not None, "the guard of `routes.edit.edits` lets nobody else in"
        return self.known

    @property
    def here(self) -> str:
        """The path and query that were asked for."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    def sheet(
        self, template: str, *, status: int = 200, cookies: Sequence[Cookie] = (), **context: Any
    ) -> Response[str]:
        """A page of the desk."""
        frame = {
            "path": self.request.url.path,
            "base": self.base,
            "years": [],
            "here_again": self.here,
            "scripts": "edit",
        }
        known = {"account": self.known, "form_token": form_token(self.token) if self.known else ""}
        content = self.site.render(f"edit/{template}", tag=self.language.tag, **{**frame, **known, **context})
        return Response(
            content.encode("utf-8", "replace").decode(),
            status_code=status,
            headers={**PRIVATE, "content-type": HTML},
            cookies=list(cookies),
        )

    def go(self, path: str, *, cookies: Sequence[Cookie] = ()) -> Response[str]:
        """On to `path`, which is asked for anew: a reload does nothing twice."""
        headers = {**PRIVATE, "location": path}
        return Response("", status_code=303, headers=headers, media_type=MediaType.HTML, cookies=list(cookies))

    def knock(self) -> Response[str]:
        """To the form by which one logs in, and back from there."""
        return self.go(f"{PLACE}/login?next={quote(self.here, safe='')}" if self.here != PLACE else f"{PLACE}/login")

    def busy(self) -> Response[str]:
        """A page that says that too many passwords are looked at just now, and when to come again."""
        page = self.refuse(BUSY, status=503)
        page.headers["retry-after"] = str(RETRY_S)
        return page

    def refuse(self, why: str, *, status: int = 403) -> Response[str]:
        """A page that says why not."""
        return self.sheet("refused.html", status=status, why=why)

    def said(self, error: RostraError) -> str:
        """Why something was not done, in the language of the desk."""
        return said(self.language, error)

    def chosen(self, name: str) -> list[str]:
        """All values of a field that may be sent several times, each once."""
        return list(dict.fromkeys(value for field, value in self.sent if field == name))

    def is_ours(self) -> bool:
        """Whether the form came from a page of ours."""
        return is_form_token(self.token, self.form.get("token", ""))
