"""HTML: one parse by a C parser, then one walk over the repaired tree.

The walk is a loop with a stack of open elements (`_Frame`), never a recursion, so depth costs memory only. Words gather in an
`Inline`; whatever begins or ends a block empties it into the `Composer`. A block's kind comes from the nearest element that has
one; its container is made when the first block in it appears, so that empty boxes leave no trace.
"""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rostra.model import Capture, Container, Document, Issue
from rostra.model.document import BlockKind, MarkKind
from rostra.readers.compose import Composer, Inline
from rostra.readers.elements import BLOCKS, CELLS, CONTAINERS, KINDS, LEFT_OUT, LISTS, MARKS, PREFORMATTED
from rostra.readers.facts import read_facts
from rostra.readers.lines import OpenMark, Run, lay_out
from rostra.readers.stylesheet import Styles, is_hidden, is_normal_weight, read_declarations, read_stylesheet
from rostra.text.decode import Decoded
from rostra.text.spaces import collapse, strip_invisible

# Browsers stop nesting at 512 (Blink's limit); the parser's work grows with depth times size, so deeper tags are left out.
MOST_LEVELS = 512
# A page with fewer tags cannot be deep enough to be slow (2,000 levels take 6 ms), and is not looked through for its depth.
_FEWEST_TAGS_OF_A_DEEP_PAGE = 2000
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|ul|ol|dl|table|blockquote|center|form|font|b|i|u|em|strong|small|big|a)\b[^<>]*>",
    re.IGNORECASE,
)
# An entity that was escaped twice shows as itself in the text: "&nbsp;" where a space was meant.
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def read_html(capture: Capture, decoded: Decoded) -> Document:
    """The document of an HTML page; a truncated one is read as far as it goes."""
    composer = Composer()
    composer.issues += decoded.issues
    read_markup(decoded.text, composer)
    return composer.document("text/html", decoded.encoding)


def read_markup(markup: str, composer: Composer) -> None:
    """Read a page or a fragment of HTML onto `composer`."""
    tree = LexborHTMLParser(_flatten_depths(markup, composer))
    read_facts(tree, composer)
    styles = read_stylesheet("\n".join(node.text() for node in tree.css("style")))
    tree.strip_tags(LEFT_OUT)
    if tree.root is not None:
        _Walk(composer, styles, _find_hidden(tree)).run(tree.root)


def _flatten_depths(markup: str, composer: Composer) -> str:
    """`markup` without the tags that nest deeper than any real page; their words stay."""
    if markup.count("<") < _FEWEST_TAGS_OF_A_DEEP_PAGE:
        return markup
    depth = 0
    left_out = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, left_out
        depth = depth + 1 if not match[1] else max(depth - 1, 0)
        if depth < MOST_LEVELS or (match[1] and depth == MOST_LEVELS - 1):
            return match.group()
        left_out += 1
        return " "

    flat = _NESTING_TAG.sub(keep, markup)
    if left_out:
        message = (
            f"The page nests elements more than {MOST_LEVELS} deep; {left_out} tags were passed over, their text kept."
        )
        composer.issues.append(Issue(code="nesting-cut", message=message))
    return flat


def _find_hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """Elements that the page itself hides. The page as a whole cannot be hidden: scripts would show it."""
    return frozenset(
        node.mem_id
        for node in tree.css("[hidden], [style*=display i]")
        if ("hidden" in node.attributes or is_hidden(node.attributes.get("style") or ""))
        and node.tag not in ("html", "body")
    )


