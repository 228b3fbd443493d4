"""Learn the weights of the house-style model, and say how well they do on houses that they have not seen.

    python scripts/learn_style.py [--printed 1200] [--plain] [--held-out] [--write]

The model of `rostra.structure.style` as a logistic regression in which rivals at one place share one chance: the log-loss of the
judgement after both rounds, families and all, is made least by Gauss and Newton's steps, against a Gaussian prior around the
weights that were set by hand (`--plain`: around nothing); both stand in ``lexicon/data/style_weights.toml``. Pages are those of
``../shared/gold``, ``examples/gold`` and the press (`rostra.quality.press`). They count alike, however long; a printed page counts
less than a real one, of which there are few. No weight is fitted to ``tests/gold``, but the settings below and the choice of
features were made with its figures in sight. `--held-out` leaves out each house in turn, and the wordings of printed labels by
fifths. Needs numpy, which Rostra itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import Any

import msgspec

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the matrices are small: threads cost more than they save
import numpy as np
from sets import ROOT, SHARED, real_sets
from weights import write

from rostra.lexicon import load
from rostra.model import Capture, Document, RostraError, Source
from rostra.quality import GoldPage, score_page
from rostra.quality.compare import EDGE_CHARS, EDGE_WORDS, words
from rostra.quality.press import print_page
from rostra.readers import read
from rostra.structure import structure
from rostra.structure.body import find_layout
from rostra.structure.candidates import Candidate
from rostra.structure.echoes import mark_echoes
from rostra.structure.labels import ASKS
from rostra.structure.lines import Line, find_lines
from rostra.structure.metadata import read_metadata
from rostra.structure.naming import fold
from rostra.structure.proposals import MARGIN, find_proposals
from rostra.structure.style import Features, StyleWeights, judge_features, local_features, survey

TESTED = range(480)  # seeds of the printed pages that measure
DEVIATION = 1.0  # log-odds that a weight may move at the cost of one well-predicted page
PRINTED = 0.05  # what a printed page counts beside a real one
FIRST_PRINTED = 1_000_000  # the seed of the first printed page; benchmarks print from 0 on
PLAIN_DEVIATION = 2.0  # the same for weights drawn to nothing
STEPS = 40
GROUPS = ("local", "family")


@dataclass
class Page:
    """One page with gold and its proposals. `truth[i]` tells whether proposal i is a label of the gold, ``None`` where gold does
    not tell. `house` is who published it; printed pages have the wording of their labels for a house. What stands behind `end`
    is not looked at."""

    name: str
    house: str
    worth: float
    document: Document
    gold: GoldPage
    lines: list[Line]
    known: frozenset[str]
    title: str
    candidates: list[Candidate]
    truth: list[bool | None]
    local: list[Features] = field(default_factory=list)
    end: int | None = None


def load_page(content: bytes, name: str, house: str, gold: dict[str, Any]) -> Page | None:
    """The page as the parser sees it when it judges proposals; ``None`` when it cannot be read."""
    try:
        document = read(Capture(uri=name, content=content))
    except RostraError:
        return None
    layout = mark_echoes(document, find_layout(document))
    metadata = read_metadata(document, layout)
    lines = find_lines(document, layout, margin=MARGIN)
    starts, inside = find_proposals(document.text, lines, metadata.language)
    candidates = [*starts, *inside]
    page = msgspec.convert({**gold, "id": name}, GoldPage)
    return _featured(
        Page(
            name=name,
            house=house,
            worth=1.0,
            document=document,
            gold=page,
            lines=lines,
            known=frozenset(n.split()[-1].casefold() for n in metadata.names if n.split()),
            title=metadata.title or "",
            candidates=candidates,
            truth=find_truth(candidates, document.text, page),
        )
    )


def _featured(page: Page) -> Page:
    text = page.document.text
    around = survey(page.candidates, text[: page.end], page.lines, page.known, page.title)
    page.local = [local_features(c, text, page.lines, around) for c in page.candidates]
    return page


def loosen(page: Page, seed: int) -> Page:
    """A printed page with less of what the press always prints and houses need not.

    Of sentences that look like a label the press has few, and prints them again and again: each stays once. Every third page is
    cut off after a few labels. These, and every second of the others, are read as if their title named nobody.
    """
    true = {c.key for c, t in zip(page.candidates, page.truth, strict=True) if t is not False}
    first: dict[str, int] = {}
    for candidate in page.candidates:
        first.setdefault(candidate.key, candidate.start)
    kept = [c.key in true or c.label.kind in ASKS or c.start == first[c.key] for c in page.candidates]
    starts = sorted({c.start for c, t in zip(page.candidates, page.truth, strict=True) if t})
    labels = 2 + seed // 3 % 4
    if seed % 3 == 0 and labels < len(starts):
        page.end = starts[labels]
        kept = [k and c.text_start <= page.end for k, c in zip(kept, page.candidates, strict=True)]
        page.lines = [line for line in page.lines if line.start < page.end]
    page.candidates, page.truth = list(compress(page.candidates, kept)), list(compress(page.truth, kept))
    if seed % 2 == 0 or seed % 3 == 0:
        page.known = frozenset()
    return _featured(page)


def real_pages(gold: Path, corpus: Path) -> Iterable[Page]:
    """The pages of a folder of gold."""
    for path in sorted(gold.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        source = corpus / told["source"]
        content = source.read_bytes()
        if source.suffix == ".gz":
            content = gzip.decompress(content)
        page = load_page(content, path.stem, "/".join(Path(told["source"]).parts[:-1]), told)
        if page is not None:
            yield page


def printed_pages(seeds: Iterable[int], whole: bool = False) -> Iterable[Page]:
    """Pages of the press; each counts a share of a real one. Unless they are to stay `whole`, see `loosen`."""
    for seed in seeds:
        made = print_page(seed)
        house = next((t for t in made.tags if t.startswith("scheme:")), "negative")
        page = load_page(made.content, made.name, f"press {house}", made.gold)
        if page is not None:
            page.worth = PRINTED
            yield page if whole else loosen(page, seed)


def learning_pages(shared: Path, printed: int = 1200) -> tuple[list[Page], list[Page]]:
    """The real pages, with those of `examples`, and the printed pages that weights are learnt from."""
    learnt = (real_sets(shared)["gold"], (ROOT / "examples/gold", ROOT / "examples/pages"))
    real = [page for folders in learnt for page in real_pages(*folders)]
    return real, list(printed_pages(range(FIRST_PRINTED, FIRST_PRINTED + printed)))


def find_truth(candidates: list[Candidate], text: str, gold: GoldPage) -> list[bool | None]:
    """Which proposals are labels of the gold, found in order: the same words may open many turns.

    Neither true nor false are a label whose words come a little later (an office between them, or the rest of the label), what
    stands behind the part of a page that was annotated, and all of a page without turns that prints questions: excerpts in a list
    are labelled like the transcripts that they are taken from, and that it is a list is not for labels to tell.
    """
    if not gold.turns and any(c.label.kind in ASKS for c in candidates):
        return [None] * len(candidates)
    found: set[tuple[int, int]] = set()
    loose: set[int] = set()
    position = -1
    ordered = sorted(candidates, key=lambda c: (c.start, -c.label_end))
    for turn in gold.turns:
        if not turn.label:
            continue
        label, want = fold(turn.label), words(turn.first_words)[:EDGE_WORDS]
        for candidate in ordered:
            printed = (fold(text[candidate.start : candidate.label_end]), fold(candidate.label.core))
            if candidate.start <= position or not label.startswith(printed):
                continue
            got = words(text[candidate.text_start : candidate.text_start + EDGE_CHARS])
            if label in printed and got[: len(want)] == want:
                found.add((candidate.start, candidate.text_start))
                position = candidate.start
                break
            if any(got[i : i + len(want)] == want for i in range(min(20, len(got)))):
                loose.add(candidate.start)
    loose -= {start for start, _ in found}
    end = max((start for start, _ in found), default=0) if gold.truncated_gold else len(text)
    return [
        True if (c.start, c.text_start) in found else None if c.start in loose or c.start > end else False
        for c in candidates
    ]


class Table:
    """The proposals of many pages as a matrix, ordered by family, for the names of some weights."""

    def __init__(self, pages: Sequence[Page], names: Sequence[tuple[str, str]]) -> None:
        index = {name: i for i, (group, name) in enumerate(names) if group == "local"}
        rows = sorted((n, c.family, i) for n, page in enumerate(pages) for i, c in enumerate(page.candidates))
        self.x = np.zeros((len(rows), len(names)))
        self.y, self.worth = np.zeros(len(rows)), np.zeros(len(rows))
        for row, (n, _, i) in enumerate(rows):
            for name, value in pages[n].local[i].items():
                self.x[row, index[name]] = value
            self.y[row] = float(pages[n].truth[i] or False)
            self.worth[row] = 0.0 if pages[n].truth[i] is None else _worth(pages[n])
        self.family = _numbered([row[:2] for row in rows])
        self.starts = np.flatnonzero(np.r_[True, np.diff(self.family) > 0])
        self.sizes = np.diff(np.r_[self.starts, len(rows)]).astype(float)
        self.place = _numbered([(n, pages[n].candidates[i].start) for n, _, i in rows])
        unknown = np.bincount(self.place, self.worth == 0) > 0
        self.worth[unknown[self.place]] = 0.0  # a place of which gold does not tell all tells nothing
        self.place_worth = np.bincount(self.place, self.worth) / np.bincount(self.place)
        self.labelled = np.bincount(self.place, self.y) > 0
        self.by_place = np.argsort(self.place, kind="stable")
        ordered = self.place[self.by_place]
        self.places = np.flatnonzero(np.r_[True, np.diff(ordered) > 0])
        self.support, self.mean = (names.index(("family", n)) for n in ("support", "mean"))

    def judge(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The log-odds after both rounds, and how each changes with each weight."""
        base = self.x @ weights
        score, slope = base, self.x
        a, b = weights[self.support], weights[self.mean]
        for _ in range(2):
            p = self.chances(score)
            total = np.add.reduceat(p, self.starts)
            slopes = np.add.reduceat(p[:, None] * (slope - self._per_place(p[:, None] * slope)), self.starts)
            support, mean = np.minimum(4.0, np.log2(1 + total)), total / self.sizes - 0.5
            steep = np.where(support < 4.0, 1 / ((1 + total) * np.log(2)), 0.0)
            slopes *= (a * steep + b / self.sizes)[:, None]
            slopes[:, self.support] += support
            slopes[:, self.mean] += mean
            score = base + (a * support + b * mean)[self.family]
            slope = self.x + slopes[self.family]
        return score, slope

    def chances(self, score: np.ndarray) -> np.ndarray:
        """The chance of each proposal to be the label of its place: rivals at one place share one chance with there being none."""
        odds = np.exp(np.clip(score, -30, 30))
        return odds / (1 + np.bincount(self.place, odds))[self.place]

    def _per_place(self, slopes: np.ndarray) -> np.ndarray:
        """The sum of each place, for each of its proposals."""
        return np.add.reduceat(slopes[self.by_place], self.places)[self.place]

    def loss(self, score: np.ndarray) -> float:
        """The log-loss over places, weighted."""
        p = self.chances(score)
        right = np.where(self.labelled, np.bincount(self.place, p * self.y), 1 - np.bincount(self.place, p))
        return -float(self.place_worth @ np.log(np.maximum(right, 1e-13)))

    def gradient(self, score: np.ndarray) -> np.ndarray:
        """How the log-loss falls with the score of each proposal. Proposals that are right together share what is wanted."""
        p = self.chances(score)
        true = np.bincount(self.place, p * self.y)[self.place]
        return self.worth * (p * self.y / np.maximum(true, 1e-300) - p)


