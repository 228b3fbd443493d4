"""Boxes: what the elements and the names of the boxes around a block say of it - a menu, a comment, the text itself."""

from __future__ import annotations

import re
from functools import lru_cache

from rostra.lexicon import load
from rostra.model import Document

ZONES = tuple(key for key in load("furniture")["markup"])
"""The zones that the names of a box can put it in; bit ``i`` of a path mask is ``ZONES[i]``."""

TAGS = (
    *("nav", "header", "footer", "aside", "form", "article", "main", "figure", "table", "ul", "ol", "dl", "section"),
    *("button", "dialog", "blockquote", "label", "menu", "address", "details", "td", "select", "fieldset", "body"),
)
"""Elements that mean something for what they hold; bit ``len(ZONES) + i`` of a path mask is ``TAGS[i]``."""

_ZONE_BITS = {word: 1 << i for i, zone in enumerate(ZONES) for word in load("furniture")["markup"][zone]}
_TAG_BITS = {tag: 1 << (len(ZONES) + i) for i, tag in enumerate(TAGS)}
SURROUNDING = sum(
    1 << i
    for i, zone in enumerate(ZONES)
    if zone[5:] in {"navigation", "footer", "side", "comments", "cookie", "related"}
) | sum(_TAG_BITS[tag] for tag in ("nav", "footer", "aside", "form", "menu"))
"""Bits of the zones and elements that stand around a statement."""

_WHOLE = 1 << ZONES.index("zone_content") | _TAG_BITS["article"] | _TAG_BITS["main"]
_NAME = re.compile(r"[^\W_]+")


def box_masks(document: Document) -> list[int]:
    """Per container: bits of the zones and elements on the way from the root to it.

    A box that holds most of the page is no sidebar, form or comment, whatever it is called ("has-sidebar"): of such boxes only what
    speaks for the body is kept.
    """
    containers = document.containers
    sizes = [0] * len(containers)
    for block in document.blocks:
        sizes[block.container] += block.end - block.start
    for box in range(len(containers) - 1, 0, -1):
        sizes[containers[box].parent] += sizes[box]
    masks: list[int] = []
    for container, size in zip(containers, sizes, strict=True):
        above = masks[container.parent] if 0 <= container.parent < len(masks) else 0
        own = _TAG_BITS.get(container.tag, 0) | (_zones(container.names) if container.names else 0)
        masks.append(above | (own if 2 * size < sizes[0] else own & _WHOLE))
    return masks


@lru_cache(maxsize=16384)
def _zones(names: str) -> int:
    mask = 0
    for word in _NAME.findall(names[:400]):  # a few utility-class pages have kilobytes of names a box
        mask |= _zone_of(word)
    return mask


@lru_cache(maxsize=16384)
def _zone_of(word: str) -> int:
    return _ZONE_BITS.get(word, 0) or _compound(word)


def _compound(word: str) -> int:
    """Zones of a word that begins or ends with a longer zone word: "relatedposts", "commentscontainer"."""
    if not 8 <= len(word) <= 40:
        return 0
    mask = 0
    for i in range(5, len(word) - 1):
        mask |= _ZONE_BITS.get(word[:i], 0) | _ZONE_BITS.get(word[-i:], 0)
    return mask
