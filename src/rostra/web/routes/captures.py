"""The evidence: saved pages as they came, shown so that nothing in them can act upon the reader."""

from __future__ import annotations

import re

from litestar import Response
from litestar.response import Response as Reply

from rostra.model import Capture, NotFoundError
from rostra.web.paging import number_in
from rostra.web.routes.reads import reads
from rostra.web.source_text import mark_place, read_source, show
from rostra.web.visit import Visit
from rostra.web.words import message

_SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_QUOTATION = 400

SANDBOX = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""A captured page has no origin, runs no script, sends no form and fetches nothing."""


@reads("/captures/{sha256:str}")
def capture(visit: Visit, sha256: str) -> Response[str]:
    """The source as text, at the place that is asked for, and the page in a sandbox."""
    found = visit.archive.get_capture(_checked(sha256))
    asked = visit.request.query_params
    source = show(
        read_source(found, _encoding(visit, asked.get("statement", "")[:200])),
        sought=asked.get("find", "")[:LONGEST_QUOTATION],
        start=number_in(asked.get("from", ""), 0),
    )
    return visit.page(
        "capture.html",
        capture=found,
        sha256=sha256,
        source=source,
        markup=is_markup(found),
        sought=asked.get("find", "")[:LONGEST_QUOTATION],
        statement_id=asked.get("statement", "")[:200],
    )


def _encoding(visit: Visit, statement_id: str) -> str | None:
    """In which the statement's page was read, as the states of a page share it; ``None`` for no statement."""
    try:
        return visit.archive.get_statement(statement_id).transcript.source.encoding if statement_id else None
    except NotFoundError:
        return None


def is_markup(capture: Capture) -> bool:
    """Whether a browser can show the capture as a page."""
    return b"<" in capture.content[:5000] and "html" in (capture.media_type or "html")


@reads("/captures/{sha256:str}/page")
def framed(visit: Visit, sha256: str) -> Reply[bytes]:
    """The captured page itself, for the sandboxed frame; with the words `?find=` marked where they stand in it."""
    found = visit.archive.get_capture(_checked(sha256))
    asked = visit.request.query_params
    if sought := asked.get("find", "")[:LONGEST_QUOTATION]:
        source = mark_place(read_source(found, _encoding(visit, asked.get("statement", "")[:200])), sought)
        return _bytes(visit, source, source.encode(), "text/html; charset=utf-8", {"content-security-policy": SANDBOX})
    # No charset is stated: the page's own declaration holds, as it did for its first readers.
    return _bytes(visit, sha256, found.content, "text/html", {"content-security-policy": SANDBOX})


@reads("/captures/{sha256:str}/download")
def download(visit: Visit, sha256: str) -> Reply[bytes]:
    """The bytes as they were saved."""
    found = visit.archive.get_capture(_checked(sha256))
    named = {"content-disposition": f'attachment; filename="{sha256}"', "content-security-policy": SANDBOX}
    return _bytes(visit, sha256, found.content, "application/octet-stream", named)


def _bytes(visit: Visit, key: str, content: bytes, media_type: str, headers: dict[str, str]) -> Reply[bytes]:
    # The header is given whole: the framework would add a charset of its own to any text.
    return visit.send_bytes(key, lambda: content, headers={**headers, "content-type": media_type})


def _checked(sha256: str) -> str:
    """The digest, if it is one: nothing else is looked up."""
    if not _SHA256.fullmatch(sha256):
        raise NotFoundError(
            message("This is not the name of a capture."),
            hint=message("A capture is named by its SHA-256, 64 characters."),
        )
    return sha256


HANDLERS = [capture, framed, download]
