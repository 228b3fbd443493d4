"""Whatever is damaged in an archive, the proof finds, names and survives."""

from __future__ import annotations

import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from conformance_judgements import judged
from pages_made_up import HARBOUR, make_entry, other_lines

from rostra.archive import open_record
from rostra.archive.proof import damaged
from rostra.archive.reports import Finding, Rereading
from rostra.model import ArchiveError, Capture, ReadError, Visit

ADDRESS = "https://norrvik.example/1"
SIDE = "https://norrvik.example/side"


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """A page in two versions with a judgement, a page in one, and visits: t6 of the first page is gone, t3 corrected."""
    location = tmp_path / "record.sqlite"
    record = open_record(location)
    first = record.add(make_entry(address=ADDRESS)).statement_id
    record.add(make_entry(HARBOUR[:5], address=ADDRESS))
    record.judge(judged("speaker", first, "t3", name="Tomas Keel", kind="person", person="tomas-keel"))
    record.add(make_entry(other_lines(1), uri="pages/other.html", title="Other"))
    record.add_visit(
        Visit(address=SIDE, at="2026-01-01T00:00:00Z", outcome="fetched", status=200, content=b"A side page.")
    )
    record.add_visit(Visit(address=SIDE, at="2026-01-02T00:00:00Z", outcome="failed", error="no answer"))
    record.close()
    return location


def findings(location: Path, *, quick: bool = False, rereading: Rereading | None = None) -> list[Finding]:
    record = open_record(location, create=False)
    found = list(record.prove(quick=quick, rereading=rereading))
    record.close()
    return found


def damage(location: Path, *statements: str) -> None:
    database = sqlite3.connect(location)
    for statement in statements:
        assert database.execute(statement).rowcount, statement
    database.commit()
    database.close()


def test_a_sound_archive_has_no_findings(location: Path) -> None:
    assert findings(location) == []
    assert findings(location, quick=True) == []


ONE = "(SELECT id FROM statements WHERE title = 'Opening of the harbour')"
OTHER = "(SELECT id FROM statements WHERE title = 'Other')"

IN_TABLES = [
    ("version-missing", f"DELETE FROM versions WHERE number = 2 AND statement = {ONE}"),
    ("version-missing", f"DELETE FROM versions WHERE number = 1 AND statement = {ONE}"),
    ("version-missing", f"UPDATE versions SET number = 3 WHERE number = 1 AND statement = {ONE}"),
    ("capture-missing", f"DELETE FROM captures WHERE sha256 = (SELECT sha256 FROM statements WHERE id = {ONE})"),
    ("capture-missing", "UPDATE fetches SET sha256 = NULL WHERE outcome = 'new'"),
    ("capture-orphan", "INSERT INTO captures VALUES ('ab', 0, x'789c030000000001')"),
    ("capture-other", f"UPDATE statements SET sha256 = 'ab' WHERE id = {ONE}"),
    ("row-orphan", "INSERT INTO views VALUES ('nowhere', 3)"),
    ("row-orphan", f"UPDATE issues SET statement = 'nowhere' WHERE statement = {ONE}"),
    ("change-missing", f"DELETE FROM changes WHERE statement = {ONE}"),
    ("change-orphan", "INSERT INTO changes (statement) VALUES ('nowhere')"),
    ("arrival-orphan", f"UPDATE arrivals SET version = 9 WHERE version = 1 AND statement = {ONE}"),
    ("search-ahead", "INSERT INTO searches VALUES ('a', 'A', 'a', NULL, 0, '', NULL, 999, 0)"),
    ("answer-orphan", f"UPDATE turns SET answers = 't99' WHERE turn = 't3' AND statement = {ONE}"),
    ("redirect-broken", f"UPDATE turn_redirects SET target = 't99' WHERE statement = {ONE}"),
    ("redirect-broken", f"UPDATE turn_redirects SET turn = 't1' WHERE statement = {ONE}"),
    ("redirect-broken", "INSERT INTO statement_redirects VALUES ('a', 'nowhere')"),
    ("redirect-broken", "INSERT INTO statement_redirects VALUES ('a', 'b'), ('b', 'a')"),
    ("redirect-broken", f"INSERT INTO statement_redirects VALUES ({ONE}, {OTHER})"),
    ("turn-lost", f"DELETE FROM turn_redirects WHERE statement = {ONE}"),
    ("judgement-orphan", "UPDATE judgements SET turn = 't99'"),
    ("judgement-orphan", "UPDATE judgements SET version = 9"),
    ("judgement-orphan", "UPDATE judgements SET state = 'odd'"),
    ("generation-missing", "DELETE FROM meta WHERE name = 'created_at' OR name = 'generation'"),
]


@pytest.mark.parametrize(("code", "statement"), IN_TABLES, ids=lambda text: text[:60])
def test_what_dangles_or_is_missing_between_tables_is_found_at_once(location: Path, code: str, statement: str) -> None:
    record = open_record(location)  # opened before: an archive without its name does not open
    damage(location, statement)
    found = list(record.prove(quick=True))
    assert code in {finding.code for finding in found}
    assert all(finding.hint and finding.where and finding.message.endswith(".") for finding in found)
    assert code in {finding.code for finding in record.prove()}
    record.close()


