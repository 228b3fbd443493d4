"""What is written at the desk: a page of Markdown whose front matter names its draft, with each speaker in bold before a colon.

Who writes so says who speaks. A page that was found somewhere has to show that it is a transcript, by what is said on it; of two
lines written here, each under a name, nothing has to be shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rostra.model import Document
from rostra.structure.labels import ASKS, read_label

if TYPE_CHECKING:
    from rostra.structure.proposals import Proposals

_FIELD = "draft"
_NAME = re.compile(r"[0-9a-z]{6,40}")  # of a draft; other programs write "draft: false"
_PLAIN = 2.0  # log-odds: a name, an office or a word that asks in bold has four and more; "Key facts", "Note" less
_ARTICLE = "article"
_LABEL = re.compile(r"[ \t]*(?P<label>[^\s:：][^\n:：]{0,159}?)[ \t]?[:：](?!\d)", re.M)


def is_labelled_by_hand(document: Document, proposals: Proposals) -> bool:
    """Whether the page was written here with a speaker before each speech, and not as an article."""
    if not _is_spoken(document):
        return False
    scores = dict(zip(proposals.candidates, proposals.scores, strict=True))
    labels = [draft.candidate for draft in proposals.drafts if draft.candidate is not None]
    return bool(labels) and all(
        (label.typography == "strong" or label.label.kind in ASKS)
        and label.separator.startswith(":")
        and scores.get(label, 0.0) >= _PLAIN
        for label in labels
    )


def find_first_label(document: Document) -> int | None:
    """Where, in what was written here, the first paragraph begins that opens with a label; ``None`` on any other page, and where
    none does."""
    if not _is_spoken(document):
        return None
    bold: dict[int, int] = {mark.start: mark.end for mark in document.marks if mark.kind == "strong"}
    for block in document.blocks:
        match = _LABEL.match(document.text, block.start, block.end)
        if match is None:
            continue
        start, end = match.span("label")
        if bold.get(start, 0) >= end or read_label(match["label"]).kind in ASKS:
            return block.start
    return None


def _is_spoken(document: Document) -> bool:
    """Whether it is a page of the desk, and no article."""
    told = {fact.name: fact.value for fact in document.facts if fact.origin == "field"}
    return bool(_NAME.fullmatch(told.get(_FIELD, ""))) and told.get("kind") != _ARTICLE
