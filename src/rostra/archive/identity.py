"""Turn ids that last: which turn of a new reading is which turn of the former one.

Theory. A turn is its words. Its number is given once and never to other words, so a link to a turn either shows those words,
or leads to what became of them, or says that they are gone. Four passes, each over what the one before left:

1. the longest common sequence of equal words (anchors: most turns of most pages);
2. equal words elsewhere (turns that moved);
3. between anchors, the nearest words, best pair first, when near enough to be recognisably the same turn;
4. a former turn that is left over redirects to the turn that took up most of its words (split, merged), or to none.

Position alone never decides: it only says which turns to compare first.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_SAME_TURN = 75.0
"""Similarity (0-100, share of characters in common order) from which changed words are the same turn. Of 10,900 pairs of
neighbouring turns on 330 real pages the median is 35, one in a thousand reaches 70, and those above 75 repeat each other."""
_SAME_SHORT_TURN = 90.0
_SHORT = 24
"""Up to this many characters unrelated turns ("Thank you, Minister", "Thank you, Madam") come near by chance, so that only a letter
or two may differ."""
_TAKEN_UP = 0.5
"""Share of the shorter text's shingles that must stand in the longer for it to have been split or merged."""
_CARRIED = 0.2
"""Share of a vanished turn's own shingles that its heir must have: a common formula is no succession."""
_SHINGLE = 12
"""Characters; unrelated texts of one language share few runs of this length, edited ones many."""
_COMPARED = 4_000
"""Characters of a turn that are compared, at its start and at its end, so that the work stays bounded."""
_LONGEST_SEQUENCES = 400_000_000
"""Product of two counts of turns (20,000 each) up to which the common sequence is found, in some 50 MB. Beyond it equal words
are matched in order of their appearance alone."""
_WINDOW = 30
"""Turns compared on either side of the expected place, which bounds the work on hostile pages. Moves further than this with
changed words become new turns."""


class Matching(msgspec.Struct, frozen=True, kw_only=True):
    """`ids[i]` is the permanent id of new turn i. `changed` counts turns that are new or have other words. `vanished` maps
    each former id that no turn bears any longer to what took up its words, or ``None``. `revived` are ids of turns long gone whose
    very words are back. `last` is the highest number given so far."""

    ids: tuple[str, ...]
    changed: int
    vanished: dict[str, str | None]
    revived: frozenset[str]
    last: int


def words_of(text: str) -> str:
    """The text without what makes no difference: case, punctuation, spacing, width. A text of punctuation alone stays as it is.

    >>> words_of("«Well –  YES»")
    'well yes'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.translate(_KEPT).split()) or text


class _Kept(dict[int, int]):
    """A table for `str.translate`, filled as characters are met: what is no part of a word becomes a space. Parts of words are
    letters, digits, and the marks that spell vowels in many scripts."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = code if char.isalnum() or unicodedata.category(char)[0] == "M" else 0x20
        return self[code]


_KEPT = _Kept()


def digest_of(words: str) -> str:
    """A short name for a turn's words, by which they are known again when they come back."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def shingles(words: str) -> frozenset[str]:
    """All runs of `_SHINGLE` characters; the text itself when it is shorter; empty for an empty text."""
    if not words:
        return frozenset()
    return frozenset(words[i : i + _SHINGLE] for i in range(max(1, len(words) - _SHINGLE + 1)))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the larger has too; 0 when either is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def match_turns(
    former: Sequence[tuple[str, str]], texts: Sequence[str], *, last: int, gone: Mapping[str, str] | None = None
) -> Matching:
    """Give each of `texts` its permanent id.

    Args:
        former: id and text of the turns of the former reading, in order; empty for a page not met before.
        texts: the turns of the new reading, in order.
        last: the highest number given so far, 0 for none.
        gone: digest of words -> id, of turns that vanished earlier.
    """
    if [text for _, text in former] == list(texts):  # most readings are of a page that has not changed
        ids = tuple(turn_id for turn_id, _ in former)
        return Matching(ids=ids, changed=0, vanished={}, revived=frozenset(), last=last)
    if not former and not gone:
        numbered = tuple(f"t{last + n}" for n in range(1, len(texts) + 1))
        return Matching(ids=numbered, changed=len(texts), vanished={}, revived=frozenset(), last=last + len(texts))
    old = [words_of(text) for _, text in former]
    new = [words_of(text) for text in texts]
    pairs = _anchors(old, new)
    _add_moved(pairs, old, new)
    same = len(pairs)
    revived = _revive(pairs, new, gone or {})
    _add_near(pairs, old, new, revived)
    named = {j: former[i][0] for j, i in pairs.items()} | revived
    for j in _left(len(new), named):
        last += 1
        named[j] = f"t{last}"
    return Matching(
        ids=tuple(named[j] for j in range(len(new))),
        changed=len(new) - same,
        vanished=_vanished(former, old, new, pairs, named),
        revived=frozenset(revived.values()),
        last=last,
    )


def _anchors(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New index -> old index, of the longest common sequence; empty for pages too long to find it."""
    if len(old) * len(new) > _LONGEST_SEQUENCES:
        return {}
    return {
        block.dest_start + k: block.src_start + k
        for block in LCSseq.opcodes(old, new)
        if block.tag == "equal"
        for k in range(block.src_end - block.src_start)
    }


