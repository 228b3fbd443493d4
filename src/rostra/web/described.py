"""A description in a little Markdown: paragraphs, *emphasis*, **strong** and [links](https://example.org), and nothing else.

Everything is escaped before any mark is read, so that a description can hold no markup of its own.
"""

from __future__ import annotations

import re
from typing import Any

import minijinja

# [the board](https://example.org/board) · [tags](/tags), in text that is escaped already
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(((?:https?://|mailto:|/(?!/))[^\s()<>\"'\\]{0,500})\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![\w*])")
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")


def described(text: str) -> Any:
    """The description as HTML that needs no more escaping; "" for none."""
    paragraphs = [each.strip() for each in _BETWEEN.split(text) if each.strip()]
    return minijinja.safe("".join(f'<p dir="auto">{_inline(each)}</p>' for each in paragraphs))


def _inline(text: str) -> str:
    said = str(minijinja.escape(text)).replace("\n", "<br>")
    said = _LINK.sub(r'<a href="\2">\1</a>', said)
    return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", said))


def plain_words(text: str) -> str:
    """The description on one line, without its marks."""
    said = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", _LINK.sub(r"\1", text)))
    return " ".join(said.split())
