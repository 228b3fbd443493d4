"""Exchanges: which question each answer takes up, and the parts of a question that asks several things."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rostra.lexicon import phrases
from rostra.model import Role, Span

_SENTENCE = re.compile(r"[^.!?…。！？؟\n]*(?:\.(?=[^\s\"”’)\]])[^.!?…。！？؟\n]*)*(?:[.!?…。！？؟]+[\"”’»)\]」]*|$|\n)")
_ASKS = re.compile(r"[?？؟][\"”’»)\]」]*\s*$")
_WORD = re.compile(r"[\w'’-]+")
_DASHES = ("-", "–", "—")
_REPLY = 5  # words: "Yes, they are, ma'am" is a reply, a longer turn asks anew
_MIN_PART = 8  # characters: "Why?" joins the question before it, "Is that so?" stands alone


def link_answers(
    roles: Sequence[Role], voices: Sequence[str], replies: Collection[int] = frozenset(), tongues: Sequence[str] = ()
) -> list[int | None]:
    """For each turn the index of the question that it answers, ``None`` where it answers none.

    An answer takes up the last question before it that is not its own speaker's. Other respondents' answers and words of
    moderation between the two do not part them; neither do the turns `replies`, in which who asked answers a question back.
    Of questions that stand together, one a translation of the other, it is the one in the answer's language, as `tongues` tells
    it of each turn ("" where it is in doubt; empty for a page in one language).
    """
    links: list[int | None] = []
    question: int | None = None
    together: list[int] = []  # the questions since the last answer
    for i, role in enumerate(roles):
        if role == "question" and not (i in replies and question is not None):
            together = [*together, i] if question is not None and roles[i - 1] == "question" else [i]
            question = i
        elif role == "answer" and tongues and tongues[i]:
            own, unsure = ([q for q in together if tongues[q] == tag] for tag in (tongues[i], ""))
            question = next((found[-1] for found in (own, unsure) if found), question)
        elif role == "statement" and voices[i] == "journalist":
            question = None  # "Q Thank you." ends the exchange
        links.append(question if role == "answer" and question is not None and voices[question] != voices[i] else None)
    return links


def is_reply(text: str, before: str) -> bool:
    """Who asked says "Yes" to a question back, or lets a sentence be finished: what was asked stays asked.

    Args:
        text: words under a question's label.
        before: the turn in front of them.
    """
    words = _WORD.findall(text.casefold())
    if not 0 < len(words) <= _REPLY or asks(text) or text.rstrip().endswith(_DASHES):
        return False
    cut = before.rstrip().endswith(_DASHES) and not text.lstrip().startswith(_DASHES)
    return any(" ".join(words[:n]) in phrases("speech", "assent") for n in (1, 2)) or cut


def split_question(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans of the sub-questions of a compound question; empty when it asks one thing.

    Each sentence that asks is a part. A fragment joins the part before it.
    """
    parts: list[Span] = []
    for match in _SENTENCE.finditer(text, start, end):
        a, b = match.span()
        if a == b:
            continue
        a += len(text[a:b]) - len(text[a:b].lstrip())
        b = a + len(text[a:b].rstrip())
        if not _ASKS.search(text[a:b]) or b <= a:
            continue
        if parts and b - a < _MIN_PART:
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    return tuple(parts) if len(parts) > 1 else ()


def asks(sentence: str) -> bool:
    """The sentence asks: by its mark, or by the word that it opens with in a language that has such words."""
    if _ASKS.search(sentence):
        return True
    words = sentence.casefold().split()
    return bool(words) and words[0].strip('¿«"“') in phrases("speech", "interrogative")
