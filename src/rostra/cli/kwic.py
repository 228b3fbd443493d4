"""``rostra kwic``: every match on a line of its own, between the words before and after it."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from rostra.cli.columns import apart, cells, clean, head, is_right_to_left, tail
from rostra.cli.measures import QUERY, passages_told, print_measured, table_options
from rostra.model import UsageError

if TYPE_CHECKING:
    from rostra.api import Concordance, Line

ORDERS = ("newest", "oldest", "relevance", "lot")
ROOMY = 110
"""Columns from which on the speaker is named on each line."""
_NAME, _DATE, _SPEAKER = 15, 10, 18


@click.command(
    epilog="""\b
Examples:
  rostra kwic 'harbour fees'
  rostra kwic ferry --sort left1,match
  rostra kwic 'answer:ferry speaker:Marrou' --group right1
  rostra kwic ferry --sample 50 --seed 7 --format csv > ferry.csv
"""
)
@QUERY
@click.option(
    "--sort", "-s", default="", metavar="KEYS", help="match, left1 .. right5, speaker, date; several with commas."
)
@click.option(
    "--order", type=click.Choice(ORDERS), default="newest", show_default=True, help="In which turns are read."
)
@click.option(
    "--group", "-g", default="", metavar="KEY", help="Count by match, speaker, year, statement, left1 .. right5."
)
@click.option("--only", metavar="VALUE", help="With --group: print the lines of one group.")
@click.option(
    "--near", default="", metavar="WORD", help="Print the lines that have this word, or these words, beside the match."
)
@click.option(
    "--span", type=click.IntRange(1, 25), default=5, show_default=True, help="With --near: words on each side."
)
@click.option("--sample", type=click.IntRange(1, 10_000), help="So many lines of turns drawn by lot.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same lines.")
@click.option(
    "--context", "wide", type=click.IntRange(10, 500), default=200, show_default=True, help="Characters on each side."
)
@click.option(
    "--window",
    type=click.IntRange(1, 20_000),
    default=1_000,
    show_default=True,
    help="Turns to read to sort or count lines.",
)
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), help="Lines to print: 50, or all of a sample.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Lines to pass over first.")
@table_options
@click.pass_context
def command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    sort: str,
    order: str,
    group: str,
    only: str | None,
    sample: int | None,
    limit: int | None,
    wide: int,
    style: str,
    as_json: bool,
    **how: Any,
) -> None:
    """Print every match of QUERY in its context, aligned.

    Lines come in the order of their turns, or sorted by the words beside the match; each begins with the name under which
    `rostra show` prints its turn. What was read is told at the end.
    """
    keys = _known(sort, group)
    limit = limit or sample or 50
    counted = bool(group) and only is None
    how |= {
        "sort": [order, *keys],
        "group": group,
        "only": only,
        "sample": sample or 0,
        "context": wide,
        "limit": limit,
    }
    print_measured(
        context,
        lambda archive: archive.concordance(" ".join(query), **how),
        lambda found: _print_groups(found, limit) if counted else _print_lines(found),
        _count_groups if counted else _count_lines,
        style,
        as_json=as_json,
        groups=counted,
    )


def _known(sort: str, group: str) -> list[str]:
    """The keys of ``--sort``. Raises `UsageError` for one that there is not, here or as a group."""
    from rostra.api import LINE_GROUPS, LINE_SORTS

    keys = [key for key in sort.replace(",", " ").split() if key]
    choices = [key for key in LINE_SORTS if key not in ORDERS]
    for key, known in [*((key, choices) for key in keys), *([(group, LINE_GROUPS)] if group else [])]:
        if key not in known:
            raise UsageError(f"There is no {key!r} here.", hint=f"Choose from: {', '.join(known)}.")
    return keys


def aligned(line: Line, width: int) -> str:
    """A line in `width` columns: where it is from, then the match with its left edge (right to left: its right edge) where all
    others have it."""
    start = click.style(head(_named(line), _NAME), fg="cyan") + " "
    if width >= ROOMY:
        start += f"{head(line.date or '', _DATE)} {head(clean(line.speaker), _SPEAKER)} "
    room = max(width - _NAME - 1 - (_DATE + _SPEAKER + 2 if width >= ROOMY else 0), 20)
    before, match, after = clean(line.left), clean(line.match), clean(line.right)
    left = room * 45 // 100
    marked = click.style(match, fg="yellow", bold=True)
    if not is_right_to_left(match + after + before):
        return f"{start}{tail(before, left)}{marked}{head(after, room - left - cells(match)).rstrip()}"
    rest = max(room - left - cells(match), 0)
    following = head(after, rest).rstrip()
    fill = " " * (rest - cells(following))
    return f"{start}{fill}{apart(following)}{apart(marked)}{apart(tail(before, left).lstrip())}"


def _print_lines(found: Concordance) -> None:
    width = get_terminal_size((100, 24)).columns
    for line in found.lines:
        click.echo(aligned(line, width))


def _named(line: Line) -> str:
    return f"{line.statement_id}/{line.turn_id}" if line.turn_id else line.statement_id


def _print_groups(found: Concordance, limit: int) -> None:
    most = max((group.lines for group in found.groups), default=0)
    room = len(f"{most:,}")
    for group in found.groups[:limit]:
        share = f"{group.lines / max(found.total, 1):6.1%}"
        name = clean(group.name) or "(none)"
        key = f"  {click.style(group.key, fg='cyan')}" if group.key != group.name else ""
        click.echo(f"{group.lines:>{room},} {share}  {name}{key}")
    if len(found.groups) > limit:
        click.echo(f"{len(found.groups) - limit:,} more; --limit prints them.", err=True)


def _count_groups(found: Concordance) -> str:
    groups = f"{len(found.groups):,} group{'s' if len(found.groups) != 1 else ''}"
    return f"{groups} of {_lines(found)}. {_basis(found)}"


def _count_lines(found: Concordance) -> str:
    if not found.lines:
        return f"nothing {'so far down' if found.total else 'found'}. {_basis(found)}"
    of = f" of {_lines(found)}" if found.whole or not found.more else ""
    return f"{found.offset + 1:,}-{found.offset + len(found.lines):,}{of}. {_basis(found)}"


def _basis(found: Concordance) -> str:
    return " ".join(filter(None, (found.basis, passages_told(found.passages))))


def _lines(found: Concordance) -> str:
    return f"{found.total:,} line{'s' if found.total != 1 else ''}"
