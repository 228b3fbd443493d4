"""HTML: one parse by a C parser, then one walk over the tags of the repaired tree (`markup`).

The walk is a loop with a stack of open elements (`frames`), never a recursion, so depth costs memory only. Words gather in an
`Inline`; whatever begins or ends a block empties it into the `Composer`. A block's kind comes from the nearest element that has
one; its container is made when the first block in it appears, so that empty boxes leave no trace.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rostra.model import Capture, Document
from rostra.model.document import MarkKind
from rostra.readers.compose import Composer, Inline
from rostra.readers.cut import note_cut_html
from rostra.readers.depth import flatten_depths
from rostra.readers.elements import CELLS, LEFT_OUT, PREFORMATTED
from rostra.readers.facts import FACTS, read_facts
from rostra.readers.frames import Frame, RootFrame
from rostra.readers.hidden import is_little, measure_noscript
from rostra.readers.lines import Run, lay_out
from rostra.readers.markup import RAW, read_tags, split_ends, unescape, write_out
from rostra.readers.stylesheet import Styles, read_stylesheet
from rostra.readers.tags import Tag, Tags
from rostra.text.decode import Decoded
from rostra.text.spaces import strip_invisible

# Emphasis within emphasis says nothing new. Editors stack three or four; each open mark is closed and opened anew at every block.
_MOST_OPEN = 8
# An entity that was escaped twice shows as itself in the text: "&nbsp;" where a space was meant.
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
# All that is looked up in the tree before it is walked, in one search.
_SOUGHT = ", ".join({*FACTS, *LEFT_OUT, *RAW})


def read_html(capture: Capture, decoded: Decoded) -> Document:
    """The document of an HTML page; a truncated one is read as far as it goes."""
    composer = Composer()
    composer.issues += decoded.issues
    note_cut_html(decoded.text, composer)
    read_markup(decoded.text, composer)
    return composer.document("text/html", decoded.encoding)


def read_markup(markup: str, composer: Composer) -> None:
    """Read a page or a fragment of HTML onto `composer`.

    A page that shows next to nothing until its scripts have run often carries its text all the same, for readers without scripts or
    hidden until the script comes; then that is read too.
    """
    markup = flatten_depths(markup, composer)
    tree = LexborHTMLParser(markup)
    sought = tree.css(_SOUGHT)
    read_facts(tree, sought, composer)
    styles = read_stylesheet("\n".join(node.text() for node in sought if node.tag == "style"))
    noscript = measure_noscript(sought)
    written = _write_out(tree, sought)
    before = composer.state()
    shown, hidden = _walk(written, composer, styles)
    if is_little(shown, hidden):
        composer.rewind(before)
        shown, _ = _walk(written, composer, styles, reveals=True)
    if is_little(shown, noscript):
        composer.rewind(before)
        tree = LexborHTMLParser(markup)
        written = _write_out(tree, [node for node in tree.css(_SOUGHT) if node.tag != "noscript"])
        _walk(written, composer, styles, reveals=is_little(shown, hidden))


def _write_out(tree: LexborHTMLParser, sought: list[LexborNode]) -> str:
    """The tree without those of the nodes that are left out."""
    for node in sought:
        if node.tag in LEFT_OUT:
            node.decompose(recursive=False)
    return write_out(tree, [node for node in sought if node.tag in RAW])


def _walk(markup: str, composer: Composer, styles: Styles, *, reveals: bool = False) -> tuple[int, int]:
    """Read the page; hidden blocks too if it `reveals`. Returns the characters read, and those of hidden blocks passed over."""
    before, blocks, root_before = composer.length, len(composer.blocks), composer.containers[0]
    matches = read_tags(markup)
    root = next(matches, None)
    if root is None:
        return 0, 0
    walk = _Walk(composer, styles, reveals, root[1])
    walk.run(matches)
    if len(composer.blocks) == blocks:
        composer.containers[0] = root_before
    return composer.length - before, walk.passed_over


class _Walk:
    """One pass over a page in document order."""

    def __init__(self, composer: Composer, styles: Styles, reveals: bool, root: str) -> None:
        self.composer = composer
        self.tags = Tags(styles)
        self.reveals = reveals
        self.passed_over = 0  # characters in hidden blocks
        self.frame: Frame = RootFrame(self.tags[root], composer.containers)  # the innermost open element
        self.block: Frame = self.frame  # the innermost open block element
        self.hidden: Frame | None = None  # the outermost hidden element
        self.inline = Inline()
        self.preformatted: Run | None = None  # what is read inside <pre> goes here
        self.outermost: Frame | None = None  # that <pre>, the outermost one
        self.open: defaultdict[MarkKind, int] = defaultdict(int)  # how many marks of each kind are open
        self.link_end = -1  # where the last link ended, to keep words of neighbouring links apart

    def run(self, matches: Iterator[re.Match[str]]) -> None:
        """Read everything inside the root; `matches` are those of `read_tags` behind it."""
        tags = self.tags
        for match in matches:
            start, text, after, ends = match.groups()
            tag = tags[start]
            if tag.is_void:
                self._read_void(tag)
            elif after is None or tag.is_special or self.hidden or self.preformatted:
                self._open(tag)
            else:
                self._read_leaf(tag, text)
                text, after = after, None
            if text:
                self._text(text)
            if after is not None:
                self._close(after)
            for text in split_ends(ends) if ends else ():
                self._close(text)
        self._flush()

    def _read_void(self, tag: Tag) -> None:
        if tag.name == "br":
            self._line_break()
        elif tag.name == "hr":
            self._flush()
            rule = Frame(tag, self.frame, self.block)
            if not (self.hidden or self._hides(tag)):
                rule.settle(self.composer.containers)
                self.composer.add("rule", "", container=rule.box.container, locator=rule.path)

    def _read_leaf(self, tag: Tag, text: str) -> None:
        """Read an element that no element is in. Only those that become a block need a frame."""
        if tag.is_block:
            if text and not text.isspace():
                self._open(tag)
                self._text(text)
                self._close()
            else:
                self._flush()
                self.frame.count(tag.name)
            return
        self.frame.count(tag.name)
        if tag.name == "a":
            self._part_links()
        at = self._text(text) if text else -1
        if at >= 0:
            for kind, value in tag.marks:
                if self.open[kind] < _MOST_OPEN:
                    self.inline.mark(kind, at, value)
        if tag.name == "a":
            self.link_end = self.inline.length

    def _open(self, tag: Tag) -> None:
        if tag.is_block:
            if self.inline.length or self.preformatted:
                self._flush()
            self.frame = self.block = Frame(tag, self.frame, self.block)
            if tag.name in CELLS:
                self.frame.first_block = len(self.composer.blocks)
        else:
            self.frame = Frame(tag, self.frame, self.block)
            if tag.name == "a" and not self.hidden:
                self._part_links()
        if tag.is_special and not self.hidden:
            if self._hides(tag):
                self.hidden = self.frame
            elif tag.name in PREFORMATTED and self.preformatted is None:
                self.preformatted = Run()
                self.outermost = self.frame
        if tag.marks and not self.hidden:
            self._begin_marks(tag)

    def _hides(self, tag: Tag) -> bool:
        return tag.hides and not (self.reveals and tag.is_block)

    def _part_links(self) -> None:
        if self.inline.length and self.inline.length == self.link_end:
            self.inline.space = True

    def _begin_marks(self, tag: Tag) -> None:
        target = self.preformatted or self.inline
        marks = self.frame.marks = []
        for kind, value in tag.marks:
            if self.open[kind] < _MOST_OPEN:
                self.open[kind] += 1
                marks.append(target.open(kind, value))

    def _close(self, text: str = "") -> None:
        """End the innermost element; `text` is what stands behind it."""
        frame = self.frame
        tag = frame.tag
        if tag.is_block:
            if self.inline.length or self.preformatted:
                self._flush()
            self.block = frame.around
            if tag.name in CELLS:
                self._settle_cell(frame)
        elif tag.name == "a":
            self.link_end = self.inline.length
        if frame.marks:
            self._end_marks(frame)
        if tag.is_special:
            self._end_special(frame)
        self.frame = frame.parent
        if text:
            self._text(text)

    def _end_marks(self, frame: Frame) -> None:
        target = self.preformatted or self.inline
        for mark in frame.marks:
            target.close(mark)
            self.open[mark.kind] -= 1

    def _end_special(self, frame: Frame) -> None:
        if frame is self.hidden:
            self.hidden = None
        if frame is self.outermost:
            self.preformatted = self.outermost = None

    def _settle_cell(self, cell: Frame) -> None:
        """A cell of data holds one block; a cell with several is a means of layout, and its blocks are what they are."""
        blocks = self.composer.blocks
        if len(blocks) == cell.first_block + 1 and blocks[-1].kind == "paragraph":
            blocks[-1] = msgspec.structs.replace(blocks[-1], kind="cell")

    def _text(self, text: str) -> int:
        """Add text as it is written; returns where its words begin in the block, -1 when none is added to it."""
        if (
            text.isspace() and not self.hidden and not self.preformatted
        ):  # half of all texts: the indentation of the source
            self.inline.space = True
            return -1
        if "&" in text or "<" in text:
            text = unescape(text)
            if "&" in text:
                text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
        if self.hidden:
            if self.hidden.tag.is_block:
                self.passed_over += len(text.strip())
        elif self.preformatted is not None:
            self.preformatted.add(strip_invisible(text))
        elif text.isspace():
            self.inline.space = True
        else:
            if self.inline.breaks > 1:
                self._flush()
            return self.inline.add(text)
        return -1

    def _line_break(self) -> None:
        if self.preformatted is not None:
            self.preformatted.add("\n")
        elif self.inline.length:
            self.inline.breaks += 1

    def _flush(self) -> None:
        """End the block that the walk is in the middle of; nothing happens when it has no words."""
        if self.preformatted is not None:
            self._flush_preformatted(self.preformatted)
        elif self.inline.length:
            text, marks = self.inline.take()
            block = self._settled()
            self.composer.add(
                block.kind, text, marks, level=block.level, container=block.box.container, locator=block.path
            )
            self.link_end = -1

    def _flush_preformatted(self, run: Run) -> None:
        text, marks = run.take()
        for piece in lay_out(text, marks):
            block = self._settled()
            plain = piece.kind == "paragraph"
            self.composer.add(
                block.kind if plain else piece.kind,
                piece.text,
                piece.marks,
                level=block.level if plain else piece.level,
                container=block.box.container,
                locator=block.path,
            )

    def _settled(self) -> Frame:
        """The innermost block element, ready for a block."""
        if not self.block.path:
            self.block.settle(self.composer.containers)
        return self.block
