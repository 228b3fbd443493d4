"""``rostra demo``: the examples, or your own pages, as an archive with its site."""

from __future__ import annotations

from pathlib import Path

import click

from rostra.api import open_archive
from rostra.cli.add import print_summary, progress_bar
from rostra.cli.serve import serve_site
from rostra.cli.sites import listen_options
from rostra.model import NotFoundError

FOLDER = "build/demo"


@click.command(
    epilog="""\b
Examples:
  rostra demo
  rostra demo --pages saved-pages/ --port 8080
  rostra demo --no-serve
"""
)
@click.option("--pages", type=click.Path(exists=True, path_type=Path), help="Your own pages instead of the examples.")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="Where the archive is made."
)
@listen_options
@click.option("--no-serve", is_flag=True, help="Build the archive only.")
def command(pages: Path | None, folder: Path, host: str, port: int, no_serve: bool) -> int:
    """Build an archive from the examples and serve its site, printing the address.

    The archive of a former demo is brought up to date. Your own pages get an archive of their own beside it.
    """
    source = pages or find_examples()
    folder.mkdir(parents=True, exist_ok=True)
    location = folder / f"{_name(pages)}.sqlite"
    with open_archive(location) as archive, progress_bar("Reading") as on_progress:
        summary = archive.add([source], on_progress=on_progress)
        archive.index.refresh()
    print_summary(summary, as_json=False, archive=str(location))
    if summary.interrupted:
        return 130
    if not no_serve:
        serve_site(str(location), host, port)
    return 0


def find_examples() -> Path:
    """The folder of examples: of a clone, or of where one stands. Raises `NotFoundError`."""
    clone = Path(__file__).resolve().parents[3]
    for root in (clone, Path.cwd()):
        if (root / "examples" / "pages").is_dir():
            return root / "examples" / "pages"
    raise NotFoundError(
        "The examples are not part of an installed package.",
        hint="Run this in a clone of Rostra, or name your own pages with --pages FOLDER.",
        source="examples/pages",
    )


def _name(pages: Path | None) -> str:
    return pages.resolve().name or "pages" if pages else "examples"