def _worth(page: Page) -> float:
    """What each proposal of a page counts: a page of many counts more than one of few, not in proportion."""
    judged = len({c.start for c, t in zip(page.candidates, page.truth, strict=True) if t is not None})
    return 20.0 * page.worth / max(1, judged) ** 0.5


def _numbered(keys: Sequence[Any]) -> np.ndarray:
    """Equal keys as equal numbers, from 0 in order of appearance."""
    numbers: dict[Any, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], int)


def fit(
    pages: Sequence[Page],
    prior: StyleWeights | None = None,
    deviation: float = DEVIATION,
    start: StyleWeights | None = None,
) -> StyleWeights:
    """The most probable weights, given the pages and the prior (by default the weights set by hand). The search begins at `start`,
    by default the prior."""
    prior = prior or by_hand()
    names = [(group, name) for group in GROUPS for name in prior[group]]
    centre = np.array([prior[g][n] for g, n in names])
    vector = centre.copy() if start is None else np.array([start[g][n] for g, n in names])
    precision = np.eye(len(names)) / deviation**2
    table = Table(pages, names)

    def cost(at: np.ndarray, score: np.ndarray) -> float:
        return table.loss(score) + float((at - centre) @ precision @ (at - centre)) / 2

    score, slope = table.judge(vector)
    damping = 1e-3
    for _ in range(STEPS):
        p = table.chances(score)
        gradient = slope.T @ table.gradient(score) - precision @ (vector - centre)
        curvature = (slope * (table.worth * np.maximum(p * (1 - p), 1e-4))[:, None]).T @ slope + precision
        before = cost(vector, score)
        while damping < 1e6:
            step = np.linalg.solve(curvature + damping * np.diag(np.diag(curvature)), gradient)
            tried, slopes = table.judge(vector + step)
            if cost(vector + step, tried) < before:
                break
            damping *= 8
        else:
            break
        vector, score, slope, damping = vector + step, tried, slopes, damping / 4
        if before - cost(vector, score) < 1e-3:
            break
    return {g: {n: float(v) for (h, n), v in zip(names, vector, strict=True) if h == g} for g in GROUPS}


