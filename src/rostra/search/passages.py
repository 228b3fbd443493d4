"""Passages: the few lines of a turn that show why it matched, cut into plain and marked pieces."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from rostra.model import Span
from rostra.search.query import And, Node, Not, Or, Phrase, Scope, Term
from rostra.search.results import Fragment
from rostra.search.words import Word, find_words, fold_words, is_characterwise

# Three lines on a phone: enough to judge a hit by.
PASSAGE_WIDTH = 240
# A match is shown with this much of what leads up to it.
_LEAD = 60
# A speech of hours is shorter; what lies beyond still matches, but is not searched for the best passage.
_FARTHEST = 400_000
# Words looked at in one go; most turns are shorter, and in a long one the first stretch with all patterns is good enough.
_STRETCH = 300

_GAP = re.compile(r"\s+")


class Pattern(NamedTuple):
    """Folded words that match next to one another; the last one is a beginning if `prefix`."""

    words: tuple[str, ...]
    prefix: bool


def find_patterns(tree: Node | None) -> tuple[Pattern, ...]:
    """What to mark in a text that matches `tree`: its words and phrases, save those in fields and those excluded."""
    match tree:
        case Term(text, "", prefix):
            words = tuple(fold_words(text))
            return (Pattern(words, prefix and not is_characterwise(words[-1])),)
        case Phrase(text, ""):
            return (Pattern(tuple(fold_words(text)), False),)
        case Scope(_, inner):
            return find_patterns(inner)
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(pattern for part in parts for pattern in find_patterns(part)))
        case Term() | Phrase() | Not() | _:
            return ()


class _Match(NamedTuple):
    start: int
    end: int
    pattern: int


def cut_passage(text: str, patterns: tuple[Pattern, ...]) -> tuple[Fragment, ...]:
    """Some `PASSAGE_WIDTH` characters of `text` around the place where most patterns meet, matches marked.

    Without a match it is the opening. "…" stands where words are left out; white space is collapsed. Empty for an empty text.
    """
    matches = _find_matches(text[:_FARTHEST], patterns) if patterns else []
    start, end = _window(text, _best_start(matches))
    return _fragments(text, start, end, _merge(matches, start, end))


def find_spans(text: str, patterns: tuple[Pattern, ...]) -> list[Span]:
    """Every place in `text` where a pattern matches, in order, those that overlap put together; empty without a match."""
    spans: list[Span] = []
    for match in sorted(_find_matches(text, patterns, every=True)) if patterns else []:
        if spans and match.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans


def _find_matches(text: str, patterns: tuple[Pattern, ...], *, every: bool = False) -> list[_Match]:
    """Where patterns match, by place, up to the stretch in which all of them have been met; with `every`, up to the end."""
    openers: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        if len(pattern.words) > 1 or not pattern.prefix:
            openers.setdefault(pattern.words[0], []).append(number)
    prefixes = [number for number, pattern in enumerate(patterns) if len(pattern.words) == 1 and pattern.prefix]
    stream, reach = find_words(text), max(len(pattern.words) for pattern in patterns) - 1
    words: list[Word] = []
    matches: list[_Match] = []
    done, more, missing = 0, True, set(range(len(patterns)))
    while more and (missing or every):
        fresh = list(islice(stream, _STRETCH))
        words += fresh
        more = len(fresh) == _STRETCH
        ready = max(done, len(words) - (reach if more else 0))  # a phrase may go on in the next stretch
        found = [
            _Match(words[at].start, words[at + len(patterns[number].words) - 1].end, number)
            for at in range(done, ready)
            for number in (*openers.get(words[at].folded, ()), *prefixes)
            if _matches(words, at, patterns[number])
        ]
        matches += found
        missing -= {match.pattern for match in found}
        done = ready
    return matches


def _matches(words: list[Word], at: int, pattern: Pattern) -> bool:
    last = at + len(pattern.words) - 1
    if last >= len(words) or any(words[at + i].folded != word for i, word in enumerate(pattern.words[:-1])):
        return False
    found, wanted = words[last].folded, pattern.words[-1]
    return found.startswith(wanted) if pattern.prefix else found == wanted


def _best_start(matches: list[_Match]) -> int:
    """Where the window with most different patterns (then most matches) opens; 0 without matches."""
    best, score = 0, (0, 0)
    inside: dict[int, int] = {}
    right = 0
    for left, match in enumerate(matches):
        while right < len(matches) and matches[right].end <= match.start + PASSAGE_WIDTH - _LEAD:
            inside[matches[right].pattern] = inside.get(matches[right].pattern, 0) + 1
            right += 1
        right = max(right, left)
        if (len(inside), right - left) > score:
            best, score = match.start, (len(inside), right - left)
        _leave(inside, match.pattern)
    return best or (matches[0].start if matches else 0)


def _leave(inside: dict[int, int], pattern: int) -> None:
    if inside.get(pattern, 0) <= 1:
        inside.pop(pattern, None)
    else:
        inside[pattern] -= 1


def _window(text: str, anchor: int) -> Span:
    """The window around `anchor`, its edges at white space; the whole text when it is little longer than a window."""
    if len(text) <= PASSAGE_WIDTH + _LEAD:
        return 0, len(text)
    start = max(0, min(anchor - _LEAD, len(text) - PASSAGE_WIDTH))
    gap = _GAP.search(text, start, anchor) if start else None
    start = gap.end() if gap else start
    end = min(start + PASSAGE_WIDTH, len(text))
    if end < len(text) and (gaps := list(_GAP.finditer(text, max(anchor, end - _LEAD), end))):
        end = gaps[-1].start()
    return start, end


def _merge(matches: list[_Match], start: int, end: int) -> list[Span]:
    """The matches inside a window, those that overlap put together."""
    spans: list[Span] = []
    for match in matches:
        if match.start < start or match.end > end:
            continue
        if spans and match.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans


def _fragments(text: str, start: int, end: int, marks: list[Span]) -> tuple[Fragment, ...]:
    pieces = [Fragment("… ", False)] if start > 0 else []
    at = start
    for left, right in marks:
        pieces += [Fragment(text[at:left], False), Fragment(text[left:right], True)]
        at = right
    pieces += [Fragment(text[at:end], False), Fragment(" …" if end < len(text) else "", False)]
    return tuple(_tidy(pieces))


def _tidy(pieces: list[Fragment]) -> list[Fragment]:
    """White space collapsed, empty pieces dropped, plain neighbours joined."""
    tidy: list[Fragment] = []
    for piece in pieces:
        text = _collapse(piece.text)
        if not text:
            continue
        if tidy and not piece.marked and not tidy[-1].marked:
            tidy[-1] = Fragment(tidy[-1].text + text, False)
        else:
            tidy.append(Fragment(text, piece.marked))
    return tidy


def _collapse(text: str) -> str:
    """Runs of white space as one space each, also at the ends."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
