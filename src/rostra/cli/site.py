"""``rostra site``: the archive as a folder of pages."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click
import msgspec

from rostra.cli.add import progress_bar
from rostra.cli.opening import open_for_reading
from rostra.cli.root import error_line
from rostra.cli.sites import given, site_options, site_packages


@click.command(
    epilog="""\b
Examples:
  rostra site public/
  rostra site public/ --name "Harbour Record" --base-url https://record.example.org
  rostra --archive record.sqlite site public/ --check
"""
)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@site_options
@click.option(
    "--all", "everything", is_flag=True, help="Make every page anew, also where nothing seems to have changed."
)
@click.option("--check", is_flag=True, help="Check afterwards that every link leads somewhere.")
@click.option("--workers", "-w", type=click.IntRange(min=1), help="Processes to use; all cores by default.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    out: Path,
    site_file: Path | None,
    workers: int | None,
    everything: bool,
    check: bool,
    as_json: bool,
    **chosen: Any,
) -> int:
    """Make the whole site as files in the folder OUT, or bring it up to date.

    The folder can be opened from a disk, put on any file server, and put below any path there. Only files that change are
    written; the pages of what is gone are removed; what Rostra did not write stays. Ctrl-C at any time: the same command goes on.
    """
    with site_packages():
        from rostra.web import read_settings
        from rostra.web.files import build_site, check_links
    open_for_reading(context).close()
    settings = read_settings(site_file, given(chosen))
    began = time.monotonic()
    with progress_bar("Making pages") as on_progress:
        built = build_site(
            str(context.obj), out, settings=settings, workers=workers, everything=everything, on_progress=on_progress
        )
    dead = list(check_links(out)) if check else []
    if as_json:
        click.echo(msgspec.json.encode({**msgspec.structs.asdict(built), "dead_links": dead}).decode())
        return 1 if dead else 0
    took = time.monotonic() - began
    said = f"{built.pages:,} pages, {built.written:,} of them new or changed"
    gone = f", {built.removed:,} removed" if built.removed else ""
    print(f"{out}: {said}{gone}, in {took:.1f} s.", file=sys.stderr)
    for link in dead:
        print(
            error_line(str(out / link.page), f"{link.link} leads nowhere", "Make the site anew with --all."),
            file=sys.stderr,
        )
    if check and not dead:
        print("Every link leads somewhere.", file=sys.stderr)
    return 1 if dead else 0
