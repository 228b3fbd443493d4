"""Where the event was, as the page prints it."""

from __future__ import annotations

import msgspec

from rostra.model import Evidence
from rostra.structure.metadata.page import Page

_FIELDS = ("location", "place", "venue", "ort", "lieu", "lugar", "local", "yer", "city")


class Where(msgspec.Struct, frozen=True):
    """The place as printed, and why."""

    place: str
    evidence: Evidence


def read_where(page: Page) -> Where | None:
    """The event's place; ``None`` when nothing on the page names one."""
    document = page.document
    for name in _FIELDS:
        value = document.fact("field", name)
        if value and len(value) <= 80:
            return Where(value, Evidence(rule="place-field", confidence=0.9, fact=f"field:{name}"))
    return None
