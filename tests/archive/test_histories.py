"""Any history of a page leaves a record in which every id ever given answers, and every word is at its place."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pages_made_up import Line, make_entry

from rostra.archive import Record, open_record

POOL: list[Line] = [
    (
        "question" if n % 2 else "answer",
        "journalist" if n % 2 else "Ada Brandt",
        f"Line {n}: {n * 7919:x} of {n * 104729:x}.",
    )
    for n in range(12)
]
READINGS = st.lists(st.lists(st.sampled_from(POOL), max_size=10), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(READINGS, st.booleans())
def test_histories(readings: list[list[Line]], same_bytes: bool) -> None:
    with TemporaryDirectory() as folder:
        location = Path(folder) / "record.sqlite"
        record = open_record(location)
        issued: dict[str, str] = {}
        for number, lines in enumerate(readings):
            content = b"page" if same_bytes else f"page {number}".encode()
            added = record.add(make_entry(lines, uri="https://norrvik.example/1", content=content, parser=str(number)))
            check(record, added.statement_id, lines, issued)
        assert record.count().statements == 1
        record.close()
        compare_rows(location)


def check(record: Record, statement_id: str, lines: list[Line], issued: dict[str, str]) -> None:
    transcript = record.get_statement(statement_id).transcript
    assert [transcript.turn_text(turn) for turn in transcript.turns] == [line[2] for line in lines]
    ids = {turn.id for turn in transcript.turns}
    assert len(ids) == len(lines)
    assert {turn.answers for turn in transcript.turns} <= {*ids, None}
    for turn in transcript.turns:
        assert issued.setdefault(turn.id, transcript.turn_text(turn)) == transcript.turn_text(turn)
    for turn_id in issued:
        assert record.find_turn(statement_id, turn_id) in ({turn_id} if turn_id in ids else {*ids, None})


def compare_rows(location: Path) -> None:
    """The rows say what the transcript says."""
    record = open_record(location)
    statement = record.get_statement(next(record.changes()).statement_id)
    record.close()
    database = sqlite3.connect(location)
    rows = database.execute("SELECT turn, role, text, answers FROM turns ORDER BY ordinal").fetchall()
    database.close()
    transcript = statement.transcript
    assert rows == [(turn.id, turn.role, transcript.turn_text(turn), turn.answers) for turn in transcript.turns]
