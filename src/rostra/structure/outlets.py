"""Outlets: papers and stations under whose names those who ask are printed ("Daily Post:", "«Заря»:")."""

from __future__ import annotations

import re
from functools import lru_cache

from rostra.lexicon import phrases
from rostra.structure.naming import contains_office, fold, is_name_like

_MOST_WORDS = 4
_QUOTES = '«»“”"„'


def is_outlet(core: str) -> bool:
    """The label's own words tell an outlet: two to four words in capitals, the first or the last a word for one ("Radio Coast")."""
    words = core.split()
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(is_name_like, words)) or contains_office(core):
        return False
    return not _words().isdisjoint((fold(words[0]), fold(words[-1])))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return phrases("places", "outlets")


def is_called_outlet(core: str, head: str) -> bool:
    """The page's head has the label as a thing's name: behind an article ("the Harbour Mail"), or in guillemets («Заря»)."""
    bare = core.strip(_QUOTES)
    if f"«{bare}»" in head:
        return True
    title = bare.removeprefix("The ")
    return " " in title and re.search(rf"\bthe {re.escape(title)}\b(?! [A-Z])", head) is not None
