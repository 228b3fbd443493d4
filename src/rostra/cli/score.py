"""``rostra score``: how right the transcripts are."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rostra.api import format_report, format_sheet, parse, score_folder
from rostra.model import UsageError
from rostra.model.wire import to_wire

if TYPE_CHECKING:
    from rostra.api import Report


@click.command(
    epilog="""\b
Examples:
  rostra score gold/ --corpus corpus/
  rostra score gold/ --corpus corpus/ --worst 5
  rostra score gold/ --corpus corpus/ --json > scores.json
  rostra score gold/ --corpus corpus/ --html report.html
"""
)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--corpus",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that the sources named in GOLD are relative to.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--worst", type=click.IntRange(min=1), metavar="N", help="Print only the N pages with the lowest turn_f1."
)
@click.option(
    "--html",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a report that shows page, gold and prediction side by side, the worst page first.",
)
def command(gold: Path, corpus: Path, as_json: bool, worst: int | None, sheet: Path | None) -> None:
    """Parse the pages that the hand-made transcripts in GOLD speak of, and print how well each came out."""
    report = score_folder(gold, corpus, _parse)
    if sheet:
        _write(sheet, format_sheet(report, f"Measured on {gold.resolve().name}", worst=worst))
    if as_json:
        click.echo(_json(report, worst))
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(format_report(report, worst=worst, width=width, colour=width is not None))
    if worst:
        click.echo(f"The means are over all {len(report.pages)} pages.", err=True)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"this file cannot be written: {error.strerror}", source=str(path)) from error
    click.echo(f"The report is in {path}.", err=True)


def _parse(path: Path) -> dict[str, Any]:
    return to_wire(parse(path))


def _json(report: Report, worst: int | None) -> str:
    """The report as JSON, with the worst pages alone where so asked; means stay those of all pages."""
    plain = report.to_builtins()
    if worst:
        plain["pages"] = sorted(plain["pages"], key=lambda page: page["turn_f1"])[:worst]
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode()
