"""``rostra backup``: a copy of the archive, also while it is in use."""

from __future__ import annotations

import sys

import click

from rostra.cli.add import progress_bar
from rostra.cli.opening import open_for_reading


@click.command(
    epilog="""\b
Examples:
  rostra backup backups/2026-11-24.sqlite
  rostra --archive record.sqlite backup /mnt/disk/record.sqlite --force
"""
)
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.pass_context
def command(context: click.Context, file: str, force: bool) -> None:
    """Copy the archive to FILE as it stands at this moment; others may go on writing to it.

    The copy is checked like `rostra verify` does before it is given its name. It is one file, and an archive like any other.
    """
    with open_for_reading(context) as archive, progress_bar("Copying") as on_progress:
        size = archive.back_up(file, force=force, on_progress=on_progress)
    print(f"{file}: {size / 1e6:.1f} MB, checked.", file=sys.stderr)
