"""The index is derived: it follows the record, survives damage and neighbours, and is never wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import FakeRecord

import rostra.search.index
from rostra.model import ArchiveError
from rostra.search import open_index
from rostra.search.guarding import DamageError


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "record.sqlite")


def builds(location: str) -> list[Path]:
    return sorted(Path(f"{location}.index").glob("build-*"))


def test_is_kept_beside_the_record_and_opened_again(record: FakeRecord, location: str) -> None:
    assert open_index(record, location).search("corridor").total == 3
    record.asked = 0
    index = open_index(record, location)
    assert record.asked == 0
    assert index.search("corridor").total == 3
    assert len(builds(location)) == 1


def test_follows_what_is_added_changed_and_removed(record: FakeRecord, location: str) -> None:
    index = open_index(record, location)
    record.put("late", [("statement", "Ana Vela", "The corridor again.")])
    record.put("radio", [("answer", "Ana Vela", "A drought.")])
    record.remove("summit")
    record.asked = 0
    index.refresh()
    assert record.asked == 3
    assert [index.search(query).total for query in ("corridor", "drought", "harvest", "")] == [1, 1, 1, 3]


def test_a_statement_that_moved_is_found_under_its_new_id_only(record: FakeRecord) -> None:
    index = open_index(record, ":memory:")
    record.statements["radio"] = record.statements["summit"]  # as a redirect answers
    record._note("radio")
    index.refresh()
    assert {hit.statement_id for hit in index.search("harvest").hits} == {"summit", "column"}


def test_refreshing_without_change_asks_for_no_statement(record: FakeRecord, location: str) -> None:
    index = open_index(record, location)
    record.asked = 0
    for _ in range(100):
        index.refresh()
    assert record.asked == 0


def test_catches_up_after_being_left_behind(record: FakeRecord, location: str) -> None:
    open_index(record, location)
    record.put("late", [("statement", None, "A late corridor.")])
    record.asked = 0
    assert open_index(record, location).search("late").total == 1
    assert record.asked <= 2


def test_a_build_that_stops_goes_on_where_it_was(
    record: FakeRecord, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rostra.search.index, "_BATCH", 1)
    whole, count = FakeRecord.get_statement, 0

    def stop(self: FakeRecord, statement_id: str) -> object:
        nonlocal count
        count += 1
        if count > 2:
            raise KeyboardInterrupt
        return whole(self, statement_id)

    monkeypatch.setattr(FakeRecord, "get_statement", stop)
    with pytest.raises(KeyboardInterrupt):
        open_index(record, location)
    monkeypatch.setattr(FakeRecord, "get_statement", whole)
    record.asked = 0
    index = open_index(record, location)
    assert record.asked == 1
    assert index.search("").total == 7


def test_commit_without_state_is_written_again_not_twice(record: FakeRecord, location: str) -> None:
    open_index(record, location)
    state = Path(f"{location}.index/state.json")
    state.write_text(state.read_text().replace(f'"sequence":{record.sequence}', '"sequence":0'))
    assert open_index(record, location).search("").total == 7


def test_another_record_at_the_same_place(record: FakeRecord, location: str) -> None:
    open_index(record, location)
    other = FakeRecord("second")
    other.put("only", [("statement", None, "Only this.")])
    assert [hit.statement_id for hit in open_index(other, location).search("").hits] == ["only"]
    assert len(builds(location)) == 1


def test_another_schema(record: FakeRecord, location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_index(record, location)
    former = builds(location)
    monkeypatch.setattr(rostra.search.store, "SCHEMA_VERSION", "next")
    assert open_index(record, location).search("").total == 7
    assert builds(location) != former


@pytest.mark.parametrize("damage", ["gone", "empty", "half", "zeros", "noise"])
def test_any_damaged_file_is_mended(record: FakeRecord, location: str, damage: str, tmp_path: Path) -> None:
    for number in range(30):
        record.put(
            f"more{number}",
            [("statement", f"Speaker {number}", f"Number {number} of the corridor.")],
            tags=(f"t{number}",),
        )
    wanted = open_index(record, location).search("corridor", limit=200)
    folder, sound = Path(f"{location}.index"), tmp_path / "sound"
    shutil.copytree(folder, sound)
    for path in sorted(sound.rglob("*")):
        if path.is_file():
            shutil.rmtree(folder)
            shutil.copytree(sound, folder)
            _damage(folder / path.relative_to(sound), damage)
            results = open_index(record, location).search("corridor", limit=200)
            assert (results.total, len(results.hits), results.facets) == (
                wanted.total,
                len(wanted.hits),
                wanted.facets,
            ), path


def _damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
        return
    noise = bytes(byte ^ (0xFF if at % 20 == 0 and at < len(data) - 100 else 0) for at, byte in enumerate(data))
    path.write_bytes({"empty": b"", "half": data[: len(data) // 2], "zeros": bytes(len(data)), "noise": noise}[how])


@pytest.mark.parametrize("state", ["", "[]", "{}", '{"schema":"1"}', "\x00" * 50, '{"build":"../..","schema":1}'])
def test_a_state_that_makes_no_sense(record: FakeRecord, location: str, state: str) -> None:
    open_index(record, location)
    Path(f"{location}.index/state.json").write_text(state)
    assert open_index(record, location).search("").total == 7


def test_lives_in_memory_where_nothing_can_be_written(record: FakeRecord, location: str) -> None:
    Path(f"{location}.index").write_text("a file is in the way")
    index = open_index(record, location)
    record.put("late", [("statement", None, "A late corridor.")])
    index.refresh()
    results = index.search("corridor")
    assert results.total == 4
    assert "lives in memory" in results.notes[0]


def test_a_folder_removed_while_open_comes_back(record: FakeRecord, location: str) -> None:
    index = open_index(record, location)
    shutil.rmtree(f"{location}.index")
    record.put("late", [("statement", None, "A late corridor.")])
    index.refresh()
    assert index.search("corridor").total == 4
    assert len(builds(location)) == 1


HOLD = """
import sys, tantivy
from rostra.search.store import _set_up
writer = _set_up(tantivy.Index.open(sys.argv[1])).writer(15_000_000, 1)
print("held", flush=True)
sys.stdin.readline()
"""


def test_reads_while_another_process_writes(record: FakeRecord, location: str) -> None:
    index = open_index(record, location)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(builds(location)[0])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        record.put("late", [("statement", None, "A late corridor.")])
        index.refresh()
        assert index.search("corridor").total == 3
        assert open_index(record, location).search("corridor").total == 3
        other.communicate("\n")
    index.refresh()
    assert index.search("corridor").total == 4


def test_takes_up_what_another_process_wrote(record: FakeRecord, location: str) -> None:
    one, other = open_index(record, location), open_index(record, location)
    record.put("late", [("statement", None, "A late corridor.")])
    one.refresh()
    record.asked = 0
    other.refresh()
    assert record.asked == 0
    assert other.search("corridor").total == 4


def test_threads_may_share_it(record: FakeRecord, location: str) -> None:
    index = open_index(record, location)

    def work(number: int) -> int:
        if number % 5 == 0:
            record.put(f"late{number}", [("statement", None, "A late corridor.")])
        index.refresh()
        return index.search("humanitarian").total

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(60))) == {1}
    index.refresh()
    assert index.search("late").total == 12


FIRST = """
import sys, time
from pathlib import Path
sys.path.append(sys.argv[1])
from fakes import FakeRecord
from rostra.search import open_index, store

