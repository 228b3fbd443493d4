"""Which language a text is in, from its script and its commonest words.

Enough for whole pages: a few hundred words of running text tell their language by their function words alone, and a
script that only one living language of public life uses tells it at once. Short or mixed text gives ``None`` rather than a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

SAMPLE_CHARS = 4_000
"""Characters looked at; more do not change the answer on any page of the corpus."""

ENOUGH_LETTERS = 12
"""Fewer letters than this tell nothing."""

ENOUGH_HITS = 3
"""Function words needed; headlines of two words hit by chance."""

_SCRIPTS = (
    ("kana", "[぀-ヿ]"),
    ("hangul", "[가-힯ᄀ-ᇿ]"),
    ("han", "[一-鿿]"),
    ("th", "[฀-๿]"),
    ("lo", "[຀-໿]"),
    ("my", "[က-႟]"),
    ("km", "[ក-៿]"),
    ("ka", "[Ⴀ-ჿ]"),
    ("hy", "[԰-֏]"),
    ("he", "[֐-׿]"),
    ("el", "[Ͱ-Ͽἀ-῿]"),
    ("am", "[ሀ-፿]"),
    ("ta", "[஀-௿]"),
    ("te", "[ఀ-౿]"),
    ("kn", "[ಀ-೿]"),
    ("ml", "[ഀ-ൿ]"),
    ("bn", "[ঀ-৿]"),
    ("gu", "[઀-૿]"),
    ("pa", "[਀-੿]"),
    ("or", "[଀-୿]"),
    ("si", "[඀-෿]"),
    ("dv", "[ހ-޿]"),
    ("bo", "[ༀ-࿿]"),
)
_ONE_SCRIPT = re.compile("|".join(f"(?P<{name}>{span})" for name, span in _SCRIPTS))
_OTHER = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0700-\u1fff\u2c00-\ud7ff\uf900-\ufaff]")  # no Latin, Cyrillic, Arabic
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]\"“”«»„…/|•–—]+")

FunctionWords = Mapping[str, tuple[str, ...]]
"""A common word, case-folded, to the tags of the languages that have it."""


def guess_language(text: str, function_words: FunctionWords) -> tuple[str, float] | None:
    """The language's tag (BCP 47) and how sure (0-1); ``None`` when the text is too short or of no known language."""
    sample = text[:SAMPLE_CHARS]
    letters = sum(map(str.isalpha, sample))
    if letters < ENOUGH_LETTERS:
        return None
    if sample.isascii() or len(_OTHER.findall(sample)) * 10 < letters:
        return _by_words(sample, function_words)
    return _by_script(sample, letters) or _by_words(sample, function_words)


def choose_language(text: str, function_words: FunctionWords, among: Collection[str]) -> str:
    """The one of these languages that a text is in, however short: by its script, or by more of its words than of the others'.
    "" when it has words of none, or of two as many."""
    sample = text[:SAMPLE_CHARS]
    told = _by_script(sample, sum(map(str.isalpha, sample)) or 1)
    if told is not None:
        return told[0] if told[0] in among else ""
    hits = count_function_words(sample, function_words)
    ranked = sorted((hits[tag], tag) for tag in among)
    return ranked[-1][1] if ranked and ranked[-1][0] > (ranked[-2][0] if len(ranked) > 1 else 0) else ""


def _by_script(sample: str, letters: int) -> tuple[str, float] | None:
    """The language of a script that (nearly) one language uses, when at least a third of the letters are in it."""
    seen = Counter(match.lastgroup for match in _ONE_SCRIPT.finditer(sample))
    share = {name: count / letters for name, count in seen.items()}
    if share.get("hangul", 0) > 0.3:
        return "ko", 0.98
    if share.get("kana", 0) > 0.1:
        return "ja", 0.98
    if share.get("han", 0) > 0.3:
        return "zh", 0.95
    name = max(share, key=lambda key: share[key], default=None)
    return (name, 0.97) if name and share[name] > 0.3 and len(name) == 2 else None


def _by_words(sample: str, function_words: FunctionWords) -> tuple[str, float] | None:
    """The language with most function words; the lead over the next one is the confidence."""
    hits = count_function_words(sample, function_words)
    ranked = sorted(hits.items(), key=lambda entry: (-entry[1], entry[0]))
    if not ranked or ranked[0][1] < ENOUGH_HITS:
        return None
    tag, best = ranked[0]
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return tag, round(min(0.99, 0.5 + (best - runner_up) / best), 2)


def count_function_words(sample: str, function_words: FunctionWords) -> Counter[str]:
    """How many function words of each language a text has, by tag."""
    hits: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(sample.casefold())).items():
        for tag in function_words.get(word, ()):
            hits[tag] += count
    return hits
