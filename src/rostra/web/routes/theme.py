"""A publisher's colours and logo as files, since pages carry no style of their own."""

from __future__ import annotations

from litestar import Response
from litestar.response import Response as Reply

from rostra.model import NotFoundError
from rostra.web.routes.reads import reads
from rostra.web.theme import LOGOS
from rostra.web.visit import Visit
from rostra.web.words import message

ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""A drawing that is opened by itself runs nothing and fetches nothing."""


@reads("/theme/{name:str}")
def theme(visit: Visit, name: str) -> Response[str] | Reply[bytes]:
    """``site.css`` or the logo."""
    found = visit.settings.theme
    if name == "site.css" and found.stylesheet:
        return visit.send(found.stylesheet, media_type="text/css; charset=utf-8")
    if found.logo and f"/theme/{name}" == found.logo_path:
        headers = {
            "content-type": LOGOS[found.logo_ending],
            "content-security-policy": ALONE,
            "cache-control": "no-cache",
        }
        return Reply(found.logo, headers=headers)
    raise NotFoundError(message("This site has no such file."))


HANDLERS = [theme]
