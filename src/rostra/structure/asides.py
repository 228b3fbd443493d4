"""Asides: lines of a transcript that nobody speaks - stage notes, clock lines, marks of cuts and ends, headings.

Both measures are log-odds against "speech", to be weighed with the labels in `decode`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rostra.lexicon import phrases
from rostra.structure.lines import Line

# (LAUGHTER), [Applause.], \(BREAK IN COVERAGE\), <...>, （拍手）: nothing but one bracket on the line
_BRACKETED = re.compile(r"[\\]?[(\[（［<〔【](?P<inside>[^()\[\]（）［］<>〔〕]{1,400})[\\]?[)\]）］>〕】][.\s]*")
_MARKS = re.compile(r"[\\\s*#•·~_=\-–—.…<>+xX]{1,60}")
_CLOCK = re.compile(
    r"(?:(?P<end>[\w ]{0,24}?)[\s:,(]*)?"
    r"\d{1,2}[.:h]\d{2}\s?(?:(?:[ap]\.?\s?m\.?)|noon|uhr|heures)?\s*(?:\(?[A-Z][A-Z.]{1,5}\)?)?[\s.)]*",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"[\s\-–—*#(\[.]*(?P<word>[^\W\d_][\w\s]{1,24}?)[\s\-–—*#)\].,]*")
_LAST_WORDS = re.compile(r"(?<=[.!?…。！？\"”’»)\]])\s+(?P<words>[^\s.!?…。！？][^.!?…。！？]{1,30})$")
_CLOCKED = re.compile(r"\s*\d{1,2}[.:]\d\d.*$")
_RULE = re.compile(r"[-=_*~]{6,}")
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[.!?…。！？,;，；]['\"”’»)]*$")
_FORMULA = 40  # words: the motion that a formula puts may be quoted in it
_BULLETED = re.compile(r"[-–—•*]\s")


@lru_cache(maxsize=1)
def _media() -> tuple[str, ...]:
    return tuple(phrases("speech", "media"))


@lru_cache(maxsize=1)
def _formulas() -> tuple[str, ...]:
    return tuple(phrases("speech", "formula"))


@lru_cache(maxsize=1)
def _stage() -> frozenset[str]:
    return phrases("speech", "stage")


def note_score(content: str, line: Line) -> float:
    """How much the line looks like a stage note: positive when more likely than not."""
    if len(content) > 420:
        return -9.0
    if not content[0].isalpha() and not _LETTERS.search(content):
        return 4.0 if _MARKS.fullmatch(content) else -3.0
    bracketed = _BRACKETED.fullmatch(content)
    if bracketed is not None:
        return _bracket_score(bracketed.group("inside"))
    if _is_end_mark(content):
        return 4.0
    if len(content) < 60 and any(map(str.isdigit, content)) and _CLOCK.fullmatch(content):
        return 3.0
    words = content.casefold().split() if line.first and line.last else []
    if words and (
        _is_record(content, words) or (len(words) <= _FORMULA and content.casefold().startswith(_formulas()))
    ):
        return 1.0
    if len(content) < 80 and not content.isalnum() and _RULE.search(content):
        return 3.0
    if 0 < len(words) <= 20 and content.casefold().startswith(_media()):
        return 1.5
    return 0.3 if words and line.slanted >= line.end and len(content) < 200 else -6.0


def _is_record(content: str, words: list[str]) -> bool:
    """A short line in the words of whoever keeps the record: "The Council met at 9:35 a.m.", "Several members rose—"."""
    if len(words) > 12 or content.endswith(("?", "!")) or not phrases("speech", "first_person").isdisjoint(words):
        return False
    folded = " ".join([w.strip(",.—-:;") for w in words])
    return folded.endswith(_records()) or (
        not _record_openers().isdisjoint(folded.split(" ")) and any(f" {r} " in f" {folded} " for r in _records())
    )


@lru_cache(maxsize=1)
def _records() -> tuple[str, ...]:
    return tuple(phrases("speech", "record"))


@lru_cache(maxsize=1)
def _record_openers() -> frozenset[str]:
    """The first words of those phrases: no other line has one of them inside."""
    return frozenset(phrase.split(" ")[0] for phrase in _records())


def _bracket_score(inside: str) -> float:
    words = inside.casefold().replace(".", " ").split()
    if _is_unheard(inside):
        return 1.0  # a turn of its own; under a label alone on its line, that label's words
    if any(q in words for q in ("question", "questions")) or "?" in inside:
        return -1.0
    staged = any(word.strip(".,") in _stage() for word in words)
    return 5.0 if staged else 3.0 if len(words) <= 12 else 1.5


def _is_end_mark(content: str) -> bool:
    if len(content) > 40:
        return False
    match = _END_MARK.fullmatch(content)
    word = (match.group("word") if match else content).strip().casefold()
    ends = phrases("speech", "end_mark")
    if word in ends or not any(map(str.isdigit, content)):
        return word in ends
    return _CLOCKED.sub("", content.casefold()).strip(" .-–—") in ends


def find_end_mark(text: str, start: int, end: int) -> int | None:
    """Where the mark begins that closes a transcript behind its last sentence, on one line with it ("... across it. ENDS").

    ``None`` when `text[start:end]` ends otherwise. In small letters the words are somebody's.
    """
    match = _LAST_WORDS.search(text, max(start, end - 40), end)
    if match is None or not _is_end_mark(match["words"]):
        return None
    letters = _LETTERS.search(match["words"])
    return None if letters is None or letters.group().islower() else match.start("words")


def _is_unheard(inside: str) -> bool:
    """The record says of words that nobody heard them: "inaudible", "質問聞き取れず"."""
    folded = inside.casefold()
    return any(word in folded for word in phrases("speech", "unheard"))


def is_unheard_question(content: str) -> bool:
    """The line is nothing but one bracket that tells of a question which nobody heard: "(INAUDIBLE QUESTION)"."""
    bracketed = _BRACKETED.fullmatch(content)
    if bracketed is None or not _is_unheard(bracketed.group("inside")):
        return False
    folded = bracketed.group("inside").casefold()
    return any(word in folded for word in phrases("speech", "question_word"))


def heading_score(content: str, line: Line) -> float:
    """How much the line looks like a heading: positive when more likely than not."""
    if line.kind == "heading":
        if _BRACKETED.fullmatch(content):
            return 0.0  # "[The Speaker in the Chair]" printed large is a note still
        return 2.5 if len(content) < 300 else 0.5
    if (
        not (line.first and line.last)
        or len(content) > 160
        or _BRACKETED.fullmatch(content)
        or line.kind in ("item", "cell", "quote")
    ):
        return -9.0
    words = len(content.split())
    if (
        words > 16
        or (not content[-1].isalnum() and _SENTENCE.search(content))
        or _BULLETED.match(content)
        or content.endswith((":", "："))
    ):
        return -6.0
    if content[0].islower() or not _LETTERS.search(content):
        return -6.0
    if line.strong >= line.end:
        return 2.0
    if content.isupper() and words <= 14 and len(content) > 3:
        return 1.0
    return -3.0
