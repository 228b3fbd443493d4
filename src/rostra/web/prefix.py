"""The reader's language as the first part of an address: "/fr/archive" is "/archive" with the interface in French.

Without cookies and headers, so that every page has one address, may be kept by any cache and be written to a file. The site's own
language has no prefix, and neither has the desk of those who edit: their cookie is sent to /edit alone.
"""

from __future__ import annotations

import re
from typing import Any

from litestar import Litestar

from rostra.web.keeping import keeping
from rostra.web.language import conventions

_TAGS = "|".join(conventions())

# /fr · /fr/archive
_PREFIXED = re.compile(rf"/({_TAGS})(/.*)?", re.S)

# href="/archive" · action="/search", but neither files that have no language nor what has a prefix already. In text a quotation
# mark is always a reference, so that this is found in the markup of templates alone.
_LINK = re.compile(rf'((?:href|action)=")(?=/)(?!/(?:static|theme|edit|feeds|{_TAGS})[/"])')


def spoken_links(page: str, tag: str) -> str:
    """The HTML of a page with its links leading to pages in the same language."""
    return _LINK.sub(rf"\1/{tag}", page)


class Speaking(Litestar):
    """The application, to which a prefix of language is no part of the path."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer in the language that the address begins with."""
        match = _PREFIXED.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        if match is None:
            return await self._answer(scope, receive, send)
        path = "/" + (match[2] or "").lstrip("/")
        if match[1] == self.state["site"].settings.language or path.startswith("/edit"):
            return await _redirect(path, scope, send)
        raw = b"/" + scope.get("raw_path", path.encode()).removeprefix(b"/" + match[1].encode()).lstrip(b"/")
        return await self._answer({**scope, "path": path, "raw_path": raw, "language": match[1]}, receive, send)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        """A page as it was kept, or made anew."""
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        return await keeping(super().__call__, self.state["site"], scope, receive, send)


async def _redirect(path: str, scope: Any, send: Any) -> None:
    """Lead to the same page without the prefix. Not for good: a publisher may change the site's language."""
    from urllib.parse import quote

    query = b"?" + scope["query_string"] if scope.get("query_string") else b""
    headers = [(b"location", quote(path).encode() + query), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
