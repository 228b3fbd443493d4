"""Runs of words that two texts have in common: what tells a repetition from a likeness."""

from __future__ import annotations

RUN = 4
"""Words of a run: four in a row are rarely the same by chance."""

# So few runs are soon all in common ("Thank you very much").
_LEAST = 8

Run = tuple[str, ...]


def cut_shingles(words: list[str]) -> dict[Run, None]:
    """All runs of `RUN` words in order, each once; of a shorter text the whole as one run, of none an empty dictionary.

    >>> list(cut_shingles(["the", "corridor", "will", "stay", "open"]))
    [('the', 'corridor', 'will', 'stay'), ('corridor', 'will', 'stay', 'open')]
    """
    if not words:
        return {}
    return dict.fromkeys(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def common_runs(one: dict[Run, None], other: dict[Run, None]) -> list[Run]:
    """Runs of `one` that `other` has too, in order."""
    return [run for run in one if run in other]


def share(common: list[Run], one: dict[Run, None], other: dict[Run, None]) -> float:
    """Of the runs of the shorter text, the share that is common (0 to 1); of a text of very few runs, the share of the longer's."""
    few, many = sorted((len(one), len(other)))
    least = few if few >= _LEAST else many
    return len(common) / least if least else 0.0
