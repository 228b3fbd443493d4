"""What the page tells of its event: title, date, time, place, language, kind, and who took part - each with its evidence.

`read_metadata` reads what stands around the turns; `finish_event` completes it with the turns at hand. Nothing is guessed: what
the page does not support is ``None``, with an issue.
"""

from __future__ import annotations

from rostra.model import Document
from rostra.structure.layout import Layout
from rostra.structure.metadata.event import finish_event
from rostra.structure.metadata.kind import score_kinds
from rostra.structure.metadata.language import read_language
from rostra.structure.metadata.page import Page
from rostra.structure.metadata.people import read_people
from rostra.structure.metadata.record import Candidate, Metadata
from rostra.structure.metadata.title import read_title
from rostra.structure.metadata.when import read_when
from rostra.structure.metadata.where import read_where

__all__ = ["Candidate", "Metadata", "finish_event", "read_metadata"]


def read_metadata(document: Document, layout: Layout) -> Metadata:
    """All that title, dateline, edges of the body and the page's own facts tell of the event."""
    page = Page(document, layout)
    language, language_evidence = read_language(page)
    title = read_title(page)
    text, span = (title.name or title.text, title.span) if title else (None, None)
    when = read_when(page, text, span, language)
    kinds = score_kinds(text, page, language)
    kind = max(kinds, key=lambda kind: kinds[kind], default="other")
    where = read_where(page, text, span, language, kind)
    people = read_people(page, text, span, kind, language)
    evidence = dict(when.evidence)
    if title:
        evidence["title"] = title.evidence
    if language_evidence:
        evidence["language"] = language_evidence
    if where:
        evidence["place"] = where.evidence
    return Metadata(
        title=title.text if title else None,
        title_span=span,
        date=when.date,
        odd_weekday=when.odd_weekday,
        other_date=when.other,
        published=when.published,
        time=when.time,
        place=where.place if where else None,
        language=language,
        candidates=people.candidates,
        names=people.names,
        principal=people.principal,
        kind_scores=kinds,
        evidence=evidence,
    )
