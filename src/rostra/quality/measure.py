"""How right one page is, as named figures between 0 and 1. ``examples/README.md`` says what each figure counts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rostra.model import Transcript
from rostra.quality.compare import fold, same_name, words
from rostra.quality.gold import GoldPage
from rostra.quality.prediction import Prediction, Wire
from rostra.quality.verdict import PageVerdict, TurnVerdict, judge_page

TURN_FIGURES = ("start_f1", "turn_f1", "speaker", "role", "link_f1", "notes_f1")
EVENT_FIGURES = ("title", "date", "false_date", "time", "place", "kind", "language", "people_f1")
FIGURES = (*TURN_FIGURES, *EVENT_FIGURES)
"""Every figure, in the order of printing. In `false_date` alone less is better."""

_TITLE_F1 = 0.9  # a title may lose the site's name or a mark, not a word in ten
_PLACE_OVERLAP = 0.5  # "Lantern Room, Halden Palace" and "the Lantern Room": half of the words in common


class PageScore(msgspec.Struct, frozen=True, kw_only=True):
    """One page's figures. A figure that does not apply (gold states no place) is absent. `turns` counts gold's spoken turns."""

    id: str
    figures: dict[str, float]
    turns: int


def score_page(gold: GoldPage, transcript: Wire | Transcript | None) -> PageScore:
    """The figures of one page; an error line or ``None`` counts as a page without turns and without metadata."""
    return measure(judge_page(gold, transcript))


def measure(page: PageVerdict) -> PageScore:
    """The figures of a page that was judged."""
    figures = {**_turn_figures(page), **event_figures(page.gold, page.prediction)}
    present = {name: value for name in FIGURES if (value := figures.get(name)) is not None}
    return PageScore(id=page.gold.id, figures=present, turns=_count(page.speech)[0])


def f1(hits: float, gold: int, predicted: int) -> float:
    """Twice the hits over both totals; 1 when both sides are empty."""
    return 2 * hits / (gold + predicted) if gold + predicted else 1.0


def _turn_figures(page: PageVerdict) -> dict[str, float | None]:
    """`link_f1` is ``None`` when neither side has any link, `notes_f1` when gold has no note."""
    speech, notes = page.speech, page.notes
    found = [turn for turn in speech if turn.found]
    return {
        "start_f1": f1(len(found), *_count(speech)),
        "turn_f1": f1(sum(turn.strict for turn in found), *_count(speech)),
        "speaker": _share(["speaker" not in turn.faults for turn in found]),
        "role": _share(["role" not in turn.faults for turn in found]),
        "link_f1": f1(*page.links) if any(page.links) else None,
        "notes_f1": f1(sum(turn.found for turn in notes), *_count(notes)) if _count(notes)[0] else None,
    }


def _count(turns: Sequence[TurnVerdict]) -> tuple[int, int]:
    """How many gold has, how many were predicted."""
    return sum(turn.gold is not None for turn in turns), sum(turn.predicted is not None for turn in turns)


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def event_figures(gold: GoldPage, prediction: Prediction) -> dict[str, float | None]:
    """What the page says of its event; ``None`` where gold cannot judge."""
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


def pair_names(want: Sequence[str], got: Sequence[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Names that go together, each used once, then those of `want` and those of `got` that are left."""
    left, pairs, missed = list(got), [], []
    for name in want:
        match = next((i for i, other in enumerate(left) if same_name(name, other)), None)
        if match is None:
            missed.append(name)
        else:
            pairs.append((name, left.pop(match)))
    return pairs, missed, left


def _people_figure(want: Sequence[str], got: Sequence[str]) -> float | None:
    """Names found; ``None`` when neither side names anybody."""
    return f1(len(pair_names(want, got)[0]), len(want), len(got)) if want or got else None
