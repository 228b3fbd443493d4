"""The archive that a command works on, and names of statements and turns as people type them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from rostra.api import Archive, Statement, open_archive
from rostra.cli.add import progress_bar
from rostra.model import ArchiveError

if TYPE_CHECKING:
    from rostra.api import Progress

_MANY = 100
"""Statements that take a moment to index."""


def open_for_reading(context: click.Context) -> Archive:
    """The archive named by ``--archive``. Raises `ArchiveError` with the way out when there is none."""
    location = str(context.obj)
    try:
        return show_indexing(context, open_archive(location, create=False))
    except ArchiveError as error:
        if error.code != "archive" or _exists(location):
            raise
        raise ArchiveError(
            "There is no archive here.",
            hint="Make one with `rostra add PAGES`, or name yours with --archive FILE or $ROSTRA_ARCHIVE.",
            source=location,
        ) from error


def show_indexing(context: click.Context, archive: Archive) -> Archive:
    """`archive`, which shows a bar on a terminal's standard error while many statements come into its index."""
    shown = ExitStack()
    context.call_on_close(shown.close)  # an interruption gives the terminal back, too
    bars: list[Callable[[Progress], None] | None] = []

    def tell(done: int, total: int) -> None:
        if total < _MANY:
            return
        if not bars:
            bars.append(shown.enter_context(progress_bar("Indexing")))
        if bars[0]:
            from rostra.api import Progress

            bars[0](Progress(done=done, total=total, failed=0, source=""))
        if done >= total:
            shown.close()
            bars.clear()

    archive.on_indexing = tell
    return archive


def _exists(location: str) -> bool:
    from pathlib import Path

    return "://" in location or Path(location).exists()


def get_named(archive: Archive, name: str) -> tuple[Statement, str | None]:
    """The statement that `name` ("ID" or "ID/TURN") leads to, and the turn's id today; ``None`` when no turn is named.

    Raises:
        NotFoundError: there is no such statement, or it has no such turn.
    """
    statement_id, turn_id = split_name(name)
    statement = archive.get_statement(statement_id)
    if turn_id is None:
        return statement, None
    today = archive.find_turn(statement_id, turn_id)
    if today is None:
        raise archive.missing_turn(statement, turn_id)
    return statement, today


def split_name(name: str) -> tuple[str, str | None]:
    """ "ID" or "ID/TURN" as its parts; an address of the site is understood as well.

    >>> split_name("s1/t3"), split_name("http://localhost:8000/statements/s1"), split_name("/statements/s1/t3#t3")
    (('s1', 't3'), ('s1', None), ('s1', 't3'))
    """
    path = name.split("#")[0].split("/statements/")[-1].strip("/")
    statement, _, turn = path.partition("/")
    return statement, turn or None
