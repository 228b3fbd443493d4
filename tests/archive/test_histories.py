"""Any history of a page leaves a record in which every id ever given answers, and every word is at its place."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_made_up import Line, make_entry

from rostra.archive import Entry, Judgement, Record, open_record
from rostra.model import Transcript, UsageError

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


DECISIONS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.lists(st.sampled_from(POOL), max_size=8)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
        st.tuples(
            st.sampled_from(
                [
                    ("speaker", {"name": "Mira Holt", "kind": "person", "person": "mira-holt"}),
                    ("role", {"role": "question"}),
                    ("role", {"role": "note"}),
                    ("split", {"at": "of "}),
                    ("join", {}),
                    ("furniture", {"words": "Line"}),
                    ("furniture", {}),
                    ("field", {"field": "place", "value": "Lund"}),
                    ("not-transcript", {}),
                ]
            ),
            st.integers(0, 9),
        ),
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(POOL), min_size=2, max_size=8), DECISIONS)
def test_histories_with_judgements(first: list[Line], decisions: list[tuple[Any, Any]]) -> None:
    with TemporaryDirectory() as folder:
        location = Path(folder) / "record.sqlite"
        record = open_record(location)
        page = record.add(read(first, 0)).statement_id
        issued: set[str] = set()
        last, number = read(first, 0), 0
        for number, (what, chosen) in enumerate(decisions, 1):
            if what == "read":
                last = read(chosen, number)
                record.add(last)
            else:
                decide(record, page, what, chosen)
            transcript = record.get_statement(page).transcript
            ids = {turn.id for turn in transcript.turns}
            issued |= ids
            assert all(record.find_turn(page, each) in {*ids, None} for each in issued)
            assert all(record.find_turn(page, each) == each for each in ids)
            unmet = [issue for issue in transcript.issues if issue.code == "judgement-unmet"]
            assert len(unmet) == len(record.judgements(page, state="unmet"))
        exported = record.judgements()
        corrected = record.get_statement(page)
        assert record.import_judgements(exported).new == 0
        assert record.get_statement(page) == corrected
        for judgement in exported:
            record.undo(judgement.id, by="Olaf Tern")
        assert plain(record.get_statement(page).transcript) == plain(last.transcript)
        assert record.get_statement(page).persons == last.persons
        record.close()
        compare_rows(location)


def read(lines: list[Line], number: int) -> Entry:
    return make_entry(lines, uri="https://norrvik.example/1", content=f"page {number}".encode(), parser=str(number))


def decide(record: Record, page: str, what: Any, chosen: int) -> None:
    """Judge or undo as far as that is possible."""
    turns = record.get_statement(page).transcript.turns
    made = record.judgements()
    if what == "undo":
        if made:
            record.undo(made[chosen % len(made)].id, by="Olaf Tern")
        return
    turn = turns[chosen % len(turns)].id if turns else None
    wish = Judgement(action=what[0], value=dict(what[1]), statement=page, turn=turn, by="Ines Marl", why="Heard.")
    with suppress(UsageError):
        record.judge(wish)


def plain(transcript: Transcript) -> Transcript:
    """Under ids by position, as a parser gives them."""
    names = {turn.id: f"t{number}" for number, turn in enumerate(transcript.turns, 1)}
    turns = tuple(
        msgspec.structs.replace(turn, id=names[turn.id], answers=names.get(turn.answers or ""))
        for turn in transcript.turns
    )
    return msgspec.structs.replace(transcript, turns=turns)
