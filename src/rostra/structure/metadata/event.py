"""The event, completed with the turns at hand: its kind and its participants; what is unknown becomes an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from rostra.lexicon import phrases
from rostra.model import Document, Event, Evidence, Issue, Participant, Turn
from rostra.structure.layout import Layout
from rostra.structure.metadata.kind import decide_kind, told_kind
from rostra.structure.metadata.record import Metadata
from rostra.structure.metadata.remainder import weekdays
from rostra.structure.metadata.tokens import opens_with_office
from rostra.structure.metadata.who import find_people
from rostra.text.names import Register, fold_words

MAX_NAME = 6
"""Words of a person's name, particles included; labels of more are sentences."""


def finish_event(
    metadata: Metadata, turns: Sequence[Turn], document: Document, layout: Layout
) -> tuple[Event, tuple[Issue, ...]]:
    """The event with its kind and participants, and an issue for each field that nothing on the page supports."""
    kind, kind_evidence = told_kind(document) or decide_kind(metadata.kind_scores, turns)
    participants = () if kind == "article" else tuple(_participants(metadata, turns, document.text))
    event = Event(
        title=metadata.title,
        kind=kind,
        date=metadata.date,
        time=metadata.time,
        published=metadata.published,
        place=metadata.place,
        language=metadata.language,
        participants=participants,
        evidence=metadata.evidence | {"kind": kind_evidence} | _people_evidence(metadata),
    )
    return event, tuple(_issues(event, metadata))


def _people_evidence(metadata: Metadata) -> dict[str, Evidence]:
    return {"participants": metadata.candidates[0].evidence} if metadata.candidates else {}


def _participants(metadata: Metadata, turns: Sequence[Turn], text: str) -> list[Participant]:
    """Those whom title and record name, then those who speak, in order of appearance; journalists are not counted."""
    people = [Participant(name=c.name, office=c.office, affiliation=c.affiliation) for c in metadata.candidates]
    known = Register(person.name for person in people)
    for speaker in _speakers(turns):
        if _is_held(speaker.name, people):
            continue
        at = known.find(speaker.name)
        if at is None:
            people.append(speaker)
            known.add(speaker.name)
        else:
            people[at] = _joined(people[at], speaker)
            known.replace(at, people[at].name)
    return people


def _is_held(name: str, people: Sequence[Participant]) -> bool:
    """Whether a speaker's name is the office of one who is named already ("Captain:" after "Captain Ada Lund")."""
    office = name.casefold()
    return office in phrases("offices", "offices") and any(office in (p.office or "").casefold() for p in people)


def _joined(first: Participant, second: Participant) -> Participant:
    return msgspec.structs.replace(
        first,
        name=max(first.name, second.name, key=lambda name: len(name.split())),
        office=first.office or second.office,
        affiliation=first.affiliation or second.affiliation,
    )


def _speakers(turns: Sequence[Turn]) -> Iterator[Participant]:
    """Each person who speaks, with the office that a label prints; also who speaks as an official without a name."""
    seen: dict[str, Participant] = {}
    for turn in turns:
        if not turn.speaker or not (
            _is_unnamed(turn) or (turn.speaker_kind == "person" and _may_be_person(turn.speaker))
        ):
            continue
        known = seen.get(turn.speaker)
        if known is None or known.office is None:
            seen[turn.speaker] = _from_label(turn.speaker, turn.label or "")
    yield from seen.values()


def _is_unnamed(turn: Turn) -> bool:
    """Whether the label calls the speaker an official and gives no name."""
    words = fold_words(turn.speaker or "")
    named_so = not phrases("offices", "unnamed").isdisjoint(words)
    return turn.speaker_kind == "unknown" and 1 < len(words) <= MAX_NAME and named_so


def _may_be_person(name: str) -> bool:
    """Whether a speaker is a person and not a body, a day or a scrap taken for one."""
    words = fold_words(name)
    if not 0 < len(words) <= MAX_NAME or name.casefold().strip(".") in weekdays():
        return False
    scrap = len(words) > 1 and all(len(word) == 1 for word in words)
    return not scrap and not any(word in phrases("offices", "organisations") for word in words)


_OFFICE_FIRST = re.compile(r"(?P<office>[^()]{4,120}?)\s*\([^()]{2,60}\)")


def _from_label(speaker: str, label: str) -> Participant:
    """The speaker with the office of a label: "Premier Ada Lund" or, as parliaments print it, "The Premier (Ada Lund)"."""
    match = _OFFICE_FIRST.fullmatch(label)
    if match and opens_with_office(match["office"].removeprefix("The ").removeprefix("the ")):
        return Participant(name=speaker, office=match["office"].removeprefix("The ").strip())
    named = find_people(label)
    if not named:
        return Participant(name=speaker)
    name = named[0].name if f" {speaker}".endswith(f" {named[0].name}") else speaker
    return Participant(name=name, office=named[0].office, affiliation=named[0].affiliation)


def _issues(event: Event, metadata: Metadata) -> Iterator[Issue]:
    if event.title is None:
        yield Issue(code="title-unknown", message="The page prints no title.")
    if event.date is None:
        yield Issue(code="date-unknown", message="Nothing on the page tells the date of the event.")
    if metadata.odd_weekday and (evidence := event.evidence.get("date")):
        message = "The day of the week beside the date is not that day's."
        yield Issue(code="weekday-odd", message=message, start=evidence.start, end=evidence.end)
    if metadata.other_date and (evidence := event.evidence.get("date")):
        message = f"Nothing on the page tells day from month: {event.date} or {metadata.other_date}."
        yield Issue(code="date-ambiguous", message=message, start=evidence.start, end=evidence.end)
    if event.place is None and event.kind != "article":
        yield Issue(
            code="place-unknown", message="Nothing on the page tells where the event took place.", severity="info"
        )
    if event.language is None:
        yield Issue(code="language-unknown", message="The language of the page could not be told.", severity="info")
