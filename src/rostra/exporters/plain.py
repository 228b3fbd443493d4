"""Plain text: title, where and when, and each turn under its speaker, a blank line between paragraphs."""

from __future__ import annotations

from unicodedata import category

from rostra.exporters.selection import Selection, one_line
from rostra.model import Transcript, Turn

SPEAKERS = {"journalist": "Question", "moderator": "Moderator"}


def to_plain(selection: Selection) -> str:
    """Nothing is escaped: this is for reading."""
    parts = [selection.title, heading_line(selection)]
    parts += [_turn(selection.transcript, turn) for turn in selection.turns] or [body_text(selection.transcript)]
    parts.append(selection.address or "")
    return "\n\n".join(part for part in parts if part) + "\n"


def heading_line(selection: Selection) -> str:
    """Date, time, place and kind, as far as known ("2014-08-06 14:44, Velgrad, press conference")."""
    event = selection.transcript.event
    when = " ".join(part for part in (event.date, event.time) if part)
    return ", ".join(part for part in (when, one_line(event.place or ""), selection.kind_in_words) if part)


def paragraphs(transcript: Transcript, turn: Turn) -> list[str]:
    """The turn's paragraphs, furniture left out; lines inside a paragraph are joined."""
    spans = turn.segments or ((turn.start, turn.end),)
    return [text for start, end in spans if (text := one_line(transcript.text[start:end]))]


def body_text(transcript: Transcript) -> str:
    """The main text of a page without turns, its furniture left out."""
    start, end = transcript.body
    kept: list[str] = []
    for from_, to in (*transcript.furniture.spans, (end, end)):
        kept.append(transcript.text[start:from_])
        start = max(start, to)
    return "\n\n".join(part for text in kept for block in text.split("\n\n") if (part := one_line(block)))


def name_of(turn: Turn) -> str:
    """Who speaks, for print: the name, "Question" for a journalist, else the printed label; "" when nobody is named."""
    return SPEAKERS.get(turn.speaker or "", one_line(turn.speaker or turn.label or ""))


def _turn(transcript: Transcript, turn: Turn) -> str:
    text = "\n\n".join(paragraphs(transcript, turn))
    if turn.role == "note":
        return text if _is_bracketed(text) else f"[{text}]"
    name = "" if turn.role == "heading" else name_of(turn)
    return f"{name}: {text}" if name else text


def _is_bracketed(text: str) -> bool:
    """Whether a note brings brackets of its own, of whatever script."""
    return category(text[:1] or " ") == "Ps" and category(text[-1:] or " ") == "Pe"
