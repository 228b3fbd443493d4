"""Turns: from the lines of the body to the turns of the transcript.

The explicit order of the steps: lines, proposals, the page's style, decoding, labels inside lines, dashes where
there are no labels,
genre, the opening, speakers, roles, exchanges. Each turn keeps the name of the rule that made it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rostra.model import Document, Issue, Role, Span, Turn
from rostra.structure.asides import is_unheard_question
from rostra.structure.candidates import Candidate, find_candidates, find_inside
from rostra.structure.confidence import find_turn_signs, judge_turn
from rostra.structure.decode import UNHEARD, Draft, decode, split_inside
from rostra.structure.exchanges import is_reply, link_answers, split_question
from rostra.structure.genre import Genre, Signs, decide_genre, find_quoted_message, find_signs, hear, is_spoken
from rostra.structure.heads import without_heads
from rostra.structure.labels import localise
from rostra.structure.layout import Layout
from rostra.structure.lines import Line, find_lines
from rostra.structure.metadata import Metadata
from rostra.structure.metadata.attendance import is_attendance
from rostra.structure.mislabelled import correct
from rostra.structure.names import Known, bare_office, is_same_office
from rostra.structure.naming import vocabulary
from rostra.structure.roles import CONVERSED, assign_roles, seat_chairs, unseat_chairs
from rostra.structure.speakers import ASKER, Attribution, as_issue, attribute
from rostra.structure.style import StyleWeights, echoes_title, judge, words_of
from rostra.structure.unlabelled import find_conversation

_NO_TRANSCRIPT = Issue(
    code="no-transcript",
    message="The page reads as a report, a list or a manual: it is kept as it is, and no turns were made of it.",
    severity="info",
)
_ASIDE = 0.8  # the confidence of notes and headings
_DOUBT = 0.5  # below, a label is an issue
_SURE = 1.0  # log-odds at which a label in the margin widens the body
_FEWEST = 3  # labels that make a body where the layout found none
_FEW_LABELS = (
    8  # with fewer than these the page may be a conversation without labels, some of whose lines look labelled
)
_OUTNUMBERED = 2  # turns of a conversation for each such label
MARGIN = 12  # blocks beside the body in which its labels are looked for
_SHORTEST_TRADE = 4  # letters: shorter words for who asks are parts of others
_WRITTEN = ("statement", "message")


class Proposals(msgspec.Struct, frozen=True):
    """The lines of a page, the places where labels may stand with their log-odds (those inside lines last), the surnames known
    beforehand, and the turns in the making."""

    lines: list[Line]
    candidates: list[Candidate]
    scores: list[float]
    known: frozenset[str]
    drafts: list[Draft]

    @property
    def inner(self) -> list[Line]:
        """The lines of the body."""
        return [line for line in self.lines if not line.outside]


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
    drafts, inner = proposals.drafts, proposals.inner
    whole = (inner[0].start, inner[-1].end) if inner else (0, 0)
    signs = _signs(document, proposals, metadata)
    genre, transcript = decide_genre(signs)
    workings = Workings(proposals=proposals, signs=signs, transcript=transcript)
    if genre != "report":
        drafts = without_heads(text, drafts, metadata.title or "", metadata.names)
    quoted = (
        find_quoted_message(text, drafts)
        if genre != "dialogue" and metadata.kind_scores.get("message", 0) > 0.3
        else []
    )
    if genre == "monologue" and not quoted:
        drafts = _as_monologue(text, drafts, metadata)
    elif genre != "dialogue":
        if not quoted:
            return Reading(turns=(), body=whole, issues=(_NO_TRANSCRIPT,), genre=genre, workings=workings)
        drafts, genre = [Draft(kind="speech", segments=quoted, rule="quoted-message")], "monologue"
    else:
        drafts = _settle_opening(text, drafts, metadata)
    return _finish(text, drafts, metadata, genre, workings)


def signs_of(document: Document, layout: Layout, metadata: Metadata) -> Signs:
    """The signs of a page's genre, for learning their weights."""
    return _signs(document, propose(document, layout, metadata), metadata)


