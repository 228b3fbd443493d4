"""Backups are whole and proven, restoring destroys nothing, and what fails leaves everything as it was."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from pages_made_up import HARBOUR, make_entry, other_lines

from rostra.archive import open_record
from rostra.archive.backup import back_up, restore
from rostra.model import ArchiveError, UsageError

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def location(tmp_path: Path) -> Path:
    location = tmp_path / "record.sqlite"
    record = open_record(location)
    record.add(make_entry())
    record.close()
    return location


def titles(location: Path) -> set[str]:
    record = open_record(location, create=False)
    found = {card.title for card in record.find_statements(limit=1_000).items}
    assert list(record.prove()) == []
    record.close()
    return found


def add(location: Path, *numbers: int) -> None:
    record = open_record(location)
    for number in numbers:
        record.add(make_entry(other_lines(number), uri=str(number), title=str(number)))
    record.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_is_one_file_and_an_archive(location: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.sqlite"
    size = back_up(str(location), str(target))
    assert target.stat().st_size == size
    assert names(tmp_path) == {"record.sqlite", "backup.sqlite"}
    assert b"delete" in sqlite3.connect(target).execute("PRAGMA journal_mode").fetchone()[0].encode()
    assert titles(target) == {"Opening of the harbour"}
    assert open_record(target).generation == open_record(location).generation


def test_a_backup_while_others_write_holds_one_moment_whole(location: Path, tmp_path: Path) -> None:
    stop, errors = threading.Event(), []

    def write() -> None:
        record, number = open_record(location), 0
        try:
            while not stop.is_set():
                number += 1
                record.add(make_entry(other_lines(number), uri=str(number), title=str(number)))
        except BaseException as error:
            errors.append(error)
        record.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(3):
            back_up(str(location), str(tmp_path / f"{turn}.sqlite"))
    finally:
        stop.set()
        writer.join()
    assert errors == []
    found = [titles(tmp_path / f"{turn}.sqlite") for turn in range(3)]
    assert found[0] <= found[1] <= found[2] <= titles(location)


def test_a_file_that_exists_is_overwritten_only_when_asked(location: Path, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("A letter.")
    with pytest.raises(ArchiveError, match="exists") as caught:
        back_up(str(location), str(target))
    assert "--force" in caught.value.hint
    assert target.read_text() == "A letter."
    back_up(str(location), str(target), force=True)
    assert titles(target) == {"Opening of the harbour"}


def test_a_damaged_archive_is_not_backed_up_over_a_good_backup(location: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.sqlite"
    back_up(str(location), str(target))
    before = target.read_bytes()
    with sqlite3.connect(location) as database:
        database.execute("UPDATE captures SET content = x'00'")
    database.close()
    with pytest.raises(ArchiveError, match="is damaged") as caught:
        back_up(str(location), str(target), force=True)
    assert "rostra verify" in caught.value.hint
    assert target.read_bytes() == before
    assert names(tmp_path) == {"record.sqlite", "backup.sqlite"}


@pytest.mark.parametrize("target", ["record.sqlite", "none/backup.sqlite", "."])
def test_what_can_be_no_backup_is_refused(location: Path, tmp_path: Path, target: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        back_up(str(location), str(tmp_path / target), force=True)
    assert caught.value.hint
    assert titles(location) == {"Opening of the harbour"}


@pytest.mark.parametrize("location", [":memory:", "postgresql://host.example/rostra"])
def test_only_files_are_backed_up_and_restored(location: str, tmp_path: Path) -> None:
    for call in (back_up, restore):
        with pytest.raises(UsageError) as caught:
            call(location, str(tmp_path / "backup.sqlite"))
        assert caught.value.hint


def test_a_restored_archive_is_the_backup_and_the_former_one_is_kept(location: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(str(location), str(backup))
    index = tmp_path / "record.sqlite.index"
    for number in (1, 2):
        add(location, number)
        index.mkdir()
        (index / "state.json").touch()
        aside = restore(str(location), str(backup), force=True)
        assert aside == tmp_path / f"record.sqlite.before-restore-{number}"
        assert titles(aside) == {"Opening of the harbour", str(number)}
        assert titles(location) == {"Opening of the harbour"}
        assert not index.exists()


def test_restoring_where_nothing_stands_needs_no_force(location: Path, tmp_path: Path) -> None:
    assert restore(str(tmp_path / "new.sqlite"), str(location)) is None
    assert titles(tmp_path / "new.sqlite") == {"Opening of the harbour"}


def test_an_archive_is_set_aside_only_when_asked(location: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(str(location), str(backup))
    add(location, 1)
    with pytest.raises(ArchiveError, match="already") as caught:
        restore(str(location), str(backup))
    assert "--force" in caught.value.hint
    assert titles(location) == {"Opening of the harbour", "1"}


def test_an_archive_in_use_is_not_replaced(location: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(str(location), str(backup))
    using = open_record(location)
    using.add(make_entry(other_lines(1), uri="1", title="1"))
    with pytest.raises(ArchiveError, match="in use") as caught:
        restore(str(location), str(backup), force=True)
    assert "End what uses it" in caught.value.hint
    assert using.add(make_entry(HARBOUR[:4])).outcome == "changed"
    using.close()
    assert names(tmp_path) == {"record.sqlite", "backup.sqlite"}
    assert titles(location) == {"Opening of the harbour", "1"}


@pytest.mark.parametrize("write", ["missing", "text", "empty", "cut", "damaged"])
def test_a_bad_backup_changes_nothing(location: Path, tmp_path: Path, write: str) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(str(location), str(backup))
    content = backup.read_bytes()
    if write == "missing":
        backup.unlink()
    elif write == "damaged":
        with sqlite3.connect(backup) as database:
            database.execute("UPDATE turns SET text = 'Other words.'")
        database.close()
    else:
        backup.write_bytes({"text": b"A letter. " * 500, "empty": b"", "cut": content[: len(content) // 2]}[write])
    before = names(tmp_path)
    with pytest.raises(ArchiveError) as caught:
        restore(str(location), str(backup), force=True)
    assert caught.value.hint
    assert names(tmp_path) == before
    assert titles(location) == {"Opening of the harbour"}


def test_a_backup_of_an_older_release_is_brought_up_to_date_and_stays_as_it_is(tmp_path: Path) -> None:
    backup = tmp_path / "old.sqlite"
    shutil.copy(FIXTURES / "0.1.0.archive", backup)
    before = backup.read_bytes()
    restore(str(tmp_path / "record.sqlite"), str(backup))
    assert titles(tmp_path / "record.sqlite") == {"Opening of the harbour", "The second pier"}
    assert backup.read_bytes() == before


def test_a_damaged_archive_gives_way_to_its_backup(location: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(str(location), str(backup))
    location.write_bytes(b"\x00garbage" * 1_000)
    Path(f"{location}-wal").write_bytes(b"a log of old")
    aside = restore(str(location), str(backup), force=True)
    assert aside is not None
    assert aside.read_bytes() == b"\x00garbage" * 1_000
    assert titles(location) == {"Opening of the harbour"}


def log_of_a_killed_writer(location: Path, *numbers: int) -> None:
    """Leave the log of another archive under this name, as a program leaves it that was killed after adding these pages."""
    other = location.with_name("other.sqlite")
    add(other, *numbers)
    database = sqlite3.connect(other)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("UPDATE statements SET title = title || ' of another archive'")
    database.commit()
    shutil.copy(f"{other}-wal", f"{location}-wal")
    database.close()
    assert Path(f"{location}-wal").stat().st_size > 0


def test_a_log_without_its_database_is_not_laid_over_the_restored_archive(location: Path, tmp_path: Path) -> None:
    add(location, 1, 2)
    back_up(str(location), str(tmp_path / "backup"))
    kept = titles(location)
    location.unlink()
    log_of_a_killed_writer(location, 7, 8, 9)
    restore(str(location), str(tmp_path / "backup"))
    assert titles(location) == kept
    assert any(".lost-" in path.name for path in location.parent.iterdir())


def test_a_log_beside_an_overwritten_backup_is_not_laid_over_the_new_one(location: Path, tmp_path: Path) -> None:
    add(location, 1, 2)
    target = tmp_path / "backup"
    back_up(str(location), str(target))
    log_of_a_killed_writer(target, 7, 8, 9)
    back_up(str(location), str(target), force=True)
    assert titles(target) == titles(location)


def test_a_restore_that_fails_at_the_end_leaves_everything_as_it_was(
    location: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(location, 1)
    back_up(str(location), str(tmp_path / "backup"))
    add(location, 2)
    before, kept = names(location.parent), titles(location)

    def fail(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("rostra.archive.backup.put_in_place", fail)
    with pytest.raises(ArchiveError, match="no room"):
        restore(str(location), str(tmp_path / "backup"), force=True)
    assert titles(location) == kept
    assert {name for name in names(location.parent) if "before-restore" in name} == set()
    assert before - {f"{location.name}.index"} <= names(location.parent)


def test_who_may_not_read_the_archive_may_not_read_its_copies(location: Path, tmp_path: Path) -> None:
    add(location, 1)
    location.chmod(0o600)
    backup = tmp_path / "backup"
    back_up(str(location), str(backup))
    assert backup.stat().st_mode & 0o777 == 0o600
    restore(str(location), str(backup), force=True)
    assert location.stat().st_mode & 0o777 == 0o600
