"""What every store must find, list and count. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import make_entry, other_lines

from rostra.archive import MonthTally, Record
from rostra.model import NotFoundError, UsageError


class ListSuite:
    """One test a promise."""

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
