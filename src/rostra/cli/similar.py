"""``rostra similar``: what is like a turn or a text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rostra.cli.opening import get_named, open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.cli.search import print_hit

if TYPE_CHECKING:
    from rostra.api import Alike, Archive, Similar


@click.command(
    epilog="""\b
Examples:
  rostra similar 5mlnx2subp/t8
  rostra similar 5mlnx2subp/t8 --before --same-speaker
  rostra similar --text 'We shall not raise the dues.' --before --speaker 'Milena Tarvo'
  rostra similar --questions --text 'Who pays for the bridge?'
  pbpaste | rostra similar --text -
"""
)
@click.argument("name", required=False, metavar="[ID/TURN]")
@click.option("--text", help="A text instead of a turn; - reads it from standard input.")
@click.option("--before", is_flag=True, help="What was said so before, nearly the same words first.")
@click.option("--questions", is_flag=True, help="Questions like it, and how they were answered.")
@click.option("--speaker", default="", help="Keep to this person: a name, or a part of one.")
@click.option("--same-speaker", is_flag=True, help="Keep to the person who speaks in the turn.")
@click.option("--until", default="", metavar="DATE", help="With --before and --text: look before this date.")
@click.option("--limit", "-n", type=click.IntRange(1, 100), default=10, show_default=True, help="Turns to print.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def command(
    context: click.Context,
    name: str | None,
    text: str | None,
    before: bool,
    questions: bool,
    speaker: str,
    same_speaker: bool,
    until: str,
    limit: int,
    as_json: bool,
) -> None:
    """Print turns like a turn or a text, by words and by meaning; see docs/meaning.md.

    Needs the extra `semantic` and an archive that `rostra meaning` prepared.
    """
    if (name is None) == (text is None):
        raise click.UsageError("Name a turn as ID/TURN, or give a text with --text.")
    if same_speaker and (text is not None or speaker):
        raise click.UsageError("--same-speaker is for a turn, and without --speaker.")
    if before and questions:
        raise click.UsageError("Ask either for what was said --before, or for --questions.")
    if until and (not before or name):
        raise click.UsageError("--until is for --before with --text.")
    said = sys.stdin.read() if text == "-" else text or ""
    with open_for_reading(context) as archive:
        found = archive.similar(
            said,
            turn=_turn(archive, name) if name else None,
            how="before" if before else "questions" if questions else "like",
            speaker=speaker,
            same_speaker=same_speaker,
            until=until,
            limit=limit,
        )
    if as_json:
        print_json(found)
    else:
        _print(found)


def _turn(archive: Archive, name: str) -> tuple[str, str]:
    """The ids of the statement and of the turn."""
    statement, turn_id = get_named(archive, name)
    if turn_id is None:
        hint = f"`rostra show {statement.id}` prints the turns of the statement with their ids"
        raise click.UsageError(f"{name} is a statement; name a turn as ID/TURN. {hint}.")
    return statement.id, turn_id


def _print(found: Similar) -> None:
    for note in found.notes:
        click.echo(f"rostra: {note}", err=True)
    for alike in found.found:
        print_hit(alike.hit, _how_near(alike))
        for answer in alike.answers:
            who = printable(answer.speaker or "answer")
            click.echo(f"  {click.style(who, bold=True)}: {printable(''.join(part.text for part in answer.passage))}\n")
    if not found.found:
        click.echo("nothing found.", err=True)


def _how_near(alike: Alike) -> str:
    if alike.verbatim:
        return f"nearly the same words ({alike.shared:.0%})"
    return f"near {alike.hit.near:.2f}" if alike.hit.near else ""
