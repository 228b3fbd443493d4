"""``rostra trends``: queries over time, by speaker, by kind."""

from __future__ import annotations

from itertools import groupby
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rostra.cli.columns import bar, cells, clean, head
from rostra.cli.measures import passages_told, print_measured, table_options

if TYPE_CHECKING:
    from rostra.api import Trends

COUNTS = ("turns", "occurrences")
BY = ("year", "month", "speaker", "kind", "role", "section", "tag")
_MOST_EMPTY = 3
"""Years or months in a row of which nothing matches that are printed one by one."""


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
        _end,
        style,
        as_json=as_json,
    )


def _print(found: Trends, absolute: bool) -> None:
    points = [point for series in found.series for point in series.points]
    highest = max((_size(point, absolute) for point in points), default=0) or 1
    name = min(max((cells(clean(point.name)) for point in points), default=4), 24)
    name = max(
        name, max((cells(row.name) for series in found.series for row in shown_rows(series, found.by)), default=0)
    )
    room = min(max(get_terminal_size((100, 24)).columns - name - 36, 10), 60)
    for series in found.series:
        _print_title(series)
        for point in shown_rows(series, found.by):
            rate = f"{point.per_million:,.1f}" if point.per_million is not None else "-"
            filled = click.style(bar(_size(point, absolute) / highest, room), fg="yellow")
            row = f"  {head(clean(point.name), name)} {_number(point):>7,} {rate:>9} {point.words:>11,}  {filled}"
            click.echo(row.rstrip())
        click.echo()
    counted = found.count if any(series.occurrences is not None for series in found.series) else "turns"
    shown = counted if absolute else f"{counted} per million words"
    click.echo(f"Columns: {counted}, {counted} per million words, words said; bars: {shown}.", err=True)


def _print_title(series: Any) -> None:
    """What a table is of, and what its figures are a share of."""
    title = " · ".join(part for part in (series.value, series.query) if part)
    said = f", said {series.occurrences:,} times" if series.occurrences is not None else ""
    base = f"the turns of {clean(series.base)}" if series.base else "all turns"
    click.echo(f"{click.style(clean(title) or 'everything', bold=True)}  {series.turns:,} turns{said}")
    click.echo(f"  of {series.words:,} words in {base}")


def shown_rows(series: Any, by: str) -> list[Any]:
    """The points as they are printed: years and months in a row without a turn that matches are one line."""
    if by not in BY[:2]:
        return list(series.points)
    rows: list[Any] = []
    for empty, run in groupby(series.points, lambda point: not point.turns):
        points = list(run)
        rows += [_joined(points)] if empty and len(points) > _MOST_EMPTY else points
    return rows


def _joined(points: list[Any]) -> Any:
    """Several points without a turn as one."""
    words = sum(point.words for point in points)
    return msgspec.structs.replace(
        points[0],
        name=f"{points[0].name}..{points[-1].name}",
        of_turns=sum(point.of_turns for point in points),
        words=words,
        per_million=0.0 if words else None,
    )


def _end(found: Trends) -> str:
    undated = f"{found.undated:,} turns have no such date." if found.undated else ""
    return " ".join(filter(None, (undated, passages_told(found.passages))))


def _number(point: Any) -> int:
    """Occurrences where they were counted, else turns."""
    return int(point.turns if point.occurrences is None else point.occurrences)


def _size(point: Any, absolute: bool) -> float:
    return float(_number(point) if absolute else point.per_million or 0)
