"""Measure the record on made-up statements: `python tests/archive/measure.py [STATEMENTS]` (20 turns each, 1,000 by default)."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from pages_made_up import PERSONS, Line, make_entry

from rostra.archive import Entry, Record, open_record

LETTERS = "etaoinshrdlcumwfgypbvk"


def make_pages(count: int) -> list[Entry]:
    """Pages of 20 turns of 25 to 120 words from a vocabulary of 8,000, wrapped in markup of five times their size."""
    chance = random.Random(7)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(8_000)]
    weights = [1 / rank for rank in range(1, 8_001)]
    pages = []
    for number in range(count):
        lines: list[Line] = []
        for turn in range(20):
            text = " ".join(chance.choices(words, weights, k=chance.randint(25, 120)))
            role, speaker = ("question", "journalist") if turn % 2 else ("answer", chance.choice(list(PERSONS)))
            lines.append((role, speaker, text))
        markup = "".join(f"<div class='row-{chance.randint(1, 99)}'><p>{text}</p></div>" for _, _, text in lines)
        content = (f"<html>{number}<nav>" + "<li><a href='/x'>y</a></li>" * 400 + markup).encode()
        date = f"{chance.randint(2004, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        pages.append(make_entry(lines, uri=f"https://x.example/{number}", content=content, title=text[:60], date=date))
    return pages


def timed(call: Callable[[], object], repeat: int = 50) -> str:
    """p50 and p99 in milliseconds."""
    spent = []
    for _ in range(repeat):
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1_000)
    cuts = quantiles(spent, n=100)
    return f"p50 {cuts[49]:7.2f} ms   p99 {cuts[98]:7.2f} ms"


def add_all(record: Record, pages: list[Entry], what: str) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    for page in pages:
        record.add(page)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:34} {len(pages) / wall:7.0f} a second   {len(pages) / cpu:7.0f} a CPU-second")


def report_reading(record: Record, ids: list[str]) -> None:
    chance = random.Random(1)
    calls: dict[str, Callable[[], object]] = {
        "get_statement": lambda: record.get_statement(chance.choice(ids)),
        "find_turn": lambda: record.find_turn(chance.choice(ids), "t7"),
        "add_view": lambda: record.add_view(chance.choice(ids)),
        "list, newest": lambda: record.find_statements(),
        "list, oldest, page 50": lambda: record.find_statements(order="oldest", offset=1_000),
        "list, by title": lambda: record.find_statements(order="title"),
        "list, by views": lambda: record.find_statements(order="views"),
        "list, last added": lambda: record.find_statements(order="added"),
        "list, of a person": lambda: record.find_statements(person="ada-brandt"),
        "list, section, tag and month": lambda: record.find_statements(
            section="town-news", tag="harbour", date="2014-08"
        ),
        "list, of 500 ids": lambda: record.find_statements(ids=ids[:500]),
        "tally of persons": lambda: record.tally("person"),
        "tally of tags": lambda: record.tally("tag"),
        "months": record.months,
        "persons": record.persons,
        "get_person": lambda: record.get_person("ada-brandt"),
        "count": record.count,
        "changes, all": lambda: list(record.changes()),
    }
    for name, call in calls.items():
        print(f"{name:34} {timed(call)}")


def main(count: int) -> None:
    pages = make_pages(count)
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "record.sqlite"
        record = open_record(location)
        add_all(record, pages, "add, new")
        add_all(record, pages, "add, unchanged")
        ids = [change.statement_id for change in record.changes()]
        size = record.count().size_bytes
        raw = sum(len(page.capture.content) for page in pages)
        print(f"{'size':34} {size / count / 1_000:7.1f} kB a statement, of pages of {raw / count / 1_000:.1f} kB")
        report_reading(record, ids)
        changed = [
            make_entry(_edited(page), uri=page.capture.uri, title=page.transcript.event.title) for page in pages[:200]
        ]
        add_all(record, changed, "add, one turn of twenty changed")
        record.close()
        print(f"{'open':34} {timed(lambda: open_record(location).close(), 20)}")


def _edited(page: Entry) -> list[Line]:
    lines: list[Line] = [(turn.role, turn.speaker, page.transcript.turn_text(turn)) for turn in page.transcript.turns]
    return [*lines[:7], (lines[7][0], lines[7][1], lines[7][2] + " and more"), *lines[8:]]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
