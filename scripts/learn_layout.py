"""Learn the weights of `rostra.structure.signals` from pages whose main text is known, and write them as data.

    python scripts/learn_layout.py ../shared/corpus/sets/wcxb/dev

Only half the pages (by a hash of their names) are learnt from; ``benchmarks/main_text.py`` reports both halves, so that
overfitting shows. The model is additive: a weight a bin of each signal, fitted by logistic regression, in which a block counts
by its size. Each sort of page (`Page.sort`) has weights of its own: articles and general pages are learnt together, the other sort
counting less; flat pages (text without boxes) from the same pages with their boxes and links taken away. Needs numpy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np

from rostra.model import Block, Capture, Container, Document, ReadError
from rostra.readers import read
from rostra.structure.boxes import TAGS, ZONES
from rostra.structure.signals import Page

OUTPUT = Path(__file__).parents[1] / "src/rostra/lexicon/data/layout_weights.toml"
WORDS = re.compile(r"\w+")
SHINGLE = 4
SORTS = ("article", "general", "flat")
CHANGE = {
    "article": 1.0,
    "general": 0.0,
    "flat": 6.0,
}  # best on the learnt half out of 0, 0.5, 1, 2; flat text has one run of body
LIFT = {
    "article": 0.0,
    "general": 0.3,
    "flat": 0.0,
}  # added to the bias: what lists leave out costs more than what they take in
RIDGE = {
    "article": 100.0,
    "general": 100.0,
    "flat": 100.0,
}  # best of 10, 40, 100 by cross-validation on the learnt half
OTHER_SORT = 0.6  # weight of pages of the other sort: 150 pages are too few for 800 bins; best of 0.3 and 0.6, likewise
HEADER = """\
# Weights of the signals of a block (see rostra/structure/signals.py), learnt by scripts/learn_layout.py; do not edit by hand.
# Positive speaks for the body. `change` is the cost of going in or out of the body.
"""


def half(name: str) -> int:
    """0 for the half that is learnt from, 1 for the half that only measures."""
    return hashlib.sha256(name.encode()).digest()[0] % 2


def pages(folder: Path) -> Iterator[tuple[Document, str]]:
    """The documents of the learnt half, with their true main text."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        if half(path.stem) == 0:
            truth = json.loads(path.read_text("utf-8"))["ground_truth"]["main_content"] or ""
            content = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
            with suppress(ReadError):  # one page of the set holds no text
                yield read(Capture(uri=f"{path.stem}.html", content=content, media_type="text/html")), truth


def flattened(document: Document) -> Document:
    """The page as someone would save its text: no boxes, no links, no headings."""
    blocks = tuple(Block("item" if b.kind == "item" else "paragraph", b.start, b.end) for b in document.blocks)
    return msgspec.structs.replace(document, blocks=blocks, marks=(), containers=(Container(-1, ""),))


def labels(texts: list[str], truth: str) -> list[tuple[bool, int]]:
    """Per block: whether it is part of the truth, and its number of words.

    Long blocks by the share of their word shingles that the truth has; short ones when the truth has them as a line, or as a
    phrase of three words and more.
    """
    words = WORDS.findall(truth.lower())
    shingles = {tuple(words[i : i + SHINGLE]) for i in range(len(words))}
    lines = Counter(" ".join(WORDS.findall(line.lower())) for line in truth.split("\n"))
    whole = f" {' '.join(words)} "
    result = []
    for text in texts:
        block = WORDS.findall(text.lower())
        key = " ".join(block)
        if len(block) >= 2 * SHINGLE:
            own = [tuple(block[i : i + SHINGLE]) for i in range(len(block) - SHINGLE + 1)]
            result.append((2 * sum(s in shingles for s in own) > len(own), len(block)))
        elif lines[key] > 0:
            lines[key] -= 1
            result.append((True, len(block)))
        else:
            result.append((len(block) >= 3 and f" {key} " in whole, len(block)))
    return result


