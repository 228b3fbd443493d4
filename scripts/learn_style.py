"""Learn the weights of the house-style model from pages with gold, and say how well they do on houses that they have not seen.

    python scripts/learn_style.py --gold ../shared/gold --corpus ../shared/corpus/pages \\
                                  --gold examples/gold --corpus examples/pages [--write]

A logistic regression over the features of `rostra.structure.style`, with a Gaussian prior centred on the weights that stand in
``lexicon/data/style_weights.toml``: few pages move a weight only as far as they give reason to. The features of the
families depend on the
weights, so fitting and judging take turns. Pages count alike, however long. Needs numpy, which Rostra itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rostra.lexicon import load
from rostra.model import Capture
from rostra.readers import read
from rostra.structure.body import find_layout
from rostra.structure.candidates import Candidate, find_candidates, find_inside
from rostra.structure.lines import find_lines
from rostra.structure.metadata import read_metadata
from rostra.structure.naming import fold
from rostra.structure.style import (
    Surroundings,
    _echoed,
    _listed,
    _once,
    dot,
    family_features,
    local_features,
    lower_words,
    probability,
    words_of,
)

WEIGHTS = Path(__file__).parent.parent / "src/rostra/lexicon/data/style_weights.toml"
PRIOR_DEVIATION = 0.5  # log-odds that a weight may move at the cost of one well-predicted page
ROUNDS = 3
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


@dataclass
class Page:
    """One page with its proposals: `truth[i]` tells whether candidate i is a label of the gold."""

    name: str
    house: str
    candidates: list[Candidate]
    local: list[dict[str, float]]
    unasked: list[bool]
    truth: list[bool]


def first_words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())[:5]


def load_page(gold_path: Path, corpus: Path) -> Page | None:
    gold = json.loads(gold_path.read_text("utf-8"))
    path = corpus / gold["source"]
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    document = read(Capture(uri=str(path), content=content))
    layout = find_layout(document)
    metadata = read_metadata(document, layout)
    text = document.text
    lines = find_lines(document, layout)
    known = frozenset(n.split()[-1].casefold() for n in metadata.names if n.split())
    starts = find_candidates(text, lines)
    candidates = [*starts, *find_inside(text, lines, starts)]
    around = Surroundings(
        Counter(_once(candidates)),
        known,
        _echoed(candidates),
        words_of(metadata.title or ""),
        lower_words(text),
        _listed(candidates),
    )
    true_starts = _true_starts(candidates, text, gold["turns"])
    truth = [(c.start, c.text_start) in true_starts for c in candidates]
    if gold.get("truncated_gold"):
        end = max((start for start, _ in true_starts), default=0)
        kept = [i for i, c in enumerate(candidates) if c.start <= end]
        candidates, truth = [candidates[i] for i in kept], [truth[i] for i in kept]
    asked = any(c.label.kind in ("question", "journalist") and c.position != "middle" for c in candidates)
    if not candidates:
        return None
    return Page(
        name=gold_path.stem,
        house=Path(gold["source"]).parts[0],
        candidates=candidates,
        local=[local_features(c, text, lines, around) for c in candidates],
        unasked=[not asked and c.label.kind == "answer" for c in candidates],
        truth=truth,
    )


def _true_starts(candidates: list[Candidate], text: str, turns: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Places of the labels of the gold, found in order: the same words may open many turns."""
    found: set[tuple[int, int]] = set()
    position = -1
    ordered = sorted(candidates, key=lambda c: (c.start, -c.label_end))
    for turn in turns:
        if not turn.get("label"):
            continue
        label, words = fold(turn["label"]), first_words(turn["first_words"])
        for candidate in ordered:
            if candidate.start <= position or label not in (
                fold(text[candidate.start : candidate.label_end]),
                fold(candidate.label.core),
            ):
                continue
            if words and first_words(text[candidate.text_start : candidate.text_start + 400])[: len(words)] == words:
                found.add((candidate.start, candidate.text_start))
                position = candidate.start
                break
    return found


def scores(page: Page, weights: dict[str, dict[str, float]]) -> tuple[list[float], list[dict[str, float]]]:
    """The final log-odds of a page's proposals, and the family features that they rest on."""
    base = [
        dot(weights["local"], f) - (weights["local"]["asks"] if u else 0.0)
        for f, u in zip(page.local, page.unasked, strict=True)
    ]
    final = base
    support: dict[Any, dict[str, float]] = {}
    for _ in range(2):
        support = family_features(page.candidates, final)
        final = [s + dot(weights["family"], support[c.family]) for s, c in zip(base, page.candidates, strict=True)]
    return final, [support[c.family] for c in page.candidates]


