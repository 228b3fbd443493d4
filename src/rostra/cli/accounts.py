"""``rostra accounts``: who may log in to edit."""

from __future__ import annotations

import sys

import click

from rostra.api import AccountRole
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import UsageError

_ROLE = click.Choice(["reader", "editor", "admin"])
_LONGEST_LINE = 4_000


@click.group(
    epilog="""\b
Examples:
  rostra accounts add "Ines Marl" --role admin        asks for the password
  pass show rostra | rostra accounts add "Olaf Tern"  takes it from the standard input
  rostra accounts role "Olaf Tern" admin
  rostra accounts list
"""
)
def command() -> None:
    """Who may log in at /edit of the site, and as what: a reader sees the queue and the editor, an editor decides, an admin manages
    accounts there as well. The name signs what an account decides."""


@command.command()
@click.argument("name")
@click.option("--role", type=_ROLE, default="editor", show_default=True, help="What the account may do.")
@click.pass_context
def add(context: click.Context, /, name: str, role: AccountRole) -> None:
    """Let somebody in. The password is asked for, or read from the standard input's first line."""
    with open_for_reading(context) as archive:
        account = archive.add_account(name, role, _password())
    print(printable(f"{account.name} may log in at /edit as {account.role}."), file=sys.stderr)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def list_(context: click.Context, /, as_json: bool) -> None:
    """List accounts with their roles."""
    with open_for_reading(context) as archive:
        found = archive.accounts()
    if as_json:
        print_json(found)
    elif found:
        width = max(len(account.name) for account in found)
        for account in found:
            click.echo(printable(f"{account.name}  ").ljust(width + 2) + f"{account.role:<8}{account.created_at[:10]}")
    else:
        print("Nobody may edit yet. `rostra accounts add NAME` lets somebody in.", file=sys.stderr)


@command.command()
@click.argument("name")
@click.argument("new", metavar="ROLE", type=_ROLE)
@click.pass_context
def role(context: click.Context, /, name: str, new: AccountRole) -> None:
    """Change what an account may do, from its next page on."""
    with open_for_reading(context) as archive:
        archive.set_role(name, new)


@command.command()
@click.argument("name")
@click.pass_context
def password(context: click.Context, /, name: str) -> None:
    """Give an account another password, asked for or read from the standard input. It is logged out everywhere."""
    with open_for_reading(context) as archive:
        archive.set_password(name, _password())


@command.command()
@click.argument("name")
@click.pass_context
def remove(context: click.Context, /, name: str) -> None:
    """Take an account away. What it decided stays, under its name."""
    with open_for_reading(context) as archive:
        archive.remove_account(name)


def _password() -> str:
    """As it is typed, twice, or the first line of what is piped in."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    line = sys.stdin.readline(_LONGEST_LINE).rstrip("\r\n")
    if not line:
        raise UsageError("There is no password.", hint="Type it when asked, or pipe it in as one line.")
    return line
