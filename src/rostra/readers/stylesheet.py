"""Typography that a page sets by style: declarations on an element, and class rules of an embedded stylesheet.

Only what tells a label from its speech is read: weight, slant, underline, small capitals. Selectors other than a class (with or
without an element's name) are passed over: resolving them would need a browser.
"""

from __future__ import annotations

import re

from rostra.model.document import MarkKind

Styles = dict[str, frozenset[MarkKind]]

_SELECTOR = re.compile(r"\s*[a-zA-Z0-9]*\.([\w-]+)\s*", re.ASCII)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATIONS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("strong", re.compile(r"\bfont(?:-weight)?\s*:[^;}]*\b(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)),
    ("emphasis", re.compile(r"\bfont(?:-style)?\s*:[^;}]*\b(?:italic|oblique)\b", re.IGNORECASE)),
    ("underline", re.compile(r"\btext-decoration(?:-line)?\s*:[^;}]*\bunderline\b", re.IGNORECASE)),
    ("small_caps", re.compile(r"\bfont(?:-variant(?:-caps)?)?\s*:[^;}]*\bsmall-caps\b", re.IGNORECASE)),
)
_NORMAL_WEIGHT = re.compile(r"\bfont-weight\s*:\s*(?:normal|[1-4]00)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
# The longest embedded stylesheet of a page whose labels are set by class (a PDF converter's) has 40 kB; frameworks put half a
# megabyte of rules into each page, which say nothing of labels.
_MOST_CHARACTERS = 65_536


def read_declarations(style: str) -> frozenset[MarkKind]:
    """The marks that the declarations ask for; empty for declarations about other things.

    >>> sorted(read_declarations("font: bold 12px Arial; font-style: italic"))
    ['emphasis', 'strong']
    """
    if "font" not in style and "text-decoration" not in style and "FONT" not in style:
        return frozenset()
    return frozenset(kind for kind, pattern in _DECLARATIONS if pattern.search(style))


def is_hidden(style: str) -> bool:
    """Whether the declarations take the element out of the page."""
    return _HIDDEN.search(style) is not None


def is_normal_weight(style: str) -> bool:
    """Whether the declarations undo the weight that the element has by its name (editors write such ``<b>``)."""
    return _NORMAL_WEIGHT.search(style) is not None


def read_stylesheet(css: str) -> Styles:
    """The marks that each class asks for; classes that ask for none are left out."""
    styles: Styles = {}
    for rule in _COMMENT.sub("", css[:_MOST_CHARACTERS]).split("}"):
        selectors, _, declarations = rule.partition("{")
        if marks := read_declarations(declarations):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector):
                    styles[match[1]] = styles.get(match[1], frozenset()) | marks
    return styles
