"""What is written at the desk: a page of Markdown whose front matter names its draft, with each speaker in bold before a colon.

Who writes so says who speaks. A page that was found somewhere has to show that it is a transcript, by what is said on it; of two
lines written here, each under a name, nothing has to be shown.
"""

from __future__ import annotations

import re

from rostra.model import Document
from rostra.structure.proposals import Proposals

_FIELD = "draft"
_NAME = re.compile(r"[0-9a-z]{6,40}")  # of a draft; other programs write "draft: false"
_PLAIN = 2.0  # log-odds: a name, an office or a word that asks in bold has four and more; "Key facts", "Note" less
_ARTICLE = "article"


def is_labelled_by_hand(document: Document, proposals: Proposals) -> bool:
    """Whether the page was written here with a speaker before each speech, and not as an article."""
    told = {fact.name: fact.value for fact in document.facts if fact.origin == "field"}
    if not _NAME.fullmatch(told.get(_FIELD, "")) or told.get("kind") == _ARTICLE:
        return False
    scores = dict(zip(proposals.candidates, proposals.scores, strict=True))
    labels = [draft.candidate for draft in proposals.drafts if draft.candidate is not None]
    return bool(labels) and all(
        label.typography == "strong" and label.separator.startswith(":") and scores.get(label, 0.0) >= _PLAIN
        for label in labels
    )
