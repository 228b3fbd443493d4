"""Learn the weights of `rostra.structure.signals` from pages whose main text is known, and write them as data.

    python scripts/learn_layout.py ../shared/corpus/sets
    python scripts/learn_layout.py ../shared/corpus/sets --check

All pages of WCXB's development set and of article-extraction-benchmark are learnt from, so what ``benchmarks/main_text.py`` prints
is fitted. Those sets hold hardly any talk; printed pages (`rostra.quality.press`) show what a transcript looks like. ``--check``
writes nothing and prints the same figures with each page read by weights that were learnt without the pages of its house (five
parts, by a hash of the domain): what to expect of pages never seen.

The model is additive: a weight a bin of each signal, fitted by logistic regression, in which a block counts by its size. Each sort
of page (`Page.sort`) has weights of its own: articles and general pages are learnt together, the other sort counting less; flat
pages (text without boxes) from the same pages with their boxes and links taken away. Needs numpy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import numpy as np

from rostra.model import Block, Capture, Container, Document, ReadError
from rostra.quality.press import print_page
from rostra.readers import read
from rostra.structure.body import Weights, find_layout
from rostra.structure.boxes import TAGS, ZONES
from rostra.structure.signals import Page

OUTPUT = Path(__file__).parents[1] / "src/rostra/lexicon/data/layout_weights.toml"
WORDS = re.compile(r"\w+")
SHINGLE = 4
FOLDS = 5
OTHER_SET = "article-extraction"
PRINTED = 400  # printed pages, from a seed on that no benchmark uses
FIRST_PRINTED = 100_000
PRINTED_SHARE = 0.3  # what a printed page counts beside a real one: few houses, and all their pages alike
HEAD = 10
SORTS = ("article", "general", "flat")
CHANGE = {
    "article": 1.0,
    "general": 0.5,
    "flat": 6.0,
}  # of 0, 0.5, 1, 2; at 0 general pages score .001 more and long transcripts lose turns; flat text has one run of body
LIFT = {
    "article": 0.0,
    "general": 0.3,
    "flat": 0.0,
}  # added to the bias: what lists leave out costs more than what they take in; at 0.6 reviews of products are taken for turns
RIDGE = {
    "article": 100.0,
    "general": 100.0,
    "flat": 100.0,
}  # best of 10, 40, 100 by cross-validation on half of WCXB
OTHER_SORT = 0.6  # weight of pages of the other sort: 150 pages are too few for 800 bins; best of 0.3 and 0.6, likewise
HEADER = """\
# Weights of the signals of a block (see rostra/structure/signals.py), learnt by scripts/learn_layout.py; do not edit by hand.
# Positive speaks for the body. `change` is the cost of going in or out of the body.
"""


class Sample(msgspec.Struct, frozen=True):
    """A page and what is known of it: its true main text (of printed pages the first and the last words, a line each), its type in
    WCXB (`OTHER_SET` for pages of the other set, "" for printed pages), its house."""

    document: Document
    truth: str
    kind: str
    house: str

    @property
    def fold(self) -> int:
        """The part of the set, below `FOLDS`; all pages of a house are in one."""
        return hashlib.sha256(self.house.encode()).digest()[0] % FOLDS


def samples(sets: Path) -> Iterator[Sample]:
    """All pages of both sets that hold text."""
    wcxb, articles = sets / "wcxb/dev", sets / "article-extraction"
    for path in sorted((wcxb / "ground-truth").glob("*.json")):
        known = json.loads(path.read_text("utf-8"))
        kind, truth = known["_internal"]["page_type"]["primary"], known["ground_truth"]["main_content"] or ""
        yield from sample(wcxb / f"html/{path.stem}.html.gz", known["url"], truth, kind)
    for name, known in json.loads((articles / "ground-truth.json").read_text("utf-8")).items():
        yield from sample(articles / f"html/{name}.html.gz", known["url"], known["articleBody"], OTHER_SET)


def printed_samples() -> Iterator[Sample]:
    """Transcripts and speeches with the furniture of their houses."""
    for seed in range(PRINTED):
        page = print_page(seed + FIRST_PRINTED)
        edges = f"{page.gold['body_first_words']}\n{page.gold['body_last_words']}"
        if page.gold["turns"] and page.name.endswith("html"):
            document = read(Capture(uri=page.name, content=page.content, media_type="text/html"))
            yield Sample(document, edges, "", f"printed {seed}")


def sample(path: Path, address: str, truth: str, kind: str) -> Iterator[Sample]:
    """The page at `path`; nothing where it holds no text."""
    content = gzip.decompress(path.read_bytes())
    host = urlsplit(address if "//" in address else f"//{address}").netloc.lower().split(".")
    house = ".".join(host[-3:] if len(host) > 2 and len(host[-2]) <= 3 and len(host[-1]) == 2 else host[-2:])
    try:
        document = read(Capture(uri="page.html", content=content, media_type="text/html"))
    except ReadError:
        return
    if document.blocks:
        yield Sample(document, truth, kind, house)


def flattened(document: Document) -> Document:
    """The page as someone would save its text: no boxes, no links, no headings."""
    blocks = tuple(Block("item" if b.kind == "item" else "paragraph", b.start, b.end) for b in document.blocks)
    return msgspec.structs.replace(document, blocks=blocks, marks=(), containers=(Container(-1, ""),))


def talk_labels(page: Page, edges: str) -> list[tuple[bool, int]]:
    """`labels` of a transcript, of which the first and the last words are known: all between them, but for captions and links.

    The lines over the first words are not learnt from (their number of words is 0): `rostra.structure.edges` names them.
    """
    first, last = (" ".join(line.split()) for line in edges.split("\n"))
    texts = [" ".join(text.split()) for text in page.texts]
    start = next((i for i, text in enumerate(texts) if first in text), None)
    end = next((i for i in range(len(texts) - 1, -1, -1) if last in texts[i]), None)
    known = []
    for i, text in enumerate(texts):
        within = start is not None and end is not None and start <= i <= end
        plain = page.blocks[i].kind != "caption" and 2 * page.linked[i] < max(page.chars[i], 1)
        over = start is not None and start - HEAD <= i < start
        known.append((within and plain, 0 if over else len(WORDS.findall(text))))
    return known


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
    """What is learnt from: a row a block. `bins` are the columns of the signals, `paths` the zones and elements around."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Any]] = defaultdict(list)

    def add(self, document: Document, one: Sample) -> None:
        """Add the blocks of one page. A page counts less the more words it has, so that long pages do not rule."""
        page = Page(document)
        known = labels(page.texts, one.truth) if one.kind else talk_labels(page, one.truth)
        counts = np.array([count for _, count in known])
        columns = page.columns()
        bits = np.array(page.masks)[:, None] >> np.arange(len(ZONES) + len(TAGS)) & 1
        row = {
            "bins": np.array([columns[name] for name in WIDTHS]).T + OFFSETS,
            "paths": bits.astype(np.float32),
            "targets": np.array([target for target, _ in known], float),
            "sizes": counts**0.6 / (counts.sum() + 300) * (1 if one.kind else PRINTED_SHARE),
            "sorts": np.full(len(known), SORTS.index(page.sort)),
            "folds": np.full(len(known), one.fold),
        }
        for name, values in row.items():
            self.parts[name].append(values[counts > 0])

    def joined(self) -> dict[str, np.ndarray]:
        """One array a part."""
        return {name: np.concatenate(values) for name, values in self.parts.items()}


