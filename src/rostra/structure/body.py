"""Where the statement stands on its page.

Each block gets a score: the sum of learnt weights of its signals (`rostra.structure.signals`; the weights are data, see
``scripts/learn_layout.py``). One pass of dynamic programming then chooses inside or outside for every block, where a change
costs: so a one-word answer between two paragraphs stays, and a lone sentence in a side column does not. What remains is
to close gaps that no furniture explains, and to name the lines around the edges (`rostra.structure.edges`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

import msgspec

from rostra.lexicon import load, phrases
from rostra.model import Document
from rostra.structure.boxes import SURROUNDING, TAGS, ZONES
from rostra.structure.edges import is_dateline, name_edges, stands_apart
from rostra.structure.insets import find_insets, find_sayings
from rostra.structure.layout import Layout, Part
from rostra.structure.running import running_headers
from rostra.structure.sayings import CAPTION, head_of
from rostra.structure.signals import Page, Place

_SAID_CHARS = 40  # a line that says so and more is a sentence
_MOST_EXTENDED = 6  # blocks; more than a handful of lines that the weights left out are no part of the statement
_SENTENCE_ENDS = (".", "!", "?", ",", ":", "…", "。", "？", "！", "，")
_UTTERED = re.compile(r"[.!?…。！？؟।][\"'”’»」』)\]）］]*\s*$")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_KEYS = ("category", "tags", "views", "dateline")
_LEAST_SHARE = 0.1  # of the page's prose: a body below it means that the scores are off for this page
_LIFT = 0.7  # log odds by which all scores rise until the body has that share
_MOST_LIFTS = 6
_MOST_PLAIN = 400  # blocks; a page of more, none of which stands out, is a list


class Weights(msgspec.Struct, frozen=True):
    """What was learnt for one sort of page. `signals` is a weight a bin, `path` a weight a zone or element; `change` is the
    cost of going in or out of the body between two blocks, in the unit of the scores (log odds)."""

    bias: float
    change: float
    signals: dict[str, list[float]]
    path: dict[str, float]


def find_layout(document: Document, weights: Mapping[str, Weights] | None = None) -> Layout:
    """The part of every block of the page.

    A page without main text has no ``body`` block, and a score of 0.

    Args:
        document: The page as its reader made it.
        weights: Weights by sort of page; those of the lexicon when ``None``.

    Returns:
        A layout with one part a block, in the order of `Document.blocks`.
    """
    page = Page(document)
    if not page.blocks:
        return Layout(parts=(), score=0.0)
    learnt = (weights or _weights())[page.sort]
    scores = block_scores(page, learnt)
    inside = _end(page, _close_gaps(page, _choose_enough(page, scores, learnt.change)))
    inside = _without(inside, _set_in(page, inside))
    parts, title = name_edges(page, inside)
    doubtful = _doubtful(page, parts)
    return Layout(
        parts=parts, title=title, doubtful=doubtful, score=_clarity(scores, inside), masks=tuple(page.box_masks)
    )


def block_scores(page: Page, weights: Weights) -> list[float]:
    """Per block: log odds of being part of the statement."""
    paths: dict[int, float] = {}
    for mask in set(page.masks):
        paths[mask] = weights.bias + _path_score(mask, weights)
    of_boxes = {box: paths[page.box_masks[box]] for box in page.filled}
    for name, found in page.box_bins().items():
        bins = weights.signals[name]
        for box, value in found.items():
            of_boxes[box] += bins[value]
    scores = [of_boxes[box] for box in page.boxes]
    for name, column in page.block_columns().items():
        bins = weights.signals[name]
        scores = [score + bins[value] for score, value in zip(scores, column, strict=True)]
    return scores


def choose(scores: Sequence[float], chars: Sequence[int], change: float) -> list[bool]:
    """Inside or outside for every block: the path of the greatest sum, where each change costs `change`.

    A block counts by the cube root of its size, so that a long paragraph outweighs its neighbours without drowning them.
    """
    outside, inside = 0.0, -change
    came: list[tuple[bool, bool]] = []
    for score, size in zip(scores, chars, strict=True):
        came.append((inside - change > outside, inside >= outside - change))
        outside, inside = max(outside, inside - change), max(inside, outside - change) + score * (size / 6 + 1) ** 0.3
    state = inside > outside
    path = [False] * len(scores)
    for i in range(len(path) - 1, -1, -1):
        path[i] = state
        state = came[i][state]
    return path


def _choose_enough(page: Page, scores: list[float], change: float) -> list[bool]:
    """Choose; where next to nothing of the page's prose is inside, choose again with all scores raised."""
    least = _LEAST_SHARE * sum(page.prose)
    inside = choose(scores, page.chars, change)
    for _ in range(_MOST_LIFTS):
        if sum(size for size, taken in zip(page.prose, inside, strict=True) if taken) >= least:
            break
        scores = [score + _LIFT for score in scores]
        inside = choose(scores, page.chars, change)
    return inside if True in inside else _choose_plain(page)


def _choose_plain(page: Page) -> list[bool]:
    """The body of a page on which nothing stands out, such as a handful of short lines: whatever shows no sign of furniture in the
    place that holds most of such words. None on a long page, which is a list, and none where such words stand all over the page."""
    free = [not page.masks[i] & SURROUNDING and _is_free(page, i) for i in range(len(page.blocks))]
    words = Counter[Place]()
    for place, size, taken in zip(page.places, page.chars, free, strict=True):
        words[place] += size * taken
    place, most = words.most_common(1)[0]
    if 2 * most <= sum(page.chars) or len(page.blocks) > _MOST_PLAIN:
        return [False] * len(page.blocks)
    return [taken and own == place for own, taken in zip(page.places, free, strict=True)]


