"""What every store must do with drafts and pins. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import make_entry, other_lines

from rostra.archive import Record
from rostra.archive.publishing import MOST_PINS, DraftFields, new_draft_id
from rostra.model import NotFoundError, UsageError

FIELDS = DraftFields(title="The lamp", sections=("Columns",), tags=("lamp", "pier"))


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

    def test_under_an_id_that_was_given_before_one_text_makes_one_draft(self, record: Record) -> None:
        given = new_draft_id()
        draft = record.add_draft(FIELDS, "It is lit.", by="Ines Marl", draft_id=given)
        assert draft.id == given
        assert record.add_draft(FIELDS, "It is lit.", by="Ines Marl", draft_id=given) == draft
        with pytest.raises(UsageError, match="Ines Marl saved"):
            record.add_draft(FIELDS, "It is dark.", by="Olaf Tern", draft_id=given)
        assert record.drafts() == (draft,)

    def test_a_draft_is_due_when_its_time_has_come_and_published_once(self, record: Record) -> None:
        page = make_entry()
        draft = record.add_draft(FIELDS, "It is lit.", by="Ines Marl")
        record.schedule(draft.id, "2031-05-04T10:00:00.000Z")
        assert record.get_draft(draft.id).state == "scheduled"
        assert record.due_drafts("2031-05-04T09:59:59.999Z") == ()
        assert [each.id for each in record.due_drafts("2031-05-04T10:00:00.000Z")] == [draft.id]
        found = record.publish_draft(draft.id, page, revision=1, due="2031-05-04T10:00:00.000Z")
        assert found == record.get_draft(draft.id)
        assert found is not None
        assert (found.state, found.publish_at) == ("published", None)
        assert record.publish_draft(draft.id, page, revision=1, due="2031-05-04T10:00:00.000Z") is None
        assert record.publish_draft(draft.id, page, revision=1) == found
        assert record.get_statement(found.statement or "").card.version == 1
        with pytest.raises(UsageError, match="published"):
            record.remove_draft(draft.id)
        assert record.save_draft(draft.id, FIELDS, "Brighter.", by="Ines Marl", revision=1).state == "changed"
        record.schedule(draft.id, "2031-05-05T10:00:00.000Z")
        record.publish_draft(draft.id, page, revision=1)
        assert record.get_draft(draft.id).state == "scheduled"  # of the newer text, which is yet to come

    def test_what_is_no_longer_due_or_older_than_what_readers_see_is_not_published(self, record: Record) -> None:
        at, page = "2031-05-04T10:00:00.000Z", make_entry()
        draft = record.add_draft(FIELDS, "It is lit.", by="Ines Marl")
        for put_off in (None, "2031-05-11T10:00:00.000Z"):
            record.schedule(draft.id, put_off)
            assert record.publish_draft(draft.id, page, revision=1, due=at) is None
        record.schedule(draft.id, at)
        record.save_draft(draft.id, FIELDS, "It is dark.", by="Olaf Tern", revision=1)
        assert record.publish_draft(draft.id, page, revision=1, due=at) is None  # written on since it was read
        assert record.count().statements == 0
        later = make_entry(other_lines(1))
        found = record.publish_draft(draft.id, later, revision=2, due=at)
        assert found is not None
        assert record.publish_draft(draft.id, page, revision=1) is None  # by one that was slower
        assert record.get_draft(draft.id) == found
        assert record.get_statement(found.statement or "").transcript.source.sha256 == later.capture.sha256
        record.remove_draft(record.add_draft(FIELDS, "Mine.", by="Ines Marl").id)
        with pytest.raises(NotFoundError):
            record.publish_draft("nowhere", page, revision=1)

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