def fit(known: dict[str, np.ndarray], sort: str, without: int = -1, rounds: int = 150) -> Weights:
    """Logistic regression for one sort of page, by Adam on all rows but those of the fold `without`."""
    kept = known["folds"] != without
    bins, paths, targets = known["bins"][kept], known["paths"][kept], known["targets"][kept]
    sizes = known["sizes"][kept] * np.where(known["sorts"][kept] == SORTS.index(sort), 1, OTHER_SORT)
    sizes /= sizes.mean()
    count, width = len(targets), WIDTH + paths.shape[1]
    theta, first, second = np.zeros(width + 1), np.zeros(width + 1), np.zeros(width + 1)
    for step in range(1, rounds + 1):
        odds = theta[bins].sum(1) + paths @ theta[WIDTH:-1] + theta[-1]
        error = (1 / (1 + np.exp(-odds)) - targets) * sizes
        gathered = np.bincount(bins.ravel(), np.repeat(error, bins.shape[1]), WIDTH)
        slope = np.concatenate([gathered, error @ paths, [error.sum()]])
        slope[:-1] += RIDGE[sort] * theta[:-1]
        slope /= count
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.08 if step < rounds * 0.6 else 0.03
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    rounded = np.round(theta, 3).tolist()
    return Weights(
        bias=round(rounded[-1] + LIFT[sort], 3),
        change=CHANGE[sort],
        signals={
            name: rounded[start : start + size] for (name, size), start in zip(WIDTHS.items(), OFFSETS, strict=True)
        },
        path=dict(zip((*ZONES, *TAGS), rounded[WIDTH:-1], strict=True)),
    )


