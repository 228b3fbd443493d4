"""Genre: whether a page's words were spoken or issued by somebody (a transcript), or tell about it (an article, a list).

No turn may be made of a page that only reports. The signs are the same in every language: speech says "I" and "we"
outside quotation
marks; reports say "he said", quote, and name the speaker in the third person; and titles say what a page is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from rostra.lexicon import load
from rostra.model import Span
from rostra.structure.decode import Draft
from rostra.structure.roles import CONVERSED
from rostra.structure.style import probability

Genre = Literal["dialogue", "monologue", "report"]

_QUOTED = re.compile(r"[“«„\"][^“”«»„\"\n]{2,1200}[”»“\"]")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SAMPLE = 12_000  # characters: enough for stable rates, and a bound on the time for a huge page
_SPOKEN_KINDS = (
    "press_conference",
    "briefing",
    "speech",
    "interview",
    "debate",
    "hearing",
    "meeting",
    "statement",
    "message",
)


class Voice(msgspec.Struct, frozen=True):
    """Rates per word outside quotation marks: of the first person, of reporting verbs; and the share of the text
    that is quoted."""

    first_person: float
    reporting: float
    quoted: float
    words: int


@lru_cache(maxsize=64)
def _lists(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """First-person words and reporting verbs of a language, of all languages when it is unknown."""
    tables = load("speech")
    chosen = [tables[language]] if language in tables else list(tables.values())
    first = frozenset(w.casefold() for t in chosen for w in t.get("first_person", ()))
    reporting = frozenset(w.casefold() for t in chosen for w in t.get("reporting", ()))
    return first, reporting


def hear(text: str, language: str | None) -> Voice:
    """How much a text sounds like somebody speaking."""
    sample = text[:_SAMPLE]
    quoted = sum(m.end() - m.start() for m in _QUOTED.finditer(sample))
    outside = _QUOTED.sub(" ", sample).replace("’", "'")
    first, reporting = _lists(language.split("-")[0] if language else None)
    if len(_WIDE.findall(sample)) > 0.2 * max(1, len(sample)):
        words = max(1, len(_WIDE.findall(outside)) // 2)
        firsts = sum(outside.count(w) for w in first)
        reports = sum(outside.count(w) for w in reporting)
    else:
        found = [w.casefold() for w in _WORD.findall(outside)]
        words = max(1, len(found))
        firsts = sum(w in first for w in found)
        reports = sum(w in reporting for w in found)
    return Voice(firsts / words, reports / words, quoted / max(1, len(sample)), words)


def decide_genre(drafts: Sequence[Draft], voice: Voice, kinds: Mapping[str, float], teasers: float) -> Genre:
    """What the page is. `kinds` are the kinds that title and facts support (0-1), `teasers` the share of turns that break off.

    Two sure labels that are not one-off make a dialogue; without labels the voice and the title decide. Weights set
    by hand on the
    gold and on the pages of the collections; ``docs/accuracy.md`` has the confusion.
    """
    if any(d.rule in CONVERSED for d in drafts):
        return "dialogue"
    if teasers >= 0.5:
        return "report"
    labelled = [d for d in drafts if d.candidate is not None and d.kind == "speech"]
    sure = sum(d.confidence for d in labelled)
    spoken = max((kinds.get(k, 0.0) for k in _SPOKEN_KINDS), default=0.0)
    article = kinds.get("article", 0.0)
    dialogue = -1.2 + 1.5 * min(sure, 4.0) + 2.0 * spoken - 2.0 * article - 40 * voice.reporting * (sure < 3)
    if labelled and probability(dialogue) >= 0.5:
        return "dialogue"
    monologue = (
        -1.3
        + 4.0 * spoken
        - 4.0 * article
        + 60 * min(voice.first_person, 0.05)
        - 60 * min(voice.reporting, 0.04)
        - 2.0 * voice.quoted
        - (2.0 if voice.words < 25 else 0.0)
    )
    return "monologue" if probability(monologue) >= 0.5 else "report"


def count_teasers(text: str, drafts: Sequence[Draft]) -> float:
    """The share of labelled turns that break off with dots, where headings part them as in a list of pages; else 0."""
    labelled = [d for d in drafts if d.kind == "speech" and d.candidate is not None]
    if len(labelled) < 2 or sum(d.kind == "heading" for d in drafts) < 0.5 * len(labelled):
        return 0.0
    return sum(text[d.start : d.end].rstrip(" ]»”").endswith(("…", "...")) for d in labelled) / len(labelled)


def is_spoken(voice: Voice) -> bool:
    """A stretch without a label reads as speech rather than as the publisher's words about it."""
    return voice.first_person >= 0.012 and voice.first_person >= voice.reporting


_OPENS_QUOTE = '“«„"‘「'


def find_quoted_message(text: str, drafts: Sequence[Draft]) -> list[Span]:
    """The paragraphs of a message that a page prints whole in quotation marks inside its own words; empty when there is none.

    They follow a line that ends in a colon, and go on as long as paragraphs open with a quotation mark or the first
    has not closed.
    """
    paragraphs = [s for d in drafts if d.kind == "speech" for s in d.segments]
    for i in range(1, len(paragraphs)):
        before = text[paragraphs[i - 1][0] : paragraphs[i - 1][1]]
        start, end = paragraphs[i]
        if not before.rstrip().endswith((":", "：")) or text[start] not in _OPENS_QUOTE or end - start < 80:
            continue
        found = [(start, end)]
        for a, b in paragraphs[i + 1 :]:
            if text[found[-1][1] - 1] in '”»"’」':
                break
            found.append((a, b))
        return found
    return []
