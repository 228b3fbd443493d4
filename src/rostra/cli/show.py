"""``rostra show``: print a statement or a turn."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rostra.api import Judgement, Statement
from rostra.cli.judgements import describe
from rostra.cli.opening import get_named, open_for_reading
from rostra.cli.root import printable
from rostra.model import Transcript, Turn

FORMATS = ("txt", "md", "json", "jsonl")


@click.command(
    epilog="""\b
Examples:
  rostra show 5mlnx2subp
  rostra show 5mlnx2subp/t8       a question with its answers
  rostra show 5mlnx2subp --format md
"""
)
@click.argument("name", metavar="ID[/TURN]")
@click.option("--format", "-f", "style", type=click.Choice(FORMATS), default="txt", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def command(context: click.Context, name: str, style: str, as_json: bool) -> None:
    """Print a statement, or one turn of it with what belongs to it (a question with its answers).

    As txt, a whole statement shows the id of each turn: ID/TURN prints that turn. An id that was replaced leads to what took
    its place.
    """
    style = "json" if as_json else style
    with open_for_reading(context) as archive:
        statement, turn_id = get_named(archive, name)
        if style == "txt" and not turn_id and statement.transcript.turns:
            made = archive.judgements(statement.id, state="applied")
            text = _with_ids(
                statement, archive.corrected_turns(statement), [each for each in made if each.quote is None]
            )
        else:
            text = archive.export(statement.id, style, turn_id=turn_id)
    click.echo(text, nl=False)


def _with_ids(statement: Statement, corrected: dict[str, tuple[Judgement, ...]], of_page: Sequence[Judgement]) -> str:
    """The statement for a terminal: its head, then every turn under its id, each with who corrected it."""
    card, transcript = statement.card, statement.transcript
    facts = (card.date or "undated", card.time, card.place, card.kind.replace("_", " "), statement.id)
    head = [printable(card.title) or statement.id, printable(", ".join(fact for fact in facts if fact))]
    head += [f"({printable(describe(each))}: corrected by {_who(each)})" for each in of_page]
    turns = (_turn(transcript, turn, corrected.get(turn.id, ())) for turn in transcript.turns)
    return "\n\n".join([*head, *turns]) + "\n"


def _turn(transcript: Transcript, turn: Turn, corrected: tuple[Judgement, ...]) -> str:
    spans = turn.segments or ((turn.start, turn.end),)
    said = "\n\n".join(text for start, end in spans if (text := printable(transcript.text[start:end])))
    heading = f"{turn.id}  {turn.role}  {printable(turn.speaker or turn.label or '')}".rstrip()
    made = list(dict.fromkeys(map(_who, corrected)))
    note = f"  (corrected by {', '.join(made)})" if made else ""
    return f"{click.style(heading, fg='cyan')}{note}\n{said}"


def _who(judgement: Judgement) -> str:
    return f"{printable(judgement.by)} on {judgement.at[:10]}"