class _Frame:
    """An open element. `container` is -1 until a block in it needs one; `first_block` is how many blocks stood before it."""

    __slots__ = (
        *("attributes", "container", "counts", "depth", "first_block", "hidden", "id", "index", "is_block", "kind"),
        *("level", "lists", "marks", "parent", "preformatted", "tag"),
    )

    def __init__(self, node_id: int, tag: str, parent: _Frame | None, attributes: dict[str, str | None]) -> None:
        self.id = node_id
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.is_block = tag in BLOCKS
        self.container = -1
        self.counts: dict[str, int] = {}
        self.marks: list[OpenMark] = []
        self.first_block = 0
        self.index = 1
        self.kind: BlockKind = "paragraph"
        self.level = self.lists = self.depth = 0
        self.hidden = self.preformatted = False
        if parent is not None:
            self._inherit(parent)

    def _inherit(self, parent: _Frame) -> None:
        tag = self.tag
        self.index = parent.counts[tag] = parent.counts.get(tag, 0) + 1
        self.hidden = parent.hidden
        self.preformatted = parent.preformatted or tag in PREFORMATTED
        self.lists = parent.lists + (tag in LISTS)
        kind = KINDS.get(tag)
        if kind is None:
            self.kind, self.level = parent.kind, parent.level
        else:
            self.kind = kind
            self.level = int(tag[1]) if kind == "heading" else max(self.lists, 1) if kind == "item" else 0


