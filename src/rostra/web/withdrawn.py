"""The notice in the place of a statement that was withdrawn, in the form in which the statement was asked for.

Every route that reads answers so (`routes.reads`), whatever it would have shown of the statement: nothing of it is left but its
title, when it was withdrawn, by whom and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import msgspec
from litestar import Response

from rostra.model import Withdrawal
from rostra.web.visit import EMBEDDED, HTML, Visit
from rostra.web.words import in_path, in_xml

GONE = 410
SCHEMA = "rostra/withdrawn/1"
XML = "text/xml; charset=utf-8"
_AS_TEXT = (".md", ".txt", ".bib", ".ris", "/card.png", "/download", "/page")
"""What is asked for by programs: they get the notice as plain text."""


def answer_withdrawn(visit: Visit, notice: Withdrawal) -> Response[Any]:
    """The notice, with the status that tells programs to forget the address."""
    path = visit.request.url.path
    if path == "/oembed" and visit.request.query_params.get("format") == "xml":
        return visit.send(as_oembed(_fields(visit, notice)), media_type=XML, status=GONE)
    if path == "/oembed" or path.endswith(".json"):
        return visit.send(_as_json(visit, notice), media_type="application/json", status=GONE)
    if path.endswith(_AS_TEXT):
        return visit.send(_as_text(visit, notice), status=GONE)
    address = f"/statements/{in_path(notice.statement)}"
    if path.endswith("/embed"):
        frame = {"base": visit.base, "tag": visit.language.tag, "address": visit.base + address}
        page = visit.site.render("withdrawn_embed.html", notice=notice, **frame)
        return visit.send(page, media_type=HTML, headers={"content-security-policy": EMBEDDED}, status=GONE)
    return visit.page("withdrawn.html", notice=notice, here=address, data=address, status=GONE)


def _fields(visit: Visit, notice: Withdrawal) -> dict[str, Any]:
    address = visit.link(f"/statements/{in_path(notice.statement)}")
    return {"schema": SCHEMA, "withdrawn": {"address": address, **msgspec.to_builtins(notice)}}


def _as_json(visit: Visit, notice: Withdrawal) -> str:
    return msgspec.json.encode(_fields(visit, notice)).decode() + "\n"


def as_oembed(told: Mapping[str, Any]) -> str:
    """Fields as oEmbed's XML; a field that is a mapping holds elements of its own."""
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{_element("oembed", told)}\n'


def _element(name: str, value: Any) -> str:
    inner = (
        "".join(_element(*each) for each in value.items())
        if isinstance(value, Mapping)
        else escape(in_xml(_plain(value)))
    )
    return f"<{name}>{inner}</{name}>"


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _as_text(visit: Visit, notice: Withdrawal) -> str:
    title = " ".join(notice.title.split()) or visit.t("Without a title")
    said = visit.t(
        "This statement was withdrawn on {day} by {name}.", day=visit.language.date(notice.at[:10]), name=notice.by
    )
    return f"{title}\n\n{said}\n{notice.reason}\n"
