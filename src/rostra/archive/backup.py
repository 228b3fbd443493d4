"""A copy of an archive while it is in use, and a copy put in its place. A name is only ever given to a file that proved sound.

A backup is one SQLite file without side files: an archive like any other, which every command reads. It is taken in one transaction
for reading, so that it holds the archive as it stood at one moment, and those who write need not wait.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from rostra.archive.reports import Finding, Told
from rostra.archive.sqlite import MEMORY, connect_to_copy, open_sqlite
from rostra.archive.troubles import plain_errors
from rostra.model import ArchiveError, UsageError

_PAGES = 2_000
"""Pages of the database copied between two looks at the clock of progress: 8 MB."""
_SIDES = ("-wal", "-shm", "-journal")


def back_up(location: str, target: str, *, force: bool = False, told: Told | None = None) -> int:
    """Copy the archive at `location` to the file `target`, prove the copy, and give it its name. Returns its size in bytes.

    Raises:
        UsageError: the archive is not in a file.
        ArchiveError: `target` exists and `force` is false, or cannot be written, or the copy did not prove sound.
    """
    refuse_others(location, "Use the database's own tool, for PostgreSQL pg_dump.")
    path = Path(target)
    if path.exists() and not force:
        raise ArchiveError(f"{target} exists.", hint="Name another file, or overwrite it with --force.", source=target)
    if path.is_dir() or _same(path, Path(location)):
        raise ArchiveError(f"{target} cannot be a backup.", hint="Name a new file.", source=target)
    with unfinished(path) as copy:
        _copy(location, copy, told)
        _refuse_damaged(location, _prove(copy, told), "Nothing was kept. `rostra verify` lists all that is wrong.")
        make_single(copy)
        size = copy.stat().st_size
        put_in_place(copy, path, like=Path(location))
    return size


def restore(location: str, source: str, *, force: bool = False, told: Told | None = None) -> Path | None:
    """Put the backup in the file `source` in the place of the archive at `location`; the index of that is thrown away.

    The archive that stood there is kept beside it, as ``{location}.before-restore-N``. Returns its new name, ``None`` when
    there was none.

    Raises:
        UsageError: the archive is not in a file.
        ArchiveError: there is no such backup, it is not sound, an archive stands there and `force` is false, or is in use.
    """
    refuse_others(location, "Make an archive in a file of it, and use `rostra copy`.")
    path = Path(location)
    if not Path(source).is_file():
        raise ArchiveError(
            f"There is no backup {source}.", hint="Name the file that `rostra backup` made.", source=source
        )
    if _same(path, Path(source)):
        raise ArchiveError(
            f"{source} is the archive itself.", hint="Name the file that `rostra backup` made.", source=source
        )
    if path.exists() and not force:
        hint = "With --force it is set aside, and the backup takes its place."
        raise ArchiveError(f"There is an archive {location} already.", hint=hint, source=location)
    with unfinished(path) as copy:
        _copy(source, copy, told)
        _refuse_damaged(source, _prove(copy, told), "Nothing was changed. Restore another backup.")
        make_single(copy)
        with _set_aside(path) as aside:
            for derived in (".index", ".meaning"):
                shutil.rmtree(f"{location}{derived}", ignore_errors=True)
            put_in_place(copy, path, like=Path(source))
    return aside


def refuse_others(location: str, hint: str) -> None:
    """Raise `UsageError` for an archive that is not in a file."""
    if location == MEMORY or "://" in location:
        raise UsageError("Only an archive in a file can be backed up and restored so.", hint=hint)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside `path` for a file in the making, which is gone in the end unless it was given its own."""
    if not path.parent.is_dir():
        hint = f"Create the folder {path.parent} first."
        raise ArchiveError(f"The folder of {path} does not exist.", hint=hint, source=str(path))
    copy = path.with_name(f".{path.name}.unfinished-{os.getpid()}")
    try:
        with _plain_os_errors(path):
            copy.touch(mode=0o600, exist_ok=False)  # nobody else reads it before it is known who may
            yield copy
    finally:
        for side in ("", *_SIDES):
            with suppress(OSError):  # a disk that may not be written refuses even what is not there
                Path(f"{copy}{side}").unlink(missing_ok=True)


