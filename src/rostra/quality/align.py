"""Pairing the turns of gold with the turns of a prediction, in order, by how they start."""

from __future__ import annotations

from collections.abc import Sequence

from rostra.quality.compare import EDGE_WORDS, same_speaker, starts_alike, words
from rostra.quality.gold import GoldPage, GoldTurn
from rostra.quality.prediction import PredictedTurn

# Between two pairings of equal length the one with more right speakers wins; small enough never to outweigh a pair.
_SPEAKER_BONUS = 0.001


def align(gold: Sequence[GoldTurn], predicted: Sequence[PredictedTurn]) -> dict[int, int]:
    """The longest in-order pairing of turns that start alike: index in `gold` to index in `predicted`."""
    alike = [[starts_alike(g, p) for p in predicted] for g in gold]
    best = _best_sums(gold, predicted, alike)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(gold) and j < len(predicted):
        if alike[i][j] and best[i][j] >= 1 + best[i + 1][j + 1] - 1e-9:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _best_sums(
    gold: Sequence[GoldTurn], predicted: Sequence[PredictedTurn], alike: list[list[bool]]
) -> list[list[float]]:
    """`best[i][j]`: the worth of the best pairing of `gold[i:]` with `predicted[j:]`."""
    best = [[0.0] * (len(predicted) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(predicted) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if alike[i][j]:
                worth = 1 + _SPEAKER_BONUS * same_speaker(gold[i], predicted[j])
                best[i][j] = max(best[i][j], worth + best[i + 1][j + 1])
    return best


def keep_annotated(gold: GoldPage, predicted: Sequence[PredictedTurn]) -> Sequence[PredictedTurn]:
    """Of a page whose head alone was annotated, as much of the prediction as gold can judge; else all of it."""
    until = words(gold.annotated_until_words)[-EDGE_WORDS:]
    if not gold.truncated_gold or not until:
        return predicted
    pairs = align(gold.turns, predicted)
    last = max(pairs.values(), default=0)
    if len(gold.turns) - 1 in pairs:
        return predicted[: last + 1]
    for place in range(last, len(predicted)):
        if _contains(words(predicted[place].text), until):
            return predicted[: place + 1]
    return predicted


def _contains(text: list[str], run: list[str]) -> bool:
    return any(text[i : i + len(run)] == run for i in range(len(text) - len(run) + 1))