def by_hand() -> StyleWeights:
    """The weights that were set by hand: what was believed before anything was learnt."""
    return {group: load("style_weights")[f"{group}_by_hand"] for group in GROUPS}


def plain() -> StyleWeights:
    """No weights at all: what is believed by who has seen no page. Goes with `PLAIN_DEVIATION`."""
    return {group: dict.fromkeys(table, 0.0) for group, table in by_hand().items()}


class Figures(msgspec.Struct, frozen=True):
    """How well one page is read: F1 of its labels by the model alone, and the whole parser's `start_f1` and `turn_f1`."""

    label_f1: float
    start_f1: float
    turn_f1: float

    def __str__(self) -> str:
        return f"label {self.label_f1:.4f}  start {self.start_f1:.4f}  turn {self.turn_f1:.4f}"


def measure(page: Page, weights: StyleWeights) -> Figures:
    """The figures of one page under the weights."""
    source = Source(uri=page.name, sha256="", media_type=page.document.media_type, encoding=page.document.encoding)
    figures = score_page(page.gold, structure(page.document, source, weights)).figures
    return Figures(_label_f1(page, weights), figures["start_f1"], figures["turn_f1"])


def _label_f1(page: Page, weights: StyleWeights) -> float:
    best: dict[int, tuple[float, bool]] = {}
    finals = judge_features(page.candidates, page.local, weights)
    for candidate, score, truth in zip(page.candidates, finals, page.truth, strict=True):
        if truth is not None and score > best.get(candidate.start, (-math.inf, False))[0]:
            best[candidate.start] = (score, truth)
    hits = sum(score > 0 and truth for score, truth in best.values())
    said = sum(score > 0 for score, _ in best.values())
    true = len({c.start for c, t in zip(page.candidates, page.truth, strict=True) if t})
    return 2 * hits / (said + true) if said + true else 1.0


