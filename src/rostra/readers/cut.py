"""Signs that a page was cut short, as an interrupted download or a full disk leaves it: something that it opens never ends."""

from __future__ import annotations

import re

from rostra.model import Issue
from rostra.readers.compose import Composer

_OPENED = re.compile(r"<html\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_INSIDE_TAG = re.compile(r"</?[A-Za-z][^<>]*\Z")
_LONGEST_TAG = 4096  # what is looked at of the end: a tag with an inlined picture may be longer, and is missed
_RECORD = re.compile(r'\s*\{\s*"[^"\n]{1,80}"\s*:')


def note_cut_html(text: str, composer: Composer) -> None:
    """Note a page of HTML that opens and never closes, or ends inside a tag."""
    if _OPENED.search(text) and not (_CLOSED.search(text, len(text) - _LONGEST_TAG) or _CLOSED.search(text)):
        note_cut(composer, "it opens and has no end")
    elif _ends_in_tag(text):
        note_cut(composer, "it ends inside a tag")


def note_cut_text(text: str, composer: Composer) -> None:
    """Note a text that ends inside a tag, or is the beginning of a record in JSON."""
    if _RECORD.match(text) and text.rstrip()[-1:] != "}":
        note_cut(composer, "it is a record in JSON that has no end, and was read as plain text")
    elif _ends_in_tag(text):
        note_cut(composer, "it ends inside a tag")


def note_cut(composer: Composer, why: str) -> None:
    """Note that the page was cut short; `why` goes on behind "The page seems cut short: "."""
    composer.issues.append(Issue(code="page-cut", severity="info", message=f"The page seems cut short: {why}."))


def _ends_in_tag(text: str) -> bool:
    end = text[-_LONGEST_TAG:]
    return _INSIDE_TAG.match(end, max(end.rfind("<"), 0)) is not None
