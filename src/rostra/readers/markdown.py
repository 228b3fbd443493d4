"""Markdown with front matter. The syntax is CommonMark's (with tables), parsed by markdown-it-py; here its tokens become blocks.

Two things are read as they were printed rather than as they would be rendered. Line breaks part paragraphs unless the text is
hard-wrapped, as in plain text: many a transcript is typed a line a turn. And a line that happens to open with a number
("3. März 2031") is no list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from rostra.model import Capture, Document, Issue
from rostra.model.document import BlockKind, MarkKind
from rostra.readers.compose import Composer, Inline
from rostra.readers.facts import normalise_language
from rostra.readers.front_matter import split_front_matter
from rostra.readers.lines import OpenMark, is_wrapped, lay_out, runs_on
from rostra.readers.text import read_lines
from rostra.text.decode import Decoded

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# The parser takes 0.2 ms for a bracket that nothing closes and stops at its own bound on depth. The longest real transcript in
# Markdown has 0.3 MB, 300 links and five levels; what goes far beyond is read as plain text, so that it ends and nothing is lost.
_MOST_CHARACTERS = 1_000_000
_MOST_BRACKETS = 10_000
_TOO_DEEP = re.compile(r"(?:>[ \t]*|[*+-][ \t]+){40}")
_MARKS: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis", "link": "link"}
_KINDS: dict[str, BlockKind] = {"list_item": "item", "blockquote": "quote", "td": "cell", "th": "cell"}
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_GLUED_LABEL = re.compile(r"^(\*\*[^*\s:：][^*\n:：]{0,79}(?<!\s))([:：])\*\*(?=\w)", re.MULTILINE)
# Converters leave lines of no-break spaces, which CommonMark does not hold to be blank.
_BLANK_LINE = re.compile(r"^[ \t\u00a0\u200b]+$", re.MULTILINE)


def read_markdown(capture: Capture, decoded: Decoded) -> Document:
    """The document of a Markdown page; its front matter becomes facts of origin "field"."""
    composer = Composer()
    composer.issues += decoded.issues
    fields, body, first_line = split_front_matter(decoded.text)
    for name, value in fields:
        composer.fact("field", name, value)
        if name.lower() in ("lang", "language"):
            composer.language = normalise_language(value)
    if len(body) > _MOST_CHARACTERS or body.count("[") > _MOST_BRACKETS or _TOO_DEEP.search(body):
        message = "The page is too large or too deep to be read as Markdown; it was read as plain text."
        composer.issues.append(Issue(code="markdown-as-text", message=message))
        read_lines(body, composer)
    else:
        _Blocks(composer, first_line, keeps_lines=not is_wrapped(body)).read(_parser().parse(_BLANK_LINE.sub("", body)))
    return composer.document("text/markdown", decoded.encoding)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    parser.core.ruler.before("inline", "labels", _part_labels)
    return parser


def _part_labels(state: StateCore) -> None:
    """Let the stars close behind a colon that no space follows: "**主席：**大家好" is bold to everybody but CommonMark, which takes
    stars between a mark and a letter to open."""
    for token in state.tokens:
        if token.type == "inline" and "**" in token.content:
            token.content = _GLUED_LABEL.sub(r"\1**\2", token.content)


class _Blocks:
    """Turns block tokens into blocks; `kinds` is the stack of kinds that list items, quotations and cells give to their words.
    Where it `keeps_lines` each printed line is a block, else a block is a paragraph."""

    def __init__(self, composer: Composer, first_line: int, *, keeps_lines: bool) -> None:
        self.composer = composer
        self.first_line = first_line
        self.keeps_lines = keeps_lines
        self.kinds: list[BlockKind] = ["paragraph"]
        self.heading = 0
        self.depth = 0
        self.line = 0
        self.number = ""  # that stands before the next words

    def read(self, tokens: Sequence[Token]) -> None:
        printed = _printed_numbers(tokens)
        for i, token in enumerate(tokens):
            if token.map:
                self.line = token.map[0]
            self.number = printed.get(i, self.number)
            name, _, edge = token.type.rpartition("_")
            if token.type == "inline":
                self._inline(token)
            elif token.type == "hr":
                self.composer.add("rule", "", locator=self._locator())
            elif token.type in ("fence", "code_block", "html_block"):
                self._verbatim(token)
            else:
                self._edge(name, edge == "open", token)

    def _edge(self, name: str, opens: bool, token: Token) -> None:
        if name == "heading":
            self.heading = int(token.tag[1]) if opens else 0
        elif name in ("bullet_list", "ordered_list"):
            self.depth += 1 if opens else -1
        elif kind := _KINDS.get(name):
            if opens:
                self.kinds.append("paragraph" if name == "list_item" and self.number else kind)
            else:
                if name == "list_item" and self.number:  # nothing stands behind it
                    self.composer.add("paragraph", self.number.rstrip(), locator=self._locator())
                    self.number = ""
                self.kinds.pop()

    def _inline(self, token: Token) -> None:
        inline = Inline()
        opened: list[OpenMark] = []
        inline.add(self.number)
        self.number = ""
        begun = line = 0
        children = token.children or []
        for i, child in enumerate(children):
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "softbreak" and self.keeps_lines and not self.heading and not _runs_on(children, i):
                self._block(inline, begun)
                begun = line
            else:
                _add(child, inline, opened)
        self._block(inline, begun)

    def _block(self, inline: Inline, line: int) -> None:
        """Add what is in `inline`, if anything; `line` is where it begins, counted from the token's first line."""
        text, marks = inline.take()
        if not text:
            return
        kind: BlockKind = "heading" if self.heading else self.kinds[-1]
        level = self.heading or (self.depth if kind == "item" else 0)
        self.composer.add(kind, text, marks, level=level, locator=self._locator(line))

    def _verbatim(self, token: Token) -> None:
        content = token.content
        if token.type == "html_block":
            from rostra.readers.html import read_markup

            read_markup(content, self.composer)
            return
        for piece in lay_out(content):
            self.composer.add(piece.kind, piece.text, level=piece.level, locator=self._locator(piece.line - 1))

    def _locator(self, offset: int = 0) -> str:
        return f"line {self.first_line + self.line + offset}"


