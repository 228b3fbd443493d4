"""What the record costs beside parsing, in a file and in PostgreSQL, one and several programs adding; copying; lists.

    python benchmarks/databases.py ../shared/corpus/collections [--pages 300] [--statements 20000]

Starts a server of its own whose commits are durable. Every page is parsed once, then each record is given what was made of it.
Figures: ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from rostra.archive import Entry, Record, open_record
from rostra.archive.copying import copy
from rostra.collect import capture_file, find_pages
from rostra.model import RostraError
from rostra.pipeline.adding import make_entry

sys.path.append(str(Path(__file__).parents[1] / "scripts"))
from postgres_server import postgres_server


def parse(folder: Path, count: int) -> list[Entry]:
    """Entries of `count` pages, taken evenly from the folder."""
    paths = list(find_pages([folder]))
    entries = []
    start = time.perf_counter()
    for path in paths[:: max(1, len(paths) // count)][:count]:
        try:
            entries.append(make_entry(capture_file(path), [folder]))
        except RostraError as error:
            print(f"{path}: {error}")
    spent = time.perf_counter() - start
    print(f"{'parsing (reading, structure, links), one process':58} {1000 * spent / len(entries):8.2f} ms a page")
    return entries


def timed(what: str, pages: int, work: Callable[[], object]) -> None:
    """Print how long `work` took, for each of so many pages."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:58} {1000 * wall / pages:8.2f} ms a page, {1000 * cpu / pages:6.2f} of them CPU of this process")


def add_all(location: str, entries: list[Entry], name: str) -> None:
    record = open_record(location)
    timed(f"{name}: add, new", len(entries), lambda: [record.add(entry) for entry in entries])
    timed(f"{name}: add, unchanged", len(entries), lambda: [record.add(entry) for entry in entries])
    record.close()


def add_side_by_side(location: str, entries: list[Entry], name: str) -> None:
    record = open_record(location)
    with ThreadPoolExecutor(4) as pool:
        timed(f"{name}: add, new, four at a time", len(entries), lambda: list(pool.map(record.add, entries)))
    record.close()


def ask(record: Record, name: str) -> None:
    orders = ("newest", "oldest", "added", "title")
    calls: dict[str, Callable[[], object]] = {
        order: lambda order=order: record.find_statements(order=order) for order in orders
    }  # type: ignore[misc]
    calls["newest, from the 10,000th"] = lambda: record.find_statements(offset=10_000)
    calls["newest, of a year"] = lambda: record.find_statements(date="2014")
    for what, call in calls.items():
        spent = []
        for _ in range(20):
            start = time.perf_counter()
            call()
            spent.append(time.perf_counter() - start)
        print(f"{name}: list, {what:40} {1000 * median(spent):8.2f} ms")


GROW = """
INSERT INTO statements ({columns})
SELECT {values} FROM (SELECT * FROM statements ORDER BY id LIMIT 1) s, generate_series(1, {count}) n
"""


def grow(address: str, schema: str, count: int) -> None:
    """So many more statements in lists, of 25 years and in no order."""
    own = {
        "id": "'x' || n",
        "key": "'x' || n",
        "uri": "'x' || n",
        "date": "(date '2000-01-01' + (n * 7919 % 9000)::int)::text",
        "added_at": "(timestamp '2026-01-01' + n * interval '1 second')::text",
        "title": "md5(n::text)",
    }
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"SET LOCAL search_path TO {schema}"))
        found = connection.execute(text("SELECT * FROM statements LIMIT 0")).keys()
        values = ", ".join(own.get(name, f's."{name}"') for name in found)
        columns = ", ".join(f'"{name}"' for name in found)
        connection.execute(text(GROW.format(columns=columns, values=values, count=count)))
        connection.execute(text("ANALYZE statements"))
    engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--statements", type=int, default=20_000)
    options = parser.parse_args()
    entries = parse(options.folder, options.pages)
    with TemporaryDirectory() as folder, postgres_server(durable=True) as server:
        file, database = f"{folder}/a.sqlite", f"{server}?schema=one"
        add_all(file, entries, "SQLite")
        add_all(database, entries, "PostgreSQL")
        add_side_by_side(f"{folder}/b.sqlite", entries, "SQLite")
        add_side_by_side(f"{server}?schema=four", entries, "PostgreSQL")
        timed("copy, SQLite to PostgreSQL", len(entries), lambda: copy(file, f"{server}?schema=copied"))
        timed("copy, PostgreSQL to SQLite", len(entries), lambda: copy(database, f"{folder}/copied.sqlite"))
        grow(server, "one", options.statements)
        copy(database, f"{folder}/grown.sqlite")
        for location, name in ((f"{folder}/grown.sqlite", "SQLite"), (database, "PostgreSQL")):
            record = open_record(location)
            ask(record, name)
            record.close()


if __name__ == "__main__":
    main()
