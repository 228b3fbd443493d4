"""What every store must do. A store's test module subclasses `RecordSuite` and provides the fixture `record`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conformance_accounts import AccountSuite
from conformance_arranging import ArrangingSuite
from conformance_judgements import JudgementSuite
from conformance_profiles import ProfileSuite
from conformance_publishing import PublishingSuite
from conformance_reviewing import ReviewSuite
from conformance_searches import SearchSuite
from conformance_visits import VisitSuite
from conformance_withdrawing import TrailSuite, TryingSuite, WithdrawnSuite
from pages_made_up import FURNITURE, HARBOUR, change, make_entry, other_lines

from rostra.archive import Change, Judgement, MonthTally, Record
from rostra.model import NotFoundError, UsageError, Visit


class RecordSuite(
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

    def test_other_bytes_become_a_version_under_the_same_id(self, record: Record) -> None:
        first = record.add(make_entry())
        lines = change(HARBOUR, 2, HARBOUR[2][2].replace("a third", "one quarter"))
        second = record.add(make_entry(lines))
        statement = record.get_statement(first.statement_id)
        assert (second.statement_id, second.outcome, second.version, second.changed_turns) == (
            first.statement_id,
            "changed",
            2,
            1,
        )
        assert [turn.id for turn in statement.transcript.turns] == ["t1", "t2", "t3", "t4", "t5", "t6"]
        assert [version.number for version in statement.versions] == [1, 2]
        assert statement.card.version == 2
        assert record.count().captures == 2

    def test_an_inserted_turn_gets_the_next_number_and_answers_are_renamed(self, record: Record) -> None:
        first = record.add(make_entry())
        extra = ("question", "journalist", "Has the lighthouse been repaired since the storm of last November?")
        answer = ("answer", "Tomas Keel", "Not yet, the lamp is on order from the glassworks at Lund.")
        record.add(make_entry([HARBOUR[0], extra, answer, *HARBOUR[1:]]))
        turns = record.get_statement(first.statement_id).transcript.turns
        assert [turn.id for turn in turns] == ["t1", "t7", "t8", "t2", "t3", "t4", "t5", "t6"]
        assert [turn.answers for turn in turns] == [None, None, "t7", None, "t2", None, "t4", None]

    def test_a_turn_that_is_gone_leads_nowhere_and_its_number_is_not_given_again(self, record: Record) -> None:
        first = record.add(make_entry()).statement_id
        record.add(make_entry(HARBOUR[:5]))
        record.add(make_entry([*HARBOUR[:5], ("note", None, "The minister left the hall by the side door.")]))
        turns = record.get_statement(first).transcript.turns
        assert [turn.id for turn in turns] == ["t1", "t2", "t3", "t4", "t5", "t7"]
        assert record.find_turn(first, "t6") is None
        assert record.find_turn(first, "t5") == "t5"
        assert record.find_turn(first, "t99") is None

    def test_a_split_turn_redirects_to_its_larger_part_through_later_changes(self, record: Record) -> None:
        first = record.add(make_entry()).statement_id
        words = HARBOUR[2][2]
        half = words.index("pays the rest")
        parts = [("answer", "Ada Brandt", words[:half]), ("answer", "Ada Brandt", words[half:])]
        record.add(make_entry([*HARBOUR[:2], *parts, *HARBOUR[3:]]))
        assert [turn.id for turn in record.get_statement(first).transcript.turns[2:4]] == ["t7", "t8"]
        assert record.find_turn(first, "t3") == "t7"
        record.add(make_entry([*HARBOUR[:2], parts[1], *HARBOUR[3:]]))
        assert record.find_turn(first, "t7") is None
        assert record.find_turn(first, "t3") is None

    def test_words_that_come_back_get_their_id_back(self, record: Record) -> None:
        first = record.add(make_entry()).statement_id
        record.add(make_entry([*HARBOUR[:3], HARBOUR[5]]))
        record.add(make_entry(HARBOUR, content=b"the page as it was"))
        assert [turn.id for turn in record.get_statement(first).transcript.turns] == [
            "t1",
            "t2",
            "t3",
            "t4",
            "t5",
            "t6",
        ]

    def test_a_newer_parser_rereads_only_what_it_reads_differently(self, record: Record) -> None:
        entry = make_entry(content=b"the page")
        added = record.add(entry)
        assert record.knows(entry.capture.sha256, "1") == added.statement_id
        assert record.knows(entry.capture.sha256, "2") is None
        sequence = record.latest_sequence()
        assert record.add(make_entry(content=b"the page", parser="2")).outcome == "unchanged"
        assert record.knows(entry.capture.sha256, "2") == added.statement_id
        assert record.latest_sequence() == sequence
        again = record.add(make_entry(HARBOUR[:5], content=b"the page", parser="3"))
        assert (again.outcome, again.version) == ("reread", 1)
        assert len(record.get_statement(added.statement_id).transcript.turns) == 5
        assert record.latest_sequence() > sequence
        assert record.count().captures == 1

    def test_persons_found_anew_are_a_rereading(self, record: Record) -> None:
        record.add(make_entry())
        assert record.add(make_entry(persons={"Ada Brandt": "ada-brandt-2"})).outcome == "reread"
        assert [person.slug for person in record.persons()] == ["ada-brandt-2"]

    def test_older_bytes_met_again_change_nothing_unless_the_page_was_put_back(self, record: Record) -> None:
        shorter = HARBOUR[:5]
        record.add(make_entry(captured_at="2020-01-01T00:00:00Z"))
        record.add(make_entry(shorter, captured_at="2021-01-01T00:00:00Z"))
        assert record.add(make_entry(captured_at="2020-01-01T00:00:00Z")).outcome == "unchanged"
        back = record.add(make_entry(captured_at="2022-01-01T00:00:00Z"))
        assert (back.outcome, back.version) == ("changed", 3)
        assert record.add(make_entry(shorter, captured_at="2021-01-01T00:00:00Z")).outcome == "unchanged"

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

    # finding

    def test_filters_and_orders(self, record: Record) -> None:
        old = record.add(make_entry(other_lines(1), uri="1", date="2013", title="b", place="Lund", language="sv"))
        mid = record.add(make_entry(other_lines(2), uri="2", date="2014-08", title="C", kind="speech"))
        new = record.add(make_entry(other_lines(3), uri="3", date="2014-08-06", title="a", persons={}))
        none = record.add(make_entry(other_lines(4), uri="4", date=None, title="d"))
        ids = {"old": old, "mid": mid, "new": new, "none": none}
        names = {added.statement_id: name for name, added in ids.items()}

        def found(**filters: object) -> list[str]:
            page = record.find_statements(**filters)  # type: ignore[arg-type]
            assert page.total >= len(page.items)
            return [names[card.id] for card in page.items]

        assert found() == ["new", "mid", "old", "none"]
        assert found(order="oldest") == ["old", "mid", "new", "none"]
        assert found(order="title") == ["new", "old", "mid", "none"]
        assert found(order="added") == ["new", "mid", "old", "none"]  # of one day
        assert found(date="2014") == ["new", "mid"]
        assert found(date="2014-08-06") == ["new"]
        assert found(date="") == ["none"]
        assert found(kind="speech") == ["mid"]
        assert found(language="sv") == found(place="lund") == ["old"]
        assert found(person="ada-brandt") == ["mid", "old", "none"]
        assert found(section="golden-shelf", tag="ferries", category="mayor-s-office", kind="speech") == ["mid"]
        assert found(section="nowhere") == []
        assert found(ids=[mid.statement_id, "unknown"]) == ["mid"]
        assert found(ids=[]) == []
        assert found(limit=2, offset=1) == ["mid", "old"]
        assert record.find_statements(limit=0).total == 4
        record.add_view(none.statement_id)
        assert found(order="views")[0] == "none"
        with pytest.raises(UsageError):
            record.find_statements(order="colour")  # type: ignore[arg-type]

    def test_hostile_filters_find_nothing(self, record: Record) -> None:
        record.add(make_entry())
        for text in ("'; DROP TABLE statements; --", "%", "\x00", "x" * 100_000):
            assert record.find_statements(section=text, date=text).total == 0

    def test_tallies_fold_spellings_under_the_usual_one(self, record: Record) -> None:
        for n, place in enumerate(("Norrvik", "NORRVIK", "Norrvik", "Lund", None)):
            record.add(make_entry(other_lines(n), uri=str(n), place=place))
        places = [(tally.slug, tally.name, tally.count) for tally in record.tally("place")]
        assert places == [("norrvik", "Norrvik", 3), ("lund", "Lund", 1)]
        assert [(tally.slug, tally.count) for tally in record.tally("section")] == [
            ("golden-shelf", 5),
            ("town-news", 5),
        ]
        assert [(tally.slug, tally.name, tally.count) for tally in record.tally("person")] == [
            ("ada-brandt", "Ada Brandt", 5)
        ]
        with pytest.raises(UsageError):
            record.tally("colour")  # type: ignore[arg-type]

    def test_months(self, record: Record) -> None:
        for n, date in enumerate(("2014-08-06", "2014-08", "2014", None, "2015-01-01")):
            record.add(make_entry(other_lines(n), uri=str(n), date=date))
        assert [(each.month, each.count) for each in record.months()] == [
            ("2015-01", 1),
            ("2014-08", 2),
            ("2014", 1),
            ("", 1),
        ]
        assert isinstance(record.months()[0], MonthTally)

    def test_years_of_all_and_of_a_person(self, record: Record) -> None:
        for n, date in enumerate(("2014-08-06", "2014-08", "2013", None, "2015-01-01")):
            persons = {"Ada Brandt": "ada-brandt"} if n % 2 == 0 else {}
            entry = make_entry(
                [("answer", "Ada Brandt", f"Number {n} was built.")], uri=str(n), date=date, persons=persons
            )
            record.add(entry)
        assert [(each.year, each.count) for each in record.years()] == [("2015", 1), ("2014", 2), ("2013", 1), ("", 1)]
        assert [(each.year, each.count) for each in record.years(person="ada-brandt")] == [
            ("2015", 1),
            ("2014", 1),
            ("2013", 1),
        ]
        assert record.years(person="nobody") == ()

    def test_persons(self, record: Record) -> None:
        record.add(make_entry())
        spoken = [("answer", "A. Brandt", "The second pier will be built of Lund granite, as I told you before.")]
        record.add(make_entry(spoken, uri="2", date="2016", title="Pier", persons={"A. Brandt": "ada-brandt"}))
        card = record.get_person("ada-brandt")
        assert (card.name, card.names) == ("Ada Brandt", ("A. Brandt", "Ada Brandt"))
        assert (card.offices, card.statements, card.turns, card.answers) == (("Mayor",), 2, 3, 2)
        assert (card.first, card.last) == ("2014-08-06", "2016")
        assert [person.slug for person in record.persons()] == ["ada-brandt", "tomas-keel"]
        with pytest.raises(NotFoundError):
            record.get_person("nobody")

    def test_a_person_who_only_took_part_is_found(self, record: Record) -> None:
        quiet = [("question", "journalist", "Has anybody seen the harbour master since the gale of Tuesday night?")]
        added = record.add(make_entry(quiet))
        assert record.find_statements(person="ada-brandt").items[0].id == added.statement_id
        assert record.get_person("ada-brandt").turns == 0

    def test_count(self, record: Record) -> None:
        assert (record.count().statements, record.count().first, record.latest_sequence()) == (0, None, 0)
        record.add(make_entry())
        record.add(make_entry(other_lines(1), uri="2", date=None))
        counts = record.count()
        assert (counts.statements, counts.turns, counts.questions, counts.answers) == (2, 12, 2, 2)
        assert (counts.captures, counts.persons, counts.first, counts.last) == (2, 2, "2014-08-06", "2014-08-06")
        assert [(tally.name, tally.count) for tally in counts.issues] == [("speaker-unknown", 2)]
        assert [(tally.name, tally.count) for tally in counts.kinds] == [("press_conference", 2)]
        assert counts.size_bytes > 0

    def test_views_add_to_the_printed_ones(self, record: Record) -> None:
        added = record.add(make_entry())
        sequence = record.latest_sequence()
        for _ in range(3):
            record.add_view(added.statement_id)
        assert record.get_statement(added.statement_id).card.views == 2136
        assert record.latest_sequence() == sequence
        with pytest.raises(NotFoundError):
            record.add_view("nothing")

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

    # versions

    def test_every_version_comes_back_under_the_ids_that_it_had(self, record: Record) -> None:
        first = record.add(make_entry())
        record.add(make_entry(change(HARBOUR, 2, HARBOUR[2][2].replace("a third", "one quarter"))))
        old, new = (record.get_version(first.statement_id, number) for number in (1, 2))
        assert old.turn_text(old.turns[2]) == HARBOUR[2][2]
        assert "one quarter" in new.turn_text(new.turns[2])
        assert [turn.id for turn in old.turns] == [turn.id for turn in new.turns]
        for number in (0, 3):
            with pytest.raises(NotFoundError):
                record.get_version(first.statement_id, number)

    def test_last_change_of_substance_is_no_comma(self, record: Record) -> None:
        def stamps(statement_id: str) -> tuple[str, list[str]]:
            versions = record.get_statement(statement_id).versions
            return record.last_changes([statement_id])[statement_id], [version.added_at for version in versions]

        one = record.add(make_entry()).statement_id
        other = record.add(make_entry(other_lines(1), uri="other.html", title="Other")).statement_id
        assert stamps(one) == (stamps(one)[1][0], stamps(one)[1])
        record.add(make_entry(change(HARBOUR, 2, HARBOUR[2][2].upper()), content=b"2"))
        last, times = stamps(one)
        assert (last, len(times)) == (times[0], 2)
        record.add(make_entry(change(HARBOUR, 2, HARBOUR[2][2].replace("a third", "one half")), content=b"3"))
        last, times = stamps(one)
        assert last == times[2]
        role = Judgement(action="role", by="Ines Marl", why="heard", statement=one, turn="t1", value={"role": "answer"})
        judged = record.judge(role).judgement
        assert stamps(one)[0] == judged.at > times[2]
        undone = record.undo(judged.id, by="Ines Marl").judgement.undone
        assert undone is not None
        assert stamps(one)[0] == undone.at
        assert list(record.last_changes()) == sorted([one, other])
        assert list(record.last_changes(limit=1, offset=1)) == sorted([one, other])[1:]
        assert record.last_changes(["nowhere"]) == record.last_changes([]) == {}

    def test_an_edit_is_quiet_unless_the_page_says_something_new(self, record: Record) -> None:
        def edit(words: str, notice: str | None) -> None:
            lines = change(HARBOUR, 2, HARBOUR[2][2].replace("a third", words))
            record.add(make_entry(lines, content=f"{words} {notice}".encode(), notice=notice))

        edit("a third", None)
        edit("A THIRD,", None)  # cosmetic: no edit of words
        edit("one half", "Updated 3 May")
        edit("one quarter", "Updated 3 May")
        found = record.edits()
        assert [(edit.version.number, edit.quiet) for edit in found.items] == [(4, True), (3, False)]
        assert [version.change for version in record.get_statement(found.items[0].card.id).versions] == [
            "",
            "cosmetic",
            "words",
            "words",
        ]
        quiet = record.edits(quiet=True)
        assert ([edit.version.number for edit in quiet.items], quiet.total) == ([4], 1)
        assert record.edits(limit=1, offset=1).items == found.items[1:]
