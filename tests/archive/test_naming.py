"""Names that were changed many times over: where each ends, and that a page asks for them alike however many there are."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from conformance_arranging import decided, filed, renamed
from sqlalchemy import event

from rostra.archive import open_record
from rostra.archive.naming import Naming
from rostra.archive.slugs import slugify
from rostra.archive.sqlite import open_sqlite
from rostra.archive.store import SqlRecord


@pytest.mark.parametrize("seed", range(20))
def test_a_name_ends_where_one_step_after_the_other_leads(seed: int) -> None:
    chance = random.Random(seed)
    names = ["A", "a", "B", "b!", "C", "D", "E", "e"]
    steps = [(slugify(chance.choice(names)), chance.choice(names)) for _ in range(chance.randrange(1, 12))]
    made = [
        msgspec.structs.replace(renamed("tag", former, into), at=f"2031-01-{day:02}", id=str(day))
        for day, (former, into) in enumerate(steps, 1)
    ]
    chance.shuffle(made)
    naming = Naming(made)
    for name in (*names, "F"):
        said = name
        for former, into in steps:
            if slugify(said) == former:
                said = into
        assert (naming.name("tag", name), naming.slug("tag", slugify(name))) == (said, slugify(said))
        assert (naming.name("section", name), naming.slug("section", "a")) == (name, "a")
    assert naming.former("tag") == list(dict.fromkeys(former for former, _ in steps))


def asked_for(record: SqlRecord, call: Callable[[], object]) -> list[str]:
    """The questions by which `call` is answered."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(record._engine, "before_cursor_execute", note)
    call()
    event.remove(record._engine, "before_cursor_execute", note)
    return asked


def test_a_page_asks_the_same_few_questions_however_many_sections_were_renamed(tmp_path: Path) -> None:
    record = open_sqlite(str(tmp_path / "record.sqlite"), create=True)
    page = record.add(filed(1, *(f"Old {number}" for number in range(30)))).statement_id
    record.pin("old-0", page, by="Ines Marl")
    said = {"grouping": "section", "slug": "old-0", "name": "Old 0", "kind": "column", "author": "", "description": ""}
    record.judge(decided("describe-term", None, {**said, "place": 1}))
    calls: tuple[Callable[[], object], ...] = (
        lambda: record.pins("new-0"),
        lambda: record.pins(),
        lambda: record.former_terms("section"),
        lambda: record.rubrics("section"),
        lambda: record.get_statement(page),
    )
    asked = []
    for numbers in (range(2), range(2, 30)):
        for number in numbers:
            record.judge(renamed("section", f"old-{number}", f"New {number}"))
        record.get_statement(page)
        asked.append([asked_for(record, call) for call in calls])
    few, many = asked
    assert list(map(len, few)) == list(map(len, many))
    assert not any("judgements.value" in each for each in many[0] + many[4]), (
        "changes are read anew though none was made"
    )
    assert [each.statement for each in record.pins("new-0")] == [page]
    assert len(record.former_terms("section")) == 30
    assert [each.slug for each in record.rubrics("section")] == ["new-0"]
    record.close()


def test_what_another_program_renames_is_called_so_at_once(tmp_path: Path) -> None:
    record, other = (open_record(tmp_path / "record.sqlite") for _ in range(2))
    page = record.add(filed(1, "News")).statement_id
    first = other.judge(renamed("section", "news", "Bulletins"))
    assert record.get_statement(page).transcript.furniture.sections == ("Bulletins",)
    second = other.judge(renamed("section", "bulletins", "Papers"))
    assert record.get_statement(page).transcript.furniture.sections == ("Papers",)
    other.undo(second.judgement.id, by="Olaf Tern")
    assert record.get_statement(page).transcript.furniture.sections == ("Bulletins",)
    other.undo(first.judgement.id, by="Olaf Tern")
    assert record.get_statement(page).transcript.furniture.sections == ("News",)
    record.close()
    other.close()
