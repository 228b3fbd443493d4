"""What every store must know of a person and of the statements around one. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import make_entry, other_lines

from rostra.archive import Office, Record
from rostra.model import NotFoundError, Participant

MAYOR = Participant(name="Ada Brandt", office="Mayor", affiliation="Norrvik")
MINISTER = Participant(name="Ada Brandt", office="Minister of Ports", affiliation="Vestland")
ASKED = [
    ("question", "Tomas Keel", "Does the minister know what the second pier has cost so far?"),
    ("answer", "Ada Brandt", "Forty million crowns, as of this morning, and not one more."),
    ("answer", "Ada Brandt", "The rest is in the budget, on the page that everybody skips."),
]


class ProfileSuite:
    """One test a promise."""

    def test_offices_stand_in_time_however_they_are_spelled(self, record: Record) -> None:
        for number, (date, part) in enumerate(
            [("2014-08-06", MAYOR), ("2016", MAYOR), ("2019-01-02", MINISTER), (None, MINISTER)]
        ):
            spelled = Participant(name=part.name, office=(part.office or "").upper() if number == 1 else part.office,
                                  affiliation=part.affiliation)  # fmt: skip
            record.add(make_entry(other_lines(number), uri=f"{number}.html", date=date, participants=(spelled,)))
        offices = record.profile("ada-brandt").offices
        assert [(office.name.casefold(), office.affiliation, office.statements) for office in offices] == [
            ("mayor", "Norrvik", 2),
            ("minister of ports", "Vestland", 2),
        ]
        assert [(office.first, office.last) for office in offices] == [("2014-08-06", "2016"), ("2019-01-02",) * 2]
        assert record.profile("nobody").offices == ()
        assert isinstance(offices[0], Office)

    def test_who_asks_is_counted_by_question(self, record: Record) -> None:
        record.add(make_entry(ASKED))
        found = record.profile("ada-brandt")
        assert [(asker.slug, asker.name, asker.count) for asker in found.askers] == [("tomas-keel", "Tomas Keel", 1)]
        assert record.profile("tomas-keel").askers == ()

    def test_topics_are_the_tags_of_a_persons_statements(self, record: Record) -> None:
        record.add(make_entry())
        assert {topic.slug for topic in record.profile("tomas-keel").topics} == {"harbour", "ferries"}

    def test_statements_are_found_under_the_bodies_of_those_who_take_part(self, record: Record) -> None:
        first = record.add(make_entry(participants=(MAYOR,)))
        record.add(make_entry(other_lines(1), uri="o.html", title="Other", participants=(MINISTER,)))
        assert {(tally.slug, tally.name) for tally in record.tally("organisation")} == {
            ("norrvik", "Norrvik"),
            ("vestland", "Vestland"),
        }
        assert [card.id for card in record.find_statements(organisation="norrvik").items] == [first.statement_id]

    def test_neighbours_walk_through_time_and_through_a_persons_statements(self, record: Record) -> None:
        dates = ["2014-08-06", "2014-08-06", "2014", "2015-01-01", None]
        speech = [
            [("statement", "Tomas Keel" if n == 1 else "Ada Brandt", f"Speech {n} " + "word " * 20)] for n in range(5)
        ]
        added = [
            record.add(
                make_entry(lines, uri=f"{n}.html", date=date, time=None, title=f"N{n}", participants=())
            ).statement_id
            for n, (lines, date) in enumerate(zip(speech, dates, strict=True))
        ]
        order = [card.id for card in record.find_statements(order="oldest").items][:4]
        walked = [order[0]]
        while (after := record.neighbours(walked[-1])[1]) is not None:
            assert record.neighbours(after.id)[0] is not None
            walked.append(after.id)
        assert walked == order
        assert record.neighbours(added[4]) == (None, None)
        mine = [name for name in order if name != added[1]]
        before, after = record.neighbours(mine[1], person="ada-brandt")
        assert (before and before.id, after and after.id) == (mine[0], mine[2])
        with pytest.raises(NotFoundError):
            record.neighbours("nothing")
