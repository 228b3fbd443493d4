"""What the commands that measure share: options, and how their tables leave the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

if TYPE_CHECKING:
    from rostra.api import Collocates, Concordance, Distinctive, Trends

STYLES = ("text", "csv", "tsv", "json", "jsonl")

F = TypeVar("F", bound=Callable[..., Any])


def table_options(command: F) -> F:
    """``--format`` and ``--json``."""
    style = click.option("--format", "-f", "style", type=click.Choice(STYLES), default="text", show_default=True)
    as_json = click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
    return style(as_json(command))


def print_table(
    found: Concordance | Collocates | Distinctive | Trends, style: str, *, as_json: bool, groups: bool = False
) -> bool:
    """Print `found` for a program, if one was meant; its notes are told on standard error."""
    from rostra.api import write_rows

    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return True
    tell(found.notes)
    if style == "text":
        return False
    click.echo(write_rows(found, style, groups=groups), nl=False)
    return True


def tell(notes: Iterable[str]) -> None:
    """Tell what was not understood."""
    for note in notes:
        click.echo(f"rostra: {note}", err=True)
