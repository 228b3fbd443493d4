"""Markdown (CommonMark): a heading, the facts as a list, and each turn under its speaker in bold."""

from __future__ import annotations

import re

from rostra.exporters.plain import body_text, name_of, paragraphs
from rostra.exporters.selection import Selection, one_line
from rostra.model import Transcript, Turn

# What CommonMark would take for markup, wherever it stands ...
_INLINE = re.compile(r"([\\`*_\[\]<>&|~$])")
# ... and what only opens a block: "#", "-", "+", "=", "1.", "1)".
_OPENING = re.compile(r"^(\d{1,9})([.)])|^([#+=-])")


def to_markdown(selection: Selection) -> str:
    """Everything from the page is escaped, so that it reads as printed."""
    parts = [f"# {escape(selection.title)}", _facts(selection)]
    parts += [_turn(selection.transcript, turn) for turn in selection.turns] or [_body(selection.transcript)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """One line of text as CommonMark that shows exactly that text.

    >>> escape("1. *Not* a list")
    '1\\\\. \\\\*Not\\\\* a list'
    """
    return _OPENING.sub(_escape_opening, _INLINE.sub(r"\\\1", one_line(text)))


def _escape_opening(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _facts(selection: Selection) -> str:
    event = selection.transcript.event
    facts = {
        "Date": event.date,
        "Time": event.time,
        "Place": event.place,
        "Kind": selection.kind_in_words,
        "Participants": "; ".join(participant.name for participant in event.participants),
        "Turn": selection.note,
        "Address": selection.address,
    }
    return "\n".join(f"- {name}: {escape(value)}" for name, value in facts.items() if value)


def _turn(transcript: Transcript, turn: Turn) -> str:
    texts = [escape(text) for text in paragraphs(transcript, turn)]
    if turn.role == "heading":
        return f"## {' '.join(texts)}"
    if turn.role == "note":
        return f"*{' '.join(texts)}*"
    name = name_of(turn)
    return "\n\n".join([f"**{escape(name)}:** {texts[0]}", *texts[1:]] if name and texts else texts)


def _body(transcript: Transcript) -> str:
    return "\n\n".join(escape(text) for text in body_text(transcript).split("\n\n"))
