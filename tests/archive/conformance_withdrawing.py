"""What every store must do with statements that are withdrawn, and with tries to log in. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from conformance_judgements import judged
from msgspec.structs import replace
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Record
from rostra.model import NotFoundError, UsageError, Visit, WithdrawnError

GROUPINGS = ("section", "category", "tag", "kind", "place", "language", "person", "organisation")


def told(record: Record, page: str) -> dict[str, object]:
    """All that lists and tallies say, for comparing; and what is known of one statement."""
    return {
        "lists": [card.id for card in record.find_statements().items],
        "by": {order: record.find_statements(order=order).total for order in ("oldest", "title", "views", "added")},
        "person": record.find_statements(person="ada-brandt").total,
        "dated": record.find_statements(date="2014-08").total,
        "named": record.find_statements(ids=[page]).total,
        "months": record.months(),
        "years": (record.years(), record.years(person="ada-brandt")),
        "counts": replace(record.count(), size_bytes=0),
        "tallies": [record.tally(grouping) for grouping in GROUPINGS],
        "persons": record.persons(),
        "profile": record.profile("ada-brandt"),
        "terms": sorted(record.terms()),
        "edits": record.edits().total,
        "changed": sorted(record.last_changes()),
        "machine": record.get_machine(page),
        "whole": sorted(record.get_statements([page])),
        "renaming": record.named("Ada Brandt"),
        "covered": record.coverage().months,
        "queue": record.queue().waiting,
    }


class WithdrawnSuite:
    """One test a promise about what readers no longer see."""

    def test_a_withdrawn_statement_is_nowhere_and_comes_back_as_it_was(self, record: Record) -> None:
        page = record.add(make_entry(address="https://norrvik.example/1")).statement_id
        record.add(make_entry(change(HARBOUR, 1, "Who pays for all of this?"), address="https://norrvik.example/1"))
        other = record.add(make_entry(other_lines(3), uri="other.html", title="Other", date="2014-08-07")).statement_id
        record.judge(judged("speaker", page, "t3", name="Tomas Keel", kind="person", person="tomas-keel"))
        before, shown = told(record, page), record.get_statement(page)
        sequence = record.latest_sequence()
        done = record.judge(judged("withdraw", page))
        assert done.changed == (page,)
        assert record.latest_sequence() > sequence
        hidden = told(record, page)
        assert hidden["lists"] == [other]
        assert [hidden[name] for name in ("dated", "named", "edits", "whole", "renaming")] == [
            1, 0, 0, [], tuple(each for each in record.named("Ada Brandt") if each.id == other)
        ]  # fmt: skip
        assert record.count().statements == 1
        assert record.neighbours(other) == (None, None)
        assert "tomas-keel" not in {person.slug for person in record.persons()}
        assert page not in {statement for _, _, statement in record.terms()}
        assert hidden["changed"] == [other]
        for read in (record.get_statement, record.neighbours):
            with pytest.raises(WithdrawnError) as error:
                read(page)
        notice = error.value.withdrawal
        assert (notice.statement, notice.title, notice.by) == (page, "Opening of the harbour", "Ines Marl")
        assert (notice.reason, notice.at) == ("The recording says so.", done.judgement.at)
        assert record.withdrawals() == record.withdrawals(page) == (notice,)
        for version in shown.versions:
            with pytest.raises(WithdrawnError):
                record.get_capture(version.sha256)
            assert record.get_capture(version.sha256, withdrawn_too=True).content
            with pytest.raises(WithdrawnError):
                record.get_version(page, version.number)
            assert record.get_version(page, version.number, withdrawn_too=True).turns
        kept = record.get_statement(page, withdrawn_too=True)
        assert (kept.transcript, kept.persons, kept.withdrawal) == (shown.transcript, shown.persons, notice)
        record.undo(done.judgement.id, by="Olaf Tern")
        assert told(record, page) == before
        assert record.get_statement(page).transcript == shown.transcript
        assert record.withdrawals() == record.withdrawals(page) == ()

    def test_what_was_saved_at_its_address_and_became_no_version_is_withdrawn_too(self, record: Record) -> None:
        address, other = "https://norrvik.example/1", "https://norrvik.example/2"
        page = record.add(make_entry(uri=address)).statement_id

        def brought(content: bytes, asked: str, **more: str) -> str:
            visit = Visit(address=asked, at="2031-05-04T10:00:00.000Z", outcome="fetched", content=content, **more)  # type: ignore[arg-type]
            record.add_visit(visit)
            return visit.sha256 or ""

        torn, led = brought(b"<p>torn", address), brought(b"<p>led", "https://norrvik.example/old", final=address)
        shared, apart = (brought(b"<p>away", each) for each in (address, other))
        done = record.judge(judged("withdraw", page))
        for sha256 in (torn, led):
            with pytest.raises(WithdrawnError) as error:
                record.get_capture(sha256)
            assert error.value.withdrawal.statement == page
            assert record.get_capture(sha256, withdrawn_too=True).content
        assert shared == apart
        assert record.get_capture(shared).uri == other
        record.undo(done.judgement.id, by="Olaf Tern")
        assert record.get_capture(torn).content == b"<p>torn"

    def test_it_stays_withdrawn_whatever_its_page_and_its_editors_do(self, record: Record) -> None:
        address = "https://norrvik.example/1"
        page = record.add(make_entry(address=address)).statement_id
        done = record.judge(judged("withdraw", page))
        with pytest.raises(UsageError, match="already"):
            record.judge(judged("withdraw", page))
        assert record.add(make_entry(address=address)).outcome == "unchanged"
        edited = record.add(make_entry(change(HARBOUR, 1, "Who pays for all of this?"), address=address))
        assert (edited.statement_id, edited.outcome) == (page, "changed")
        record.judge(judged("field", page, field="title", value="Another title"))
        split = record.judge(judged("split", page, "t3", at="the ministry of Vestland"))
        assert record.find_statements().total == 0
        assert record.withdrawals()[0].title == "Another title"
        record.undo(split.judgement.id, by="Olaf Tern")
        record.undo(done.judgement.id, by="Olaf Tern")
        back = record.get_statement(page)
        assert (back.card.title, back.card.version) == ("Another title", 2)
        assert "Who pays for all of this?" in {back.transcript.turn_text(turn) for turn in back.transcript.turns}

    def test_judgements_from_elsewhere_withdraw_as_well_and_say_it_on_one_line(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        made = record.judge(judged("withdraw", page)).judgement
        record.undo(made.id, by="Olaf Tern")
        hostile = judged("withdraw", page)
        sha256 = record.get_statement(page).versions[0].sha256
        hostile = replace(hostile, why="Two\r\nlines\x1b[2J", at="2031-05-04T10:00:00Z", sha256=sha256)
        assert record.import_judgements([hostile]).new == 1
        assert record.withdrawals()[0].reason == "Two lines[2J"
        with pytest.raises(UsageError):
            record.import_judgements([replace(hostile, value={"notice": "more"})])
        with pytest.raises(NotFoundError):
            record.judge(judged("withdraw", "nowhere"))


class TryingSuite:
    """Tries to log in are counted, within a window and within bounds."""

    def test_tries_wait_once_there_were_too_many_and_are_forgotten(self, record: Record) -> None:
        for at in (0.0, 1.0, 2.0):
            assert record.begin_try({"name": 3, "place": 9}, at_s=at, window_s=60) == 0
        assert record.begin_try({"name": 3, "place": 9}, at_s=3.0, window_s=60) == 57
        assert record.begin_try({"other": 3, "place": 9}, at_s=3.0, window_s=60) == 0
        assert record.begin_try({"name": 3}, at_s=60.0, window_s=60) == 0
        assert record.begin_try({"name": 3}, at_s=60.5, window_s=60) == 1
        record.end_try("name", "place")
        assert record.begin_try({"name": 1}, at_s=60.5, window_s=60) == 0
        assert record.begin_try({"place": 3}, at_s=60.5, window_s=60) == 0  # two are left: the last counts no more
        assert record.begin_try({"place": 3}, at_s=60.5, window_s=60) == 1

    def test_the_oldest_tries_give_way(self, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("rostra.archive.trying.MOST_TRIES", 20)
        assert record.begin_try({"first": 1}, at_s=0.0, window_s=60) == 0
        for number in range(20):
            assert record.begin_try({"first": 1}, at_s=0.0, window_s=60) == 60
            assert record.begin_try({f"name {number}": 1}, at_s=1.0, window_s=60) == 0
        assert record.begin_try({"first": 1}, at_s=0.0, window_s=60) == 0


class TrailSuite:
    """The audit trail in windows."""

    def test_what_was_decided_and_taken_back_is_told_the_latest_first(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        other = record.add(make_entry(other_lines(3), uri="other.html", title="Other")).statement_id
        first = record.judge(judged("role", page, "t1", role="moderation")).judgement
        second = record.judge(judged("looked-at", other)).judgement
        record.judge(replace(judged("withdraw", page), by="Olaf Tern"))
        record.undo(first.id, by='Rika "Holm"', why="no")
        whole = record.trail()
        assert [(each.action, undoing) for each, undoing in whole.events] == [
            ("role", True), ("withdraw", False), ("looked-at", False), ("role", False)
        ]  # fmt: skip
        assert (whole.total, whole.names) == (4, ("Ines Marl", "Olaf Tern", 'Rika "Holm"'))
        assert whole.titles == {page: "Opening of the harbour", other: "Other"}
        part = record.trail(limit=1, offset=2)
        assert (part.events, part.total, part.titles) == (whole.events[2:3], 4, {other: "Other"})
        assert record.trail(page).total == 3
        assert record.trail(by='Rika "Holm"').events == whole.events[:1]
        assert record.trail(state="undone").total == 2
        assert record.trail(page, by="Ines Marl", state="applied").events == ()
        assert record.find_judgements([second.id, "none", first.id]) == tuple(
            each for each in record.judgements() if each.id in (first.id, second.id)
        )

    def test_a_batch_is_found_whatever_it_is_called(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        names = {"name": "Tom Keel", "kind": "person", "from": "Tomas Keel"}
        made = record.judge(judged("rename", page, batch="50_a", **names)).judgement
        assert record.batch("50_a") == (record.find_judgements([made.id])[0],)
        assert record.batch("50xa") == record.batch("50") == ()
        record.undo(made.id, by="Olaf Tern")
        assert record.batch("50_a") == ()
        assert [each.id for each in record.batch("50_a", undone_too=True)] == [made.id]
