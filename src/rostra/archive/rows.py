"""An entry taken apart into rows: what the tables say of a page, worked out from its transcript alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rostra.archive.packing import to_json
from rostra.archive.records import Entry
from rostra.archive.slugs import slugify
from rostra.model import MOST_VIEWS, SPEECH_ROLES, Furniture, Transcript, Turn

Row = dict[str, Any]

_EXCERPT = 300
_UNSURE = 0.5
"""A turn less sure than this counts as doubtful, as the record's readers are told."""


def statement_row(entry: Entry) -> Row:
    """The line of `statements`, less what only the record knows (id, key, version, times)."""
    transcript, event, furniture = entry.transcript, entry.transcript.event, entry.transcript.furniture
    roles = Counter(turn.role for turn in transcript.turns)
    return {
        "uri": entry.capture.uri,
        "address": entry.address,
        "sha256": transcript.source.sha256,
        "title": event.title or "",
        "kind": event.kind,
        "date": event.date,
        "time": event.time,
        "place": event.place,
        "language": event.language,
        **filed_columns(furniture),
        "speakers": to_json(_speakers(transcript)),
        "persons": to_json(entry.persons),
        "turns": len(transcript.turns),
        "questions": roles["question"],
        "answers": roles["answer"],
        "views_printed": furniture.views if 0 < (furniture.views or 0) <= MOST_VIEWS else 0,
        "excerpt": _excerpt(transcript),
        "doubt": _doubt(transcript),
    }


def filed_columns(furniture: Furniture) -> Row:
    """What the line of `statements` tells of sections, category and tags."""
    return {
        "category": furniture.category,
        "sections": to_json(furniture.sections),
        "tags": to_json(furniture.tags),
    }


def turn_rows(entry: Entry, statement_id: str) -> list[Row]:
    """The lines of `turns`, in order."""
    transcript = entry.transcript
    return [
        {
            "statement": statement_id,
            "turn": turn.id,
            "ordinal": ordinal,
            "role": turn.role,
            "label": turn.label,
            "speaker": turn.speaker,
            "speaker_kind": turn.speaker_kind,
            "person": entry.persons.get(turn.speaker or "", ""),
            "start": turn.start,
            "end": turn.end,
            "answers": turn.answers,
            "confidence": turn.confidence,
            "rule": turn.rule,
            "text": transcript.turn_text(turn),
        }
        for ordinal, turn in enumerate(transcript.turns)
    ]


def term_rows(entry: Entry, statement_id: str) -> list[Row]:
    """The names that a statement is found under, once for each grouping and slug."""
    event = entry.transcript.event
    terms: dict[tuple[str, str], str] = {("kind", event.kind): event.kind}
    if event.language:
        terms[("language", event.language)] = event.language
    terms |= _filed(entry.transcript.furniture)
    if event.place and event.place.strip():
        terms[("place", slugify(event.place))] = event.place
    bodies = {part.name: part.affiliation for part in reversed(event.participants)}
    for name, slug in _persons(entry):
        terms.setdefault(("person", slug), name)
        if body := (bodies.get(name) or "").strip():
            terms.setdefault(("organisation", slugify(body)), body)
    return _named_rows(terms, statement_id)


def filed_rows(furniture: Furniture, statement_id: str) -> list[Row]:
    """Those of sections, category and tags alone."""
    return _named_rows(_filed(furniture), statement_id)


def _filed(furniture: Furniture) -> dict[tuple[str, str], str]:
    terms: dict[tuple[str, str], str] = {}
    named = {"section": furniture.sections, "category": (furniture.category,), "tag": furniture.tags}
    for grouping, names in named.items():
        for name in names:
            if name and name.strip():
                terms.setdefault((grouping, slugify(name)), name)
    return terms


def _named_rows(terms: dict[tuple[str, str], str], statement_id: str) -> list[Row]:
    return [
        {"grouping": grouping, "slug": slug, "statement": statement_id, "name": name}
        for (grouping, slug), name in terms.items()
    ]


def appearance_rows(entry: Entry, statement_id: str) -> list[Row]:
    """The persons who spoke or took part, under each name that the page gives them."""
    spoken = Counter(turn.speaker for turn in _speech(entry.transcript.turns))
    answered = Counter(turn.speaker for turn in entry.transcript.turns if turn.role == "answer")
    parts = {part.name: part for part in reversed(entry.transcript.event.participants)}
    return [
        {
            "person": slug,
            "statement": statement_id,
            "name": name,
            "office": parts[name].office if name in parts else None,
            "affiliation": parts[name].affiliation if name in parts else None,
            "turns": spoken[name],
            "answers": answered[name],
        }
        for name, slug in _persons(entry)
    ]


def issue_rows(entry: Entry, statement_id: str) -> list[Row]:
    """The lines of `issues`, in order."""
    return [
        {
            "statement": statement_id,
            "ordinal": ordinal,
            "code": issue.code,
            "severity": issue.severity,
            "start": issue.start,
            "end": issue.end,
            "message": issue.message,
        }
        for ordinal, issue in enumerate(entry.transcript.issues)
    ]


def _speech(turns: Iterable[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.role in SPEECH_ROLES]


def _persons(entry: Entry) -> list[tuple[str, str]]:
    """Name and slug of those who spoke or took part and are persons, each name once, speakers first."""
    names = [turn.speaker for turn in _speech(entry.transcript.turns)]
    names += [part.name for part in entry.transcript.event.participants]
    return [(name, entry.persons[name]) for name in dict.fromkeys(names) if name and entry.persons.get(name)]


def _speakers(transcript: Transcript) -> list[str]:
    speech = _speech(transcript.turns)
    return list(dict.fromkeys(turn.speaker for turn in speech if turn.speaker and turn.speaker_kind == "person"))


def _doubt(transcript: Transcript) -> float:
    speech = _speech(transcript.turns)
    unsure = sum(turn.confidence < _UNSURE or turn.speaker is None for turn in speech)
    return round(unsure / len(speech), 4) if speech else 0.0


def _excerpt(transcript: Transcript) -> str:
    """The first words said, or the first of the text; cut between words, "…" where words are left out."""
    spans = [span for turn in _speech(transcript.turns)[:5] for span in turn.segments or ((turn.start, turn.end),)]
    spans = spans or _without_furniture(transcript)
    pieces = (transcript.text[start : min(end, start + 4 * _EXCERPT)] for start, end in spans[:20])
    text = " ".join(" ".join(pieces).split())
    if len(text) <= _EXCERPT:
        return text
    head, _, _ = text[: _EXCERPT + 1].rpartition(" ")
    return f"{head or text[:_EXCERPT]} …"


def _without_furniture(transcript: Transcript) -> list[tuple[int, int]]:
    """The spans of the main text (of the whole text, where none was found) that no furniture covers."""
    start, end = transcript.body if transcript.body[1] else (0, len(transcript.text))
    found = []
    for begins, stops in sorted(transcript.furniture.spans):
        if begins >= end:
            break
        found.append((start, begins))
        start = max(start, stops)
    return [span for span in [*found, (start, end)] if span[0] < span[1]]
