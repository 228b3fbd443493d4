"""Guests: the publisher's words in front of an interview, which tell with whom it is ("We spoke to Ana Ilic, mayor of Lunde")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rostra.lexicon import phrases

_NAMED = re.compile(
    r"[A-ZÀ-ÞА-ЯΑ-Ω][\w'’\-]+\s[A-ZÀ-ÞА-ЯΑ-Ω][\w'’\-]+"
)  # two words in capitals; those of a name, most likely
_REACH = 80  # characters on either side of the phrase in which the guest is named
_CASELESS = re.compile(r"[\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts whose names nothing tells


def introduces_guest(opening: str, names: Iterable[str]) -> bool:
    """Whether words tell that somebody was spoken to, and name him; `names` are those whom the page is known to name."""
    match = _phrase().search(opening.casefold())
    if match is None:
        return False
    near = opening[max(0, match.start() - _REACH) : match.end() + _REACH]
    return any(name in opening for name in names) or bool(_NAMED.search(near) or _CASELESS.search(match[0]))


@lru_cache(maxsize=1)
def _phrase() -> re.Pattern[str]:
    """The phrases of all languages, as words of their own where a script parts its words."""
    known = sorted(phrases("speech", "guest"), key=len, reverse=True)
    spaced = "|".join(re.escape(p) for p in known if not _CASELESS.match(p))
    return re.compile(rf"\b(?:{spaced})\b|" + "|".join(re.escape(p) for p in known if _CASELESS.match(p)))
