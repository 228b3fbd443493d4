"""``rostra parse``: pages in, transcripts out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import msgspec

from rostra.api import print_many
from rostra.cli.root import error_line
from rostra.model.wire import SCHEMA

if TYPE_CHECKING:
    from rostra.api import Failure, Printed

FORMATS = ("json", "jsonl", "md", "txt")


@click.command(
    epilog="""\b
Examples:
  rostra parse page.html
  rostra parse pages/ --format jsonl > transcripts.jsonl
  rostra parse *.txt --format md
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "-f", "style", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("--workers", "-w", type=click.IntRange(min=1), help="Processes to use; all cores by default.")
def command(paths: tuple[str, ...], style: str, workers: int | None) -> int:
    """Print what each page records: its event, furniture, turns and doubts.

    PATH is a file or a folder. JSON of a single file is one object, of several a list; with jsonl every page is a line. A page
    that cannot be read is an error object in its place, and the run goes on; the exit code is then 1.
    """
    from pathlib import Path

    single = len(paths) == 1 and not Path(paths[0]).is_dir()
    failed = 0
    write = _WRITERS[style](single)
    # One page needs no second process.
    for page in print_many(paths, style, workers=1 if single else workers):
        failed += page.failure is not None
        write(page)
        if page.failure:
            print(error_line(page.failure.source, page.failure.message, page.failure.hint), file=sys.stderr)
    write(None)
    return 1 if failed else 0


Writer = Callable[["Printed | None"], None]
"""Prints a page; given ``None``, ends the output."""


def _json_writer(single: bool) -> Writer:
    """One object, or a list that is written as it comes."""
    before = "" if single else "[\n"

    def write(page: Printed | None) -> None:
        nonlocal before
        if page is not None:
            sys.stdout.write(before + _json(page).rstrip("\n"))
            before = ",\n"
        else:
            sys.stdout.write("\n" if single else "\n]\n" if before == ",\n" else "[]\n")

    return write


def _line_writer(single: bool) -> Writer:
    def write(page: Printed | None) -> None:
        if page is not None:
            sys.stdout.write(_json(page))

    return write


def _text_writer(single: bool) -> Writer:
    """Transcripts with a rule between them; failures go to standard error alone."""
    before = ""

    def write(page: Printed | None) -> None:
        nonlocal before
        if page is not None and page.text is not None:
            sys.stdout.write(before + page.text)
            before = "\n---\n\n"

    return write


_WRITERS: dict[str, Callable[[bool], Writer]] = {
    "json": _json_writer,
    "jsonl": _line_writer,
    "md": _text_writer,
    "txt": _text_writer,
}


def _json(page: Printed) -> str:
    return page.text if page.text is not None else _error(page.failure)


def _error(failure: Failure | None) -> str:
    return msgspec.json.encode({"schema": SCHEMA, "error": failure}).decode() + "\n"
