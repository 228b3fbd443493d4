"""Echoes: paragraphs that the page has printed before - a caption that repeats the lead, a passage pulled out in large type."""

from __future__ import annotations

from collections import Counter

import msgspec

from rostra.model import Document
from rostra.structure.layout import Layout, Part

_SHORTEST = 40  # characters; below, people do repeat themselves ("Thank you very much.")


def mark_echoes(document: Document, layout: Layout) -> Layout:
    """The layout with every later printing of a paragraph as furniture. The first keeps its part, and what was
    furniture there was not printed yet: nothing is lost. In the box that holds most of the body people repeat themselves, so what
    stands there stays."""
    boxes = Counter(b.container for b, p in zip(document.blocks, layout.parts, strict=True) if p == "body")
    main = boxes.most_common(1)[0][0] if boxes else -1
    seen: set[str] = set()
    parts: list[Part] = []
    for block, part in zip(document.blocks, layout.parts, strict=True):
        text = document.text[block.start : block.end]
        if len(text) >= _SHORTEST and part != "title":
            parts.append("furniture" if part == "body" and block.container != main and text in seen else part)
            if part != "furniture":
                seen.add(text)
        else:
            parts.append(part)
    return msgspec.structs.replace(layout, parts=tuple(parts))
