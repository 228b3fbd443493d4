"""Search at a million turns, side by side with the bare engine in one run.

    python benchmarks/million.py make ../shared/corpus/collections million.sqlite [--turns 1000000]
    python benchmarks/million.py measure million.sqlite [--queries 200]

*make*: an archive of so many turns: the pages of the folder that record speech, again and again, each copy under another
address, of another year, with one word in eight replaced by another of its page, so that words are real and texts differ.
*measure*: builds the index, then a bare Tantivy index of the same stems and facets beside it (kept for the next run), and asks
both the same, turn about: each query once, after twenty others to warm up. Words, neighbours and pairs of question and answer
are drawn from the record. "engine" is Rostra's parser, its query and the window of twenty with its total, beside Tantivy's own
query and the same window; "facets" is all counts beside Tantivy's; "answer" is what `Archive.search` takes with facets, years,
passages and reading the record. Milliseconds of processor time, p50/p99, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import tantivy

from record import copies, drawn
from rostra.archive import Entry, open_record
from rostra.archive.records import Statement
from rostra.collect import capture_file
from rostra.model import ReadError, Turn
from rostra.pipeline.adding import make_entry
from rostra.search import Index, open_index
from rostra.search.concordance import make_concordance
from rostra.search.index import find_window
from rostra.search.parser import parse
from rostra.search.schema import FACET_FIELDS as FACETS
from rostra.search.schema import build_documents
from rostra.search.stems import find_tongue
from rostra.search.words import fold_words

FIRST_YEAR = 1990
YEARS = 35
WARM = 20
BARE_FACETS: dict[str, Any] = {
    **{name: {"terms": {"field": name, "size": 200}} for name in FACETS},
    "year": {"terms": {"field": "year", "size": 1000}},
}


def make(folder: Path, location: Path, turns: int) -> None:
    """Fill a new archive at `location`; a line for every ten thousandth turn."""
    entries = []
    for path in drawn(folder, 1_000_000):
        try:
            entry = make_entry(capture_file(path))
        except ReadError:
            continue
        if entry.transcript.turns:
            entries.append(entry)
    print(f"{len(entries)} pages record speech", flush=True)
    record = open_record(location)
    made, told, started = 0, 0, time.perf_counter()
    for number, entry in enumerate(copies(entries, turns)):
        record.add(_in_another_year(entry, number))
        made += len(entry.transcript.turns)
        if made - told >= 50_000 or made >= turns:
            told = made
            print(f"{made} turns, {number + 1} statements, {time.perf_counter() - started:.0f} s", flush=True)
        if made >= turns:
            break
    record.close()


def _in_another_year(entry: Entry, number: int) -> Entry:
    event = entry.transcript.event
    if not event.date:
        return entry
    date = f"{FIRST_YEAR + number * 7 % YEARS}{event.date[4:].replace('-02-29', '-02-28')}"
    transcript = msgspec.structs.replace(entry.transcript, event=msgspec.structs.replace(event, date=date))
    return msgspec.structs.replace(entry, transcript=transcript)


class Asked(NamedTuple):
    """A query as a person types it, and the bare engine's for the same stems."""

    text: str
    bare: tantivy.Query


