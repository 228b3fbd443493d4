"""Reports: paragraphs in a turn in which the publisher tells of the speaker ("Asked about the toll, the Minister said that ...").

They are notes. A paragraph is one if it has no first person and its subject is the office or surname of the label above it, with a
verb of reporting behind it; where two labels share the office, "the President said" may be of the other one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from rostra.lexicon import phrases
from rostra.structure.decode import Draft
from rostra.structure.labels import Label
from rostra.structure.names import surname_of
from rostra.structure.naming import fold_case

_LONGEST = 400  # characters
_SUBJECT = 60  # characters at the head of a paragraph in which its subject stands
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = re.compile(r"[\"“”«»„]")
_HELD = ("name", "office")


def set_aside_reports(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with such paragraphs behind the first one of a turn as notes, after which the same speaker goes on."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        for word in _own_words(draft):
            bearers[word].add(surname_of(draft.candidate.label.name) if draft.candidate else "")
    result: list[Draft] = []
    own: list[str] = []
    for draft in drafts:
        if draft.kind == "speech" and not draft.continued:
            own = [word for word in _own_words(draft) if len(bearers[word] - {""}) < 2]
        if draft.kind != "speech" or not own or (len(draft.segments) < 2 and not draft.continued):
            result.append(draft)
        else:
            result += _parted(text, draft, _telling(tuple(own)))
    return result


def without_summary(text: str, drafts: list[Draft], principal: str | None) -> list[Draft]:
    """The drafts of a monologue, without a first paragraph that names who speaks as its subject and has no first person, where the
    others have one: the publisher's ("Minister Ada Lund spoke to the media in Velm")."""
    first = next((d for d in drafts if d.kind == "speech"), None)
    spoken = [s for d in drafts if d.kind == "speech" for s in d.segments]
    if first is None or first.candidate is not None or len(spoken) < 2 or not principal or " " not in principal:
        return drafts
    start, end = spoken[0]
    subject = text[start : min(end, start + _SUBJECT)].casefold().find(principal.casefold())
    if subject < 0 or end - start > _LONGEST or not _is_impersonal(text[start:end]):
        return drafts
    if "," in text[start : start + subject] or all(_is_impersonal(text[a:b]) for a, b in spoken[1:]):
        return drafts
    first.segments = first.segments[1:]
    return [d for d in drafts if d.segments]


def _own_words(draft: Draft) -> list[str]:
    """How a writer calls the speaker: "minister" and "lund" of "Minister Lund"; none under other labels."""
    label: Label | None = draft.candidate.label if draft.candidate is not None else None
    if label is None or label.kind not in _HELD:
        return []
    title = label.office or (label.core if label.kind == "office" else "")
    return [word for word in (fold_case(title).strip(), surname_of(label.name)) if word]


@lru_cache(maxsize=64)
def _telling(own: tuple[str, ...]) -> re.Pattern[str]:
    """ "the minister then thanked", at the head of a paragraph or behind a comma: "asked about the toll, Minister Lund said"."""
    articles, verbs = _either(phrases("offices", "articles")), _either(phrases("speech", "reporting"))
    return re.compile(
        rf"(?:^|,\s)(?:(?:{articles})\s)?(?:{_either(own)})(?:\s(?:{_either(own)}))?\s(?:\w+\s)?(?:{verbs})\b"
    )


def _either(words: frozenset[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _parted(text: str, draft: Draft, telling: re.Pattern[str]) -> list[Draft]:
    parts: list[Draft] = []
    for i, (start, end) in enumerate(draft.segments):
        told = (i > 0 or draft.continued) and _is_report(text[start:end], telling)
        if told:
            parts.append(Draft(kind="note", segments=[(start, end)], rule="reported"))
        elif parts and parts[-1].kind == "speech":
            parts[-1].segments.append((start, end))
        elif not parts:
            parts.append(_with(draft, (start, end)))
        else:
            parts.append(Draft(kind="speech", segments=[(start, end)], continued=True, rule="continued"))
    return parts


def _with(draft: Draft, segment: tuple[int, int]) -> Draft:
    return Draft(
        kind=draft.kind,
        segments=[segment],
        candidate=draft.candidate,
        continued=draft.continued,
        score=draft.score,
        rule=draft.rule,
    )


def _is_report(paragraph: str, telling: re.Pattern[str]) -> bool:
    if len(paragraph) > _LONGEST or paragraph.rstrip().endswith(("?", ":")):
        return False
    return bool(telling.search(fold_case(paragraph))) and _is_impersonal(paragraph)


def _is_impersonal(paragraph: str) -> bool:
    """Nothing in it is of a first person, or quoted."""
    words = _WORD.findall(fold_case(paragraph))
    return phrases("speech", "first_person").isdisjoint(words) and not _QUOTES.search(paragraph)
