"""Account: nothing of the body is lost. What neither turn nor label nor known furniture holds is listed as furniture itself.

Dashes that open turns, numbers before labels and labels without words of their own are such rests. A rest of words is an
issue, since somebody may have said them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rostra.model import Issue, Span, Turn


def find_rests(text: str, body: Span, turns: Sequence[Turn], furniture: Sequence[Span]) -> list[Span]:
    """The stretches of the body, white space trimmed, that belong to no turn, label or furniture; in order."""
    held = sorted(
        [*furniture, *((t.start, t.end) for t in turns), *(t.label_span for t in turns if t.label_span is not None)]
    )
    rests: list[Span] = []
    position, end = body
    for start, stop in [*held, (end, end)]:
        gap = text[position : min(start, end)] if start > position else ""
        if gap.strip():
            first = position + len(gap) - len(gap.lstrip())
            rests.append((first, first + len(gap.strip())))
        position = max(position, min(stop, end))
    return rests


def as_issues(text: str, rests: Sequence[Span]) -> list[Issue]:
    """Rests that hold words, as issues with their place."""
    return [
        Issue(code="text-unassigned", message=f"“{text[a:b][:60]}” belongs to no turn.", start=a, end=b)
        for a, b in rests
        if sum(c.isalpha() for c in text[a:b]) > 2
    ]
