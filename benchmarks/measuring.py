"""Concordance, collocates, trends and distinctive words at size: an archive's statements, copied under other ids.

    python benchmarks/measuring.py ARCHIVE INDEX [--turns 1000000] [--rounds 5]

The index is built in the folder INDEX.index when it is not there. Words are real; copies of one text make phrases more
frequent than they would be. Each figure is the median of some rounds, each with a seed or width that nothing was kept of.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from rostra.analysis import find_collocates, find_distinctive, find_trends
from rostra.archive import open_record
from rostra.archive.records import Change, PersonCard, Statement, TurnCard
from rostra.search import open_index
from rostra.search.concordance import make_concordance


class Copies:
    """A record as search sees it, each of whose statements stands there `times` times."""

    def __init__(self, record: Any, times: int) -> None:
        self.record = record
        self.times = times
        self.ids = [change.statement_id for change in record.changes()]
        self.generation = f"{record.generation}-{times}"

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        return {statement_id: self.get_statement(statement_id) for statement_id in ids}

    def get_statement(self, statement_id: str) -> Statement:
        own = self.record.get_statement(statement_id.partition("~")[0])
        return msgspec.structs.replace(own, card=msgspec.structs.replace(own.card, id=statement_id))

    def get_turns(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
        own = {name: (name[0].partition("~")[0], name[1]) for name in names}
        found = self.record.get_turns(set(own.values()))
        return {name: _copied(found[kept], name[0]) for name, kept in own.items() if kept in found}

    def persons(self) -> tuple[PersonCard, ...]:
        return self.record.persons()

    def get_person(self, slug: str) -> PersonCard:
        return self.record.get_person(slug)

    def changes(self, since: int = 0) -> Iterator[Change]:
        for number in range(since, self.latest_sequence()):
            yield Change(number + 1, f"{self.ids[number % len(self.ids)]}~{number // len(self.ids)}")

    def latest_sequence(self) -> int:
        return len(self.ids) * self.times


def _copied(turn: TurnCard, statement_id: str) -> TurnCard:
    return msgspec.structs.replace(turn, card=msgspec.structs.replace(turn.card, id=statement_id))


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("index")
    parser.add_argument("--turns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    record = open_record(options.archive, create=False)
    own = open_index(record, options.archive).search("", limit=1).total
    copies = Copies(record, max(1, round(options.turns / own)))
    began = time.perf_counter()
    index = open_index(copies, options.index)  # type: ignore[arg-type]
    print(f"{index.search('', limit=1).total:,} turns; opened or built in {time.perf_counter() - began:.1f} s")
    for name, query, work in asked(index):
        times = []
        for number in range(options.rounds):
            began = time.perf_counter()
            index.look(query, lambda look, work=work, number=number: work(look, number))
            times.append(1_000 * (time.perf_counter() - began))
        print(f"{name:48} {statistics.median(times):9.1f} ms  (most {max(times):.1f})")


def asked(index: Any) -> Iterator[tuple[str, str, Callable[[Any, int], Any]]]:
    """What is measured: a name, a query, and what is made of it in each round."""
    for word in ("the", "country", "ferry", '"prime minister"'):
        yield f"a page of lines: {word}", word, lambda look, n: make_concordance(look, limit=50, context=100 + n)
        yield (
            f"sorted, of 500 turns: {word}",
            word,
            lambda look, n: make_concordance(look, sort=["left1"], limit=50, window=500, context=100 + n),
        )
        yield f"a sample of 50 lines: {word}", word, lambda look, n: make_concordance(look, sample=50, seed=n)
    for word in ("country", "ferry"):
        yield f"collocates, of 500 turns: {word}", word, lambda look, n: find_collocates(look, seed=n, window=500)
    yield "trend by year: country", "country", lambda look, n: find_trends([look])
    yield (
        "trend by month, each speaker: country",
        "country",
        lambda look, n: find_trends([look], by="month", split="speaker"),
    )
    yield "trend by speaker: country", "country", lambda look, n: find_trends([look], by="speaker")
    others = [index.look(word, lambda look: look) for word in ("nation", "state", "people")]
    yield "trend of four queries by year", "country", lambda look, n: find_trends([look, *others])
    for query in ("speaker:hawke", "date:2003", "role:question"):
        yield f"distinctive words: {query}", query, lambda look, n: find_distinctive(look)


if __name__ == "__main__":
    main()
