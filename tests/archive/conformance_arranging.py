"""What every store must do with the names of sections, categories and tags. `RecordSuite` includes it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from pages_made_up import make_entry, other_lines

from rostra.archive import Entry, Judgement, Record
from rostra.model import Furniture, NotFoundError, UsageError


def filed(number: int, *sections: str, tags: tuple[str, ...] = (), category: str | None = None) -> Entry:
    """A page of its own that stands under these names."""
    entry = make_entry(other_lines(number), uri=f"pages/{number}.html", title=f"No. {number}")
    furniture = Furniture(sections=sections, tags=tags, category=category)
    return msgspec.structs.replace(entry, transcript=msgspec.structs.replace(entry.transcript, furniture=furniture))


def renamed(shelf: str, former: str, into: str) -> Judgement:
    return decided("rename-term", None, {"grouping": shelf, "from": former, "into": into})


def decided(action: Any, statement: str | None, value: dict[str, Any]) -> Judgement:
    return Judgement(action=action, by="Ines Marl", why="One and the same.", statement=statement, value=value)


def names(record: Record, shelf: Any) -> dict[str, int]:
    return {each.name: each.count for each in record.tally(shelf)}


class ArrangingSuite:
    """One test a promise about what statements are filed under."""

    def test_a_section_is_renamed_in_the_whole_record_and_put_back(self, record: Record) -> None:
        one, two = (record.add(filed(number, "News", "Letters")).statement_id for number in (1, 2))
        other = record.add(filed(3, "Columns")).statement_id
        before = record.latest_sequence()
        done = record.judge(renamed("section", "news", "Bulletins"))
        assert done.changed == tuple(sorted((one, two)))
        assert {change.statement_id for change in record.changes(before)} == {one, two}
        assert names(record, "section") == {"Bulletins": 2, "Letters": 2, "Columns": 1}
        statement = record.get_statement(one)
        assert statement.card.sections == statement.transcript.furniture.sections == ("Bulletins", "Letters")
        assert record.get_statements([two])[two].transcript.furniture.sections == ("Bulletins", "Letters")
        assert record.find_statements(section="news").total == record.find_statements(section="bulletins").total == 2
        assert (record.current_term("section", "news"), record.current_term("section", "columns")) == (
            "bulletins", "columns"
        )  # fmt: skip
        assert record.former_terms("section") == {"news": "bulletins"}
        assert list(record.prove()) == []
        late = record.add(filed(4, "News")).statement_id
        assert record.get_statement(late).card.sections == ("Bulletins",)
        undone = record.undo(done.judgement.id, by="Olaf Tern")
        assert undone.changed == tuple(sorted((one, two, late)))
        assert names(record, "section") == {"News": 3, "Letters": 2, "Columns": 1}
        assert record.former_terms("section") == {}
        assert record.get_statement(other).card.sections == ("Columns",)
        assert list(record.prove()) == []

    def test_two_tags_become_one_and_categories_keep_out_of_it(self, record: Record) -> None:
        both = record.add(filed(1, tags=("Ferrys", "Ferries", "pier"), category="Ferrys")).statement_id
        one = record.add(filed(2, tags=("Ferrys",))).statement_id
        record.judge(renamed("tag", "ferrys", "Ferries"))
        assert record.get_statement(both).card.tags == ("Ferries", "pier")
        assert names(record, "tag") == {"Ferries": 2, "pier": 1}
        assert record.get_statement(both).card.category == "Ferrys"
        record.judge(renamed("category", "ferrys", "Boats"))
        assert names(record, "category") == {"Boats": 1}
        record.judge(renamed("tag", "ferries", "FERRIES"))  # the same address in another spelling
        assert record.get_statement(one).card.tags == ("FERRIES",)
        assert record.former_terms("tag") == {"ferrys": "ferries"}
        for wrong in (
            renamed("tag", "nowhere", "Ferries"),
            renamed("place", "norrvik", "Lund"),
            renamed("tag", "pier", " "),
        ):
            with pytest.raises(UsageError):
                record.judge(wrong)

    def test_names_go_on_through_later_changes_and_never_in_a_circle(self, record: Record) -> None:
        page = record.add(filed(1, "A")).statement_id
        first = record.judge(renamed("section", "a", "B"))
        record.judge(renamed("section", "b", "C"))
        assert record.get_statement(page).card.sections == ("C",)
        assert record.former_terms("section") == {"a": "c", "b": "c"}
        record.judge(renamed("section", "c", "A"))
        assert record.get_statement(page).card.sections == ("A",)
        assert record.former_terms("section") == {"b": "a", "c": "a"}
        record.undo(first.judgement.id, by="Ines Marl")
        assert record.get_statement(page).card.sections == ("A",)
        assert list(record.prove()) == []

    def test_a_statement_is_filed_by_hand_and_taken_out(self, record: Record) -> None:
        page = record.add(filed(1, "News", tags=("pier",), category="Harbour")).statement_id
        for shelf, name, holds in (
            ("section", "Best of", True), ("section", "Best of", True), ("tag", "pier", False), ("tag", "lamp", False),
            ("category", "Sea", True),
        ):  # fmt: skip
            record.judge(decided("file", page, {"grouping": shelf, "name": name, "holds": holds}))
        card = record.get_statement(page).card
        assert (card.sections, card.tags, card.category) == (("News", "Best of"), (), "Sea")
        record.judge(decided("file", page, {"grouping": "category", "name": "Sea", "holds": False}))
        assert record.get_statement(page).card.category is None
        record.judge(renamed("section", "news", "Bulletins"))
        out = record.judge(decided("file", page, {"grouping": "section", "name": "Bulletins", "holds": False}))
        assert record.get_statement(page).card.sections == ("Best of",)
        record.undo(out.judgement.id, by="Ines Marl")
        assert record.get_statement(page).card.sections == ("Bulletins", "Best of")
        again = filed(1, "News", "Front", tags=("pier", "lamp"))
        record.add(msgspec.structs.replace(again, parser="2"))
        assert record.get_statement(page).card.sections == ("Bulletins", "Front", "Best of")
        assert [each.state for each in record.judgements(page) if each.state != "undone"] == ["applied"] * 6
        assert list(record.prove()) == []

    def test_names_travel_with_other_judgements(self, record: Record) -> None:
        record.add(filed(1, "News"))
        given = msgspec.structs.replace(renamed("section", "news", "Bulletins"), at="2031-05-04T10:00:00.000Z")
        assert record.import_judgements([given]).new == 1
        assert record.import_judgements([given]).known == 1
        assert names(record, "section") == {"Bulletins": 1}

    def test_what_is_said_of_a_section_holds_until_something_else_is_said_and_follows_its_name(
        self, record: Record
    ) -> None:
        record.add(filed(1, "News"))
        said = {"grouping": "section", "slug": "news", "name": "News", "kind": "feed", "description": "*What* is new."}
        before = record.latest_sequence()
        first = record.judge(decided("describe-term", None, {**said, "place": 2}))
        record.judge(
            decided("describe-term", None, {**said, "slug": "essays", "name": "Essays", "kind": "column", "place": 1})
        )
        assert [(each.slug, each.kind, each.place) for each in record.rubrics("section")] == [
            ("essays", "column", 1), ("news", "feed", 2)
        ]  # fmt: skip
        assert (record.rubrics("tag"), record.latest_sequence()) == ((), before)
        last = record.judge(decided("describe-term", None, {**said, "description": ""}))
        assert [each.description for each in record.rubrics("section") if each.slug == "news"] == [""]
        renaming = record.judge(renamed("section", "news", "Bulletins"))
        assert [each.slug for each in record.rubrics("section")] == ["essays", "bulletins"]
        record.undo(last.judgement.id, by="Ines Marl")
        assert [each.description for each in record.rubrics("section") if each.slug == "bulletins"] == [
            "*What* is new."
        ]
        record.undo(renaming.judgement.id, by="Ines Marl")
        record.undo(first.judgement.id, by="Ines Marl")
        assert [each.slug for each in record.rubrics("section")] == ["essays"]
        for wrong in ({"kind": "song"}, {"place": -1}, {"description": "x" * 2_001}, {"name": ""}, {"grouping": "tag"}):
            with pytest.raises(UsageError):
                record.judge(decided("describe-term", None, {**said, **wrong}))

    def test_pins_are_moved_and_stand_first_where_their_order_is_asked_for(self, record: Record) -> None:
        pages = [record.add(filed(number, "Best of")).statement_id for number in range(1, 5)]
        for page in pages[:3]:
            record.pin("best-of", page, by="Ines Marl")
        record.move_pin("best-of", pages[2], -1)
        record.move_pin("best-of", pages[0], 9)
        order = [pages[2], pages[1], pages[0]]
        assert [pin.statement for pin in record.pins("best-of")] == order
        with pytest.raises(NotFoundError):
            record.move_pin("best-of", pages[3], 1)
        record.judge(renamed("section", "best-of", "Choice"))
        record.pin("choice", pages[3], by="Ines Marl")
        record.move_pin("choice", pages[3], -3)
        assert [pin.statement for pin in record.pins("choice")] == [pages[3], *order]
        assert {pin.place for pin in record.pins()} == {"choice"}
        placed = record.find_statements(section="choice", order="placed", limit=3)
        assert ([card.id for card in placed.items], placed.total) == ([pages[3], *order[:2]], 4)
        record.unpin("choice", pages[1])
        assert [card.id for card in record.find_statements(section="choice", order="placed").items] == [
            pages[3], pages[2], pages[0], pages[1]
        ]  # fmt: skip
        with pytest.raises(UsageError, match="2 are pinned"):
            record.pin("choice", pages[1], by="Ines Marl", most=2)

    def test_what_is_withdrawn_comes_back_under_the_names_of_the_day(self, record: Record) -> None:
        page, other = (record.add(filed(number, "News")).statement_id for number in (1, 2))
        gone = record.judge(decided("withdraw", page, {}))
        assert record.judge(renamed("section", "news", "Bulletins")).changed == (other,)
        assert names(record, "section") == {"Bulletins": 1}
        assert list(record.prove()) == []
        record.undo(gone.judgement.id, by="Ines Marl")
        assert record.get_statement(page).card.sections == ("Bulletins",)
        assert names(record, "section") == {"Bulletins": 2}
        assert list(record.prove()) == []
