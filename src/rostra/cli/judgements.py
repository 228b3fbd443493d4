"""``rostra judgements``: corrections listed, undone, exported and imported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from rostra.api import Archive, Judgement
from rostra.cli.correct import effect, who
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import NotFoundError, ReadError, UsageError

_LARGEST = 256 * 1024 * 1024
"""Bytes; what the text holds is bounded once more."""
_SHOWN = 60


@click.command(
    epilog="""\b
Examples:
  rostra judgements                         all corrections
  rostra judgements 5mlnx2subp --json
  rostra judgements --state unmet           whose words no longer stand
  rostra judgements --undo k3v5q2x7ab4d --why "another recording shows it"
  rostra judgements --export corrections.jsonl
  rostra judgements --import corrections.jsonl
"""
)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--state", type=click.Choice(["applied", "unmet", "undone"]), help="List those in this state only.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--export", "target", metavar="FILE", help='Write them to a file to share ("-": standard output).')
@click.option("--import", "source", metavar="FILE", help='Take in those of such a file ("-": standard input).')
@click.option("--undo", metavar="JUDGEMENT", help="Take one back.")
@click.option("--why", metavar="REASON", default="", help="Why it is taken back.")
@click.option("--by", metavar="NAME", help="Who takes it back; else $ROSTRA_USER, else the login name.")
@click.pass_context
def command(context: click.Context, /, name: str | None, **options: Any) -> int:
    """List what people decided (of the statement ID, or all), in the order in which they did, with who, when and why."""
    if sum(options[each] is not None for each in ("target", "source", "undo")) > 1:
        raise UsageError("One of --export, --import and --undo at a time.")
    with open_for_reading(context) as archive:
        if options["source"] is not None:
            return _import(archive, options["source"], as_json=options["as_json"])
        if options["undo"] is not None:
            done = archive.undo(options["undo"], by=options["by"] or who(), why=options["why"])
            print(f"{done.judgement.id} is undone, {effect(done)}.", file=sys.stderr)
        elif options["target"] is not None:
            _write(options["target"], archive.export_judgements(name))
        else:
            _list(archive.judgements(name, state=options["state"]), as_json=options["as_json"])
    return 0


def _list(found: tuple[Judgement, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    elif found:
        click.echo("\n".join(map(_line, found)))
    else:
        print("No corrections. `rostra correct` makes them.", file=sys.stderr)


def _line(judgement: Judgement) -> str:
    place = "/".join(part for part in (judgement.statement, judgement.turn) if part) or "all"
    state = "" if judgement.state == "applied" else f" [{judgement.state}{_reason(judgement)}]"
    said = f"{judgement.id}  {judgement.at[:10]}  {place}  {describe(judgement)}, by {judgement.by}: {judgement.why}{state}"
    return printable(said)


def _reason(judgement: Judgement) -> str:
    undone = judgement.undone
    if undone:
        return f" by {undone.by} on {undone.at[:10]}" + (f": {undone.why}" if undone.why else "")
    return f": {judgement.note}" if judgement.note else ""


def describe(judgement: Judgement) -> str:
    """What was decided, in a few words."""
    value = judgement.value
    match judgement.action:
        case "speaker":
            return f"speaker {value['name'] or 'unknown'}"
        case "role":
            return f"role {value['role']}"
        case "answers":
            asked = value["question"]
            return f"answers “{_short(asked['exact'])}”" if asked else "answers no question"
        case "field":
            return f"{value['field']} {value['value'] or 'none'}"
        case "person":
            return f"{value['name']} is {value['person'] or 'no known person'}"
        case "rename":
            return f"{value['from']} is {value['name']} here"
        case "looked-at":
            return "looked at, all well"
        case "withdraw":
            return "withdrawn from readers"
        case "merge-person":
            return f"{value['from']} is {value['into']}"
        case "file":
            return f"{value['grouping']} {value['name']}" + ("" if value["holds"] else " no longer")
        case "rename-term":
            return f"the {value['grouping']} {value['from']} is {value['into']}"
        case "describe-term":
            return f"what is said of the {value['grouping']} {value['name']}"
        case "split" | "join" | "furniture":
            return f"{judgement.action} “{_short(judgement.quote or '')}”"
        case _:
            return "not a transcript"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"


# files


def _write(target: str, text: str) -> None:
    count = text.count("\n") - 1
    if target == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"It cannot be written: {error.strerror}", hint="Name another file.", source=target) from error
    print(f"{target}: {count} judgement{'s' if count != 1 else ''}.", file=sys.stderr)


def _import(archive: Archive, source: str, *, as_json: bool) -> int:
    """The exit code: 1 when pages are missing here."""
    found = archive.import_judgements(_read(source))
    if as_json:
        print_json(found)
    counts = {"new": found.new, "known": found.known, "undone": found.undone}
    counts |= {"unmet": len(found.unmet), "of pages that are not here": len(found.missing)}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "no judgements"
    print(f"{source}: {said}.", file=sys.stderr)
    if found.missing:
        print("Add those pages and import the file once more.", file=sys.stderr)
    return 1 if found.missing else 0


def _read(source: str) -> str:
    try:
        if source == "-":
            content = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(_LARGEST + 1)
    except OSError as error:
        raise NotFoundError(f"It cannot be read: {error.strerror}", hint="Name a file.", source=source) from error
    if len(content) > _LARGEST:
        raise ReadError("It is too large.", hint="Import it in parts.", source=source)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "`rostra judgements --export FILE` writes such files."
        raise ReadError("It is no text in UTF-8.", hint=hint, source=source) from error
