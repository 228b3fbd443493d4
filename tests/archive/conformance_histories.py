"""What every store must do with a page that comes again: versions, ids of turns, edits. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Judgement, Record
from rostra.model import NotFoundError


class HistorySuite:
    """One test a promise."""

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
        assert (
            list(record.last_changes(beginning=one[:3]))
            == [one]
            == list(record.last_changes([one, other], beginning=one[0:9]))
        )
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
