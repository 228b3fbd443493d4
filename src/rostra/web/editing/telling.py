"""Decisions in words: what somebody decided, what it changed, and in which order all of it happened."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rostra.api import Difference, Judgement, TurnChange
from rostra.web.editing.refusals import sentence
from rostra.web.language import Language
from rostra.web.words import message, shorten

_SHOWN = 70


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that was made, or (`undoing`) taken back. `what` says it in words; `holds` is false for what was taken back or has
    lost its words; `note` says why that is, "" where nothing was lost."""

    judgement: Judgement
    what: str
    note: str
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


def describe(judgement: Judgement, ui: Language) -> str:
    """What was decided, in a few words."""
    turn, value, t = judgement.turn or ui.t("the turn"), judgement.value, ui.t
    words = shorten(judgement.quote or "", _SHOWN)
    match judgement.action:
        case "speaker":
            name = value["name"]
            return (
                t("{turn} is said by {name}", turn=turn, name=name)
                if name
                else t("{turn} is said by nobody known", turn=turn)
            )
        case "role":
            return t("the role of {turn} is {role}", turn=turn, role=_role(value["role"], ui))
        case "answers":
            asked = shorten(value["question"]["exact"], _SHOWN) if value["question"] else ""
            return (
                t("{turn} answers “{words}”", turn=turn, words=asked)
                if asked
                else t("{turn} answers no question", turn=turn)
            )
        case "field":
            return _field(value["field"], value["value"], ui)
        case "split":
            return t("a turn begins at “{words}”", words=words)
        case "join":
            return t("“{words}” goes on the turn before", words=words)
        case "furniture":
            return t("“{words}” is no part of what was said", words=words)
        case "looked-at":
            return t("looked at, all well")
        case "not-transcript":
            return t("the page is no transcript")
        case "withdraw":
            return t("withdrawn from readers")
        case _:
            return _of_names(judgement, ui)


def _field(field: str, value: str | None, ui: Language) -> str:
    name = ui.word("compared", field)
    if not value:
        return ui.t("the {field} is not known", field=name)
    return ui.t("the {field} is {value}", field=name, value=_shown(field, value, ui))


def _of_names(judgement: Judgement, ui: Language) -> str:
    """What is decided about persons, and about what statements are filed under."""
    value, t = judgement.value, ui.t
    match judgement.action:
        case "person":
            name, person = value["name"], value["person"]
            return (
                t("{name} is {person}", name=name, person=person)
                if person
                else t("{name} is no known person", name=name)
            )
        case "merge-person":
            return t("the person {former} is {person}", former=value["from"], person=value["into"])
        case "rename":
            return t("what {former} says here is said by {name}", former=value["from"], name=value["name"])
        case "file":
            holds = message("it stands under {name}") if value["holds"] else message("it stands under {name} no longer")
            return t(holds, name=value["name"])
        case "rename-term":
            return t(_RENAMED[value["grouping"]], former=value["from"], name=value["into"])
        case "describe-term":
            return t("what readers are told of {name}", name=value["name"])
        case _:
            return judgement.action


_RENAMED = {
    "section": message("the section {former} is called {name}"),
    "category": message("the category {former} is called {name}"),
    "tag": message("the tag {former} is called {name}"),
}


def happenings(found: Iterable[Judgement], ui: Language) -> list[Happening]:
    """All that was decided and taken back, the latest first."""
    events = [each for judgement in found for each in _happenings(judgement, ui)]
    return sorted(events, key=lambda each: (each.at, each.judgement.id), reverse=True)


def _happenings(judgement: Judgement, ui: Language) -> Iterable[Happening]:
    yield happening(judgement, ui, undoing=False)
    if judgement.undone:
        yield happening(judgement, ui, undoing=True)


def happening(judgement: Judgement, ui: Language, *, undoing: bool) -> Happening:
    """That a judgement was made, or taken back."""
    told = judgement.undone if undoing and judgement.undone else judgement
    return Happening(
        judgement=judgement,
        what=describe(judgement, ui),
        note=sentence(ui, judgement.note or ""),
        by=told.by,
        at=told.at,
        why=told.why,
        undoing=undoing,
        holds=undoing or judgement.state == "applied",
    )


def effects(difference: Difference, ui: Language) -> list[Effect]:
    """What is different, line by line."""
    of_event = [
        Effect(
            turn="",
            what=ui.word("compared", f.name),
            before=_shown(f.name, f.before, ui),
            after=_shown(f.name, f.after, ui),
        )
        for f in difference.event
    ]
    return of_event + [each for change in difference.changed for each in _of_turn(change, ui)]


def _of_turn(change: TurnChange, ui: Language) -> Iterable[Effect]:
    said = shorten("".join(run.text for run in change.runs), _SHOWN)
    if change.kind == "added":
        yield Effect(turn=change.id, what=ui.t("begins"), before="", after=said)
    elif change.kind == "removed":
        yield Effect(turn="", what=ui.t("is gone"), before=said, after="")
    elif change.kind != "same":
        gone = shorten(" … ".join(run.text for run in change.runs if run.kind == "removed"), _SHOWN)
        come = shorten(" … ".join(run.text for run in change.runs if run.kind == "added"), _SHOWN)
        yield Effect(turn=change.id, what=ui.t("words"), before=gone, after=come)
    for field in change.fields:
        before, after = (_shown(field.name, each, ui) for each in (field.before, field.after))
        yield Effect(turn=change.id, what=ui.word("compared", field.name), before=before, after=after)


def _shown(field: str, value: str | None, ui: Language) -> str:
    if field == "date":
        return ui.date(value)
    return _role(value or "", ui) if field == "role" else ui.facet_value(value or "", field)


def _role(name: str, ui: Language) -> str:
    return ui.word("roles", name).lower() if name else ""