class Examples:
    """One-hot rows of all blocks: `features` names the columns, `indexes` and `starts` the sparse rows."""

    def __init__(self) -> None:
        self.features: dict[tuple[str, int], int] = {}
        self.indexes: list[int] = []
        self.starts: list[int] = [0]
        self.targets: list[bool] = []
        self.sizes: list[float] = []
        self.sorts: list[str] = []

    def add(self, document: Document, truth: str) -> None:
        """Add the blocks of one page. A page counts less the more words it has, so that long pages do not rule."""
        if not document.blocks:
            return
        page = Page(document)
        columns, sort = page.columns(), page.sort
        known = labels(page.texts, truth)
        total = sum(count for _, count in known)
        for i, (target, count) in enumerate(known):
            if count:
                row = [(name, column[i]) for name, column in columns.items()]
                row += [("path", bit) for bit in range(len(ZONES) + len(TAGS)) if page.masks[i] >> bit & 1]
                self.indexes += [self.features.setdefault(feature, len(self.features)) for feature in row]
                self.starts.append(len(self.indexes))
                self.targets.append(target)
                self.sorts.append(sort)
                self.sizes.append(count**0.6 / (total + 300))


def fit(examples: Examples, sort: str, rounds: int = 150) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression for one sort of page, by Adam on the whole set."""
    ridge = RIDGE[sort]
    indexes, targets = np.array(examples.indexes), np.array(examples.targets, float)
    sizes = np.array(examples.sizes) * np.where(np.array(examples.sorts) == sort, 1, OTHER_SORT)
    sizes /= sizes.mean()
    count, width = len(targets), len(examples.features)
    rows = np.repeat(np.arange(count), np.diff(examples.starts))
    theta, first, second = np.zeros(width + 1), np.zeros(width + 1), np.zeros(width + 1)
    for step in range(1, rounds + 1):
        odds = np.bincount(rows, weights=theta[indexes], minlength=count) + theta[-1]
        error = (1 / (1 + np.exp(-odds)) - targets) * sizes
        slope = (
            np.append(np.bincount(indexes, weights=error[rows], minlength=width) + ridge * theta[:-1], error.sum())
            / count
        )
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.08 if step < rounds * 0.6 else 0.03
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    return theta[:-1], float(theta[-1])


def table(sort: str, examples: Examples, theta: np.ndarray, bias: float) -> str:
    """The TOML of one sort of page."""
    signals: dict[str, dict[int, float]] = {}
    for (name, value), index in examples.features.items():
        signals.setdefault(name, {})[value] = round(float(theta[index]), 3)
    names = (*ZONES, *TAGS)
    path = [f"{names[bit]} = {weight}" for bit, weight in sorted(signals.pop("path", {}).items())]
    lines = [
        f"{name} = [{', '.join(str(bins.get(i, 0.0)) for i in range(WIDTHS.get(name, 48)))}]"
        for name, bins in signals.items()
    ]
    head = [f"[{sort}]", f"bias = {bias + LIFT[sort]:.3f}", f"change = {CHANGE[sort]}"]
    return "\n".join([*head, "", f"[{sort}.signals]", *lines, "", f"[{sort}.path]", *path, ""])


WIDTHS = {
    "kind": 16, "shape": 48, "previous": 49, "next": 49, "second_previous": 49, "second_next": 49, "ending": 6, "pauses": 5,
    "box": 48, "parent": 48, "tag": 11 + len(TAGS), "focus": 4, "focus_kind": 64, "focus_edge": 17, "said": 23, "under": 23,
    "repeated": 3, "place": 10, "page": 256, "title": 11, "kin": 30, "title_kin": 30, "twins": 12, "parent_twins": 12, "rank": 7,
}  # fmt: skip


def main() -> None:
    """Learn all sorts and write the data."""
    boxed, flat = Examples(), Examples()
    for document, truth in pages(Path(sys.argv[1])):
        boxed.add(document, truth)
        flat.add(flattened(document), truth)
    sets = {"article": boxed, "general": boxed, "flat": flat}
    tables = [table(sort, sets[sort], *fit(sets[sort], sort)) for sort in SORTS]
    OUTPUT.write_text(HEADER + "\n" + "\n".join(tables), "utf-8")


if __name__ == "__main__":
    main()
