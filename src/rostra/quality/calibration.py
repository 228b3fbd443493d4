"""Calibration: whether turns that are said to be 0.9 sure are right nine times in ten.

The spoken turns of all pages are put into ten bins by their confidence; the expected calibration error is the mean distance
between confidence and share right, bins weighted by their turns. Source: Naeini et al. (2015), AAAI; Guo et al. (2017), ICML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rostra.quality.verdict import PageVerdict, TurnVerdict

BINS = 10
MEASURES = {"start": "the start is right", "turn": "words, speaker and role are right"}
"""What a confidence can be held against: `start_f1`'s notion of right, and `turn_f1`'s."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """The turns between two confidences: how many, how sure on average, what share is right."""

    low: float
    high: float
    turns: int
    confidence: float
    right: float


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """Bins that hold turns, the least sure first; `error` is 0 for no turns."""

    error: float
    turns: int
    bins: tuple[Bin, ...]


def calibrate(pages: Iterable[PageVerdict]) -> dict[str, Calibration]:
    """The calibration of the turns of all pages, by each of `MEASURES`. Turns without a confidence are left out."""
    turns = [
        turn
        for page in pages
        for turn in page.speech
        if turn.predicted is not None and turn.predicted.confidence is not None
    ]
    return {
        "start": _calibrate([(_sure(turn), turn.found) for turn in turns]),
        "turn": _calibrate([(_sure(turn), turn.strict) for turn in turns]),
    }


def _sure(turn: TurnVerdict) -> float:
    assert turn.predicted is not None
    assert turn.predicted.confidence is not None
    return turn.predicted.confidence


def _calibrate(judged: Sequence[tuple[float, bool]]) -> Calibration:
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        groups.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    bins = tuple(_bin(place, groups[place]) for place in sorted(groups))
    error = sum(abs(b.confidence - b.right) * b.turns for b in bins) / len(judged) if judged else 0.0
    return Calibration(error=error, turns=len(judged), bins=bins)


def _bin(place: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    count = len(judged)
    sure = sum(confidence for confidence, _ in judged) / count
    right = sum(right for _, right in judged) / count
    return Bin(low=place / BINS, high=(place + 1) / BINS, turns=count, confidence=sure, right=right)
