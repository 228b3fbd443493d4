"""``rostra publish``: what is due becomes part of the record."""

from __future__ import annotations

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.root import error_line, printable


@click.command(
    epilog="""\b
Examples:
  rostra publish
  * * * * *  rostra -a /srv/record.sqlite publish     every minute, by cron
"""
)
@click.pass_context
def command(context: click.Context) -> int:
    """Publish the drafts whose time has come. A site that is being served does so by itself, within a minute; both may run.

    Drafts are written at /edit/written of the site.
    """
    failed = 0
    with open_for_reading(context) as archive:
        for draft, problem in archive.publish_due():
            failed += bool(problem)
            if problem:
                click.echo(error_line(draft.fields.title or draft.id, problem, ""), err=True)
            else:
                click.echo(f"{draft.statement}  {printable(draft.fields.title)}")
    return 1 if failed else 0
