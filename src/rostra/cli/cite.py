"""``rostra cite``: print a citation."""

from __future__ import annotations

import click

from rostra.cli.opening import get_named, open_for_reading

STYLES = ("text", "apa", "mla", "chicago", "harvard", "bib", "ris", "csl.json")


@click.command(
    epilog="""\b
Examples:
  rostra cite 5mlnx2subp
  rostra cite 5mlnx2subp/t8 --style bib >> sources.bib
  rostra cite 5mlnx2subp --style chicago --site https://record.example --site-name "The Record"
  rostra cite 5mlnx2subp/t8 --site https://record.example
"""
)
@click.argument("name", metavar="ID[/TURN]")
@click.option("--style", "-s", type=click.Choice(STYLES), default="text", show_default=True)
@click.option(
    "--site", metavar="ADDRESS", help="The site whose permanent link is cited; the page's own address when not given."
)
@click.option(
    "--site-name", default="", metavar="NAME", help="What the site is called; APA, MLA and CSL-JSON print it."
)
@click.pass_context
def command(context: click.Context, name: str, style: str, site: str | None, site_name: str) -> None:
    """Print a citation of a statement, or of a turn with what belongs to it."""
    with open_for_reading(context) as archive:
        statement, turn_id = get_named(archive, name)
        path = "/".join(part for part in (statement.id, turn_id) if part)
        address = f"{site.rstrip('/')}/statements/{path}" if site else statement.address
        text = archive.export(statement.id, style, turn_id=turn_id, address=address, site=site_name)
    click.echo(text, nl=False)
