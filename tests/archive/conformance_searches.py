"""What every store must do with searches that are followed. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Record
from rostra.archive.following import MOST_MISSES
from rostra.archive.watched import SearchRun
from rostra.model import NotFoundError, UsageError


class SearchSuite:
    """One test a promise about saved searches, the order of arrival, and misses."""

    def test_a_saved_search_comes_back_with_all_that_is_there_counted_as_seen(self, record: Record) -> None:
        record.add(make_entry())
        made = record.save_search("  Harbour   fees ", 'answer:"harbour fees"', public=True)
        assert (made.slug, made.name, made.query) == ("harbour-fees", "Harbour fees", 'answer:"harbour fees"')
        assert (made.public, made.question, made.run_at, made.told) == (True, None, None, 0)
        assert made.sequence == record.latest_sequence() > 0
        assert record.get_search("harbour-fees") == record.get_search("Harbour fees") == made
        record.save_search("A question", "", question="s1/t2")
        assert [search.slug for search in record.searches()] == ["a-question", "harbour-fees"]

    @pytest.mark.parametrize("name", ["", " \n ", "x" * 121])
    def test_a_search_without_a_name_is_refused(self, record: Record, name: str) -> None:
        with pytest.raises(UsageError):
            record.save_search(name, "pier")
        assert record.searches() == ()

    def test_a_name_is_given_once(self, record: Record) -> None:
        record.save_search("Harbour", "harbour")
        with pytest.raises(UsageError, match="already"):
            record.save_search("HARBOUR!", "pier")

    def test_a_forgotten_search_is_gone(self, record: Record) -> None:
        record.save_search("Harbour", "harbour")
        record.forget_search("harbour")
        assert record.searches() == ()
        for act in (record.forget_search, record.get_search):
            with pytest.raises(NotFoundError, match="harbour"):
                act("harbour")

    def test_a_run_moves_on_and_never_back(self, record: Record) -> None:
        record.save_search("Harbour", "harbour")
        for seed in range(3):
            record.add(make_entry(other_lines(seed), uri=f"{seed}.html", title=f"Talk {seed}"))
        record.note_runs([SearchRun(slug="harbour", sequence=3, told=3), SearchRun(slug="gone", sequence=3, told=1)])
        record.note_runs([SearchRun(slug="harbour", sequence=2, told=2)])
        found = record.get_search("harbour")
        assert (found.sequence, found.told) == (3, 3)
        assert found.run_at is not None
        assert found.run_at >= found.created_at

    def test_one_at_a_time_tells_what_is_new(self, record: Record) -> None:
        alone = getattr(record, "location", "") == ":memory:"  # nobody else can open it
        with record.hold_runs(0) as first, record.hold_runs(0) as second:
            assert (first, second) == (True, alone)
        with record.hold_runs(0) as again:
            assert again

    def test_words_arrive_in_the_order_in_which_they_came(self, record: Record) -> None:
        first = record.add(make_entry(date="2020-01-01")).statement_id
        late = record.add(make_entry(other_lines(1), uri="late.html", title="Late", date="1999-01-01")).statement_id
        assert record.get_statement(first).arrived < record.get_statement(late).arrived == record.latest_sequence()
        record.add(make_entry(change(HARBOUR, 2, "Nobody pays for it, and nobody ever will."), date="2020-01-01"))
        edited = record.get_statement(first)
        assert edited.arrived == record.latest_sequence() > record.get_statement(late).arrived
        assert edited.versions[0].sequence < edited.versions[1].sequence

    def test_what_pages_were_at_a_change_is_told_of_those_that_have_other_words_since(self, record: Record) -> None:
        first = record.add(make_entry()).statement_id
        start = record.latest_sequence()
        record.add(make_entry(other_lines(1), uri="late.html", title="Late"))
        assert record.former_versions(start) == {}
        for words in ("Nobody pays for it, and nobody ever will.", "Everybody pays for it, and always did."):
            record.add(make_entry(change(HARBOUR, 2, words)))
        assert record.former_versions(start) == {first: 1}
        assert record.former_versions(record.get_statement(first).versions[1].sequence) == {first: 2}
        assert record.former_versions(0) == record.former_versions(record.latest_sequence()) == {}

    def test_a_page_read_anew_has_not_arrived_again(self, record: Record) -> None:
        page = record.add(make_entry(parser="one")).statement_id
        before = record.get_statement(page).arrived
        lines = [HARBOUR[0], *HARBOUR[2:]]
        assert record.add(make_entry(lines, content=make_entry().capture.content, parser="two")).outcome == "reread"
        assert record.latest_sequence() > record.get_statement(page).arrived == before

    def test_misses_are_counted_and_few_are_kept(self, record: Record) -> None:
        for query in ("ferry to lund", "lighthouse", "ferry to lund"):
            record.note_miss(query)
        assert [(miss.query, miss.count) for miss in record.misses()] == [("ferry to lund", 2), ("lighthouse", 1)]
        assert [miss.query for miss in record.misses(at_least=2)] == ["ferry to lund"]
        assert len(record.misses()[0].day) == 10
        assert record.misses(limit=0) == ()
        assert record.forget_misses() == 2
        assert record.misses() == ()

    def test_another_miss_takes_the_place_of_the_one_asked_least(
        self, record: Record, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert MOST_MISSES >= 100
        monkeypatch.setattr("rostra.archive.following.MOST_MISSES", 2)
        for query in ("ferry", "ferry", "pier", "light"):
            record.note_miss(query)
        assert [miss.query for miss in record.misses()] == ["ferry", "light"]
