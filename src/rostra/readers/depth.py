"""Bounds on how deep a page may nest: what goes beyond is flattened before the parser sees it."""

from __future__ import annotations

import re

from rostra.model import Issue
from rostra.readers.compose import Composer
from rostra.readers.elements import MARKS

# Browsers stop nesting at 512 (Blink's limit); the parser's work grows with depth times size, so deeper tags are left out.
MOST_LEVELS = 512
# A page with fewer tags cannot be deep enough to be slow (10,000 levels take 0.15 s), and is not looked through for its depth.
_FEWEST_TAGS_OF_A_DEEP_PAGE = 10_000
_NESTING = (
    *("div", "span", "section", "article", "ul", "ol", "dl", "table", "blockquote", "center", "form", "font"),
    *("small", "big", "a", *MARKS),
)
_NESTING_TAG = re.compile(rf"<(/?)(?:{'|'.join(_NESTING)})\b[^<>]*>", re.IGNORECASE)


def flatten_depths(markup: str, composer: Composer) -> str:
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
