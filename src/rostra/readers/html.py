"""HTML: one parse by a C parser, then one walk over the repaired tree.

The walk is a loop with a stack of open elements (`_Frame`), never a recursion, so depth costs memory only. Words gather in an
`Inline`; whatever begins or ends a block empties it into the `Composer`. A block's kind comes from the nearest element that has
one; its container is made when the first block in it appears, so that empty boxes leave no trace.
"""

from __future__ import annotations

import html
import re
from collections import Counter

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rostra.model import Capture, Container, Document
from rostra.model.document import BlockKind, MarkKind
from rostra.readers.compose import Composer, Inline
from rostra.readers.cut import note_cut_html
from rostra.readers.depth import MOST_LEVELS, flatten_depths
from rostra.readers.elements import (
    BLOCKS,
    CELLS,
    CONTAINERS,
    KINDS,
    LEFT_OUT,
    LISTS,
    MARKS,
    PREFORMATTED,
)
from rostra.readers.facts import read_facts
from rostra.readers.hidden import find_hidden, is_little, measure_noscript
from rostra.readers.lines import OpenMark, Run, lay_out
from rostra.readers.stylesheet import Styles, is_normal_weight, read_declarations, read_stylesheet
from rostra.text.decode import Decoded
from rostra.text.spaces import collapse, strip_invisible

# Emphasis within emphasis says nothing new. Editors stack three or four; each open mark is closed and opened anew at every block.
_MOST_OPEN = 8
# An entity that was escaped twice shows as itself in the text: "&nbsp;" where a space was meant.
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


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
    read_facts(tree, composer)
    styles = read_stylesheet("\n".join(node.text() for node in tree.css("style")))
    noscript = measure_noscript(tree)
    tree.strip_tags(LEFT_OUT)
    before = composer.state()
    shown, hidden = _walk(tree, composer, styles)
    if is_little(shown, hidden):
        composer.rewind(before)
        shown, _ = _walk(tree, composer, styles, reveals=True)
    if is_little(shown, noscript):
        composer.rewind(before)
        tree = LexborHTMLParser(markup)
        tree.strip_tags([tag for tag in LEFT_OUT if tag != "noscript"])
        _walk(tree, composer, styles, reveals=is_little(shown, hidden))


def _walk(tree: LexborHTMLParser, composer: Composer, styles: Styles, *, reveals: bool = False) -> tuple[int, int]:
    """Read the tree; hidden blocks too if it `reveals`. Returns the characters read, and those of hidden blocks passed over."""
    if tree.root is None:
        return 0, 0
    before = composer.length
    walk = _Walk(composer, styles, find_hidden(tree), reveals)
    walk.run(tree.root)
    return composer.length - before, walk.passed_over


class _Frame:
    """An open element. `box` and `block` are the nearest frames that are a container and a block, itself included; `container` is
    its index once it has one. `first_block` is how many blocks stood before the element; `path` is made when first asked for."""

    __slots__ = (
        *(
            "attributes",
            "block",
            "box",
            "container",
            "counts",
            "depth",
            "first_block",
            "hidden",
            "id",
            "index",
            "is_block",
        ),
        *("kind", "level", "lists", "marks", "parent", "path", "preformatted", "tag"),
    )

    def __init__(self, node_id: int, tag: str, parent: _Frame | None, attributes: dict[str, str | None]) -> None:
        self.id = node_id
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.is_block = tag in BLOCKS
        self.container = -1
        self.counts: dict[str, int] | None = None
        self.marks: list[OpenMark] | tuple[()] = ()
        self.path = ""
        self.first_block = 0
        self.kind: BlockKind = "paragraph"
        self.level = self.lists = self.depth = 0
        self.hidden = ""
        self.preformatted = False
        self.box: _Frame = self
        self.block: _Frame = self if self.is_block or parent is None else parent.block
        if parent is None:
            self.path = "/" + tag
        else:
            self._inherit(parent, tag)

    def _inherit(self, parent: _Frame, tag: str) -> None:
        if parent.counts is None:
            parent.counts = {}
        self.index = parent.counts[tag] = parent.counts.get(tag, 0) + 1
        self.depth = parent.depth + 1
        self.hidden = parent.hidden
        self.preformatted = parent.preformatted or tag in PREFORMATTED
        self.lists = parent.lists + (tag in LISTS)
        if tag not in CONTAINERS or self.depth > MOST_LEVELS:
            self.box = parent.box
        kind = KINDS.get(tag)
        if kind is None:
            self.kind, self.level = parent.kind, parent.level
        else:
            self.kind = kind
            self.level = int(tag[1]) if kind == "heading" else max(self.lists, 1) if kind == "item" else 0

    def locate(self) -> str:
        """The element's path from the root, each step with its place among siblings of its name (XPath)."""
        chain: list[_Frame] = []
        at = self
        while not at.path and at.parent is not None:
            chain.append(at)
            at = at.parent
        for frame in reversed(chain):
            step = frame.tag if frame.tag == "body" else f"{frame.tag}[{frame.index}]"
            # Paths of depth upon depth would take memory with the square of the depth.
            frame.path = f"{at.path}/{step}" if frame.depth <= MOST_LEVELS else at.path
            at = frame
        return self.path