def bare_index(index: Index, folder: Path) -> tantivy.Index:
    """An index of stems, roles, speakers and years without anything of ours, built when it is not there."""
    builder = tantivy.SchemaBuilder()
    for name in ("text", "asked"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("part", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("turn", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    schema = builder.build()
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    bare = tantivy.Index(schema, path=str(folder))
    bare.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    if fresh:
        began = time.perf_counter()
        writer = bare.writer(64_000_000, 1)
        for change in index.record.changes():
            for document in build_documents(index.record.get_statement(change.statement_id)):
                writer.add_document(_bare_document(document.to_dict()))
        writer.commit()
        writer.wait_merging_threads()
        print(f"bare index built in {time.perf_counter() - began:.0f} s, reading included", flush=True)
    bare.reload()
    return bare


def _bare_document(fields: dict[str, Any]) -> tantivy.Document:
    made = tantivy.Document()
    for ours, theirs in (("text_stem", "text"), ("asked_stem", "asked"), ("role_name", "part"), ("turn", "turn")):
        for value in fields.get(ours, ()):
            made.add_text(theirs, value)
    for name in FACETS:
        for value in fields.get(f"{name}_facet", ()):
            made.add_text(name, value)
    made.add_integer("year", fields["year"][0])
    return made


def draw(index: Index, schema: tantivy.Schema, count: int) -> dict[str, list[Asked]]:
    """So many queries of each kind, with words of the record."""
    chance = random.Random(5)
    tongue = find_tongue("en")

    def stem(word: str) -> str:
        return tongue[word].stem

    def term(word: str, field: str = "text") -> tantivy.Query:
        return tantivy.Query.term_query(schema, field, stem(word))

    said, neighbours, pairs = _drawn_words(index, chance, count)
    must, should, never = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
    kinds: dict[str, list[Asked]] = {name: [] for name in ("term", "phrase", "boolean", "prefix", "pair")}
    for number in range(count):
        a, b, c, d = (said[(number * 4 + at) % len(said)] for at in range(4))
        kinds["term"].append(Asked(a, term(a)))
        first, second = neighbours[number]
        kinds["phrase"].append(
            Asked(f'"{first} {second}"', tantivy.Query.phrase_query(schema, "text", [stem(first), stem(second)]))
        )
        either = tantivy.Query.boolean_query([(should, term(a)), (should, term(b))])
        kinds["boolean"].append(
            Asked(
                f"({a} OR {b}) {c} -{d}",
                tantivy.Query.boolean_query([(must, either), (must, term(c)), (never, term(d))]),
            )
        )
        head = a[: max(4, len(a) - 3)]
        kinds["prefix"].append(Asked(f"{head}*", tantivy.Query.regex_query(schema, "text", f"en/{re.escape(head)}.*")))
        asked, answered = pairs[number]
        both = tantivy.Query.boolean_query(
            [
                (must, tantivy.Query.term_query(schema, "part", "answer")),
                (must, term(asked, "asked")),
                (must, term(answered)),
            ]
        )
        kinds["pair"].append(Asked(f"question:{asked} answer:{answered}", both))
    return kinds


def _drawn_words(
    index: Index, chance: random.Random, count: int
) -> tuple[list[str], list[tuple[str, str]], list[tuple[str, str]]]:
    """Words as they are said, frequent ones more often; neighbours; a word of a question with one of its answer."""
    said: list[str] = []
    neighbours: list[tuple[str, str]] = []
    pairs: list[tuple[str, str]] = []
    ids = [change.statement_id for change in index.record.changes()]
    dull = set(list(index._view.lexis.words)[:60])
    while len(said) < 4 * count or len(neighbours) < count or len(pairs) < count:
        statement = index.record.get_statement(chance.choice(ids))
        if statement.card.language != "en":
            continue
        turns = {turn.id: turn for turn in statement.transcript.turns}
        for turn in chance.sample(list(turns.values()), min(3, len(turns))):
            row = _words(statement, turn)
            if len(row) < 8:
                continue
            said += [word for word in chance.sample(row, 3) if word not in dull]
            at = chance.randrange(len(row) - 1)
            neighbours.append((row[at], row[at + 1]))
            asked = turns.get(turn.answers or "")
            if asked and (theirs := [word for word in _words(statement, asked) if word not in dull]):
                pairs.append((chance.choice(theirs), chance.choice([word for word in row if word not in dull] or row)))
    return said, neighbours, pairs


def _words(statement: Statement, turn: Turn) -> list[str]:
    return [word for word in fold_words(statement.transcript.turn_text(turn)) if word.isalpha() and len(word) > 3]


def measure(location: Path, queries: int) -> None:
    """Print a line for each kind: what ours and the bare engine took."""
    record = open_record(location)
    began, cpu = time.perf_counter(), time.process_time()
    index = open_index(record, str(location))
    took, spent = time.perf_counter() - began, time.process_time() - cpu
    count = index._view.searcher.num_docs
    print(f"{count:,} passages; index ready in {took:.0f} s ({spent:.0f} s of CPU)", flush=True)
    bare = bare_index(index, Path(f"{location}.bare"))
    searcher = bare.searcher()
    kinds = draw(index, bare.schema, queries + WARM)
    gc.freeze()  # as `rostra serve` does
    for name, asked in kinds.items():
        figures: dict[str, list[float]] = {key: [] for key in ("engine", "bare", "facets", "bare facets", "answer")}
        for number, each in enumerate(asked):
            for key, seconds in _ask(index, searcher, each, odd=number % 2 == 1).items():
                if number >= WARM:
                    figures[key].append(1000 * seconds)
        print(f"{name:8}" + "   ".join(f"{key} {_cuts(values)}" for key, values in figures.items()), flush=True)
        print(
            f"{'':8}engine / bare p50 {_ratio(figures, 'engine', 'bare')}, facets {_ratio(figures, 'facets', 'bare facets')}",
            flush=True,
        )
    for name, ask in (("chart", partial(_chart, index)), ("lines", partial(_lines, index))):
        taken = [_seconds(partial(ask, each.text)) for each in kinds["term"]][WARM:]
        print(f"{name:8}{_cuts([1000 * seconds for seconds in taken])}", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def _chart(index: Index, text: str) -> object:
    tree = parse(text).tree
    return index._view.facets.read(tree, index._build(tree).query)[1]


def _lines(index: Index, text: str) -> object:
    return index.look(text, lambda look: make_concordance(look, limit=50))


def _ask(index: Index, bare: tantivy.Searcher, asked: Asked, *, odd: bool) -> dict[str, float]:
    """Seconds that each part took; who begins changes from query to query."""
    view = index._view
    built: dict[str, Any] = {}

    def ours() -> None:
        built["tree"] = parse(asked.text).tree
        built["query"] = index._build(built["tree"]).query
        find_window(view.searcher, built["query"], "relevance", (20, 0))

    def theirs() -> None:
        found = bare.search(asked.bare, limit=20)
        for _, address in found.hits:
            bare.doc(address)

    steps = {
        "engine": ours,
        "bare": theirs,
        "facets": lambda: view.facets.read(built["tree"], built["query"]),
        "bare facets": lambda: bare.aggregate(asked.bare, BARE_FACETS),
    }
    if odd:
        steps = {key: steps[key] for key in ("bare", "engine", "bare facets", "facets")}
    taken = {key: _seconds(step) for key, step in steps.items()}
    return {**taken, "answer": _seconds(lambda: index.search(asked.text))}


def _seconds(step: Callable[[], object]) -> float:
    began = time.process_time()
    step()
    return time.process_time() - began


def _cuts(values: list[float]) -> str:
    cuts = statistics.quantiles(values, n=100)
    return f"{cuts[49]:.2f}/{cuts[98]:.2f}"


def _ratio(figures: dict[str, list[float]], ours: str, theirs: str) -> str:
    return f"{statistics.median(figures[ours]) / statistics.median(figures[theirs]):.2f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = arguments.add_subparsers(dest="step", required=True)
    making = steps.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("location", type=Path)
    making.add_argument("--turns", type=int, default=1_000_000)
    measuring = steps.add_parser("measure")
    measuring.add_argument("location", type=Path)
    measuring.add_argument("--queries", type=int, default=200)
    given = arguments.parse_args()
    if given.step == "make":
        make(given.folder, given.location, given.turns)
    else:
        measure(given.location, given.queries)


if __name__ == "__main__":
    main()
