"""How well each pattern of house style is read, on printed pages of which every word is known.

    python benchmarks/house_styles.py [--pages 1200] [--seed 0] [--worst 12]   figures by tag
    python benchmarks/house_styles.py --pages 600 --write                      the same, into docs/accuracy-house-styles.md
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

FIGURES = (
    "start_f1",
    "turn_f1",
    "speaker",
    "role",
    "link_f1",
    "title",
    "date",
    "false_date",
    "place",
    "kind",
    "language",
)
DOCUMENT = Path(__file__).parents[1] / "docs" / "accuracy-house-styles.md"
_FEWEST = 8  # pages: figures of rarer tags say little
_ROUNDS = 30  # of the additive fit; effects are still to the third decimal after 20


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
    """Tags with pages enough, those that cost the most strict turns first."""
    effect = effects(outcomes)
    groups = {tag: group for tag, group in by_tag(outcomes).items() if len(group) >= _FEWEST}
    made = [(tag, len(group), means(group)) for tag, group in groups.items()]
    return sorted(made, key=lambda row: (effect[row[0]], row[0]))


def effects(outcomes: Sequence[Outcome], figure: str = "turn_f1") -> dict[str, float]:
    """What each tag adds to a page's figure, the other tags being equal: an additive fit, rare tags drawn towards nothing."""
    values = {i: o.score.figures[figure] for i, o in enumerate(outcomes) if figure in o.score.figures}
    middle = sum(values.values()) / len(values)
    members: dict[str, list[int]] = defaultdict(list)
    for i in values:
        for tag in outcomes[i].tags:
            members[tag].append(i)
    effect = dict.fromkeys(members, 0.0)
    rest = {i: value - middle for i, value in values.items()}
    for _ in range(_ROUNDS):
        for tag, pages in members.items():
            new = sum(rest[i] + effect[tag] for i in pages) / (len(pages) + _FEWEST)
            for i in pages:
                rest[i] += effect[tag] - new
            effect[tag] = new
    return effect


def table(made: Sequence[tuple[str, int, dict[str, float]]], effect: dict[str, float]) -> str:
    """Rows as a table of Markdown."""
    numbers = {tag: line for line, tags in LINES.items() for tag in tags}
    lines = ["| pattern | line | pages | effect | " + " | ".join(FIGURES) + " |", "|---" * (len(FIGURES) + 4) + "|"]
    for tag, count, figures in made:
        cells = [f"{figures[name]:.3f}" if name in figures else "-" for name in FIGURES]
        share = f"{effect[tag]:+.3f}" if tag in effect else ""
        lines.append(f"| {tag} | {numbers.get(tag, '')} | {count} | {share} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def by_line(outcomes: Sequence[Outcome]) -> str:
    """A table of the lines of the list of house styles: the tags that print each, and the figures of all pages with one of them."""
    names = ("start_f1", "turn_f1", "speaker", "role", "link_f1", "title", "date", "place")
    made = ["| line | printed by | pages | " + " | ".join(names) + " |", "|---" * (len(names) + 3) + "|"]
    for line, tags in sorted(LINES.items()):
        group = [outcome for outcome in outcomes if set(tags) & set(outcome.tags)]
        figures = means(group)
        cells = [f"{figures[name]:.3f}" if name in figures else "-" for name in names]
        made.append(f"| {line} | {', '.join(tags)} | {len(group)} | " + " | ".join(cells) + " |")
    return "\n".join(made)


def document(outcomes: Sequence[Outcome], command: str) -> str:
    """The page of documentation."""
    whole = table([("**all pages**", len(outcomes), means(outcomes))], {})
    return f"""# House styles: how well each pattern is read

Written by `{command}`; do not edit.
Pages are printed by `rostra.quality.press`: invented words in random house styles, in twelve languages and six scripts, with
furniture, noise and damage. The figures compare patterns and versions of the parser; they are no estimate for
the world's pages. "line" is the number of the pattern in the list of house styles. Figures are means over the pages that carry
the pattern; since a page has many patterns, a weak one drags down its companions. "effect" is what the pattern itself adds to
strict turns (`turn_f1`), all others being equal; what costs most stands first.

{whole}

## By line of the list

The press can print every line of the list: a test says so. "-" marks a line that no page of this run carries.
A telegram (line 38) is a message of one turn to the rules of the gold, and no page without turns.

{by_line(outcomes)}

## By pattern

{table(rows(outcomes), effects(outcomes))}
"""


def show(seed: int) -> str:
    """A page's text as read, its event, and its turns: what gold holds, then what was read."""
    page = print_page(seed)
    transcript, gold = read(page), msgspec.convert(page.gold, GoldPage)
    figures = {name: round(value, 2) for name, value in score_page(gold, transcript).figures.items()}
    parts = [" ".join(page.tags), page.name, str(figures)]
    if transcript is None:
        return "\n".join([*parts, "unreadable"])
    event = {
        name: (getattr(gold, name), getattr(transcript.event, name)) for name in ("title", "date", "place", "kind")
    }
    left = [_turn_line(t.role, t.speaker, t.label, t.first_words, t.last_words) for t in gold.turns]
    texts = [transcript.turn_text(turn).replace("\n", " ") for turn in transcript.turns]
    right = [
        _turn_line(turn.role, turn.speaker, turn.label, text[:50], text[-50:])
        for turn, text in zip(transcript.turns, texts, strict=True)
    ]
    return "\n".join([*parts, str(event), transcript.text, "--- gold", *left, "--- read", *right])


def _turn_line(role: str, speaker: str | None, label: str | None, first: str, last: str) -> str:
    return f"{role:10} {speaker or '-'} | {label or '-'} | {first} … {last}"


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
    parser.add_argument("--write", action="store_true", help="write docs/accuracy-house-styles.md")
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
        if args.write:
            command = f"python benchmarks/house_styles.py --pages {args.pages} --seed {args.seed} --write"
            DOCUMENT.write_text(document(outcomes, command), "utf-8")
        print(table([("all", len(outcomes), means(outcomes)), *rows(outcomes)], effects(outcomes)))
        if args.worst:
            print(worst(outcomes, args.worst))


if __name__ == "__main__":
    main()
