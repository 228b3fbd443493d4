"""What a page hides, and when that is read all the same.

Pages hide menus, cards and hints until somebody asks for them; those are no printed text. But pages that scripts put together hide
their whole content until the scripts have run, and a saved page is never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from rostra.readers.elements import HIDING_CLASSES
from rostra.readers.markup import get_value, has_attribute
from rostra.readers.stylesheet import hides
from rostra.text.spaces import collapse

_HIDING = frozenset(HIDING_CLASSES)
# "hidden md:inline", "d-none d-md-inline": out of sight on small screens only.
_RESPONSIVE = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl|print):|d-(?:sm|md|lg|xl|xxl|print)-)")
# React streams the parts of a page behind it, hidden, for its script to put into their places (since release 18).
_STREAMED = re.compile(r"S:[0-9a-f]+")

# A page that shows its statement shows more than this beside its hidden dialogues (the shortest page of a statement with its menus
# has some 600 characters); one that hides its statement hides several times what it shows, or far more than a dialogue.
_LITTLE = 500
_MANY_TIMES = 3


def is_hidden(name: str, tag: str) -> bool:
    """Whether the page itself hides an element, by its tag as `read_tags` gives it. The page as a whole cannot be hidden: scripts
    would show it."""
    if name in ("html", "body"):
        return False
    if has_attribute(tag, "hidden"):
        return not _STREAMED.fullmatch(get_value(tag, "id"))
    if ' style="' in tag and hides(get_value(tag, "style")):
        return True
    if name != "span" or ' class="' not in tag:
        return False
    classes = get_value(tag, "class")
    return not _HIDING.isdisjoint(classes.split()) and not _RESPONSIVE.search(classes)


def is_little(shown: int, passed_over: int) -> bool:
    """Whether a page that shows `shown` characters must hold its content in the `passed_over` ones that it does not show."""
    return passed_over > (shown if shown < _LITTLE else _MANY_TIMES * shown)


def measure_noscript(nodes: Iterable[LexborNode]) -> int:
    """The characters that the page holds, in those of `nodes` that are a ``<noscript>``, for readers without scripts."""
    return sum(len(collapse(node.text())) for node in nodes if node.tag == "noscript")
