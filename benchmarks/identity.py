"""Whether ids last: real pages with planted edits are read again and added to a record, and each id is asked for its words.

    python benchmarks/identity.py ../shared/corpus/collections [--pages 5000] [--seed 1] [--workers 2] [--show 5]

Each page gets one edit in its bytes (kinds in turn), then a second one on top of the first; both times it is parsed anew.
Then four other readings of the same bytes come in, as of a parser that splits, merges, cuts and labels turns otherwise.
Told by kind:

- *unchanged*: turns whose words also stood in the state before (as often as they stood there), and how many *kept* their id;
- *edited*: ids that bear edited words now; *others*: ids that bear other words, which must be none. Judged by words in common,
  or by letters where there are at most four words: not by the measure that the record itself goes by;
- *gone*: ids that no turn bears any longer, how many of them *lead* to a turn, and how many *should*, because most of their words
  stand in one turn, and do not;
- ids ever given that do not answer, and ids given again to other words, which must be none.

The last table is of statements: the same page from another place, with another canonical address or title.
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

sys.path.append(str(Path(__file__).parent))
from planting import EDITS, READINGS, plant, reading
from rostra.archive import Entry, Record, open_record
from rostra.archive.identity import words_of
from rostra.collect import find_pages
from rostra.model import Capture
from rostra.pipeline.adding import make_entry
from rostra.pipeline.workers import Failure, map_pages

States = list[tuple[str, Entry]]
_SHINGLE = 5
"""Words in a row by which a turn's words are found again in others."""


def states(seed: int, capture: Capture) -> bytes:
    """A page as it was, and after one edit and two; the names of the edits."""
    made: States = [("first", make_entry(capture))]
    chance = random.Random(f"{seed} {Path(capture.uri).name}")
    for _ in range(2):
        entry = made[-1][1]
        for edit in chance.sample(EDITS, len(EDITS)):
            edited = plant(entry.capture.content, entry.transcript, edit, chance)
            if edited is not None:
                made.append((edit.__name__, make_entry(msgspec.structs.replace(entry.capture, content=edited))))
                break
    return msgspec.msgpack.encode(made)


class Page:
    """One statement in the record, and what its ids have borne so far."""

    def __init__(self, record: Record, entry: Entry) -> None:
        self.record = record
        self.id = record.add(entry).statement_id
        self.now = self._turns()
        self.issued = dict(self.now)

    def _turns(self) -> dict[str, str]:
        transcript = self.record.get_statement(self.id).transcript
        return {turn.id: words_of(transcript.turn_text(turn)) for turn in transcript.turns}

    def add(self, entry: Entry, tally: Counter[str], show: list[str]) -> None:
        """Add another state and count what became of the ids."""
        added = self.record.add(entry)
        tally["pages"] += 1
        if added.statement_id != self.id:
            tally["other statement"] += 1
            return
        before, self.now = self.now, self._turns()
        self._count_kept(before, tally, show)
        self._count_words(before, tally, show)
        self._count_gone(before, tally, show)
        self.issued |= self.now

    def _count_kept(self, before: dict[str, str], tally: Counter[str], show: list[str]) -> None:
        unchanged = (Counter(before.values()) & Counter(self.now.values())).total()
        kept = sum(before.get(each) == words for each, words in self.now.items())
        tally["unchanged"] += unchanged
        tally["kept"] += kept
        if kept < unchanged:
            show.append(f"{self.id}: {unchanged - kept} of {unchanged} unchanged turns have another id")

    def _count_words(self, before: dict[str, str], tally: Counter[str], show: list[str]) -> None:
        for each, words in self.now.items():
            former = before.get(each, self.issued.get(each))
            if former in (None, words):
                continue
            tally["edited"] += 1
            if not same_turn(former, words):
                tally["others"] += 1
                show.append(f"{self.id}/{each}: {former[:160]!r} became {words[:160]!r}")

    def _count_gone(self, before: dict[str, str], tally: Counter[str], show: list[str]) -> None:
        pieces = {each: _runs(words) for each, words in self.now.items()}
        for each in self.issued.keys() - self.now.keys():
            target = self.record.find_turn(self.id, each)
            tally["unanswered"] += target is not None and target not in self.now
            if each not in before:
                continue
            tally["gone"] += 1
            tally["lead"] += target is not None
            mine = _runs(before[each])
            shares = {other: len(mine & theirs) / len(mine) for other, theirs in pieces.items() if mine}
            best = max(shares.values(), default=0.0)
            if target is None and best > 0.5:
                tally["should"] += 1
                show.append(f"{self.id}/{each}: {best:.0%} of {before[each][:120]!r} stand in a turn, it leads nowhere")
            if target is not None and shares.get(target, 0.0) < 0.2 and best > 0.5:
                tally["misled"] += 1
                show.append(f"{self.id}/{each}: leads to {target}, which has little of it")


def same_turn(one: str, other: str) -> bool:
    """Whether a reader would say that one is the other, edited."""
    mine, theirs = one.split(), other.split()
    longer = max(len(mine), len(theirs))
    if longer <= 4:
        return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75
    if longer == 1 or " " not in one + other:
        return True
    return (Counter(mine) & Counter(theirs)).total() >= 0.5 * longer


