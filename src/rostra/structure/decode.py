"""Decode: one pass over the body's lines that makes each the opening of a turn, its continuation, a note or a heading.

The best path over all lines (Viterbi), not line by line: a lone label must be followed by speech, so a list of participants
printed like labels is none; what a line is taken for depends on its neighbours. Scores are log-odds against "continuation".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from typing import Literal

import msgspec

from rostra.model import Span
from rostra.structure.asides import heading_score, note_score
from rostra.structure.candidates import Candidate
from rostra.structure.lines import Line
from rostra.structure.rolls import find_rolls
from rostra.structure.style import probability

State = Literal["label", "alone", "note", "heading", "speech"]
_STATES: tuple[State, ...] = ("label", "alone", "note", "heading", "speech")
UNHEARD = "unheard-question"
"""Rule of a line that tells of a question which nobody heard."""
_NEVER = -1e9
_ROLL = 6.0  # log-odds of a line in a list of names to be a note
_RECURS = 3.0  # log-odds against a heading whose words come back and name somebody

# What follows what, in log-odds; pairs that are not listed cost nothing. Set by hand: each says what a transcript's
# grammar allows.
_AFTER: dict[tuple[State, State], float] = {
    ("alone", "label"): -3.0,  # a label has words of its own before the next one
    ("alone", "alone"): -4.0,
    ("alone", "heading"): -4.0,
    ("alone", "note"): -1.5,
    ("label", "heading"): -0.5,
}
_COSTS = [[_AFTER.get((before, state), 0.0) for before in _STATES] for state in _STATES]
_SPEECH = _STATES.index("speech")
_ENDS: dict[State, float] = {"alone": -6.0, "heading": -1.0}


class Draft(msgspec.Struct, kw_only=True):
    """A turn in the making. `kind` is "speech", "note" or "heading"; `candidate` is its label, ``None`` when it has none;
    `continued` tells that the same speaker goes on after an aside. `segments` are its paragraphs; `score` the
    label's log-odds."""

    kind: Literal["speech", "note", "heading"]
    segments: list[Span]
    candidate: Candidate | None = None
    continued: bool = False
    score: float = 0.0
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the turn's own words begin."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Where they end."""
        return self.segments[-1][1]

    @property
    def confidence(self) -> float:
        """How sure we are that a turn begins here (0-1)."""
        return round(probability(self.score), 3)


def decode(text: str, lines: list[Line], candidates: list[Candidate], scores: list[float], span: range) -> list[Draft]:
    """The turns of the lines in `span`, in order, notes and headings among them. Labels without words of their own
    give no turn."""
    best = _best_candidates(candidates, scores)
    recurring = Counter(c.key for c in candidates if c.position == "alone")
    emissions = [_emissions(text, lines[i], best.get(i), recurring) for i in span]
    rolls = find_rolls(text, lines, span, {i for i, (score, _) in best.items() if score > 0})
    for roll in rolls:
        for i in roll:
            emissions[i - span.start]["note"] = _ROLL
    path = dict(zip(span, _best_path(emissions), strict=True))
    return _assemble(lines, path, best, {i for roll in rolls for i in roll[1:]})


def _best_candidates(candidates: list[Candidate], scores: list[float]) -> dict[int, tuple[float, Candidate]]:
    """The strongest proposal of each line; of equals the longer label."""
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        if candidate.position == "middle":
            continue
        held = best.get(candidate.line)
        if held is None or (score, candidate.label_end) > (held[0], held[1].label_end):
            best[candidate.line] = (score, candidate)
    return best


def _emissions(
    text: str, line: Line, best: tuple[float, Candidate] | None, recurring: Counter[str]
) -> dict[State, float]:
    content = text[line.start : line.end]
    found: dict[State, float] = {
        "label": _NEVER,
        "alone": _NEVER,
        "note": note_score(content, line),
        "heading": heading_score(content, line),
        "speech": 0.0,
    }
    if best is not None:
        score, candidate = best
        found["alone" if candidate.position == "alone" else "label"] = score
        if recurring[candidate.key] > 1 and candidate.label.kind != "none":
            found["heading"] -= _RECURS  # headings seldom come back
    return found


