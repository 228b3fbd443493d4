"""A plain citation for a footnote: who, what, where, when, which turn, and the link."""

from __future__ import annotations

from rostra.exporters.selection import Selection, one_line

MAX_AUTHORS = 3
"""More than three names and a footnote says "et al." (Chicago Manual of Style, 17th edition, 14.76)."""


def to_sentence(selection: Selection) -> str:
    """One line; what is unknown is left out, but for the date, of which it says so."""
    event = selection.transcript.event
    place = one_line(event.place or "")
    title = selection.title.rstrip(".")
    parts = [
        _authors(selection.authors),
        f"“{title}{'' if title.endswith(('?', '!')) else '.'}”",
        selection.kind_in_words.capitalize(),
        ", ".join(part for part in (place, event.date or "no date") if part),
        selection.note,
        selection.address or "",
    ]
    return " ".join(_closed(part) for part in parts if part) + "\n"


def _authors(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= MAX_AUTHORS else f"{names[0]} et al."


def _closed(part: str) -> str:
    return part if part.endswith((".", "”")) or part.startswith(("http://", "https://")) else f"{part}."
