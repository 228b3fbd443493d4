"""Signals: what can be seen of each block of a page that tells the statement from its surroundings.

Every signal is a column: one small integer (a bin) a block. `rostra.structure.body` adds up the weights of the bins, so a
page costs a few list comprehensions, whatever its markup. Nothing here decides anything, and nothing knows a site:
sizes, links, punctuation, the names of the boxes around a block, and where in the page's mass of prose it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from rostra.model import Document
from rostra.structure.boxes import SURROUNDING, TAGS, box_masks
from rostra.structure.sayings import head_of, phrase_of

Column = list[int]
Bins = dict[int, int]
"""A signal of the boxes alone: the bin of each box that holds blocks."""
Place = tuple[int, str, str] | int
"""Where a block stands: its box or, where each paragraph has a box of its own, what all these boxes have in common."""

KINDS = ("paragraph", "heading", "item", "cell", "term", "definition", "quote", "preformatted", "caption", "rule")

_FLAT_BOXES = 3  # text cut from pages, Markdown and wrapped records have no boxes to speak of
_ARTICLES = ("article", "blogposting")  # of Open Graph and schema.org
_OTHERS = ("product", "qapage", "discussionforumposting")
_PROSE_CHARS = 80  # about a line of print: shorter blocks are as often entries of a list as sentences
_ENDINGS = {
    mark: kind
    for kind, marks in enumerate((".!?…。！？؟।", ":：", ",;、，؛", "”\"'’»)」』]", "0123456789"), 1)
    for mark in marks
}
_FEWEST_ALIKE = 4  # two questions with their answers
_FEW_BLOCKS = 3  # a paragraph, its label, a note
_WIDE = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Page:
    """The columns of one document, and the few numbers about its boxes that several of them need.

    `printed` tells how often the page prints a text.
    `chars` and `linked` are the visible size of each block, and how much of it is links, in Latin letters' worth.
    `masks` tell of each block which zones and elements it stands in.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = document.blocks
        self.texts = [document.text[block.start : block.end] for block in document.blocks]
        self.printed = Counter(self.texts)
        self.chars = [_size(text) for text in self.texts]
        self.linked = _linked(document, self.chars)
        self.box_masks = box_masks(document)
        self.boxes = [block.container for block in document.blocks]
        self.filled = set(self.boxes)
        self.masks = [self.box_masks[box] for box in self.boxes]
        self.places = self._places()
        self.said = [phrase_of(text) for text in self.texts]
        self.plain = [chars - linked for chars, linked in zip(self.chars, self.linked, strict=True)]
        self.prose = [
            plain if plain >= _PROSE_CHARS and not mask & SURROUNDING else 0
            for plain, mask in zip(self.plain, self.masks, strict=True)
        ]

        self.direct = self._direct_prose()

    @cached_property
    def heads(self) -> Counter[str]:
        """How many blocks open with the same words before a colon; what does so twice is a label of somebody who speaks."""
        return Counter(head for text in self.texts if (head := head_of(text)))

    @cached_property
    def named(self) -> Counter[tuple[str, str]]:
        """How many boxes of the page have the same element and names."""
        return Counter((container.tag, container.names) for container in self.document.containers)

    def _places(self) -> list[Place]:
        """Per block: its box; of boxes alike in one parent, none of which holds more than a few blocks, their parent, element and
        names."""
        containers = self.document.containers
        held = Counter(self.boxes)
        alike = Counter((containers[box].parent, containers[box].tag, containers[box].names) for box in held)
        places: dict[int, Place] = {}
        for box, count in held.items():
            kin = (containers[box].parent, containers[box].tag, containers[box].names)
            places[box] = kin if alike[kin] >= _FEWEST_ALIKE and count <= _FEW_BLOCKS else box
        return [places[box] for box in self.boxes]

    def title_facts(self) -> list[str]:
        """What the page says its title is, outside the visible text, best first."""
        names = (
            ("meta", "og:title"),
            ("meta", "twitter:title"),
            ("json-ld", "headline"),
            ("field", "title"),
            ("title", "title"),
        )
        return [value for origin, name in names if (value := self.document.fact(origin, name))]

    @cached_property
    def sort(self) -> str:
        """Which weights fit the page: ``flat`` for text without boxes; ``article`` for a page that says it is one, or whose
        prose stands mostly in one box; ``general`` for shops, forums, lists and the like."""
        if len(self.document.containers) <= _FLAT_BOXES:
            return "flat"
        said = " ".join(
            f.value.casefold() for f in self.document.facts if f.name == "og:type" or f.name.endswith("@type")
        )
        if any(word in said for word in _ARTICLES):
            return "article"
        if any(word in said for word in _OTHERS):
            return "general"
        inside = Counter[int]()
        for box, size in zip(self.boxes, self.prose, strict=True):
            inside[box] += size
        total, most = sum(self.prose), max(inside.values(), default=0)
        return "article" if 2 * most > total and 2 * total > sum(self.plain) else "general"

    def columns(self) -> dict[str, Column]:
        """All signals, each a bin a block."""
        of_boxes = {name: [bins[box] for box in self.boxes] for name, bins in self.box_bins().items()}
        return {**self.block_columns(), **of_boxes}

    def box_bins(self) -> dict[str, Bins]:
        """The signals that all blocks of a box share."""
        return {
            "box": self._boxes(),
            "parent": self._parents(),
            "tag": {box: _TAG_NUMBER.get(self.document.containers[box].tag, 0) for box in self.filled},
            "kin": self._kin(self._fullest_box()),
            "title_kin": self._kin(self._title_box()),
            "twins": self._twins(0),
            "parent_twins": self._twins(1),
            "rank": self._ranks(),
        }

    def block_columns(self) -> dict[str, Column]:
        """The signals in which blocks of one box may differ."""
        shape = [_shape(chars, linked) for chars, linked in zip(self.chars, self.linked, strict=True)]
        said = self.said
        focus = self._focus()
        kinds = [_kind(block.kind, block.level) for block in self.blocks]
        prose = _bin(sum(1 for size in self.prose if size), (1, 4, 10))
        return {
            "kind": kinds,
            "shape": shape,
            "previous": [0, *(s + 1 for s in shape[:-1])],
            "next": [*(s + 1 for s in shape[1:]), 0],
            "second_previous": [0, 0, *(s + 1 for s in shape[:-2])][: len(shape)],
            "second_next": [*(s + 1 for s in shape[2:]), 0, 0][: len(shape)],
            "ending": [_ENDINGS.get(text[-1:], 0) for text in self.texts],
            "pauses": [
                _bin(text.count(", ") + text.count(". ") * 2 + text.count("、"), (1, 2, 4, 8)) for text in self.texts
            ],
            "focus": focus,
            "focus_kind": [f * 16 + kind for f, kind in zip(focus, kinds, strict=True)],
            "focus_edge": self._edges(focus),
            "said": said,
            "under": self._under(said),
            "repeated": self._repeated(),
            "place": [10 * i // len(shape) for i in range(len(shape))],
            "page": [prose * 64 + s for s in shape],
            "title": self._distances(),
        }

    def _boxes(self) -> Bins:
        """Size and link density of the text that stands directly in the block's box, and how many blocks it has."""
        chars, linked = Counter[int](), Counter[int]()
        for box, size, links in zip(self.boxes, self.chars, self.linked, strict=True):
            chars[box] += size
            linked[box] += links
        return {box: _shape(size, linked[box]) for box, size in chars.items()}

    def _parents(self) -> Bins:
        """Size and link density of all text two boxes further out."""
        chars = self._subtree(self.chars)
        linked = self._subtree(self.linked)
        parents = [max(container.parent, 0) for container in self.document.containers]
        return {box: _shape(chars[parents[parents[box]]], linked[parents[parents[box]]]) for box in self.filled}

    def _subtree(self, sizes: list[int]) -> list[int]:
        """Per container: the sum of `sizes` of all blocks in it, at any depth."""
        containers = self.document.containers
        totals = [0] * len(containers)
        for box, size in zip(self.boxes, sizes, strict=True):
            totals[box] += size
        for box in range(len(containers) - 1, 0, -1):
            totals[containers[box].parent] += totals[box]
        return totals

    def _focus(self) -> Column:
        """How close the block is to where the page's prose stands: 0 outside the box that holds 90 % of it, then 1, 2 and 3
        inside the innermost boxes that hold 90, 60 and 30 %."""
        lone = Counter(box for box, size in zip(self.boxes, self.prose, strict=True) if size)
        totals = self._subtree(
            [
                size if lone[box] > 1 or size > 600 else size // 3
                for box, size in zip(self.boxes, self.prose, strict=True)
            ]
        )
        containers = self.document.containers
        depth = [0] * len(containers)
        depth[0] = 1
        chain = _fullest_chain(self.document, totals)
        for share, level in ((0.9, 1), (0.6, 2), (0.3, 3)):
            depth[next(box for box in reversed(chain) if totals[box] >= share * totals[0])] = level
        for box in range(1, len(containers)):
            depth[box] = max(depth[box], depth[containers[box].parent])
        return [depth[box] for box in self.boxes]

    def _edges(self, focus: Column) -> Column:
        """Distance to the nearest prose in the innermost focus, before and behind: small bins, 0 inside the run of prose."""
        inner = [i for i, (f, size) in enumerate(zip(focus, self.prose, strict=True)) if f >= 2 and size]
        if not inner:
            return [0] * len(focus)
        first, last = inner[0], inner[-1]
        steps = (1, 2, 3, 5, 9, 20)
        return [
            1 + _bin(first - i, steps) if i < first else 9 + _bin(i - last, steps) if i > last else 0
            for i in range(len(focus))
        ]

    def _under(self, said: Column) -> Column:
        """What the last heading, or line that ends like one, said: a list under "See also" is what it says."""
        column, current, left = [], 0, 0
        for block, phrase, chars in zip(self.blocks, said, self.chars, strict=True):
            if block.kind == "heading" or (phrase and chars < 40):
                current, left = phrase, 20  # lists of related items and shares are rarely longer
            elif left:
                left -= 1
            column.append(current if left else 0)
        return column

    def _direct_prose(self) -> dict[int, int]:
        """Per box with prose: how much stands directly in it. A box with one paragraph counts a third: teasers have one."""
        sizes: dict[int, int] = {}
        counts = Counter[int]()
        for box, size in zip(self.boxes, self.prose, strict=True):
            if size:
                sizes[box] = sizes.get(box, 0) + size
                counts[box] += 1
        return {box: size if counts[box] > 1 or size > 600 else size // 3 for box, size in sizes.items()}

    def _fullest_box(self) -> int:
        """The box with the most prose directly in it; the root when there is none."""
        return max(self.direct, key=self.direct.__getitem__, default=0)

    def _title_box(self) -> int:
        return next((b.container for b in self.blocks if b.kind == "heading" and b.level == 1), 0)

    def _ranks(self) -> Bins:
        """The box's own prose as a share of the fullest box's."""
        most = max(self.direct.values(), default=0) or 1
        return {box: _bin(100 * self.direct.get(box, 0) // most, (1, 5, 15, 40, 75, 100)) for box in self.filled}

    def _kin(self, box: int) -> Bins:
        """How the block's box is related to `box`: steps up from `box` to the ancestor that both share (5 at most), and from there
        down to the block's box (4 at most)."""
        up: dict[int, int] = {}
        while box >= 0 and len(up) < 600:
            up[box] = min(len(up), 5)
            box = self.document.containers[box].parent
        related: list[int] = []
        for i, container in enumerate(self.document.containers):
            above = related[container.parent] if i else 0
            related.append(up[i] * 5 if i in up else above + (above % 5 < 4))
        return {box: related[box] for box in self.filled}

    def _twins(self, up: int) -> Bins:
        """How many boxes of the page have the same element and names as the block's box, or as the box `up` steps out."""
        containers = self.document.containers
        counts = self.named
        bins = {}
        for own in self.filled:
            box = containers[max(containers[own].parent, 0)] if up else containers[own]
            bins[own] = _bin(counts[box.tag, box.names], (2, 3, 5, 9, 20)) + (6 if box.names else 0)
        return bins

    def _repeated(self) -> Column:
        """0 unique, 1 printed twice, 2 more often."""
        return [min(self.printed[text], 3) - 1 for text in self.texts]

    def _distances(self) -> Column:
        """Blocks since the first top heading: 0 no such heading, 1-3 before it, 4 and more from it on."""
        top = next((i for i, b in enumerate(self.blocks) if b.kind == "heading" and b.level == 1), None)
        if top is None:
            return [0] * len(self.blocks)
        return [
            1 + _bin(top - i, (3, 10)) if i < top else 4 + _bin(i - top, (1, 2, 3, 5, 10, 30))
            for i in range(len(self.blocks))
        ]


_TAG_NUMBER = {
    tag: i for i, tag in enumerate(("div", "p", "li", "a", "span", "center", "tr", "h1", "h2", "h3", *TAGS), 1)
}


def _fullest_chain(document: Document, totals: list[int]) -> list[int]:
    """The containers from the root down by the fullest child, as long as there is anything in them."""
    fullest: dict[int, int] = {}
    for box, container in enumerate(document.containers):
        if box and (container.parent not in fullest or totals[box] > totals[fullest[container.parent]]):
            fullest[container.parent] = box
    chain = [0]
    while chain[-1] in fullest and totals[fullest[chain[-1]]]:
        chain.append(fullest[chain[-1]])
    return chain


def _size(text: str) -> int:
    """Length in Latin letters' worth: a letter of a wide script says about as much as three."""
    if text.isascii() or not _WIDE.search(text):
        return len(text)
    return len(text) + 2 * len(_WIDE.findall(text))


def _linked(document: Document, chars: list[int]) -> list[int]:
    """Per block: how much of its size is links, at most all of it."""
    linked = [0] * len(chars)
    blocks = document.blocks
    starts = [block.start for block in blocks]
    for mark in document.marks:
        if mark.kind != "link" or not blocks:
            continue
        i = max(bisect_right(starts, mark.start) - 1, 0)
        size = blocks[i].end - blocks[i].start
        if size:
            linked[i] = min(chars[i], linked[i] + (mark.end - mark.start) * chars[i] // size)
    return linked


def _bin(value: int, edges: tuple[int, ...]) -> int:
    """How many of `edges` are not above `value`."""
    count = 0
    for edge in edges:
        if value < edge:
            break
        count += 1
    return count


def _shape(chars: int, linked: int) -> int:
    """Size (12 bins, doubling) and link density (none, some, much, all) in one number below 48."""
    size = min(max(chars, 1).bit_length() - 1, 11)
    density = 0 if not linked else 1 if linked * 4 < chars else 2 if linked * 10 < chars * 8 else 3
    return size * 4 + density


_KIND_NUMBER = {kind: i for i, kind in enumerate(KINDS)}


def _kind(kind: str, level: int) -> int:
    """Below 16: the block's kind, headings by level."""
    return 9 + min(level, 5) if kind == "heading" else _KIND_NUMBER[kind]
