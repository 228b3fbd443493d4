"""Unparted turns: words of two voices that stand under one label, since the label between them was not printed.

Where a conversation takes turns, a label that follows itself is a sign: who has answered and then asks, and is the next to answer,
has hardly asked himself; who has asked and goes on in a paragraph that asks nothing, and then asks anew, has hardly answered.
Nothing in print tells where the other's words begin, so such turns are kept whole and held to be doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from rostra.model import Role
from rostra.structure.decode import Draft
from rostra.structure.moves import expects_reply
from rostra.structure.speakers import Attribution

_FEWEST_CHANGES = 4
_ALTERNATING = 0.75  # of the turns are followed by another voice's
_FEWEST_WORDS = 8  # a paragraph of fewer is a remark of the same speaker


def find_unparted(
    text: str, drafts: Sequence[Draft], who: Sequence[Attribution | None], roles: Sequence[Role]
) -> Set[int]:
    """The drafts that may hold another's words, too; none on a page whose labels do not take turns."""
    speech = [i for i, d in enumerate(drafts) if d.kind == "speech" and d.candidate is not None]
    pairs = [(i, j) for i, j in pairwise(speech) if j == i + 1]
    same = [(i, j) for i, j in pairs if _voice(who[i]) and _voice(who[i]) == _voice(who[j])]
    changes = len(pairs) - len(same)
    if changes < _FEWEST_CHANGES or changes < _ALTERNATING * len(pairs):
        return frozenset()
    return {
        i for i, j in same if _asks_itself(text, drafts[i], roles[i], roles[j]) or _answers(text, drafts[i], drafts[j])
    }


def _voice(who: Attribution | None) -> str:
    """Whose turn it is; "" when unknown."""
    return (who.speaker or "") if who is not None else ""


def _asks_itself(text: str, draft: Draft, role: Role, following: Role) -> bool:
    """An answer of several paragraphs ends in a question, which its own speaker answers."""
    return role == following == "answer" and len(draft.segments) > 1 and expects_reply(_paragraphs(text, draft)[-1])


def _answers(text: str, draft: Draft, following: Draft) -> bool:
    """A question goes on in a paragraph that asks nothing, and its own speaker asks anew."""
    if len(draft.segments) < 2:
        return False
    first, *_, last = _paragraphs(text, draft)
    asked = first.rstrip().endswith("?") and "?" not in last and len(last.split()) >= _FEWEST_WORDS
    return asked and expects_reply(text[following.start : following.end])


def _paragraphs(text: str, draft: Draft) -> list[str]:
    return [text[a:b] for a, b in draft.segments]
