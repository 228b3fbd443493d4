"""``rostra show``: print a statement or a turn."""

from __future__ import annotations

import click

from rostra.cli.opening import open_for_reading, split_name

FORMATS = ("txt", "md", "json", "jsonl")


@click.command(
    epilog="""\b
Examples:
  rostra show 2014-08-06-ferry-talks
  rostra show 2014-08-06-ferry-talks/t8       a question with its answers
  rostra show 2014-08-06-ferry-talks --format md
"""
)
@click.argument("name", metavar="ID[/TURN]")
@click.option("--format", "-f", "style", type=click.Choice(FORMATS), default="txt", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def command(context: click.Context, name: str, style: str, as_json: bool) -> None:
    """Print a statement, or one turn of it with what belongs to it (a question with its answers).

    An id that was replaced leads to what took its place.
    """
    statement_id, turn_id = split_name(name)
    with open_for_reading(context) as archive:
        turn_id = archive.find_turn(statement_id, turn_id) or turn_id if turn_id else None
        text = archive.export(statement_id, "json" if as_json else style, turn_id=turn_id)
    click.echo(text, nl=False)
