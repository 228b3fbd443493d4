"""Run once a release: `python tests/archive/make_fixture.py tests/archive/fixtures/0.1.0.archive` (see docs/record.md)."""

from __future__ import annotations

import sqlite3
import sys

from pages_made_up import HARBOUR, make_entry

from rostra.archive import open_record

PIER = [("answer", "Ada Brandt", "The second pier will be built of Lund granite, as I told you before.")]
INSERTED = [
    ("question", "journalist", "Has the lighthouse been repaired since the storm of last November?"),
    ("answer", "Tomas Keel", "Not yet, the lamp is on order from the glassworks at Lund."),
]


def main(location: str) -> None:
    record = open_record(location)
    first = record.add(make_entry(address="https://norrvik.example/1"))
    record.add(make_entry(PIER, uri="pages/pier.html", title="The second pier", date="2016-05", kind="interview"))
    record.add(make_entry([HARBOUR[0], *INSERTED, *HARBOUR[1:5]], address="https://norrvik.example/1"))
    record.add_view(first.statement_id)
    record.close()
    with sqlite3.connect(location) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, without side files
        database.execute("VACUUM")


if __name__ == "__main__":
    main(sys.argv[1])
