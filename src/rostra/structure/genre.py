"""Genre: whether a page's words were spoken or issued by somebody (a dialogue, a monologue), or tell about it (a
report, a list, a manual).

No turn may be made of a page that only reports, and the web is full of lines that look like labels ("Pros:", "Best
for:"). What tells a
transcript holds in any language: labels that come back and take turns, words that ask, "I" and "we" outside
quotation marks, salutations and
thanks, a title that says so; a report quotes and says "he said", a manual has headings. A small softmax model weighs these signs;
its weights are data (``lexicon/data/genre_weights.toml``), learnt by ``scripts/learn_genre.py``.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from rostra.lexicon import load, phrases
from rostra.model import Span
from rostra.structure.decode import Draft
from rostra.structure.labels import HALL, read_label
from rostra.structure.unlabelled import CONVERSED

Genre = Literal["dialogue", "monologue", "report"]
Signs = dict[str, float]

_QUOTED = re.compile(r"[“«„\"][^“”«»„\"\n]{2,1200}[”»“\"]")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(r"[^\W\d_][^,،、，!！:：?\n]{2,40}(?=[,،、，!！:：])")
_INFLECTED = 4  # letters of the shortest word with an ending of the first person
_SAMPLE = 12_000  # characters: enough for stable rates, and a bound on the time for a huge page
_LABELLED = 0.05  # where sure labels stand over half of the words, only near certainty of a report outweighs them
_TURN_TAKING = 0.25  # alternation times coverage; two voices with two labelled turns each have a half
_TALKS = ("press_conference", "briefing", "interview", "debate", "hearing", "meeting")
_ASKING = HALL | {"moderator"}
_TITLED = frozenset({"chair", "office", "interpreter", "unnamed", "answer"})


class Voice(msgspec.Struct, frozen=True):
    """Rates per word outside quotation marks: of the first person, of reporting verbs; and the share of the text
    that is quoted."""

    first_person: float
    reporting: float
    quoted: float
    words: int


@lru_cache(maxsize=64)
def _lists(language: str | None) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """First-person words, endings of the first person, and reporting verbs of a language, of all languages when it is unknown."""
    tables = load("speech")
    chosen = [tables[language]] if language in tables else list(tables.values())
    first = frozenset(w.casefold() for t in chosen for w in t.get("first_person", ()))
    reporting = frozenset(w.casefold() for t in chosen for w in t.get("reporting", ()))
    endings = tuple(e for t in chosen for e in t.get("first_person_endings", ())) if len(chosen) == 1 else ()
    return first, endings, reporting


def hear(text: str, language: str | None) -> Voice:
    """How much a text sounds like somebody speaking."""
    sample = text[:_SAMPLE]
    unquoted = _QUOTED.split(sample)
    quoted = len(sample) - sum(map(len, unquoted))
    outside = " ".join(unquoted).replace("’", "'")
    first, endings, reporting = _lists(language.split("-")[0] if language else None)
    if not sample.isascii() and len(_WIDE.findall(sample)) > 0.2 * max(1, len(sample)):
        words = max(1, len(_WIDE.findall(outside)) // 2)
        firsts = sum(outside.count(w) for w in first)
        reports = sum(outside.count(w) for w in reporting)
    else:
        found = list(map(str.casefold, _WORD.findall(outside)))
        words = max(1, len(found))
        firsts = sum(map(first.__contains__, found))
        if endings:
            firsts += sum(len(w) >= _INFLECTED and w.endswith(endings) for w in found)
        reports = sum(map(reporting.__contains__, found))
    return Voice(firsts / words, reports / words, quoted / max(1, len(sample)), words)


def find_signs(
    text: str,
    drafts: Sequence[Draft],
    voice: Voice,
    kinds: Mapping[str, float],
    *,
    known: bool,
    linked: float,
    guest: bool = False,
) -> Signs:
    """The signs of a page's genre, each between 0 and about 4.

    Args:
        kinds: what title and facts support (0-1 each).
        known: title, byline or record tell who speaks.
        linked: the share of the body that stands in links (0-1).
        guest: words in front of the first question introduce a guest.
    """
    speech = [d for d in drafts if d.kind == "speech"]
    labelled = [d for d in speech if d.candidate is not None]
    paragraphs = sum(len(d.segments) for d in speech) or 1
    conversed = any(d.rule in CONVERSED for d in drafts)
    return {
        "bias": 1.0,
        "title_talk": max((kinds.get(k, 0.0) for k in _TALKS), default=0.0),
        "title_speech": kinds.get("speech", 0.0),
        "title_written": max(kinds.get("statement", 0.0), kinds.get("message", 0.0)),
        "title_article": kinds.get("article", 0.0),
        **_label_signs(text, speech, labelled),
        "unlabelled_talk": float(conversed),
        "guest": float(guest and conversed),
        "headings": min(2.0, 10 * sum(d.kind == "heading" for d in drafts) / paragraphs),
        "first_person": min(2.0, 50 * voice.first_person),
        "reporting": min(2.0, 50 * voice.reporting),
        "quoted": voice.quoted,
        "addressed": sum(_is_addressed(text[d.start : d.start + 60]) for d in labelled) / max(1, len(labelled)),
        "salutation": float(_opens_with(text, speech, "salutation")),
        "thanks": float(_ends_with_thanks(text, speech)),
        "known": float(known),
        "linked": linked,
        "length": min(4.0, math.log10(max(10, voice.words))),
        "short": sum(b - a < 60 for d in speech for a, b in d.segments) / paragraphs,
        "teasers": _teasers(text, drafts),
    }


def _label_signs(text: str, speech: list[Draft], labelled: list[Draft]) -> Signs:
    """What the labels and the order of their voices tell."""
    keys = [_voice(d) for d in labelled]
    alternating, covered, vouched = _alternation(keys), _under(speech, lambda _: True), _under(speech, _is_vouched)
    asking = _count(d for d in labelled if _kind(d) in _ASKING)
    titled = _count(d for d in labelled if _kind(d) in _TITLED or _is_titled(d))
    named = _count(d for d in labelled if _kind(d) == "name" and not _is_titled(d))
    total = sum(d.end - d.start for d in speech) or 1
    asked = sum("?" in text[max(d.start, d.end - 3) : d.end] for d in labelled)
    return {
        "asking": asking,
        "titled": titled,
        "named": named,
        "parties": min(asking, titled + named),
        "other": _count(d for d in labelled if _kind(d) in ("none", "remark", "group")),
        "repeated": (len(keys) - len(set(keys))) / len(keys) if keys else 0.0,
        "alternating": alternating,
        "covered": covered / total,
        "vouched": vouched / total,
        "exchange": alternating * covered / total,
        "questions": asked / len(labelled) if labelled else 0.0,
    }


def decide_genre(signs: Signs, weights: Mapping[str, Mapping[str, float]] | None = None) -> tuple[Genre, float]:
    """The genre, and the probability (0-1) that the page is a transcript at all."""
    weights = weights or load("genre_weights")
    dialogue = sum(weights["dialogue"][name] * value for name, value in signs.items())
    monologue = sum(weights["monologue"][name] * value for name, value in signs.items())
    top = max(dialogue, monologue, 0.0)
    a, b, c = math.exp(dialogue - top), math.exp(monologue - top), math.exp(-top)
    transcript = (a + b) / (a + b + c)
    sure = signs["asking"] + signs["titled"] >= 0.9 and signs["covered"] >= 0.5  # one sure label over half of the words
    guest = signs["guest"] > 0 and signs["first_person"] >= signs["reporting"]  # who was introduced speaks for himself
    if transcript < (_LABELLED if (sure or guest) and signs["first_person"] >= 0.5 else 0.5):
        return "report", transcript
    has_turns = signs["asking"] + signs["titled"] + signs["named"] + signs["other"] + signs["unlabelled_talk"] > 0
    takes_turns = (
        signs["exchange"] > _TURN_TAKING
    )  # several voices under labels are no monologue, whatever the title says
    return ("dialogue" if has_turns and (a >= b or takes_turns or guest) else "monologue"), transcript


def _kind(draft: Draft) -> str:
    return draft.candidate.label.kind if draft.candidate else ""


def _voice(draft: Draft) -> str:
    """Whose label it is: by surname where it names somebody, so that "ANA ILIC, HOST" and "ILIC" are one."""
    label = draft.candidate.label if draft.candidate else None
    return (
        label.name.split()[-1].casefold()
        if label is not None and label.name
        else draft.candidate.key
        if draft.candidate
        else ""
    )


def _is_titled(draft: Draft) -> bool:
    label = draft.candidate.label if draft.candidate else None
    return label is not None and label.kind == "name" and bool(label.honorific or label.office)


def _count(drafts: Iterable[Draft]) -> float:
    return min(4.0, math.log2(1 + sum(d.confidence for d in drafts)))


def _alternation(keys: Sequence[str]) -> float:
    """How far few voices take turns: the share of neighbours that differ, times how often each voice comes back."""
    if len(keys) < 2:
        return 0.0
    changes = sum(a != b for a, b in itertools.pairwise(keys)) / (len(keys) - 1)
    commonest = sum(n for _, n in Counter(keys).most_common(4))
    return changes * (commonest - min(4, len(set(keys)))) / len(keys)


def _under(speech: Sequence[Draft], counts: Callable[[Draft], bool]) -> int:
    """Characters under labels that count: the labelled turns, and what goes on after a note or a page number inside one."""
    covered, under = 0, False
    for draft in speech:
        under = counts(draft) if draft.candidate is not None else under and draft.continued
        covered += (draft.end - draft.start) * under
    return covered


def _is_vouched(draft: Draft) -> bool:
    """Whether the label can hardly be anything else: a word that asks or chairs, an office, a name with honorific or office."""
    return draft.score > 0 and (_kind(draft) in _ASKING or _kind(draft) in _TITLED or _is_titled(draft))


def _is_addressed(opening: str) -> bool:
    """Whether words open by addressing somebody by his office or honorific: "Mr. President, ...", "Madam Chair, ..."."""
    address = _ADDRESS.match(opening)
    label = read_label(address.group()) if address is not None else None
    return label is not None and (label.kind in ("chair", "office") or bool(label.honorific))


def _opens_with(text: str, speech: Sequence[Draft], key: str) -> bool:
    opening = text[speech[0].start : speech[0].start + 160].casefold().lstrip('"“«') if speech else ""
    return any(opening.startswith(p) or f" {p}" in opening[:60] for p in phrases("speech", key))


def _ends_with_thanks(text: str, speech: Sequence[Draft]) -> bool:
    ending = text[max(0, speech[-1].end - 100) : speech[-1].end].casefold() if speech else ""
    return any(w.strip(".,!") in phrases("speech", "courtesy") for w in ending.split())


def _teasers(text: str, drafts: Sequence[Draft]) -> float:
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
