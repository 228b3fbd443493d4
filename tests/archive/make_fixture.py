"""Run once a release, and when the schema changes: `python tests/archive/make_fixture.py FILE`, where FILE is
`tests/archive/fixtures/0.1.0-r0008.archive`: the version and the revision of the schema (see docs/record.md)."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

from conformance_judgements import judged
from pages_made_up import HARBOUR, make_entry

from rostra.archive import open_record
from rostra.archive.publishing import DraftFields
from rostra.model import Visit

ADDRESS = "https://norrvik.example/1"
PIER = [("answer", "Ada Brandt", "The second pier will be built of Lund granite, as I told you before.")]
INSERTED = [
    ("question", "journalist", "Has the lighthouse been repaired since the storm of last November?"),
    ("answer", "Tomas Keel", "Not yet, the lamp is on order from the glassworks at Lund."),
]


def main(location: str) -> None:
    record = open_record(location)
    first = record.add(make_entry(address=ADDRESS))
    pier = record.add(
        make_entry(PIER, uri="pages/pier.html", title="The second pier", date="2016-05", kind="interview")
    )
    edited = make_entry([HARBOUR[0], *INSERTED, *HARBOUR[1:5]], address=ADDRESS)
    record.add(edited)
    record.add_view(first.statement_id)
    record.judge(judged("speaker", pier.statement_id, "t1", name="Tomas Keel", kind="person", person="tomas-keel"))
    record.judge(judged("field", pier.statement_id, field="place", value="Lund Island"))
    undone = record.judge(judged("role", first.statement_id, "t1", role="moderation"))
    record.undo(undone.judgement.id, by="Ines Marl", why="It was his statement after all.")
    seen = {"address": ADDRESS, "status": 200, "headers": (("etag", '"7"'),), "via": "https://norrvik.example/feed"}
    record.add_visit(Visit(**seen, at="2026-01-01T00:00:00Z", outcome="fetched", content=edited.capture.content))
    record.add_visit(
        Visit(address=ADDRESS, at="2026-01-02T00:00:00Z", outcome="failed", error="No answer in 30 seconds.")
    )
    record.save_search("Piers", "pier", public=True)
    record.note_miss("lighthouse keeper")
    record.watch("https://norrvik.example/feed", "feed", every_s=3600, next_at="2026-01-03T00:00:00Z")
    record.add_account("Ines Marl", "admin", "not a hash of any password")
    record.begin_session("Ines Marl", "00" * 32, expires_at="2100-01-01T00:00:00.000Z")
    draft = record.add_draft(DraftFields(title="The lamp", sections=("Columns",)), "It is lit again.", by="Ines Marl")
    record.schedule(draft.id, "2100-01-01T00:00:00.000Z")
    record.pin("", pier.statement_id, by="Ines Marl")
    lamp = record.add(make_entry([("statement", "Tomas Keel", "The lamp is lit.")], uri="lamp.html", title="The lamp"))
    record.judge(judged("withdraw", lamp.statement_id))
    record.close()
    with closing(sqlite3.connect(location)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, without side files
        database.execute("PRAGMA page_size = 1024")  # many tables, few rows
        database.execute("VACUUM")


if __name__ == "__main__":
    main(sys.argv[1])
