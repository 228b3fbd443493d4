"""``rostra serve``: the archive as a web site."""

from __future__ import annotations

import click

from rostra.cli.opening import open_for_reading
from rostra.model import MissingExtraError, UsageError

HOST, PORT = "127.0.0.1", 8000


@click.command(
    epilog="""\b
Examples:
  rostra serve
  rostra --archive record.sqlite serve --host 0.0.0.0 --port 80
"""
)
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 for any free one."
)
@click.pass_context
def command(context: click.Context, host: str, port: int) -> None:
    """Serve the site until Ctrl-C. Its address is printed when it answers."""
    open_for_reading(context).close()  # a missing archive is told before anything starts
    serve_site(str(context.obj), host, port)


def serve_site(location: str, host: str, port: int) -> None:
    """Serve the archive at `location`, printing the address when the site answers.

    Raises:
        MissingExtraError: the web packages are not installed.
        UsageError: the port is taken, or the host is not this machine's.
    """
    try:
        from rostra.web import serve
    except ModuleNotFoundError as error:
        hint = "Install the web extra: pip install 'rostra[web]'."
        raise MissingExtraError(f"the site needs the package {error.name}", hint=hint) from error
    try:
        serve(location, host=host, port=port, on_ready=lambda address: click.echo(f"Serving {location} at {address}"))
    except OSError as error:
        hint = "Choose another with --port, or --port 0 for any free one."
        raise UsageError(f"cannot listen at {host}:{port} ({error.strerror or error})", hint=hint) from error
