"""What corrections cost: one on a page of many turns, a file of thousands imported, a person merged in many statements.

    python benchmarks/judgements.py [--turns 3000] [--judgements 2000] [--pages 500]

Made-up pages, a record in memory. Figures: ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from rostra.archive import Judgement, Record, open_record

sys.path.append(str(Path(__file__).parents[1] / "tests" / "archive"))
from pages_made_up import Line, make_entry, other_lines

KEEL = {"name": "Tomas Keel", "kind": "person", "person": "tomas-keel"}


@contextmanager
def timed(what: str, times: int = 1) -> Iterator[None]:
    """Print how long the block took, for each of `times`."""
    start = time.perf_counter()
    yield
    print(f"{what:58} {(time.perf_counter() - start) / times * 1000:10.2f} ms")


def one_page(record: Record, lines: list[Line], count: int) -> None:
    entry = make_entry(lines)
    with timed(f"add a page of {len(lines)} turns"):
        page = record.add(entry).statement_id
    with timed("correct a speaker, of 20 one after another", 20):
        for number in range(20):
            wish = Judgement(action="speaker", value=KEEL, statement=page, turn=f"t{number + 1}", by="a", why="b")
            record.judge(wish)
    made = record.judgements()[0]
    holding = [_of_turn(made, entry.transcript.turns[n].start, lines[n][2], n) for n in range(count)]
    gone = [_of_turn(made, 0, f"words {n} that nobody ever said here", n) for n in range(count)]
    with timed(f"import {count} that hold, each", count):
        record.import_judgements(holding)
    with timed(f"import {count} whose words are gone, each", count):
        record.import_judgements(gone)


def _of_turn(made: Judgement, start: int, words: str, number: int) -> Judgement:
    at = f"2026-12-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000Z"
    return msgspec.structs.replace(made, quote=words[:160], start=start, prefix="", suffix="", at=at)


def many_pages(record: Record, pages: int) -> None:
    with timed("add a page of 6 turns, without any judgement", pages):
        for number in range(pages):
            lines = other_lines(number)
            record.add(make_entry(lines, uri=f"{number}.html", title=f"Talk {number}", persons={"Ada Brandt": "a-b"}))
    record.add(make_entry(uri="other.html", title="Other"))
    with timed(f"merge a person in {pages} statements, each", pages):
        value = {"from": "a-b", "into": "ada-brandt"}
        record.judge(Judgement(action="merge-person", value=value, by="a", why="b"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3000)
    parser.add_argument("--judgements", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    lines: list[Line] = [
        ("statement", "Ada Brandt", f"Turn {n}: " + " ".join(f"w{n * 31 + k:x}" for k in range(40)))
        for n in range(options.turns)
    ]
    one_page(open_record(":memory:"), lines, min(options.judgements, options.turns))
    many_pages(open_record(":memory:"), options.pages)


if __name__ == "__main__":
    main()
