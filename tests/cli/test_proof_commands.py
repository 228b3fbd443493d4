"""``verify``, ``backup`` and ``restore`` as a person meets them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest


@pytest.fixture
def archive(rostra, pages: Path, tmp_path: Path) -> Path:
    rostra("add", pages)
    return tmp_path / "rostra.sqlite"


def damage(archive: Path, statement: str) -> None:
    database = sqlite3.connect(archive)
    assert database.execute(statement).rowcount
    database.commit()
    database.close()


@pytest.mark.parametrize("option", ["--quick", "--deep", None])
def test_a_sound_archive(rostra, archive: Path, option: str | None) -> None:
    run = rostra("verify", *[option] * bool(option))
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "rostra.sqlite: nothing is wrong.\n"
    assert json.loads(rostra("verify", "--json", *[option] * bool(option)).stdout) == []


def test_what_is_wrong_is_listed_and_the_exit_code_tells(rostra, archive: Path) -> None:
    damage(archive, "UPDATE turns SET text = 'Other words.' WHERE turn IN ('t1', 't2')")
    run = rostra("verify")
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("words-other: ") and "backup" in line for line in lines)
    assert "4 things are wrong" in run.stderr
    as_json = rostra("verify", "--json")
    assert as_json.returncode == 1
    assert [set(each) for each in json.loads(as_json.stdout)] == [{"code", "where", "message", "hint", "severity"}] * 4
    assert rostra("verify", "--quick").returncode == 0  # unpacks nothing, so it cannot tell


def test_a_deep_check_reads_pages_anew(rostra, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(archive, "UPDATE versions SET parser = 'of-old'")
    assert rostra("verify", "--deep").returncode == 0  # another parser read them, and to the same text

    def read_otherwise(capture: object) -> str:
        return "Something else."

    monkeypatch.setattr("rostra.pipeline.verifying._read_text", read_otherwise)
    run = rostra("verify", "--deep")
    assert run.returncode == 0
    assert "note: parser-other" in run.stdout
    assert "nothing is wrong. 2 notes." in run.stderr


def test_quick_and_deep_exclude_each_other(rostra, archive: Path) -> None:
    run = rostra("verify", "--quick", "--deep")
    assert run.returncode == 2
    assert "exclude" in run.stderr


def test_a_missing_archive_is_not_made(rostra, tmp_path: Path) -> None:
    for command in (["verify"], ["backup", "copy.sqlite"]):
        run = rostra(*command)
        assert run.returncode == 1
        assert "There is no archive" in run.stderr
    assert list(tmp_path.iterdir()) == []


# the index


def test_an_index_that_is_not_level_is_told(rostra, archive: Path, tmp_path: Path) -> None:
    index = tmp_path / "rostra.sqlite.index"
    assert rostra("search", "lorries").returncode == 0
    state = json.loads((index / "state.json").read_text())

    def verdict(**changes: object) -> tuple[int, str]:
        (index / "state.json").write_text(json.dumps({**state, **changes}))
        run = rostra("verify")
        return run.returncode, run.stdout

    assert verdict() == (0, "")
    assert verdict(sequence=state["sequence"] - 1)[1].startswith("note: index-behind")
    code, said = verdict(generation="another")
    assert (code, said.startswith("note: index-other")) == (0, True)
    code, said = verdict(sequence=state["sequence"] + 1)
    assert (code, said.startswith("index-other")) == (1, True)
    (index / "state.json").write_text("{")
    assert rostra("verify").stdout.startswith("note: index-other")
    shutil.rmtree(index)
    assert rostra("verify").returncode == 0


def test_an_index_that_holds_something_else_is_told(rostra, archive: Path) -> None:
    rostra("search", "lorries")
    other = "(SELECT transcript FROM versions other WHERE other.statement != versions.statement)"
    damage(archive, f"UPDATE versions SET transcript = {other}")
    for option in ("--quick", "--json"):
        assert "index-wrong" in rostra("verify", option).stdout


def test_an_index_that_holds_more_than_the_record_is_told(rostra, archive: Path) -> None:
    rostra("search", "lorries")
    damage(archive, "DELETE FROM changes WHERE sequence = 1")
    assert "and the record 5" in rostra("verify").stdout


def test_an_index_of_a_later_state_is_built_anew(rostra, archive: Path, pages: Path, tmp_path: Path) -> None:
    shutil.copy(archive, tmp_path / "copy")
    page = pages / "a-ferry.html"
    page.write_text(page.read_text().replace("lorries", "wagons").replace("news/7", "news/9"))
    rostra("add", pages)
    assert rostra("search", "wagons").stdout
    shutil.copy(tmp_path / "copy", archive)  # by hand, with the index left in place
    assert rostra("verify").returncode == 1
    assert "wagons" not in rostra("search", "wagons").stdout
    assert rostra("search", "lorries").stdout
    assert rostra("verify").returncode == 0


# backup and restore


def test_a_backup_and_back(rostra, archive: Path, pages: Path) -> None:
    run = rostra("backup", "copy.sqlite")
    assert run.returncode == 0, run.stderr
    assert "MB, checked." in run.stderr
    assert rostra("backup", "copy.sqlite").returncode == 1
    assert rostra("backup", "copy.sqlite", "--force").returncode == 0
    page = pages / "a-ferry.html"
    page.write_text(page.read_text().replace("lorries", "wagons"))
    rostra("add", pages)
    assert rostra("search", "wagons").stdout
    refused = rostra("restore", "copy.sqlite")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    done = rostra("restore", "copy.sqlite", "--force")
    assert done.returncode == 0, done.stderr
    assert "rostra.sqlite.before-restore-1" in done.stderr
    assert rostra("search", "wagons").stdout == ""
    assert "lorries" in rostra("search", "lorries").stdout
    assert rostra("--archive", "rostra.sqlite.before-restore-1", "search", "wagons").stdout
    assert rostra("verify").returncode == 0


def test_a_database_elsewhere_is_not_restored_into(rostra, archive: Path) -> None:
    run = rostra("--archive", "postgresql://host.example/rostra", "restore", archive)
    assert run.returncode == 2
    assert "rostra copy" in run.stderr
