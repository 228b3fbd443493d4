"""Introductions: who speaks under the label of an office and gives his own name in his first words ("I am Ana Ilic")."""

from __future__ import annotations

import re
from functools import lru_cache

from rostra.lexicon import phrases
from rostra.structure.decode import Draft

_INTRODUCTION = 240  # characters in which somebody who opens his turn gives his name


def introductions(drafts: list[Draft], text: str) -> dict[str, str]:
    """For labels of offices, the name that who speaks under one gives as his own in the first words of his first turn."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for draft in drafts:
        label = draft.candidate.label if draft.candidate is not None and draft.kind == "speech" else None
        if label is None or label.kind != "office" or label.core in seen:
            continue
        seen.add(label.core)
        opening = text[draft.start : min(draft.end, draft.start + _INTRODUCTION)]
        match = _introduction().search(opening)
        if match is not None:
            found[label.core] = match["name"]
    return found


@lru_cache(maxsize=1)
def _introduction() -> re.Pattern[str]:
    """ "I am Ana Ilic", in any language that has such words: two or three words of a name, and no office among them."""
    words = "|".join(re.escape(w) for w in sorted(phrases("speech", "introduces"), key=len, reverse=True))
    name = r"[A-ZÀ-ÞА-Я][\w'’\-]{1,24}"
    return re.compile(rf"\b(?i:{words})\s(?P<name>{name}(?:\s{name}){{1,2}})")
