"""Passages: the few lines of a turn that show why it matched, cut into plain and marked pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rostra.model import Span
from rostra.search.marks import Mark, Test
from rostra.search.results import Fragment
from rostra.search.stems import Tongue, get_tongue
from rostra.search.words import cut_slices, cut_words, find_written

# Three lines on a phone: enough to judge a hit by.
PASSAGE_WIDTH = 240
# A match is shown with this much of what leads up to it.
_LEAD = 60
# A speech of hours is shorter; what lies beyond still matches, but is not searched for the best passage.
_FARTHEST = 400_000
# Words looked at in one go; most turns are shorter, and in a long one the first stretch with all patterns is good enough.
_STRETCH = 300
# Characters of which it is known together where their words stand.
_SLICE = 500
# Queries whose marks are kept at hand, and words that are known of each.
_KEPT_QUERIES, _KEPT_WORDS = 64, 20_000

_GAP = re.compile(r"\s+")


class _Match(NamedTuple):
    start: int
    end: int
    pattern: int


class Cut(NamedTuple):
    """A passage, and the forms that each mark (by its number) has in the text, as they stand there."""

    passage: tuple[Fragment, ...]
    forms: dict[int, list[str]]


def cut(text: str, marks: tuple[Mark, ...], tongue: Tongue) -> Cut:
    """The passage of `cut_passage` with what was met."""
    matches = _find_matches(text[:_FARTHEST], marks, tongue) if marks else []
    start, end = _window(text, _best_start(matches))
    return Cut(_fragments(text, start, end, _merge(matches, start, end)), _forms(text, matches))


def find_forms(text: str, marks: tuple[Mark, ...], tongue: Tongue) -> dict[int, list[str]]:
    """The forms of `cut` alone."""
    return _forms(text, _find_matches(text[:_FARTHEST], marks, tongue)) if marks else {}


def _forms(text: str, matches: list[_Match]) -> dict[int, list[str]]:
    forms: dict[int, list[str]] = {}
    for match in matches:
        forms.setdefault(match.pattern, []).append(_collapse(text[match.start : match.end]))
    return forms


def cut_passage(text: str, marks: tuple[Mark, ...], tongue: Tongue) -> tuple[Fragment, ...]:
    """Some `PASSAGE_WIDTH` characters of `text` around the place where most of `marks` meet, matches marked.

    Without a match it is the opening. "…" stands where words are left out; white space is collapsed. Empty for an empty text.
    """
    return cut(text, marks, tongue).passage


def find_spans(text: str, marks: tuple[Mark, ...], tongue: Tongue) -> list[Span]:
    """Every place in what was said where a mark stands, in order, those that overlap put together; empty where none does."""
    marks = tuple(mark for mark in marks if mark.said)
    spans: list[Span] = []
    for match in sorted(_find_matches(text, marks, tongue, every=True)) if marks else []:
        if spans and match.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans


class _Openers(dict[str, tuple[int, ...] | None]):
    """Which of some marks each written word met so far may open, by their numbers; ``None`` for what is no word."""

    def __init__(self, marks: tuple[Mark, ...], tongue: Tongue) -> None:
        super().__init__()
        self._marks, self._tongue = marks, tongue

    def __missing__(self, word: str) -> tuple[int, ...] | None:
        forms = self._tongue[word]
        made = tuple(number for number, mark in enumerate(self._marks) if mark.tests[0].accepts(forms))
        if len(self) >= _KEPT_WORDS:
            self.clear()
        self[word] = found = made if forms.folded else None
        return found


@lru_cache(maxsize=_KEPT_QUERIES)
def _openers(marks: tuple[Mark, ...], language: str) -> _Openers:
    """One for all texts of a language in which the marks are looked for: most words of a text stand in the next one, too."""
    return _Openers(marks, get_tongue(language))


class _Row:
    """The words of a text, read as far as they are asked for; where they stand is looked up only of those that matter, for that
    takes longer than reading them."""

    def __init__(self, text: str, openers: _Openers) -> None:
        self.words: list[str] = []
        self.opened: list[tuple[int, ...]] = []
        self._text, self._openers = text, openers
        self._slices = cut_slices(text, _SLICE)
        self._firsts: list[int] = []  # the number of the first word of each slice read
        self._bounds: list[Span] = []
        self._known: dict[int, list[Span]] = {}

    def read(self, most: int) -> bool:
        """Read on until there are `most` words, if not a few more; false where the text has ended before."""
        while len(self.words) < most:
            bounds = next(self._slices, None)
            if bounds is None:
                return False
            self._firsts.append(len(self.words))
            self._bounds.append(bounds)
            fresh = cut_words(self._text[slice(*bounds)])
            opened = [self._openers[word] for word in fresh]
            if None in opened:  # now and then what stands there is no word
                fresh = [word for word, numbers in zip(fresh, opened, strict=True) if numbers is not None]
            self.words += fresh
            self.opened += [numbers for numbers in opened if numbers is not None]
        return True

    def find_span(self, at: int) -> Span:
        """Where the word of this number stands."""
        number = bisect_right(self._firsts, at) - 1
        if number not in self._known:
            start, end = self._bounds[number]
            spans = ((start + left, start + right) for left, right in find_written(self._text[start:end]))
            self._known[number] = [span for span in spans if self._openers[self._text[slice(*span)]] is not None]
        return self._known[number][at - self._firsts[number]]


def _find_matches(text: str, marks: tuple[Mark, ...], tongue: Tongue, *, every: bool = False) -> list[_Match]:
    """Where marks match, by place, up to the stretch in which all of them have been met; with `every`, up to the end."""
    row, reach = _Row(text, _openers(marks, tongue.code)), max(_reach(mark) for mark in marks)
    words, open_, matches = row.words, list[tuple[int, int]](), list[_Match]()
    more, end, missing = True, 0, set(range(len(marks)))
    while more and (missing or every):
        begun = end
        more = row.read(begun + _STRETCH)
        end = min(begun + _STRETCH, len(words))
        open_ += [
            (at, number) for at, numbers in enumerate(row.opened[begun:end], begun) if numbers for number in numbers
        ]
        ready = end - (reach if more else 0)  # a phrase may go on in the next stretch
        found = [
            _Match(row.find_span(at)[0], row.find_span(at + len(marks[number].tests) - 1)[1], number)
            for at, number in open_
            if at < ready and _matches(words, tongue, at, marks[number])
        ]
        open_ = [each for each in open_ if each[0] >= ready]
        matches += found
        missing -= {match.pattern for match in found}
    return matches


def _reach(mark: Mark) -> int:
    """How many words behind its first may decide whether a mark stands there."""
    far = max((len(tests) for tests in mark.partners), default=0)
    return len(mark.tests) - 1 + (far + mark.distance if mark.partners else 0)


def _matches(words: list[str], tongue: Tongue, at: int, mark: Mark) -> bool:
    """Whether a mark stands where its first test is passed."""
    if len(mark.tests) == 1 and not mark.partners:
        return True
    if not _stands(words, tongue, at, mark.tests):
        return False
    return not mark.partners or any(
        _is_near(words, tongue, at, len(mark.tests), mark.distance, tests) for tests in mark.partners
    )


def _stands(words: list[str], tongue: Tongue, at: int, tests: tuple[Test, ...]) -> bool:
    return 0 <= at <= len(words) - len(tests) and all(
        test.accepts(tongue[words[at + i]]) for i, test in enumerate(tests)
    )


def _is_near(words: list[str], tongue: Tongue, at: int, length: int, distance: int, partner: tuple[Test, ...]) -> bool:
    behind = range(at + length, at + length + distance + 1)
    before = range(at - len(partner) - distance, at - len(partner) + 1)
    return any(_stands(words, tongue, place, partner) for places in (behind, before) for place in places)


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
