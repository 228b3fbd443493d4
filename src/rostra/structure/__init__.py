"""Structure: from a document to a transcript, by inferring the page's own house style.

The steps, in order: layout (what is the statement, what surrounds it), furniture, metadata, turns, and the event as
the turns complete it.
Pure functions all; no rule for a site anywhere.
"""

from __future__ import annotations

import msgspec

from rostra.model import Document, Source, Transcript
from rostra.structure.account import as_issues, find_rests
from rostra.structure.body import find_layout
from rostra.structure.echoes import mark_echoes
from rostra.structure.furniture import read_furniture
from rostra.structure.metadata import finish_event, read_metadata
from rostra.structure.style import StyleWeights
from rostra.structure.turns import read_turns

__all__ = ["structure"]


def structure(document: Document, source: Source, weights: StyleWeights | None = None) -> Transcript:
    """The transcript of a document. Never fails on a document that a reader made; what is in doubt becomes an issue.
    `weights` are those of the house style, by default the lexicon's."""
    layout = mark_echoes(document, find_layout(document))
    metadata = read_metadata(document, layout)
    reading = read_turns(document, layout, metadata, weights)
    event, issues = finish_event(metadata, reading.turns, document, layout)
    furniture = read_furniture(document, layout)
    start, end = reading.body
    spans = [s for s in furniture.spans if s[0] >= start and s[1] <= end]
    rests = find_rests(document.text, reading.body, reading.turns, spans) if reading.turns else []
    return Transcript(
        source=source,
        event=event,
        text=document.text,
        body=reading.body,
        furniture=msgspec.structs.replace(furniture, spans=tuple(sorted([*spans, *rests]))),
        turns=reading.turns,
        issues=(*document.issues, *issues, *reading.issues, *as_issues(document.text, rests)),
    )
