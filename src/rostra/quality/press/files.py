"""Files: pages that are no HTML: text (as typed, hard-wrapped, or cut from a browser), Markdown, records of JSON and XML."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from html import escape

from rostra.quality.press.heads import Head
from rostra.quality.press.markup import Piece, standing_separator, wrap
from rostra.quality.press.setting import BOLD, END_BOLD, Line
from rostra.quality.press.styles import Style
from rostra.quality.press.surroundings import Box
from rostra.quality.press.tongues import Tongue

_COLUMNS = 72
_RUN = 3  # turns a paragraph, where new speakers start in the middle


def file_page(
    tongue: Tongue,
    style: Style,
    head: Head,
    preamble: Sequence[str],
    pieces: Sequence[Piece],
    before: Sequence[Box],
    after: Sequence[Box],
    rng: random.Random,
) -> str:
    """The page as characters, before it is encoded."""
    body = [*preamble, *_paragraphs(style, pieces)]
    if style.container == "markdown":
        return _markdown(head, body, rng)
    if style.container == "json":
        return _json(head, body)
    if style.container == "xml":
        return _xml(head, body)
    top = [line for box in before for line in box_lines(box)]
    bottom = [] if style.damage == "truncated" else [line for box in after for line in box_lines(box)]
    if style.container == "text-cut":
        return "\n".join([*top, head.title, *head.lines, *body, *bottom]) + "\n"
    wrapped = [_broken(style, tongue, text, rng) for text in [head.title, *head.lines, *body]]
    return "\n\n".join(wrapped) + "\n"


def box_lines(box: Box) -> list[str]:
    """A piece of furniture as lines."""
    return ([box.heading] if box.heading else []) + list(box.items)


def _paragraphs(style: Style, pieces: Sequence[Piece]) -> list[str]:
    if style.placement == "running":
        lines = [piece for piece in pieces if isinstance(piece, Line)]
        size = _RUN if style.scheme != "dashes" else len(lines)
        runs = [lines[at : at + size] for at in range(0, len(lines), size)]
        return [" ".join(line.label + line.separator + _text(style, line.text) for line in run) for run in runs]
    return [text for piece in pieces for text in _piece(style, piece)]


def _piece(style: Style, piece: Piece) -> list[str]:
    if isinstance(piece, Box):
        return box_lines(piece)
    text = _text(style, piece.text)
    if piece.sort == "heading":
        return [f"## {text}" if style.container == "markdown" else text]
    if style.scheme == "bold-questions" and piece.asks:
        return [f"**{text}**"]
    if not piece.label:
        return [piece.separator + text]
    if style.placement == "three-lines":
        return [f"{piece.label}\n--\n{piece.under}" if piece.under else piece.label, text]
    if style.placement in ("own-line", "own-line-bare"):
        return [_face(style, piece.label, standing_separator(piece.separator, style.placement)), text]
    mark = piece.separator.rstrip(" ")
    return [_face(style, piece.label, mark) + piece.separator[len(mark) :] + text]


def _text(style: Style, text: str) -> str:
    if style.damage == "zero-width":
        text = text.replace(", ", ",\u200b ")
    if style.damage == "bidi-marks":
        text = "\u200f" + text.replace(". ", ".\u200f ")
    mark = "**" if style.container == "markdown" else ""
    return text.replace(BOLD, mark).replace(END_BOLD, mark)


def _face(style: Style, label: str, mark: str) -> str:
    if style.container != "markdown" or style.face == "plain":
        return label + mark
    if style.face == "bold-name":
        return f"**{label}**{mark}"
    return f"*{label}{mark}*" if style.face == "italic" else f"**{label}{mark}**"


def _broken(style: Style, tongue: Tongue, text: str, rng: random.Random) -> str:
    """Text in lines; with the damage of hard breaks a blank line falls into sentences here and there."""
    if (style.container != "text-wrapped" and style.damage != "hard-breaks") or tongue.script in ("han", "kana"):
        return text
    lines = [line for part in text.split("\n") for line in wrap(part, _COLUMNS).split("\n")]
    if style.damage != "hard-breaks":
        return "\n".join(lines)
    return "".join(line + ("\n\n" if rng.random() < 0.06 else "\n") for line in lines).rstrip("\n")


def _markdown(head: Head, body: list[str], rng: random.Random) -> str:
    if rng.random() < 0.4:
        date = f"date: {head.date}\n" if head.date and head.lines else ""
        front = f'---\ntitle: "{head.title}"\n{date}---\n'
        return "\n\n".join([front, *head.lines, *body]) + "\n"
    return "\n\n".join([f"# {head.title}", *head.lines, *body]) + "\n"


def _json(head: Head, body: list[str]) -> str:
    record = {"id": 4711, "title": head.title, "date": head.date, "body": "\n\n".join([*head.lines, *body])}
    return json.dumps({k: v for k, v in record.items() if v is not None}, ensure_ascii=False, indent=1)


def _xml(head: Head, body: list[str]) -> str:
    date = f"  <release-date>{head.date}</release-date>\n" if head.date else ""
    text = escape("\n\n".join([*head.lines, *body]), quote=False)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<transcript>\n'
        f"  <title>{escape(head.title, quote=False)}</title>\n{date}  <content>{text}</content>\n</transcript>\n"
    )
