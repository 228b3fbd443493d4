"""Where archives are: opened, copied, put back, and named without their passwords."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rostra.api.archive import Archive
from rostra.archive.protocol import Record
from rostra.archive.reports import Copied

if TYPE_CHECKING:
    from rostra.pipeline import Progress


def open_archive(location: str | Path = "rostra.sqlite", *, create: bool = True) -> Archive:
    """Open the archive at `location` (a file or a database URL), creating it unless `create` is false.

    A new file comes to be when the archive is first used, so that adding from sources which do not exist leaves none behind.

    Raises:
        ArchiveError: it is not an archive, is damaged, is of a newer release, or is missing with `create` false.
    """
    from rostra.archive import open_record

    record = None if create and _is_free(location) else open_record(location, create=create)
    return Archive(record, location)


def hold_still(location: str | Path, *, whole: bool) -> Archive:
    """The archive at `location` as it stands now, for whoever makes many pages of it.

    With `whole` all lists are read at once, and processes forked afterwards share them; without, each when it is asked for.
    Raises `ArchiveError` as `open_archive` does.
    """
    from rostra.archive import open_record
    from rostra.archive.still import StillRecord

    record = StillRecord(partial(open_record, location, create=False))
    if whole:
        record.read_whole()
    return Archive(cast(Record, record), location)


def restore(
    location: str | Path,
    backup: str | Path,
    *,
    force: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path | None:
    """Put a backup in the place of the archive at `location`, once it proved sound.

    Returns the name under which the archive that stood there is kept; ``None`` when there was none.

    Raises:
        UsageError: the archive is not in a file.
        ArchiveError: the backup is missing or damaged, an archive stands there and `force` is false, or is in use.
    """
    from rostra.archive.backup import restore as restore_file
    from rostra.pipeline.verifying import as_told

    return restore_file(str(location), str(backup), force=force, told=as_told(on_progress))


def copy_archive(
    source: str | Path, target: str | Path, *, on_progress: Callable[[Progress], None] | None = None
) -> Copied:
    """Copy the archive at `source` whole to `target`, each a file or the address of a PostgreSQL database, and compare the two.

    Args:
        source: others may go on writing to it; what they write later does not come along.
        target: yet to be created, or an archive without anything in it. Where the copy does not succeed, it stays so.
        on_progress: told of rows, each of which counts once when it is written and once when it is compared.

    Raises:
        UsageError: one of the two is no place that can be copied.
        ArchiveError: there is no archive at `source`, something stands at `target`, it cannot be written, or the two differ.
    """
    from rostra.archive.copying import copy
    from rostra.pipeline.verifying import as_told

    return copy(str(source), str(target), told=as_told(on_progress))


def shown_location(location: str | Path) -> str:
    """The archive's location as it may be printed: a database's address without its password."""
    from rostra.archive import shown_location as shown

    return shown(location)


def _is_free(location: str | Path) -> bool:
    """Whether a new archive can be created in a file of this name."""
    path = Path(location)
    return str(location) != ":memory:" and "://" not in str(location) and path.parent.is_dir() and not path.exists()
