"""What a page hides, and when that is read all the same.

Pages hide menus, cards and hints until somebody asks for them; those are no printed text. But pages that scripts put together hide
their whole content until the scripts have run, and a saved page is never run.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from rostra.readers.elements import HIDING_CLASSES
from rostra.readers.stylesheet import is_hidden
from rostra.text.spaces import collapse

_MAYBE_HIDDEN = ", ".join(("[hidden]", "[style*=display i]", *(f"span.{name}" for name in HIDING_CLASSES)))
# "hidden md:inline", "d-none d-md-inline": out of sight on small screens only.
_RESPONSIVE = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl|print):|d-(?:sm|md|lg|xl|xxl|print)-)")
# React streams the parts of a page behind it, hidden, for its script to put into their places (since release 18).
_STREAMED = re.compile(r"S:[0-9a-f]+")

# A page that shows its statement shows more than this beside its hidden dialogues (the shortest page of a statement with its menus
# has some 600 characters); one that hides its statement hides several times what it shows, or far more than a dialogue.
_LITTLE = 500
_MANY_TIMES = 3


def find_hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """Elements that the page itself hides. The page as a whole cannot be hidden: scripts would show it."""
    return frozenset(node.mem_id for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node.tag or "", node.attributes))


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in ("html", "body") or ("hidden" in attributes and _STREAMED.fullmatch(attributes.get("id") or "")):
        return False
    if "hidden" in attributes or is_hidden(attributes.get("style") or ""):
        return True
    classes = attributes.get("class") or ""
    return tag == "span" and not _RESPONSIVE.search(classes) and not set(HIDING_CLASSES).isdisjoint(classes.split())


def is_little(shown: int, passed_over: int) -> bool:
    """Whether a page that shows `shown` characters must hold its content in the `passed_over` ones that it does not show."""
    return passed_over > (shown if shown < _LITTLE else _MANY_TIMES * shown)


def measure_noscript(tree: LexborHTMLParser) -> int:
    """The characters that the page holds for readers without scripts."""
    return sum(len(collapse(node.text())) for node in tree.css("noscript"))
