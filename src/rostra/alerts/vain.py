"""Queries that found nothing, as they are counted: in one spelling, short, and without what may belong to one person alone."""

from __future__ import annotations

import re

from rostra.search.parser import parse
from rostra.search.query import canonical

LONGEST = 100
"""Longer ones are pasted text, not what people look for."""
_PRIVATE = re.compile(r"@|://|\d{5,}|(?:\d[ ./-]?){7,}")
"""Addresses of mail and of the web, numbers of telephones, passports and accounts."""


def spelled(query: str) -> str:
    """The spelling under which `query` is counted; "" for one that is not."""
    text = canonical(parse(query[:1_000]).tree).casefold()
    return "" if len(text) > LONGEST or _PRIVATE.search(text) or _PRIVATE.search(query) else text