@contextmanager
def _plain_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "Check that the folder may be written and that the disk has room. Nothing was changed."
        raise ArchiveError(f"{path} cannot be written: {reason}.", hint=hint, source=str(path)) from error


def _copy(source: str, copy: Path, told: Told | None) -> None:
    """The database as it stands at one moment. The transaction keeps a writer's commits from making the copy begin anew."""
    with closing(_open_source(source)) as origin, closing(sqlite3.connect(copy)) as target:
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        origin.backup(target, pages=_PAGES, progress=_told_of_pages(told))
        target.execute("PRAGMA synchronous = FULL")


def _open_source(source: str) -> sqlite3.Connection:
    try:
        return connect_to_copy(source)
    except sqlite3.Error as error:
        hint = "Name an archive, or the file that `rostra backup` made."
        raise ArchiveError(f"{source} cannot be read: {error}.", hint=hint, source=source) from error


def _told_of_pages(told: Told | None) -> Callable[[int, int, int], None]:
    return lambda _, left, total: told(total - left, total, "copy") if told else None


def _prove(copy: Path, told: Told | None) -> Iterator[Finding]:
    """What is wrong with the copy, which an older release may have made: it is brought up to date first."""
    with plain_errors(str(copy)):
        record = open_sqlite(str(copy), create=False)
    try:
        yield from record.prove(told=told)
    finally:
        record.close()


def _refuse_damaged(name: str, findings: Iterator[Finding], consequence: str) -> None:
    wrong = [finding for finding in findings if finding.severity == "error"]
    if wrong:
        first = wrong[0]
        message = f"{name} is damaged: {len(wrong)} findings, the first of {first.where}: {first.message}"
        raise ArchiveError(message, hint=consequence, source=name)


def make_single(copy: Path) -> None:
    """One file without side files, wholly on the disk."""
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _set_aside(path: Path) -> Iterator[Path | None]:
    """A second name for the archive that stands at `path`, while another takes its first; ``None`` when there is none. Both are as
    they were when that fails. Nobody may have it open: whoever writes would go on in the renamed file."""
    if not path.exists():
        yield None
        return
    _close_log(path)
    aside = next(
        name for number in count(1) if not (name := path.with_name(f"{path.name}.before-restore-{number}")).exists()
    )
    _name_also(path, aside)
    try:
        _move_sides(path, aside)
        yield aside
    except BaseException:
        _move_sides(aside, path)
        if path.exists():  # both are names of one file
            aside.unlink()
        else:
            aside.replace(path)
        raise


def _name_also(path: Path, aside: Path) -> None:
    """Give the file a second name; where the disk knows no such thing, rename it."""
    try:
        os.link(path, aside)
    except OSError:
        path.replace(aside)


def _move_sides(path: Path, target: Path) -> None:
    """Side files go with their database: a log that is left behind would be taken for the new file's."""
    for side in _SIDES:
        if Path(f"{path}{side}").exists():
            Path(f"{path}{side}").replace(f"{target}{side}")


def _close_log(path: Path) -> None:
    """Write the log back into the file, which succeeds only while nobody else has it open. A damaged one is taken as it is."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            return
        hint = "End what uses it (rostra serve, rostra watch, rostra add), and try again."
        raise ArchiveError(f"The archive {path} is in use.", hint=hint, source=str(path)) from error
    except sqlite3.DatabaseError:
        return


def put_in_place(copy: Path, path: Path, *, like: Path) -> None:
    """Give the copy its name in one step, and see that the folder on the disk says so.

    What stands there is overwritten; it must not be in use. A log without its database is kept under another name. Those who may
    read the file are those who could read what stood there, else the file `like`, else its owner alone.
    """
    if path.exists():
        _close_log(path)
        for side in _SIDES:
            Path(f"{path}{side}").unlink(missing_ok=True)
    else:
        _move_sides(path, path.with_name(f"{path.name}.lost-{os.getpid()}"))
    known = next((file for file in (path, like) if file.is_file()), copy)
    copy.chmod(known.stat().st_mode & 0o777)
    copy.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
