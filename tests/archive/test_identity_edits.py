"""Pages edited at random, generation after generation: what the ids of their turns promise, through a whole record.

A turn is a row of sentences, each known by its number, so that a test knows what became of every turn without asking by words.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pages_made_up import Line, make_entry

from rostra.archive import Record, open_record
from rostra.archive.identity import words_of

SHORT = ("Yes.", "No.", "Thank you, Minister.", "(Applause.)", "Thank you, Madam.")


class Sentence(NamedTuple):
    """`origin` tells which sentence it is, `edits` which of its words were edited and how it is punctuated."""

    origin: int
    edits: tuple[int, ...] = ()
    marks: int = 0

    def text(self) -> str:
        if self.origin < len(SHORT):
            return SHORT[self.origin]
        words = [f"{(self.origin * 31 + n) * 7919 % 46656:x}{chr(97 + (self.origin + n) % 26)}" for n in range(12)]
        for n, edit in enumerate(self.edits):
            words[edit % 12] = f"new{n}{edit}"
        joined = (", ", " ", " – ")[self.marks % 3].join([" ".join(words[:6]), " ".join(words[6:])])
        return joined.capitalize() + "." if self.marks % 2 else joined + "!"


Turn = tuple[Sentence, ...]
Edit = tuple[str, int, int]
UNSHRUNK = [phase for phase in Phase if phase is not Phase.shrink]
"""Shrinking a history takes minutes, and the history is short."""
KINDS = (
    "word", "marks", "insert", "insert short", "remove", "swap", "merge", "split", "repeat", "translate", "boundary",
    "sentence",
)  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 99)), min_size=1, max_size=5)


def text_of(turn: Turn) -> str:
    return " ".join(sentence.text() for sentence in turn)


class Editor:
    """A page under edit; new sentences get numbers that were never used."""

    def __init__(self, sizes: list[int]) -> None:
        self.used = len(SHORT)
        self.turns: list[Turn] = [self.fresh(size) for size in sizes]

    def fresh(self, size: int) -> Turn:
        self.used += size
        return tuple(Sentence(number) for number in range(self.used - size, self.used))

    def edit(self, kind: str, place: int, number: int) -> None:
        turns = self.turns
        if not turns or kind == "insert":
            turns.insert(place % (len(turns) + 1), self.fresh(1 + number % 4))
            return
        at = place % len(turns)
        turn, other = turns[at], number % len(turns)
        if kind in ("word", "marks"):
            turns[at] = reworded(turn, number, words=kind == "word")
        elif kind == "insert short":
            turns.insert(at, (Sentence(number % len(SHORT)),))
        elif kind == "remove":
            del turns[at]
        elif kind == "swap":
            turns[at], turns[other] = turns[other], turn
        elif kind == "repeat":
            turns.insert(other, turn)
        elif kind == "translate":
            turns[at] = self.fresh(len(turn))
        elif kind == "sentence":
            turns[at] = (*turn, *self.fresh(1))
        elif at + 1 < len(turns):
            self.move(kind, at, number)

    def move(self, kind: str, at: int, number: int) -> None:
        """Set the boundary between two turns elsewhere: at the end of the second, inside the first, or one sentence on."""
        one, two = self.turns[at : at + 2]
        if kind == "merge":
            self.turns[at : at + 2] = [one + two]
        elif kind == "split" and len(one) > 1:
            cut = 1 + number % (len(one) - 1)
            self.turns[at : at + 1] = [one[:cut], one[cut:]]
        elif kind == "boundary" and len(two) > 1:
            self.turns[at : at + 2] = [one + two[:1], two[1:]]


def reworded(turn: Turn, number: int, *, words: bool) -> Turn:
    at = number % len(turn)
    if turn[at].origin < len(SHORT):
        return turn
    edited = (
        turn[at]._replace(edits=(*turn[at].edits, number)) if words else turn[at]._replace(marks=turn[at].marks + 1)
    )
    return (*turn[:at], edited, *turn[at + 1 :])


class Watched:
    """The page in a record, with all that its ids ever bore."""

    def __init__(self) -> None:
        self.record: Record = open_record(":memory:")
        self.page = ""
        self.states = self.pages = 0
        self.now: dict[str, Turn] = {}
        self.last_borne: dict[str, Turn] = {}

    def add(self, turns: list[Turn], *, same_bytes: bool) -> None:
        lines: list[Line] = [("statement", "Ada Brandt", text_of(turn)) for turn in turns]
        self.states += 1
        self.pages += not same_bytes
        content = f"page {self.pages}".encode()
        entry = make_entry(lines, uri="https://norrvik.example/1", content=content, parser=str(self.states))
        page = self.record.add(entry).statement_id
        assert self.page in ("", page)
        self.page = page
        transcript = self.record.get_statement(page).transcript
        before, self.now = self.now, {turn.id: words for turn, words in zip(transcript.turns, turns, strict=True)}
        self.check(before)
        self.last_borne |= self.now

    def check(self, before: dict[str, Turn]) -> None:
        self.check_unchanged(before)
        for each, turn in self.now.items():
            if each in self.last_borne:
                assert is_edited(self.last_borne[each], turn), "an id bears the words that it bore"
        new = self.now.keys() - self.last_borne.keys()
        assert all(number(each) > max(map(number, self.last_borne), default=0) for each in new), "no number twice"
        for each in self.last_borne:
            target = self.record.find_turn(self.page, each)
            assert target == each if each in self.now else target in {*self.now, None}
        for each in before.keys() - self.now.keys():
            self.check_gone(each, before[each])

    def check_unchanged(self, before: dict[str, Turn]) -> None:
        was = Counter(words_of(text_of(turn)) for turn in before.values())
        same = was & Counter(words_of(text_of(turn)) for turn in self.now.values())
        kept = sum(
            each in before and words_of(text_of(before[each])) == words_of(text_of(turn))
            for each, turn in self.now.items()
        )
        assert kept == same.total(), "unchanged turns keep their ids"

    def check_gone(self, each: str, turn: Turn) -> None:
        """It leads to a turn that has some of its sentences, and to one in any case when one has them all."""
        target = self.record.find_turn(self.page, each)
        if target is not None:
            assert origins(turn) & origins(self.now[target]), "it leads to its own words"
        words = words_of(text_of(turn))
        if len(words) >= 12 and any(words in words_of(text_of(other)) for other in self.now.values()):
            assert target is not None, "what took it up is found"


def number(turn_id: str) -> int:
    return int(turn_id[1:])


def origins(turn: Turn) -> set[int]:
    return {sentence.origin for sentence in turn}


def is_edited(one: Turn, other: Turn) -> bool:
    """Whether at least half of the longer turn is in the other, edited or not."""
    return 2 * len(origins(one) & origins(other)) >= max(len(origins(one)), len(origins(other)))


@settings(max_examples=60, deadline=None, phases=UNSHRUNK)
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=10),
    st.lists(st.tuples(EDITS, st.booleans()), min_size=1, max_size=6),
)
def test_ids_hold_through_edits(sizes: list[int], history: list[tuple[list[Edit], bool]]) -> None:
    editor, watched = Editor(sizes), Watched()
    watched.add(editor.turns, same_bytes=True)
    for edits, same_bytes in history:
        for edit in edits:
            editor.edit(*edit)
        watched.add(list(editor.turns), same_bytes=same_bytes)
    watched.record.close()
