"""``rostra copy``: an archive into another file or database, compared row by row."""

from __future__ import annotations

import sys

import click

from rostra.api import copy_archive
from rostra.cli.add import progress_bar
from rostra.cli.printing import print_json


@click.command(
    epilog="""\b
Examples:
  rostra copy rostra.sqlite postgresql://ada@db.example/news
  rostra copy postgresql://ada@db.example/news rostra.sqlite
  rostra copy "postgresql://ada@db.example/news?schema=harbour" harbour.sqlite --json
"""
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Print rows and checksum of each table as JSON.")
def command(source: str, target: str, as_json: bool) -> None:
    """Copy the archive FROM to TO, each a file or a PostgreSQL address; others may go on writing to FROM.

    TO must be new, or an archive with nothing in it. All of FROM comes along: ids, versions, corrections, visits, saved pages.
    Every row is read back and compared before anything is kept. Stopped midway, TO is as it was before.
    """
    with progress_bar("Copying rows") as on_progress:
        copied = copy_archive(source, target, on_progress=on_progress)
    if as_json:
        print_json(copied)
        return
    told = ", ".join(f"{table.name} {table.rows:,}" for table in copied.tables if table.rows)
    print(
        f"{copied.target}: {copied.rows:,} rows copied from {copied.source}, and all equal ({told}).", file=sys.stderr
    )
