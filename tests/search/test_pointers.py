"""What the index keeps of a document, and reads again."""

from __future__ import annotations

import tantivy
from fakes import FakeRecord

from rostra.search import open_index
from rostra.search.pointers import POINTER, Key, Pointer, read_pointer, write_pointer


def test_a_pointer_is_read_as_it_was_written() -> None:
    for pointer in (
        Pointer("summit", "t7", 40, 90, "answer", "t6", "0-20 30-50", "0-9 12-14"),
        Pointer("column", "", 0, 0, "statement", "", "", ""),
    ):
        document = tantivy.Document()
        document.add_bytes(POINTER, write_pointer(pointer))
        assert read_pointer(document) == pointer
        assert read_pointer(document).key == Key(pointer.statement, pointer.turn, pointer.start)


def test_every_document_leads_to_its_turn(record: FakeRecord) -> None:
    index = open_index(record, ":memory:")
    searcher = index._view.searcher
    found = [searcher.doc(address) for _, address in searcher.search(tantivy.Query.all_query(), limit=50).hits]
    pointers = {(pointer.statement, pointer.turn): pointer for pointer in map(read_pointer, found)}
    assert len(pointers) == len(found) == index.search("").total
    answer = pointers["summit", "t2"]
    assert (answer.role, answer.answers) == ("answer", "t1")
    assert record.get_statement("summit").transcript.text[answer.start : answer.end].startswith("It will. A corridor")
    assert pointers["column", ""].answers == ""
