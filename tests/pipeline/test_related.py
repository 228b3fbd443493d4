"""Statements near a statement: only for reasons that the record holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rostra.archive import Entry, Record, open_record
from rostra.model import Capture, Document, Event, Furniture, NotFoundError, Related, Source, Transcript, Turn
from rostra.pipeline import find_related


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = open_record(tmp_path / "record.sqlite")
    yield record
    record.close()


def keep(record: Record, title: str, date: str | None, speaker: str = "", **furniture: object) -> str:
    capture = Capture(uri=f"{title}.txt", content=title.encode())
    source = Source(uri=capture.uri, sha256=capture.sha256, media_type="text/plain", encoding="utf-8")
    turn = Turn(id="t1", role="statement", start=0, end=len(title), speaker=speaker or None, speaker_kind="person")
    transcript = Transcript(
        source=source,
        event=Event(title=title, date=date, kind="speech"),
        text=title,
        body=(0, len(title)),
        turns=(turn,) if speaker else (),
        furniture=Furniture(**furniture),
    )
    persons = {speaker: speaker.lower().replace(" ", "-")} if speaker else {}
    entry = Entry(capture=capture, document=Document(text=title, blocks=()), transcript=transcript, persons=persons)
    return record.add(entry).statement_id


def found(record: Record, statement_id: str, limit: int = 5) -> list[tuple[str, list[tuple[str, ...]]]]:
    near = find_related(record, statement_id, limit=limit)
    return [(card.title, [(reason.kind, *reason.names) for reason in reasons]) for card, reasons in near]


def test_nothing_near(record: Record) -> None:
    here = keep(record, "On ferries", "2014-08-06", "Jonas Veldt")
    keep(record, "On salt", "2009-01-02", "Mira Oss")
    assert found(record, here) == []


def test_unknown_statement(record: Record) -> None:
    with pytest.raises(NotFoundError):
        find_related(record, "none", limit=5)


def test_reasons_and_their_order(record: Record) -> None:
    here = keep(
        record,
        "On ferries",
        "2014-08-06",
        "Jonas Veldt",
        tags=("Sea",),
        related=(Related(title="On  LIGHTHOUSES", date="2013-05-01"),),
    )
    keep(record, "On harbours", "2014-08-06", "Jonas Veldt")
    keep(record, "On nets", "2014-08-07", "Jonas Veldt")
    keep(record, "On fog", "2014-08-06", "Mira Oss")
    keep(record, "On lighthouses", "2013-05-01", "Mira Oss")
    keep(record, "On tides", "2012-05-01", "Ada Lind", tags=("Sea",))
    assert found(record, here) == [
        ("On lighthouses", [("page",)]),
        ("On harbours", [("day",), ("people", "Jonas Veldt")]),
        ("On fog", [("day",)]),
        ("On nets", [("people", "Jonas Veldt")]),
        ("On tides", [("tags", "Sea")]),
    ]
    assert len(found(record, here, limit=2)) == 2


def test_a_month_is_no_day(record: Record) -> None:
    here = keep(record, "On ferries", "2014-08")
    keep(record, "On fog", "2014-08")
    assert found(record, here) == []


def test_undated(record: Record) -> None:
    here = keep(record, "On ferries", None, "Jonas Veldt")
    keep(record, "On fog", None, "Jonas Veldt")
    assert found(record, here) == [("On fog", [("people", "Jonas Veldt")])]


def test_category_alone_is_no_reason(record: Record) -> None:
    here = keep(record, "On ferries", "2014-08-06", category="Minister")
    keep(record, "On fog", "2014-08-05", category="Minister")
    assert found(record, here) == []