def _left(count: int, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [i for i in range(count) if i not in used]


def _add_moved(pairs: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    places: dict[str, deque[int]] = defaultdict(deque)
    for i in _left(len(old), pairs.values()):
        places[old[i]].append(i)
    for j in _left(len(new), pairs):
        if places.get(new[j]):
            pairs[j] = places[new[j]].popleft()


def _add_near(pairs: dict[int, int], old: Sequence[str], new: Sequence[str], revived: Mapping[int, str]) -> None:
    scored = []
    free = _left(len(old), pairs.values())
    place_of = _expected_places(pairs)
    for j in _left(len(new), [*pairs, *revived]):
        place = place_of(j)
        for i in _around(free, place):
            score = _similarity(old[i], new[j])
            if score:
                scored.append((-score, abs(i - place), j, i))
    taken: set[int] = set()
    for _, _, j, i in sorted(scored):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)


def _expected_places(pairs: Mapping[int, int]) -> Callable[[int], int]:
    """Where in the other reading a turn would stand, judged by the matched turn before it."""
    anchors = sorted(pairs.items())

    def place(j: int) -> int:
        at = bisect_left(anchors, (j, -1)) - 1
        return j if at < 0 else anchors[at][1] + (j - anchors[at][0])

    return place


def _around(free: Sequence[int], place: int) -> Sequence[int]:
    at = bisect_left(free, place)
    return free[max(0, at - _WINDOW) : at + _WINDOW]


def _similarity(one: str, other: str) -> float:
    """0 unless near enough to be the same turn."""
    shorter, longer = sorted((len(one), len(other)))
    if longer > _COMPARED:
        return _similarity_of_long(one, other) if 2 * shorter >= _SAME_TURN / 100 * (shorter + longer) else 0.0
    return fuzz.ratio(one, other, score_cutoff=_SAME_SHORT_TURN if shorter <= _SHORT else _SAME_TURN)


def _similarity_of_long(one: str, other: str) -> float:
    """The mean of both ends: what is inserted at one end leaves the other alike, and a half of a turn is not the turn."""
    least = 2 * _SAME_TURN - 100
    heads = fuzz.ratio(one[:_COMPARED], other[:_COMPARED], score_cutoff=least)
    mean = (heads + fuzz.ratio(one[-_COMPARED:], other[-_COMPARED:], score_cutoff=least)) / 2 if heads else 0.0
    return mean if mean >= _SAME_TURN else 0.0


def _revive(pairs: Mapping[int, int], new: Sequence[str], gone: Mapping[str, str]) -> dict[int, str]:
    """New index -> the id that these very words had before they vanished."""
    revived: dict[int, str] = {}
    waiting = dict(gone)
    for j in _left(len(new), pairs) if waiting else []:
        former_id = waiting.pop(digest_of(new[j]), None)
        if former_id:
            revived[j] = former_id
    return revived


def _vanished(
    former: Sequence[tuple[str, str]],
    old: Sequence[str],
    new: Sequence[str],
    pairs: Mapping[int, int],
    ids: Mapping[int, str],
) -> dict[str, str | None]:
    """What became of the former turns that have no counterpart."""
    back = {i: j for j, i in pairs.items()}
    place_of = _expected_places(back)
    pieces = cache(lambda j: shingles(new[j]))
    found: dict[str, str | None] = {}
    for i in _left(len(old), back):
        place = place_of(i)
        near = range(max(0, place - _WINDOW), min(len(new), place + _WINDOW))
        heir = _heir(shingles(old[i]), {j: pieces(j) for j in near})
        found[former[i][0]] = None if heir is None else ids[heir]
    return found


def _heir(mine: frozenset[str], others: Mapping[int, frozenset[str]]) -> int | None:
    """The turn that shares most shingles; ``None`` when none shares enough."""
    best, heir = _CARRIED * len(mine), None
    for j, theirs in others.items():
        shared = len(mine & theirs)
        if shared > best and overlap(mine, theirs) >= _TAKEN_UP:
            best, heir = shared, j
    return heir