def table(sort: str, weights: Weights) -> str:
    """The TOML of one sort of page."""
    head = [f"[{sort}]", f"bias = {weights.bias}", f"change = {weights.change}"]
    signals = [f"{name} = [{', '.join(map(str, bins))}]" for name, bins in weights.signals.items()]
    path = [f"{name} = {weight}" for name, weight in weights.path.items() if weight]
    return "\n".join([*head, "", f"[{sort}.signals]", *signals, "", f"[{sort}.path]", *path, ""])


WIDTHS = {
    "kind": 16, "shape": 48, "previous": 49, "next": 49, "second_previous": 49, "second_next": 49, "ending": 6, "pauses": 5,
    "box": 48, "parent": 48, "tag": 11 + len(TAGS), "focus": 4, "focus_kind": 64, "focus_edge": 17, "said": 23, "under": 23,
    "repeated": 3, "place": 10, "page": 256, "title": 11, "kin": 30, "title_kin": 30, "twins": 12, "parent_twins": 12, "rank": 7,
}  # fmt: skip


OFFSETS = np.cumsum([0, *WIDTHS.values()])[:-1]
WIDTH = sum(WIDTHS.values())


def check(found: list[Sample], known: dict[str, np.ndarray]) -> None:
    """Print the figures of pages whose house was left out: word F1 by type in WCXB, shingle F1 in the other set."""
    sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
    from main_text import shingle_f1, word_f1

    scores, pairs = defaultdict(list), []
    for fold in range(FOLDS):
        weights = {sort: fit(known, sort, without=fold) for sort in ("article", "general")}
        for page in (one for one in found if one.fold == fold and one.kind):
            layout = find_layout(page.document, weights | {"flat": weights["general"]})
            text = "\n".join(page.document.block_text(i) for i in layout.indexes("body", "lead"))
            if page.kind != OTHER_SET:
                scores[page.kind].append(word_f1(text, page.truth))
            else:
                pairs.append((text, page.truth))
    scores["all"] = [score for kind in scores.values() for score in kind]
    for kind, values in sorted(scores.items()):
        print(f"wcxb {kind:20} {sum(values) / len(values):.3f}")
    print(f"article-extraction        {shingle_f1(pairs):.3f}")


def main() -> None:
    """Learn all sorts and write the data; or check."""
    found = [*samples(Path(sys.argv[1])), *printed_samples()]
    boxed, flat = Examples(), Examples()
    for one in found:
        boxed.add(one.document, one)
    if "--check" in sys.argv[2:]:
        check(found, boxed.joined())
        return
    for one in found:
        flat.add(flattened(one.document), one)
    known = {"article": boxed.joined(), "flat": flat.joined()}
    tables = [table(sort, fit(known["flat" if sort == "flat" else "article"], sort)) for sort in SORTS]
    OUTPUT.write_text(HEADER + "\n" + "\n".join(tables), "utf-8")


if __name__ == "__main__":
    main()
