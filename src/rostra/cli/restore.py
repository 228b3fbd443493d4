"""``rostra restore``: a backup in the archive's place."""

from __future__ import annotations

import sys

import click

from rostra.api import restore
from rostra.cli.add import progress_bar


@click.command(
    epilog="""\b
Examples:
  rostra restore backups/2026-11-24.sqlite
  rostra --archive record.sqlite restore /mnt/disk/record.sqlite --force
"""
)
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Also where an archive stands: it is set aside, never deleted.")
@click.pass_context
def command(context: click.Context, file: str, force: bool) -> None:
    """Put the backup in FILE in the archive's place, once it proved sound.

    An archive that stands there is kept as NAME.before-restore-1 (or -2 ...). The search index is built anew by the next search.
    """
    with progress_bar("Restoring") as on_progress:
        aside = restore(str(context.obj), file, force=force, on_progress=on_progress)
    kept = f" The former archive is kept as {aside}." if aside else ""
    print(f"{context.obj}: restored from {file}.{kept}", file=sys.stderr)
