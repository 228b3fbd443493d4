"""What kind of occasion it was: what title and record call it, weighed against the turns that were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

from rostra.lexicon import load, phrases, phrases_of
from rostra.model import SPEECH_ROLES, Document, Evidence, Kind, Turn
from rostra.structure.metadata.page import Page, fact_names

KINDS: tuple[Kind, ...] = get_args(Kind)


FIELD_WEIGHT = 0.3
"""A record's field sorts statements into a few drawers of its house; a title says what this one is. (On gold, fields alone
tell 60 % of kinds, titles 90 %.)"""


CONTEXT_WEIGHT = 0.35
"""Weight of the words of datelines and of the page's own names for itself: they say where it stands as often as what it is."""

FLOOR_WEIGHT = 0.7
"""What two phrases of a parliament's floor add for a debate; a title's word may still outweigh them."""

FLOOR_CHARS = 4_000
"""How much of the body is searched for them; a debate has them on its first page."""

REPORT = 1.1
"""Support of an article by its title's first words; more than sums of words, which end at 1, can give."""

MONOLOGUE = 0.4
"""What is left of a monologue's support by words where the turns are questions and answers: less than a dialogue's shape gives."""

ASKED = 0.2
"""Share of questions among the turns from which they are the occasion: after two openings three questions are 3 in 8."""

HOSTED = 5
"""Questions that a host asks at least; two or three are those of a second official at a press conference."""

HOSTED_SHARE = 0.25
"""Share of them among all questions, where an audience asks as well."""

_WRITTEN = frozenset(("statement", "message"))
_MONOLOGUES = _WRITTEN | {"speech"}  # journalists ask after a speech as well, a host does not

_HEAD_FINAL = frozenset(("ja", "ko", "tr", "zh"))
"""Languages in whose titles the occasion stands last: what is said first are the names ("Minister Oh Nara's speech")."""

_WIDE = 3
"""Letters of an alphabet that a character of Chinese, Japanese or Korean stands for."""

_SPECIFIC = frozenset(("press_conference", "briefing", "hearing"))
"""What remarks are made at: it counts as much at the end of a title as at its beginning ("Remarks by ... in press briefing")."""

_CONTEXT = (
    ("title", ("title",)),
    ("meta", ("og:title", "article:section", "dc.type", "dc.subject")),
    ("json-ld", ("articlesection",)),
)


def score_kinds(title: str | None, page: Page, language: str | None = None) -> dict[str, float]:
    """The support (0-1) that title, record, datelines and the floor's own phrases give each kind; others are left out. A title that
    begins as a report of an occasion does ("Readout of ...") gives an article all of it."""
    scores = named_kinds(title or "", language)
    for kind, weight in named_kinds(" | ".join(_context(page)), language).items():
        scores[kind] = max(scores.get(kind, 0.0), CONTEXT_WEIGHT * weight)
    if _on_the_floor(page, language):
        scores["debate"] = min(1.0, scores.get("debate", 0.0) + FLOOR_WEIGHT)
    share = FIELD_WEIGHT if scores else 2 * FIELD_WEIGHT
    for name in fact_names("kind", "fields"):
        for kind, weight in named_kinds(page.fact("field", name).replace("-", " "), language).items():
            scores[kind] = min(1.0, scores.get(kind, 0.0) + share * weight)
    if _reports(title or ""):
        scores["article"] = REPORT
    return scores


def _context(page: Page) -> Iterator[str]:
    """What the page calls itself besides its title, and the lines around it."""
    for origin, names in _CONTEXT:
        for name in names:
            yield page.fact(origin, name)[:200]
    for line in (*page.datelines, *page.front, *page.near_title):
        yield line.text[:200]


def _on_the_floor(page: Page, language: str | None) -> bool:
    """Whether at least two different phrases of a parliament's floor stand in the body, of the page's language or of English."""
    own = phrases_of("floor", "phrases", language) if language in load("floor") else phrases("floor", "phrases")
    sample = page.body_sample[:FLOOR_CHARS].casefold()
    hits = 0
    for phrase in own | phrases_of("floor", "phrases", "en"):
        hits += phrase in sample
        if hits >= 2:
            return True
    return False


def _reports(title: str) -> bool:
    """Whether a title begins with what only pages about an occasion are called, in any language."""
    folded = " ".join(title.casefold().split())
    return any(
        folded.startswith(phrase) and _is_whole(folded, 0, phrase, False) for phrase in phrases("kinds", "report")
    )


def named_kinds(text: str, language: str | None = None) -> dict[str, float]:
    """Kinds whose words stand in `text`: longer phrases and earlier places (later ones, where the language puts the occasion last)
    weigh more than others. What a phrase of
    several languages means is told by the page's `language`, where that has it."""
    found: dict[str, float] = {}
    if not text:
        return found
    for start, phrase, kind in _mentions(" ".join(text.casefold().split()), language):
        away = len(text) - start - len(phrase) if language in _HEAD_FINAL else start
        early = 1.0 if kind in _SPECIFIC else 1.0 - 0.5 * max(0, away) / max(len(text), 1)
        letters = len(phrase) * (_WIDE if phrase[0] >= "\u3040" else 1)
        weight = min(1.0, (0.55 + 0.02 * min(letters, 20)) * early)
        found[kind] = max(found.get(kind, 0.0), weight)
    return found


