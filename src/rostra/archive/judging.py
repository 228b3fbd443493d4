"""What people decided, laid over what the machine read. Pure: a reading and judgements in, the corrected reading out.

Judgements are applied in the order in which they were made, so their order in a file makes no difference. Each finds its words
anew (`rostra.archive.quoting`); one whose words no longer stand, or no longer stand as they did, is *unmet*: it changes nothing,
and the reading says so in an issue. The text of the page is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from rostra.archive.boundaries import Unmet, at_words, furnish, join, split, turn_around, turn_at
from rostra.archive.deciding import OF_ALL
from rostra.archive.naming import Naming, file
from rostra.archive.quoting import Quote
from rostra.archive.records import Judgement
from rostra.model import Event, Evidence, Issue, Transcript, Turn

RULE = "judgement"
"""The rule of a turn, and of evidence, that a person decided."""
_ABOUT_SPEAKERS = frozenset(
    {"speaker-unknown", "speaker-ambiguous", "label-doubtful", "label-misspelt", "label-wrong"}
)  # fmt: skip
_ABOUT_NAMES = frozenset({"speaker-ambiguous", "label-misspelt"})
_ABOUT_FIELDS = {
    "date": "date-unknown",
    "place": "place-unknown",
    "title": "title-unknown",
    "language": "language-unknown",
}


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A corrected reading. `turns` maps the id of each judgement of a turn that was met to the turn's id in `transcript`; `unmet`
    maps those that were not to why. `withdrawn` is the id of the judgement by which readers see a notice instead, if any."""

    transcript: Transcript
    persons: dict[str, str]
    turns: dict[str, str]
    unmet: dict[str, str]
    withdrawn: str | None = None


def apply(transcript: Transcript, persons: Mapping[str, str], judgements: Iterable[Judgement]) -> Applied:
    """Lay judgements over a reading. Without any the reading comes back as it is.

    Args:
        transcript: as the machine read it.
        persons: name -> slug ("" for no certain person), as the machine linked them.
        judgements: in any order; the same one twice counts once, those that were undone not at all.
    """
    kept = {judgement.id: judgement for judgement in judgements if judgement.state != "undone"}
    ordered = sorted(kept.values(), key=lambda judgement: (judgement.at, judgement.id))
    links, turns, unmet, naming = dict(persons), {}, {}, Naming(ordered)
    for judgement in ordered:
        try:
            if judgement.action == "person":
                _link(links, judgement)
            elif judgement.action == "file":
                furniture = file(transcript.furniture, judgement, naming)
                transcript = msgspec.structs.replace(transcript, furniture=furniture)
            elif judgement.action not in OF_ALL:
                transcript, turn = _ACTIONS[judgement.action](transcript, judgement)
                if turn is not None:
                    turns[judgement.id] = turn
                if turn is not None or judgement.action == "rename":
                    _name(links, judgement)
        except Unmet as reason:
            unmet[judgement.id] = str(reason)
    merged = {each.value["from"]: each.value["into"] for each in ordered if each.action == "merge-person"}
    links = {name: follow(merged, slug) for name, slug in links.items()}
    issues = [_unmet_issue(kept[each], reason) for each, reason in unmet.items()]
    if issues:
        transcript = msgspec.structs.replace(transcript, issues=(*transcript.issues, *issues))
    withdrawn = next((each.id for each in reversed(ordered) if each.action == "withdraw"), None)
    return Applied(transcript=transcript, persons=links, turns=turns, unmet=unmet, withdrawn=withdrawn)


def follow(merged: Mapping[str, str], slug: str) -> str:
    """What a slug leads to through any number of merges. Of a circle (two editors, each the other way) all lead to the first by
    alphabet.

    >>> [follow({"a": "b", "b": "a", "c": "a"}, slug) for slug in "abcd"]
    ['a', 'a', 'a', 'd']
    """
    places = {slug: 0}
    while target := merged.get(slug):
        if target in places:
            return min(each for each, place in places.items() if place >= places[target])
        places[target] = len(places)
        slug = target
    return slug