def _runs(words: str) -> frozenset[tuple[str, ...]]:
    each = words.split()
    return (
        frozenset(tuple(each[i : i + _SHINGLE]) for i in range(max(1, len(each) - _SHINGLE + 1)))
        if each
        else frozenset()
    )


def other_readings(first: Entry, chance: random.Random) -> Iterator[tuple[str, Entry]]:
    """The same bytes as another parser reads them, and back to the first reading at the end."""
    for number, make in enumerate(READINGS):
        turns = make(first.transcript, chance)
        yield make.__name__, msgspec.structs.replace(
            first, transcript=reading(first.transcript, turns), parser=f"other {number}"
        )  # fmt: skip
    yield "as at first", first


def moved(entry: Entry, title: str) -> Iterator[tuple[str, Entry]]:
    """The page elsewhere, its bytes as they were, or with a comment more."""
    other = entry.capture.content + b"\n<!-- moved -->\n"
    elsewhere = f"/elsewhere/{Path(entry.capture.uri).name}"
    stated = f"https://statements.example/{Path(entry.capture.uri).stem}"
    yield "same bytes, another place", _placed(entry, elsewhere, entry.capture.content, entry.address, title)
    if entry.address:
        yield "other bytes and place, same address", _placed(entry, elsewhere, other, entry.address, title)
    uri = entry.capture.uri
    yield "other bytes, address appears or changes", _placed(entry, uri, other + b"\n", stated, title)
    yield "the same, other title", _placed(entry, uri, other + b"\n\n", stated, "Quite another title " + title)
    yield "other place under the new address", _placed(entry, elsewhere, other + b"\n\n\n", stated, title)


def _placed(entry: Entry, uri: str, content: bytes, address: str | None, title: str) -> Entry:
    capture = msgspec.structs.replace(entry.capture, uri=uri, content=content)
    event = msgspec.structs.replace(entry.transcript.event, title=title)
    source = msgspec.structs.replace(entry.transcript.source, sha256=capture.sha256)
    transcript = msgspec.structs.replace(entry.transcript, event=event, source=source)
    return msgspec.structs.replace(entry, capture=capture, transcript=transcript, address=address)


class Run:
    """All pages through all states, counted by kind."""

    def __init__(self, record: Record, seed: int) -> None:
        self.record, self.seed = record, seed
        self.edits: dict[str, Counter[str]] = defaultdict(Counter)
        self.places: dict[str, Counter[str]] = defaultdict(Counter)
        self.show: dict[str, list[str]] = defaultdict(list)
        self.ids: set[str] = set()

    def take(self, made: States) -> None:
        (_, first), *edited = made
        page = Page(self.record, first)
        self.places["first"]["pages"] += 1
        self.places["first"]["same id"] += page.id in self.ids
        self.ids.add(page.id)
        for name, entry in edited:
            page.add(entry, self.edits[name], self.show[name])
        chance = random.Random(f"{self.seed} {page.id}")
        for name, entry in other_readings(made[-1][1], chance):
            page.add(entry, self.edits[name], self.show[name])
        for name, entry in moved(made[-1][1], first.transcript.event.title or "Untitled"):
            self.places[name]["pages"] += 1
            self.places[name]["same id"] += self.record.add(entry).statement_id == page.id

    def report(self, shown: int) -> None:
        columns = (
            "pages", "unchanged", "kept", "edited", "others", "gone", "lead", "should", "misled", "unanswered", "other statement"
        )  # fmt: skip
        print(f"{'kind of edit':22}" + "".join(f"{column:>11}" for column in columns))
        for name, tally in [*sorted(self.edits.items()), ("all", sum(self.edits.values(), Counter()))]:
            print(f"{name:22}" + "".join(f"{tally[column]:11}" for column in columns))
        whole: Counter[str] = sum(self.edits.values(), Counter())
        print(f"kept {100 * whole['kept'] / max(1, whole['unchanged']):.4f} % of unchanged turns")
        print(f"\n{'statement':42}{'pages':>8}{'same id':>10}")
        for name, tally in self.places.items():
            print(f"{name:42}{tally['pages']:8}{tally['same id']:10}")
        for name, lines in self.show.items():
            print(*(f"  {name}: {line}" for line in lines[:shown]), sep="\n", end="\n" if lines[:shown] else "")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pages", type=int, default=5000, help="so many, evenly drawn")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--show", type=int, default=0, help="cases to print of each kind")
    given = arguments.parse_args()
    paths = list(find_pages([given.folder]))
    paths = paths[:: max(1, len(paths) // given.pages)][: given.pages]
    decode = msgspec.msgpack.Decoder(States).decode
    with tempfile.TemporaryDirectory() as folder:
        run = Run(open_record(Path(folder) / "record.sqlite"), given.seed)
        for page in map_pages(paths, partial(states, given.seed), workers=given.workers):
            if not isinstance(page.result, Failure):
                run.take(decode(page.result))
        run.report(given.show)


if __name__ == "__main__":
    main()
