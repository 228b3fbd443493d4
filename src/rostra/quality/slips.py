"""Slips: each thing that is wrong on a page, by class, with what it costs.

What a turn costs adds up: 1 - `turn_f1` of a page is the sum over its turns of 1 for one that was missed or made up and 2 for one
that was found but is not right, over all turns of both sides. So the classes of a set add up to what its mean lacks to 1.
A turn that ends wrong because the next one was missed, or was split, is a consequence: its cost goes to that class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rostra.model import SPEECH_ROLES
from rostra.quality.compare import GENERIC_SPEAKERS, words
from rostra.quality.gold import GoldTurn
from rostra.quality.measure import event_figures, pair_names
from rostra.quality.places import Place, locate
from rostra.quality.prediction import PredictedTurn
from rostra.quality.verdict import PageVerdict, TurnVerdict

CLASSES = {
    "page-unread": "a transcript read as no transcript",
    "page-invented": "turns on a page that is no transcript",
    "start-run-on": "start missed: run into the turn before",
    "start-shifted": "start off by some words",
    "start-left-out": "start missed: left out of all turns",
    "start-as-note": "speech taken for a note or heading",
    "split": "start invented: a turn split in two",
    "outside": "start invented: words that belong to no turn",
    "note-as-speech": "note or heading taken for speech",
    "end-long": "words: the turn ends too late",
    "end-short": "words: the turn ends too early",
    "speaker-unknown": "speaker: none, where the page tells one",
    "speaker-invented": "speaker: one, where the page tells none",
    "speaker-generic": "speaker: journalist or moderator for a person, or the other way round",
    "speaker-other": "speaker: another person",
    "role": "role",
    "link-missing": "link: an answer without its question",
    "link-other": "link: to another question",
    "link-invented": "link: of a turn that answers nothing",
    "note-missed": "note or heading missed",
    "note-invented": "note or heading invented",
    "title": "title",
    "date": "date",
    "false_date": "date where there is none",
    "time": "time",
    "place": "place",
    "kind": "kind",
    "language": "language",
    "people-missed": "participant missed",
    "people-invented": "participant invented",
}
"""Every class with its name, in the order of reports: starts, turns that were found, links, notes, the event."""

_NEAR = 30  # words between a missed start and an invented one that are taken for the same turn


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong on a page.

    `kind` is one of `CLASSES`; `figure` is what it lowers and `cost` by how much, on this page. `turn` is the place among the
    verdict's turns, ``None`` for the event. `want` and `got` are gold and prediction, "" where a side has nothing.
    `consequence` marks what is wrong through another slip of the same class, and is not counted.
    """

    page: str
    kind: str
    figure: str
    cost: float
    turn: int | None = None
    want: str = ""
    got: str = ""
    consequence: bool = False


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A class over a set of pages: how many slips on how many pages, and what they cost the mean of each figure."""

    kind: str
    count: int
    pages: int
    costs: dict[str, float]


def find_slips(page: PageVerdict) -> list[Slip]:
    """All that is wrong on a page: turns in their order, then the event."""
    return [*_turn_slips(page), *_event_slips(page)]


def tally_slips(pages: Sequence[PageVerdict]) -> list[Tally]:
    """All classes that occur, in the order of `CLASSES`."""
    measured = Counter(name for page in pages for name in _applying(page))
    slips = [slip for page in pages for slip in find_slips(page)]
    return [_tally(kind, [s for s in slips if s.kind == kind], measured) for kind in CLASSES if _has(slips, kind)]


def _has(slips: Iterable[Slip], kind: str) -> bool:
    return any(slip.kind == kind and not slip.consequence for slip in slips)


def _tally(kind: str, slips: Sequence[Slip], measured: Counter[str]) -> Tally:
    costs: Counter[str] = Counter()
    for slip in slips:
        costs[slip.figure] += slip.cost / measured[slip.figure]  # type: ignore[assignment]
    counted = [slip for slip in slips if not slip.consequence]
    return Tally(kind=kind, count=len(counted), pages=len({slip.page for slip in counted}), costs=dict(costs))


def _applying(page: PageVerdict) -> Iterator[str]:
    """The figures that this page takes part in."""
    yield "turn_f1"
    if any(page.links):
        yield "link_f1"
    if any(turn.gold is not None for turn in page.notes):
        yield "notes_f1"
    yield from (name for name, value in event_figures(page.gold, page.prediction).items() if value is not None)


def _turn_slips(page: PageVerdict) -> Iterator[Slip]:
    kinds = _Starts(page).kinds
    speech, notes = _size(page.speech), _size(page.notes)
    has_notes = any(turn.gold is not None for turn in page.notes)
    for i, turn in enumerate(page.turns):
        want, got = _words_of(turn)
        common = {"page": page.gold.id, "turn": i, "want": want, "got": got}
        if not turn.spoken:
            if not turn.found and (has_notes or turn.gold):
                kind = "note-missed" if turn.gold else "note-invented"
                yield Slip(kind=kind, figure="notes_f1", cost=1 / notes, **common)  # type: ignore[arg-type]
        elif not turn.found:
            again = kinds[i] == "start-shifted" and turn.gold is None
            yield Slip(kind=kinds[i], figure="turn_f1", cost=1 / speech, consequence=again, **common)  # type: ignore[arg-type]
        else:
            yield from _found_slips(page, i, kinds, 2 / speech)
    yield from _link_slips(page)


def _found_slips(page: PageVerdict, i: int, kinds: dict[int, str], cost: float) -> Iterator[Slip]:
    """What is wrong with a turn whose start was found; faults share its cost."""
    turn = page.turns[i]
    gold, predicted = turn.gold, turn.predicted
    assert gold is not None
    assert predicted is not None
    faults = [fault for fault in turn.faults if fault != "link"]
    for fault in faults:
        kind, want, got, again = fault, gold.role, predicted.role or "", False
        if fault == "speaker":
            kind, want, got = _speaker_kind(gold, predicted), gold.speaker or "", predicted.speaker or ""  # type: ignore[assignment]
        elif fault == "end":
            kind, again = _end_kind(page, i, kinds)  # type: ignore[assignment]
            want, got = gold.last_words, " ".join(predicted.text.split()[-8:])
        yield Slip(
            page=page.gold.id, kind=kind, figure="turn_f1", cost=cost / len(faults), turn=i, want=want, got=got,
            consequence=again,
        )  # fmt: skip


def _speaker_kind(gold: GoldTurn, predicted: PredictedTurn) -> str:
    if predicted.speaker is None:
        return "speaker-unknown"
    if gold.speaker is None:
        return "speaker-invented"
    if predicted.speaker in GENERIC_SPEAKERS or gold.speaker in GENERIC_SPEAKERS:
        return "speaker-generic"
    return "speaker-other"


def _end_kind(page: PageVerdict, i: int, kinds: dict[int, str]) -> tuple[str, bool]:
    """The class of a wrong end, and whether it is the consequence of what follows: a missed start, or an invented one."""
    turn = page.turns[i]
    assert turn.gold is not None
    assert turn.predicted is not None
    tail = words(turn.gold.last_words)[-5:]
    said = words(turn.predicted.text)
    long = any(said[k : k + len(tail)] == tail for k in range(len(said) - len(tail) + 1))
    following = next((k for k in range(i + 1, len(page.turns)) if page.turns[k].spoken), None)
    cause = kinds.get(following) if following is not None else None
    if (long and cause in ("start-run-on", "start-shifted")) or (not long and cause in ("split", "start-shifted")):
        return cause, True
    return ("end-long" if long else "end-short"), False


def _link_slips(page: PageVerdict) -> Iterator[Slip]:
    """Each answer that gold links and that was not linked so; each link that gold does not know."""
    size = page.links[1] + page.links[2]
    for i, turn in enumerate(page.turns):
        want = turn.gold is not None and turn.gold.answers is not None
        got = turn.predicted is not None and turn.predicted.answers is not None
        if not turn.spoken or not (want or got) or (turn.found and "link" not in turn.faults):
            continue
        kind = "link-other" if want and got else "link-missing" if want else "link-invented"
        words_ = _words_of(turn)
        cost = (want + got) / size
        yield Slip(page=page.gold.id, kind=kind, figure="link_f1", cost=cost, turn=i, want=words_[0], got=words_[1])


def _event_slips(page: PageVerdict) -> Iterator[Slip]:
    gold, said = page.gold, page.prediction
    figures = event_figures(gold, said)
    for name in ("title", "date", "time", "place", "kind", "language"):
        if figures[name] == 0:
            want, got = getattr(gold, name) or "", getattr(said, name) or ""
            yield Slip(page=gold.id, kind=name, figure=name, cost=1.0, want=want, got=got)
    if figures["false_date"]:
        yield Slip(page=gold.id, kind="false_date", figure="false_date", cost=1.0, got=said.date or "")
    _, missed, left = pair_names(gold.names, said.names)
    size = len(gold.names) + len(said.names)
    for name in missed:
        yield Slip(page=gold.id, kind="people-missed", figure="people_f1", cost=1 / size, want=name)
    for name in left:
        yield Slip(page=gold.id, kind="people-invented", figure="people_f1", cost=1 / size, got=name)


def _size(turns: Sequence[TurnVerdict]) -> int:
    return sum((turn.gold is not None) + (turn.predicted is not None) for turn in turns)


def _words_of(turn: TurnVerdict) -> tuple[str, str]:
    said = " ".join(turn.predicted.text.split()[:8]) if turn.predicted else ""
    return (turn.gold.first_words if turn.gold else ""), said


class _Starts:
    """Why each start was missed or invented: `kinds` maps the places of spoken turns that are on one side alone."""

    def __init__(self, page: PageVerdict) -> None:
        self.page = page
        self.places = locate(page)
        self.kinds: dict[int, str] = {}
        alone = [i for i, turn in enumerate(page.turns) if turn.spoken and not turn.found]
        self.missed = [i for i in alone if page.turns[i].gold is not None]
        self.invented = [i for i in alone if page.turns[i].gold is None]
        self._pair_shifted()
        for i in self.missed:
            self.kinds.setdefault(i, self._why_missed(i))
        for i in self.invented:
            self.kinds.setdefault(i, self._why_invented(i))

    def _pair_shifted(self) -> None:
        """A missed start with an invented one near it, nothing right between them, is one turn that starts off by some words."""
        for i in self.missed:
            for j in (i - 1, i + 1):
                if j in self.invented and j not in self.kinds and self._distance(i, j) <= _NEAR:
                    self.kinds[i] = self.kinds[j] = "start-shifted"
                    break

    def _distance(self, i: int, j: int) -> float:
        """Words between the starts of two turns that share words; else without end."""
        one, other = self.places[i], self.places[j]
        if one is None or other is None or not self._meets(one, other):
            return float("inf")
        low, high = sorted((one.start, other.start))
        return len(words(self.page.prediction.text[low:high]))

    def _why_missed(self, i: int) -> str:
        if not self.page.prediction.turns:
            return "page-unread"
        place = self.places[i]
        if place is None:
            return "start-left-out"
        for turn in self.page.prediction.turns:
            if turn.start is not None and turn.end is not None and turn.start <= place.start < turn.end:
                return "start-run-on" if turn.role in SPEECH_ROLES else "start-as-note"
        return "start-left-out"

    def _why_invented(self, j: int) -> str:
        if not any(turn.role in SPEECH_ROLES for turn in self.page.gold.turns):
            return "page-invented"
        place = self.places[j]
        if place is None:
            return "outside"
        for turn, other in zip(self.page.turns, self.places, strict=True):
            if turn.gold is not None and other is not None and not turn.spoken and self._meets(other, place):
                return "note-as-speech"
        before = [
            other
            for turn, other in zip(self.page.turns, self.places, strict=True)
            if turn.gold is not None and turn.spoken and other is not None and other.start <= place.start
        ]
        return "split" if before and place.start < max(before, key=lambda p: p.start).end else "outside"

    @staticmethod
    def _meets(one: Place, other: Place) -> bool:
        return one.start < other.end and other.start < max(one.end, one.start + 1)