class SlowRecord(FakeRecord):
    def get_statement(self, statement_id):
        while not Path(sys.argv[4]).exists():
            time.sleep(0.005)
        time.sleep(0.005)
        return super().get_statement(statement_id)

store.FIRST_BUILD_S = float(sys.argv[3])
record = SlowRecord()
for number in range(150):
    record.put(f"s{number}", [("statement", None, "The open corridor.")])
print("ready", flush=True)
sys.stdin.readline()
results = open_index(record, sys.argv[2]).search("corridor")
print(results.total, *results.notes)
"""


def first_questions(location: str, count: int, wait_s: float, *, first: int) -> list[str]:
    """What as many processes are told that ask an archive without an index while one of them builds it. It does not come to an end
    before so many of them were told something."""
    going = Path(f"{location}.going")
    command = [sys.executable, "-c", FIRST, str(Path(__file__).parent), location, str(wait_s), str(going)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    until = time.monotonic() + 60
    while sum(process.poll() is not None for process in started) < first and time.monotonic() < until:
        time.sleep(0.02)
    going.touch()
    return [process.communicate(timeout=120)[0].strip() for process in started]


def test_a_first_build_by_one_process_is_waited_for_by_the_others(location: str) -> None:
    assert first_questions(location, 4, 60.0, first=0) == ["150"] * 4
    assert len(builds(location)) == 1


def test_who_does_not_wait_is_told_that_something_is_missing(location: str) -> None:
    *late, whole = sorted(first_questions(location, 3, 0.0, first=2))
    assert whole == "150"
    assert all("Another program is building the search index" in answer for answer in late)
    assert len(builds(location)) == 1


def test_a_build_thrown_away_by_another_process_is_left_for_the_new_one(record: FakeRecord, location: str) -> None:
    index, other = open_index(record, location), open_index(record, location)
    with other._store.hold() as held:
        assert held
        other._store.reset()
    other.refresh()
    other._take_up()
    index._mend(ValueError("file does not exist"))
    assert index.search("corridor").total == 3
    assert len(builds(location)) == 1
    assert not index._mended


def test_damage_that_comes_back_is_an_error_with_the_way_out(
    record: FakeRecord, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise DamageError("An IO error occurred")

    index = open_index(record, location)
    monkeypatch.setattr(rostra.search.index, "find_window", fail)
    for _ in range(2):
        with pytest.raises(ArchiveError, match="cannot be read") as caught:
            index.search("corridor")
        assert f"{location}.index" in caught.value.hint
    monkeypatch.undo()
    assert index.search("corridor").total == 3


def test_an_error_that_is_not_the_index_s_is_told_as_what_it_is(
    record: FakeRecord, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(record, location)
    before = [path.name for path in Path(f"{location}.index").iterdir()]

    def fail(*_: object) -> object:
        raise ConnectionResetError("the database went away")

    monkeypatch.setattr(record, "get_turns", fail)
    with pytest.raises(ConnectionResetError, match="went away"):
        index.search("corridor")
    with pytest.raises(ValueError, match="invalid literal"):
        index.look("corridor", lambda _: int("corridor"))
    assert [path.name for path in Path(f"{location}.index").iterdir()] == before


def test_statements_kept_at_hand_are_shared_by_threads(record: FakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(record, ":memory:")

    class Forgetful(dict[str, object]):
        def __setitem__(self, key: str, value: object) -> None:
            """Kept, and thrown away at once by another thread."""

        def update(self, *found: object) -> None:  # type: ignore[override]
            """Likewise."""

    monkeypatch.setattr(index._view, "_said", Forgetful())
    assert len(index.search("corridor").hits) == 3
