"""What every store must do. A store's test module subclasses `RecordSuite` and provides the fixture `record`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conformance_accounts import AccountSuite
from conformance_arranging import ArrangingSuite
from conformance_histories import HistorySuite
from conformance_judgements import JudgementSuite
from conformance_lists import ListSuite
from conformance_profiles import ProfileSuite
from conformance_publishing import PublishingSuite
from conformance_reviewing import ReviewSuite
from conformance_searches import SearchSuite
from conformance_visits import VisitSuite
from conformance_withdrawing import TrailSuite, TryingSuite, WithdrawnSuite
from pages_made_up import FURNITURE, HARBOUR, make_entry, other_lines

from rostra.archive import Change, Record
from rostra.model import NotFoundError, UsageError, Visit


class RecordSuite(
    HistorySuite,
    ListSuite,
    VisitSuite,
    JudgementSuite,
    ReviewSuite,
    AccountSuite,
    ProfileSuite,
    SearchSuite,
    PublishingSuite,
    ArrangingSuite,
    WithdrawnSuite,
    TryingSuite,
    TrailSuite,
):
    """One test a promise of `rostra.archive.protocol.Record`."""

    @pytest.fixture(autouse=True)
    def proven(self, record: Record, request: pytest.FixtureRequest) -> Iterator[None]:
        """Whatever a test did to the record, it proves sound (unless it closed it)."""
        yield
        if "closing" not in request.node.name:
            assert list(record.prove()) == []

    # coverage and proof

    def test_coverage_tells_of_months_gaps_doubts_and_visits(self, record: Record) -> None:
        record.add(make_entry(date="2014-08-06"))
        record.add(make_entry(other_lines(1), uri="other.html", title="Other", date="2014-11"))
        failed = Visit(
            address="https://norrvik.example/2014/09/x", at="2026-01-01T00:00:00Z", outcome="failed", error="gone"
        )
        record.add_visit(failed)
        found = record.coverage()
        assert [(gap.first, gap.cause) for gap in found.gaps] == [("2014-09", "failed"), ("2014-10", "unknown")]
        assert (found.doubts.turns, found.doubts.doubtful, found.unreached) == (11, 0, 1)
        assert [(tally.name, tally.count) for tally in found.errors] == [("gone", 1)]

    def test_signs_that_a_database_cannot_keep_are_no_damage(self, record: Record) -> None:
        words = "The harbour\x00 opens in spring, as we promised last year in this very hall."
        record.add(
            make_entry([("statement", "Ada\x00 Brandt", words)], title="A\x00 title", persons={"Ada\x00 Brandt": "ada"})
        )
        assert list(record.prove()) == []

    # adding

    def test_a_new_page_is_added_and_comes_back_whole(self, record: Record) -> None:
        entry = make_entry(address="https://norrvik.example/1")
        added = record.add(entry)
        statement = record.get_statement(added.statement_id)
        assert (added.outcome, added.version, added.changed_turns) == ("added", 1, 6)
        assert statement.transcript == entry.transcript
        assert statement.transcript.furniture == FURNITURE
        assert statement.persons == entry.persons
        assert statement.address == "https://norrvik.example/1"
        assert [version.number for version in statement.versions] == [1]
        assert record.get_capture(entry.capture.sha256) == entry.capture

    def test_many_statements_come_at_once(self, record: Record) -> None:
        ids = [record.add(make_entry(other_lines(n), uri=f"{n}.html", title=f"N{n}")).statement_id for n in range(3)]
        record.add(make_entry(other_lines(9), uri="0.html", title="N0"))
        found = record.get_statements([*ids, "nothing", ids[0]])
        assert found == {name: record.get_statement(name) for name in ids}
        assert record.get_statements([]) == {}

    def test_many_turns_come_without_their_statements(self, record: Record) -> None:
        statement = record.get_statement(record.add(make_entry()).statement_id)
        names = [(statement.id, turn.id) for turn in statement.transcript.turns]
        found = record.get_turns([*names, (statement.id, "t99"), ("nothing", "t1"), names[0]])
        assert set(found) == set(names)
        texts = {turn.id: statement.transcript.turn_text(turn) for turn in statement.transcript.turns}
        for turn in statement.transcript.turns:
            card = found[statement.id, turn.id]
            assert (card.card, card.text, card.start, card.end) == (
                statement.card,
                texts[turn.id],
                turn.start,
                turn.end,
            )
            assert (card.role, card.speaker, card.answers) == (turn.role, turn.speaker, turn.answers)
            assert card.person == statement.persons.get(turn.speaker or "", "")
            assert card.asked == texts.get(turn.answers or "", "")
        assert record.get_turns([]) == {}

    def test_every_turn_is_found_at_its_span(self, record: Record) -> None:
        statement = record.get_statement(record.add(make_entry()).statement_id)
        words = [statement.transcript.turn_text(turn) for turn in statement.transcript.turns]
        assert words == [line[2] for line in HARBOUR]

    def test_the_card_sums_the_statement_up(self, record: Record) -> None:
        card = record.get_statement(record.add(make_entry()).statement_id).card
        assert (card.title, card.kind, card.date, card.time) == (
            "Opening of the harbour",
            "press_conference",
            "2014-08-06",
            "14:44",
        )
        assert card.speakers == ("Ada Brandt", "Tomas Keel")
        assert (card.sections, card.category, card.tags) == (
            ("Town News", "Golden Shelf"),
            "Mayor's Office",
            ("harbour", "Ferries"),
        )
        assert (card.turns, card.questions, card.views, card.doubt) == (6, 2, 2133, 0.0)
        assert card.excerpt.startswith("Ladies and gentlemen, the harbour")
        assert card.excerpt.endswith(" …")
        assert len(card.excerpt) <= 302

    def test_a_page_without_turns_is_kept_as_what_it_is(self, record: Record) -> None:
        entry = make_entry([], content=b"An editor's column.", title=None, kind="article", date=None)
        statement = record.get_statement(record.add(entry).statement_id)
        assert statement.transcript.turns == ()
        assert (statement.card.title, statement.card.kind, statement.card.doubt) == ("", "article", 0.0)

    def test_the_same_page_again_changes_nothing(self, record: Record) -> None:
        first = record.add(make_entry())
        sequence = record.latest_sequence()
        before = record.get_statement(first.statement_id)
        again = record.add(make_entry(uri="elsewhere/copy.html"))
        assert (again.statement_id, again.outcome, again.version) == (first.statement_id, "unchanged", 1)
        assert record.latest_sequence() == sequence
        assert record.get_statement(first.statement_id) == before

    # which page it is

    def test_two_captures_of_one_address_are_versions(self, record: Record) -> None:
        first = record.add(make_entry(uri="a.html", address="https://norrvik.example/1"))
        second = record.add(make_entry(HARBOUR[:5], uri="b.html", address="https://norrvik.example/1"))
        assert (second.statement_id, second.outcome) == (first.statement_id, "changed")

    def test_distinct_statements_that_state_one_address_stay_apart(self, record: Record) -> None:
        address = "https://norrvik.example/"
        pages = [make_entry(other_lines(n), uri=f"{n}.html", address=address, title=f"Talk {n}") for n in range(5)]
        ids = [record.add(page).statement_id for page in pages]
        assert len(set(ids)) == 5
        assert [record.add(page).outcome for page in pages] == ["unchanged"] * 5
        edited = make_entry(other_lines(3)[:5], uri="3.html", address=address, title="Talk 3")
        again = record.add(edited)
        assert (again.statement_id, again.outcome) == (ids[3], "changed")

    def test_the_same_file_name_in_two_folders_is_not_one_page(self, record: Record) -> None:
        one = record.add(make_entry(other_lines(1), uri="index.html", title="One"))
        other = record.add(make_entry(other_lines(2), uri="index.html", title="Other"))
        assert other.outcome == "added"
        assert other.statement_id != one.statement_id

    def test_a_page_is_known_by_every_name_that_it_ever_had(self, record: Record) -> None:
        address = "https://norrvik.example/harbour"
        first = record.add(make_entry())
        states = [
            make_entry(content=b"the address appears", address=address),
            make_entry(content=b"another place", uri="elsewhere/harbour.html", address=address),
            make_entry(content=b"without the address again", uri="elsewhere/harbour.html"),
            make_entry(content=b"in its first place", title="Another title"),
        ]
        assert {record.add(state).statement_id for state in states} == {first.statement_id}
        assert record.count().statements == 1

    def test_a_web_address_is_one_page_whatever_it_says(self, record: Record) -> None:
        uri = "https://norrvik.example/today"
        one = record.add(make_entry(other_lines(1), uri=uri, title="One"))
        other = record.add(make_entry(other_lines(2), uri=uri, title="Other"))
        assert (other.statement_id, other.outcome) == (one.statement_id, "changed")
        statement = record.get_statement(one.statement_id)
        assert not {turn.id for turn in statement.transcript.turns} & {f"t{n}" for n in range(1, 7)}

    def test_the_id_depends_on_the_page_alone(self, record: Record) -> None:
        added = record.add(make_entry(address="https://house.example/1"))
        assert added.statement_id == "2s4rh2ocnh"

    def test_a_capture_that_is_not_the_transcripts_is_refused(self, record: Record) -> None:
        one, other = make_entry(), make_entry(content=b"other")
        with pytest.raises(UsageError):
            record.add(type(one)(capture=other.capture, document=one.document, transcript=one.transcript))
        assert record.count().statements == 0

    def test_what_is_not_there_is_not_found(self, record: Record) -> None:
        for get in (record.get_statement, record.get_capture, record.get_person):
            with pytest.raises(NotFoundError):
                get("nothing")
        assert record.find_turn("nothing", "t1") is None

    # following

    def test_changes_list_each_statement_once_in_order(self, record: Record) -> None:
        one = record.add(make_entry(other_lines(1), uri="1", title="One")).statement_id
        two = record.add(make_entry(other_lines(2), uri="2", title="Two")).statement_id
        seen = record.latest_sequence()
        assert [change.statement_id for change in record.changes()] == [one, two]
        record.add(make_entry(other_lines(1)[:5], uri="1", title="One"))
        assert [change.statement_id for change in record.changes()] == [two, one]
        assert list(record.changes(seen)) == [Change(record.latest_sequence(), one)]
        assert list(record.changes(record.latest_sequence())) == []

    def test_a_caller_may_write_while_following(self, record: Record) -> None:
        ids = [record.add(make_entry(other_lines(n), uri=str(n), title=str(n))).statement_id for n in range(3)]
        for change_ in record.changes():
            record.add_view(change_.statement_id)
        assert all(record.get_statement(each).card.views == 2134 for each in ids)

    def test_the_generation_stays(self, record: Record) -> None:
        assert record.generation
        assert record.generation == record.generation

    def test_closing_twice_is_harmless(self, record: Record) -> None:
        record.close()
        record.close()
