"""What a change to the parser gains and loses, turn by turn: two scorings of the same gold, laid side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from rostra.model import ReadError
from rostra.quality.measure import FIGURES
from rostra.quality.report import Report


class SavedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict as `Report.to_builtins` gives it."""

    state: str
    first_words: str
    role: str | None = None
    faults: tuple[str, ...] = ()
    place: int | None = None

    @property
    def judged(self) -> str:
        """How it came out: "right", "missed", "invented", or its faults."""
        return " and ".join(self.faults) + " wrong" if self.faults else self.state


class Scoring(msgspec.Struct, frozen=True, kw_only=True):
    """A scoring, as saved or as just made: means, and by page the figures and the verdicts."""

    means: dict[str, float]
    figures: dict[str, dict[str, float]]
    turns: dict[str, tuple[SavedTurn, ...]]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that came out otherwise. `better` tells which way; `before` and `after` are as `SavedTurn.judged`, "absent" for what
    was made up on one side alone."""

    role: str | None
    words: str
    before: str
    after: str
    better: bool


class PageChanges(msgspec.Struct, frozen=True, kw_only=True):
    """A page that came out otherwise: figures that moved, before and after, and turns. `other_gold` tells that the two
    scorings rest on different gold, so that turns cannot be compared."""

    id: str
    figures: dict[str, tuple[float | None, float | None]]
    turns: tuple[Change, ...]
    other_gold: bool = False


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. `means` holds every figure, moved or not; `only_before` and `only_after` are pages of one side alone."""

    means: dict[str, tuple[float | None, float | None]]
    pages: tuple[PageChanges, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()

    @property
    def worse(self) -> bool:
        """Whether a turn was lost, or a figure's mean became worse."""
        return self.count(better=False) > 0 or any(_fell(name, *values) for name, values in self.means.items())

    def count(self, *, better: bool) -> int:
        """Turns gained, or lost."""
        return sum(change.better is better for page in self.pages for change in page.turns)


def read_scoring(content: bytes, source: str) -> Scoring:
    """A scoring out of the JSON that `rostra score --json` printed. Raises `ReadError`."""
    try:
        return to_scoring(msgspec.json.decode(content))
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        hint = "Make it with `rostra score --json > FILE`."
        raise ReadError("This is not a saved scoring.", hint=hint, source=source) from error


def to_scoring(plain: Mapping[str, Any]) -> Scoring:
    """The scoring in what `Report.to_builtins` gives."""
    pages = plain["pages"]
    return msgspec.convert(
        {
            "means": {name: plain["mean"][name] for name in FIGURES if name in plain["mean"]},
            "figures": {page["id"]: {name: page[name] for name in FIGURES if name in page} for page in pages},
            "turns": {page["id"]: page["verdicts"] for page in pages},
        },
        Scoring,
    )


def compare(before: Scoring, report: Report) -> Changes:
    """What `report` gains and loses against `before`; only pages that came out otherwise are listed.

    Means are taken over the pages that both have, so that a set that grew does not look like a change.
    """
    after = to_scoring(report.to_builtins())
    common = [page for page in after.figures if page in before.figures]
    means = _means(before, common), _means(after, common)
    found = [_compare_page(page, before, after) for page in common]
    return Changes(
        means={name: (means[0].get(name), means[1].get(name)) for name in FIGURES if any(name in m for m in means)},
        pages=tuple(page for page in found if page.figures or page.turns or page.other_gold),
        only_before=tuple(page for page in before.figures if page not in after.figures),
        only_after=tuple(page for page in after.figures if page not in before.figures),
    )


def _means(scoring: Scoring, pages: Sequence[str]) -> dict[str, float]:
    columns = {name: [f[name] for page in pages if name in (f := scoring.figures[page])] for name in FIGURES}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}


def _compare_page(page: str, before: Scoring, after: Scoring) -> PageChanges:
    old, new = before.figures[page], after.figures[page]
    moved = {n: (old.get(n), new.get(n)) for n in FIGURES if old.get(n) != new.get(n)}
    was = {turn.place: turn for turn in before.turns[page] if turn.place is not None}
    now = {turn.place: turn for turn in after.turns[page] if turn.place is not None}
    if {place: turn.first_words for place, turn in was.items()} != {
        place: turn.first_words for place, turn in now.items()
    }:
        return PageChanges(id=page, figures=moved, turns=(), other_gold=True)
    turns = [*_of_gold(was, now), *_made_up(before.turns[page], after.turns[page])]
    return PageChanges(id=page, figures=moved, turns=tuple(turns))


def _of_gold(was: Mapping[int, SavedTurn], now: Mapping[int, SavedTurn]) -> Iterator[Change]:
    """Turns of gold with other faults; more of them, or a start that is missed, are for the worse."""
    for place, old in was.items():
        new = now[place]
        if old.judged != new.judged:
            better = _badness(new) < _badness(old)
            yield Change(role=new.role, words=new.first_words, before=old.judged, after=new.judged, better=better)


def _badness(turn: SavedTurn) -> tuple[bool, bool, int]:
    strict = turn.state == "right" or (turn.state == "wrong" and set(turn.faults) <= {"link"})
    return turn.state == "missed", not strict, len(turn.faults)


def _made_up(before: Sequence[SavedTurn], after: Sequence[SavedTurn]) -> Iterator[Change]:
    """Turns that gold does not know, on one side alone."""
    old = Counter((turn.role, turn.first_words) for turn in before if turn.place is None)
    new = Counter((turn.role, turn.first_words) for turn in after if turn.place is None)
    for role, words in (old - new).elements():
        yield Change(role=role, words=words, before="invented", after="absent", better=True)
    for role, words in (new - old).elements():
        yield Change(role=role, words=words, before="absent", after="invented", better=False)


def _fell(name: str, before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return False
    return (before - after if name != "false_date" else after - before) > 1e-9
