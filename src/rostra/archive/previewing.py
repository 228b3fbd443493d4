"""A page as the statement that it would be, without keeping it."""

from __future__ import annotations

from typing import Any

from rostra.archive.packing import names_from_json
from rostra.archive.records import Entry, Statement, StatementCard, Version
from rostra.archive.rows import statement_row
from rostra.archive.writing import now


def as_statement(entry: Entry, statement_id: str) -> Statement:
    """The entry as a statement under this id, in its first version."""
    moment, row = now(), statement_row(entry)
    values: dict[str, Any] = {name: row[name] for name in StatementCard.__struct_fields__ if name in row}
    lists = {name: names_from_json(row[name]) for name in ("sections", "tags", "speakers")}
    known = {"id": statement_id, "views": 0, "version": 1, "added_at": moment, "updated_at": moment}
    source = entry.transcript.source
    version = Version(
        number=1,
        sha256=source.sha256,
        uri=source.uri,
        media_type=source.media_type or "",
        captured_at=source.captured_at,
        added_at=moment,
        changed_turns=0,
    )
    return Statement(
        card=StatementCard(**{**values, **lists, **known}),
        transcript=entry.transcript,
        versions=(version,),
        persons=entry.persons,
        address=entry.address,
    )
