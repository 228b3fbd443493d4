"""Turns: from the lines of the body to the turns of the transcript.

The explicit order of the steps: proposals (which labels are believed, by the page's style), genre, the opening, speakers, roles,
exchanges. Each turn keeps the name of the rule that made it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rostra.model import Document, Issue, Role, Span, Turn
from rostra.structure.asides import is_unheard_question
from rostra.structure.candidates import Candidate
from rostra.structure.confidence import find_turn_signs, judge_turn
from rostra.structure.decode import UNHEARD, Draft
from rostra.structure.exchanges import is_reply, link_answers, split_question
from rostra.structure.genre import Genre, Signs, decide_genre, find_quoted_message, find_signs, hear
from rostra.structure.heads import without_heads
from rostra.structure.interpreters import INTERPRETED, give_back
from rostra.structure.layout import Layout
from rostra.structure.lines import Line
from rostra.structure.metadata import Metadata
from rostra.structure.mislabelled import correct
from rostra.structure.monologue import as_monologue
from rostra.structure.names import Known, bare_office, is_same_office
from rostra.structure.naming import vocabulary
from rostra.structure.openings import settle_opening
from rostra.structure.proposals import Proposals, propose
from rostra.structure.reports import set_aside_reports, without_summary
from rostra.structure.roles import assign_roles, seat_chairs, unseat_chairs
from rostra.structure.speakers import ASKER, Attribution, as_issue, attribute
from rostra.structure.style import StyleWeights
from rostra.structure.tongues import tell_tongues
from rostra.structure.unlabelled import CONVERSED, WEAK
from rostra.structure.unparted import find_unparted
from rostra.structure.written import is_labelled_by_hand

_NO_TRANSCRIPT = Issue(
    code="no-transcript",
    message="The page reads as a report, a list or a manual: it is kept as it is, and no turns were made of it.",
    severity="info",
)
_DOUBTFUL = {
    "weak-question": "A paragraph that asks was read as the interviewer's; nothing in print sets it apart from the answers.",
    "few-question": "A line that asks was read as the interviewer's; it is set apart in print, as a subheading may be.",
}
_UNPARTED_DOUBT = "These words may be of two speakers: a label seems to be missing before the last of them."
_ASIDE = 0.8  # the confidence of notes and headings
_UNPARTED = 0.45  # at most, of a turn that nothing in print parts from its neighbours
_RENDERED = 0.7  # at most, of an interpreter's turn: whose words they are is told by its neighbours
_UNMARKED = 0.7  # at most, of a turn whose label lacks the mark that it has elsewhere
_DOUBT = 0.5  # below, a label is an issue
_SHORTEST_TRADE = 4  # letters: shorter words for who asks are parts of others


class Workings(msgspec.Struct, frozen=True, kw_only=True):
    """What the turns were read from, for those who ask why: the proposals, the signs of genre, the probability (0-1) that the
    page is a transcript, and of each turn the signs of its confidence (none of a note or heading)."""

    proposals: Proposals
    signs: Signs
    transcript: float
    turns: tuple[Signs, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The turns of a page, what of it is the body, what is doubtful, the genre that was decided, and what led to them."""

    turns: tuple[Turn, ...]
    body: Span
    issues: tuple[Issue, ...]
    genre: Genre
    workings: Workings


def read_turns(document: Document, layout: Layout, metadata: Metadata, weights: StyleWeights | None = None) -> Reading:
    """Read the turns of a page. `turns` is empty for a page that is no transcript; its body is then its main text.
    `weights` are those of `style`, by default the lexicon's."""
    text = document.text
    proposals = propose(document, layout, metadata, weights)
    drafts = [msgspec.structs.replace(draft) for draft in proposals.drafts]  # those proposed stay as they are
    inner = proposals.inner
    whole = (inner[0].start, inner[-1].end) if inner else (0, 0)
    signs = _signs(document, proposals, metadata)
    genre, transcript = decide_genre(signs)
    if genre == "report" and is_labelled_by_hand(document, proposals):
        genre = "dialogue"
    workings = Workings(proposals=proposals, signs=signs, transcript=transcript)
    if genre != "report":
        drafts = without_heads(text, drafts, metadata.title or "", metadata.names)
    quoted = (
        find_quoted_message(text, drafts)
        if genre != "dialogue" and metadata.kind_scores.get("message", 0) > 0.3
        else []
    )
    if quoted:
        drafts, genre = [Draft(kind="speech", segments=quoted, rule="quoted-message")], "monologue"
    elif genre == "monologue":
        drafts = as_monologue(drafts, metadata)
        if max(metadata.kind_scores.get(kind, 0.0) for kind in ("statement", "message", "article")) < 0.3:
            drafts = without_summary(text, drafts, metadata.principal)
    elif genre == "dialogue":
        drafts = set_aside_reports(text, settle_opening(text, drafts, metadata))
    if genre == "report" or not drafts:
        return Reading(turns=(), body=whole, issues=(_NO_TRANSCRIPT,), genre="report", workings=workings)
    return _finish(text, drafts, metadata, genre, workings)


