"""Explain: what each step of `structure` made of a page, with the weight of every sign that decided.

Nothing is decided here. The steps leave what they worked with in `rostra.structure.turns.Workings`; labels and genre are
linear models, so each of their decisions is a sum whose parts can be told.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rostra.lexicon import load
from rostra.model import Document, Source, Span, Transcript
from rostra.structure.layout import Layout
from rostra.structure.proposals import Proposals
from rostra.structure.steps import Steps, take_steps
from rostra.structure.style import family_features, local_features, probability, survey

_LEAST = 0.05  # log-odds; a sign that adds less says nothing


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A sign that spoke for a decision or against it: its `value` on this page, and what it `adds` in log-odds."""

    sign: str
    value: float
    adds: float


class BlockRead(msgspec.Struct, frozen=True, kw_only=True):
    """A block and the `part` that the layout gives it ("body", "furniture" ...); `kind` as in `Block`, `place` the names of its
    box ("" when it has none)."""

    span: Span
    kind: str
    part: str
    place: str


class LabelRead(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal: the `span` of the printed label, its `family` (typography, separator, position), what it names (`kind`, as in
    `Label`). `alone` is the log-odds by its own signs, `score` those with its family. `believed` tells whether it opens a turn,
    `reasons` what weighed most, the weightiest first."""

    span: Span
    family: tuple[str, str, str]
    kind: str
    alone: float
    score: float
    believed: bool
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        """How likely it is a label (0-1), by the score."""
        return probability(self.score)


class FamilyRead(msgspec.Struct, frozen=True, kw_only=True):
    """Proposals printed alike: how many there are, how many open a turn, and the log-odds that belonging to them adds."""

    family: tuple[str, str, str]
    proposals: int
    believed: int
    adds: float


class GenreRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the page is held to be, the probability that it is a transcript, and the signs for a dialogue and for a monologue,
    each against a report, the weightiest first."""

    genre: str
    transcript: float
    dialogue: tuple[Reason, ...]
    monologue: tuple[Reason, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A page step by step. `labels` are in the order of the page, `families` by how many of them open turns. What comes out is
    the transcript, whose turns and event name their rules."""

    blocks: tuple[BlockRead, ...]
    clarity: float
    labels: tuple[LabelRead, ...]
    families: tuple[FamilyRead, ...]
    genre: GenreRead
    transcript: Transcript


def explain(document: Document, source: Source) -> Explanation:
    """Take the steps of `structure` and tell what each made of the page."""
    steps = take_steps(document)
    transcript = steps.transcript(document, source)
    labels = _labels(document, steps, transcript)
    return Explanation(
        blocks=_blocks(document, steps.layout),
        clarity=steps.layout.score,
        labels=labels,
        families=_families(steps.reading.workings.proposals, labels),
        genre=_genre(steps),
        transcript=transcript,
    )


def _blocks(document: Document, layout: Layout) -> tuple[BlockRead, ...]:
    return tuple(
        BlockRead(
            span=(block.start, block.end),
            kind=block.kind,
            part=part,
            place=document.containers[block.container].names,
        )
        for block, part in zip(document.blocks, layout.parts, strict=True)
    )


def _labels(document: Document, steps: Steps, transcript: Transcript) -> tuple[LabelRead, ...]:
    proposals, metadata = steps.reading.workings.proposals, steps.metadata
    candidates = proposals.candidates
    opened = {turn.label_span[0] for turn in transcript.turns if turn.label_span is not None}
    around = survey(candidates, document.text, proposals.lines, proposals.known, metadata.title or "")
    local = load("style_weights")["local"]
    best: dict[int, float] = {}  # of the proposals at one place
    for candidate, score in zip(candidates, proposals.scores, strict=True):
        best[candidate.start] = max(score, best.get(candidate.start, score))
    found = []
    for candidate, score in zip(candidates, proposals.scores, strict=True):
        reasons = _reasons(local, local_features(candidate, document.text, proposals.lines, around))
        found.append(
            LabelRead(
                span=(candidate.start, candidate.label_end),
                family=candidate.family,
                kind=candidate.label.kind,
                alone=round(sum(reason.adds for reason in reasons), 3),
                score=round(score, 3),
                believed=candidate.start in opened and score >= best[candidate.start],
                reasons=tuple(reason for reason in reasons if abs(reason.adds) >= _LEAST),
            )
        )
    return tuple(sorted(found, key=lambda label: (label.span[0], -label.score)))


def _families(proposals: Proposals, labels: tuple[LabelRead, ...]) -> tuple[FamilyRead, ...]:
    weights = load("style_weights")["family"]
    support = family_features(proposals.candidates, proposals.scores)
    found = [
        FamilyRead(
            family=family,
            proposals=sum(label.family == family for label in labels),
            believed=sum(label.believed for label in labels if label.family == family),
            adds=round(sum(weights[name] * value for name, value in features.items()), 3),
        )
        for family, features in support.items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.believed, -f.proposals, f.family)))


def _genre(steps: Steps) -> GenreRead:
    workings, weights = steps.reading.workings, load("genre_weights")
    return GenreRead(
        genre=steps.reading.genre,
        transcript=round(workings.transcript, 4),
        dialogue=tuple(_reasons(weights["dialogue"], workings.signs)),
        monologue=tuple(_reasons(weights["monologue"], workings.signs)),
    )


def _reasons(weights: Mapping[str, float], values: Mapping[str, float]) -> list[Reason]:
    """The parts of a weighted sum, the weightiest first; signs that are absent left out."""
    found = [
        Reason(sign=name, value=round(value, 3), adds=round(weights[name] * value, 3))
        for name, value in values.items()
        if value
    ]
    return sorted(found, key=lambda reason: -abs(reason.adds))