def fit(pages: list[Page], start: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Weights of the most probable model, given the pages and the prior."""
    names = [("local", n) for n in start["local"]] + [("family", n) for n in start["family"]]
    index = {n: i for i, n in enumerate(names)}
    prior = np.array([start[g][n] for g, n in names])
    weights = start
    for _ in range(ROUNDS):
        rows, truth, importance = [], [], []
        for page in pages:
            _, families = scores(page, weights)
            for local, family, unasked, label in zip(page.local, families, page.unasked, page.truth, strict=True):
                row = np.zeros(len(names))
                for name, value in local.items():
                    row[index["local", name]] = value
                for name, value in family.items():
                    row[index["family", name]] = value
                if unasked:
                    row[index["local", "asks"]] = 0.0
                rows.append(row)
                truth.append(float(label))
                importance.append(20.0 / len(page.candidates) ** 0.5)
        vector = _newton(
            np.array(rows), np.array(truth), np.array(importance), prior, np.array([weights[g][n] for g, n in names])
        )
        weights = {g: {n: float(vector[index[g, n]]) for n in start[g]} for g in ("local", "family")}
    return weights


def _newton(x: np.ndarray, y: np.ndarray, w: np.ndarray, prior: np.ndarray, start: np.ndarray) -> np.ndarray:
    vector = start.copy()
    precision = np.eye(len(prior)) / PRIOR_DEVIATION**2
    for _ in range(15):
        p = 1 / (1 + np.exp(-np.clip(x @ vector, -30, 30)))
        gradient = x.T @ (w * (y - p)) - precision @ (vector - prior)
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + precision
        step = np.linalg.solve(hessian, gradient)
        vector = vector + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-4:
            break
    return vector


def measure(pages: list[Page], weights: dict[str, dict[str, float]]) -> dict[str, Any]:
    """F1 of the labels as a mean over pages, and the expected calibration error of their probabilities."""
    f1, bins = [], defaultdict(list)
    for page in pages:
        final, _ = scores(page, weights)
        best: dict[int, tuple[float, bool]] = {}
        for candidate, score, label in zip(page.candidates, final, page.truth, strict=True):
            place = candidate.start
            if place not in best or score > best[place][0]:
                best[place] = (score, label)
        hits = sum(s > 0 and t for s, t in best.values())
        said = sum(s > 0 for s, _ in best.values())
        true = len({c.start for c, t in zip(page.candidates, page.truth, strict=True) if t})
        f1.append(1.0 if not said and not true else 2 * hits / (said + true))
        for s, t in best.values():
            if probability(s) >= 0.05:
                bins[min(9, int(10 * probability(s)))].append((probability(s), t))
    total = sum(len(b) for b in bins.values())
    error = sum(abs(sum(p for p, _ in b) - sum(t for _, t in b)) for b in bins.values()) / max(1, total)
    return {"label_f1": sum(f1) / len(f1), "calibration_error": error, "pages": len(pages)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--write", action="store_true", help="write the weights into the lexicon")
    args = parser.parse_args()
    pages = [
        page
        for gold, corpus in zip(args.gold, args.corpus, strict=True)
        for path in sorted(gold.glob("*.json"))
        if (page := load_page(path, corpus)) is not None
    ]
    start = {g: dict(load("style_weights")[g]) for g in ("local", "family")}
    print(
        f"{len(pages)} pages, {sum(len(p.candidates) for p in pages)} proposals, {sum(map(sum, (p.truth for p in pages)))} labels"
    )
    print("as they stand     ", measure(pages, start))
    fitted = fit(pages, start)
    print("fitted            ", measure(pages, fitted))
    held_out, before = [], []
    for house in sorted({p.house for p in pages}):
        rest, unseen = [p for p in pages if p.house != house], [p for p in pages if p.house == house]
        figures = measure(unseen, fit(rest, start))
        held_out += [figures["label_f1"]] * len(unseen)
        before += [measure(unseen, start)["label_f1"]] * len(unseen)
    print(
        f"leave one house out: label_f1 {sum(held_out) / len(held_out):.4f} (weights as they stand: "
        f"{sum(before) / len(before):.4f})"
    )
    for group in ("local", "family"):
        for name in start[group]:
            print(f"  {group}.{name:16} {start[group][name]:6.2f} -> {fitted[group][name]:6.2f}")
    if args.write:
        write(fitted)


def write(weights: dict[str, dict[str, float]]) -> None:
    """Put the fitted numbers into the file, keeping its comments."""
    text = WEIGHTS.read_text("utf-8")
    for group in ("local", "family"):
        head, _, tail = text.partition(f"[{group}]\n")
        body, bracket, rest = tail.partition("\n[")
        for name, value in weights[group].items():
            body = re.sub(rf"(?m)^{name} = [-\d.]+", f"{name} = {value:.2f}", body)
        text = head + f"[{group}]\n" + body + bracket + rest
    WEIGHTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
