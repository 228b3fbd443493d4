"""What the record costs beside parsing, whether cost grows with it, and what a million turns are like.

    python benchmarks/record.py ../shared/corpus/collections [--pages 400] [--only share|growth|million] [--turns 1000000]

*share*: the pages parsed and added one by one in one process: CPU time in each. *growth*: as many pages as already parsed entries,
under new addresses and with other words, a tenth of them and all, each into a new record. *million*: entries copied likewise until
the record has so many turns; its size, the time to open it, a statement, lists and what was edited. All in a temporary folder.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from rostra.archive import Entry, Record, open_record
from rostra.collect import capture_file, find_pages
from rostra.model import ReadError, Turn
from rostra.pipeline.adding import make_entry


def drawn(folder: Path, count: int) -> list[Path]:
    """So many pages, evenly drawn."""
    paths = list(find_pages([folder]))
    return paths[:: max(1, len(paths) // count)][:count]


def print_share(paths: list[Path], location: Path) -> list[Entry]:
    """CPU time of parsing and of the record; the entries."""
    entries, parsing, keeping = [], 0.0, 0.0
    record = open_record(location)
    for number, path in enumerate(paths):
        start = time.process_time()
        try:
            entry = make_entry(capture_file(path))
        except ReadError:
            continue
        parsed = time.process_time()
        record.add(entry)
        if number >= 20:  # word lists and patterns are loaded by then
            parsing, keeping = parsing + parsed - start, keeping + time.process_time() - parsed
        entries.append(entry)
    count = len(entries) - 20
    record.close()
    print(f"a page: parsing {1000 * parsing / count:.2f} ms, record {1000 * keeping / count:.2f} ms of CPU; ", end="")
    print(f"the record's share {100 * keeping / (parsing + keeping):.1f} %")
    return entries


def copies(entries: list[Entry], count: int) -> Iterator[Entry]:
    """The entries again and again, each time as another page: another address, other bytes, other words in every turn."""
    for number in range(count):
        yield copy(entries[number % len(entries)], number)


def copy(entry: Entry, number: int) -> Entry:
    """The page with one word in eight replaced by one of its own, and its number at its end."""
    chance = random.Random(number)
    text = entry.transcript.text
    words = [word for word in text.split() if word.isalpha()] or ["word"]
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    pieces = text.split(" ")
    for at in range(chance.randrange(8), len(pieces), 8):
        pieces[at] = chance.choice(by_length.get(len(pieces[at]), [pieces[at]]))
    uri = f"https://copies.example/{number}/{Path(entry.capture.uri).name}"
    capture = msgspec.structs.replace(entry.capture, uri=uri, content=entry.capture.content + b"<!-- %d -->" % number)
    source = msgspec.structs.replace(entry.transcript.source, uri=uri, sha256=capture.sha256)
    transcript = msgspec.structs.replace(entry.transcript, text=" ".join(pieces), source=source)
    return msgspec.structs.replace(entry, capture=capture, transcript=transcript, address=uri)


def seconds_to_add(location: Path, entries: list[Entry], count: int) -> float:
    """CPU time to add so many copies to a new record."""
    record = open_record(location)
    spent = 0.0
    for entry in copies(entries, count):
        start = time.process_time()
        record.add(entry)
        spent += time.process_time() - start
    record.close()
    return spent


def print_growth(folder: Path, entries: list[Entry]) -> None:
    """What ten times the pages cost."""
    whole = 10 * len(entries)
    for run in range(3):
        few = seconds_to_add(folder / f"few{run}.sqlite", entries, len(entries))
        many = seconds_to_add(folder / f"many{run}.sqlite", entries, whole)
        print(
            f"{len(entries)} pages {few:.2f} s, {whole} pages {many:.2f} s of CPU: times {many / few:.2f}", flush=True
        )
        for made in folder.glob("*.sqlite*"):
            made.unlink()


def print_million(location: Path, entries: list[Entry], turns: int) -> None:
    """A record of so many turns: its size and what asking it takes."""
    record = open_record(location)
    made, ids, spent, lap = 0, [], 0.0, time.perf_counter()
    spoken = [entry for entry in entries if entry.transcript.turns]
    for entry in copies(spoken, turns):
        start = time.process_time()
        ids.append(record.add(entry).statement_id)
        spent += time.process_time() - start
        made += len(entry.transcript.turns)
        if made >= turns:
            break
    print(
        f"{len(ids)} statements, {made} turns in {time.perf_counter() - lap:.0f} s; adding {1000 * spent / len(ids):.2f} ms of CPU"
    )
    chance = random.Random(2)
    changed = [edited(copy(spoken[n % len(spoken)], n)) for n in chance.sample(range(len(ids)), 300)]
    print_times({"add a new version": lambda: record.add(changed.pop())}, times=300)
    size = sum(each.stat().st_size for each in location.parent.glob(f"{location.name}*"))
    print(f"{size / 1e6:.0f} MB, {size / made:.0f} bytes a turn")
    print_reading(record, ids, chance)
    record.close()
    print_times({"open and close": lambda: open_record(location).close()}, times=20)


def edited(entry: Entry) -> Entry:
    """The page with its first turn's first word changed."""
    turn: Turn = entry.transcript.turns[0]
    text = entry.transcript.text
    text = text[: turn.start] + "X" + text[turn.start + 1 :]
    capture = msgspec.structs.replace(entry.capture, content=entry.capture.content + b" ")
    source = msgspec.structs.replace(entry.transcript.source, sha256=capture.sha256)
    transcript = msgspec.structs.replace(entry.transcript, text=text, source=source)
    return msgspec.structs.replace(entry, capture=capture, transcript=transcript)


def print_reading(record: Record, ids: list[str], chance: random.Random) -> None:
    """Statements and lists as the site asks for them."""
    persons = [each.slug for each in record.tally("person")[:50]]
    print_times(
        {
            "get_statement": lambda: record.get_statement(chance.choice(ids)),
            "find_turn": lambda: record.find_turn(chance.choice(ids), "t3"),
            "knows": lambda: record.knows("0" * 64, "1"),
        },
        times=1000,
    )
    print_times(
        {
            "list, newest": lambda: record.find_statements(),
            "list, page 50": lambda: record.find_statements(offset=1000),
            "list, a person": lambda: record.find_statements(person=chance.choice(persons)),
            "list, a month": lambda: record.find_statements(date="2014-08"),
            "list, a kind": lambda: record.find_statements(kind="speech"),
            "edits": lambda: record.edits(),
        },
        times=100,
    )
    asked: dict[str, Callable[[], object]] = {
        "tally of persons": lambda: record.tally("person"), "months": record.months, "persons": record.persons,
        "count": record.count,
    }  # fmt: skip
    print_times(asked, times=5)


def print_times(asked: dict[str, Callable[[], object]], times: int) -> None:
    """Median and slowest of a hundred, in ms of wall time."""
    for name, ask in asked.items():
        taken = []
        for _ in range(times):
            start = time.perf_counter()
            ask()
            taken.append(1000 * (time.perf_counter() - start))
        taken.sort()
        print(f"{name:20} p50 {taken[times // 2]:9.2f} ms   p99 {taken[int(0.99 * times)]:9.2f} ms", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pages", type=int, default=400)
    arguments.add_argument("--turns", type=int, default=1_000_000)
    arguments.add_argument("--only", choices=("share", "growth", "million"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = print_share(drawn(given.folder, given.pages), folder / "share.sqlite")
        if given.only in (None, "growth"):
            print_growth(folder, entries)
        if given.only in (None, "million"):
            print_million(folder / "million.sqlite", entries, given.turns)


if __name__ == "__main__":
    main()
