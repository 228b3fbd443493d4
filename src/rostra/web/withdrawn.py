"""The notice in the place of a statement that was withdrawn, in the form in which the statement was asked for.

Every route that reads answers so (`routes.reads`), whatever it would have shown of the statement: nothing of it is left but its
title, when it was withdrawn, by whom and why.
"""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response

from rostra.model import Withdrawal
from rostra.web.visit import EMBEDDED, HTML, Visit
from rostra.web.words import in_path

GONE = 410
SCHEMA = "rostra/withdrawn/1"
_AS_TEXT = (".md", ".txt", ".bib", ".ris", "/card.png", "/download", "/page")
"""What is asked for by programs: they get the notice as plain text."""


def answer_withdrawn(visit: Visit, notice: Withdrawal) -> Response[Any]:
    """The notice, with the status that tells programs to forget the address."""
    path = visit.request.url.path
    if path.endswith(".json") or (path == "/oembed" and visit.request.query_params.get("format") != "xml"):
        return visit.send(_as_json(visit, notice), media_type="application/json", status=GONE)
    if path == "/oembed" or path.endswith(_AS_TEXT):
        return visit.send(_as_text(visit, notice), status=GONE)
    address = f"/statements/{in_path(notice.statement)}"
    if path.endswith("/embed"):
        frame = {"base": visit.base, "tag": visit.language.tag, "address": visit.base + address}
        page = visit.site.render("withdrawn_embed.html", notice=notice, **frame)
        return visit.send(page, media_type=HTML, headers={"content-security-policy": EMBEDDED}, status=GONE)
    return visit.page("withdrawn.html", notice=notice, here=address, data=address, status=GONE)


def _as_json(visit: Visit, notice: Withdrawal) -> str:
    address = visit.link(f"/statements/{in_path(notice.statement)}")
    told = {"address": address, **msgspec.to_builtins(notice)}
    return msgspec.json.encode({"schema": SCHEMA, "withdrawn": told}).decode() + "\n"


def _as_text(visit: Visit, notice: Withdrawal) -> str:
    title = " ".join(notice.title.split()) or visit.t("Without a title")
    said = visit.t(
        "This statement was withdrawn on {day} by {name}.", day=visit.language.date(notice.at[:10]), name=notice.by
    )
    return f"{title}\n\n{said}\n{notice.reason}\n"
