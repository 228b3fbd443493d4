"""What the report says of months, gaps and their causes, doubts, edits, judgements and visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from conformance_judgements import judged
from pages_made_up import HARBOUR, make_entry, other_lines

from rostra.archive import Entry, Record, open_record
from rostra.archive.coverage import find_gaps
from rostra.archive.reports import Gap
from rostra.model import MonthCount, Visit


@pytest.fixture
def record() -> Iterator[Record]:
    record = open_record(":memory:")
    yield record
    record.close()


def page(number: int, date: str | None, *months: tuple[str, int], site: str = "a.example") -> Entry:
    """A page of a site that prints this list of months."""
    address = f"https://{site}/{number}"
    entry = make_entry(other_lines(number), uri=address, address=address, title=str(number), date=date)
    listed = tuple(MonthCount(month=month, count=count) for month, count in months)
    furniture = msgspec.structs.replace(entry.transcript.furniture, months=listed)
    return msgspec.structs.replace(entry, transcript=msgspec.structs.replace(entry.transcript, furniture=furniture))


def visit(record: Record, address: str, **more: Any) -> None:
    record.add_visit(
        Visit(address=address, at="2026-01-01T00:00:00Z", **{"outcome": "failed", "error": "no answer", **more})
    )


def test_an_empty_record_has_nothing_to_tell(record: Record) -> None:
    found = record.coverage()
    assert (found.months, found.gaps, found.issues, found.undated) == ((), (), (), 0)
    assert found.doubts.share == 0.0


def test_months_are_counted_and_statements_of_no_known_month_told(record: Record) -> None:
    for number, date in enumerate(["2014-08-06", "2014-08", "2014-09-01", "2014", None]):
        record.add(page(number, date))
    found = record.coverage()
    assert [(each.month, each.statements, each.listed) for each in found.months] == [
        ("2014-08", 2, None),
        ("2014-09", 1, None),
    ]
    assert found.undated == 2
    assert found.gaps == ()


def test_a_gap_is_explained_by_the_sites_own_list(record: Record) -> None:
    record.add(page(1, "2014-01-05", ("2014-01", 3)))  # an older list of the same site, which no longer counts
    record.add(page(2, "2014-06-05", ("2014-01", 1), ("2014-03", 4), ("2014-04", 2), ("2014-06", 9)))
    found = record.coverage()
    assert [(gap.first, gap.last, gap.cause, gap.listed) for gap in found.gaps] == [
        ("2014-02", "2014-02", "none published", 0),
        ("2014-03", "2014-04", "missing", 6),
        ("2014-05", "2014-05", "none published", 0),
    ]
    assert [(each.month, each.listed) for each in found.months if each.statements] == [("2014-01", 1), ("2014-06", 9)]


def test_lists_of_several_sites_add_up(record: Record) -> None:
    record.add(page(1, "2014-01-05", ("2014-01", 1), ("2014-02", 2)))
    record.add(page(2, "2014-03-05", ("2014-02", 3), ("2014-03", 1), site="b.example"))
    assert [(gap.first, gap.listed) for gap in record.coverage().gaps] == [("2014-02", 5)]


def test_a_gap_is_explained_by_visits_in_vain_and_by_pages_that_became_nothing(record: Record) -> None:
    record.add(page(1, "2014-01-05"))
    record.add(page(2, "2014-06-05"))
    for _ in range(2):
        visit(record, "https://a.example/2014/02/11/talk")
    visit(record, "https://a.example/news/20140312-talk.html", outcome="fetched", content=b"\x00", error=None)
    visit(record, "https://a.example/undated")
    visit(record, "https://a.example/2014/04/11/talk")
    visit(record, "https://a.example/2014/04/11/talk", outcome="fetched", content=b"\x01", error=None)
    found = record.coverage()
    assert [(gap.first, gap.last, gap.cause, gap.failed, gap.unread) for gap in found.gaps] == [
        ("2014-02", "2014-02", "failed", 1, 0),
        ("2014-03", "2014-04", "unread", 0, 2),
        ("2014-05", "2014-05", "unknown", 0, 0),
    ]
    assert (found.unreached, found.unread) == (2, 2)
    assert {each.name: each.count for each in found.visits} == {"failed": 4, "new": 2}
    assert [(each.name, each.count) for each in found.errors] == [("no answer", 4)]


def test_gaps_of_one_cause_are_one_run_over_the_turn_of_the_year() -> None:
    gaps = list(find_gaps(Counter({"2014-10": 1, "2015-02": 1}), {}, Counter(), Counter()))
    assert gaps == [
        Gap(first="2014-11", last="2015-01", months=3, cause="unknown", listed=0, failed=0, unread=0)
    ]  # fmt: skip


def test_a_misread_date_costs_no_more_than_a_run() -> None:
    (gap,) = find_gaps(Counter({"0001-01": 1, "2014-10": 1}), {}, Counter(), Counter())
    assert (gap.first, gap.last) == ("0001-02", "2014-09")


def test_doubts_issues_edits_and_judgements_are_counted(record: Record) -> None:
    address = "https://a.example/1"
    first = record.add(make_entry(HARBOUR, address=address)).statement_id
    record.add(
        make_entry(
            [*HARBOUR[:3], ("statement", None, "Words that nobody is named for, at some length.")], address=address
        )
    )
    record.judge(judged("speaker", first, "t3", name="Tomas Keel", kind="person", person="tomas-keel"))
    found = record.coverage()
    assert (found.doubts.turns, found.doubts.doubtful, found.doubts.unknown) == (4, 1, 1)
    assert found.doubts.share == 0.25
    assert [(each.name, each.count) for each in found.changes] == [("words", 1)]
    assert found.quiet_edits == 1
    assert [(each.name, each.count) for each in found.judgements] == [("applied", 1)]
    assert [(each.name, each.count) for each in found.actions] == [("speaker", 1)]
    assert [(each.code, each.statements) for each in found.issues] == [
        (issue.code, 1) for issue in record.get_statement(first).transcript.issues
    ]


def test_sources_that_fail_are_named(record: Record) -> None:
    record.watch("https://a.example/feed", "feed", every_s=60, next_at="2026-01-01T00:00:00Z")
    record.note_check(
        "https://a.example/feed", checked_at="2026-01-01T00:00:00Z", next_at="2026-01-02T00:00:00Z", error="gone"
    )
    assert record.coverage().failing == ("https://a.example/feed",)
