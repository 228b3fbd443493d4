"""Decisions in words: what somebody decided, what it changed, and in which order all of it happened."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rostra.api import Difference, Judgement, TurnChange
from rostra.web.words import plain, shorten, wording

_SHOWN = 70


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that was made, or (`undoing`) taken back. `what` says it in words; `holds` is false for what was taken back or has
    lost its words."""

    judgement: Judgement
    what: str
    by: str
    at: str
    why: str
    undoing: bool
    holds: bool


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What is different: of a turn (`turn` is its id, "" for one that is gone) or of the event."""

    turn: str
    what: str
    before: str
    after: str


def describe(judgement: Judgement) -> str:
    """What was decided, in a few words."""
    value, turn = judgement.value, judgement.turn or "the turn"
    match judgement.action:
        case "speaker":
            return f"{turn} is said by {value['name'] or 'nobody known'}"
        case "role":
            return f"the role of {turn} is {_role(value['role'])}"
        case "answers":
            asked = value["question"]
            return f"{turn} answers “{shorten(asked['exact'], _SHOWN)}”" if asked else f"{turn} answers no question"
        case "field":
            return f"the {value['field']} is {value['value'] or 'not known'}"
        case "person":
            return f"{value['name']} is {value['person'] or 'no known person'}"
        case "merge-person":
            return f"the person {value['from']} is {value['into']}"
        case "rename":
            return f"what {value['from']} says here is said by {value['name']}"
        case "file":
            return (
                f"it stands under {value['name']}" if value["holds"] else f"it stands under {value['name']} no longer"
            )
        case "rename-term":
            return f"the {value['grouping']} {value['from']} is called {value['into']}"
        case "split":
            return f"a turn begins at “{shorten(judgement.quote or '', _SHOWN)}”"
        case "join":
            return f"“{shorten(judgement.quote or '', _SHOWN)}” goes on the turn before"
        case "furniture":
            return f"“{shorten(judgement.quote or '', _SHOWN)}” is no part of what was said"
        case "looked-at":
            return "looked at, all well"
        case "withdraw":
            return "withdrawn from readers"
        case _:
            return "the page is no transcript"


def happenings(found: Iterable[Judgement]) -> list[Happening]:
    """All that was decided and taken back, the latest first."""
    events = [each for judgement in found for each in _happenings(judgement)]
    return sorted(events, key=lambda each: (each.at, each.judgement.id), reverse=True)


def _happenings(judgement: Judgement) -> Iterable[Happening]:
    yield happening(judgement, undoing=False)
    if judgement.undone:
        yield happening(judgement, undoing=True)


def happening(judgement: Judgement, *, undoing: bool) -> Happening:
    """That a judgement was made, or taken back."""
    told = judgement.undone if undoing and judgement.undone else judgement
    return Happening(
        judgement=judgement,
        what=describe(judgement),
        by=told.by,
        at=told.at,
        why=told.why,
        undoing=undoing,
        holds=undoing or judgement.state == "applied",
    )


def effects(difference: Difference) -> list[Effect]:
    """What is different, line by line."""
    found = [Effect(turn="", what=f.name, before=f.before or "", after=f.after or "") for f in difference.event]
    return found + [each for change in difference.changed for each in _of_turn(change)]


def _of_turn(change: TurnChange) -> Iterable[Effect]:
    said = shorten("".join(run.text for run in change.runs), _SHOWN)
    if change.kind == "added":
        yield Effect(turn=change.id, what="begins", before="", after=said)
    elif change.kind == "removed":
        yield Effect(turn="", what="is gone", before=said, after="")
    elif change.kind != "same":
        gone = shorten(" … ".join(run.text for run in change.runs if run.kind == "removed"), _SHOWN)
        come = shorten(" … ".join(run.text for run in change.runs if run.kind == "added"), _SHOWN)
        yield Effect(turn=change.id, what="words", before=gone, after=come)
    for field in change.fields:
        if field.name == "role":
            before, after = _role(field.before or ""), _role(field.after or "")
        else:
            before, after = field.before or "", field.after or ""
        yield Effect(turn=change.id, what=field.name, before=before, after=after)


def _role(name: str) -> str:
    return wording()["roles"].get(name, plain(name)).lower()
