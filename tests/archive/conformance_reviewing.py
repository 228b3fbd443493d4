"""What every store must do with what waits to be looked at. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from conformance_judgements import judged, turn_of
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Record
from rostra.model import NotFoundError, UsageError


class ReviewSuite:
    """One test a promise about the queue and about renaming."""

    def test_what_is_in_most_doubt_waits_first_and_says_why(self, record: Record) -> None:
        doubtful = record.add(make_entry()).statement_id
        for turn in ("t1", "t2", "t3", "t4"):
            record.judge(judged("speaker", doubtful, turn, name=None, kind="unknown"))
        undated = record.add(make_entry(other_lines(1), uri="b.html", title="Undated", date=None)).statement_id
        record.judge(judged("speaker", undated, "t1", name="Tomas Keel", kind="person"))
        queue = record.queue()
        assert queue.items[0].id == doubtful
        assert "speakers" in queue.items[0].reasons
        assert queue.statements == 2
        assert queue.left["date"] == 1
        assert [item.id for item in record.queue(reason="date").items] == [undated]
        assert record.queue(language="xx").total == 0
        with pytest.raises(UsageError):
            record.queue(reason="mood")

    def test_what_was_looked_at_waits_no_more_until_its_words_change(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        before = record.get_statement(page).transcript
        done = record.judge(judged("looked-at", page))
        assert done.changed == ()
        assert record.get_statement(page).transcript == before
        assert (record.queue().total, record.queue().waiting) == (0, 0)
        record.add(make_entry(change(HARBOUR, 3, "Quite other words than those that stood here before."), content=b"2"))
        assert record.queue().items[0].reasons[0] == "edited"
        record.judge(judged("looked-at", page))
        assert record.queue().total == 0
        record.undo(record.judgements(page)[-1].id, by="Ines Marl")
        assert record.queue().total == 1

    def test_what_waits_before_and_after(self, record: Record) -> None:
        pages = [
            record.add(make_entry(other_lines(n), uri=f"{n}.html", title=f"Talk {n}", date=None)).statement_id
            for n in range(1, 5)
        ]
        order = [item.id for item in record.queue().items]
        assert sorted(order) == sorted(pages)
        assert record.beside(order[0]) == (None, order[1])
        assert record.beside(order[2]) == (order[1], order[3])
        record.judge(judged("looked-at", order[1]))
        assert record.beside(order[1]) == (order[0], order[2])
        assert record.beside(order[2]) == (order[0], order[3])
        with pytest.raises(NotFoundError):
            record.beside("nowhere")

    def test_the_queue_tells_who_has_what_in_hand(self, record: Record) -> None:
        one = record.add(make_entry(date=None)).statement_id
        other = record.add(make_entry(other_lines(1), uri="b.html", title="Other", date=None)).statement_id
        record.add_account("Ines Marl", "editor", "hash")
        record.claim(one, "Ines Marl")
        assert [item.id for item in record.queue(claimed_by="ines marl").items] == [one]
        assert record.queue(claimed_by="Ines Marl").items[0].claimed_by == "Ines Marl"
        assert [item.id for item in record.queue(claimed_by="").items] == [other]

    def test_a_speaker_is_renamed_on_a_page_and_back(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        before = record.get_statement(page).transcript
        (found,) = record.named("Ada Brandt")
        spoken = [turn.id for turn in before.turns if turn.speaker == "Ada Brandt"]
        assert (found.id, found.turns) == (page, len(spoken))
        value = {"from": "Ada Brandt", "name": "Adele Brandt", "kind": "person", "person": "adele-brandt"}
        done = record.judge(judged("rename", page, **value, batch="one"))
        assert record.named("Ada Brandt") == ()
        assert record.named("Adele Brandt")[0].turns == len(spoken)
        assert record.get_person("adele-brandt").statements == 1
        after = turn_of(record, page, spoken[0])
        former = next(turn for turn in before.turns if turn.id == spoken[0])
        assert (after.rule, after.confidence) == ("judgement", former.confidence)
        assert record.get_machine(page).transcript.event == before.event
        record.undo(done.judgement.id, by="Ines Marl")
        assert record.get_statement(page).transcript == before
        with pytest.raises(UsageError, match="nobody on the page"):
            record.judge(judged("rename", page, **{**value, "from": "Nobody Here"}))
        with pytest.raises(UsageError):
            record.judge(judged("rename", page, **{**value, "name": "Ada Brandt"}))
