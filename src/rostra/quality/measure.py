"""How right one page is, as named figures between 0 and 1. ``examples/README.md`` says what each figure counts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rostra.model import SPEECH_ROLES, Transcript
from rostra.quality.align import align, keep_annotated
from rostra.quality.compare import ends_alike, fold, same_name, same_speaker, words
from rostra.quality.gold import GoldPage, GoldTurn
from rostra.quality.prediction import PredictedTurn, Prediction, Wire, read_prediction

FIGURES = (
    *("start_f1", "turn_f1", "speaker", "role", "link_f1", "notes_f1"),
    *("title", "date", "false_date", "time", "place", "kind", "language", "people_f1"),
)
"""Every figure, in the order of printing. In `false_date` alone less is better."""

_TITLE_F1 = 0.9  # a title may lose the site's name or a mark, not a word in ten
_PLACE_OVERLAP = 0.5  # "Lantern Room, Halden Palace" and "the Lantern Room": half of the words in common


class PageScore(msgspec.Struct, frozen=True, kw_only=True):
    """One page's figures. A figure that does not apply (gold states no place) is absent. `turns` counts gold's spoken turns."""

    id: str
    figures: dict[str, float]
    turns: int


class _Matched(msgspec.Struct, frozen=True):
    """The spoken turns of both sides and which go together."""

    gold: list[GoldTurn]
    predicted: list[PredictedTurn]
    pairs: dict[int, int]

    def turn_pairs(self) -> list[tuple[GoldTurn, PredictedTurn]]:
        return [(self.gold[i], self.predicted[j]) for i, j in self.pairs.items()]


def score_page(gold: GoldPage, transcript: Wire | Transcript | None) -> PageScore:
    """The figures of one page; an error line or ``None`` counts as a page without turns and without metadata."""
    prediction = read_prediction(transcript)
    turns = keep_annotated(gold, prediction.turns)
    spoken = _match_speech(gold, turns)
    figures = {
        **_turn_figures(gold, spoken),
        "link_f1": _link_figure(gold, spoken),
        "notes_f1": _notes_figure(gold, turns),
        **_event_figures(gold, prediction),
    }
    present = {name: figures[name] for name in FIGURES if figures.get(name) is not None}
    return PageScore(id=gold.id, figures=present, turns=len(spoken.gold))  # type: ignore[arg-type]


def f1(hits: float, gold: int, predicted: int) -> float:
    """Twice the hits over both totals; 1 when both sides are empty."""
    return 2 * hits / (gold + predicted) if gold + predicted else 1.0


def _match_speech(gold: GoldPage, turns: Sequence[PredictedTurn]) -> _Matched:
    ours = [turn for turn in gold.turns if turn.role in SPEECH_ROLES]
    theirs = [turn for turn in turns if turn.role in SPEECH_ROLES]
    return _Matched(ours, theirs, align(ours, theirs))


def _turn_figures(gold: GoldPage, spoken: _Matched) -> dict[str, float | None]:
    pairs = spoken.turn_pairs()
    speaker = [same_speaker(g, p) for g, p in pairs]
    role = [g.arguable or g.role == p.role for g, p in pairs]
    end = [_ends_right(gold, spoken, g, p) for g, p in pairs]
    strict = sum(map(all, zip(speaker, role, end, strict=True)))
    totals = len(spoken.gold), len(spoken.predicted)
    return {
        "start_f1": f1(len(pairs), *totals),
        "turn_f1": f1(strict, *totals),
        "speaker": _share(speaker),
        "role": _share(role),
    }


def _ends_right(gold: GoldPage, spoken: _Matched, ours: GoldTurn, theirs: PredictedTurn) -> bool:
    """The last turn of a page or gold that breaks off has no end to be right about."""
    broken_off = bool(gold.truncated_page or gold.truncated_gold)
    return (broken_off and ours is spoken.gold[-1]) or ends_alike(ours, theirs)


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _link_figure(gold: GoldPage, spoken: _Matched) -> float | None:
    """Answers with their question, both found; ``None`` when neither side has any."""
    place = {id(turn): i for i, turn in enumerate(gold.turns)}
    found_as = {place[id(ours)]: theirs.id for ours, theirs in spoken.turn_pairs()}
    want = [(i, turn.answers) for i, turn in enumerate(gold.turns) if turn.answers is not None]
    got = {(turn.id, turn.answers) for turn in spoken.predicted if turn.answers is not None}
    both = [(found_as[a], found_as[q]) for a, q in want if a in found_as and q in found_as]
    return f1(sum(pair in got for pair in both), len(want), len(got)) if want or got else None


def _notes_figure(gold: GoldPage, turns: Sequence[PredictedTurn]) -> float | None:
    ours = [turn for turn in gold.turns if turn.role not in SPEECH_ROLES]
    theirs = [turn for turn in turns if turn.role not in SPEECH_ROLES]
    return f1(len(align(ours, theirs)), len(ours), len(theirs)) if ours else None


def _event_figures(gold: GoldPage, prediction: Prediction) -> dict[str, float | None]:
    return {
        "title": _title_figure(gold.title, prediction.title),
        "date": float((prediction.date or "").startswith(gold.date)) if gold.date else None,
        "false_date": None if gold.date else float(bool(prediction.date)),
        "time": float((prediction.time or "")[:5] == gold.time[:5]) if gold.time else None,
        "place": _place_figure(gold.place, prediction.place),
        "kind": _head_figure(gold.kind, prediction.kind),
        "language": _head_figure(gold.language, prediction.language),
        "people_f1": _people_figure(gold.names, prediction.names),
    }


def _title_figure(want: str | None, got: str | None) -> float | None:
    ours, theirs = set(words(want)), set(words(got))
    return float(f1(len(ours & theirs), len(ours), len(theirs)) >= _TITLE_F1) if ours else None


def _place_figure(want: str | None, got: str | None) -> float | None:
    """Right when one names the other in more words, or half of the words agree."""
    if not want:
        return None
    ours, theirs = set(fold(want)), set(fold(got))
    if not theirs:
        return 0.0
    overlap = len(ours & theirs) / len(ours | theirs)
    return float(ours <= theirs or theirs <= ours or overlap >= _PLACE_OVERLAP)


def _head_figure(want: str | None, got: str | None) -> float | None:
    """Equality up to the first hyphen: "pt-BR" is "pt"."""
    return float((got or "").split("-")[0] == want.split("-")[0]) if want else None


def _people_figure(want: Sequence[str], got: Sequence[str]) -> float | None:
    """Names found, each prediction used once; ``None`` when neither side names anybody."""
    left, hits = list(got), 0
    for name in want:
        match = next((i for i, other in enumerate(left) if same_name(name, other)), None)
        if match is not None:
            hits += 1
            del left[match]
    return f1(hits, len(want), len(got)) if want or got else None
