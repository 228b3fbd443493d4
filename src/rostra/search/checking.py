"""Whether an index on disk answers for its record. It is looked at as it lies: nothing is built, mended or brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement
from rostra.archive.reports import Finding, Told
from rostra.model import RostraError, WithdrawnError
from rostra.search.pointers import read_pointer
from rostra.search.schema import build_schema, find_passages
from rostra.search.store import Store, is_damage

_SAMPLE = 200
"""Statements compared by a quick check: spread over the record, they meet a loss of one in a hundred nearly always."""
_MORE = 10
"""Passages looked for beyond those expected: one more is enough to tell that there are too many."""
_MENDS = "Nothing need be done: the next search builds or completes it."


def check_index(record: Record, location: str, *, quick: bool = False, told: Told | None = None) -> Iterator[Finding]:
    """What is wrong with the index of the archive at `location`; nothing where there is none.

    An index that is missing, damaged, of another record or behind is a note, for it mends itself. One that says that it is level
    with the record and is not is an error: searches would miss what is there, or show what is not.
    """
    if location == ":memory:" or "://" in location or not Path(f"{location}.index").is_dir():
        return
    folder = Path(f"{location}.index")
    store = Store(folder, record.generation)
    latest = record.latest_sequence()
    if not store.is_kept:
        message = "It is damaged, of another archive, or of another release."
        yield Finding(code="index-other", where=str(folder), message=message, hint=_MENDS, severity="note")
    elif store.sequence > latest:
        message = f"It is of a later state of the archive (change {store.sequence}) than this one (change {latest})."
        yield Finding(code="index-other", where=str(folder), message=message, hint=_delete(folder))
    elif not store.whole or store.sequence < latest:
        message = f"It has come to change {store.sequence} of {latest}."
        yield Finding(code="index-behind", where=str(folder), message=message, hint=_MENDS, severity="note")
    else:
        yield from _compare(record, store.index.searcher(), folder, quick=quick, told=told)


def _delete(folder: Path) -> str:
    return f"Delete the folder {folder}: the next search builds it again."


def _compare(
    record: Record,
    searcher: tantivy.Searcher,
    folder: Path,
    *,
    quick: bool,
    told: Told | None,
) -> Iterator[Finding]:
    ids = [change.statement_id for change in record.changes()]
    chosen = ids[:: max(1, len(ids) // _SAMPLE)] if quick else ids
    total = 0
    for number, statement_id in enumerate(chosen, start=1):
        try:
            statement = _shown(record, statement_id)
            expected = _expected(statement) if statement and statement.id == statement_id else []
            found = _found(searcher, statement_id, at_most=len(expected) + _MORE)
        except RostraError:  # the record's own checks tell of it
            return
        except BaseException as error:
            if not is_damage(error):
                raise
            yield Finding(
                code="index-damaged", where=str(folder), message=f"It cannot be read: {error}.", hint=_delete(folder)
            )
            return
        total += len(expected)
        if found != expected:
            message = f"It holds {len(found)} passages, and should hold {len(expected)}, or others than these."
            yield Finding(code="index-wrong", where=statement_id, message=message, hint=_delete(folder))
        if told:
            told(number, len(chosen), "index")
    if not quick and total != searcher.num_docs:
        message = f"It holds {searcher.num_docs} passages, and the record {total}."
        yield Finding(code="index-wrong", where=str(folder), message=message, hint=_delete(folder))


def _shown(record: Record, statement_id: str) -> Statement | None:
    """The statement; ``None`` for one that was withdrawn."""
    try:
        return record.get_statement(statement_id)
    except WithdrawnError:
        return None


def _expected(statement: Statement) -> list[tuple[str, int, int]]:
    passages = find_passages(statement.transcript)
    return sorted((turn.id if turn else "", *span) for span, turn in passages)


def _found(searcher: tantivy.Searcher, statement_id: str, *, at_most: int) -> list[tuple[str, int, int]]:
    query = tantivy.Query.term_query(build_schema(), "statement", statement_id)
    found = searcher.search(query, limit=at_most).hits
    pointers = (read_pointer(searcher.doc(address)) for _, address in found)
    return sorted((pointer.turn, pointer.start, pointer.end) for pointer in pointers)
