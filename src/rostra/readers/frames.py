"""Open elements of a page being read: where they stand, and what their words are."""

from __future__ import annotations

from rostra.model import Container
from rostra.model.document import BlockKind
from rostra.readers.depth import MOST_LEVELS
from rostra.readers.elements import CONTAINERS, KINDS, LISTS
from rostra.readers.lines import OpenMark
from rostra.readers.tags import Tag


class Frame:
    """An open element.

    Many are closed before a block comes of them; so what a block must know is found when the first one asks (`settle`): the `path`
    from the root (XPath; empty until then), the `kind` and the `level` of blocks in it, and the `box` that they are in: the nearest
    container, whose index is its `container`.
    """

    path = ""
    marks: list[OpenMark] | tuple[()] = ()
    container = -1
    first_block = 0  # of a cell: how many blocks stood before it
    depth: int
    level: int
    lists: int  # how many lists it is in
    kind: BlockKind
    box: Frame

    def __init__(self, tag: Tag, parent: Frame, around: Frame) -> None:
        self.tag = tag
        self.parent = parent
        self.around = around  # the nearest block element around it
        self.counts: dict[str, int] = {}  # how many children of each name it has so far
        name, counts = tag.name, parent.counts
        self.index = counts[name] = counts.get(name, 0) + 1  # its place among its siblings of the same name, from 1

    def count(self, name: str) -> None:
        """Count a child that has no frame."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def settle(self, containers: list[Container]) -> None:
        """Find what a block must know. Its containers are made now, so that boxes without words leave no trace."""
        chain: list[Frame] = []
        at = self
        while not at.path:
            chain.append(at)
            at = at.parent
        for frame in reversed(chain):
            frame._inherit(frame.parent)
            if frame.box is frame:
                frame.container = len(containers)
                containers.append(Container(frame.parent.box.container, frame.tag.name, frame.tag.names))

    def _inherit(self, parent: Frame) -> None:
        name = self.tag.name
        self.depth = parent.depth + 1
        is_deep = self.depth > MOST_LEVELS
        # Paths of depth upon depth would take memory with the square of the depth.
        self.path = parent.path if is_deep else f"{parent.path}/{name if name == 'body' else f'{name}[{self.index}]'}"
        self.box = self if name in CONTAINERS and not is_deep else parent.box
        self.lists = parent.lists + 1 if name in LISTS else parent.lists
        self.kind, self.level = parent.kind, parent.level
        if kind := KINDS.get(name):
            self.kind = kind
            self.level = int(name[1]) if kind == "heading" else max(self.lists, 1) if kind == "item" else 0


class RootFrame(Frame):
    """The root, which nothing stands around: it is its own parent, and container 0 from the beginning."""

    def __init__(self, tag: Tag, containers: list[Container]) -> None:
        self.tag = tag
        self.path = "/" + tag.name
        self.parent = self.around = self.box = self
        self.counts = {}
        self.index = self.depth = self.level = self.lists = self.container = 0
        self.kind = "paragraph"
        containers[0] = Container(-1, tag.name, tag.names)