def mean(figures: Sequence[Figures]) -> Figures:
    """The means over pages."""
    return Figures(*(sum(column) / len(figures) for column in zip(*map(msgspec.structs.astuple, figures), strict=True)))


def held_out(
    pages: Sequence[Page], folds: Sequence[set[str]], learn: Callable[[Sequence[Page]], StyleWeights]
) -> list[tuple[set[str], StyleWeights]]:
    """For each fold (a set of houses) the weights that are learnt without it."""
    return [(fold, learn([page for page in pages if page.house not in fold])) for fold in folds]


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--printed", type=int, default=1200, help="how many printed pages to learn from")
    parser.add_argument("--plain", action="store_true", help="draw weights to nothing, not to those that stand")
    parser.add_argument("--held-out", action="store_true", help="also learn without each house, and measure on it")
    parser.add_argument("--write", action="store_true", help="write the weights into the lexicon")
    args = parser.parse_args()
    real, printed = learning_pages(SHARED, args.printed)
    unseen = {name: list(real_pages(*real_sets(SHARED)[name])) for name in ("own", "second")}
    unseen["printed"] = list(printed_pages(TESTED, whole=True))
    hand = by_hand()
    prior = plain() if args.plain else hand
    deviation = PLAIN_DEVIATION if args.plain else DEVIATION
    learnt = fit([*real, *printed], prior, deviation)
    for name, weights in (("set by hand", hand), ("as they stand", load("style_weights")), ("learnt", learnt)):
        print(f"{name}:")
        for group, pages in {"learnt from": real, **unseen}.items():
            print(f"  {group:12} {len(pages):4} pages  {mean([measure(page, weights) for page in pages])}")
    if args.held_out:
        _print_held_out(real, printed, unseen["printed"], lambda pages: fit(pages, prior, deviation, learnt))
    for group in GROUPS:
        for name in hand[group]:
            print(f"  {group}.{name:16} {hand[group][name]:6.2f} -> {learnt[group][name]:6.2f}")
    if args.write:
        write("style_weights", learnt)


def _print_held_out(
    real: list[Page], printed: list[Page], tested: list[Page], learn: Callable[[Sequence[Page]], StyleWeights]
) -> None:
    houses = [{house} for house in sorted({page.house for page in real})]
    wordings = sorted({page.house for page in printed})
    fifths = [set(wordings[i::5]) for i in range(5)]
    for name, pages, folds in (("houses", real, houses), ("wordings", tested, fifths)):
        found = [
            measure(page, weights)
            for fold, weights in held_out([*real, *printed], folds, learn)
            for page in pages
            if page.house in fold
        ]
        print(f"learnt without their {name}:\n  {len(found):17} pages  {mean(found)}")


if __name__ == "__main__":
    main()
