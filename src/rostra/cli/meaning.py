"""``rostra meaning``: prepare the archive for search by meaning."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rostra.api import shown_location
from rostra.cli.add import progress_bar
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json

if TYPE_CHECKING:
    from rostra.api import Prepared


@click.command(
    epilog="""\b
Examples:
  rostra meaning
  rostra meaning && rostra search --meaning 'Why was the ferry late?'
"""
)
@click.option("--workers", "-w", type=click.IntRange(min=1), help="Processes to use; all cores by default.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_context
def command(context: click.Context, workers: int | None, as_json: bool) -> int:
    """Prepare the archive for search by meaning: each turn is read once by a small model on this machine.

    The first time takes some minutes for thousands of pages; later runs read only what is new. Ctrl-C ends it, and the same
    command goes on from there. Needs the extra `semantic`.
    """
    with open_for_reading(context) as archive, progress_bar("Reading") as on_progress:
        done = archive.prepare_meaning(workers=workers, on_progress=on_progress)
    if as_json:
        print_json(done)
    else:
        print(f"{shown_location(context.obj)}: {_told(done)}", file=sys.stderr)
    return 130 if done.interrupted else 0


def _told(done: Prepared) -> str:
    if done.interrupted:
        return f"stopped after {done.statements:,} statements. Run the same command again to go on from here."
    if not done.statements:
        return "nothing is new."
    unread = ", ".join(f"{count:,} in {language}" for language, count in sorted(done.unread.items()))
    note = f" Left to words, for the model reads English alone: {unread}." if unread else ""
    return f"{done.statements:,} statements prepared, {done.made + done.kept:,} passages.{note}"
