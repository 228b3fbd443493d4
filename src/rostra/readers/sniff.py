"""Telling formats apart: by what the text looks like, then by what the source says of it (media type, name)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from rostra.model import Capture
from rostra.readers.front_matter import has_front_matter

_HTML_OPENING = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:[^-]|-(?!->))*-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_HTML_ELEMENT = re.compile(
    r"<(?:p|br|div|table|ul|ol|h[1-6]|span|a\s+href|article|section|font|pre|meta|title)\b[^<>]*>", re.IGNORECASE
)
_XML_OPENING = re.compile(r"\s*(?:<\?xml\b|<!--|<!DOCTYPE\b|<[A-Za-z_][\w:.-]*(?:\s+[\w:.-]+\s*=|\s*/?>))")
_JSON_OPENING = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\[|\"|\]))")
_MD_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MD_INLINE = re.compile(r"\*\*[^*\s][^*\n]*\*\*|\]\(https?://")
_HEAD = 65_536  # enough to pass a long comment or a page builder's preamble


def has_markup(text: str) -> bool:
    """Whether `text` is a fragment of HTML."""
    return _HTML_ELEMENT.search(text) is not None


def is_html(capture: Capture, text: str) -> bool:
    """A page of HTML, or a fragment."""
    if _HTML_OPENING.match(text[:_HEAD]):
        return True
    if text.lstrip().startswith("<?xml") or is_json(capture, text) or is_markdown(capture, text):
        return False
    return has_markup(text[:_HEAD]) or (_says(capture, "html", ".html", ".htm", ".xhtml") and "<" in text)


def is_json(capture: Capture, text: str) -> bool:
    """An object or a list."""
    return (_JSON_OPENING.match(text) is not None and text.rstrip()[-1:] in "}]") or _says(capture, "json", ".json")


def is_xml(capture: Capture, text: str) -> bool:
    """XML that is no HTML."""
    said = _says(capture, "xml", ".xml") and text.lstrip().startswith("<")
    return text.lstrip()[:5] == "<?xml" or (said and _XML_OPENING.match(text) is not None)


def is_markdown(capture: Capture, text: str) -> bool:
    """Front matter, or a name or type that says so; without any name, headings together with emphasis or links."""
    if has_front_matter(text) or _says(capture, "markdown", ".md", ".markdown"):
        return True
    unnamed = not PurePosixPath(capture.uri).suffix and not capture.media_type
    return unnamed and _MD_HEADING.search(text) is not None and _MD_INLINE.search(text) is not None


def is_text(capture: Capture, text: str) -> bool:
    """Everything is text."""
    return True


def _says(capture: Capture, media: str, *suffixes: str) -> bool:
    declared = (capture.media_type or "").partition(";")[0].lower()
    return declared.endswith(media) or PurePosixPath(capture.uri.removesuffix(".gz")).suffix.lower() in suffixes
