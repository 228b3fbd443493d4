"""Slugs: the permanent part of an address that stands for a name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 80
"""In code points: an address of four-byte letters then stays below 1,000 bytes once it is percent-encoded."""
_DOT_ABOVE = "\u0307"


def slugify(name: str) -> str:
    """The slug of a name: its letters (of any script, lower case), marks and digits, with "-" for all between them.

    Names that differ only in case, width, punctuation or spacing share a slug. Never empty: a name without letters and digits
    gets a slug made of its digest. Stable: it depends on nothing but the name.

    >>> slugify("Editor's Column"), slugify("  ÉCOLE  normale "), slugify("?!")
    ('editor-s-column', 'école-normale', 'x-545f940d')
    """
    folded = unicodedata.normalize("NFKC", name).casefold().replace("i" + _DOT_ABOVE, "i")
    kept = "".join(char if _kept(char) else " " for char in unicodedata.normalize("NFKC", folded))
    slug = re.sub(r"\s+", "-", kept.strip())
    if not slug:
        return f"x-{_digest(name)}"
    return slug if len(slug) <= _LONGEST else f"{slug[:_LONGEST].rstrip('-')}-{_digest(slug)}"


def _kept(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
