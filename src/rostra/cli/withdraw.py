"""``rostra withdraw``: a statement is taken from readers, who are told why; or shown again."""

from __future__ import annotations

import sys

import click

from rostra.api import Archive, Judged
from rostra.cli.correct import who
from rostra.cli.opening import open_for_reading, split_name
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import UsageError


@click.command(
    epilog="""\b
Examples:
  rostra withdraw                           those that are withdrawn, with the reasons
  rostra withdraw 5mlnx2subp --reason "It was published before it was given."
  rostra withdraw 5mlnx2subp --undo --why "It has been given."
"""
)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--reason", metavar="TEXT", help="What readers are told in its place; up to 1,000 characters.")
@click.option("--undo", is_flag=True, help="Show it again, as it was.")
@click.option("--why", metavar="REASON", default="", help="Why it is shown again.")
@click.option("--by", metavar="NAME", help="Who decides, as readers are told; else $ROSTRA_USER, else the login name.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    name: str | None,
    reason: str | None,
    undo: bool,
    why: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Withdraw the statement ID from readers: every address of it answers with a notice, and no list, feed or search has it.
    Nothing is lost, and --undo brings it back. Without ID: list what is withdrawn."""
    _check(name, reason, why, undo=undo)
    with open_for_reading(context) as archive:
        if name is None:
            return _list(archive, as_json=as_json)
        statement_id = split_name(name)[0]
        if undo:
            done = archive.restore_withdrawn(statement_id, by=by or who(), why=why)
        else:
            done = archive.withdraw(statement_id, by=by or who(), reason=reason or "")
        return _print(done, "is shown again" if undo else "is withdrawn", as_json=as_json)


def _check(name: str | None, reason: str | None, why: str, *, undo: bool) -> None:
    """Raise `UsageError` where the options do not go together."""
    if name is None:
        if reason is not None or undo or why:
            raise UsageError("No statement is named.", hint="Name one as ID.")
    elif split_name(name)[1]:
        raise UsageError("A statement is withdrawn whole.", hint=f"Name it as {split_name(name)[0]}.")
    elif undo == (reason is not None):
        hint = 'Say why with --reason "...", or show it again with --undo.'
        raise UsageError("One of --reason and --undo is needed.", hint=hint)
    elif why and not undo:
        raise UsageError("--why goes with --undo.", hint="What readers are told is --reason.")


def _list(archive: Archive, *, as_json: bool) -> None:
    found = archive.withdrawals()
    if as_json:
        print_json(found)
    for each in () if as_json else found:
        line = f"{each.statement}  {each.at[:10]}  {each.title or 'Without a title'}, by {each.by}: {each.reason}"
        click.echo(printable(line))
    if not found and not as_json:
        print("Nothing is withdrawn.", file=sys.stderr)


def _print(done: Judged, became: str, *, as_json: bool) -> None:
    if as_json:
        print_json(done.judgement)
    print(printable(f"{done.judgement.statement} {became} ({done.judgement.id})."), file=sys.stderr)
