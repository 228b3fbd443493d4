"""``rostra add``: pages into the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from rostra.api import open_archive, shown_location
from rostra.cli.printing import print_json
from rostra.cli.root import error_line

if TYPE_CHECKING:
    from rostra.api import Progress, Summary

MAX_DOUBTS = 10
"""As many doubtful statements as one looks at in a terminal; --json gives the others."""


@click.command(
    epilog="""\b
Examples:
  rostra add page.html
  rostra add pages/ more-pages/ --workers 4
  rostra add https://ministry.example/news/7 https://ministry.example/feed.xml
  rostra --archive record.sqlite add pages/ --json
"""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--workers", "-w", type=click.IntRange(min=1), help="Processes to use; all cores by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def command(context: click.Context, sources: tuple[str, ...], workers: int | None, as_json: bool) -> int:
    """Read files, folders and addresses into the archive, which is made if there is none.

    An address is visited as `rostra capture` does; a feed or sitemap stands for the pages that it names.

    What is there already is skipped; a page that changed becomes a new version under its id. Ctrl-C ends after the page in
    hand, and the same command goes on from there.
    """
    from rostra.cli.opening import show_indexing

    with show_indexing(context, open_archive(context.obj)) as archive:
        with progress_bar("Reading") as on_progress:
            summary = archive.add(sources, workers=workers, on_progress=on_progress)
        if not summary.interrupted:
            archive.index.refresh()  # so that the first question after a large add need not wait for it
    print_summary(summary, as_json=as_json, archive=shown_location(context.obj))
    return 130 if summary.interrupted else 1 if summary.failed else 0


def print_summary(summary: Summary, *, as_json: bool, archive: str) -> None:
    """JSON on standard output, or words on standard error."""
    if as_json:
        print_json(summary)
        return
    for failure in summary.failures:
        print(error_line(failure.source, failure.message, failure.hint), file=sys.stderr)
    counts = {
        "added": summary.kept,
        "changed": summary.changed,
        "read again": summary.reread,
        "unchanged": summary.unchanged,
        "failed": summary.failed,
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "no pages found"
    print(f"{archive}: {said}.", file=sys.stderr)
    _print_doubts(summary)
    if summary.interrupted:
        print("Stopped. Run the same command again to go on from here.", file=sys.stderr)


def _print_doubts(summary: Summary) -> None:
    if summary.doubtful:
        print(f"{summary.doubtful} with something in doubt:", file=sys.stderr)
    for doubt in summary.doubts[:MAX_DOUBTS]:
        print(f"  {doubt.statement_id}  {doubt.source}: {', '.join(doubt.codes)}", file=sys.stderr)
    if summary.doubtful > MAX_DOUBTS:
        print(f"  ... {summary.doubtful - MAX_DOUBTS} more; --json lists them.", file=sys.stderr)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[Progress], None] | None]:
    """A bar on a terminal's standard error; ``None`` when it is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns: list[Any] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Bar(*columns, TextColumn("{task.fields[failed]}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, failed="")

        def show(progress: Progress) -> None:
            failed = f"{progress.failed} failed" if progress.failed else ""
            bar.update(task, total=progress.total, completed=progress.done, failed=failed)

        yield show
