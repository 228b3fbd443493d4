"""Build rate and latency of the search index on a synthetic archive.

python -m benchmarks.search [TURNS] [FOLDER]

Words are drawn from a Zipf distribution over an invented vocabulary (some 60 words a turn), so that common and rare words
occur as in speech. Prints one line a kind of query: matches, p50 and p99 in milliseconds over 100 searches, with facets,
years, passages and 20 hits, as the site asks for them. The record is a stand-in that costs nothing, so the figures are of
search alone.
CPU time stands beside the clock's, for machines that do other work meanwhile.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rostra.archive.records import Change, PersonCard, Statement, StatementCard
from rostra.model import Event, Source, Transcript, Turn
from rostra.search import Index

TURNS_EACH = 20
ROUNDS = 100
_RANDOM = random.Random(7)
_SYLLABLES = ["ba", "ko", "ri", "mon", "ta", "ves", "lu", "dar", "pe", "sin", "ga", "no", "tre", "hul", "qui", "zor"]
WORDS = [word for length in (1, 2, 3, 4) for word in map("".join, itertools.product(_SYLLABLES, repeat=length))][
    :40_000
]
_WEIGHTS = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(WORDS))))


NAMES = [f"Speaker {word}" for word in WORDS[:300]]
PERSONS = tuple(
    PersonCard(
        slug=name.lower().replace(" ", "-"), name=name, names=(name,), offices=(), statements=0, turns=0, answers=0,
        first=None, last=None,
    )
    for name in NAMES
)  # fmt: skip


class SyntheticRecord:
    """Statements made when asked for, always the same under the same id."""

    generation = "synthetic"

    def __init__(self, turns: int) -> None:
        self.statements = turns // TURNS_EACH
        self._kept: dict[str, Statement] = {}

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        return {statement_id: self.get_statement(statement_id) for statement_id in ids}

    def get_statement(self, statement_id: str) -> Statement:
        if statement_id not in self._kept:
            self._kept[statement_id] = _make_statement(statement_id)
        return self._kept[statement_id]

    def persons(self) -> tuple[PersonCard, ...]:
        return PERSONS

    def changes(self, since: int = 0) -> Iterator[Change]:
        return (Change(number, f"s{number}") for number in range(since + 1, self.statements + 1))

    def latest_sequence(self) -> int:
        return self.statements


def _make_statement(statement_id: str) -> Statement:
    turns, text = [], ""
    names = _RANDOM.choices(NAMES, k=2)
    for number in range(TURNS_EACH):
        said = " ".join(_RANDOM.choices(WORDS, cum_weights=_WEIGHTS, k=_RANDOM.randint(20, 100)))
        role = "answer" if number % 2 else "question"
        turns.append(
            Turn(id=f"t{number}", role=role, start=len(text), end=len(text) + len(said), speaker=names[number % 2])
        )
        text += f"{said}\n\n"
    source = Source(uri="", sha256="", media_type="text/html", encoding="utf-8")
    transcript = Transcript(source=source, event=Event(), text=text, body=(0, len(text)), turns=tuple(turns))
    date = f"{_RANDOM.randint(1995, 2024)}-{_RANDOM.randint(1, 12):02}-{_RANDOM.randint(1, 28):02}"
    card = StatementCard(
        id=statement_id, title=f"Meeting on {_RANDOM.choice(WORDS)}", kind="briefing", date=date, time=None, place="Velmara",
        language="en", speakers=tuple(names), sections=("News",), category=None, tags=tuple(_RANDOM.choices(WORDS[:200], k=3)),
        turns=TURNS_EACH, questions=10, views=0, excerpt="", doubt=0.0, version=1, added_at="", updated_at="",
    )  # fmt: skip
    persons = {name: name.lower().replace(" ", "-") for name in names}
    return Statement(card=card, transcript=transcript, versions=(), persons=persons, address=None)


def _time(search: Callable[[], int]) -> str:
    taken, spent, total = [], [], 0
    for _ in range(ROUNDS):
        began, at = time.perf_counter(), time.process_time()
        total = search()
        taken.append((time.perf_counter() - began) * 1000)
        spent.append((time.process_time() - at) * 1000)
    (p50, p99), (c50, c99) = (_cuts(taken), _cuts(spent))
    return f"{total:8d} matches   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   CPU p50 {c50:7.2f} ms   p99 {c99:7.2f} ms"


def _cuts(values: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(values, n=100)
    return cuts[49], cuts[98]


def main(turns: int, folder: Path) -> None:
    """Build, then time each kind of query."""
    record = SyntheticRecord(turns)
    for number in range(record.statements):  # made beforehand, so that the clock sees only the index
        record.get_statement(f"s{number + 1}")
    index = Index(record, folder / "bench.index")
    began, at = time.perf_counter(), time.process_time()
    index.refresh()
    took, spent = time.perf_counter() - began, time.process_time() - at
    size = sum(path.stat().st_size for path in (folder / "bench.index").rglob("*") if path.is_file())
    print(
        f"built {turns} turns in {took:.1f} s: {turns / took:.0f} turns/s ({turns / spent:.0f} a CPU-second), {size / 1e6:.0f} MB"
    )
    began = time.perf_counter()
    for _ in range(1000):
        index.refresh()
    print(f"refresh without change: {time.perf_counter() - began:.3f} ms")
    common, middle, rare = WORDS[3], WORDS[400], WORDS[20_000]
    queries = {
        "common word": common,
        "word": middle,
        "rare word": rare,
        "phrase": f'"{WORDS[0]} {common}"',
        "boolean": f"({middle} OR {WORDS[401]}) {common} -{WORDS[2]}",
        "prefix": f"{middle[:4]}*",
        "short prefix": "b*",
        "answers": f"answer:{common}",
        "speaker and years": f"{common} speaker:{WORDS[20]} 2010..2015",
        "everything": "",
    }
    for name, query in queries.items():
        print(f"{name:20s}", _time(lambda query=query: index.search(query).total))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, Path(sys.argv[2] if len(sys.argv) > 2 else scratch))
