"""What the page as such tells of its event, before its turns are known."""

from __future__ import annotations

import msgspec

from rostra.model import Evidence, Span


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom title, dateline, byline or a field of the page names. `name` is as full as the page prints it."""

    name: str
    office: str | None = None
    affiliation: str | None = None
    evidence: Evidence


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """The event as far as the page tells it without its turns. ``None`` means that nothing supports a value.

    `title_span` is ``None`` when the title stands only in the page's facts. `candidates` took part according to title,
    dateline, byline or record, in that order. `names` are the full names of all persons that the page mentions prominently,
    for resolving short labels; `principal` is the one of them who speaks when nothing is labelled. `odd_weekday`: a day of the
    week beside the date is not that day's. `other_date`: the date with day and month exchanged, where nothing tells them apart.
    `kind_scores` maps kinds to the support that title and facts give (0-1). `evidence` is keyed by field, as in `Event`.
    """

    title: str | None = None
    title_span: Span | None = None
    date: str | None = None
    odd_weekday: bool = False
    other_date: str | None = None
    published: str | None = None
    time: str | None = None
    place: str | None = None
    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    names: tuple[str, ...] = ()
    principal: str | None = None
    kind_scores: dict[str, float] = msgspec.field(default_factory=dict)
    evidence: dict[str, Evidence] = msgspec.field(default_factory=dict)