def _best_path(emissions: list[dict[State, float]]) -> list[State]:
    """Viterbi over five states."""
    if not emissions:
        return []
    value = [emissions[0][state] for state in _STATES]
    back: list[list[int]] = []
    for emission in emissions[1:]:
        step, origin = [], []
        likeliest = max(value)
        before = value.index(likeliest)
        for state, costs in zip(_STATES, _COSTS, strict=True):
            score = emission[state]
            if score <= _NEVER:
                step.append(_NEVER)
                origin.append(_SPEECH)
            elif not costs[before]:  # a cost only lowers, so no other state leads here better
                step.append(likeliest + score)
                origin.append(before)
            else:
                reached = [v + c for v, c in zip(value, costs, strict=True)]
                step.append(max(reached) + score)
                origin.append(reached.index(max(reached)))
        value = step
        back.append(origin)
    ended = [v + _ENDS.get(s, 0.0) for v, s in zip(value, _STATES, strict=True)]
    path = [ended.index(max(ended))]
    for origin in reversed(back):
        path.append(origin[path[-1]])
    return [_STATES[i] for i in reversed(path)]


def _assemble(
    lines: list[Line], path: dict[int, State], best: dict[int, tuple[float, Candidate]], listed: Set[int]
) -> list[Draft]:
    """`listed` are the lines that continue a list of names: one note, whatever the blocks."""
    drafts: list[Draft] = []
    open_draft: Draft | None = None  # the speech that the next line continues
    spoken = False
    for i, state in path.items():
        line = lines[i]
        if state == "note" and drafts and drafts[-1].kind == "note" and i > 0 and lines[i - 1].block == line.block:
            drafts[-1].segments[-1] = (drafts[-1].segments[-1][0], line.end)  # "END" and its clock line
            continue
        if i in listed and state == "note" and drafts and drafts[-1].kind == "note":
            drafts[-1].segments.append((line.start, line.end))
            continue
        if state in ("note", "heading"):
            drafts.append(
                Draft(
                    kind="note" if state == "note" else "heading",
                    segments=[(line.start, line.end)],
                    rule=f"{state}-line",
                )
            )
            if open_draft is not None and not open_draft.segments:
                continue  # a label before the note keeps waiting for its words
            open_draft = None
            continue
        if state in ("label", "alone"):
            score, candidate = best[i]
            open_draft = Draft(kind="speech", segments=[], candidate=candidate, score=score, rule=_rule(candidate))
            drafts.append(open_draft)
            spoken = True
            if state == "label":
                _extend(open_draft, lines, i, candidate.text_start)
            continue
        if open_draft is None:
            open_draft = Draft(
                kind="speech", segments=[], continued=spoken, rule="continued" if spoken else "unlabelled-opening"
            )
            drafts.append(open_draft)
            spoken = True
        _extend(open_draft, lines, i, line.start)
    return sorted((d for d in drafts if d.segments), key=lambda d: d.start)


def _rule(candidate: Candidate) -> str:
    place = {"start": "label", "alone": "label-on-own-line", "middle": "label-in-line"}[candidate.position]
    return f"{place}:{candidate.typography}:{candidate.separator.strip() or 'space'}"


def _extend(draft: Draft, lines: list[Line], index: int, start: int) -> None:
    """Add a line to a draft: to its last paragraph when it is of the same block, else as a new one."""
    line = lines[index]
    if (
        draft.segments
        and index > 0
        and lines[index - 1].block == line.block
        and draft.segments[-1][1] == lines[index - 1].end
    ):
        draft.segments[-1] = (draft.segments[-1][0], line.end)
    else:
        draft.segments.append((start, line.end))


def split_inside(drafts: list[Draft], inside: list[tuple[float, Candidate]]) -> list[Draft]:
    """Split turns at labels in the middle of their lines. `inside` is in order of place, with each label's log-odds
    (all believed)."""
    result: list[Draft] = []
    waiting = list(reversed(inside))
    for draft in drafts:
        while waiting and waiting[-1][1].start < draft.start:
            waiting.pop()
        while draft.kind == "speech" and waiting and waiting[-1][1].start < draft.end:
            score, candidate = waiting.pop()
            before, after = _cut(draft.segments, candidate.start, candidate.text_start)
            if not after:
                continue
            if before:
                draft.segments = before
                result.append(draft)
            draft = Draft(kind="speech", segments=after, candidate=candidate, score=score, rule=_rule(candidate))
        result.append(draft)
    return result


def _cut(segments: list[Span], end: int, start: int) -> tuple[list[Span], list[Span]]:
    before = [(a, min(b, end)) for a, b in segments if a < end]
    after = [(max(a, start), b) for a, b in segments if b > start]
    return before, after
