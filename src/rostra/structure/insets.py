"""Insets: what is set into the body without being of it - captions, boxes of figures, "see also", the link to another page.

The weights judge a block by what it looks like, and a box in the middle of a speech looks like the speech. What gives it away
is its element or name, and that nobody in it speaks: its lines open with no label that the page uses again. A quotation is of the
text, whoever is quoted (a post elsewhere too) and whatever box it is printed in, but for an aside: that repeats the text. A
paragraph that is nothing but a link leads away from the text.
"""

from __future__ import annotations

import re
from collections import Counter

from rostra.lexicon import phrases
from rostra.structure.boxes import TAGS, ZONES
from rostra.structure.sayings import PHRASES, head_of
from rostra.structure.signals import Page

_MOST_SHARE = 4  # a box that holds more than a quarter of the body is no inset, whatever its name
_MOST_UP = 4  # boxes out of the block: insets are shallow
_NAME = re.compile(r"[^\W_]+")
_TABLE = sum(1 << len(ZONES) + TAGS.index(tag) for tag in ("table", "td"))  # a table is text, also in a <figure>
_RELATED = PHRASES.index("related") + 1
_CREDIT_CHARS = 60
_UTTERED = re.compile(r"[.!?…。！？][\"'”’»)]*\s*$")
_ELEMENTS = frozenset({"aside", "figure", "figcaption"})
_LINK_CHARS = 15  # a linked name on a line of its own may be a label; the titles of other pages are longer
_ZONES = sum(1 << i for i, name in enumerate((*ZONES, *TAGS)) if name in {"zone_share", "zone_related", "zone_promo"})


def find_insets(page: Page, inside: list[bool]) -> set[int]:
    """Indexes of the blocks inside the body that are set into it; empty for text without boxes."""
    body = [i for i, taken in enumerate(inside) if taken]
    if not body:
        return set()
    ways = {box: _way_out(page, box) for box in {page.boxes[i] for i in body}}
    sizes = Counter[int]()
    for i in body:
        for box in ways[page.boxes[i]]:
            sizes[box] += page.chars[i]
    whole = sum(page.chars[i] for i in body)
    insets = {box for box, size in sizes.items() if size * _MOST_SHARE <= whole and _is_named_inset(page, box)}
    asides = {box for box in insets if page.document.containers[box].tag == "aside"}
    found = [i for i in body if _is_set_in(page, i, asides if page.blocks[i].kind == "quote" else insets, ways)]
    spoken = {box for i in found if _speaks(page, i) for box in ways[page.boxes[i]]} & insets
    return {i for i in found if not spoken.intersection(ways[page.boxes[i]])}


def _is_set_in(page: Page, i: int, insets: set[int], ways: dict[int, list[int]]) -> bool:
    """Whether the block is a caption, a link that leads away, or stands in one of `insets`."""
    if page.blocks[i].kind == "caption" or _leads_away(page, i):
        return True
    return not page.masks[i] & _TABLE and not insets.isdisjoint(ways[page.boxes[i]])


def _leads_away(page: Page, i: int) -> bool:
    """Whether the block is a paragraph that is one link, with a title's length, and printed once: labels come again."""
    if page.blocks[i].kind != "paragraph" or page.chars[i] < _LINK_CHARS or page.linked[i] * 10 < page.chars[i] * 9:
        return False
    return page.printed[page.texts[i]] < 2 and not page.texts[i].endswith((":", "："))


def _way_out(page: Page, box: int) -> list[int]:
    """The box and those around it, at most `_MOST_UP`."""
    way: list[int] = []
    while box > 0 and len(way) < _MOST_UP:
        way.append(box)
        box = page.document.containers[box].parent
    return way


def _is_named_inset(page: Page, box: int) -> bool:
    """By its element, by a zone that is its own and not its parent's, or by its name."""
    container = page.document.containers[box]
    own = page.box_masks[box] & ~page.box_masks[max(container.parent, 0)]
    names = _NAME.findall(container.names[:400])
    return container.tag in _ELEMENTS or bool(own & _ZONES) or not phrases("furniture", "inset").isdisjoint(names)


def _speaks(page: Page, i: int) -> bool:
    """Whether the block opens with a label that the page prints more than once."""
    return page.heads[head_of(page.texts[i])] > 1 and 2 * page.linked[i] < page.chars[i]


def find_sayings(page: Page, inside: list[bool]) -> set[int]:
    """Indexes of the blocks inside the body that say what furniture says: a list with its heading "See also", a line of credit
    ("Photo: Town Hall") and one of sharing. A word before a colon that comes again is a label."""
    found: set[int] = set()
    for i, taken in enumerate(inside):
        if taken and page.said[i] == _RELATED and page.printed[page.texts[i]] < 2:
            listed = _listed_under(page, i)
            found |= {i, *listed} if listed else set()
        elif taken and _is_credit(page, i):
            found.add(i)
    return found


def _listed_under(page: Page, i: int) -> set[int]:
    """The items and links that follow block `i` one after another."""
    end = i + 1
    while end < len(page.blocks) and (page.blocks[end].kind == "item" or page.linked[end] * 2 > page.chars[end]):
        end += 1
    return set(range(i + 1, end))


def _is_credit(page: Page, i: int) -> bool:
    """Whether the line is a word of captions or of sharing, a colon, and a few words that are no sentence."""
    text = page.texts[i]
    key, colon, value = text[:_CREDIT_CHARS].partition(":")
    known = any(key.strip().casefold() in phrases("furniture", name) for name in ("caption", "share"))
    short = page.chars[i] <= _CREDIT_CHARS and page.blocks[i].kind == "paragraph"
    told = bool(colon and value.strip()) and not _UTTERED.search(value)
    return known and short and told and page.heads[head_of(text)] < 2
