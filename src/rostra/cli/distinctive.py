"""``rostra distinctive``: the words that mark a speaker, a period, any query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rostra.cli.columns import clean, head
from rostra.cli.measures import QUERY, passages_told, print_measured, table_options, word_options

if TYPE_CHECKING:
    from rostra.api import Distinctive

ORDERS = ("g2", "ratio", "count", "turns")


@click.command(
    epilog="""\b
Examples:
  rostra distinctive speaker:Marrou
  rostra distinctive date:2014 --against date:2013 --no-grammar
  rostra distinctive role:question --lacking --format csv > words.csv
"""
)
@QUERY
@click.option("--against", metavar="QUERY", help="Compare with these turns, not with all others.")
@click.option("--lacking", is_flag=True, help="Print what is said less often instead.")
@word_options(ORDERS, 5, "words said less often")
@click.option("--turns", type=click.IntRange(1), default=3, show_default=True, help="Leave out words of fewer turns.")
@table_options
@click.pass_context
def command(context: click.Context, /, query: tuple[str, ...], style: str, as_json: bool, **how: Any) -> None:
    """Print the words that the turns of QUERY say more often than all others, with log-likelihood (G2) and log ratio.

    docs/analysis.md says how they are computed, and when to distrust them.
    """
    print_measured(
        context, lambda archive: archive.distinctive(" ".join(query), **how), _print, _count, style, as_json=as_json
    )


def _print(found: Distinctive) -> None:
    if found.found:
        click.echo(f"{'word':20} {'times':>8} {'turns':>7} {'/million':>9} {'others':>9} {'G2':>9} {'ratio':>6}")
    for each in found.found:
        word = click.style(head(clean(each.word), 20), bold=True)
        click.echo(
            f"{word} {each.count:>8,} {each.turns:>7,} {each.per_million:>9,.1f} {each.other_per_million:>9,.1f} {each.g2:>9,.1f}"
            f" {each.ratio:>+6.1f}"
        )


def _count(found: Distinctive) -> str:
    rest = f"{found.other_words:,} words in {found.other_turns:,} turns of {found.against or 'the rest'}"
    part = f"{found.words:,} words in {found.turns:,} turns"
    told = f"{len(found.found):,} of {found.total:,} words. {part}, against {rest}."
    return " ".join(filter(None, (told, passages_told(found.passages))))