def _signs(document: Document, proposals: Proposals, metadata: Metadata) -> Signs:
    text, drafts = document.text, proposals.drafts
    spoken = "\n".join(text[a:b] for d in drafts if d.kind == "speech" for a, b in d.segments)
    known, linked = metadata.principal is not None, _linked(document, proposals.inner)
    return find_signs(text, drafts, hear(spoken, metadata.language), metadata.kind_scores, known=known, linked=linked)


def _linked(document: Document, lines: list[Line]) -> float:
    """The share of the body that stands in links."""
    total = sum(line.end - line.start for line in lines)
    if not total:
        return 0.0
    first, last = lines[0].start, lines[-1].end
    return min(
        1.0, sum(m.end - m.start for m in document.marks if m.kind == "link" and first <= m.start < last) / total
    )


def find_proposals(text: str, lines: list[Line], language: str | None) -> tuple[list[Candidate], list[Candidate]]:
    """The proposals at the head of lines, and those inside lines, as a page of this language has them."""
    candidates = _localised(find_candidates(text, lines), language)
    return candidates, find_inside(text, lines, candidates)


def propose(document: Document, layout: Layout, metadata: Metadata, weights: StyleWeights | None = None) -> Proposals:
    """Turns in the making: by labels, or by dashes where a page has no labels."""
    text, lines = document.text, find_lines(document, layout, margin=MARGIN)
    known = frozenset(n.split()[-1].casefold() for n in metadata.names if n.split())
    at_heads, inside = find_proposals(text, lines, metadata.language)
    candidates = [*at_heads, *inside]
    scores = judge(candidates, text, lines, known, metadata.title or "", weights)
    span = _reach(lines, at_heads, scores)
    drafts = decode(text, lines, at_heads, scores[: len(at_heads)], span)
    believed = [(s, c) for s, c in zip(scores[len(at_heads) :], inside, strict=True) if s > 0]
    drafts = split_inside(drafts, believed)
    labelled = sum(d.candidate is not None for d in drafts)
    if labelled < _FEW_LABELS:
        conversation = find_conversation(text, lines[span.start : span.stop])
        if conversation and (labelled < 2 or len(conversation) > _OUTNUMBERED * labelled):
            drafts = conversation
    drafts = [d for d in (_trimmed(text, d) for d in drafts) if d.segments]
    return Proposals(lines, candidates, scores, known, drafts)


def _localised(candidates: list[Candidate], language: str | None) -> list[Candidate]:
    """The candidates with the letters that ask or answer in the page's language known as such."""
    if language is None:
        return candidates
    return [
        c if len(c.key) > 1 else msgspec.structs.replace(c, label=localise(c.label, language.split("-")[0]))
        for c in candidates
    ]


def _reach(lines: list[Line], candidates: list[Candidate], scores: list[float]) -> range:
    """The lines from the first to the last of the body, and on into its margins as far as labels go that the body itself uses."""
    inner = [i for i, line in enumerate(lines) if not line.outside]
    scored = list(zip(candidates, scores, strict=False))
    if not inner:
        return _between_labels(lines, [c for c, s in scored if s > _SURE])
    first, last = inner[0], inner[-1]
    used = {(c.separator, c.key) for c, s in scored if s > _SURE and not lines[c.line].outside}
    if len(used) > 1:
        for candidate, score in scored:
            if score > _SURE and lines[candidate.line].outside and (candidate.separator, candidate.key) in used:
                follows = candidate.position == "alone" and candidate.line + 1 < len(lines)
                first, last = min(first, candidate.line), max(last, candidate.line + follows)
    return range(first, last + 1)


def _between_labels(lines: list[Line], labels: list[Candidate]) -> range:
    """Of a page without body the lines from the first sure label to the last, when two voices at least have them."""
    if len({c.key for c in labels}) < 2 or len(labels) < _FEWEST:
        return range(0)
    last = max(c.line + (c.position == "alone") for c in labels)
    return range(min(c.line for c in labels), min(last + 1, len(lines)))


