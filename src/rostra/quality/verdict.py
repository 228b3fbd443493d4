"""The verdict on a page: which turns of gold were found, which were made up, and what is wrong with each that was found.

All figures, reports and comparisons are drawn from this one reading of gold beside prediction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from rostra.model import SPEECH_ROLES, Transcript
from rostra.quality.align import align, keep_annotated
from rostra.quality.compare import ends_alike, same_speaker
from rostra.quality.gold import GoldPage, GoldTurn
from rostra.quality.prediction import PredictedTurn, Prediction, Wire, read_prediction

Fault = Literal["end", "speaker", "role", "link"]
State = Literal["right", "wrong", "missed", "invented"]
_STRICT = frozenset({"end", "speaker", "role"})


class TurnVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A turn of gold with the turn predicted for it: the one is ``None`` where it was made up, the other where it was missed.

    `place` is the place among the turns of gold. `faults` tells what is wrong with a turn whose start was found.
    """

    gold: GoldTurn | None = None
    place: int | None = None
    predicted: PredictedTurn | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def spoken(self) -> bool:
        """Whether it is speech: by gold, or by the prediction where gold has no such turn."""
        role = self.gold.role if self.gold else self.predicted.role if self.predicted else None
        return role in SPEECH_ROLES

    @property
    def found(self) -> bool:
        """Whether the start was found."""
        return self.gold is not None and self.predicted is not None

    @property
    def strict(self) -> bool:
        """Whether words, speaker and role are all right; the link is judged apart."""
        return self.found and not _STRICT & set(self.faults)

    @property
    def state(self) -> State:
        """In one word."""
        if self.predicted is None:
            return "missed"
        if self.gold is None:
            return "invented"
        return "wrong" if self.faults else "right"


class PageVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its turns, notes and headings in the order of the page, and the links both found, in gold, and predicted."""

    gold: GoldPage
    prediction: Prediction
    turns: tuple[TurnVerdict, ...]
    links: tuple[int, int, int]

    @property
    def speech(self) -> list[TurnVerdict]:
        """The turns without notes and headings."""
        return [turn for turn in self.turns if turn.spoken]

    @property
    def notes(self) -> list[TurnVerdict]:
        """The notes and headings."""
        return [turn for turn in self.turns if not turn.spoken]


def judge_page(gold: GoldPage, transcript: Wire | Transcript | None) -> PageVerdict:
    """Lay a transcript beside gold; an error line or ``None`` is a page without turns."""
    prediction = read_prediction(transcript)
    kept = keep_annotated(gold, prediction.turns)
    pairs = {**_pair(gold.turns, kept, spoken=True), **_pair(gold.turns, kept, spoken=False)}
    ids = {place: kept[other].id for place, other in pairs.items() if gold.turns[place].role in SPEECH_ROLES}
    last = max((i for i, turn in enumerate(gold.turns) if turn.role in SPEECH_ROLES), default=None)
    open_end = last if gold.truncated_page or gold.truncated_gold else None
    turns = []
    for place, other in _merge(len(gold.turns), len(kept), pairs):
        ours, theirs = None if place is None else gold.turns[place], None if other is None else kept[other]
        both = place is not None and ours is not None and theirs is not None and ours.role in SPEECH_ROLES
        faults = tuple(_faults(ours, theirs, ids, place == open_end)) if both and ours and theirs else ()
        turns.append(TurnVerdict(gold=ours, place=place, predicted=theirs, faults=faults))
    return PageVerdict(gold=gold, prediction=prediction, turns=tuple(turns), links=_count_links(gold, kept, ids))


def _pair(gold: Sequence[GoldTurn], kept: Sequence[PredictedTurn], *, spoken: bool) -> dict[int, int]:
    """Turns that start alike, speech with speech and notes with notes, by their places."""
    ours = [i for i, turn in enumerate(gold) if (turn.role in SPEECH_ROLES) is spoken]
    theirs = [j for j, turn in enumerate(kept) if (turn.role in SPEECH_ROLES) is spoken]
    pairs = align([gold[i] for i in ours], [kept[j] for j in theirs])
    return {ours[i]: theirs[j] for i, j in pairs.items()}


def _merge(gold: int, kept: int, pairs: Mapping[int, int]) -> Iterator[tuple[int | None, int | None]]:
    """All places of both sides, pairs together, in the order of gold; what was made up goes before the next pair."""
    partners, passed = set(pairs.values()), 0
    for place in range(gold):
        other = pairs.get(place)
        if other is not None:
            yield from ((None, j) for j in range(passed, other) if j not in partners)
            passed = max(passed, other + 1)
        yield place, other
    yield from ((None, j) for j in range(passed, kept) if j not in partners)


def _faults(gold: GoldTurn, predicted: PredictedTurn, ids: Mapping[int, str | int], open_end: bool) -> Iterator[Fault]:
    """`open_end`: the last turn of a page or gold that breaks off has no end to be right about."""
    if not open_end and not ends_alike(gold, predicted):
        yield "end"
    if not same_speaker(gold, predicted):
        yield "speaker"
    if not gold.arguable and gold.role != predicted.role:
        yield "role"
    if predicted.answers != (None if gold.answers is None else ids.get(gold.answers, "")):
        yield "link"


def _count_links(gold: GoldPage, kept: Sequence[PredictedTurn], ids: Mapping[int, str | int]) -> tuple[int, int, int]:
    want = [(place, turn.answers) for place, turn in enumerate(gold.turns) if turn.answers is not None]
    got = {(turn.id, turn.answers) for turn in kept if turn.role in SPEECH_ROLES and turn.answers is not None}
    found = [(ids[answer], ids[question]) for answer, question in want if answer in ids and question in ids]
    return sum(pair in got for pair in found), len(want), len(got)
