"""Where the turns of a verdict stand in the page's text. Gold knows turns by their edges alone, so they are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rostra.quality.compare import EDGE_WORDS, word_places, words
from rostra.quality.verdict import PageVerdict, TurnVerdict

_SPACE = re.compile(r"\s")


class Place(msgspec.Struct, frozen=True):
    """A turn's own words in the page's text, label excluded: by gold where gold has the turn, else as predicted."""

    start: int
    end: int


def locate(page: PageVerdict) -> list[Place | None]:
    """The place of each of the page's turns, in their order; ``None`` for one whose words the text does not hold there."""
    text = _Words(page.prediction.text)
    starts = [_known_start(turn) for turn in page.turns]
    sure = [start if turn.gold is not None else None for start, turn in zip(starts, page.turns, strict=True)]
    for i, turn in enumerate(page.turns):
        if starts[i] is None and turn.gold is not None:
            after = max((s for s in sure[:i] if s is not None), default=-1) + 1
            until = min((s for s in sure[i + 1 :] if s is not None and s > after), default=len(page.prediction.text))
            starts[i] = sure[i] = text.find(words(turn.gold.first_words)[:EDGE_WORDS], after, until)
    return [
        None if start is None else Place(start, _end(text, turn, start, starts[i + 1 :]))
        for i, (turn, start) in enumerate(zip(page.turns, starts, strict=True))
    ]


def _known_start(turn: TurnVerdict) -> int | None:
    return turn.predicted.start if turn.predicted is not None else None


def _end(text: _Words, turn: TurnVerdict, start: int, later: Sequence[int | None]) -> int:
    """Where gold's last words end, before anything that follows; the end as predicted where they are not found."""
    predicted = turn.predicted.end if turn.predicted is not None else None
    if turn.gold is None:
        return start if predicted is None else predicted
    want = words(turn.gold.last_words)[-EDGE_WORDS:]
    found = text.find(want, start, len(text.text))
    if found is not None:
        return text.end_of(found, len(want))
    return max(start, predicted or min((s for s in later if s is not None and s > start), default=start))


class _Words:
    """The words of a text, to find runs of them in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = word_places(text)
        self.starts = [start for _, start in self.words]
        self.where: dict[str, list[int]] = defaultdict(list)
        for i, (word, _) in enumerate(self.words):
            self.where[word].append(i)

    def find(self, want: Sequence[str], after: int, until: int) -> int | None:
        """Where the run `want` first starts at `after` or later and before `until`."""
        if not want:
            return None
        places = self.where[want[0]]
        for i in places[bisect_left(places, bisect_left(self.starts, after)) :]:
            if self.starts[i] >= until:
                return None
            if [word for word, _ in self.words[i : i + len(want)]] == list(want):
                return self.starts[i]
        return None

    def end_of(self, start: int, count: int) -> int:
        """Where the run of `count` words that starts at `start` ends, with the marks that close it."""
        i = bisect_left(self.starts, start) + count
        after = self.starts[i] if i < len(self.starts) else len(self.text)
        space = _SPACE.search(self.text, self.starts[i - 1], after)
        return space.start() if space else after
