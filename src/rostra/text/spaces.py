"""White space: what a reader sees as one gap becomes one space, and what nobody sees goes away."""

from __future__ import annotations

import re

# Soft hyphen, Mongolian vowel separator, zero-width space, word joiner, byte-order mark inside the text, and control characters
# that are no white space (XML forbids most of them). Zero-width joiner and non-joiner stay: Persian and Indic spelling needs
# them. Direction marks stay: they decide how a mixed line is shown.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060\ufeff]+")


def strip_invisible(text: str) -> str:
    """`text` without characters that have no width and carry no meaning; white space is left as it is.

    >>> strip_invisible("co\\u00adoperate\\ufeff")
    'cooperate'
    """
    return _INVISIBLE.sub("", text)


def collapse(text: str) -> str:
    """`text` with every run of white space (no-break and typographic spaces too) as one space, none at the ends.

    Idempotent. The empty string means that there was nothing to see.

    >>> collapse("  Good\\u00a0\\u200b\\n morning ")
    'Good morning'
    """
    # A printable character is no white space but " ", and not invisible. Most texts are as they should be, and this says so sooner.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(strip_invisible(text).split())
