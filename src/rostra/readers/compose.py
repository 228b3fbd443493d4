"""Composing a document: blocks are added in order, and their marks and containers fall into place.

Two small machines that all readers share. `Inline` gathers the words of one block as they arrive in pieces; `Composer` lays
finished blocks one after another into the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from rostra.model import Block, Container, Document, Fact, Issue, Mark, ReadError
from rostra.model.document import BlockKind, MarkKind
from rostra.readers.lines import OpenMark
from rostra.text.spaces import strip_invisible

State = tuple[int, int, Container, int, int, int]
SEPARATOR = "\n\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
Origin = Literal["title", "meta", "link", "json-ld", "time", "field", "html"]


class Inline:
    """The words of one block, white space collapsed as they come in.

    A mark that is open when the block ends is closed with it and goes on in the next, as emphasis around several paragraphs does.
    """

    __slots__ = ("_marks", "_open", "_pieces", "breaks", "length", "space")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open: dict[OpenMark, None] = {}  # in order
        self.length = 0
        self.space = False  # white space that will count if more words follow
        self.breaks = 0  # printed line breaks that will count if more words follow

    def add(self, chunk: str) -> int:
        """Append text; white space at its ends parts it from its neighbours. Returns where its words begin, -1 when it has none."""
        if chunk.isprintable() and "  " not in chunk:  # as in `collapse`: nothing to be done
            words = chunk.strip(" ")
        else:
            if not chunk.isascii():
                chunk = strip_invisible(chunk)
            words = " ".join(chunk.split())
        if not words:
            self.space = self.space or bool(chunk)
            return -1
        if self.length and (gap := self._gap(chunk)):
            self._pieces.append(gap)
            self.length += 1
        start = self.length
        for mark in self._open:
            if mark.start < 0:
                mark.start = start
        self._pieces.append(words)
        self.length += len(words)
        self.space = chunk[-1].isspace()
        self.breaks = 0
        return start

    def _gap(self, chunk: str) -> str:
        if self.breaks:
            return "\n"
        return " " if self.space or chunk[0].isspace() else ""

    def mark(self, kind: MarkKind, start: int, value: str) -> None:
        """Mark the words from `start` to the last one."""
        self._marks.append(Mark(kind, start, self.length, value))

    def open(self, kind: MarkKind, value: str = "") -> OpenMark:
        """Begin a mark at the next word."""
        mark = OpenMark(kind, value)
        self._open[mark] = None
        return mark

    def close(self, mark: OpenMark) -> None:
        """End a mark behind the last word. A mark without words leaves nothing."""
        del self._open[mark]
        self._end(mark)

    def _end(self, mark: OpenMark) -> None:
        if 0 <= mark.start < self.length:
            self._marks.append(Mark(mark.kind, mark.start, self.length, mark.value))
        mark.start = -1

    def take(self) -> tuple[str, list[Mark]]:
        """The words so far with their marks (offsets from the first word), and begin anew. Empty when there were none."""
        for mark in self._open:
            self._end(mark)
        taken = "".join(self._pieces), self._marks
        self._pieces, self._marks = [], []
        self.length, self.space, self.breaks = 0, False, 0
        return taken


class Composer:
    """Lays blocks into one text. `prefix` stands before every locator (the field of a wrapping record)."""

    def __init__(self, prefix: str = "") -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = [Container(-1, "")]
        self.facts: list[Fact] = []
        self.issues: list[Issue] = []
        self.language: str | None = None
        self._prefix = prefix
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self.length = 0
        self._is_mended = False

    def add(
        self,
        kind: BlockKind,
        text: str,
        marks: Iterable[Mark] = (),
        *,
        level: int = 0,
        container: int = 0,
        locator: str = "",
    ) -> None:
        """Add a block. `text` has no white space at its ends and is empty for an unprinted rule only; `marks` count from it."""
        if self.length and text:
            self._parts.append(SEPARATOR)
            self.length += len(SEPARATOR)
        start, end = self.length, self.length + len(text)
        self.blocks.append(Block(kind, start, end, level, container, self._prefix + locator))
        self._marks += [Mark(mark.kind, start + mark.start, start + mark.end, mark.value) for mark in marks]
        self._parts.append(text)
        self.length = end

    def state(self) -> State:
        """Where the composer stands, for `rewind`."""
        return (
            len(self.blocks),
            len(self.containers),
            self.containers[0],
            len(self._marks),
            len(self._parts),
            self.length,
        )

    def rewind(self, state: State) -> None:
        """Take back the blocks added since `state`; facts and issues stay."""
        blocks, containers, self.containers[0], marks, parts, self.length = state
        del self.blocks[blocks:], self.containers[containers:], self._marks[marks:], self._parts[parts:]

    def fact(self, origin: Origin, name: str, value: str) -> None:
        """Note a fact; one without a value is none."""
        if value:
            self.facts.append(Fact(origin, self.mend(name).lower(), self.mend(value)))

    def mend(self, text: str) -> str:
        """`text` with U+FFFD for halves of characters, which escapes ("\\ud800") make and no file can hold; notes an issue."""
        if text.isascii():
            return text
        mended, count = _SURROGATE.subn("\ufffd", text)
        if count and not self._is_mended:
            self._is_mended = True
            message = "The page holds halves of characters, which mean nothing; each is shown as U+FFFD."
            self.issues.append(Issue(code="encoding-damaged", message=message))
        return mended

    def document(self, media_type: str, encoding: str) -> Document:
        """All that was added. Raises `ReadError` when no block holds a word."""
        text = self.mend("".join(self._parts))
        if not text:
            raise ReadError(
                "The page is empty: it holds no text.",
                hint="Save the page again, with its text visible in the browser.",
            )
        return Document(
            text=text,
            blocks=tuple(self.blocks),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end))),
            containers=tuple(self.containers),
            facts=tuple(self.facts),
            media_type=media_type,
            encoding=encoding,
            language=self.language,
            issues=tuple(self.issues),
        )
