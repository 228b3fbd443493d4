"""``rostra watch``: sources that are visited again and again."""

from __future__ import annotations

import re
import sys
import time
from typing import Any

import click

from rostra.api import Archive, CaptureSummary, WatchedSource, open_archive
from rostra.cli.capture import finish, teller, visiting_options
from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable
from rostra.model import UsageError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SHORTEST_S, _LONGEST_S = 60, 365 * 86400
_IDLE_S = 60
"""Between looks at what is due, with --forever."""


class Pause(click.ParamType[int]):
    """A length of time as people write it: 30m, 1h, 2d."""

    name = "pause"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """In seconds."""
        found = re.fullmatch(r"([0-9]{1,6})\s*([smhdw])", str(value).strip().lower())
        seconds = int(found[1]) * _UNITS[found[2]] if found else 0
        if not _SHORTEST_S <= seconds <= _LONGEST_S:
            self.fail(f"{value!r} is no pause between a minute and a year, such as 30m, 1h or 2d", param, ctx)
        return seconds


@click.command(
    epilog="""\b
Examples:
  rostra watch https://ministry.example/feed.xml --every 1h
  rostra watch                    visit what is due, once (for cron)
  rostra watch --forever          go on until Ctrl-C
  rostra watch --list
"""
)
@click.argument("addresses", nargs=-1, metavar="[URL...]")
@click.option(
    "--every", "every_s", type=Pause(), default="1h", show_default=True, help="How often to look: 30m, 1h, 2d."
)
@click.option(
    "--kind", type=click.Choice(["feed", "sitemap", "list", "page"]), help="What it is; found out by default."
)
@click.option("--list", "as_list", is_flag=True, help="Print what is watched.")
@click.option("--forget", multiple=True, metavar="URL", help="Watch it no longer; its pages stay. May be repeated.")
@click.option("--forever", is_flag=True, help="Go on visiting what is due until Ctrl-C.")
@visiting_options
@click.option("--json", "as_json", is_flag=True, help="Print what became of each address (or the list) as JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    addresses: tuple[str, ...],
    as_list: bool,
    forget: tuple[str, ...],
    forever: bool,
    as_json: bool,
    **how: Any,
) -> int:
    """Watch feeds, sitemaps, pages that list statements, and single pages; without URL, visit what is due once.

    New pages are captured. Known ones are looked at again after one, two, four ... days, at least every two months, so that silent
    edits are found.
    """
    if forget and addresses:
        raise UsageError(
            "--forget forgets and URL watches: not both at once.", hint="Repeat it: --forget A --forget B."
        )
    if as_list or forget:
        with open_for_reading(context) as archive:
            for address in forget:
                archive.forget(address)
            if as_list:
                _print(archive.sources(), as_json=as_json)
        return 0
    with open_archive(context.obj) if addresses else open_for_reading(context) as archive:
        return _visit(archive, addresses, how, forever=forever, as_json=as_json)


def _visit(archive: Archive, addresses: tuple[str, ...], how: dict[str, Any], *, forever: bool, as_json: bool) -> int:
    visiting = {name: how[name] for name in ("delay_s", "contact", "ignore_robots")}
    show = teller(as_json)
    if addresses:
        summary = archive.watch(addresses, every_s=how["every_s"], kind=how["kind"], on_page=show, **visiting)
    else:
        summary = archive.watch(on_page=show, **visiting)
    code = finish(summary, as_json=as_json, archive=archive.location)
    while forever and not summary.interrupted:
        time.sleep(_IDLE_S)
        summary = archive.watch(on_page=show, **visiting)
        code = _told(summary, as_json=as_json, archive=archive.location)
    return code


def _told(summary: CaptureSummary, *, as_json: bool, archive: str) -> int:
    """The exit code; the summary only where something was visited."""
    return finish(summary, as_json=as_json, archive=archive) if summary.visited or summary.interrupted else 0


def _print(sources: tuple[WatchedSource, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(sources)
        return
    if not sources:
        print("Nothing is watched. `rostra watch URL` begins.", file=sys.stderr)
    for source in sources:
        trouble = f"  {source.failures} failed: {source.error}" if source.error else ""
        click.echo(f"{source.kind:<8} next {source.next_at}  {printable(source.address + trouble)}")
