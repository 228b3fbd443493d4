"""``rostra capture``: visit addresses and keep what is there; and show what was there over time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rostra.api import KeptVisit, open_archive, shown_location
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import error_line, printable

if TYPE_CHECKING:
    from rostra.api import Captured, CaptureSummary

F = TypeVar("F", bound=Callable[..., Any])


def visiting_options(command: F) -> F:
    """The options of every command that visits addresses."""
    for option in (
        click.option("--ignore-robots", is_flag=True, help="Visit what robots.txt forbids: for a site of your own."),
        click.option("--contact", metavar="ADDRESS", envvar="ROSTRA_CONTACT", default="", help="Tell servers who asks."),
        click.option(
            "--delay", "delay_s", type=click.FloatRange(min=0), default=1.0, show_default=True, metavar="SECONDS",
            help="Between requests to one host, at least.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(
    epilog="""\b
Examples:
  rostra capture https://ministry.example/news/7
  rostra capture https://ministry.example/feed.xml --delay 5
  rostra capture --list https://ministry.example/news/7
"""
)
@click.argument("addresses", nargs=-1, required=True, metavar="URL...")
@click.option("--list", "as_list", is_flag=True, help="Print all captures of these addresses; visit nothing.")
@visiting_options
@click.option("--json", "as_json", is_flag=True, help="Print what became of each address as JSON.")
@click.pass_context
def command(
    context: click.Context,
    addresses: tuple[str, ...],
    as_list: bool,
    delay_s: float,
    contact: str,
    ignore_robots: bool,
    as_json: bool,
) -> int:
    """Visit addresses and keep what is there: the bytes as evidence, and the page as a statement or as its new version.

    A feed or a sitemap stands for the pages that it names. What is unchanged is not fetched again. A visit that fails changes
    nothing that is kept. Ctrl-C ends after the page in hand.
    """
    if as_list:
        return _list(context, addresses, as_json=as_json)
    with open_archive(context.obj) as archive:
        summary = archive.capture(
            addresses, delay_s=delay_s, contact=contact, ignore_robots=ignore_robots, on_page=teller(as_json)
        )
    return finish(summary, as_json=as_json, archive=str(context.obj))


def teller(as_json: bool) -> Callable[[Captured], None] | None:
    """Prints a line a page while they come; nothing where JSON is printed in the end."""
    return None if as_json else tell


def tell(page: Captured) -> None:
    """A line of one page: what came of the visit, what it became."""
    if page.failure is not None:
        what = "Kept, but not read: " if page.outcome in ("new", "same") else ""
        print(error_line(page.address, what + page.failure.message, page.failure.hint), file=sys.stderr)
        return
    became = f"{page.became} {page.statement_id}" if page.became else ""
    click.echo(f"{page.outcome:<13}{became:<22}{printable(page.address)}")


def finish(summary: CaptureSummary, *, as_json: bool, archive: str) -> int:
    """The end of a run: the summary in words or as JSON, and the exit code."""
    if as_json:
        print_json(summary)
    else:
        names = ("added", "changed", "reread", "unchanged", "not_modified", "listed", "unread", "failed", "refused")
        said = [f"{getattr(summary, n)} {n.replace('_', ' ')}" for n in names if getattr(summary, n)]
        print(f"{shown_location(archive)}: {', '.join(said) or 'nothing to visit'}.", file=sys.stderr)
        if summary.left:
            print(f"{summary.left} more pages are left for the next run.", file=sys.stderr)
        if summary.interrupted:
            print("Stopped. Run the same command again to go on from here.", file=sys.stderr)
    return 130 if summary.interrupted else 1 if summary.failed or summary.refused or summary.unread else 0


def _list(context: click.Context, addresses: tuple[str, ...], *, as_json: bool) -> int:
    with open_for_reading(context) as archive:
        found = {address: archive.visits(address) for address in addresses}
    if as_json:
        print_json(found)
    for address, visits in found.items():
        if not visits:
            print(error_line(address, "It was never visited.", "`rostra capture URL` visits it."), file=sys.stderr)
        for visit in visits if not as_json else ():
            click.echo(_line(visit))
    return 0 if all(found.values()) else 1


def _line(visit: KeptVisit) -> str:
    size = f"{visit.size:,} bytes" if visit.size is not None else ""
    named = f"{(visit.sha256 or '')[:12]:<13}{visit.statement or '':<11}"
    return f"{visit.at}  {visit.outcome:<13}{visit.status or '-':<5}{size:<17}{named}{printable(visit.error or '')}".rstrip()