def _close_gaps(page: Page, inside: list[bool]) -> list[bool]:
    """Take in short runs of blocks between two parts of the body that stand in its place and show no sign of furniture."""
    closed = list(inside)
    last = None
    for i, chosen in enumerate(inside):
        if not chosen:
            continue
        if last is not None and 1 < i - last <= 40 and page.places[last] == page.places[i]:
            for gap in range(last + 1, i):
                closed[gap] = closed[gap] or _belongs(page, gap, page.places[i])
        last = i
    return closed


def _set_in(page: Page, inside: list[bool]) -> set[int]:
    """What stands inside the body and is not of it. A dated header over the first words stays: it is the record's dateline."""
    first = inside.index(True) if True in inside else None
    others = {i for i in running_headers(page) if i != first or not is_dateline(page.texts[i])}
    others |= find_sayings(page, inside)
    return others | find_insets(page, inside) if page.sort == "article" else others


def _without(inside: list[bool], others: set[int]) -> list[bool]:
    return [taken and i not in others for i, taken in enumerate(inside)] if others else inside


def _end(page: Page, inside: list[bool]) -> list[bool]:
    """Extend the body, and let go what ends it without being of it: headings, which announce what follows, lines such as
    "Publication date: ...", and what furniture says ("Print this page")."""
    inside = _extend(page, inside)
    for i in range(len(inside) - 1, -1, -1):
        ends = page.blocks[i].kind == "heading" or _is_keyed(page, i) or stands_apart(page, i) or _is_said(page, i)
        if inside[i] and not ends:
            break
        inside[i] = False
    return inside


def _extend(page: Page, inside: list[bool]) -> list[bool]:
    """Take in what follows the end in the same box and is not furniture: a last "Yes.", "END", a closing clock time.

    A record that wraps a text (its fields are facts) holds nothing but the statement; in other text without boxes the lines in
    front that are sentences belong to it as well.
    """
    if page.sort == "flat" and any(fact.origin == "field" for fact in page.document.facts):
        return [True] * len(inside)
    if True not in inside:
        return inside
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    for i in range(last + 1, min(last + 1 + _MOST_EXTENDED, len(inside))):
        if page.blocks[i].kind == "item" or page.places[i] != page.places[last]:
            break
        if not _points_to_recording(page, i) and (page.linked[i] or not _belongs(page, i, page.places[last])):
            break
        inside[i] = True
    if page.sort == "flat":
        for i in range(first - 1, max(first - 1 - _MOST_EXTENDED, -1), -1):
            if page.said[i] or not page.texts[i].endswith(_SENTENCE_ENDS):
                break
            inside[i] = True
    return inside


def _points_to_recording(page: Page, i: int) -> bool:
    """Whether the line opens as captions do ("Listen to the whole speech") and is no link: a note on the record."""
    return page.said[i] == CAPTION and page.linked[i] * 4 < page.chars[i]


def _is_said(page: Page, i: int) -> bool:
    """Whether the line is what furniture says, and no label with the words of somebody who speaks."""
    return page.said[i] not in (0, CAPTION) and page.chars[i] <= _SAID_CHARS and not head_of(page.texts[i])


def _is_keyed(page: Page, i: int) -> bool:
    """Whether the line is "Category: ..." or the like: a word of a publishing system, a colon, a value. What opens several lines
    is a label."""
    key, colon, value = page.texts[i][:120].partition(":")
    known = any(key.strip().casefold() in phrases("furniture", name) for name in _KEYS)
    return bool(colon and value.strip()) and known and page.heads[head_of(page.texts[i])] < 2


def _belongs(page: Page, i: int, place: Place) -> bool:
    """Whether a block that was left out stands in the same place as the body and shows no sign of furniture."""
    return page.places[i] == place and _is_free(page, i)


def _is_free(page: Page, i: int) -> bool:
    """Whether a block is not made of links and does not say what furniture says."""
    return page.linked[i] * 2 < page.chars[i] and not page.said[i]


def _doubtful(page: Page, parts: Sequence[Part]) -> tuple[int, ...]:
    """Furniture in the place where the body begins or ends (anywhere, when there is none) that is a sentence or stands in brackets,
    without a sign of furniture."""
    body = [i for i, part in enumerate(parts) if part == "body"]
    places = {page.places[body[0]], page.places[body[-1]]} if body else set(page.places)
    left_out = [i for i, part in enumerate(parts) if part == "furniture" and page.places[i] in places]
    return tuple(
        i
        for i in left_out
        if _is_uttered(page.texts[i])
        and _is_free(page, i)
        and page.blocks[i].kind != "caption"
        and not page.masks[i] & SURROUNDING
        and not stands_apart(page, i)
    )


def _is_uttered(text: str) -> bool:
    """Whether a line ends as a sentence does, or is wholly in brackets, as a stage note is."""
    return bool(_UTTERED.search(text[-8:])) or (_BRACKETS.get(text[:1], "") == text[-1:] != "")


def _clarity(scores: Sequence[float], inside: Sequence[bool]) -> float:
    """Mean probability of the blocks chosen, 0 when there are none."""
    chosen = [
        1 / (1 + exp(-max(min(score, 30.0), -30.0))) for score, taken in zip(scores, inside, strict=True) if taken
    ]
    return round(sum(chosen) / len(chosen), 3) if chosen else 0.0


@cache
def _weights() -> dict[str, Weights]:
    return msgspec.convert(load("layout_weights"), dict[str, Weights])


def _path_score(mask: int, weights: Weights) -> float:
    return sum(weights.path.get(name, 0.0) for i, name in enumerate((*ZONES, *TAGS)) if mask >> i & 1)
