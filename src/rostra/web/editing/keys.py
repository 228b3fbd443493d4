"""What a browser holds while somebody edits: the cookie of the session, and in each form a token that only our own page can give.

The cookie goes to addresses under /edit alone, so that public pages never see one. The token of a form is made of the cookie, which
another site can neither read nor set.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Literal

from litestar.datastructures import Cookie

from rostra.web.language import conventions

SESSION = "rostra-session"
KNOCK = "rostra-knock"
"""Of the form by which one logs in, when there is no session yet."""
SPEECH = "rostra-language"
"""Of the interface; at the desk alone, where addresses tell none."""
PLACE = "/edit"
_TOKEN = re.compile(r"[\w-]{20,100}")
_NEXT = re.compile(r"/edit(?:[/?#][!-\[\]-~]*)?")


def cookie(name: str, value: str, *, secure: bool, same_site: Literal["lax", "strict"] = "lax") -> Cookie:
    """A cookie that no script reads, and that ends with the browser; the session itself ends in the record."""
    return Cookie(key=name, value=value, path=PLACE, httponly=True, secure=secure, samesite=same_site)


def gone(name: str, *, secure: bool) -> Cookie:
    """What makes a browser forget it."""
    return Cookie(key=name, value="", path=PLACE, max_age=0, httponly=True, secure=secure, samesite="lax")


def spoken_in(value: str | None, otherwise: str) -> str:
    """The language that a cookie names, if the interface speaks it."""
    return value if value in conventions() else otherwise


def token_in(value: str | None) -> str:
    """The token, "" for what can be none."""
    return value if value and _TOKEN.fullmatch(value) else ""


def form_token(token: str) -> str:
    """The token of every form under this cookie."""
    return hmac.new(token.encode(), b"rostra form", hashlib.sha256).hexdigest()


def is_form_token(token: str, given: str) -> bool:
    """Whether a form came from a page that we gave to this browser."""
    return bool(token) and hmac.compare_digest(form_token(token).encode(), given.encode("utf-8", "replace"))


def safe_next(address: str) -> str:
    """Where to go after logging in: an address of ours under /edit, else the desk.

    >>> [safe_next(each) for each in ("/edit/history?by=x", "//evil.example", "/edit@evil.example", "https://evil.example", "")]
    ['/edit/history?by=x', '/edit', '/edit', '/edit', '/edit']
    """
    return address if len(address) < 500 and _NEXT.fullmatch(address) else PLACE
