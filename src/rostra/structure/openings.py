"""Openings: what stands before the first label of a conversation - words spoken, or the publisher's."""

from __future__ import annotations

from rostra.lexicon import phrases
from rostra.structure.decode import Draft
from rostra.structure.genre import hear, is_spoken
from rostra.structure.guests import introduces_guest
from rostra.structure.metadata import Metadata
from rostra.structure.metadata.attendance import is_attendance
from rostra.structure.style import echoes_title, words_of
from rostra.structure.unlabelled import CONVERSED

_SALUTED = 40  # characters at the head of an opening in which a salutation stands
_EASTERN = "\u3040"  # from here on: scripts in which the one greeted comes first


def settle_opening(text: str, drafts: list[Draft], metadata: Metadata) -> list[Draft]:
    """What stands before the first label: an opening statement if it is spoken, else the publisher's words, which are no turn.

    In a record of a sitting its lines are notes ("The Council met at ten o'clock").
    """
    first = next((i for i, d in enumerate(drafts) if d.candidate is not None or d.rule in CONVERSED), 0)
    opening = [_without_title(text, d, metadata.title or "") for d in drafts[:first]]
    opening = [d for d in opening if d.segments]
    drafts = [*opening, *drafts[first:]]
    first = len(opening)
    if not opening:
        return drafts
    spoken = [d for d in opening if d.kind == "speech"]
    if first < len(drafts) and drafts[first].rule.endswith("-question") and _introduces(text, spoken, metadata):
        return drafts[first:]
    words = "\n".join(text[d.start : d.end] for d in spoken)
    voice = hear(words, metadata.language)
    sitting = max(metadata.kind_scores.get("debate", 0), metadata.kind_scores.get("hearing", 0)) >= 0.5
    plainly = voice.words > 120 and voice.reporting < 0.004
    if spoken and (is_spoken(voice) or plainly or (not voice.reporting and _greets(text, spoken[0]))):
        return drafts
    if sitting:
        notes = [
            Draft(kind="note", segments=[s], rule="record-line") if d.kind == "speech" else d
            for d in opening
            for s in (d.segments if d.kind == "speech" else d.segments[:1])
        ]
        return [*notes, *drafts[first:]]
    return drafts[first:]


def _without_title(text: str, draft: Draft, title: str) -> Draft:
    """An opening without paragraphs that repeat the title, or list who takes part."""
    titled = words_of(title)
    if draft.kind == "speech":
        draft.segments = [s for s in draft.segments if not echoes_title(text[s[0] : s[1]], titled)]
    draft.segments = [s for s in draft.segments if not is_attendance(text[s[0] : s[1]])]
    return draft


def _greets(text: str, draft: Draft) -> bool:
    """It opens with a salutation, as only somebody who speaks does; Korean and Japanese put it behind whom it greets."""
    opening = text[draft.start : draft.start + _SALUTED].casefold().lstrip('"“«「')
    return any(opening.startswith(p) or (p[0] >= _EASTERN and p in opening) for p in phrases("speech", "salutation"))


def _introduces(text: str, spoken: list[Draft], metadata: Metadata) -> bool:
    """The opening tells of the guest by name, as a publisher does: "We spoke to Ana Ilic, mayor of Lunde"."""
    told = metadata.principal is not None and any(metadata.principal in text[d.start : d.end] for d in spoken)
    return told or any(introduces_guest(text[d.start : d.end], metadata.names) for d in spoken)
