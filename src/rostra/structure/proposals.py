"""Proposals: where on a page labels may stand, how likely each is, and the turns that the likely ones make.

Labels are sought at the head of lines and inside them, in the body and a little beside it; a page with few or none may be a
conversation in dashes or in two kinds of type.
"""

from __future__ import annotations

import msgspec

from rostra.model import Document
from rostra.structure.candidates import Candidate, find_candidates
from rostra.structure.decode import Draft, decode, split_inside
from rostra.structure.guests import introduces_guest
from rostra.structure.initials import settle_initials
from rostra.structure.inside import find_inside
from rostra.structure.labels import localise
from rostra.structure.layout import Layout
from rostra.structure.lines import Line, find_lines
from rostra.structure.metadata import Metadata
from rostra.structure.style import StyleWeights, judge
from rostra.structure.unlabelled import find_conversation, find_interview, opening_of

MARGIN = 12  # blocks beside the body in which its labels are looked for
_SURE = 1.0  # log-odds at which a label in the margin widens the body
_FEWEST = 3  # labels that make a body where the layout found none
_FEW_LABELS = 8  # with fewer the page may be a conversation without labels, some of whose lines look labelled
_INTERVIEW = 0.5  # chance that title or facts tell of an interview, where few questions part its turns
_OUTNUMBERED = 2  # turns of a conversation for each such label


class Proposals(msgspec.Struct, frozen=True):
    """The lines of a page, the places where labels may stand with their log-odds (those inside lines last), the surnames known
    beforehand, the turns in the making, and whether, on a page without labels, a guest is introduced."""

    lines: list[Line]
    candidates: list[Candidate]
    scores: list[float]
    known: frozenset[str]
    drafts: list[Draft]
    guest: bool

    @property
    def inner(self) -> list[Line]:
        """The lines of the body."""
        return [line for line in self.lines if not line.outside]


def find_proposals(text: str, lines: list[Line], language: str | None) -> tuple[list[Candidate], list[Candidate]]:
    """The proposals at the head of lines, and those inside lines, as a page of this language has them."""
    candidates = _localised(find_candidates(text, lines), language)
    return candidates, _localised(find_inside(text, lines, candidates), language)


def propose(document: Document, layout: Layout, metadata: Metadata, weights: StyleWeights | None = None) -> Proposals:
    """Turns in the making: by labels, or by dashes where a page has no labels."""
    text, lines = document.text, find_lines(document, layout, margin=MARGIN)
    known = frozenset(n.split()[-1].casefold() for n in metadata.names if n.split())
    at_heads, inside = find_proposals(text, lines, metadata.language)
    printed = [*at_heads, *inside]
    settled = settle_initials(printed, metadata.names, text)
    known |= {c.label.name.split()[-1].casefold() for c, p in zip(settled, printed, strict=True) if c is not p}
    at_heads, inside = settled[: len(at_heads)], settled[len(at_heads) :]
    candidates = [*at_heads, *inside]
    scores = judge(candidates, text, lines, known, metadata.title or "", weights)
    span = _reach(lines, at_heads, scores)
    drafts = decode(text, lines, at_heads, scores[: len(at_heads)], span)
    believed = [(s, c) for s, c in zip(scores[len(at_heads) :], inside, strict=True) if s > 0]
    drafts = split_inside(drafts, believed)
    labelled = sum(d.candidate is not None for d in drafts)
    guest = not labelled and _introduces(document, layout, lines[span.start : span.stop], metadata)
    if labelled < _FEW_LABELS:
        conversation = find_conversation(text, lines[span.start : span.stop])
        interview = guest or metadata.kind_scores.get("interview", 0.0) >= _INTERVIEW
        if not conversation and not labelled and interview:
            conversation = find_interview(text, lines[span.start : span.stop])
        if conversation and (labelled < 2 or len(conversation) > _OUTNUMBERED * labelled):
            drafts = conversation
    drafts = [d for d in (_trimmed(text, d) for d in drafts) if d.segments]
    return Proposals(lines, candidates, scores, known, drafts, guest)


def _introduces(document: Document, layout: Layout, lines: list[Line], metadata: Metadata) -> bool:
    """The page's lead, or what stands before its first question, introduces a guest."""
    blocks = [document.blocks[i] for i in layout.indexes("lead")]
    leads = [document.text[block.start : block.end] for block in blocks]
    opening = "\n".join([*leads, opening_of(document.text, lines)]) if lines else ""
    return introduces_guest(opening, metadata.names)


def _localised(candidates: list[Candidate], language: str | None) -> list[Candidate]:
    """The candidates with their letters and initials read as the page's language has them."""
    if language is None:
        return candidates
    base = language.split("-")[0]
    return [msgspec.structs.replace(c, label=localise(c.label, base)) for c in candidates]


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
