"""What every store must do with drafts and pins. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import make_entry, other_lines

from rostra.archive import Record
from rostra.archive.publishing import MOST_PINS, Fields
from rostra.model import NotFoundError, UsageError

FIELDS = Fields(title="The lamp", sections=("Columns",), tags=("lamp", "pier"))


class PublishingSuite:
    """One test a promise about what is written here."""

    def test_a_draft_comes_back_as_it_was_saved_and_nobody_undoes_another_s_words(self, record: Record) -> None:
        draft = record.add_draft(FIELDS, "It is lit\u0007 again.", by="Ines Marl")
        assert record.get_draft(draft.id) == draft
        assert (draft.state, draft.revision) == ("draft", 1)
        saved = record.save_draft(draft.id, FIELDS, "It is dark.", by="Olaf Tern", revision=1)
        assert (saved.body, saved.revision, saved.changed_by, saved.created_by) == (
            "It is dark.", 2, "Olaf Tern", "Ines Marl"
        )  # fmt: skip
        with pytest.raises(UsageError, match="Olaf Tern saved"):
            record.save_draft(draft.id, FIELDS, "Mine.", by="Ines Marl", revision=1)
        assert record.save_draft(draft.id, FIELDS, "It is dark.", by="Ines Marl", revision=2) == saved
        assert record.drafts() == (saved,)
        record.remove_draft(draft.id)
        for call in (record.get_draft, record.remove_draft, lambda each: record.schedule(each, None)):
            with pytest.raises(NotFoundError):
                call(draft.id)

    def test_a_draft_is_due_when_its_time_has_come_and_published_once(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        draft = record.add_draft(FIELDS, "It is lit.", by="Ines Marl")
        record.schedule(draft.id, "2031-05-04T10:00:00.000Z")
        assert record.get_draft(draft.id).state == "scheduled"
        assert record.due_drafts("2031-05-04T09:59:59.999Z") == ()
        assert [each.id for each in record.due_drafts("2031-05-04T10:00:00.000Z")] == [draft.id]
        assert record.note_published(draft.id, revision=1, statement=page)
        assert not record.note_published(draft.id, revision=1, statement=page)
        found = record.get_draft(draft.id)
        assert (found.state, found.statement, found.publish_at) == ("published", page, None)
        with pytest.raises(UsageError, match="published"):
            record.remove_draft(draft.id)
        assert record.save_draft(draft.id, FIELDS, "Brighter.", by="Ines Marl", revision=1).state == "changed"
        record.schedule(draft.id, "2031-05-05T10:00:00.000Z")
        assert not record.note_published(draft.id, revision=1, statement=page)
        assert record.get_draft(draft.id).state == "scheduled"  # of the newer text, which is yet to come

    def test_pins_stand_in_order_and_are_few(self, record: Record) -> None:
        first = record.add(make_entry(title="First")).statement_id
        second = record.add(make_entry(other_lines(1), uri="other.html", title="Second")).statement_id
        for page in (second, first, second):
            record.pin("", page, by="Ines Marl")
        record.pin("columns", first, by="Olaf Tern")
        assert [(pin.statement, pin.title) for pin in record.pins("")] == [(second, "Second"), (first, "First")]
        assert [(pin.place, pin.by) for pin in record.pins()][-1] == ("columns", "Olaf Tern")
        with pytest.raises(NotFoundError):
            record.pin("", "nowhere", by="Ines Marl")
        record.unpin("", second)
        record.unpin("", "nowhere")
        assert [pin.statement for pin in record.pins("")] == [first]
        for number in range(2, MOST_PINS + 1):
            other = record.add(make_entry(other_lines(number), uri=f"{number}.html", title=f"No. {number}"))
            record.pin("", other.statement_id, by="Ines Marl")
        last = record.add(make_entry(other_lines(40), uri="last.html", title="Last")).statement_id
        with pytest.raises(UsageError, match="already"):
            record.pin("", last, by="Ines Marl")
