"""A full disk and a file that may not be written: what was kept stays, and the words say what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from havoc import add, assert_clear, assert_same, assert_sound, hits, rostra

from rostra.archive import open_record, sqlite


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB; skipped where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("only the superuser may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0


def test_a_full_disk_keeps_what_was_kept(small_disk: Path, pages: list[Path], undisturbed: Path) -> None:
    location = small_disk / "record.sqlite"
    filler = small_disk / "filler"
    filler.write_bytes(bytes(500_000))
    run = add(location, pages)
    assert_clear(run, 1)
    assert "disk is full" in run.stderr
    assert "what was kept is safe" in run.stderr
    assert_clear(rostra(location, "search", "mayor"), 0, 1)
    filler.unlink()
    assert mount("-o", "remount,size=64m", small_disk)
    assert_sound(location)
    assert add(location, pages).returncode == 0
    assert_sound(location)
    assert_same(location, undisturbed)


def test_a_backup_on_a_full_disk_leaves_nothing_behind(small_disk: Path, undisturbed: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(900_000))
    run = rostra(undisturbed, "backup", small_disk / "backup.sqlite")
    assert_clear(run, 1)
    assert "disk" in run.stderr
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_restore_on_a_full_disk_changes_nothing(small_disk: Path, undisturbed: Path, tmp_path: Path) -> None:
    location = small_disk / "record.sqlite"
    location.write_bytes(b"")
    (small_disk / "filler").write_bytes(bytes(900_000))
    assert_clear(rostra(location, "restore", undisturbed, "--force"), 1)
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "record.sqlite"]


def test_a_database_that_may_not_grow(
    tmp_path: Path, pages: list[Path], undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same wherever no small disk can be mounted: SQLite itself refuses to grow."""
    location = tmp_path / "record.sqlite"
    blank = tmp_path / "blank.sqlite"
    open_record(blank).close()
    most = (blank.stat().st_size + undisturbed.stat().st_size) // 2 // 4096  # room for the tables and some of the pages
    prepare = sqlite._prepare

    def hold_small(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute(f"PRAGMA max_page_count = {most}")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "_prepare", hold_small)
        run = rostra(location, "add", *pages, "--workers", "1")
    assert_clear(run, 1)
    assert "disk is full" in run.stderr
    assert_sound(location)
    assert rostra(location, "add", *pages).returncode == 0
    assert_same(location, undisturbed)


@pytest.fixture
def read_only(tmp_path: Path, undisturbed: Path) -> Iterator[Path]:
    """An archive on a disk that may not be written, or at least in a folder that may not."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.name == "posix" and os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", folder)
    if not mounted and (os.name != "posix" or os.geteuid() == 0):
        pytest.skip("nothing here that the superuser may not write")
    shutil.copy(undisturbed, folder / "record.sqlite")
    if mounted:
        assert mount("-o", "remount,ro", folder)
    else:
        (folder / "record.sqlite").chmod(0o444)
        folder.chmod(0o555)
    yield folder / "record.sqlite"
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    else:
        folder.chmod(0o755)


def test_a_file_that_may_not_be_written_is_read_and_not_added_to(
    read_only: Path, pages: list[Path], undisturbed: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.html"
    new.write_text((pages[0] / "0001.html").read_text().replace("news/1", "news/1001").replace("harbour", "quarry"))
    run = add(read_only, [new])
    assert_clear(run, 1)
    assert "may not be written" in run.stderr
    assert hits(read_only, "mayor", "answer: ferry") == hits(undisturbed, "mayor", "answer: ferry")
    assert_sound(read_only)
    assert_clear(rostra(read_only, "report"), 0)
    backup = tmp_path / "backup.sqlite"
    assert_clear(rostra(read_only, "backup", backup), 0)
    assert_same(backup, undisturbed)
    assert_clear(rostra(read_only, "restore", backup, "--force"), 1)
