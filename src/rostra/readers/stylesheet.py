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
_NONE: frozenset[MarkKind] = frozenset()
# In small letters. Each begins with its word, and only then asks that no other runs on into it: a pattern that begins with "\b" is
# tried at every character.
_FONT, _DECORATION = r"font(?<!\wfont)", r"text-decoration(?<!\wtext-decoration)"
_DECLARATIONS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("strong", re.compile(_FONT + r"(?:-weight)?\s*:[^;}]*\b(?:bold|bolder|[6-9]00)\b")),
    ("emphasis", re.compile(_FONT + r"(?:-style)?\s*:[^;}]*\b(?:italic|oblique)\b")),
    ("underline", re.compile(_DECORATION + r"(?:-line)?\s*:[^;}]*\bunderline\b")),
    ("small_caps", re.compile(_FONT + r"(?:-variant(?:-caps)?)?\s*:[^;}]*\bsmall-caps\b")),
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
    if not _may_tell(style):
        return _NONE
    style = style.lower()
    return frozenset([kind for kind, pattern in _DECLARATIONS if pattern.search(style)])


def _may_tell(style: str) -> bool:
    return "font" in style or "text-decoration" in style or "FONT" in style


def hides(style: str) -> bool:
    """Whether the declarations take the element out of the page."""
    return _HIDDEN.search(style) is not None


def is_normal_weight(style: str) -> bool:
    """Whether the declarations undo the weight that the element has by its name (editors write such ``<b>``)."""
    return _NORMAL_WEIGHT.search(style) is not None


def read_stylesheet(css: str) -> Styles:
    """The marks that each class asks for; classes that ask for none are left out."""
    styles: Styles = {}
    for rule in _COMMENT.sub("", css[:_MOST_CHARACTERS]).split("}"):
        selectors, _, declarations = rule.partition("{") if _may_tell(rule) else ("", "", "")
        if marks := read_declarations(declarations):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector):
                    styles[match[1]] = styles.get(match[1], frozenset()) | marks
    return styles
