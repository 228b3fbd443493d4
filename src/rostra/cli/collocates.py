"""``rostra collocates``: the words that stand near what a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rostra.cli.columns import clean, head
from rostra.cli.measures import print_table, table_options
from rostra.cli.opening import open_for_reading

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
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option(
    "--span", type=click.IntRange(1, 25), default=5, show_default=True, help="Words on each side that are near."
)
@click.option("--order", type=click.Choice(ORDERS), default="g2", show_default=True)
@click.option("--grammar/--no-grammar", default=True, help="With or without words of grammar (the, of, and).")
@click.option(
    "--minimum", type=click.IntRange(1), default=3, show_default=True, help="Leave out what is near less often."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same turns.")
@click.option(
    "--window", type=click.IntRange(1, 20_000), default=1_000, show_default=True, help="Turns to read at most."
)
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=30, show_default=True, help="Words to print.")
@table_options
@click.pass_context
def command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    span: int,
    order: str,
    grammar: bool,
    minimum: int,
    style: str,
    as_json: bool,
    **how: int,
) -> None:
    """Print the words that stand near the matches of QUERY more often than elsewhere, with log-likelihood (G2) and log Dice.

    docs/analysis.md says how they are computed, and when to distrust them.
    """
    with open_for_reading(context) as archive:
        found = archive.collocates(" ".join(query), span=span, order=order, grammar=grammar, minimum=minimum, **how)
    if not print_table(found, style, as_json=as_json):
        _print(found)


def _print(found: Collocates) -> None:
    if found.found:
        click.echo(f"{'word':20} {'near':>7} {'left':>6} {'right':>6} {'expected':>9} {'G2':>9} {'log Dice':>8}  turns")
    for each in found.found:
        word = click.style(head(clean(each.form), 20), bold=True)
        click.echo(
            f"{word} {each.count:>7,} {each.left:>6,} {each.right:>6,} {each.expected:>9,.1f} {each.g2:>9,.1f} {each.dice:>8.1f}"
            f"  {each.turns:,}"
        )
    within = (
        f" among {found.base_words:,} words of {found.base}" if found.base else f" among {found.base_words:,} words"
    )
    click.echo(f"{len(found.found):,} of {found.total:,} words{within}. {found.basis}", err=True)
