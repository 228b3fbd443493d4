"""A long statement in portions: each a page that loads at once, cut where an exchange ends, and together the whole of it.

Where a statement is cut follows from its transcript alone, so that every page which leads to a turn can tell on which portion it
stands. Few statements are that long: two hours of questions and answers are one page still.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import msgspec

from rostra.model import Transcript
from rostra.web.paging import address
from rostra.web.reading import Passage, Reading, Voice, body_spans, turn_spans

PORTION_BYTES = 90_000
"""Bytes of words on a page, some 40 kB as they are sent; with all that stands around them a page stays below 60 kB."""

TURN_BYTES = 130
"""What the markup of a turn adds, in bytes of words that weigh the same as they are sent."""

LISTED_BYTES = 50
"""What each turn of a statement takes on every one of its pages, in the outline and among the turns elsewhere, in such bytes."""

SLACK = 0.25
"""How far from the middle between two cuts, as a share of a portion, a better place for one is looked for."""

Place = tuple[int, int]
"""A turn (from 0; in a page without turns always 0) and one of its paragraphs (from 0)."""


class Elsewhere(msgspec.Struct, frozen=True):
    """Another portion of the statement: its number, its address, and the ids of the turns that begin there."""

    number: int
    address: str
    turns: tuple[str, ...]


class Portion(msgspec.Struct, frozen=True, kw_only=True):
    """What of a statement one page shows. `first` and `last` count its turns from 1, 0 where there are none; `turns` are their
    ids. `earlier` and `later` are addresses, "" at the ends."""

    number: int
    count: int
    reading: Reading
    turns: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    earlier: str = ""
    later: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()


class Portions:
    """Where a transcript is cut. `here` is the address of its statement."""

    def __init__(self, transcript: Transcript, here: str) -> None:
        self._ids = [turn.id for turn in transcript.turns]
        self._order = {turn: place for place, turn in enumerate(self._ids)}
        self._here = here
        self._begins: list[Place] = [(0, 0), *_cuts(transcript)]

    @property
    def count(self) -> int:
        """How many there are; 1 for a statement that stays whole."""
        return len(self._begins)

    def number_of(self, turn_id: str) -> int:
        """The portion in which a turn begins; 1 for one that is not there."""
        return sum(begin <= (self._order.get(turn_id, 0), 0) for begin in self._begins)

    def address_of(self, turn_id: str) -> str:
        """The address of that portion."""
        return self._address(self.number_of(turn_id))

    def portion(self, reading: Reading, number: int) -> Portion:
        """The portion with this number of the whole `reading`."""
        if self.count == 1:
            return Portion(number=1, count=1, reading=reading, turns=tuple(self._ids))
        begin, end = self._begins[number - 1], [*self._begins, (len(self._ids) + 1, 0)][number]
        begun = [self._turns(each) for each in range(1, self.count + 1)]
        others = [n for n in range(1, self.count + 1) if n != number]
        first = begin[0] + 1 if self._ids else 0
        return Portion(
            number=number,
            count=self.count,
            reading=self._shown(reading, begin, end, number),
            turns=begun[number - 1],
            first=first,
            last=max(first, sum(map(len, begun[:number]))),
            earlier=self._address(number - 1) if number > 1 else "",
            later=self._address(number + 1) if number < self.count else "",
            elsewhere=tuple(Elsewhere(n, self._address(n), begun[n - 1]) for n in others),
        )

    def _turns(self, number: int) -> tuple[str, ...]:
        """The turns that begin in a portion."""
        begins = [turn + (paragraph > 0) for turn, paragraph in self._begins]
        return tuple(self._ids[slice(*[*begins, len(self._ids)][number - 1 : number + 1])])

    def _address(self, number: int) -> str:
        return address(self._here, {}, page=number)

    def _shown(self, reading: Reading, begin: Place, end: Place, number: int) -> Reading:
        passages: list[Passage] = []
        for passage in reading.passages:
            voices = tuple(
                self._voice(voice, passage, begin, end, number)
                for voice in passage.voices
                if self._order[voice.turn.id] in range(begin[0], end[0] + (end[1] > 0))
            )
            if voices:
                kind = passage.kind if voices[0].turn.id == passage.voices[0].turn.id else "speech"
                passages.append(Passage(kind=kind, voices=_named(voices, reading) if not passages else voices))
        outline = (
            msgspec.structs.replace(entry, at=self._elsewhere(entry.anchor, number)) for entry in reading.outline
        )
        paragraphs = reading.paragraphs[begin[1] : end[1] if end[0] == 0 else None]
        return Reading(passages=tuple(passages), paragraphs=paragraphs, outline=tuple(outline))

    def _voice(self, voice: Voice, passage: Passage, begin: Place, end: Place, number: int) -> Voice:
        """The voice with its paragraphs on this page, and with its question named where that stands on another."""
        place = self._order[voice.turn.id]
        since, until = (edge[1] if edge[0] == place else None for edge in (begin, end))
        question = passage.voices[0]
        answers = voice.answers
        if answers is None and voice.turn.answers == question.turn.id and self._elsewhere(question.turn.id, number):
            answers = (question.turn.id, question.number)
        return msgspec.structs.replace(
            voice,
            paragraphs=voice.paragraphs[since:until],
            continued=bool(since),
            answers=answers,
            answers_at=self._elsewhere(answers[0], number) if answers else "",
        )

    def _elsewhere(self, turn_id: str, number: int) -> str:
        """The address of the page with a turn; "" for this very page."""
        found = self.number_of(turn_id)
        return "" if found == number else self._address(found)


def _named(voices: tuple[Voice, ...], reading: Reading) -> tuple[Voice, ...]:
    """The voices, the first under its name: who speaks on was named on the page before."""
    first = voices[0]
    if first.name or first.turn.role in ("note", "heading"):
        return voices
    every = [voice for passage in reading.passages for voice in passage.voices]
    place = next(n for n, voice in enumerate(every) if voice.turn.id == first.turn.id)
    name = next((voice.name for voice in reversed(every[:place]) if voice.name), "")
    return (msgspec.structs.replace(first, name=name), *voices[1:])


def _cuts(transcript: Transcript) -> Iterator[Place]:
    """Where all portions but the first begin: as evenly as the best places allow."""
    text = transcript.text
    if len(text.encode("utf-8", "replace")) + len(transcript.turns) * TURN_BYTES <= PORTION_BYTES:
        return  # most are far shorter: no need to weigh their paragraphs
    blocks = list(_blocks(transcript))
    weights = list(accumulate(weight for _, _, weight in blocks))
    total = weights[-1] if weights else 0
    room = max(PORTION_BYTES - LISTED_BYTES * len(transcript.turns), PORTION_BYTES // 2)
    count = -(-total // room) if total > PORTION_BYTES else 1
    size = total / max(count, 1)
    begins = [0, *weights]
    last = 0
    for middle in (size * n for n in range(1, count)):
        near = [n for n in range(last + 1, len(blocks)) if abs(begins[n] - middle) <= SLACK * size]
        near = near or [min(range(last + 1, len(blocks)), key=lambda n: abs(begins[n] - middle), default=last)]
        last_cut = min(near, key=lambda n: (blocks[n][1], abs(begins[n] - middle)))
        if last_cut > last:
            last = last_cut
            yield blocks[last][0]


def _blocks(transcript: Transcript) -> Iterator[tuple[Place, int, int]]:
    """Every paragraph: its place, how badly the text is cut before it (0 before a new exchange, 1 before another turn, 2 within
    a turn), and its weight."""
    text = transcript.text
    for n, (start, end) in enumerate(body_spans(transcript) if not transcript.turns else ()):
        yield (0, n), 0, len(text[start:end].encode("utf-8", "replace"))
    for place, turn in enumerate(transcript.turns):
        opening = 0 if turn.role in ("question", "heading", "statement") else 1
        for n, (start, end) in enumerate(turn_spans(transcript, turn)):
            weight = len(text[start:end].encode("utf-8", "replace"))
            yield (place, n), 2 if n else opening, weight + (0 if n else TURN_BYTES)
