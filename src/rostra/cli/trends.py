"""``rostra trends``: queries over time, by speaker, by kind."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from rostra.cli.columns import bar, cells, clean, head
from rostra.cli.measures import print_measured, table_options

if TYPE_CHECKING:
    from rostra.api import Trends

COUNTS = ("turns", "occurrences")
BY = ("year", "month", "speaker", "kind", "role", "section", "tag")


@click.command(
    epilog="""\b
Examples:
  rostra trends ferry bridge
  rostra trends 'ferry OR boat' 'bridge speaker:Marrou' --by month
  rostra trends ferry --split speaker
  rostra trends ferry --count occurrences
  rostra trends ferry bridge --by speaker --format csv > trends.csv
"""
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@click.option("--by", type=click.Choice(BY), default="year", show_default=True, help="What the rows are.")
@click.option("--split", type=click.Choice(BY[2:]), help="Count each speaker, kind ... apart; with years or months.")
@click.option(
    "--count",
    type=click.Choice(COUNTS),
    default=COUNTS[0],
    show_default=True,
    help="Turns that match, or how often the words of a query are said in them.",
)
@click.option("--absolute", is_flag=True, help="Bars show counts, not counts per million words.")
@table_options
@click.pass_context
def command(
    context: click.Context,
    queries: tuple[str, ...],
    by: str,
    split: str | None,
    count: str,
    absolute: bool,
    style: str,
    as_json: bool,
) -> None:
    """Print in how many turns each QUERY is met (or how often its words are said), and for each million words said; up to six
    queries, each in quotes of its own.

    docs/analysis.md says what a share is of, and when to distrust it.
    """
    print_measured(
        context,
        lambda archive: archive.trends(queries, by=by, split=split or "", count=count),
        lambda found: _print(found, absolute),
        lambda found: f"{found.undated:,} turns have no such date." if found.undated else "",
        style,
        as_json=as_json,
    )


def _print(found: Trends, absolute: bool) -> None:
    points = [point for series in found.series for point in series.points]
    highest = max((_size(point, absolute) for point in points), default=0) or 1
    name = min(max((cells(clean(point.name)) for point in points), default=4), 24)
    room = min(max(get_terminal_size((100, 24)).columns - name - 24, 10), 60)
    for series in found.series:
        title = " · ".join(part for part in (series.value, series.query) if part)
        said = f", said {series.occurrences:,} times" if series.occurrences is not None else ""
        click.echo(f"{click.style(clean(title) or 'everything', bold=True)}  {series.turns:,} turns{said}")
        for point in series.points:
            rate = f"{point.per_million:,.1f}" if point.per_million is not None else "-"
            filled = click.style(bar(_size(point, absolute) / highest, room), fg="yellow")
            click.echo(f"  {head(clean(point.name), name)} {_number(point):>7,} {rate:>9}  {filled}".rstrip())
        click.echo()
    counted = found.count if any(series.occurrences is not None for series in found.series) else "turns"
    shown = counted if absolute else f"{counted} per million words"
    click.echo(f"Columns: {counted}, {counted} per million words; bars: {shown}.", err=True)


def _number(point: Any) -> int:
    """Occurrences where they were counted, else turns."""
    return int(point.turns if point.occurrences is None else point.occurrences)


def _size(point: Any, absolute: bool) -> float:
    return float(_number(point) if absolute else point.per_million or 0)
