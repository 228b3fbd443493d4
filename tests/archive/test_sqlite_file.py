"""The file: what is refused and how, what survives, what it costs to open."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages_made_up import HARBOUR, make_entry, other_lines

from rostra.archive import open_record
from rostra.model import ArchiveError, NotFoundError, UsageError

ADDER = Path(__file__).parent / "adder.py"


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def fill(location: Path) -> str:
    record = open_record(location)
    statement_id = record.add(make_entry()).statement_id
    record.close()
    return statement_id


def refusal(location: Path, **options: bool) -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        open_record(location, **options)
    assert caught.value.hint
    assert caught.value.source == str(location)
    return caught.value


# what is refused


def test_a_missing_archive_is_only_created_when_asked(location: Path) -> None:
    assert "There is no archive" in refusal(location, create=False).message
    assert not location.exists()


def test_a_folder_a_missing_folder_and_other_databases(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message
    assert "does not exist" in refusal(tmp_path / "none" / "record.sqlite").message
    with pytest.raises(UsageError, match="oracle"):
        open_record("oracle://host.example/rostra")


def test_other_files_are_refused_and_left_alone(location: Path) -> None:
    location.write_bytes(b"A letter to the editor. " * 100)
    assert "no archive" in refusal(location).hint
    assert location.read_bytes() == b"A letter to the editor. " * 100


def test_another_programs_database_is_refused_and_left_alone(location: Path) -> None:
    with sqlite3.connect(location) as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = location.read_bytes()
    assert "is not a Rostra archive" in refusal(location).message
    assert location.read_bytes() == before


def test_a_newer_archive_is_refused(location: Path) -> None:
    fill(location)
    with sqlite3.connect(location) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    assert "newer release" in refusal(location).message


@pytest.mark.parametrize("keep", [17, 500, 5_000])
def test_a_truncated_archive_is_refused(location: Path, keep: int) -> None:
    fill(location)
    location.write_bytes(location.read_bytes()[:keep])
    refusal(location)


def test_damage_inside_is_reported_where_it_is_met(location: Path) -> None:
    statement_id = fill(location)
    content = bytearray(location.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    location.write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        open_record(location).get_statement(statement_id)
    assert "backup" in caught.value.hint


def test_a_damaged_transcript_is_reported(location: Path) -> None:
    statement_id = fill(location)
    with sqlite3.connect(location) as database:
        database.execute("UPDATE versions SET transcript = x'00'")
    database.close()
    with pytest.raises(ArchiveError, match="damaged"):
        open_record(location).get_statement(statement_id)


# reading what may not be written, waiting for others


def test_a_file_that_may_not_be_written_is_read(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statement_id = fill(location)
    monkeypatch.setattr(os, "access", lambda *_: False)  # permissions do not bind the superuser
    connect = sqlite3.connect

    def refuse(name: str, **options: Any) -> sqlite3.Connection:
        """No side files can be made, so that a reader beside a possible writer is refused."""
        if name.endswith("?mode=ro"):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(name, **options)

    monkeypatch.setattr(sqlite3, "connect", refuse)
    record = open_record(location)
    assert record.get_statement(statement_id).id == statement_id
    with pytest.raises(ArchiveError, match="readonly") as caught:
        record.add(make_entry(HARBOUR[:3]))
    assert "may not be written" in caught.value.hint
    record.close()
    assert [path.name for path in location.parent.iterdir()] == [location.name]


def test_what_another_user_writes_is_seen_by_those_who_may_only_read(
    location: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(location)
    writer = open_record(location)
    monkeypatch.setattr(os, "access", lambda *_: False)
    reader = open_record(location)
    assert reader.count().statements == 1
    writer.add(make_entry(other_lines(1), uri="other.html", title="Other"))
    assert reader.count().statements == 2
    assert reader.latest_sequence() == writer.latest_sequence()


@pytest.mark.parametrize("write", [Path.touch, lambda path: sqlite3.connect(path).execute("VACUUM").close()])
def test_an_empty_file_becomes_an_archive_only_when_asked(location: Path, write: Callable[[Path], object]) -> None:
    write(location)
    before = location.read_bytes()
    assert "is not an archive" in refusal(location, create=False).message
    assert location.read_bytes() == before
    assert [path.name for path in location.parent.iterdir()] == [location.name]
    assert fill(location)


def test_a_busy_archive_can_be_read_but_not_written(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statement_id = fill(location)
    monkeypatch.setattr("rostra.archive.sqlite._BUSY_S", 0.05)
    record = open_record(location)
    other = sqlite3.connect(location, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="locked") as caught:
        record.add(make_entry(HARBOUR[:3]))
    assert "Wait" in caught.value.hint
    assert record.get_statement(statement_id).card.version == 1
    other.execute("ROLLBACK")
    assert record.add(make_entry(HARBOUR[:3])).outcome == "changed"


def test_text_that_no_encoding_carries_harms_nothing(location: Path) -> None:
    record = open_record(location)
    with pytest.raises(ArchiveError, match="surrogates"):
        record.add(make_entry(uri="bad\udcff.html"))
    assert record.count().statements == 0
    assert record.count().captures == 0


def test_hostile_text_comes_back_as_it_was(location: Path) -> None:
    words = "\x00 '); DROP TABLE turns; -- \u202e\U0010ffff <script>" + "x" * 100_000
    record = open_record(location)
    added = record.add(make_entry([("statement", words, words)], persons={words: "someone"}))
    statement = record.get_statement(added.statement_id)
    assert statement.transcript.turn_text(statement.transcript.turns[0]) == words
    assert record.persons()[0].name == words


# ids


def test_an_id_that_was_merged_leads_to_the_other(location: Path) -> None:
    statement_id = fill(location)
    with sqlite3.connect(location) as database:
        pairs = [("merged", "between"), ("between", statement_id), ("round", "trip"), ("trip", "round")]
        database.executemany("INSERT INTO statement_redirects VALUES (?, ?)", pairs)
    database.close()
    record = open_record(location)
    assert record.get_statement("merged").id == statement_id
    assert record.find_turn("merged", "t2") == "t2"
    with pytest.raises(NotFoundError):
        record.get_statement("round")


def test_pages_whose_ids_meet_get_different_ones(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostra.archive.known.make_ids", lambda key: iter(["same", f"other-{key}"]))
    record = open_record(location)
    ids = [record.add(make_entry(other_lines(n), uri=str(n), title=str(n))).statement_id for n in range(3)]
    assert ids == ["same", "other-1", "other-2"]


# surviving


def check(location: Path) -> dict[str, int]:
    """Id -> version of every statement, once the file has proved sound and each statement whole."""
    database = sqlite3.connect(location)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    record = open_record(location, create=False)
    found = {}
    for card in record.find_statements(limit=100_000).items:
        statement = record.get_statement(card.id)
        assert len(statement.versions) == card.version
        assert len(statement.transcript.turns) == card.turns == (6 if card.version == 1 else 4)
        assert all(record.get_capture(version.sha256).content for version in statement.versions)
        found[card.id] = card.version
    assert {change.statement_id for change in record.changes()} == set(found)
    record.close()
    return found


def start_adder(location: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(ADDER), str(location), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_kill_loses_only_the_page_in_hand(location: Path) -> None:
    chance = random.Random(20140806)
    kept: set[str] = set()
    for first in range(0, 3_000, 1_000):
        adder = start_adder(location, first, 1_000)
        assert adder.stdout
        for _ in range(chance.randint(1, 40)):
            kept.add(adder.stdout.readline().strip())
        threading.Event().wait(chance.random() / 50)
        adder.kill()
        kept.update(line.strip() for line in adder.stdout.read().splitlines(keepends=True) if line.endswith("\n"))
        adder.wait()
        adder.stdout.close()
        found = check(location)
        assert {each for each, version in found.items() if version == 2} >= kept
        assert sum(version == 1 for version in found.values()) <= first // 1_000 + 1


def test_two_programs_create_and_add_at_once(location: Path) -> None:
    adders = [start_adder(location, 0, 30), start_adder(location, 20, 30)]
    for adder in adders:
        adder.communicate(timeout=120)
        assert adder.returncode == 0
    assert len(check(location)) == 50


def test_an_interrupted_creation_can_be_repeated(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("rostra.archive.sqlite.now", lambda: fail(None))
    with pytest.raises(KeyboardInterrupt):
        open_record(location)
    monkeypatch.undo()
    assert fill(location)


def test_threads_share_a_record(location: Path) -> None:
    record = open_record(location)
    errors: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 10):
                added = record.add(make_entry(other_lines(number), uri=str(number), title=str(number)))
                record.add_view(added.statement_id)
                assert record.get_statement(added.statement_id).card.views == 2134
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(0, 40, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert record.count().statements == 40


# what it costs to open


def test_the_database_library_is_loaded_only_when_a_record_is_opened() -> None:
    program = "import rostra, sys; print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


def test_migrations_are_loaded_only_for_an_archive_that_needs_them(location: Path) -> None:
    fill(location)
    program = f"import rostra, sys; rostra.open({str(location)!r}); print('alembic' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"
