"""``rostra edited``: pages whose words were changed after they were kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rostra.cli.opening import open_for_reading
from rostra.cli.printing import print_json
from rostra.cli.root import printable

if TYPE_CHECKING:
    from rostra.api import Edit, EditPage


@click.command(
    epilog="""\b
Examples:
  rostra edited                   edits that the pages do not mention
  rostra edited --all --limit 50
  rostra diff ID                  what one of them changed
"""
)
@click.option(
    "--all", "announced", is_flag=True, help="Also edits that the page itself tells of (an update, a correction)."
)
@click.option("--limit", "-n", type=click.IntRange(min=1, max=10_000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Edits to pass over first.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_context
def command(context: click.Context, announced: bool, limit: int, offset: int, as_json: bool) -> None:
    """List pages whose words were changed, the latest first: those edited quietly, unless --all is given.

    Changes of punctuation, case and spacing, and of what surrounds a statement, are not listed.
    """
    with open_for_reading(context) as archive:
        found = archive.edits(quiet=not announced, limit=limit, offset=offset)
    if as_json:
        print_json(found)
        return
    click.echo("\n".join(_lines(found, announced=announced)))


def _lines(found: EditPage, *, announced: bool) -> Iterator[str]:
    if not found.total:
        yield (
            "No page was edited." if announced else "No page was edited quietly. --all lists edits that pages tell of."
        )
        return
    yield from (_line(edit) for edit in found.items)
    shown = found.offset + len(found.items)
    if shown < found.total:
        yield f"... {found.total - shown} more; --offset {shown} goes on."


def _line(edit: Edit) -> str:
    version = edit.version
    turns = "" if not edit.card.turns else f", {version.changed_turns} turn{'s' if version.changed_turns != 1 else ''}"
    said = "" if edit.quiet else f' (the page says: "{printable(version.notice or "")[:80]}")'
    title = printable(edit.card.title) or "Without a title"
    return f"{version.added_at[:10]}  {edit.card.id}  version {version.number}{turns}  {title}{said}"
