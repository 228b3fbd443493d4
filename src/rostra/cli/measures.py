"""What the commands that measure share: their query, options, and how what they found leaves the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json

if TYPE_CHECKING:
    from rostra.api import Archive, Collocates, Concordance, Distinctive, Trends

STYLES = ("text", "csv", "tsv", "json", "jsonl")
QUERY = click.argument("query", nargs=-1, required=True, metavar="QUERY...")

F = TypeVar("F", bound=Callable[..., Any])
M = TypeVar("M", bound="Concordance | Collocates | Distinctive | Trends")


def table_options(command: F) -> F:
    """``--format`` and ``--json``."""
    style = click.option("--format", "-f", "style", type=click.Choice(STYLES), default="text", show_default=True)
    as_json = click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
    return style(as_json(command))


def word_options(orders: tuple[str, ...], minimum: int, lacks: str) -> Callable[[F], F]:
    """``--order``, ``--grammar``, ``--minimum`` (leave out `lacks`) and ``--limit`` of words."""

    def options(command: F) -> F:
        for option in (
            click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=30, show_default=True,
                         help="Words to print."),
            click.option("--minimum", type=click.IntRange(1), default=minimum, show_default=True,
                         help=f"Leave out {lacks}."),
            click.option("--grammar/--no-grammar", default=True, help="With or without words of grammar (the, of, and)."),
            click.option("--order", type=click.Choice(orders), default=orders[0], show_default=True),
        ):  # fmt: skip
            command = option(command)
        return command

    return options


def print_measured(
    context: click.Context,
    measure: Callable[[Archive], M],
    show: Callable[[M], None],
    end: Callable[[M], str],
    style: str,
    *,
    as_json: bool,
    groups: bool = False,
) -> None:
    """Print what `measure` finds as `style` asks, for a person by `show`; standard error has the notes, and in `end` what was read
    and what was left out (one JSON object says that itself)."""
    from rostra.api import write_rows

    with open_for_reading(context) as archive:
        found = measure(archive)
    if as_json:
        print_json(found)
        return
    tell(found.notes)
    if style == "text":
        show(found)
    else:
        click.echo(write_rows(found, style, groups=groups), nl=False)
    if line := end(found):
        click.echo(line, err=True)


def passages_told(passages: int) -> str:
    """What to say where passages of pages without turns are counted as turns; "" where none are."""
    if not passages:
        return ""
    return f"{passages:,} of the turns counted are passages of pages without turns; NOT role:passage leaves them out."


def tell(notes: Iterable[str]) -> None:
    """Tell what was not understood."""
    for note in notes:
        click.echo(f"rostra: {note}", err=True)