def _mentions(text: str, language: str | None) -> Iterator[tuple[int, str, str]]:
    """(place, phrase, kind) of the phrases in a case-folded text; a phrase inside a longer one does not count."""
    taken: list[tuple[int, int]] = []
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    possible = sorted(entry for pair in pairs for entry in _phrases(language).get(pair, ()))
    for _, phrase, open_end, kind in possible:
        start = text.find(phrase)
        if start < 0 or not _is_whole(text, start, phrase, open_end):
            continue
        end = start + len(phrase)
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            yield start, phrase, kind


@cache
def _phrases(language: str | None) -> dict[str, tuple[tuple[int, str, bool, str], ...]]:
    """(minus its length, phrase, whether any ending may follow, kind) of all languages, by the phrase's first two characters; of a
    phrase that languages use for two kinds the page's own, then the first."""
    lists = load("kinds")
    table: dict[str, tuple[bool, str]] = {}
    for tag in dict.fromkeys((language, *lists)):
        for kind, listed in lists.get(tag or "", {}).items():
            for entry in listed if kind in KINDS else ():
                phrase = entry.casefold().rstrip("*")
                table.setdefault(phrase, (entry.endswith("*"), kind))
    pairs: dict[str, list[tuple[int, str, bool, str]]] = {}
    for phrase, (open_end, kind) in table.items():
        pairs.setdefault(phrase[:2], []).append((-len(phrase), phrase, open_end, kind))
    return {pair: tuple(sorted(entries)) for pair, entries in pairs.items()}


def _is_whole(text: str, start: int, phrase: str, open_end: bool) -> bool:
    """Whether the phrase stands there as whole words. Chinese, Japanese and Thai do not set words apart; Arabic and Korean
    glue articles and endings to them."""
    if phrase[0] >= "\u0590":
        return True
    end = start + len(phrase)
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and (open_end or not after.isalnum())


def told_kind(document: Document) -> tuple[Kind, Evidence] | None:
    """The kind that a record's own field of that name gives in our words ("press_conference"); ``None`` for any other word."""
    value = document.fact("field", "kind") or ""
    kind = next((kind for kind in KINDS if kind == value), None)
    return (kind, Evidence(rule="kind-field", confidence=0.95, fact="field:kind")) if kind else None


def decide_kind(scores: dict[str, float], turns: Sequence[Turn]) -> tuple[Kind, Evidence]:
    """The kind with most support from words and turns; "article" for a page without turns and for a report in which at most one
    voice was found, "other" when nothing tells."""
    speech = [turn for turn in turns if turn.role in SPEECH_ROLES]
    if not speech:
        return "article", Evidence(rule="kind-no-turns", confidence=0.8)
    if scores.get("article", 0.0) >= REPORT and len({turn.speaker for turn in speech}) == 1:
        return "article", Evidence(rule="kind-report", confidence=0.85)
    shaped = _structure_scores(speech)
    said = _told_apart(scores, speech)
    total = {kind: said.get(kind, 0.0) + shaped.get(kind, 0.0) for kind in KINDS if kind != "article"}
    best = max(total, key=lambda kind: total[kind])
    if total[best] <= 0:
        return "other", Evidence(rule="kind-unknown", confidence=0.2)
    rule = "kind-words" if scores.get(best) else "kind-turns"
    return best, Evidence(rule=rule, confidence=round(min(0.98, 0.4 + total[best] / 2), 2))


def _told_apart(scores: dict[str, float], speech: Sequence[Turn]) -> dict[str, float]:
    """The support of words without that of monologues, where the turns are questions and answers: a title calls the statements
    before a press conference, and what a guest says to a host, "statements" and "remarks"."""
    asked = [turn.speaker_kind == "person" for turn in speech if turn.role == "question"]
    if len(asked) < 2 or len(asked) < ASKED * len(speech):
        return scores
    apart = _MONOLOGUES if all(asked) or _is_hosted(asked) else _WRITTEN
    return {kind: weight * (MONOLOGUE if kind in apart else 1.0) for kind, weight in scores.items()}


def _is_hosted(asked: Sequence[bool]) -> bool:
    """Whether a host asks beside an audience: several questions, and a good part of all, are those of persons with names."""
    return sum(asked) >= HOSTED and sum(asked) >= HOSTED_SHARE * len(asked)


def _structure_scores(turns: Sequence[Turn]) -> dict[str, float]:
    """What the turns alone suggest."""
    persons = {turn.speaker for turn in turns if turn.speaker_kind == "person"}
    asked = [turn for turn in turns if turn.role == "question" and turn.speaker_kind != "person"]
    if len(turns) == 1:
        return {"speech": 0.3, "statement": 0.2, "message": 0.1}
    hosted = [turn for turn in turns if turn.role == "question" and turn.speaker_kind == "person"]
    if len(hosted) >= 2 and len({turn.speaker for turn in hosted}) <= 2 and len(persons) <= 4 and not asked:
        return {"interview": 0.4, "meeting": 0.1}
    if asked and len(persons) <= 4 and _is_hosted([True] * len(hosted) + [False] * len(asked)):
        return {"interview": 0.4, "meeting": 0.1}
    if len(asked) >= 2 and all(turn.label is None for turn in asked):
        return {"interview": 0.4, "press_conference": 0.3}
    if len(asked) >= 2 or len(asked) * 4 >= len(turns):
        return {"press_conference": 0.4, "interview": 0.3, "briefing": 0.25}
    if len(persons) >= 4:
        return {"meeting": 0.4, "debate": 0.35}
    return {"speech": 0.3, "meeting": 0.1, "interview": 0.1}