def _printed_numbers(tokens: Sequence[Token]) -> dict[int, str]:
    """The numbers of items that no list would print anew, by the item's index: of lists that begin elsewhere than at 1, and of lone
    items, which are lines that open with a number."""
    printed: dict[int, str] = {}
    lists: list[list[int]] = []  # the items of each list that is open
    for i, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append([])
        elif token.type == "list_item_open" and token.info:
            lists[-1].append(i)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            items = lists.pop()
            behind = [each.type for each in tokens[items[0] + 1 : items[0] + 5]] if len(items) == 1 else []
            lone = "list_item_close" in (behind[:1] + behind[3:])  # nothing, or a paragraph and nothing else
            if lone or (items and tokens[items[0]].info != "1"):
                printed |= {item: f"{tokens[item].info}{tokens[item].markup} " for item in items}
    return printed


def _runs_on(children: Sequence[Token], i: int) -> bool:
    """Whether the words go on over the break `i`: no stop before it, a small letter behind it."""
    above = next((children[n].content for n in range(i - 1, -1, -1) if children[n].content), "")
    below = next((children[n].content for n in range(i + 1, len(children)) if children[n].content), "")
    return runs_on(above, below)


def _add(token: Token, inline: Inline, opened: list[OpenMark]) -> None:
    name = token.type.removesuffix("_open").removesuffix("_close")
    if token.type in ("text", "code_inline"):
        inline.add(token.content)
    elif token.type == "softbreak":
        inline.space = True
    elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content)):
        inline.breaks += 1 if inline.length else 0
    elif token.type == "image":
        inline.add(token.content)
    elif name in _MARKS and token.nesting > 0:
        opened.append(inline.open(_MARKS[name], str(token.attrGet("href") or "")))
    elif name in _MARKS and opened:
        inline.close(opened.pop())
