"""The steps of `structure`, in their order, each with what it made."""

from __future__ import annotations

import msgspec

from rostra.model import Document, Source, Transcript
from rostra.structure.account import as_issues, find_outside, find_rests, outside_as_issues
from rostra.structure.body import find_layout
from rostra.structure.echoes import mark_echoes
from rostra.structure.furniture import read_furniture
from rostra.structure.layout import Layout
from rostra.structure.metadata import Metadata, finish_event, read_metadata
from rostra.structure.style import StyleWeights
from rostra.structure.turns import Reading, read_turns


class Steps(msgspec.Struct, frozen=True):
    """What the steps made of a document, up to its turns."""

    layout: Layout
    metadata: Metadata
    reading: Reading

    def transcript(self, document: Document, source: Source) -> Transcript:
        """The event as the turns complete it, the furniture, and an account of every word of the page."""
        reading = self.reading
        event, issues = finish_event(self.metadata, reading.turns, document, self.layout)
        furniture = read_furniture(document, self.layout)
        start, end = reading.body
        spans = [s for s in furniture.spans if s[0] >= start and s[1] <= end]
        rests = find_rests(document.text, reading.body, reading.turns, spans) if reading.turns else []
        outside = find_outside(document, self.layout, reading.body) if reading.turns else []
        return Transcript(
            source=source,
            event=event,
            text=document.text,
            body=reading.body,
            furniture=msgspec.structs.replace(furniture, spans=tuple(sorted([*spans, *rests]))),
            turns=reading.turns,
            issues=(
                *document.issues,
                *issues,
                *reading.issues,
                *as_issues(document.text, rests),
                *outside_as_issues(document.text, outside),
            ),
        )


def take_steps(document: Document, weights: StyleWeights | None = None) -> Steps:
    """Layout, metadata and turns of a document; `weights` are those of the house style, by default the lexicon's."""
    layout = mark_echoes(document, find_layout(document))
    metadata = read_metadata(document, layout)
    return Steps(layout, metadata, read_turns(document, layout, metadata, weights))
