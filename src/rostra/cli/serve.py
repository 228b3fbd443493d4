"""``rostra serve``: the archive as a web site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from rostra.api import shown_location
from rostra.cli.opening import open_for_reading
from rostra.cli.sites import given, listen_options, site_options, site_packages
from rostra.model import UsageError


@click.command(
    epilog="""\b
Examples:
  rostra serve
  rostra --archive record.sqlite serve --host 0.0.0.0 --port 80
  rostra serve --site harbour.toml
  rostra serve --name "Harbour Record" --base-url https://record.example.org
"""
)
@listen_options
@site_options
@click.option("--count-misses", is_flag=True, default=None, help="Count queries that find nothing (`rostra missed`).")
@click.pass_context
def command(
    context: click.Context, /, host: str, port: int, site_file: Path | None, **chosen: str | int | None
) -> None:
    """Serve the site until Ctrl-C. Its address is printed when it answers."""
    open_for_reading(context).close()  # a missing archive is told before anything starts
    serve_site(str(context.obj), host, port, given(chosen), site_file=site_file)


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
    with site_packages():
        from rostra.web import read_settings, serve
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