def quote_of(judgement: Judgement) -> Quote:
    """The words that a judgement is about."""
    return Quote(
        exact=judgement.quote or "", start=judgement.start or 0, prefix=judgement.prefix, suffix=judgement.suffix
    )


def _unmet_issue(judgement: Judgement, reason: str) -> Issue:
    message = f"A correction by {judgement.by} of {judgement.at[:10]} ({judgement.action}) is not applied: {reason}."
    return Issue(code="judgement-unmet", message=message)


# persons


def _link(links: dict[str, str], judgement: Judgement) -> None:
    name = judgement.value["name"]
    if name not in links:
        raise Unmet(f"nobody on the page is called {name}")
    links[name] = judgement.value["person"]


def _name(links: dict[str, str], judgement: Judgement) -> None:
    """A name that the page did not hold, or that was nobody's, is the person's whom the judgement says."""
    name = judgement.value.get("name")
    if (
        judgement.action in ("speaker", "rename")
        and name
        and judgement.value.get("kind") == "person"
        and not links.get(name)
    ):
        links[name] = judgement.value.get("person", "")


# turns


def _change(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    """Speaker or role of one turn."""
    index = turn_at(transcript, quote_of(judgement))
    turn = transcript.turns[index]
    if judgement.action == "speaker":
        changed = _spoken_by(turn, judgement)
        transcript = _settle(transcript, turn, _ABOUT_SPEAKERS if changed.speaker else frozenset())
    else:
        changed = _in_role(transcript.turns, index, judgement.value["role"])
    turns = [*transcript.turns[:index], changed, *transcript.turns[index + 1 :]]
    if turn.role == "question" != changed.role:
        turns = [msgspec.structs.replace(t, answers=None) if t.answers == turn.id else t for t in turns]
    return msgspec.structs.replace(transcript, turns=tuple(turns)), turn.id


def _spoken_by(turn: Turn, judgement: Judgement) -> Turn:
    kind = judgement.value["kind"]
    return msgspec.structs.replace(turn, speaker=judgement.value["name"], speaker_kind=kind, confidence=1.0, rule=RULE)


def _in_role(turns: Sequence[Turn], index: int, role: str) -> Turn:
    """An answer answers the question before it until somebody says otherwise; only questions have parts."""
    turn = turns[index]
    if role == turn.role:
        return msgspec.structs.replace(turn, confidence=1.0, rule=RULE)
    asked = next((each.id for each in reversed(turns[:index]) if each.role == "question"), None)
    silent = role in ("note", "heading")
    return msgspec.structs.replace(
        turn,
        role=role,
        answers=asked if role == "answer" else None,
        parts=turn.parts if role == "question" else (),
        speaker=None if silent else turn.speaker,
        speaker_kind="unknown" if silent else turn.speaker_kind,
        confidence=1.0,
        rule=RULE,
    )


def _answer(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    index = turn_at(transcript, quote_of(judgement))
    turn, target = transcript.turns[index], None
    if judgement.value["question"] is not None:
        asked = transcript.turns[turn_at(transcript, msgspec.convert(judgement.value["question"], Quote), "question")]
        if asked.role != "question":
            raise Unmet("what it answers is no question now")
        target = asked.id
    if turn.role != "answer":
        raise Unmet(f"the turn is no answer but a {turn.role} now")
    changed = msgspec.structs.replace(turn, answers=target, confidence=1.0, rule=RULE)
    turns = (*transcript.turns[:index], changed, *transcript.turns[index + 1 :])
    return msgspec.structs.replace(transcript, turns=turns), turn.id


def _split(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    start, _ = at_words(transcript, quote_of(judgement))
    return split(transcript, start, RULE)


def _join(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    return join(transcript, quote_of(judgement), judgement.value["after"], RULE)


def _furnish(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    return furnish(transcript, at_words(transcript, quote_of(judgement)), RULE), None


def _settle(transcript: Transcript, turn: Turn, codes: frozenset[str]) -> Transcript:
    """Without the issues of these codes that stand at the turn or its label: a person answered them."""
    start = turn.label_span[0] if turn.label_span else turn.start
    left = tuple(
        issue
        for issue in transcript.issues
        if not (issue.code in codes and issue.start < turn.end and issue.end > start)
    )
    return msgspec.structs.replace(transcript, issues=left)


# the page as a whole


def _rename(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    """All turns of a speaker are another's, and so is their taking part. How sure it is that they spoke stays as it was."""
    old, name, kind = (judgement.value[key] for key in ("from", "name", "kind"))
    theirs = [turn for turn in transcript.turns if turn.speaker == old]
    parts = transcript.event.participants
    if not theirs and all(part.name != old for part in parts):
        raise Unmet(f"nobody on the page is called {old}")
    for turn in theirs:
        transcript = _settle(transcript, turn, _ABOUT_NAMES)
    turns = tuple(
        msgspec.structs.replace(turn, speaker=name, speaker_kind=kind, rule=RULE) if turn.speaker == old else turn
        for turn in transcript.turns
    )
    known = any(part.name == name for part in parts)
    parts = tuple(
        msgspec.structs.replace(part, name=name) if part.name == old else part
        for part in parts
        if part.name != old or not known
    )
    event = msgspec.structs.replace(transcript.event, participants=parts)
    return msgspec.structs.replace(transcript, turns=turns, event=event), None


def _look(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    """A person looked at the whole and found it well, or withdrew it: the reading is changed by neither."""
    return transcript, None


def _set_field(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    name, value = judgement.value["field"], judgement.value["value"]
    evidence = {**transcript.event.evidence, name: Evidence(rule=RULE, confidence=1.0)}
    event: Event = msgspec.structs.replace(transcript.event, **{name: value}, evidence=evidence)
    settled = _ABOUT_FIELDS.get(name)
    issues = tuple(issue for issue in transcript.issues if value is None or issue.code != settled)
    return msgspec.structs.replace(transcript, event=event, issues=issues), None


def _unmake(transcript: Transcript, judgement: Judgement) -> tuple[Transcript, str | None]:
    """The page is no transcript: it keeps its text and its event, and has no turns."""
    evidence = {**transcript.event.evidence, "kind": Evidence(rule=RULE, confidence=1.0)}
    event = msgspec.structs.replace(transcript.event, kind="article", evidence=evidence)
    issues = tuple(issue for issue in transcript.issues if issue.code not in _ABOUT_SPEAKERS)
    if all(issue.code != "no-transcript" for issue in issues):
        issues += (Issue(code="no-transcript", message="A person says that this is no transcript.", severity="info"),)
    return msgspec.structs.replace(transcript, event=event, turns=(), issues=issues), None


_ACTIONS: dict[str, Callable[[Transcript, Judgement], tuple[Transcript, str | None]]] = {
    "speaker": _change,
    "role": _change,
    "answers": _answer,
    "split": _split,
    "join": _join,
    "furniture": _furnish,
    "field": _set_field,
    "not-transcript": _unmake,
    "rename": _rename,
    "looked-at": _look,
    "withdraw": _look,
}


# telling


def corrected_turns(transcript: Transcript, judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """The judgements that hold for each turn of a corrected reading, by the turn's id, in the order in which they were made."""
    found: dict[str, tuple[Judgement, ...]] = {}
    for judgement in sorted(judgements, key=lambda each: (each.at, each.id)):
        if judgement.state != "applied":
            continue
        if judgement.action == "rename":
            for turn in transcript.turns:
                if turn.rule == RULE and turn.speaker == judgement.value["name"]:
                    found[turn.id] = (*found.get(turn.id, ()), judgement)
        if judgement.quote is None:
            continue
        try:
            start, _ = at_words(transcript, quote_of(judgement))
        except Unmet:
            continue
        index = turn_around(transcript, start)
        if index is not None and transcript.turns[index].rule == RULE:
            turn_id = transcript.turns[index].id
            found[turn_id] = (*found.get(turn_id, ()), judgement)
    return found
