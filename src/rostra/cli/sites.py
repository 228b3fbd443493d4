"""What the commands that make or serve a site share: its settings and where it listens, as options, and the packages it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from rostra.model import MissingExtraError

HOST, PORT = "127.0.0.1", 8000

F = TypeVar("F", bound=Callable[..., Any])


def site_options(command: F) -> F:
    """``--site`` as `site_file`, and one option for each setting; `None` where one is not given."""
    for option in (
        click.option("--language", metavar="TAG", help="The language of the interface: en, fr, es, ru, ar or zh."),
        click.option("--page-size", type=int, metavar="N", help="Statements or hits on a page."),
        click.option("--base-url", metavar="ADDRESS", help="Where the site stands, for citations and permanent links."),
        click.option("--tagline", help="The line on the front page."),
        click.option("--name", help="The site's name, at the head of every page."),
        click.option("--site", "site_file", type=click.Path(path_type=Path),
                     help="A file with the site's name, looks and more."),
    ):  # fmt: skip
        command = option(command)
    return command


def listen_options(command: F) -> F:
    """``--host`` and ``--port``."""
    ports = click.IntRange(0, 65535)
    port = click.option("--port", "-p", type=ports, default=PORT, show_default=True, help="Port; 0 for any free one.")
    return click.option("--host", default=HOST, show_default=True, help="Address to listen on.")(port(command))


@contextmanager
def site_packages() -> Iterator[None]:
    """Inside, `rostra.web` is imported. Raises `MissingExtraError` where a package of the web extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        hint = "Install the web extra: pip install 'rostra[web]'."
        raise MissingExtraError(f"The site needs the package {error.name}.", hint=hint) from error


def given(chosen: dict[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in chosen.items() if value is not None}
