"""The SQLite store keeps every promise of a record, and asks its tables by their indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from conformance import RecordSuite
from pages_made_up import make_entry, other_lines
from sqlalchemy import event

from rostra.archive import Order, Record, listing, open_record
from rostra.archive.sqlite import open_sqlite
from rostra.archive.store import SqlRecord


class TestFile(RecordSuite):
    @pytest.fixture
    def record(self, tmp_path: Path) -> Iterator[Record]:
        record = open_record(tmp_path / "record.sqlite")
        yield record
        record.close()


class TestMemory(RecordSuite):
    @pytest.fixture
    def record(self) -> Iterator[Record]:
        record = open_record(":memory:")
        yield record
        record.close()


def plans_of(record: SqlRecord, call: Callable[[], object]) -> list[str]:
    """How SQLite goes about what `call` asks."""
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        asked.append((statement, parameters))

    event.listen(record._engine, "before_cursor_execute", note)
    call()
    event.remove(record._engine, "before_cursor_execute", note)
    with record._reads() as connection:
        return [
            row[3]
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[SqlRecord]:
    record = open_sqlite(str(tmp_path / "record.sqlite"), create=True)
    for n in range(12):
        record.add(make_entry(other_lines(n), uri=str(n), title=str(n), date=f"{2010 + n % 3}" if n % 4 else None))
    yield record
    record.close()


def test_a_few_of_many_are_found_without_going_through_all(filled: SqlRecord) -> None:
    for order in get_args(Order):
        plans = plans_of(filled, lambda order=order: filled.find_statements(person="ada-brandt", order=order))
        assert [plan for plan in plans if plan.startswith("SCAN statements")] == [], order
        assert any("statement_terms USING PRIMARY KEY" in plan for plan in plans)
    assert all("SCAN" not in plan for plan in plans_of(filled, lambda: filled.years(person="ada-brandt")))


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_list_by_date_comes_from_its_index(filled: SqlRecord, order: Order) -> None:
    plans = plans_of(filled, lambda: filled.find_statements(order=order))
    assert any("USING COVERING INDEX ix_statements_date" in plan for plan in plans)


@pytest.mark.parametrize("filters", [{}, {"tag": "ferries"}, {"date": "2010"}, {"date": ""}, {"kind": "speech"}])
def test_few_and_many_are_the_same_list(
    filled: SqlRecord, filters: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [filled.find_statements(person="ada-brandt", order=o, limit=5, **filters) for o in get_args(Order)]
    monkeypatch.setattr(listing, "_FEW", -1)
    monkeypatch.setattr(listing, "_FEW_OF_A_DATE", -1)
    many = [filled.find_statements(person="ada-brandt", order=o, limit=5, **filters) for o in get_args(Order)]
    assert few == many