class _Walk:
    """One pass over a tree in document order."""

    def __init__(self, composer: Composer, styles: Styles, hidden: frozenset[int]) -> None:
        self.composer = composer
        self.styles = styles
        self.hidden = hidden
        self.inline = Inline()
        self.run_of_pre: Run | None = None
        self.link_end = -1  # where the last link ended, to keep words of neighbouring links apart

    def run(self, root: LexborNode) -> None:
        """Read everything below `root`."""
        top = frame = _Frame(root.mem_id, root.tag or "html", None, root.attributes)
        for node in root.traverse(include_text=True):
            tag = node.tag
            if tag == "-comment" or node.parent is None or tag is None:
                continue
            parent = node.parent.mem_id
            while frame.id != parent and frame is not top:
                frame = self._close(frame)
            if tag == "-text":
                if not frame.hidden:
                    self._text(node.text_content or "", frame)
            elif tag == "br":
                self._line_break(frame)
            elif node.mem_id != top.id:
                frame = self._open(node, tag, frame)
        while frame is not top:
            frame = self._close(frame)
        self._flush(top)

    def _open(self, node: LexborNode, tag: str, parent: _Frame) -> _Frame:
        frame = _Frame(node.mem_id, tag, parent, node.attributes)
        if frame.is_block:
            self._flush(parent)
            frame.first_block = len(self.composer.blocks)
        if self.hidden and frame.id in self.hidden:
            frame.hidden = True
        if not frame.hidden:
            self._begin(frame)
        return frame

    def _begin(self, frame: _Frame) -> None:
        if frame.tag == "hr":
            self.composer.add("rule", "", container=self._container(frame), locator=_locate(frame))
        elif frame.preformatted and self.run_of_pre is None:
            self.run_of_pre = Run()
        elif frame.tag == "a" and self.inline.length and self.inline.length == self.link_end:
            self.inline.space = True
        self._open_marks(frame)

    def _open_marks(self, frame: _Frame) -> None:
        attributes = frame.attributes
        style = attributes.get("style") or ""
        kinds: set[MarkKind] = set(read_declarations(style)) if style else set()
        if self.styles and (classes := attributes.get("class")):
            kinds.update(*(self.styles.get(name, ()) for name in classes.split()))
        if (own := MARKS.get(frame.tag)) and not (own == "strong" and style and is_normal_weight(style)):
            kinds.add(own)
        target = self.run_of_pre or self.inline
        frame.marks = [target.open(kind) for kind in sorted(kinds)]
        if frame.tag == "a" and (address := attributes.get("href")):
            frame.marks.append(target.open("link", address.strip()))
        elif frame.tag == "time" and (moment := attributes.get("datetime")):
            frame.marks.append(target.open("time", moment.strip()))

    def _close(self, frame: _Frame) -> _Frame:
        parent = frame.parent
        assert parent is not None  # the root is never closed
        target = self.run_of_pre or self.inline
        if frame.is_block and not (frame.preformatted and parent.preformatted):
            self._flush(frame)
        for mark in frame.marks:
            target.close(mark)
        if frame.preformatted and not parent.preformatted:
            self.run_of_pre = None
        if frame.tag == "a":
            self.link_end = self.inline.length
        elif frame.tag in CELLS:
            self._settle_cell(frame)
        return parent

    def _settle_cell(self, frame: _Frame) -> None:
        """A cell of data holds one block; a cell with several is a means of layout, and its blocks are what they are."""
        blocks = self.composer.blocks
        if len(blocks) == frame.first_block + 1 and blocks[-1].kind == "paragraph":
            last = blocks[-1]
            blocks[-1] = type(last)("cell", last.start, last.end, 0, last.container, last.locator)

    def _text(self, chunk: str, frame: _Frame) -> None:
        if "&" in chunk:
            chunk = _ENTITY.sub(lambda match: html.unescape(match.group()), chunk)
        if self.run_of_pre is not None:
            self.run_of_pre.add(strip_invisible(chunk))
            return
        if self.inline.breaks > 1 and not chunk.isspace():
            self._flush(frame)
        self.inline.add(chunk)

    def _line_break(self, frame: _Frame) -> None:
        if self.run_of_pre is not None:
            self.run_of_pre.add("\n")
        elif self.inline.length:
            self.inline.breaks += 1

    def _flush(self, frame: _Frame) -> None:
        """End the block that `frame` is in the middle of; nothing happens when it has no words."""
        if self.run_of_pre is not None:
            self._flush_preformatted(frame)
            return
        if not self.inline.length:
            self.inline.take()
            return
        text, marks = self.inline.take()
        self.link_end = -1
        block = _nearest_block(frame)
        self.composer.add(
            frame.kind, text, marks, level=frame.level, container=self._container(block), locator=_locate(block)
        )

    def _flush_preformatted(self, frame: _Frame) -> None:
        assert self.run_of_pre is not None
        text, marks = self.run_of_pre.take()
        block = _nearest_block(frame)
        for piece in lay_out(text, marks):
            kind = frame.kind if piece.kind == "paragraph" else piece.kind
            level = frame.level if piece.kind == "paragraph" else piece.level
            self.composer.add(
                kind, piece.text, piece.marks, level=level, container=self._container(block), locator=_locate(block)
            )

    def _container(self, frame: _Frame) -> int:
        """The index of the nearest container around `frame`, made with its ancestors if they have none yet."""
        chain: list[_Frame] = []
        at: _Frame | None = frame
        while at is not None and at.container < 0:
            if at.tag in CONTAINERS or at.parent is None:
                chain.append(at)
            at = at.parent
        containers = self.composer.containers
        for box in reversed(chain):
            parent = -1 if box.parent is None else _enclosing(box.parent)
            box.container = self._make(Container(parent, box.tag, _names(box.attributes)))
        return _enclosing(frame) if containers else 0

    def _make(self, container: Container) -> int:
        containers = self.composer.containers
        if container.parent < 0:
            containers[0] = container
            return 0
        containers.append(container)
        return len(containers) - 1


def _enclosing(frame: _Frame) -> int:
    at: _Frame | None = frame
    while at is not None and at.container < 0:
        at = at.parent
    return at.container if at is not None else 0


def _nearest_block(frame: _Frame) -> _Frame:
    while not frame.is_block and frame.parent is not None:
        frame = frame.parent
    return frame


def _names(attributes: dict[str, str | None]) -> str:
    found = (attributes.get(name) for name in ("id", "class", "role", "itemtype", "itemprop"))
    return collapse(" ".join(name for name in found if name)).lower()


def _locate(frame: _Frame) -> str:
    """The element's path from the root, each step with its place among siblings of its name (XPath)."""
    steps: list[str] = []
    at: _Frame | None = frame
    while at is not None:
        steps.append(at.tag if at.tag in ("html", "body") else f"{at.tag}[{at.index}]")
        at = at.parent
    return "/" + "/".join(reversed(steps))
