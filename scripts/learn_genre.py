"""Learn what tells a transcript from other pages, and say how well it holds on houses that were left out.

    python scripts/learn_genre.py ../shared examples [--write]

A softmax regression over the signs of `rostra.structure.genre`. Pages come from gold (official and the examples'),
from sets of ordinary web pages (all reports), from a parliament's day, from the collections where the publisher itself
says what a page is (a release type, a file name, a section), and from the press (invented pages in twelve languages; a
language counts as a house). Pages of ``tests/gold`` measure and are left out. Houses count by the square root of their
pages. Needs numpy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sets import measured_files
from weights import write

from rostra.lexicon import load
from rostra.model import Capture, RostraError
from rostra.quality.press import print_page
from rostra.readers import read
from rostra.structure.body import find_layout
from rostra.structure.echoes import mark_echoes
from rostra.structure.genre import Signs
from rostra.structure.metadata import read_metadata
from rostra.structure.turns import signs_of

CLASSES = ("report", "dialogue", "monologue")
# Around nothing: weights that stood before would carry what they learnt of a house into the fit without it.
PRIOR_DEVIATION = 5.0
PRINTED = 50_000  # the first number of the invented pages; those that measure (benchmarks/house_styles.py) count from 0
PER_HOUSE = 260
Example = tuple[str, str, tuple[str, ...]]  # path, house, allowed classes
Sample = tuple[Example, Signs]

_WHITE = (
    (re.compile(r"press-briefing|press-gaggle|background-press-call|press-conference"), ("dialogue",)),
    (re.compile(r"-remarks-(?:by|of)"), ("dialogue", "monologue")),
    (re.compile(r"\d-(?:joint-)?statement-(?:by|from|of)-(?:the-)?(?:president|vice-president)"), ("monologue",)),
    (re.compile(r"\d-(?:[a-z-]+-)?joint-(?:statement|declaration|communique)-?(?!s-to-the-press)"), ("monologue",)),
    (
        re.compile(
            r"fact-sheet|readout|nominations-sent|nominees|bills?-signed|daily-guidance|executive-order|memorandum"
        ),
        ("report",),
    ),
)
_RELEASE = {
    "Interview": ("dialogue",),
    "Press Conference": ("dialogue",),
    "Speech": ("dialogue", "monologue"),
    "Statement in Parliament": ("dialogue", "monologue"),
    "Message": ("monologue",),
    "Letter": ("monologue",),
    "Statement": ("monologue",),
    "Index": ("report",),
}
_OWN_WORDS = re.compile(r"greeting|congratulat|condolence|message|telegram|statement", re.IGNORECASE)


def examples(shared: Path, own: Path) -> Iterator[Example]:
    for gold, pages in ((shared / "gold", shared / "corpus/pages"), (own / "gold", own / "pages")):
        for path in sorted(gold.glob("*.json")):
            record = json.loads(path.read_text("utf-8"))
            yield str(pages / record["source"]), Path(record["source"]).parts[0], (_class_of(record["turns"]),)
    sets = shared / "corpus/sets"
    for path in sorted((sets / "wcxb/dev/html").iterdir()):
        yield str(path), f"wcxb-{path.stem[:4][-1]}", ("report",)
    for path in sorted((sets / "article-extraction").rglob("*.html*")):
        yield str(path), f"article-{path.stem[0]}", ("report",)
    for number in range(PRINTED, PRINTED + 720):
        page = print_page(number)
        yield f"printed:{number}", f"printed-{page.gold['language']}", (_class_of(page.gold["turns"]),)
    yield from _sitting(sets / "congressional_record")
    yield from _sampled(_collections(shared / "corpus/collections"))


def _class_of(turns: list[dict[str, Any]]) -> str:
    spoken = [t for t in turns if t["role"] not in ("note", "heading")]
    if not spoken:
        return "report"
    voices = {t["speaker"] for t in spoken}
    return "dialogue" if len(voices) > 1 or any(t["label"] for t in spoken) else "monologue"


def _sitting(folder: Path) -> Iterator[Example]:
    """Pages of a parliament's day: transcripts where its own parser found speeches, else lists, letters and notices."""
    for path in sorted(folder.glob("*/json/*.json")):
        page = path.parent.parent / "html" / f"{path.stem}.htm"
        if page.exists():
            spoken = any(item["kind"] == "speech" for item in json.loads(path.read_text("utf-8"))["content"])
            yield str(page), "sitting", ("dialogue", "monologue") if spoken else ("report",)


