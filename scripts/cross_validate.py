"""Learn the weights without a house, and measure the whole parser on the pages of that house: each house in turn.

    python scripts/cross_validate.py [--shared ../shared] [--cache build/signs.json] [--write]

A house is told by the gold's name up to its first "_". Real pages are measured; the made-up houses of examples/ are learnt from
throughout. Of each house all pages are left out, in gold and in the collections that
the genre is learnt from. The weights are written into a copy of the sources, and that copy's parser is scored on the
house. Layout weights are learnt from web pages of none of these houses, and stay. `--write` puts the figures
into docs/accuracy-unseen-houses.md. Needs numpy, which Rostra itself does not.
"""

from __future__ import annotations

import argparse
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import learn_genre
import learn_style
from sets import ROOT, SHARED, real_sets

from rostra.quality import FIGURES, GoldPage, PageScore, house_of, load_gold, run_with
from rostra.quality.report import means
from rostra.quality.terminal import SHORT

DOCUMENT = ROOT / "docs/accuracy-unseen-houses.md"
DATA = "rostra/lexicon/data"
SHOWN = ("start_f1", "turn_f1", "speaker", "role", "link_f1", "notes_f1", "title", "kind", "people_f1")
Weights = dict[str, dict[str, Any]]  # by name of the data file
Pages = dict[str, dict[str, PageScore]]  # by set and page


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, help="keep the signs of pages here between runs")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    args = parser.parse_args()
    sets = {name: (load_gold(gold), corpus) for name, (gold, corpus) in real_sets(args.shared).items()}
    learn = _learner(args.shared, args.cache, [gold for golds, _ in sets.values() for gold in golds])
    shipped = _measure(sets, {}, lambda gold: True)
    fitted = _measure(sets, learn(None), lambda gold: True)
    unseen: Pages = defaultdict(dict)
    for house in sorted({house_of(gold.id) for golds, _ in sets.values() for gold in golds}):
        found = _measure(sets, learn(house), lambda gold, house=house: house_of(gold.id) == house)  # type: ignore[misc]
        for name, pages in found.items():
            unseen[name] |= pages
        print(f"without {house}: {_told(found)}", flush=True)
    text = "\n".join(_tables({"as they stand": shipped, "learnt from all": fitted, "learnt without the house": unseen}))
    print(text)
    if args.write:
        head, _, _ = DOCUMENT.read_text("utf-8").partition("<!-- tables -->")
        DOCUMENT.write_text(f"{head}<!-- tables -->\n\n{text}\n", "utf-8")


def _learner(shared: Path, cache: Path | None, golds: Sequence[GoldPage]) -> Callable[[str | None], Weights]:
    """What learns all weights without a house, or from all for ``None``. Nothing is drawn to the weights that stand: they have
    seen every house."""
    samples = learn_genre.gather(shared, ROOT / "examples", cache)
    real, printed = learn_style.learning_pages(shared)
    folders: dict[str, set[str]] = defaultdict(set)
    files: dict[str, set[str]] = defaultdict(set)
    for gold in golds:
        folders[house_of(gold.id)] |= set(Path(gold.source).parts[:-1]) - {"collections"}
        files[house_of(gold.id)].add(Path(gold.source).name)

    def learn(house: str | None) -> Weights:
        kept = [
            (example, signs)
            for example, signs in samples
            if house is None or not (example[1] in folders[house] or Path(example[0]).name in files[house])
        ]
        pages = [page for page in real if house is None or house_of(page.name) != house]
        style = learn_style.fit([*pages, *printed], learn_style.plain(), learn_style.PLAIN_DEVIATION)
        return {"genre_weights": learn_genre.learn(kept), "style_weights": style}

    return learn


def _measure(
    sets: dict[str, tuple[list[GoldPage], Path]], weights: Weights, wanted: Callable[[GoldPage], bool]
) -> Pages:
    """The scores of the wanted pages under the weights."""
    found: Pages = {}
    with _sources(weights) as source:
        for name, (golds, corpus) in sets.items():
            chosen = [gold for gold in golds if wanted(gold)]
            if chosen:
                found[name] = {page.id: page for page in run_with(source, chosen, corpus).pages}
    return found


@contextmanager
def _sources(weights: Weights) -> Iterator[Path]:
    """A copy of the sources in which tables of data files are replaced by `weights`."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        for name, tables in weights.items():
            path = source / DATA / f"{name}.toml"
            stands = tomllib.loads(path.read_text("utf-8"))
            path.write_text(_toml({**stands, **tables}), "utf-8")
        yield source


def _toml(tables: dict[str, dict[str, float]]) -> str:
    """Tables of numbers as TOML."""
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {float(value):.4f}\n" for key, value in table.items())
        for name, table in tables.items()
    )


def _told(found: Pages) -> str:
    pages = [page for scores in found.values() for page in scores.values()]
    figures = means(pages)
    return f"{len(pages)} pages, start_f1 {figures['start_f1']:.3f}, turn_f1 {figures['turn_f1']:.3f}"


def _tables(columns: dict[str, Pages]) -> Iterator[str]:
    """By set every figure, then by house the figures of turns."""
    shown = [name for name in FIGURES if name in SHOWN]
    first = next(iter(columns.values()))
    yield f"| set | weights | pages | {' | '.join(SHORT.get(name, name) for name in shown)} |"
    yield f"|---|---|---|{'---|' * len(shown)}"
    for name in first:
        for title, pages in columns.items():
            figures = means(list(pages[name].values()))
            cells = " | ".join(f"{figures[f]:.3f}" if f in figures else "-" for f in shown)
            yield f"| {name} | {title} | {len(pages[name])} | {cells} |"
    yield ""
    yield f"| house | pages | {' | '.join(f'{title}: start, turn' for title in columns)} |"
    yield f"|---|---|{'---|' * len(columns)}"
    for house in sorted({house_of(page) for scores in first.values() for page in scores}):
        figures = [means(list(_of_house(pages, house))) for pages in columns.values()]
        cells = [f"{figure['start_f1']:.3f}, {figure['turn_f1']:.3f}" for figure in figures]
        count = len(list(_of_house(first, house)))
        yield f"| {house} | {count} | {' | '.join(cells)} |"


def _of_house(pages: Pages, house: str) -> Iterable[PageScore]:
    return (page for scores in pages.values() for page in scores.values() if house_of(page.id) == house)


if __name__ == "__main__":
    main()