class _Walk:
    """One pass over a tree in document order."""

    def __init__(self, composer: Composer, styles: Styles, hidden: frozenset[int], reveals: bool) -> None:
        self.composer = composer
        self.styles = styles
        self.hidden = hidden
        self.reveals = reveals
        self.passed_over = 0  # characters in hidden blocks
        self.inline = Inline()
        self.preformatted: Run | None = None  # what is read inside <pre> goes here
        self.open: Counter[MarkKind] = Counter()  # how many marks of each kind are open
        self.link_end = -1  # where the last link ended, to keep words of neighbouring links apart

    def run(self, root: LexborNode) -> None:
        """Read everything below `root`."""
        top = frame = _Frame(root.mem_id, root.tag or "html", None, root.attributes)
        for node in root.traverse(include_text=True):
            tag = node.tag
            above = node.parent
            if tag is None or tag == "-comment" or above is None or node.mem_id == top.id:
                continue
            parent = above.mem_id
            while frame.id != parent and frame is not top:
                frame = self._close(frame)
            if tag == "-text":
                if not frame.hidden:
                    self._text(node.text_content or "", frame)
                elif frame.hidden in BLOCKS:
                    self.passed_over += len((node.text_content or "").strip())
            elif tag == "br":
                self._line_break()
            else:
                frame = self._open(_Frame(node.mem_id, tag, frame, node.attributes), frame)
        while frame is not top:
            frame = self._close(frame)
        self._flush(top)

    def _open(self, frame: _Frame, parent: _Frame) -> _Frame:
        if frame.is_block:
            self._flush(parent)
            frame.first_block = len(self.composer.blocks)
        if self.hidden and not frame.hidden and frame.id in self.hidden and not (self.reveals and frame.is_block):
            frame.hidden = frame.tag
        if frame.hidden:
            return frame
        if frame.tag == "hr":
            self.composer.add("rule", "", container=self._container(frame.box), locator=frame.locate())
        elif frame.preformatted and self.preformatted is None:
            self.preformatted = Run()
        elif frame.tag == "a" and self.inline.length and self.inline.length == self.link_end:
            self.inline.space = True
        if (frame.attributes or frame.tag in MARKS) and (kinds := self._mark_kinds(frame)):
            frame.marks = self._begin(kinds)
        return frame

    def _begin(self, kinds: list[tuple[MarkKind, str]]) -> list[OpenMark]:
        target = self.preformatted or self.inline
        marks = [target.open(kind, value) for kind, value in kinds if self.open[kind] < _MOST_OPEN]
        self.open.update(mark.kind for mark in marks)
        return marks

    def _mark_kinds(self, frame: _Frame) -> list[tuple[MarkKind, str]]:
        """The marks that an element makes by its name, its style and its classes."""
        tag, attributes = frame.tag, frame.attributes
        style = attributes.get("style")
        classes = attributes.get("class") if self.styles else None
        found: list[tuple[MarkKind, str]] = []
        if style or classes or tag in MARKS:
            found += [(kind, "") for kind in sorted(self._typography(tag, style or "", classes or ""))]
        if tag == "a" and (address := attributes.get("href")):
            found.append(("link", address.strip()))
        elif tag == "time" and (moment := attributes.get("datetime")):
            found.append(("time", moment.strip()))
        return found

    def _typography(self, tag: str, style: str, classes: str) -> set[MarkKind]:
        kinds = set(read_declarations(style))
        kinds.update(*(self.styles.get(name, ()) for name in classes.split()))
        own = MARKS.get(tag)
        if own and not (own == "strong" and is_normal_weight(style)):
            kinds.add(own)
        return kinds

    def _close(self, frame: _Frame) -> _Frame:
        parent = frame.parent
        assert parent is not None  # the root is never closed
        if frame.is_block:
            self._flush(frame)
        if frame.marks:
            target = self.preformatted or self.inline
            for mark in frame.marks:
                target.close(mark)
                self.open[mark.kind] -= 1
        if frame.preformatted and not parent.preformatted:
            self.preformatted = None
        if frame.tag == "a":
            self.link_end = self.inline.length
        elif frame.tag in CELLS:
            self._settle_cell(frame)
        return parent

    def _settle_cell(self, frame: _Frame) -> None:
        """A cell of data holds one block; a cell with several is a means of layout, and its blocks are what they are."""
        blocks = self.composer.blocks
        if len(blocks) == frame.first_block + 1 and blocks[-1].kind == "paragraph":
            blocks[-1] = msgspec.structs.replace(blocks[-1], kind="cell")

    def _text(self, chunk: str, frame: _Frame) -> None:
        if "&" in chunk:
            chunk = _ENTITY.sub(lambda match: html.unescape(match.group()), chunk)
        if self.preformatted is not None:
            self.preformatted.add(strip_invisible(chunk))
            return
        if chunk.isspace():  # half of all chunks: the indentation of the source
            self.inline.space = True
            return
        if self.inline.breaks > 1:
            self._flush(frame)
        self.inline.add(chunk)

    def _line_break(self) -> None:
        if self.preformatted is not None:
            self.preformatted.add("\n")
        elif self.inline.length:
            self.inline.breaks += 1

    def _flush(self, frame: _Frame) -> None:
        """End the block that `frame` is in the middle of; nothing happens when it has no words."""
        if self.preformatted is not None:
            self._flush_preformatted(frame)
        elif self.inline.length:
            text, marks = self.inline.take()
            block = frame.block
            container = self._container(block.box)
            self.composer.add(frame.kind, text, marks, level=frame.level, container=container, locator=block.locate())
            self.link_end = -1

    def _flush_preformatted(self, frame: _Frame) -> None:
        assert self.preformatted is not None
        text, marks = self.preformatted.take()
        block = frame.block
        for piece in lay_out(text, marks):
            plain = piece.kind == "paragraph"
            self.composer.add(
                frame.kind if plain else piece.kind,
                piece.text,
                piece.marks,
                level=frame.level if plain else piece.level,
                container=self._container(block.box),
                locator=block.locate(),
            )

    def _container(self, box: _Frame) -> int:
        """The index of the container that `box` is, made with its ancestors if they have none yet."""
        chain: list[_Frame] = []
        while box.container < 0:
            chain.append(box)
            if box.parent is None:
                break
            box = box.parent.box
        for frame in reversed(chain):
            frame.container = self._make(frame)
        return chain[0].container if chain else box.container

    def _make(self, frame: _Frame) -> int:
        containers = self.composer.containers
        if frame.parent is None:
            containers[0] = Container(-1, frame.tag, _names(frame.attributes))
            return 0
        containers.append(Container(frame.parent.box.container, frame.tag, _names(frame.attributes)))
        return len(containers) - 1


def _names(attributes: dict[str, str | None]) -> str:
    found = [value for name in ("id", "class", "role", "itemtype", "itemprop") if (value := attributes.get(name))]
    return collapse(" ".join(found)).lower() if found else ""
