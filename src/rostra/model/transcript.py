"""Transcript: what a page turns out to record - the event, its furniture, its turns, and what is in doubt.

Spans are half-open code-point offsets into the text of the document (`Transcript.text`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rostra.model.capture import Source
from rostra.model.issues import Issue

Span = tuple[int, int]
Kind = Literal[
    "press_conference",
    "briefing",
    "speech",
    "interview",
    "debate",
    "hearing",
    "meeting",
    "statement",
    "message",
    "article",
    "other",
]
Role = Literal["statement", "question", "answer", "moderation", "note", "heading"]
SpeakerKind = Literal["person", "group", "journalist", "moderator", "unknown"]

MOST_VIEWS = 10**12
"""A page that prints a larger number than this prints something else than its readers."""

SPEECH_ROLES: frozenset[str] = frozenset({"statement", "question", "answer", "moderation"})


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Why a value is held to be so: where it stands, by which rule, how sure (0-1).

    `start` and `end` are 0 when the evidence is not in the visible text; `fact` then names the page's own
    fact, such as ``meta:og:title``.
    """

    rule: str
    confidence: float
    start: int = 0
    end: int = 0
    fact: str | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """A person who took part. `office` and `affiliation` (country, organisation, outlet) are as printed, or ``None``."""

    name: str
    office: str | None = None
    affiliation: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The occasion. ``None`` means that nothing on the page supports a value.

    `date` is the event's, ISO 8601, as precise as known ("2014", "2014-08", "2014-08-06"); `published` is the
    page's; `time` is "HH:MM", with its zone as printed where one is said; `language` is BCP 47. `evidence` maps a field's name
    to why.
    """

    title: str | None = None
    kind: Kind = "other"
    date: str | None = None
    time: str | None = None
    published: str | None = None
    place: str | None = None
    language: str | None = None
    participants: tuple[Participant, ...] = ()
    evidence: dict[str, Evidence] = msgspec.field(default_factory=dict)


class MonthCount(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an archive by month: "July 2020 (7)"."""

    month: str
    count: int


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a list of related statements, with the date that its title carries."""

    title: str
    date: str | None = None
    url: str | None = None


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds the statement on its page, read as data. `spans` lists furniture inside the body, in order."""

    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: str | None = None
    views: int | None = None
    months: tuple[MonthCount, ...] = ()
    related: tuple[Related, ...] = ()
    print_version: bool = False
    spans: tuple[Span, ...] = ()


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """An unbroken run under one label, or a note or heading on a line of its own.

    `label` is as printed, without separator; `label_span` is where it stands (separator included), ``None`` when the turn
    has none. `speaker` is the full name where page or archive tells it, else "journalist", "moderator" or ``None``.
    `segments` are its paragraphs, furniture left out. `answers` is the id of the question it answers. `parts` are
    spans of the sub-questions of a compound question (empty for a simple one). `unseen` names those whose
    turns the page mentions but does not print. `confidence` (0-1) is the chance that its words, speaker and role are all
    right; `rule` names what made the turn.
    """

    id: str
    role: Role
    start: int
    end: int
    label: str | None = None
    label_span: Span | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind = "unknown"
    segments: tuple[Span, ...] = ()
    answers: str | None = None
    parts: tuple[Span, ...] = ()
    unseen: tuple[str, ...] = ()
    confidence: float = 1.0
    rule: str = ""


class Transcript(msgspec.Struct, frozen=True, kw_only=True):
    """What `structure` makes of a document. Between the edges of `body` every character that is not white space
    belongs to a turn, a label, or a span of furniture. `turns` is empty for a page that is no transcript;
    `body` is (0, 0) when the page has no main text."""

    source: Source
    event: Event
    text: str
    body: Span = (0, 0)
    furniture: Furniture = Furniture()
    turns: tuple[Turn, ...] = ()
    issues: tuple[Issue, ...] = ()

    def turn_text(self, turn: Turn) -> str:
        """The turn's own text, label excluded."""
        return self.text[turn.start : turn.end]
