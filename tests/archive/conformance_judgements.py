"""What every store must do with the judgements of people. `RecordSuite` includes it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from pages_made_up import HARBOUR, change, make_entry, other_lines

from rostra.archive import Judgement, Record
from rostra.model import NotFoundError, Turn, UsageError

KEEL = {"name": "Tomas Keel", "kind": "person", "person": "tomas-keel"}


def judged(action: str, statement: str | None = None, turn: str | None = None, **value: Any) -> Judgement:
    """A judgement by Ines Marl, who gives a reason."""
    return Judgement(
        action=action,  # type: ignore[arg-type]
        by="Ines Marl",
        why="The recording says so.",
        statement=statement,
        turn=turn,
        value=value,
    )


def turn_of(record: Record, statement: str, turn_id: str) -> Turn:
    return next(turn for turn in record.get_statement(statement).transcript.turns if turn.id == turn_id)


class JudgementSuite:
    """One test a promise about judgements."""

    def test_a_correction_outranks_the_machine_and_says_who_when_why(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        before = record.latest_sequence()
        done = record.judge(judged("speaker", page, "t3", **KEEL))
        turn = turn_of(record, page, "t3")
        assert (turn.speaker, turn.speaker_kind, turn.confidence, turn.rule) == (
            "Tomas Keel",
            "person",
            1.0,
            "judgement",
        )
        assert done.changed == (page,)
        kept = record.judgements(page)
        assert kept == (done.judgement,)
        assert (kept[0].by, kept[0].why, kept[0].state, kept[0].version) == (
            "Ines Marl",
            "The recording says so.",
            "applied",
            1,
        )
        assert kept[0].quote == HARBOUR[2][2]
        assert kept[0].at.endswith("Z")
        assert record.latest_sequence() > before
        assert record.get_person("tomas-keel").answers == 2

    def test_an_issue_that_a_judgement_settles_goes_away_and_comes_back_with_its_undoing(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        machine = record.get_statement(page).transcript
        assert [issue.code for issue in machine.issues] == ["speaker-unknown"]
        done = record.judge(judged("speaker", page, "t1", **KEEL))
        assert record.get_statement(page).transcript.issues == ()
        record.undo(done.judgement.id, by="Olaf Tern", why="It was another recording.")
        assert record.get_statement(page).transcript == machine
        undone = record.judgements(page)[0]
        assert undone.state == "undone"
        assert undone.undone is not None
        assert (undone.undone.by, undone.undone.why) == ("Olaf Tern", "It was another recording.")

    def test_what_people_corrected_is_no_edit_of_the_page(self, record: Record) -> None:
        page = record.add(make_entry(content=b"one")).statement_id
        record.judge(judged("furniture", page, "t6"))
        record.judge(judged("field", page, field="title", value="Another title"))
        record.add(make_entry(content=b"two"))
        assert record.get_statement(page).versions[-1].change == "around"
        assert record.edits().total == 0

    def test_corrections_survive_a_newer_parser_and_a_new_version(self, record: Record) -> None:
        page = record.add(make_entry(content=b"page")).statement_id
        record.judge(judged("speaker", page, "t3", **KEEL))
        record.judge(judged("role", page, "t6", role="heading"))
        record.add(make_entry([*HARBOUR[:5], ("statement", None, HARBOUR[5][2])], content=b"page", parser="2"))
        assert turn_of(record, page, "t3").speaker == "Tomas Keel"
        assert turn_of(record, page, "t6").role == "heading"
        extra = ("note", None, "The doors of the great hall were opened at nine in the morning.")
        record.add(make_entry([extra, *HARBOUR]))
        assert record.get_statement(page).card.version == 2
        assert turn_of(record, page, "t3").speaker == "Tomas Keel"
        assert [each.state for each in record.judgements(page)] == ["applied", "applied"]

    def test_a_correction_whose_words_are_gone_says_so_and_comes_back_with_them(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        done = record.judge(judged("speaker", page, "t3", **KEEL))
        record.add(make_entry(change(HARBOUR, 2, "Nobody has told me what it costs, or who is to bear it in the end.")))
        kept = record.judgements(page, state="unmet")
        assert [each.id for each in kept] == [done.judgement.id]
        assert "gone" in (kept[0].note or "")
        codes = [issue.code for issue in record.get_statement(page).transcript.issues]
        assert codes == ["speaker-unknown", "judgement-unmet"]
        record.add(make_entry(HARBOUR, content=b"as it was"))
        assert record.judgements(page, state="unmet") == ()
        assert turn_of(record, page, "t3").speaker == "Tomas Keel"

    def test_a_split_and_a_join_redirect_ids_and_undo_gives_them_back(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        machine = record.get_statement(page).transcript
        split = record.judge(judged("split", page, "t3", at="the ministry of Vestland"))
        turns = record.get_statement(page).transcript.turns
        words = [record.get_statement(page).transcript.turn_text(turn) for turn in turns]
        assert words[2:4] == [
            "The town pays a third of it,",
            "the ministry of Vestland pays the rest, over 40 million crowns.",
        ]
        assert [turn.answers for turn in turns[2:4]] == ["t2", "t2"]
        heir = record.find_turn(page, "t3")
        assert heir in {turn.id for turn in turns[2:4]}
        record.judge(judged("speaker", page, turns[3].id, **KEEL))
        record.undo(split.judgement.id, by="Ines Marl")
        after = record.get_statement(page).transcript
        assert [turn.id for turn in after.turns] == [turn.id for turn in machine.turns]
        assert record.find_turn(page, turns[3].id) == "t3"
        assert [each.state for each in record.judgements(page)] == ["undone", "unmet"]

    def test_joined_turns_are_one(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        record.judge(judged("join", page, "t1"))
        transcript = record.get_statement(page).transcript
        assert len(transcript.turns) == 5
        assert transcript.turn_text(transcript.turns[0]) == f"{HARBOUR[0][2]}\n\n{HARBOUR[1][2]}"
        assert transcript.turns[1].answers is None
        assert record.find_turn(page, "t2") == record.find_turn(page, "t1") == transcript.turns[0].id

    def test_links_metadata_and_furniture(self, record: Record) -> None:
        page = record.add(make_entry(date=None)).statement_id
        record.judge(judged("answers", page, "t5", question="t2"))
        record.judge(judged("field", page, field="date", value="2014-08"))
        record.judge(judged("furniture", page, "t6"))
        statement = record.get_statement(page)
        assert turn_of(record, page, "t5").answers == "t2"
        assert (statement.card.date, statement.transcript.event.evidence["date"].rule) == ("2014-08", "judgement")
        assert len(statement.transcript.turns) == 5
        assert statement.transcript.furniture.spans == (
            (len(statement.transcript.text) - 11, len(statement.transcript.text)),
        )
        assert record.find_statements(date="2014").total == 1

    def test_a_page_that_is_no_transcript(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        done = record.judge(judged("not-transcript", page))
        statement = record.get_statement(page)
        assert (statement.transcript.turns, statement.card.kind) == ((), "article")
        record.undo(done.judgement.id, by="Ines Marl")
        assert [turn.id for turn in record.get_statement(page).transcript.turns] == ["t1", "t2", "t3", "t4", "t5", "t6"]

    def test_persons_merge_and_their_old_address_leads_to_the_other(self, record: Record) -> None:
        names = {"Ada Brandt": "ada-brandt"}
        one = record.add(make_entry(other_lines(1), uri="1", title="One", persons=names)).statement_id
        record.add(make_entry(other_lines(2), uri="2", title="Two", persons={"Ada Brandt": "a-brandt"}))
        done = record.judge(judged("merge-person", **{"from": "a-brandt", "into": "ada-brandt"}))
        assert [(card.slug, card.statements) for card in record.persons()] == [("ada-brandt", 2)]
        assert record.get_person("a-brandt").slug == "ada-brandt"
        assert record.find_statements(person="a-brandt").total == 2
        assert record.years(person="a-brandt") == record.years(person="ada-brandt")
        assert record.find_statements(person="ada-brandt").total == 2
        assert one not in done.changed
        third = make_entry(other_lines(3), uri="3", title="Three", persons={"Ada Brandt": "a-brandt"})
        record.add(third)
        assert record.get_person("a-brandt").statements == 3
        record.undo(done.judgement.id, by="Ines Marl")
        assert sorted((card.slug, card.statements) for card in record.persons()) == [("a-brandt", 2), ("ada-brandt", 1)]

    def test_a_person_splits_in_one_statement(self, record: Record) -> None:
        one = record.add(make_entry(other_lines(1), uri="1", title="One")).statement_id
        record.add(make_entry(other_lines(2), uri="2", title="Two"))
        done = record.judge(judged("person", one, name="Ada Brandt", person="ada-brandt-2"))
        assert sorted((card.slug, card.statements) for card in record.persons()) == [
            ("ada-brandt", 1),
            ("ada-brandt-2", 1),
        ]
        record.undo(done.judgement.id, by="Ines Marl")
        assert [card.slug for card in record.persons()] == ["ada-brandt"]

    def test_importing_is_harmless_twice_in_any_order_and_carries_what_was_undone(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        record.judge(judged("speaker", page, "t3", **KEEL))
        undone = record.judge(judged("role", page, "t6", role="heading")).judgement
        record.judge(judged("field", page, field="place", value="Lund"))
        record.judge(judged("person", page, name="Ada Brandt", person="a-b"))
        corrected, kept = record.get_statement(page), record.judgements()
        record.undo(undone.id, by="Ines Marl")
        final, exported = record.get_statement(page), record.judgements()
        again = record.import_judgements(kept)
        assert (again.new, again.known, again.undone) == (0, 4, 0)
        assert record.get_statement(page) == final != corrected
        for each in kept:
            record.undo(each.id, by="Ines Marl")
        assert record.import_judgements(exported).known == 4
        assert all(each.state == "undone" for each in record.judgements())

    def test_judgements_of_pages_that_are_not_here_are_told(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        made = record.judge(judged("speaker", page, "t3", **KEEL)).judgement
        away = msgspec.structs.replace(made, statement="nowhere", sha256="0" * 64, id="")
        found = record.import_judgements([away])
        assert (found.new, len(found.missing)) == (0, 1)
        moved = msgspec.structs.replace(made, statement="elsewhere")
        assert record.import_judgements([moved]).known == 1

    @pytest.mark.parametrize(
        ("action", "turn", "value"),
        [
            ("role", "t1", {"role": "orator"}),
            ("field", None, {"field": "date", "value": "2014-02-30"}),
            ("field", None, {"field": "colour", "value": "red"}),
            ("field", None, {"field": "kind", "value": "play"}),
            ("answers", "t5", {"question": "t5"}),
            ("answers", "t5", {"question": "t1"}),
            ("answers", "t1", {"question": "t2"}),
            ("split", "t3", {"at": "words that nobody said"}),
            ("split", "t3", {"at": "The town pays"}),
            ("join", "t6", {}),
            ("speaker", "t6", {"name": "Ada Brandt", "kind": "person"}),
            ("speaker", "t99", {"name": "Ada Brandt", "kind": "person"}),
            ("speaker", "t1", {"name": None, "kind": "person"}),
            ("furniture", "t1", {"words": "words that nobody said"}),
            ("person", None, {"name": "Nobody Here", "person": "nobody-here"}),
            ("person", None, {"name": "Ada Brandt", "person": "a/../b"}),
            ("merge-person", None, {"from": "ada-brandt", "into": "ada-brandt"}),
            ("merge-person", None, {"from": "ada-brandt", "into": "nobody"}),
        ],
    )
    def test_the_impossible_is_refused_and_nothing_changes(
        self, record: Record, action: str, turn: str | None, value: dict[str, Any]
    ) -> None:
        page = record.add(make_entry()).statement_id
        before, sequence = record.get_statement(page), record.latest_sequence()
        with pytest.raises(UsageError):
            record.judge(judged(action, page, turn, **value))
        assert record.get_statement(page) == before
        assert (record.latest_sequence(), record.judgements()) == (sequence, ())

    def test_a_judgement_says_who_and_why(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        made = judged("not-transcript", page)
        for nameless in (msgspec.structs.replace(made, by=" "), msgspec.structs.replace(made, why="")):
            with pytest.raises(UsageError):
                record.judge(nameless)
        with pytest.raises(NotFoundError):
            record.undo("nothing", by="Ines Marl")
        with pytest.raises(NotFoundError):
            record.judge(judged("not-transcript", "nowhere"))
