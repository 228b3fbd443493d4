"""CSL-JSON: what citation processors and reference managers read.

Source: CSL 1.0.2, appendix III (types) and IV (variables). Names are given whole (``literal``): which part is the family
name is not printed on a page, and is not guessed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from rostra.exporters.selection import Selection, date_parts

TYPES = {
    "interview": "interview",
    "article": "webpage",
    "statement": "webpage",
    "message": "webpage",
    "other": "webpage",
}
"""Type of a kind of statement; all others were spoken, and are a "speech"."""


def to_csl(selection: Selection) -> str:
    """A list with one item, indented."""
    event = selection.transcript.event
    item: dict[str, Any] = {
        "id": selection.key,
        "type": TYPES.get(event.kind, "speech"),
        "title": selection.title,
        "author": [{"literal": author} for author in selection.authors],
        "issued": _date(event.date),
        "event-date": _date(event.date),
        "event-place": event.place,
        "container-title": selection.site,
        "genre": selection.kind_in_words,
        "language": event.language,
        "URL": selection.address,
        "accessed": _date(selection.accessed) if selection.address else None,
        "note": selection.note,
    }
    known = {name: value for name, value in item.items() if value}
    return msgspec.json.format(msgspec.json.encode([known]), indent=2).decode() + "\n"


def _date(date: str | None) -> dict[str, list[list[int]]] | None:
    parts = [int(part) for part in date_parts(date)]
    return {"date-parts": [parts]} if parts else None
