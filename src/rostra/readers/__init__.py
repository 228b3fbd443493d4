"""Readers: a capture of any format becomes a `Document`.

The table below is the whole of it: each row is a format's name, how it is known, and how it is read. The first row whose test holds
reads the page (see ``docs/recipes/add-a-reader.md``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rostra.model import Capture, Document, LimitError, ReadError
from rostra.readers import sniff
from rostra.readers.html import read_html
from rostra.readers.markdown import read_markdown
from rostra.readers.text import read_text
from rostra.readers.wrapped import read_json, read_xml
from rostra.text.decode import Decoded, decode

__all__ = ["MOST_BYTES", "READERS", "read"]

MOST_BYTES = 32 * 1024 * 1024
"""The largest page met (a parliament's day in one file) has 4 MB; what exceeds this is no page."""

Sniff = Callable[[Capture, str], bool]
Read = Callable[[Capture, Decoded], Document]

READERS: tuple[tuple[str, Sniff, Read], ...] = (
    ("html", sniff.is_html, read_html),
    ("json", sniff.is_json, read_json),
    ("xml", sniff.is_xml, read_xml),
    ("markdown", sniff.is_markdown, read_markdown),
    ("text", sniff.is_text, read_text),
)

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096  # browsers look at the first 1024 bytes; pages with long comments before it were met


def read(capture: Capture) -> Document:
    """Read a page of any known format.

    Raises:
        LimitError: it is larger or deeper than any page (`MOST_BYTES`).
        ReadError: it is empty, binary, damaged beyond use, or a collection of pages. The error's source is the capture's URI.
    """
    try:
        return _read(capture)
    except ReadError as error:
        error.source = error.source or capture.uri or None
        raise


def _read(capture: Capture) -> Document:
    if len(capture.content) > MOST_BYTES:
        raise LimitError(
            f"The page has {len(capture.content):,} bytes; the limit is {MOST_BYTES:,}.",
            hint="Split it into one file a statement.",
        )
    decoded = decode(capture.content, _declared_encoding(capture))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\x00"):
        raise ReadError("The page is empty.", hint="Save the page again.")
    for _, matches, reader in READERS:
        if matches(capture, decoded.text):
            return reader(capture, decoded)
    raise AssertionError("the last reader takes everything")


def _declared_encoding(capture: Capture) -> str | None:
    """The encoding by the headers or the media type, else by the page's own first lines; ``None`` when nothing is declared."""
    said = [capture.media_type or "", *(value for name, value in capture.headers if name == "content-type")]
    for source in (*(value.encode() for value in said), capture.content[:_HEAD_BYTES]):
        if match := _CHARSET.search(source):
            return match[1].decode("ascii")
    return None
