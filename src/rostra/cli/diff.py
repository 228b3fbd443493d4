"""``rostra diff``: what changed between two versions of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rostra.cli.opening import open_for_reading, split_name
from rostra.cli.printing import print_json
from rostra.cli.root import printable

if TYPE_CHECKING:
    from rostra.api import Difference, Run, Statement, TurnChange

KINDS = {
    "words": "other words",
    "cosmetic": "punctuation, case or spacing only",
    "around": "only what surrounds the statement",
    "": "nothing",
}
CONTEXT = 60
"""Characters of unchanged text printed on either side of a change."""


@click.command(
    epilog="""\b
Examples:
  rostra diff 5mlnx2subp          what the last edit changed
  rostra diff 5mlnx2subp 1 3      from version 1 to version 3
  rostra diff 5mlnx2subp --json
"""
)
@click.argument("name", metavar="ID")
@click.argument("before", type=click.IntRange(min=1), required=False)
@click.argument("after", type=click.IntRange(min=1), required=False)
@click.option("--full", is_flag=True, help="Print turns whole, and those that did not change.")
@click.option("--json", "as_json", is_flag=True, help="Print the difference as JSON.")
@click.pass_context
def command(
    context: click.Context, name: str, before: int | None, after: int | None, full: bool, as_json: bool
) -> None:
    """Print what changed in a statement, turn by turn and word by word.

    BEFORE and AFTER are version numbers: the last two by default; with BEFORE alone, from there to the current one. Words that
    are gone stand in [-brackets-], new ones in {+braces+}.
    """
    with open_for_reading(context) as archive:
        statement = archive.get_statement(split_name(name)[0])
        difference = archive.diff(statement.id, before, after)
    if as_json:
        print_json(difference)
        return
    click.echo("\n".join(_lines(statement, difference, full=full)))


def _lines(statement: Statement, difference: Difference, *, full: bool) -> Iterator[str]:
    new = statement.versions[difference.after - 1]
    yield printable(statement.card.title) or statement.id
    yield f"Version {difference.before} to {difference.after} ({new.added_at[:10]}): {KINDS[difference.kind]}."
    if new.notice and new.notice != statement.versions[difference.before - 1].notice:
        yield f"The page says: {printable(new.notice)}"
    for field in difference.event:
        yield f"{field.name}: {_value(field.before)} -> {_value(field.after)}"
    for turn in difference.turns if full else difference.changed:
        yield ""
        yield click.style(_heading(turn), fg="cyan")
        yield _marked(turn.runs, full=full)


def _heading(turn: TurnChange) -> str:
    named = [turn.id, turn.role, turn.speaker or turn.label]
    said: list[str] = [] if turn.kind == "same" else [turn.kind]
    said += ["moved"] if turn.moved else []
    said += [f"{field.name}: {_value(field.before)} -> {_value(field.after)}" for field in turn.fields]
    return f"{'  '.join(printable(each) for each in named if each)}  ({'; '.join(said) or 'same'})".strip()


def _value(value: str | None) -> str:
    return printable(value) if value else "none"


def _marked(runs: tuple[Run, ...], *, full: bool) -> str:
    """The words with their changes; of long unchanged stretches only what stands beside a change, unless all is wanted."""
    pieces = []
    for place, run in enumerate(runs):
        text = printable_run(run.text)
        if run.kind == "removed":
            pieces.append(click.style(f"[-{text}-]", fg="red"))
        elif run.kind == "added":
            pieces.append(click.style(f"{{+{text}+}}", fg="green"))
        else:
            pieces.append(text if full else _cut(text, first=place == 0, last=place == len(runs) - 1))
    return "".join(pieces)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if first and last:
        return text if len(text) <= 2 * CONTEXT else f"{text[: 2 * CONTEXT]} ..."
    head = "" if first else text[:CONTEXT]
    tail = "" if last else text[-CONTEXT:]
    return text if len(text) <= len(head) + len(tail) + 5 else f"{head} ... {tail}"


def printable_run(text: str) -> str:
    """`printable`, with the space at either end kept: runs stand beside each other."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{printable(text)}{end}"
