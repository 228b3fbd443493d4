"""Tongues: the language of each turn, on pages that print their turns in two - the original and its translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rostra.model import Role
from rostra.structure.metadata.language import choose, guess

_SAMPLE = 300  # characters of a turn
_MOST = 3  # languages of a page


def tell_tongues(texts: Sequence[str], roles: Sequence[Role]) -> list[str]:
    """The language of each turn, "" where it is in doubt; empty for a page in one language.

    Only pages are looked at on which questions stand together: elsewhere each answer has but one question in front of it.
    What stands first in each run of questions, or of answers, is in one language, and what stands second in another.
    """
    if not any(a == b == "question" for a, b in pairwise(roles)):
        return []
    samples = [text.partition("\n")[0][:_SAMPLE] for text in texts]
    pooled: dict[int, list[str]] = defaultdict(list)
    place = 0
    for i, role in enumerate(roles):
        place = place + 1 if i and roles[i - 1] == role else 0
        if role in ("question", "answer"):
            pooled[place].append(samples[i])
    pools = ["\n".join(pooled[place]) for place in range(_MOST)]
    told = [(pool, found[0]) for pool in pools if (found := guess(pool)) is not None]
    held = {tag for _, tag in told}
    held = {tag for pool, tag in told if choose(pool, held) == tag}  # kindred languages share their words
    return [choose(sample, held) for sample in samples] if len(held) > 1 else []
