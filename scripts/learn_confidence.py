"""Learn how likely a turn is wholly right, and say how far that holds on pages that it was not learnt from.

    python scripts/learn_confidence.py ../shared examples [--printed 800] [--write]

Logistic regression over the signs of `rostra.structure.confidence`. Turns come from gold (official and the examples') and from the
press; a page counts alike however many turns it has, a printed one a twentieth. Pages of ``tests/gold`` only measure. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from sets import real_sets
from weights import write

from rostra.lexicon import load
from rostra.model import Capture, RostraError, Source
from rostra.quality import GoldPage, house_of, load_gold
from rostra.quality.press import print_page
from rostra.quality.verdict import judge_page
from rostra.readers import read
from rostra.structure.confidence import Signs
from rostra.structure.steps import take_steps

FIRST_PRINTED = 2_000_000  # the seed of the first printed page; benchmarks print from 0 on
PRINTED = 0.05  # what a printed page counts beside a real one
DEVIATION = 1.5
BINS = 10
Rows = list[tuple[str, str, Signs, bool]]  # page, house, signs, right


def rows_of(name: str, house: str, gold: GoldPage, content: bytes, uri: str) -> Iterator[tuple[str, str, Signs, bool]]:
    """The spoken turns of a page with whether they are wholly right; none of a page that cannot be read."""
    try:
        document = read(Capture(uri=uri, content=content))
    except RostraError:
        return
    steps = take_steps(document)
    transcript = steps.transcript(document, Source(uri=uri, sha256="", media_type="", encoding=""))
    signs = {turn.id: found for turn, found in zip(transcript.turns, steps.reading.workings.turns, strict=True)}
    for verdict in judge_page(gold, transcript).turns:
        if verdict.spoken and verdict.predicted is not None and signs.get(str(verdict.predicted.id)):
            yield name, house, signs[str(verdict.predicted.id)], verdict.strict


def of_gold(folder: Path, pages: Path) -> Rows:
    return [
        row
        for gold in load_gold(folder)
        if (pages / gold.source).exists()
        for row in rows_of(
            gold.id, house_of(gold.id), gold, (pages / gold.source).read_bytes(), str(pages / gold.source)
        )
    ]


def of_press(count: int) -> Rows:
    found: Rows = []
    for seed in range(FIRST_PRINTED, FIRST_PRINTED + count):
        page = print_page(seed)
        gold = msgspec.convert(page.gold, GoldPage)
        found += rows_of(f"printed {seed}", f"printed {page.gold['language']}", gold, page.content, page.name)
    return found


def matrix(rows: Rows, names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs, rightness and importance of the turns."""
    size: dict[str, int] = {}
    for page, *_ in rows:
        size[page] = size.get(page, 0) + 1
    x = np.array([[signs.get(n, 0.0) for n in names] for _, _, signs, _ in rows])
    y = np.array([float(right) for *_, right in rows])
    worth = np.array([(PRINTED if h.startswith("printed") else 1.0) / size[p] ** 0.5 for p, h, *_ in rows])
    return x, y, worth


def fit(x: np.ndarray, y: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """Weights by Newton's steps, with a prior around nothing."""
    w = np.zeros(x.shape[1])
    prior = np.eye(len(w)) / DEVIATION**2
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (worth * (y - p)) - prior @ w
        w += np.linalg.solve((x * (worth * p * (1 - p))[:, None]).T @ x + prior, gradient)
    return w


def error(p: np.ndarray, y: np.ndarray) -> float:
    """Expected calibration error, as `rostra.quality.calibration` has it."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(BINS)) / len(y))


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("--printed", type=int, default=800)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    names = list(load("confidence_weights")["turn"])
    learnt = {
        "gold": of_gold(args.shared / "gold", args.shared / "corpus/pages"),
        "examples": of_gold(args.own / "gold", args.own / "pages"),
        "printed": of_press(args.printed),
    }
    kept = {
        "tests/gold": of_gold(*real_sets(args.shared)["own"]),
        "tests/gold/second": of_gold(*real_sets(args.shared)["second"]),
    }
    rows = [row for found in learnt.values() for row in found]
    x, y, worth = matrix(rows, names)
    w = fit(x, y, worth)
    houses = np.array([house for _, house, *_ in rows])
    held = np.zeros(len(rows))
    for house in sorted(set(houses)):
        out = houses == house
        held[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out], worth[~out])))
    start = 0
    for name, found in learnt.items():
        part = slice(start, start := start + len(found))
        shown = 1 / (1 + np.exp(-x[part] @ w))
        print(
            f"{name:18} {len(found):6} turns, fitted {error(shown, y[part]):.3f}, house left out {error(held[part], y[part]):.3f}"
        )
    for name, found in kept.items():
        a, b, _ = matrix(found, names)
        print(f"{name:18} {len(found):6} turns, not learnt from {error(1 / (1 + np.exp(-a @ w)), b):.3f}")
    for name, weight in zip(names, w, strict=True):
        print(f"  {name:12} {weight:6.2f}")
    if args.write:
        write("confidence_weights", {"turn": dict(zip(names, w, strict=True))})


if __name__ == "__main__":
    main()
