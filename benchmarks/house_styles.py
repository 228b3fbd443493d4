"""How well each pattern of house style is read, on printed pages of which every word is known.

    python benchmarks/house_styles.py [--pages 1200] [--seed 0] [--worst 12]   figures by tag, and docs/accuracy-house-styles.md
    python benchmarks/house_styles.py --dump DIR [--pages 20]                   the pages, to look at
    python benchmarks/house_styles.py --show SEED                               one page, gold beside prediction
    python benchmarks/house_styles.py --tag placement:own-line [--worst 5]      the worst pages of one pattern

Pages are invented (see `rostra.quality.press`): the figures compare patterns and versions, they are no estimate for the world's
pages.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

import rostra
from rostra.model import RostraError, Transcript
from rostra.quality import GoldPage, PageScore, score_page
from rostra.quality.press import LINES, PrintedPage, print_page

FIGURES = ("start_f1", "turn_f1", "speaker", "role", "link_f1", "title", "date", "false_date", "place", "kind", "language")
DOCUMENT = Path(__file__).parents[1] / "docs" / "accuracy-house-styles.md"
_FEWEST = 8  # pages: figures of rarer tags say little


class Outcome(msgspec.Struct, frozen=True):
    """One printed page as it was read."""

    seed: int
    tags: tuple[str, ...]
    score: PageScore


def read(page: PrintedPage) -> Transcript | None:
    """The page's transcript; ``None`` where it could not be read."""
    try:
        return rostra.parse(page.content, uri=page.name)
    except RostraError:
        return None


def measure(seed: int) -> Outcome:
    """Print, read and score the page of this number."""
    page = print_page(seed)
    return Outcome(seed, page.tags, score_page(msgspec.convert(page.gold, GoldPage), read(page)))


def measure_all(seeds: Sequence[int], workers: int = 2) -> list[Outcome]:
    """Outcomes in the order of the seeds."""
    if workers == 1:
        return [measure(seed) for seed in seeds]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(measure, seeds, chunksize=20))


def means(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Each figure's mean over the pages to which it applies."""
    columns: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        for name, value in outcome.score.figures.items():
            columns[name].append(value)
    return {name: sum(columns[name]) / len(columns[name]) for name in FIGURES if columns[name]}


def by_tag(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes of every tag."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for tag in outcome.tags:
            groups[tag].append(outcome)
    return groups


def rows(outcomes: Sequence[Outcome]) -> list[tuple[str, int, dict[str, float]]]:
    """Tags with pages enough, the worst by strict turns first."""
    groups = {tag: group for tag, group in by_tag(outcomes).items() if len(group) >= _FEWEST}
    made = [(tag, len(group), means(group)) for tag, group in groups.items()]
    return sorted(made, key=lambda row: (row[2].get("turn_f1", 1.0), row[0]))


def table(made: Sequence[tuple[str, int, dict[str, float]]]) -> str:
    """Rows as a table of Markdown."""
    numbers = {tag: line for line, tags in LINES.items() for tag in tags}
    lines = ["| pattern | line | pages | " + " | ".join(FIGURES) + " |", "|---" * (len(FIGURES) + 3) + "|"]
    for tag, count, figures in made:
        cells = [f"{figures[name]:.3f}" if name in figures else "-" for name in FIGURES]
        lines.append(f"| {tag} | {numbers.get(tag, '')} | {count} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def document(outcomes: Sequence[Outcome], command: str) -> str:
    """The page of documentation."""
    whole = table([("**all pages**", len(outcomes), means(outcomes))])
    return f"""# House styles: how well each pattern is read

Written by `{command}`; do not edit. Pages are printed by `rostra.quality.press`: invented words in random house styles, in twelve
languages, with furniture, noise and damage. The figures compare patterns and versions of the parser; they are no estimate for
the world's pages. "line" is the number of the pattern in the list of house styles. Figures are means over the pages that carry
the pattern, the worst by strict turns (`turn_f1`) first; a page has many patterns, so a weak one drags its companions down.

{whole}

{table(rows(outcomes))}
"""


def show(seed: int) -> str:
    """A page's text as read, and its turns: gold on the left of the bar, prediction on the right."""
    page = print_page(seed)
    transcript = read(page)
    gold = msgspec.convert(page.gold, GoldPage)
    score = score_page(gold, transcript)
    parts = [" ".join(page.tags), page.name, str({k: round(v, 2) for k, v in score.figures.items()})]
    if transcript is None:
        return "\n".join([*parts, "unreadable"])
    event = {name: (getattr(gold, name), getattr(transcript.event, name)) for name in ("title", "date", "place", "kind")}
    left = [f"{t.role[:9]:9} {t.speaker or '-'} | {t.label or '-'} | {t.first_words} … {t.last_words}" for t in gold.turns]
    right = [
        f"{t.role[:9]:9} {t.speaker or '-'} | {t.label or '-'} | {transcript.turn_text(t)[:60]!r} … {transcript.turn_text(t)[-40:]!r}"
        for t in transcript.turns
    ]
    return "\n".join([*parts, str(event), transcript.text, "--- gold", *left, "--- read", *right])


def dump(folder: Path, seeds: Iterable[int]) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        page = print_page(seed)
        (folder / page.name).write_bytes(page.content)


def worst(outcomes: Iterable[Outcome], count: int) -> str:
    """The pages with the fewest right turns, a line each."""
    ranked = sorted(outcomes, key=lambda outcome: (outcome.score.figures["turn_f1"], outcome.seed))
    return "\n".join(
        f"{o.seed:6} turn {o.score.figures['turn_f1']:.2f} start {o.score.figures['start_f1']:.2f} {' '.join(o.tags)}"
        for o in ranked[:count]
    )


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--worst", type=int, default=0, metavar="K")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tag", help="only pages with this tag")
    parser.add_argument("--dump", type=Path, metavar="DIR")
    parser.add_argument("--show", type=int, metavar="SEED")
    args = parser.parse_args()
    seeds = range(args.seed, args.seed + args.pages)
    if args.show is not None:
        print(show(args.show))
    elif args.dump:
        dump(args.dump, seeds)
    elif args.tag:
        tagged = [seed for seed in seeds if args.tag in print_page(seed).tags]
        outcomes = measure_all(tagged, args.workers)
        print(worst(outcomes, args.worst or 10), means(outcomes), sep="\n")
    else:
        outcomes = measure_all(seeds, args.workers)
        command = f"python benchmarks/house_styles.py --pages {args.pages} --seed {args.seed}"
        DOCUMENT.write_text(document(outcomes, command), "utf-8")
        print(table([("all", len(outcomes), means(outcomes)), *rows(outcomes)]))
        if args.worst:
            print(worst(outcomes, args.worst))


if __name__ == "__main__":
    main()