def signs_of(document: Document, layout: Layout, metadata: Metadata) -> Signs:
    """The signs of a page's genre, for learning their weights."""
    return _signs(document, propose(document, layout, metadata), metadata)


def _signs(document: Document, proposals: Proposals, metadata: Metadata) -> Signs:
    text, drafts = document.text, proposals.drafts
    spoken = "\n".join(text[a:b] for d in drafts if d.kind == "speech" for a, b in d.segments)
    known, linked = metadata.principal is not None, _linked(document, proposals.inner)
    return find_signs(
        text,
        drafts,
        hear(spoken, metadata.language),
        metadata.kind_scores,
        known=known,
        linked=linked,
        guest=proposals.guest,
    )


def _linked(document: Document, lines: list[Line]) -> float:
    """The share of the body that stands in links."""
    total = sum(line.end - line.start for line in lines)
    if not total:
        return 0.0
    first, last = lines[0].start, lines[-1].end
    return min(
        1.0, sum(m.end - m.start for m in document.marks if m.kind == "link" and first <= m.start < last) / total
    )


def _finish(text: str, drafts: list[Draft], metadata: Metadata, genre: Genre, workings: Workings) -> Reading:
    seat_chairs(text, drafts)
    unseat_chairs(drafts)
    if genre != "monologue":
        drafts = [_as_question(text, d) for d in drafts]
    give_back(text, drafts)
    people = [Known(name=c.name, office=c.office or "") for c in metadata.candidates]
    told = {p.name for p in people}
    people += [Known(name=n) for n in metadata.names if n not in told]
    asker = _interviewer(people)
    principal = None if asker is not None and metadata.principal == asker.speaker else metadata.principal
    who = attribute(drafts, [p for p in people if asker is None or p.name != asker.speaker], principal, text)
    interview = metadata.kind_scores.get("interview", 0.0) >= 0.5
    roles = assign_roles(text, drafts, who, principal=principal if interview else None)
    who, roles = correct(text, drafts, who, roles)
    who = [
        ((asker if d.candidate is None else None) or ASKER) if _is_asker(d, r) else a
        for d, r, a in zip(drafts, roles, who, strict=True)
    ]
    if genre == "monologue":
        roles = ["statement" if r in ("question", "answer", "moderation") else r for r in roles]
    voices = [(a.speaker or "") if a else "" for a in who]
    tongues = tell_tongues([text[d.start : d.end] for d in drafts], roles)
    links = link_answers(roles, voices, _replies(text, drafts, roles, voices), tongues)
    unparted = find_unparted(text, drafts, who, roles)
    turns: list[Turn] = []
    issues: list[Issue] = []
    signs = tuple(
        find_turn_signs(d, a, r, workings.transcript) if a is not None else {}
        for d, a, r in zip(drafts, who, roles, strict=True)
    )
    for i, (draft, attribution, role, link) in enumerate(zip(drafts, who, roles, links, strict=True)):
        turn = _turn(text, i, draft, attribution, role, link, signs[i])
        issues += _issues(turn, draft, attribution)
        if i in unparted:
            turn = msgspec.structs.replace(turn, confidence=min(turn.confidence, _UNPARTED))
            issues.append(_change_doubtful(turn, _UNPARTED_DOUBT))
        turns.append(turn)
    workings = msgspec.structs.replace(workings, turns=signs)
    return Reading(turns=tuple(turns), body=_edges(turns), issues=tuple(issues), genre=genre, workings=workings)


