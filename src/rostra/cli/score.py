"""``rostra score``: how right the transcripts are."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from rostra.api import parse, quality, score_folder
from rostra.model import RostraError, UsageError
from rostra.model.wire import to_wire

TABLES: dict[str, Callable[[quality.Report, int | None, int | None], str]] = {
    "page": lambda report, worst, width: quality.format_report(
        report, worst=worst, width=width, colour=width is not None
    ),
    "house": lambda report, _, width: quality.format_houses(report, width=width, colour=width is not None),
    "slip": lambda report, _, width: quality.format_slips(report, colour=width is not None),
}
"""What ``--by`` prints, given the report, ``--worst``, and the width of the terminal (``None`` when it is none)."""


@click.command(
    epilog="""\b
Examples:
  rostra score gold/ --corpus corpus/
  rostra score gold/ --corpus corpus/ --worst 5
  rostra score gold/ --corpus corpus/ --by slip
  rostra score gold/ --corpus corpus/ --html report.html
  rostra score gold/ --corpus corpus/ --json > before.json
  rostra score gold/ --corpus corpus/ --against before.json
  rostra score gold/ --corpus corpus/ --against HEAD~1
"""
)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--corpus",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that the sources named in GOLD are relative to.",
)
@click.option(
    "--by",
    type=click.Choice(list(TABLES)),
    default="page",
    show_default=True,
    help="What the table lists: pages, houses (the gold's name up to its first _), or slips, that is what goes wrong.",
)
@click.option("--worst", type=click.IntRange(min=1), metavar="N", help="Show only the N pages with the lowest turn_f1.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--html",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a report that shows page, gold and prediction side by side, the worst page first.",
)
@click.option(
    "--against",
    metavar="REV-OR-FILE",
    help="Print what was gained and lost since a git revision of this project, or since a file that --json wrote.",
)
def command(
    gold: Path, corpus: Path, by: str, worst: int | None, as_json: bool, sheet: Path | None, against: str | None
) -> int:
    """Parse the pages that the hand-made transcripts in GOLD speak of, and print how well each came out.

    With --against the exit code tells a script: 0 when nothing was lost, 1 when a turn was lost or a mean became worse, 2
    when there is nothing to compare (no such revision, a file that is no scoring, no gold).
    """
    with _wrong_use(against):
        before = _scoring(against, gold, corpus) if against else None
        report = score_folder(gold, corpus, _parse)
    changes = quality.compare(before, report) if before else None
    if sheet:
        _write(sheet, quality.format_sheet(report, f"Measured on {gold.resolve().name}", worst=worst))
    if as_json:
        click.echo(_json(report, worst, changes))
    elif changes:
        click.echo(quality.format_changes(changes, against or "", colour=sys.stdout.isatty()))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo(TABLES[by](report, worst, width))
        if worst and by == "page":
            click.echo(f"The means are over all {len(report.pages)} pages.", err=True)
    return 1 if changes and changes.worse else 0


@contextmanager
def _wrong_use(against: str | None) -> Iterator[None]:
    """With --against, what cannot be found or read is wrong use: exit code 1 says that something was lost."""
    try:
        yield
    except RostraError as error:
        if not against:
            raise
        raise UsageError(error.message, hint=error.hint, source=error.source) from error


def _scoring(against: str, gold: Path, corpus: Path) -> quality.Scoring:
    """What to compare with: a saved file where there is one of this name, else a revision, which is run on the same gold."""
    path = Path(against)
    if path.is_file():
        return quality.read_scoring(path.read_bytes(), against)
    with quality.checked_out(against) as source:
        return quality.to_scoring(quality.run_with(source, quality.load_gold(gold), corpus).to_builtins())


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"This file cannot be written: {error.strerror}.", source=str(path)) from error
    click.echo(f"The report is in {path}.", err=True)


def _parse(path: Path) -> dict[str, Any]:
    return to_wire(parse(path))


def _json(report: quality.Report, worst: int | None, changes: quality.Changes | None) -> str:
    """The report as JSON, with the worst pages alone where so asked; means stay those of all pages."""
    plain = report.to_builtins()
    if worst:
        plain["pages"] = sorted(plain["pages"], key=lambda page: page["turn_f1"])[:worst]
    plain["houses"] = quality.group_by_house(report)
    plain["slips"] = quality.tally_slips(report.verdicts)
    if changes:
        plain["against"] = changes
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode()
