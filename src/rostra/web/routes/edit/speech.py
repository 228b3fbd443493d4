"""The language of the desk: whose browser asks, chooses; public pages tell theirs by their addresses."""

from __future__ import annotations

from typing import Any

from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.datastructures import Cookie

from rostra.web.editing.keys import PLACE, SPEECH, safe_next, spoken_in
from rostra.web.visit import Visit, site_of

YEAR_S = 31_536_000


@route(f"{PLACE}/language", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type=MediaType.HTML)
async def speak(request: Request[Any, Any, Any]) -> Response[Any]:
    """Speak `?tag=` from now on, and go back to `?next=`. Nothing else is changed by it, so it needs no log-in."""
    asked = request.query_params
    tag = spoken_in(asked.get("tag", ""), "")
    secure, lasts_s = Visit(site_of(request), request).secure, YEAR_S if tag else 0
    kept = Cookie(key=SPEECH, value=tag, path=PLACE, max_age=lasts_s, httponly=True, secure=secure, samesite="lax")
    headers = {"location": safe_next(asked.get("next", "")), "cache-control": "no-store"}
    return Response("", status_code=303, headers=headers, media_type=MediaType.HTML, cookies=[kept])


HANDLERS = [speak]