def _interviewer(people: list[Known]) -> Attribution | None:
    """The one person whom the page names as a journalist: who asks where no labels stand, and nobody's principal."""
    trades = [w for key in ("journalist", "journalist_head") for w in vocabulary(key) if len(w) > _SHORTEST_TRADE]
    found = [p.name for p in people if p.office and any(is_same_office(w, bare_office(p.office)) for w in trades)]
    return Attribution(speaker=found[0], kind="person", confidence=0.7) if len(found) == 1 else None


def _is_asker(draft: Draft, role: str) -> bool:
    """Who asks, and is told only to be one of many: in a conversation without labels, or under "Audience member"."""
    if role != "question":
        return False
    return draft.rule in CONVERSED or (
        draft.candidate is not None and draft.candidate.label.kind in ("group", "unnamed")
    )


def _replies(text: str, drafts: list[Draft], roles: Sequence[Role], voices: Sequence[str]) -> set[int]:
    """The turns under a question's label that reply to the answer before them."""
    words = [text[d.start : d.end] for d in drafts]
    return {
        i
        for i in range(1, len(drafts))
        if roles[i] == "question"
        and voices[i] == "journalist"
        and roles[i - 1] == "answer"
        and is_reply(words[i], words[i - 1])
    }


def _as_question(text: str, draft: Draft) -> Draft:
    """A line that is wholly "(INAUDIBLE QUESTION)" is a question, not a stage note."""
    if draft.candidate is None and is_unheard_question(text[draft.start : draft.end]):
        draft.kind, draft.continued, draft.rule = "speech", False, UNHEARD
    return draft


def _turn(
    text: str,
    index: int,
    draft: Draft,
    who: Attribution | None,
    role: str,
    link: int | None,
    signs: Signs,
) -> Turn:
    candidate: Candidate | None = draft.candidate
    return Turn(
        id=f"t{index + 1}",
        role=role,  # type: ignore[arg-type]
        start=draft.start,
        end=draft.end,
        label=text[candidate.start : candidate.label_end] if candidate else None,
        label_span=(candidate.start, max(candidate.label_end, min(candidate.text_start, draft.start)))
        if candidate
        else None,
        speaker=who.speaker if who else None,
        speaker_kind=who.kind if who else "unknown",
        segments=tuple(draft.segments),
        answers=f"t{link + 1}" if link is not None else None,
        parts=split_question(text, draft.start, draft.end) if role == "question" else (),
        unseen=candidate.label.unseen if candidate else (),
        confidence=min(judge_turn(signs), _most(draft)) if signs else _ASIDE,
        rule=draft.rule,
    )


def _most(draft: Draft) -> float:
    """The most confidence that a turn made so can have."""
    if draft.candidate is not None and draft.candidate.unmarked:
        return _UNMARKED
    return _UNPARTED if draft.rule in WEAK else _RENDERED if draft.rule == INTERPRETED else 1.0


def _issues(turn: Turn, draft: Draft, who: Attribution | None) -> list[Issue]:
    found = []
    doubt = as_issue(who, turn.start, turn.end) if who is not None else None
    if doubt is not None:
        found.append(doubt)
    if draft.candidate is not None and (draft.candidate.unmarked or draft.confidence < _DOUBT):
        found.append(Issue(code="label-doubtful", message=_label_doubt(draft, turn), start=turn.start, end=turn.end))
    if draft.rule in _DOUBTFUL:
        found.append(_change_doubtful(turn, _DOUBTFUL[draft.rule]))
    for name in turn.unseen:
        found.append(
            Issue(
                code="turn-unseen",
                message=f"The page mentions words of {name} that it does not print.",
                severity="info",
                start=turn.start,
                end=turn.end,
            )
        )
    return found


def _change_doubtful(turn: Turn, message: str) -> Issue:
    return Issue(code="speaker-change-doubtful", message=message, start=turn.start, end=turn.end)


def _label_doubt(draft: Draft, turn: Turn) -> str:
    if draft.candidate is not None and draft.candidate.unmarked:
        return f"“{turn.label}” lacks the mark that the page prints behind this label elsewhere."
    return f"“{turn.label}” may not be a speaker's label."


def _edges(turns: list[Turn]) -> Span:
    if not turns:
        return (0, 0)
    first = turns[0]
    return (min(first.start, first.label_span[0] if first.label_span else first.start), turns[-1].end)
