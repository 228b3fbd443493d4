"""What a person asks to be corrected, as a judgement: names become persons as they do on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from rostra.archive.records import Action, Judgement, Statement
from rostra.linking import link_persons
from rostra.model import Participant, SpeakerKind, Transcript

_GENERIC: Mapping[str, SpeakerKind] = {"journalist": "journalist", "moderator": "moderator"}


def make_judgement(
    statement: Statement, action: Action, value: Mapping[str, Any], *, turn_id: str | None, by: str, why: str
) -> Judgement:
    """A judgement ready for the record. For "speaker" a name is enough: its kind and the person are worked out."""
    whole = dict(value)
    if action in ("speaker", "rename") and "kind" not in whole:
        whole |= _speaker(statement, whole.get("name"))
    return Judgement(action=action, value=whole, statement=statement.id, turn=turn_id, by=by, why=why)


def _speaker(statement: Statement, name: str | None) -> dict[str, Any]:
    """`name` ``None``: nobody knows who speaks; "journalist" and "moderator" are no names."""
    if name is None:
        return {"name": None, "kind": "unknown"}
    known = {turn.speaker: turn.speaker_kind for turn in statement.transcript.turns if turn.speaker}
    kind = known.get(name, _GENERIC.get(name, "person"))
    person = _person(statement.transcript, statement.persons, name) if kind == "person" else ""
    return {"name": name, "kind": kind, **({"person": person} if person else {})}


def _person(transcript: Transcript, persons: Mapping[str, str], name: str) -> str:
    """The slug of the person whom a page would mean by the name; "" when it would be nobody certain."""
    if persons.get(name):
        return persons[name]
    event = msgspec.structs.replace(
        transcript.event, participants=(*transcript.event.participants, Participant(name=name))
    )
    return link_persons(msgspec.structs.replace(transcript, event=event)).get(name, "")