INSIDE = [
    ("value-damaged", "UPDATE versions SET headers = '#]'"),
    ("value-damaged", "UPDATE fetches SET headers = '{}'"),
    ("value-damaged", "UPDATE judgements SET value = '[1]'"),
    ("value-damaged", "UPDATE statements SET persons = '{\"a'"),
    ("capture-damaged", "UPDATE captures SET content = x'00'"),
    ("capture-damaged", "UPDATE captures SET content = x'789c030000000001'"),
    ("capture-damaged", "UPDATE captures SET size = size + 1"),
    ("transcript-damaged", "UPDATE versions SET transcript = x'00'"),
    ("transcript-damaged", f"UPDATE versions SET machine = x'00' WHERE number = 2 AND statement = {ONE}"),
    ("capture-other", "UPDATE versions SET transcript = (SELECT transcript FROM versions ORDER BY sha256 LIMIT 1)"),
    ("words-other", f"UPDATE turns SET text = 'Other words.' WHERE turn = 't1' AND statement = {ONE}"),
    ("turn-missing", f"DELETE FROM turns WHERE turn = 't2' AND statement = {ONE}"),
    ("turn-orphan", f"UPDATE turns SET turn = 't9' WHERE turn = 't2' AND statement = {ONE}"),
    ("row-other", f"UPDATE turns SET person = 'nobody' WHERE turn = 't3' AND statement = {ONE}"),
    ("row-other", f"UPDATE turns SET ordinal = ordinal + 1 WHERE statement = {ONE}"),
    ("row-other", "UPDATE statements SET turns = 77"),
    ("row-other", "UPDATE statements SET title = 'Changed by hand' WHERE title = 'Other'"),
    ("row-other", "DELETE FROM statement_terms WHERE grouping = 'tag'"),
    ("row-other", "UPDATE appearances SET answers = answers + 1"),
    ("row-other", "UPDATE issues SET message = 'Another.'"),
]


@pytest.mark.parametrize(("code", "statement"), INSIDE, ids=lambda text: text[:60])
def test_what_is_not_what_was_kept_is_found(location: Path, code: str, statement: str) -> None:
    damage(location, statement)
    found = findings(location)
    assert code in {finding.code for finding in found}
    assert all(finding.hint and finding.where and finding.message.endswith(".") for finding in found)


def test_a_damaged_capture_does_not_hide_the_others(location: Path) -> None:
    damage(location, "UPDATE captures SET content = x'00'")
    assert sum(finding.code == "capture-damaged" for finding in findings(location)) == 4


def test_a_value_that_cannot_be_read_ends_in_plain_words(location: Path) -> None:
    damage(location, "UPDATE versions SET headers = '#]'")
    record = open_record(location)
    (card, *_) = record.find_statements().items
    with pytest.raises(ArchiveError, match="is damaged") as caught:
        record.get_capture(record.get_statement(card.id).versions[0].sha256)
    assert "rostra restore" in caught.value.hint
    record.close()


def test_a_damaged_table_that_gives_odd_values_is_told_and_a_fault_of_ours_is_not_hidden(
    location: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("a bytes-like object is required, not 'NoneType'")

    monkeypatch.setattr("rostra.archive.proof.check_capture", fail)
    with pytest.raises(TypeError):
        findings(location)
    told = [damaged("the file", "SQLite: row 3 missing from index.")]
    monkeypatch.setattr("rostra.archive.proof.check_database", lambda *_, **options: iter(told))
    assert [finding.where for finding in findings(location)] == ["the file", "captures"]


# read anew


def read_plainly(capture: Capture) -> str:
    return capture.content.decode()


def refuse(capture: Capture) -> str:
    raise ReadError(f"{capture.uri} is empty.")


def test_reading_anew_by_the_same_parser_gives_the_same_text(location: Path) -> None:
    assert findings(location, rereading=Rereading(read=read_plainly, parser="1")) == []
    for read in (lambda capture: "Something else.", refuse):
        found = findings(location, rereading=Rereading(read=read, parser="1"))
        assert [(finding.code, finding.severity) for finding in found] == [("text-other", "error")] * 3


def test_what_another_parser_read_cannot_be_compared_unless_it_is_equal(location: Path) -> None:
    assert findings(location, rereading=Rereading(read=read_plainly, parser="2")) == []
    found = findings(location, rereading=Rereading(read=refuse, parser="2"))
    assert [(finding.code, finding.severity) for finding in found] == [("parser-other", "note")] * 3


# the file


def test_damaged_pages_of_the_file_are_findings_and_no_crash(tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    record = open_record(location)
    for number in range(60):
        record.add(make_entry(other_lines(number), uri=str(number), title=str(number)))
    record.close()
    content = bytearray(location.read_bytes())
    pages = len(content) // 4096
    assert pages > 60
    for page in range(pages * 3 // 4, pages * 3 // 4 + 8):  # behind the tables' own pages, where statements are kept
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    location.write_bytes(content)
    found = findings(location)
    assert "database-damaged" in {finding.code for finding in found}
    assert all("backup" in finding.hint for finding in found if finding.code == "database-damaged")


def test_nothing_is_written_and_progress_reaches_its_end(location: Path) -> None:
    record = open_record(location)
    before = location.read_bytes()
    told: list[tuple[int, int, str]] = []
    assert list(record.prove(told=lambda *step: told.append(step))) == []
    assert location.read_bytes() == before
    assert [done for done, _, _ in told] == sorted({done for done, _, _ in told})
    assert told[-1][0] == told[-1][1] == told[0][1]
    record.close()


def test_others_may_write_meanwhile_and_are_not_mistaken_for_damage(location: Path) -> None:
    record, writer = open_record(location), open_record(location)
    proof = record.prove(
        told=lambda done, *_: writer.add(make_entry(other_lines(done), uri=f"{done}", title=f"{done}"))
    )
    assert list(proof) == []
    assert writer.count().statements > 5
    assert list(record.prove()) == []


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.sqlite")
    peaks = []
    for first, last in ((0, 60), (60, 600)):
        for number in range(first, last):
            record.add(make_entry(other_lines(number), uri=str(number), title=str(number)))
        list(record.prove())
        tracemalloc.start()
        assert list(record.prove()) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 100_000
