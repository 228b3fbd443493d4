"""``rostra distinctive``: the words that mark a speaker, a period, any query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rostra.cli.columns import clean, head
from rostra.cli.measures import print_table, table_options
from rostra.cli.opening import open_for_reading

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
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--against", metavar="QUERY", help="Compare with these turns, not with all others.")
@click.option("--lacking", is_flag=True, help="Print what is said less often instead.")
@click.option("--order", type=click.Choice(ORDERS), default="g2", show_default=True)
@click.option("--grammar/--no-grammar", default=True, help="With or without words of grammar (the, of, and).")
@click.option(
    "--minimum", type=click.IntRange(1), default=5, show_default=True, help="Leave out words said less often."
)
@click.option("--turns", type=click.IntRange(1), default=3, show_default=True, help="Leave out words of fewer turns.")
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=30, show_default=True, help="Words to print.")
@table_options
@click.pass_context
def command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    against: str | None,
    lacking: bool,
    order: str,
    grammar: bool,
    style: str,
    as_json: bool,
    **bounds: int,
) -> None:
    """Print the words that the turns of QUERY say more often than all others, with log-likelihood (G2) and log ratio.

    docs/analysis.md says how they are computed, and when to distrust them.
    """
    with open_for_reading(context) as archive:
        found = archive.distinctive(
            " ".join(query), against=against, order=order, lacking=lacking, grammar=grammar, **bounds
        )
    if not print_table(found, style, as_json=as_json):
        _print(found)


def _print(found: Distinctive) -> None:
    if found.found:
        click.echo(f"{'word':20} {'times':>8} {'turns':>7} {'/million':>9} {'others':>9} {'G2':>9} {'ratio':>6}")
    for each in found.found:
        word = click.style(head(clean(each.word), 20), bold=True)
        click.echo(
            f"{word} {each.count:>8,} {each.turns:>7,} {each.per_million:>9,.1f} {each.other_per_million:>9,.1f} {each.g2:>9,.1f}"
            f" {each.ratio:>+6.1f}"
        )
    rest = f"{found.other_words:,} words in {found.other_turns:,} turns of {found.against or 'the rest'}"
    click.echo(
        f"{len(found.found):,} of {found.total:,} words. {found.words:,} words in {found.turns:,} turns, against {rest}.",
        err=True,
    )
