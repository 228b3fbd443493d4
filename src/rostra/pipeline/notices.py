"""What a page says of its own last change: a day of updating, a note of correction. An edit without one was made quietly."""

from __future__ import annotations

from rostra.model import Block, Document
from rostra.structure.metadata.when import says

STATED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meta", ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "dc.date.modified")),
    ("json-ld", ("datemodified", "mainentity.datemodified")),
    ("field", ("updated", "modified", "last_modified", "date_modified")),
)
"""Where pages state it out of sight, most trustworthy first: origin and names of facts."""

_OPENING = 60
"""Characters at the head of a block in which a notice names itself ("Correction:", "Last updated on")."""
_LONGEST = 400
"""A longer block is the statement itself, whatever its first words."""


def change_notice(document: Document) -> str | None:
    """The page's own words on its last change, the visible ones rather than a hidden day; ``None`` when it says nothing."""
    for block in document.blocks:
        if _is_notice(document, block):
            return " ".join(document.text[block.start : block.end].split())
    for origin, names in STATED:
        stated = document.fact(origin, *names)
        if stated:
            return stated[:_LONGEST]
    return None


def _is_notice(document: Document, block: Block) -> bool:
    if not 0 < block.end - block.start <= _LONGEST:
        return False
    text = document.text[block.start : block.end]
    opening = text[:_OPENING]
    return says("corrected", opening) or (says("updated", opening) and any(char.isdigit() for char in text))
