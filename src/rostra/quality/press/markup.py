"""Markup: lines of type as HTML, by where labels stand and what paragraphs are made of."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape
from itertools import groupby

from rostra.quality.press.setting import BOLD, END_BOLD, Line
from rostra.quality.press.styles import Style
from rostra.quality.press.surroundings import Box

Piece = Line | Box

_FACES = {
    "plain": "{}",
    "bold": "<strong>{}</strong>",
    "bold-name": "<b>{}</b>",
    "italic": "<em>{}</em>",
    "underline": "<u>{}</u>",
    "small-caps": '<span style="font-variant: small-caps">{}</span>',
}
_PARAGRAPHS = {
    "semantic": "<p>{}</p>\n",
    "div-soup": '<div class="par">{}</div>\n',
    "table-layout": '<p align="justify"><font face="Arial" size="2">{}</font></p>\n',
    "br-lines": "{}<br><br>\n",
    "preformatted": "{}\n\n",
    "json": "<p>{}</p>",
    "markdown": "{}",
}
_BOX_NAMES = {
    "info-inside": "infobox",
    "signup-inside": "newsletter",
    "share-inside": "share",
    "see-also-inside": "see-also",
    "questions": "contents",
}
_RUN = 3  # turns a paragraph, where new speakers start in the middle
_LONG_WORD = 9
_COLUMNS = 78


class Compositor:
    """Puts lines and boxes of one page into HTML."""

    def __init__(self, style: Style, rng: random.Random) -> None:
        self.style, self.rng = style, rng

    def body(self, pieces: Sequence[Piece]) -> str:
        """The body of the page."""
        if self.style.placement == "running":
            return self._running(pieces)
        if self.style.placement in ("term", "cell"):
            return self._table(pieces)
        return "".join(map(self._piece, pieces))

    def text(self, text: str) -> str:
        """Text escaped, with the damage of the page."""
        damage = self.style.damage
        if damage == "soft-hyphens":
            text = " ".join(_hyphenate(word) for word in text.split(" "))
        if damage == "zero-width":
            text = text.replace(", ", ",\u200b ")
        shown = escape(text, quote=damage == "escaped-twice")
        if damage == "escaped-twice":
            shown = escape(shown, quote=False)
        if damage == "hard-breaks" and len(text) > 2 * _COLUMNS:
            shown = shown.replace(", ", ",<br>\n")
        if damage == "bidi-marks":
            shown = "\u200f" + shown.replace(". ", ".\u200f ")
        shown = shown.replace(BOLD, "<b>").replace(END_BOLD, "</b>")
        return shown.replace("\n", "<br>\n").replace("<br><br>", "<br>")

    def paragraph(self, markup: str) -> str:
        """Markup as a paragraph of this page."""
        if self.style.container == "preformatted":
            markup = wrap(markup)
        return _PARAGRAPHS[self.style.container].format(markup)

    def box(self, box: Box) -> str:
        """A piece of furniture."""
        if box.name in ("caption-inside", "page-mark", "views", "category", "translation-note"):
            return self.paragraph(self.text(box.items[0]))
        head = f"<h3>{self.text(box.heading)}</h3>" if box.heading else ""
        items = "".join(f"<li>{self._item(item, box.links)}</li>" for item in box.items)
        tag = {"nav": "nav", "footer": "footer"}.get(box.name, "div") if self.style.container == "semantic" else "div"
        tag = "aside" if tag == "div" and box.name == "info-inside" and self.style.container == "semantic" else tag
        name = _BOX_NAMES.get(box.name, box.name)
        return f'<{tag} class="{name}">{head}<ul>{items}</ul></{tag}>\n'

    def _item(self, item: str, links: bool) -> str:
        return f'<a href="/{self.rng.randrange(9999)}">{self.text(item)}</a>' if links else self.text(item)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Box):
            return self.box(piece)
        if piece.sort == "heading":
            return self._heading(piece)
        if piece.sort == "note":
            return self.paragraph(
                f"<i>{self.text(piece.text)}</i>" if self.rng.random() < 0.3 else self.text(piece.text)
            )
        if self.style.scheme == "bold-questions" and piece.asks:
            return self.paragraph(f"<strong>{self.text(piece.text)}</strong>")
        return self._labelled(piece) if piece.label else self.paragraph(piece.separator + self.text(piece.text))

    def _heading(self, line: Line) -> str:
        if self.style.container in ("semantic", "div-soup") and self.style.placement != "heading":
            return f"<h3>{self.text(line.text)}</h3>\n"
        return self.paragraph(f"<b>{self.text(line.text)}</b>")

    def _labelled(self, line: Line) -> str:
        label, text = self.label(line), self.text(line.text)
        placement = self.style.placement
        if placement == "heading":
            return f'<h4 class="who">{label}</h4>\n{self.paragraph(text)}'
        if placement == "box":
            return f'<div class="who">{label}</div>\n<div class="words">{text}</div>\n'
        if placement == "three-lines":
            under = f"<br>\n--<br>\n{self.text(line.under)}" if line.under else ""
            return self.paragraph(f"{self.text(line.label)}{under}") + self.paragraph(text)
        if placement in ("own-line", "own-line-bare"):
            return self.paragraph(label) + self.paragraph(text)
        return self.paragraph(label + text)

    def label(self, line: Line) -> str:
        """The label in its typeface, with separator where the style prints one."""
        separator = standing_separator(line.separator, self.style.placement)
        name, mark = self.text(line.label), escape(separator.rstrip(" "))
        space = separator[len(separator.rstrip(" ")) :]
        if line.card:
            name += "".join(f"<span>{self.text(part)}</span>" for part in line.card.split("|")).join(
                (f'<span class="person-card"{self.rng.choice(("", " hidden"))}>', "</span>")
            )
        face = _FACES[self.style.face]
        if self.style.face == "bold-name":
            return face.format(name) + mark + space
        return face.format(name + mark) + space

    def _running(self, pieces: Sequence[Piece]) -> str:
        """Several turns a paragraph; where dashes alone mark the change, all turns in one."""
        boxes = [piece for piece in pieces if isinstance(piece, Box)]
        lines = [piece for piece in pieces if isinstance(piece, Line)]
        size = _RUN if self.style.scheme != "dashes" else len(lines)
        runs = [lines[at : at + size] for at in range(0, len(lines), size)]
        made = [self.paragraph(" ".join(self._in_run(line) for line in run)) for run in runs]
        return "".join(made) + "".join(map(self.box, boxes))

    def _in_run(self, line: Line) -> str:
        return self.text(line.label) + escape(line.separator) + self.text(line.text)

    def _table(self, pieces: Sequence[Piece]) -> str:
        """Every labelled line opens a row; what follows it stands in the same one."""
        numbered, row = [], 0
        for piece in pieces:
            row += isinstance(piece, Line) and bool(piece.label)
            numbered.append((row, piece))
        rows = [(key, [piece for _, piece in group]) for key, group in groupby(numbered, key=lambda pair: pair[0])]
        loose = "".join(self._piece(piece) for key, group in rows if key == 0 for piece in group)
        make = self._term if self.style.placement == "term" else self._cells
        made = "".join(make(group) for key, group in rows if key > 0)
        return loose + (f"<dl>\n{made}</dl>\n" if self.style.placement == "term" else f"<table>\n{made}</table>\n")

    def _term(self, group: list[Piece]) -> str:
        label, rest = self._row(group)
        return f"<dt>{label}</dt>\n<dd>{rest}</dd>\n"

    def _cells(self, group: list[Piece]) -> str:
        label, rest = self._row(group)
        return f'<tr><td valign="top">{label}</td><td>{rest}</td></tr>\n'

    def _row(self, group: list[Piece]) -> tuple[str, str]:
        first, *rest = group
        assert isinstance(first, Line)
        return self.label(first), self.paragraph(self.text(first.text)) + "".join(map(self._piece, rest))


def standing_separator(separator: str, placement: str) -> str:
    """What is left of a separator where the label stands alone: a colon, or nothing."""
    if placement == "own-line-bare":
        return ""
    if placement in ("own-line", "term", "cell", "heading", "box"):
        return separator.rstrip(" ") if separator.strip() in (":", "：") else ""
    return separator


def _hyphenate(word: str) -> str:
    return f"{word[:4]}\u00ad{word[4:]}" if len(word) >= _LONG_WORD and word[:5].isalpha() else word


def wrap(text: str, columns: int = _COLUMNS) -> str:
    """`text` in lines of so many columns, broken at spaces alone."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def sprinkle(lines: Sequence[Line], boxes: Sequence[Box], marks: Sequence[Box], rng: random.Random) -> list[Piece]:
    """Boxes between lines at random, marks between them in their order; none before the first line."""
    pieces: list[Piece] = list(lines)
    for box in boxes:
        pieces.insert(rng.randrange(1, len(pieces)) if len(pieces) > 1 else 1, box)
    places = sorted(rng.sample(range(1, len(pieces)), min(len(marks), len(pieces) - 1)))
    for place, mark in reversed(list(zip(places, marks, strict=False))):
        pieces.insert(place, mark)
    return pieces