def _trimmed(text: str, draft: Draft) -> Draft:
    """Segments without white space at their edges; empty ones gone."""
    kept = []
    for a, b in draft.segments:
        piece = text[a:b]
        a, b = a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())
        if b > a:
            kept.append((a, b))
    draft.segments = kept
    return draft


def _as_monologue(text: str, drafts: list[Draft], metadata: Metadata) -> list[Draft]:
    """One voice: what stood as labels are words of the text; in written statements headings belong to the text, too."""
    written = max(metadata.kind_scores, key=lambda k: metadata.kind_scores[k], default="") in _WRITTEN
    merged: list[Draft] = []
    for draft in drafts:
        labelled = draft.candidate is not None
        first = not any(d.kind == "speech" for d in merged)
        if draft.kind == "note" or (draft.kind == "heading" and not written):
            merged.append(draft)
            continue
        segments = list(draft.segments)
        if labelled and draft.candidate is not None and not (first and draft.score > 0):
            segments[0] = (draft.candidate.start, segments[0][1])
        if merged and merged[-1].kind == "speech":
            merged[-1].segments += segments
            continue
        keep = draft.candidate if first and draft.score > 0 else None
        merged.append(
            Draft(
                kind="speech",
                segments=segments,
                candidate=keep,
                continued=not first,
                score=1.0,
                rule="monologue" if first else "continued",
            )
        )
    return merged


def _settle_opening(text: str, drafts: list[Draft], metadata: Metadata) -> list[Draft]:
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
    words = "\n".join(text[d.start : d.end] for d in spoken)
    voice = hear(words, metadata.language)
    sitting = max(metadata.kind_scores.get("debate", 0), metadata.kind_scores.get("hearing", 0)) >= 0.5
    if spoken and (is_spoken(voice) or (voice.words > 120 and voice.reporting < 0.004)):
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


def _finish(text: str, drafts: list[Draft], metadata: Metadata, genre: Genre, workings: Workings) -> Reading:
    for draft in drafts:
        _localise(draft, metadata.language)
    seat_chairs(text, drafts)
    unseat_chairs(drafts)
    if genre != "monologue":
        drafts = [_as_question(text, d) for d in drafts]
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
    links = link_answers(roles, voices, _replies(text, drafts, roles, voices))
    turns: list[Turn] = []
    issues: list[Issue] = []
    signs = tuple(
        find_turn_signs(d, a, r, workings.transcript) if a is not None else {}
        for d, a, r in zip(drafts, who, roles, strict=True)
    )
    for i, (draft, attribution, role, link) in enumerate(zip(drafts, who, roles, links, strict=True)):
        turn = _turn(text, i, draft, attribution, role, link, signs[i])
        turns.append(turn)
        issues += _issues(turn, draft, attribution)
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


def _localise(draft: Draft, language: str | None) -> None:
    """Read a label of one letter, or an initial, as the page's language has it."""
    if draft.candidate is not None and language:
        label = localise(draft.candidate.label, language.split("-")[0])
        draft.candidate = msgspec.structs.replace(draft.candidate, label=label)


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
        confidence=judge_turn(signs) if signs else _ASIDE,
        rule=draft.rule,
    )


def _issues(turn: Turn, draft: Draft, who: Attribution | None) -> list[Issue]:
    found = []
    doubt = as_issue(who, turn.start, turn.end) if who is not None else None
    if doubt is not None:
        found.append(doubt)
    if draft.candidate is not None and draft.confidence < _DOUBT:
        found.append(
            Issue(
                code="label-doubtful",
                message=f"“{turn.label}” may not be a speaker's label.",
                start=turn.start,
                end=turn.end,
            )
        )
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


def _edges(turns: list[Turn]) -> Span:
    if not turns:
        return (0, 0)
    first = turns[0]
    return (min(first.start, first.label_span[0] if first.label_span else first.start), turns[-1].end)
