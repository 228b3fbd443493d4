"""``rostra verify``: is every page, turn and id still what it was?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from rostra.api import shown_location
from rostra.cli.add import progress_bar
from rostra.cli.opening import open_for_reading
from rostra.cli.root import error_line, printable

if TYPE_CHECKING:
    from rostra.api import Finding


@click.command(
    epilog="""\b
Examples:
  rostra verify
  rostra verify --quick           seconds, also for a million turns
  rostra verify --deep --json     reads every page anew
"""
)
@click.option("--quick", is_flag=True, help="Ask the database alone, without unpacking pages and transcripts.")
@click.option("--deep", is_flag=True, help="Also read every page anew and compare its text.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def command(context: click.Context, quick: bool, deep: bool, as_json: bool) -> int:
    """Check that every page's bytes are those that were kept, every turn's words stand at their place in the page, and nothing
    is missing between the tables and in the index. Changes nothing; the exit code is 1 if anything is wrong.
    """
    if quick and deep:
        raise click.UsageError("--quick and --deep exclude each other.")
    with open_for_reading(context) as archive, progress_bar("Checking") as on_progress:
        found = archive.verify(quick=quick, deep=deep, on_progress=on_progress)
        counts = _print_json(found) if as_json else _print_lines(found)
    if not as_json:
        print(f"{shown_location(context.obj)}: {_summary(counts)}", file=sys.stderr)
    return 1 if counts["error"] else 0


def _print_lines(findings: Iterable[Finding]) -> Counter[str]:
    """One line a finding, as they come."""
    return Counter(_told(finding) for finding in findings)


def _told(finding: Finding) -> str:
    note = "note: " if finding.severity == "note" else ""
    line = error_line(finding.where, finding.message, finding.hint).removeprefix("rostra: ")
    click.echo(printable(f"{note}{finding.code}: {line}"))
    return finding.severity


def _print_json(findings: Iterable[Finding]) -> Counter[str]:
    """An array that is written as it is found, so that a damaged archive of any size needs no memory."""
    counts: Counter[str] = Counter()
    for text in _items(findings, counts):
        click.echo(text)
    return counts


def _items(findings: Iterable[Finding], counts: Counter[str]) -> Iterator[str]:
    yield "["
    former = ""
    for finding in findings:
        if former:
            yield f"{former},"
        counts[finding.severity] += 1
        former = "  " + msgspec.json.encode(finding).decode()
    if former:
        yield former
    yield "]"


def _summary(counts: Counter[str]) -> str:
    notes = f" {counts['note']} note{'s' * (counts['note'] > 1)}." if counts["note"] else ""
    if not counts["error"]:
        return f"nothing is wrong.{notes}"
    return f"{counts['error']} thing{'s are' if counts['error'] > 1 else ' is'} wrong.{notes}"
