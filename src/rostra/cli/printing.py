"""What commands print for other programs."""

from __future__ import annotations

import click
import msgspec


def print_json(found: object) -> None:
    """Print one JSON value, indented, on standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
