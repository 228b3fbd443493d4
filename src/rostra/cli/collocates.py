"""``rostra collocates``: the words that stand near what a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rostra.cli.columns import clean, head
from rostra.cli.measures import QUERY, passages_told, print_measured, table_options, word_options

if TYPE_CHECKING:
    from rostra.api import Collocates

ORDERS = ("g2", "dice", "count", "turns")


@click.command(
    epilog="""\b
Examples:
  rostra collocates ferry
  rostra collocates 'bridge speaker:Marrou' --span 3 --order dice
  rostra collocates ferry --no-grammar --format csv > ferry.csv
"""
)
@QUERY
@click.option(
    "--span", type=click.IntRange(1, 25), default=5, show_default=True, help="Words on each side that are near."
)
@word_options(ORDERS, 3, "what is near less often")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same turns.")
@click.option(
    "--window", type=click.IntRange(1, 20_000), default=1_000, show_default=True, help="Turns to read at most."
)
@table_options
@click.pass_context
def command(context: click.Context, /, query: tuple[str, ...], style: str, as_json: bool, **how: Any) -> None:
    """Print the words that stand near the matches of QUERY more often than elsewhere, with log-likelihood (G2) and log Dice.

    docs/analysis.md says how they are computed, and when to distrust them.
    """
    print_measured(
        context, lambda archive: archive.collocates(" ".join(query), **how), _print, _count, style, as_json=as_json
    )


def _print(found: Collocates) -> None:
    if found.found:
        click.echo(f"{'word':20} {'near':>7} {'left':>6} {'right':>6} {'expected':>9} {'G2':>9} {'log Dice':>8}  turns")
    for each in found.found:
        word = click.style(head(clean(each.form), 20), bold=True)
        click.echo(
            f"{word} {each.count:>7,} {each.left:>6,} {each.right:>6,} {each.expected:>9,.1f} {each.g2:>9,.1f} {each.dice:>8.1f}"
            f"  {each.turns:,}"
        )


def _count(found: Collocates) -> str:
    within = f" among {found.base_words:,} words" + (f" of {found.base}" if found.base else "")
    told = (
        f"{len(found.found):,} of {found.total:,} words{within}. {found.basis} {found.words:,} words stand near them."
    )
    return " ".join(filter(None, (told, passages_told(found.passages))))
