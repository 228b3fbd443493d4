"""Main text of any page: how much of the true text is found, and how much else with it.

    python benchmarks/main_text.py ../shared/corpus/sets

Prints, for Rostra and for trafilatura and resiliparse where they are installed, WCXB's word F1 by type of page and
article-extraction-benchmark's F1 over shingles of four tokens. Rostra's weights are learnt from these pages; its figures with the
house of each page left out are printed by ``scripts/learn_layout.py --check``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from rostra.model import Capture, ReadError
from rostra.readers import read
from rostra.structure.body import find_layout

WORDS = re.compile(r"\w+")
Extract = Callable[[bytes], str]


def rostra_text(content: bytes) -> str:
    """Body and lead, as the sets count them: without title, date and byline."""
    try:
        document = read(Capture(uri="page.html", content=content, media_type="text/html"))
    except ReadError:
        return ""
    return "\n".join(document.block_text(i) for i in find_layout(document).indexes("body", "lead"))


def extractors() -> dict[str, Extract]:
    """Rostra, and its peers where they are installed."""
    found: dict[str, Extract] = {"rostra": rostra_text}
    try:
        from trafilatura import extract

        found["trafilatura"] = lambda content: extract(content.decode("utf-8", "replace"), include_comments=False) or ""
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text

        found["resiliparse"] = lambda content: extract_plain_text(
            content.decode("utf-8", "replace"), main_content=True, alt_texts=False, comments=False
        )
    except ImportError:
        pass
    return found


def word_f1(found: str, truth: str) -> float:
    """Overlap of the multisets of words; a page without truth scores 1 only for nothing."""
    got, want = Counter(WORDS.findall(found.lower())), Counter(WORDS.findall(truth.lower()))
    if not want or not got:
        return float(not want and not got)
    return 2 * sum((got & want).values()) / (sum(got.values()) + sum(want.values()))


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `size` tokens; a shorter text is one run."""
    tokens = WORDS.findall(text)
    return Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))) if tokens else Counter()


def shingle_f1(pairs: list[tuple[str, str]]) -> float:
    """As the benchmark averages: precision and recall each over pages (those that have any), then F1 of the two means."""
    precisions, recalls = [], []
    for found, truth in pairs:
        got, want = shingles(found), shingles(truth)
        right = sum((got & want).values())
        if got:
            precisions.append(right / sum(got.values()))
        if want:
            recalls.append(right / sum(want.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall)


def wcxb(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Type, page and true text."""
    for path in sorted((folder / "dev/ground-truth").glob("*.json")):
        known = json.loads(path.read_text("utf-8"))
        content = gzip.decompress((folder / f"dev/html/{path.stem}.html.gz").read_bytes())
        yield (
            known["_internal"]["page_type"]["primary"],
            content,
            known["ground_truth"]["main_content"] or "",
        )


def articles(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Page and true text."""
    for name, known in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        yield gzip.decompress((folder / f"html/{name}.html.gz").read_bytes()), known["articleBody"]


def measure(extract: Extract, sets: Path) -> dict[str, float]:
    """All figures of one extractor, by the name of the figure."""
    scores: dict[str, list[float]] = defaultdict(list)
    start, pages = time.process_time(), 0
    for kind, content, truth in wcxb(sets / "wcxb"):
        score = word_f1(extract(content), truth)
        pages += 1
        for key in (f"wcxb {kind}", "wcxb all"):
            scores[key].append(score)
    rate = pages / (time.process_time() - start)
    figures = {key: sum(values) / len(values) for key, values in sorted(scores.items())}
    figures["article-extraction"] = shingle_f1(
        [(extract(content), truth) for content, truth in articles(sets / "article-extraction")]
    )
    return {**figures, "pages per CPU-second": rate}


def main() -> None:
    """Print one row a figure, one column an extractor."""
    chosen = {name: extract for name, extract in extractors().items() if name in sys.argv[2:] or not sys.argv[2:]}
    results = {name: measure(extract, Path(sys.argv[1])) for name, extract in chosen.items()}
    print(f"{'':32}" + "".join(f"{name:>14}" for name in results))
    for figure in next(iter(results.values())):
        print(f"{figure:32}" + "".join(f"{result[figure]:14.3f}" for result in results.values()))


if __name__ == "__main__":
    main()
