"""Count what goes wrong on all gold, and put the tables into docs/error-analysis.md; what is written there by hand stays.

    python scripts/error_analysis.py [--shared ../shared] [--check]

With ``--check`` nothing is written: the exit code is 1 when the tables have fallen behind the parser.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sets import ROOT, real_sets

from rostra.api import parse
from rostra.model.wire import to_wire
from rostra.quality import Report, find_slips, run, tally_slips
from rostra.quality.measure import EVENT_FIGURES
from rostra.quality.slips import CLASSES
from rostra.quality.terminal import SHORT

DOCUMENT = ROOT / "docs/error-analysis.md"
BEGIN, END = "<!-- counted by scripts/error_analysis.py; do not edit -->", "<!-- end of what is counted -->"
MOST = 3  # pages named for a class


def main() -> int:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="only tell whether the tables are current")
    args = parser.parse_args()
    text = DOCUMENT.read_text("utf-8")
    written = replace(text, tables(args.shared))
    if args.check:
        return 1 if written != text else 0
    DOCUMENT.write_text(written, "utf-8")
    return 0


def tables(shared: Path) -> str:
    """All that is counted, as Markdown."""
    sets = real_sets(shared) | {"examples": (ROOT / "examples/gold", ROOT / "examples/pages")}
    reports = {name: run(gold, corpus, lambda path: to_wire(parse(path))) for name, (gold, corpus) in sets.items()}
    return "\n".join([*_summary(reports), "", *_classes(reports), "", *_confusions(reports)])


def replace(text: str, counted: str) -> str:
    """The document with other tables. Raises `ValueError` where it has no place for them."""
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{DOCUMENT} has lost its marks")
    return f"{before}{BEGIN}\n\n{counted}\n\n{END}{after}"


def _summary(reports: dict[str, Report]) -> Iterator[str]:
    columns = ("start_f1", "turn_f1", "speaker", "role", "link_f1", "notes_f1")
    yield f"| set | pages | turns | {' | '.join(columns)} | confidence error: start, turn |"
    yield f"|---|---|---|{'---|' * len(columns)}---|"
    for name, report in reports.items():
        figures = " | ".join(f"{report.means[c]:.3f}" if c in report.means else "-" for c in columns)
        errors = ", ".join(f"{found.error:.3f}" for found in report.calibration.values())
        yield f"| {name} | {len(report.pages)} | {report.turns} | {figures} | {errors} |"


def _classes(reports: dict[str, Report]) -> Iterator[str]:
    """A row a class that occurs: times on each set, costs on each set, and the pages that have most of it."""
    tallies = {name: {t.kind: t for t in tally_slips(report.verdicts)} for name, report in reports.items()}
    total = {name: sum(t.count for t in found.values()) for name, found in tallies.items()}
    most = Counter(
        (s.kind, s.page) for r in reports.values() for v in r.verdicts for s in find_slips(v) if not s.consequence
    )
    yield f"| class | {' | '.join(f'{name}: times, share, cost' for name in reports)} | most on |"
    yield f"|---|{'---|' * len(reports)}---|"
    for kind, title in CLASSES.items():
        if not any(kind in found for found in tallies.values()):
            continue
        cells = []
        for name, found in tallies.items():
            tally = found.get(kind)
            costs = ", ".join(f"{cost:.3f} {SHORT.get(f, f)}" for f, cost in tally.costs.items()) if tally else ""
            cells.append(f"{tally.count}, {tally.count / total[name]:.0%}, {costs}" if tally else "")
        pages = [(count, page) for (k, page), count in most.items() if k == kind]
        named = ", ".join(
            f"{page} {n}" if n > 1 else page for n, page in sorted(pages, key=lambda p: (-p[0], p[1]))[:MOST]
        )
        yield f"| {title} (`{kind}`) | {' | '.join(cells)} | {named} |"


def _confusions(reports: dict[str, Report]) -> Iterator[str]:
    """Which role is taken for which, over all sets; and how many pages each figure of the event is wrong on."""
    slips = [slip for report in reports.values() for verdict in report.verdicts for slip in find_slips(verdict)]
    roles = Counter((slip.want, slip.got) for slip in slips if slip.kind == "role")
    yield "| role in gold | taken for | times |"
    yield "|---|---|---|"
    yield from (
        f"| {want} | {got} | {count} |" for (want, got), count in sorted(roles.items(), key=lambda r: (-r[1], r[0]))
    )
    yield ""
    kinds = Counter((slip.want, slip.got) for slip in slips if slip.kind == "kind" and slip.kind in EVENT_FIGURES)
    yield "| kind in gold | taken for | pages |"
    yield "|---|---|---|"
    yield from (
        f"| {want} | {got} | {count} |" for (want, got), count in sorted(kinds.items(), key=lambda r: (-r[1], r[0]))
    )


if __name__ == "__main__":
    sys.exit(main())