def _collections(folder: Path) -> Iterator[Example]:
    for path in sorted((folder / "whitehouse").glob("*.md")):
        for pattern, kinds in _WHITE:
            if pattern.search(path.name):
                yield str(path), "whitehouse", kinds
                break
    for path in sorted((folder / "au_pm").glob("*.xml")):
        match = re.search(r"<release-type>([^<]+)<", path.read_text("utf-8", "replace"))
        if match and match.group(1) in _RELEASE:
            yield str(path), "au_pm", _RELEASE[match.group(1)]
    for path in sorted((folder / "kremlin").glob("*.html")):
        text = path.read_text("utf-8", "replace")
        title = re.search(r"<title>([^<]*)", text)
        if re.search(r"Published in section.{0,400}?Transcripts", text, re.DOTALL):
            yield str(path), "kremlin", ("dialogue", "monologue")
        elif title and not _OWN_WORDS.search(title.group(1)):
            yield str(path), "kremlin", ("report",)


def _sampled(found: Iterator[Example]) -> Iterator[Example]:
    by_house: dict[tuple[str, tuple[str, ...]], list[Example]] = defaultdict(list)
    measured = measured_files()
    for example in found:
        if Path(example[0]).name not in measured:
            by_house[example[1], example[2]].append(example)
    for key in sorted(by_house):
        rows = by_house[key]
        yield from random.Random(1).sample(rows, min(PER_HOUSE // 3, len(rows)))


def signs(example: Example) -> Signs | None:
    try:
        document = read(_capture(example[0]))
    except RostraError:
        return None
    layout = mark_echoes(document, find_layout(document))
    return signs_of(document, layout, read_metadata(document, layout))


def _capture(name: str) -> Capture:
    if name.startswith("printed:"):
        page = print_page(int(name.partition(":")[2]))
        return Capture(uri=page.name, content=page.content)
    content = Path(name).read_bytes()
    return Capture(uri=name, content=gzip.decompress(content) if name.endswith(".gz") else content)


def fit(x: np.ndarray, allowed: np.ndarray, importance: np.ndarray) -> np.ndarray:
    """Weights (signs x 2), by gradient ascent with momentum on the likelihood of the allowed classes and a prior around 0."""
    w = np.zeros((x.shape[1], len(CLASSES) - 1))
    velocity = np.zeros_like(w)
    for step in range(3000):
        p = softmax(x, w)
        q = p * allowed
        q /= q.sum(1, keepdims=True)
        gradient = x.T @ (importance[:, None] * (q - p)[:, 1:]) - w / PRIOR_DEVIATION**2
        velocity = 0.9 * velocity + gradient / importance.sum()
        w = w + min(1.0, 0.2 + step / 1000) * velocity
    return w


def softmax(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    z = np.concatenate([np.zeros((len(x), 1)), x @ w], axis=1)
    z -= z.max(1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(1, keepdims=True)


def describe(p: np.ndarray, allowed: np.ndarray, houses: list[str]) -> str:
    transcript = 1 - p[:, 0]
    truth = allowed[:, 0] == 0
    said = transcript >= 0.5
    right = {
        kind: float((said == truth)[mask].mean()) for kind, mask in (("transcripts", truth), ("other pages", ~truth))
    }
    bins = np.minimum((transcript * 10).astype(int), 9)
    error = sum(abs(transcript[bins == b].sum() - truth[bins == b].sum()) for b in range(10)) / len(truth)
    by_house = {
        h: round(float((said == truth)[[i for i, g in enumerate(houses) if g == h]].mean()), 2)
        for h in sorted(set(houses))
    }
    low = {h: v for h, v in by_house.items() if v < 0.95}
    return (
        f"right on transcripts {right['transcripts']:.3f}, on other pages {right['other pages']:.3f}; "
        f"calibration error {error:.3f}; houses below .95: {low}"
    )


def gather(shared: Path, own: Path, cache: Path | None = None) -> list[Sample]:
    """All pages that can be read, with their signs; kept in the file `cache` between runs."""
    if cache and cache.exists():
        return [((e[0], e[1], tuple(e[2])), s) for e, s in json.loads(cache.read_text("utf-8"))]
    found = list(examples(shared, own))
    with Pool(2) as pool:
        read_all = zip(found, pool.imap(signs, found, chunksize=8), strict=True)
        kept = [(example, sign) for example, sign in read_all if sign is not None]
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(kept), "utf-8")
    return kept


class Table:
    """The samples as matrices: `x` (samples x signs), `allowed` (samples x classes), `importance`, and `houses`."""

    def __init__(self, samples: Sequence[Sample], names: Sequence[str]) -> None:
        self.x = np.array([[s.get(n, 0.0) for n in names] for _, s in samples])
        self.allowed = np.array([[float(c in e[2]) for c in CLASSES] for e, _ in samples])
        self.houses = [e[1] for e, _ in samples]
        size = Counter(self.houses)
        self.importance = np.array([3.0 / math.sqrt(size[h]) for h in self.houses])


def learn(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """The weights that the samples give, for the signs that the lexicon has weights of."""
    names = list(load("genre_weights")["dialogue"])
    table = Table(samples, names)
    w = fit(table.x, table.allowed, table.importance)
    return {c: {n: float(w[i, j]) for i, n in enumerate(names)} for j, c in enumerate(("dialogue", "monologue"))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="keep the signs here between runs")
    args = parser.parse_args()
    kept = gather(args.shared, args.own, args.cache)
    start = load("genre_weights")
    names = list(start["dialogue"])
    stand = np.array([[start["dialogue"][n], start["monologue"][n]] for n in names])
    table = Table(kept, names)
    x, allowed, houses, importance = table.x, table.allowed, table.houses, table.importance
    size = Counter(houses)
    print(len(kept), "pages of", len(size), "houses")
    print("as they stand:", describe(softmax(x, stand), allowed, houses))
    w = fit(x, allowed, importance)
    p = softmax(x, w)
    print("fitted:", describe(p, allowed, houses))
    held = np.zeros_like(p)
    groups = {h: (h.split("-")[0] if not h.startswith(("wcxb", "article", "printed")) else h) for h in size}
    for group in sorted(set(groups.values())):
        test = np.array([groups[h] == group for h in houses])
        held[test] = softmax(x[test], fit(x[~test], allowed[~test], importance[~test]))
    print("houses left out:", describe(held, allowed, houses))
    for i in np.argsort(-np.abs((1 - held[:, 0]) - (allowed[:, 0] == 0)))[:100]:
        print(f"   {1 - held[i, 0]:.2f} {kept[i][0][2]} {'/'.join(Path(kept[i][0][0]).parts[-2:])[:100]}")
    for i, n in enumerate(names):
        print(f"  {n:16} {stand[i, 0]:6.2f} -> {w[i, 0]:6.2f}   {stand[i, 1]:6.2f} -> {w[i, 1]:6.2f}")
    if args.write:
        sections = enumerate(("dialogue", "monologue"))
        write("genre_weights", {section: {n: w[i, j] for i, n in enumerate(names)} for j, section in sections})


if __name__ == "__main__":
    main()
