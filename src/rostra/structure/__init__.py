"""Structure: from a document to a transcript, by inferring the page's own house style.

The steps, in order: layout (what is the statement, what surrounds it), metadata, turns, the event as the turns complete
it, and furniture (`rostra.structure.steps`). `rostra.structure.explain` tells what each made of a page.
Pure functions all; no rule for a site anywhere.
"""

from __future__ import annotations

from rostra.model import Document, Source, Transcript
from rostra.structure.steps import take_steps
from rostra.structure.style import StyleWeights

__all__ = ["structure"]


def structure(document: Document, source: Source, weights: StyleWeights | None = None) -> Transcript:
    """The transcript of a document. Never fails on a document that a reader made; what is in doubt becomes an issue.
    `weights` are those of the house style, by default the lexicon's."""
    return take_steps(document, weights).transcript(document, source)
