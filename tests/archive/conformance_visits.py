"""What every store must do with visits to addresses and watched sources. `RecordSuite` includes it."""

from __future__ import annotations

from typing import Any

import pytest
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Entry, Record
from rostra.model import NotFoundError, Visit, VisitOutcome

PAGE = "https://norrvik.example/news/1"
FEED = "https://norrvik.example/feed.xml"


def make_visit(
    content: bytes | None = None, *, address: str = PAGE, day: int = 1, outcome: VisitOutcome = "fetched", **more: Any
) -> Visit:
    """A visit in May 2024."""
    return Visit(address=address, at=f"2024-05-{day:02}T08:00:00.000Z", outcome=outcome, content=content, **more)


def visited(entry: Entry, **more: Any) -> Visit:
    """The visit that brought the page of an entry."""
    return make_visit(entry.capture.content, media_type="text/html", headers=entry.capture.headers, **more)


class VisitSuite:
    """One test a promise about visits and sources."""

    def test_captures_of_one_address_are_kept_over_time(self, record: Record) -> None:
        contents = [b"<p>one", b"<p>two", b"<p>two", b"<p>one"]
        outcomes = [record.add_visit(make_visit(each, day=day)) for day, each in enumerate(contents, 1)]
        assert outcomes == ["new", "new", "same", "new"]
        kept = record.visits(PAGE)
        assert [visit.at[8:10] for visit in kept] == ["01", "02", "03", "04"]
        assert [record.get_capture(visit.sha256 or "").content for visit in kept] == contents
        assert [visit.size for visit in kept] == [6, 6, 6, 6]
        assert record.count().captures == 2

    def test_a_page_that_moved_is_known_by_the_address_that_leads_to_it(self, record: Record) -> None:
        old, new = make_entry(uri=PAGE), make_entry(change(HARBOUR, 0, HARBOUR[0][2] + " Soon."), uri=f"{PAGE}/moved")
        record.add_visit(visited(old))
        first = record.add(old)
        record.add_visit(visited(new, day=2, final=f"{PAGE}/moved"))
        moved = record.add(new)
        assert (moved.statement_id, moved.outcome) == (first.statement_id, "changed")
        other = make_entry(other_lines(1), uri=f"{PAGE}/moved-too")
        record.add_visit(visited(other, day=3, final=f"{PAGE}/moved-too"))
        assert record.add(other).outcome == "added"

    def test_a_page_that_became_nothing_is_kept_with_its_headers(self, record: Record) -> None:
        headers = (("server", "made-up"), ("etag", '"1"'))
        record.add_visit(
            make_visit(b"\x00", final=f"{PAGE}.bin", status=200, media_type="image/x-odd", headers=headers)
        )
        (visit,) = record.visits(PAGE)
        assert (visit.status, visit.headers, visit.statement, visit.error) == (200, headers, None, None)
        capture = record.get_capture(visit.sha256 or "")
        assert (capture.uri, capture.media_type, capture.captured_at) == (f"{PAGE}.bin", "image/x-odd", visit.at)
        assert record.visits(f"{PAGE}.bin") == (visit,)
        assert record.visits("https://norrvik.example/other") == ()

    def test_a_visit_knows_the_statement_that_it_became(self, record: Record) -> None:
        entry = make_entry(uri=PAGE)
        record.add_visit(visited(entry))
        assert record.visits(PAGE)[0].statement is None
        added = record.add(entry)
        assert added.outcome == "added"
        record.add_visit(visited(entry, day=2))
        record.add_visit(make_visit(day=3, outcome="not-modified", status=304))
        assert [visit.statement for visit in record.visits(PAGE)] == [added.statement_id] * 3
        assert [visit.outcome for visit in record.visits(PAGE)] == ["new", "same", "not-modified"]

    @pytest.mark.parametrize("outcome", ["failed", "refused"])
    def test_a_visit_that_brought_nothing_harms_nothing(self, record: Record, outcome: VisitOutcome) -> None:
        entry = make_entry(uri=PAGE)
        record.add_visit(visited(entry))
        statement = record.get_statement(record.add(entry).statement_id)
        sequence, counts = record.latest_sequence(), record.count()
        assert record.add_visit(make_visit(day=2, outcome=outcome, status=410, error="it is gone (410)")) == outcome
        assert record.get_statement(statement.id) == statement
        assert record.latest_sequence() == sequence
        assert record.count().captures == counts.captures
        last = record.visits(PAGE)[-1]
        assert (last.status, last.error, last.sha256, last.size) == (410, "it is gone (410)", None, None)
        assert record.add_visit(visited(entry, day=3)) == "same"

    def test_validators_are_those_of_the_last_page_and_of_where_it_stood(self, record: Record) -> None:
        assert record.validators(PAGE) is None
        record.add_visit(
            make_visit(b"1", headers=(("etag", '"1"'), ("last-modified", "Wed, 01 May 2024 07:00:00 GMT")))
        )
        record.add_visit(make_visit(b"2", day=2, final=f"{PAGE}/", headers=(("etag", '"2"'),)))
        record.add_visit(make_visit(day=3, outcome="failed", headers=(("etag", '"of the error"'),)))
        found = record.validators(PAGE)
        assert found
        assert (found.address, found.etag, found.last_modified) == (f"{PAGE}/", '"2"', None)
        record.add_visit(make_visit(b"3", day=4))
        assert record.validators(PAGE) is None

    def test_looks_tell_what_is_known_and_since_when(self, record: Record) -> None:
        entry, later = make_entry(uri=PAGE), make_entry(change(HARBOUR, 2, "Nobody pays."), uri=PAGE)
        for day, each in ((1, entry), (3, entry), (5, later)):
            visit = visited(each, day=day, via=FEED)
            record.add_visit(visit)
            capture = visit.capture
            assert capture
            record.add(make_entry(HARBOUR if each is entry else change(HARBOUR, 2, "Nobody pays."), uri=PAGE,
                                  captured_at=visit.at))  # fmt: skip
        record.add_visit(visited(later, day=7))
        record.add_visit(make_visit(address=f"{PAGE}9", outcome="failed", via=FEED, error="no answer"))
        record.add_visit(make_visit(address=FEED, outcome="listed"))
        looks = record.looks(via=FEED, addresses=[PAGE, "https://norrvik.example/never"])
        assert set(looks) == {PAGE, f"{PAGE}9"}
        assert (looks[PAGE].first_at[8:10], looks[PAGE].last_at[8:10], looks[PAGE].changed_at[8:10]) == (
            "01",
            "07",
            "05",
        )
        assert (looks[PAGE].captured, looks[f"{PAGE}9"].captured) == (True, False)
        assert record.looks() == {}

    def test_many_addresses_may_be_asked_about_at_once(self, record: Record) -> None:
        record.add_visit(make_visit(b"1"))
        assert set(record.looks(addresses=[f"{PAGE}?{n}" for n in range(1000)] + [PAGE])) == {PAGE}

    def test_sources_are_remembered_and_forgotten(self, record: Record) -> None:
        record.watch(FEED, "feed", every_s=3600, next_at="2024-05-02")
        record.watch(PAGE, "page", every_s=60, next_at="2024-05-01")
        assert [(each.address, each.kind, each.every_s) for each in record.sources()] == [
            (PAGE, "page", 60),
            (FEED, "feed", 3600),
        ]
        record.watch(PAGE, "list", every_s=90, next_at="2024-05-03")
        assert [(each.address, each.kind, each.every_s) for each in record.sources()][1] == (PAGE, "list", 90)
        record.forget(PAGE)
        assert [each.address for each in record.sources()] == [FEED]
        with pytest.raises(NotFoundError):
            record.forget(PAGE)

    def test_failures_of_a_source_are_counted_in_a_row(self, record: Record) -> None:
        record.watch(FEED, "feed", every_s=3600, next_at="2024-05-01")
        for day in (1, 2):
            record.note_check(FEED, checked_at=f"2024-05-0{day}", next_at=f"2024-05-0{day + 1}", error="no answer")
        (source,) = record.sources()
        assert (source.failures, source.error, source.checked_at, source.next_at) == (
            2,
            "no answer",
            "2024-05-02",
            "2024-05-03",
        )
        record.note_check(FEED, checked_at="2024-05-03", next_at="2024-05-04")
        assert [(each.failures, each.error) for each in record.sources()] == [(0, None)]
