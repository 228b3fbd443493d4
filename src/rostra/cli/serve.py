"""``rostra serve``: the archive as a web site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from rostra.api import shown_location
from rostra.cli.opening import open_for_reading
from rostra.model import MissingExtraError, UsageError

HOST, PORT = "127.0.0.1", 8000


@click.command(
    epilog="""\b
Examples:
  rostra serve
  rostra --archive record.sqlite serve --host 0.0.0.0 --port 80
  rostra serve --site harbour.toml
  rostra serve --name "Harbour Record" --base-url https://record.example.org
"""
)
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 for any free one."
)
@click.option(
    "--site", "site_file", type=click.Path(path_type=Path), help="A file with the site's name, looks and more."
)
@click.option("--name", help="The site's name, at the head of every page.")
@click.option("--tagline", help="The line on the front page.")
@click.option("--base-url", metavar="ADDRESS", help="The address to print in citations and permanent links.")
@click.option("--page-size", type=int, metavar="N", help="Statements or hits on a page.")
@click.option("--count-misses", is_flag=True, default=None, help="Count queries that find nothing (`rostra missed`).")
@click.option("--language", metavar="TAG", help="The interface's language: en, fr, es, ru, ar, zh.")
@click.pass_context
def command(
    context: click.Context, /, host: str, port: int, site_file: Path | None, **chosen: str | int | None
) -> None:
    """Serve the site until Ctrl-C. Its address is printed when it answers."""
    open_for_reading(context).close()  # a missing archive is told before anything starts
    given = {name: value for name, value in chosen.items() if value is not None}
    serve_site(str(context.obj), host, port, given, site_file=site_file)


def serve_site(
    location: str, host: str, port: int, chosen: Mapping[str, Any] | None = None, *, site_file: Path | None = None
) -> None:
    """Serve the archive at `location`, printing the address when the site answers.

    `chosen` holds fields of `rostra.web.SiteSettings`; what is not in it is as `site_file` says, else has its
    default.

    Raises:
        MissingExtraError: the web packages are not installed.
        UsageError: the port is taken, the host is not this machine's, or a setting has no meaning.
    """
    try:
        from rostra.web import read_settings, serve
    except ModuleNotFoundError as error:
        hint = "Install the web extra: pip install 'rostra[web]'."
        raise MissingExtraError(f"The site needs the package {error.name}.", hint=hint) from error
    site = read_settings(site_file, chosen or {})
    try:
        serve(
            location,
            host,
            port,
            lambda address: click.echo(f"Serving {shown_location(location)} at {address}"),
            site=site,
        )
    except OSError as error:
        hint = "Choose another with --port, or --port 0 for any free one."
        raise UsageError(f"Cannot listen at {host}:{port} ({error.strerror or error}).", hint=hint) from error
