"""``rostra alerts``: searches that are followed, and mails that tell what is new for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import DeliveryError, UsageError

if TYPE_CHECKING:
    from rostra.api import Archive, MailServer, News

PASSWORD = "ROSTRA_SMTP_PASSWORD"  # the name of the variable, not a password


@click.group(
    epilog="""\b
Examples:
  rostra alerts add "Harbour fees" 'answer:"harbour fees" speaker:"Ines Marou"'
  rostra alerts add "The second pier" --answers-to 5mlnx2subp/t8
  rostra alerts run --to desk@example.org --from rostra@example.org --host mail.example.org
  rostra alerts run --dry-run
"""
)
def command() -> None:
    """Follow searches: `run` mails what has arrived since the last run, late documents included (docs/alerts.md)."""


@command.command()
@click.argument("name")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--answers-to", metavar="ID/TURN", help="Await answers to this question, instead of a query.")
@click.option("--public", is_flag=True, help="List it on the site, with a feed.")
@click.pass_context
def add(context: click.Context, /, name: str, query: tuple[str, ...], answers_to: str | None, public: bool) -> None:
    """Follow a search from now on. What is in the archive already counts as seen.

    What of the query was read otherwise than it looks is said on standard error.
    """
    from rostra.cli.opening import split_name

    question = "/".join(part or "" for part in split_name(answers_to)) if answers_to else None
    with open_for_reading(context) as archive:
        made = archive.save_search(name, " ".join(query), question=question, public=public)
        notes = archive.read_notes(made.query)
    for note in notes:
        click.echo(f"rostra: {note}", err=True)
    click.echo(made.slug)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def list_(context: click.Context, /, as_json: bool) -> None:
    """List the searches that are followed."""
    with open_for_reading(context) as archive:
        found = archive.saved_searches()
    if as_json:
        print_json(found)
        return
    for each in found:
        asks = f"answers to {each.question}" if each.question else each.query
        last = f"last run {each.run_at[:16].replace('T', ' ')}" if each.run_at else "never run"
        shown = "  public" if each.public else ""
        click.echo(f"{click.style(each.slug, fg='cyan')}  {printable(each.name)}  {last}, {each.told:,} told{shown}")
        click.echo(f"  {printable(asks)}")
    if not found:
        click.echo("No search is followed. `rostra alerts add NAME QUERY` begins.", err=True)


@command.command()
@click.argument("name")
@click.pass_context
def remove(context: click.Context, /, name: str) -> None:
    """Follow a search no longer."""
    with open_for_reading(context) as archive:
        archive.forget_search(name)


@command.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def show(context: click.Context, /, name: str, as_json: bool) -> None:
    """Print what is new for a search, without marking it as seen."""
    with open_for_reading(context) as archive:
        _print(archive.find_news([name]), as_json=as_json)


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Who is mailed; may be given several times.")
@click.option("--from", "sender", metavar="ADDRESS", envvar="ROSTRA_SMTP_FROM", help="The sender; $ROSTRA_SMTP_FROM.")
@click.option("--host", envvar="ROSTRA_SMTP_HOST", default="localhost", show_default=True, help="$ROSTRA_SMTP_HOST.")
@click.option(
    "--port", type=click.IntRange(1, 65535), envvar="ROSTRA_SMTP_PORT", help="587, or as --security wants it."
)
@click.option(
    "--security",
    type=click.Choice(["starttls", "tls", "none"]),
    envvar="ROSTRA_SMTP_SECURITY",
    default="starttls",
    show_default=True,
    help="How the connection is encrypted; $ROSTRA_SMTP_SECURITY.",
)
@click.option("--user", envvar="ROSTRA_SMTP_USER", default="", help=f"$ROSTRA_SMTP_USER; the password is ${PASSWORD}.")
@click.option(
    "--base-url", metavar="ADDRESS", help="The site to which passages lead, such as https://record.example.org."
)
@click.option("--site-name", default="Rostra", show_default=True, help="The name under which the mail is sent.")
@click.option("--dry-run", is_flag=True, help="Print the mail; send nothing, and mark nothing as seen.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what is new as JSON; send nothing, and mark nothing as seen."
)
@click.pass_context
def run(context: click.Context, /, names: tuple[str, ...], dry_run: bool, as_json: bool, **how: Any) -> None:
    """Mail what arrived since the last run, for the searches of these NAMEs or for all.

    Nothing is marked as seen before the server has accepted the mail; without anything new, none is sent.
    """
    if not (how["to"] or dry_run or as_json):
        raise UsageError(
            "Nobody is named who is to be told.", hint="Give --to ADDRESS, or --dry-run to print the mail."
        )
    server = _read_server(how)
    with open_for_reading(context) as archive:
        if dry_run or as_json:
            _print(archive.find_news(names), as_json=as_json, site=how["site_name"], base_url=how["base_url"])
            return
        with archive.hold_runs() as alone:
            if not alone:
                raise DeliveryError(
                    "Another run has been mailing for a minute.", hint="The next run mails what is left."
                )
            _tell(archive, archive.find_news(names), how, server)


def _tell(archive: Archive, news: tuple[News, ...], how: dict[str, Any], server: MailServer) -> None:
    if any(each.finds or each.note for each in news):
        _send(archive, news, how, server)
    else:
        archive.note_told(news)
        click.echo("Nothing is new; no mail was sent.", err=True)


def _read_server(how: dict[str, Any]) -> MailServer:
    """Where the mail is handed over. What is wrong with it or with the addresses is told at once, and not on the day on which
    something is new: raises `UsageError`."""
    from rostra.api import MailServer, check_address

    for address in [*how["to"], *filter(None, [how["sender"]])]:
        check_address(address)
    return MailServer(
        host=how["host"],
        port=how["port"] or {"tls": 465, "none": 25}.get(how["security"], 587),
        security=how["security"],
        user=how["user"],
        password=os.environ.get(PASSWORD, ""),
    )


def _send(archive: Archive, news: tuple[News, ...], how: dict[str, Any], server: MailServer) -> None:
    """Mail the news, then mark them as seen. Raises `DeliveryError` where some of several addresses were refused."""
    from rostra.api import make_message, send_mail, write_digest

    digest = write_digest(news, site=how["site_name"], base_url=(how["base_url"] or "").rstrip("/") or None)
    message = make_message(digest, sender=how["sender"] or how["to"][0], to=how["to"])
    refused = send_mail(message, server)
    archive.note_told(news)
    click.echo(f"{digest.subject}: mailed to {len(how['to']) - len(refused)}.", err=True)
    if refused:
        raise DeliveryError(
            f"The server refused {', '.join(refused)}.", hint="The others were told, and what is new is marked as seen."
        )


def _print(news: tuple[News, ...], *, as_json: bool, site: str = "Rostra", base_url: str | None = None) -> None:
    from rostra.api import write_digest

    if as_json:
        print_json(news)
        return
    if not any(each.finds or each.note for each in news):
        click.echo("Nothing is new.", err=True)
        return
    digest = write_digest(news, site=site, base_url=(base_url or "").rstrip("/") or None)
    click.echo(f"Subject: {digest.subject}\n\n{digest.text}", nl=False)
