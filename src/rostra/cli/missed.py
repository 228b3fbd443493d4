"""``rostra missed``: what was looked for in vain."""

from __future__ import annotations

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable


@click.command(
    epilog="""\b
Examples:
  rostra missed
  rostra missed --at-least 5 --json
"""
)
@click.option("--at-least", type=click.IntRange(1, 1_000_000), default=2, show_default=True, help="Asked so often.")
@click.option("--limit", "-n", type=click.IntRange(1, 1_000), default=50, show_default=True, help="Queries to print.")
@click.option("--forget", is_flag=True, help="Forget all of them.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def command(context: click.Context, at_least: int, limit: int, forget: bool, as_json: bool) -> None:
    """List queries that found nothing on the site, most often first: what readers miss, or what they call otherwise.

    They are counted where the site is told to (`rostra serve --count-misses`), without anything about who asked.
    """
    with open_for_reading(context) as archive:
        if forget:
            click.echo(f"{archive.forget_misses():,} forgotten.", err=True)
            return
        found = archive.misses(at_least=at_least, limit=limit)
    if as_json:
        print_json(found)
        return
    for each in found:
        click.echo(f"{each.count:>7,}  {each.day}  {printable(each.query)}")
    if not found:
        click.echo("Nothing was looked for in vain so often.", err=True)
