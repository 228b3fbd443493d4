"""How do we know: the evidence for what is said of a statement, and what is in doubt, as a reader can check it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rostra.api import CorrectedField, Judgement, Statement
from rostra.model import Event, Evidence, Issue, Transcript
from rostra.web.language import Language
from rostra.web.words import plain, shorten

CONTEXT = 70
"""Characters shown on either side of a quoted place: about a line."""

QUOTED = 400
"""At most so many characters of the place itself: the longest titles of the pages we know, whole."""

ISSUES = 30
"""At most so many issues of a page are listed; the rest is counted."""


class Quotation(msgspec.Struct, frozen=True):
    """A place on the page in its surroundings."""

    before: str
    marked: str
    after: str


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a value is held to be so. `quotation` is ``None`` when the evidence is not in the visible text; `fact` then names it.
    `corrected` is what a person decided, where the page was read otherwise `before` ("" for nothing)."""

    name: str
    value: str
    rule: str
    confidence: float
    quotation: Quotation | None
    fact: str
    corrected: Judgement | None = None
    before: str = ""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """An issue with the place that it concerns."""

    code: str
    severity: str
    message: str
    quotation: Quotation | None


def reasons(statement: Statement, ui: Language, corrected: Iterable[CorrectedField] = ()) -> tuple[Reason, ...]:
    """The evidence for each field of the event, in the order in which a person would ask."""
    return tuple(_reasons(statement.transcript, ui, {each.name: each for each in corrected}))


def _reasons(transcript: Transcript, ui: Language, corrected: Mapping[str, CorrectedField]) -> Iterator[Reason]:
    event = transcript.event
    order = ["title", "kind", "date", "time", "place", "published", "language", "participants"]
    names = [name for name in order if name in event.evidence] + sorted(set(event.evidence) - set(order))
    for name in names:
        found, other = event.evidence[name], corrected.get(name)
        former = _value(msgspec.structs.replace(event, **{name: other.before}), name, ui) if other else ""
        yield Reason(
            name=ui.word("fields", name),
            value=_value(event, name, ui),
            rule=plain(found.rule),
            confidence=found.confidence,
            quotation=_quotation_of(transcript.text, found),
            fact=found.fact or "",
            corrected=other.judgement if other else None,
            before=former,
        )


def doubts(statement: Statement) -> tuple[Doubt, ...]:
    """The first issues of the page, as printed in its order."""
    return tuple(_doubt(statement.transcript.text, issue) for issue in statement.transcript.issues[:ISSUES])


def _doubt(text: str, issue: Issue) -> Doubt:
    quotation = quote_span(text, issue.start, issue.end) if issue.end > issue.start else None
    return Doubt(code=plain(issue.code), severity=issue.severity, message=issue.message, quotation=quotation)


def _quotation_of(text: str, found: Evidence) -> Quotation | None:
    return quote_span(text, found.start, found.end) if found.end > found.start else None


def quote_span(text: str, start: int, end: int) -> Quotation:
    """`text[start:end]` with a line of what stands before and after it."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    return Quotation(
        ("…" if start > CONTEXT else "") + before.lstrip(), shorten(text[start:end], QUOTED), after.rstrip() + "…"
    )


def _value(event: Event, name: str, ui: Language) -> str:
    """The field's value as a person would write it."""
    match name:
        case "date" | "published":
            return ui.date(getattr(event, name))
        case "kind":
            return ui.word("kinds", event.kind)
        case "language":
            return ui.language_name(event.language)
        case "participants":
            return ui.comma.join(participant.name for participant in event.participants)
        case "title" | "time" | "place":
            return getattr(event, name) or ""
    return ""
