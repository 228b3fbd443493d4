"""A style sheet cut to one page: the rules for what the page and its script name, in their order, and no other.

A first search should load little, and most of the site's style is for other pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMED = re.compile(r"""\b(?:class|id)=(?:"([^"]*)"|'([^']*)')""")
_NAME = re.compile(r"[.#]([A-Za-z][\w-]*)")
_STATE = re.compile(r":(?:not|is|has|where)\((?:[^()]|\([^()]*\))*\)")
_APART = re.compile(r",(?![^(]*\))")


def tailor(style: str, page: str, script: str) -> str:
    """The rules of `style` (without comments) that may hold for `page` (HTML), as its `script` changes it."""
    known = {name for groups in _NAMED.findall(page) for text in groups for name in text.split()}
    known.update(re.findall(r"[\w-]+", script))  # more than it names, which costs a few rules
    return "".join(_kept(style, known))


def _kept(style: str, known: set[str]) -> Iterator[str]:
    for head, body in _blocks(style):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_kept(body, known))
            if inner.strip():
                yield f"{head}{{{inner}}}"
        elif head.startswith("@") or _holds(head, known):
            yield f"{head}{{{body}}}"


def _holds(selectors: str, known: set[str]) -> bool:
    """Whether one of the selectors names nothing but what is known; what stands in ``:is(…)`` and the like is taken to hold."""
    return any(known.issuperset(_NAME.findall(_STATE.sub("", each))) for each in _APART.split(selectors))


def _blocks(style: str) -> Iterator[tuple[str, str]]:
    """Each rule as what stands before its braces and what in them."""
    start = at = 0
    while (opens := style.find("{", at)) >= 0:
        depth, at = 1, opens + 1
        while depth and at < len(style):
            depth += {"{": 1, "}": -1}.get(style[at], 0)
            at += 1
        yield style[start:opens].strip(), style[opens + 1 : at - 1]
        start = at
