"""``rostra score``: how right the transcripts are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rostra.api import format_report, parse, score_folder
from rostra.model.wire import to_wire

if TYPE_CHECKING:
    from rostra.api import Report


@click.command(
    epilog="""\b
Examples:
  rostra score gold/ --corpus corpus/
  rostra score gold/ --corpus corpus/ --worst 5
  rostra score gold/ --corpus corpus/ --json > scores.json
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
def command(gold: Path, corpus: Path, as_json: bool, worst: int | None) -> None:
    """Parse the pages that the hand-made transcripts in GOLD speak of, and print how well each came out."""
    whole = score_folder(gold, corpus, _parse)
    report = _worst(whole, worst)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(report.to_builtins()), indent=2).decode())
    else:
        click.echo(format_report(report))
        if worst:
            click.echo(f"The means are over all {len(whole.pages)} pages.", err=True)


def _parse(path: Path) -> dict[str, Any]:
    return to_wire(parse(path))


def _worst(report: Report, count: int | None) -> Report:
    """The report with its worst pages alone; means stay those of all pages."""
    pages = sorted(report.pages, key=lambda page: page.figures["turn_f1"])[:count]
    return report if count is None else msgspec.structs.replace(report, pages=tuple(pages))
