"""Confidence: how likely a turn is wholly right - its words, its speaker, its role.

A logistic model over what is known of a turn when it has been made: how likely its label is one, how sure its speaker, how it
came to be. Its weights are data (``lexicon/data/confidence_weights.toml``), learnt by ``scripts/learn_confidence.py`` on turns of
which it is known whether they are right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from rostra.lexicon import load
from rostra.model import Role
from rostra.structure.decode import Draft
from rostra.structure.speakers import Attribution
from rostra.structure.style import dot, probability
from rostra.structure.unlabelled import CONVERSED, WEAK

_FARTHEST = 3.5  # log-odds; what is surer by itself is not surer of the whole turn
_BRIEF = 40  # characters
_SPOKEN = ("question", "answer", "moderation")

Signs = dict[str, float]


def find_turn_signs(draft: Draft, who: Attribution, role: Role, transcript: float) -> Signs:
    """The signs of a spoken turn. `transcript` is the probability that the page is a transcript at all."""
    labelled = draft.candidate is not None
    found: Signs = {
        "bias": 1.0,
        "label": _log_odds(draft.confidence) if labelled else 0.0,
        "speaker": _log_odds(who.confidence),
        "nobody": float(who.speaker is None),
        "anybody": float(who.kind in ("journalist", "moderator", "group")),
        "page": _log_odds(transcript),
        "brief": float(draft.end - draft.start < _BRIEF),
    }
    if not labelled:
        found["dashed" if draft.rule in CONVERSED - WEAK else "continued" if draft.continued else "unlabelled"] = 1.0
    if role in _SPOKEN:
        found[role] = 1.0
    return found


def judge_turn(signs: Signs, weights: Mapping[str, float] | None = None) -> float:
    """The probability (0-1) that the turn is wholly right."""
    return round(probability(dot(weights or load("confidence_weights")["turn"], signs)), 3)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return min(max(math.log(chance / (1 - chance)), -_FARTHEST), _FARTHEST)
