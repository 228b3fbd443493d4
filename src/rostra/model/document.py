"""Document: what every reader makes of a page, whatever its format.

One canonical text, and records that lie over it: blocks (in order, never overlapping), marks
(inline emphasis and links), containers (the tree of boxes that blocks stand in) and the page's own
facts (title, meta tags, JSON-LD, fields of a wrapping record), which later serve as evidence.

Offsets are half-open code-point offsets into `Document.text`. Blocks are separated by a blank
line in the text; inside a block a printed line break is a single newline, and other runs of white
space are one space (preformatted text keeps its line breaks as newlines).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rostra.model.issues import Issue

BlockKind = Literal[
    "paragraph", "heading", "item", "cell", "term", "definition", "quote", "preformatted", "caption", "rule"
]
MarkKind = Literal["strong", "emphasis", "underline", "small_caps", "link", "time", "superscript"]


class Container(msgspec.Struct, frozen=True):
    """One box of the page: an element that groups blocks.

    `parent` is an index into `Document.containers`, -1 for the root (which is container 0).
    `tag` is the element's lower-case name, `names` its id, classes, role and item types, lower-cased and
    separated by spaces, as printed in the markup ("" when it has none).
    """

    parent: int
    tag: str
    names: str = ""


class Block(msgspec.Struct, frozen=True):
    """A run of text that the page sets apart: `text[start:end]`, never empty but for a rule (``<hr>``).

    `level` is the heading's level (1-6) or the item's depth (from 1), else 0. `container` indexes
    `Document.containers`. `locator` leads back to the source: an element path ("/html/body/div[2]/p[3]"), a line
    ("line 12") or a JSON pointer.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    container: int = 0
    locator: str = ""


class Mark(msgspec.Struct, frozen=True):
    """Inline typography over `text[start:end]`. `value` is a link's address or a time's machine form."""

    kind: MarkKind
    start: int
    end: int
    value: str = ""


class Fact(msgspec.Struct, frozen=True):
    """Something that the page says about itself outside its visible text.

    `origin` is one of: ``title`` (the <title> element), ``meta`` (name or property), ``link`` (rel), ``json-ld``
    (dotted path), ``time`` (<time datetime>), ``field`` (of a record that wraps the text: front matter, XML or JSON),
    ``html`` (lang, dir). `name` is lower-case. `value` is as printed, entities resolved, white space collapsed.
    """

    origin: Literal["title", "meta", "link", "json-ld", "time", "field", "html"]
    name: str
    value: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A page as one text with records over it; what a reader returns and all later steps start from."""

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    containers: tuple[Container, ...] = (Container(-1, ""),)
    facts: tuple[Fact, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    language: str | None = None
    issues: tuple[Issue, ...] = ()

    def fact(self, origin: str, *names: str) -> str | None:
        """The first value of `origin` under any of `names`, in the order of the names; ``None`` if there is none."""
        for name in names:
            for fact in self.facts:
                if fact.origin == origin and fact.name == name:
                    return fact.value
        return None

    def block_text(self, index: int) -> str:
        """The text of the block at `index`."""
        block = self.blocks[index]
        return self.text[block.start : block.end]
