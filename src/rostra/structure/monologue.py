"""Monologues: a page on which one voice speaks, whatever looked like labels on it."""

from __future__ import annotations

from rostra.structure.decode import Draft
from rostra.structure.metadata import Metadata

_WRITTEN = ("statement", "message")


def as_monologue(drafts: list[Draft], metadata: Metadata) -> list[Draft]:
    """One voice: what stood as labels are words of the text; in written statements headings belong to the text, too."""
    written = max(metadata.kind_scores, key=lambda k: metadata.kind_scores[k], default="") in _WRITTEN
    merged: list[Draft] = []
    for draft in drafts:
        labelled = draft.candidate is not None
        first = not any(d.kind == "speech" for d in merged)
        if draft.kind == "note" or (draft.kind == "heading" and not written):
            merged.append(draft)
            continue
        segments = list(draft.segments)
        if labelled and draft.candidate is not None and not (first and draft.score > 0):
            segments[0] = (draft.candidate.start, segments[0][1])
        if merged and merged[-1].kind == "speech":
            merged[-1].segments += segments
            continue
        keep = draft.candidate if first and draft.score > 0 else None
        merged.append(
            Draft(
                kind="speech",
                segments=segments,
                candidate=keep,
                continued=not first,
                score=1.0,
                rule="monologue" if first else "continued",
            )
        )
    return merged
