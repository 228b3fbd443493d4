"""Concordance: every match of a query on a line of its own, between the words before and after it.

Turns are read in the order of the index, or drawn by lot, and only as many as the page asked for needs. Sorting by the words
around and grouping need all lines at once, so they are made of a window of turns; what was read is always said (`basis`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from rostra.search.drawing import count_turns, draw_turns, read_turns
from rostra.search.index import Look
from rostra.search.marks import Mark
from rostra.search.passages import find_spans
from rostra.search.query import canonical
from rostra.search.stems import find_tongue
from rostra.search.view import Said
from rostra.search.words import find_words, fold_words

ORDERS = ("newest", "oldest", "relevance", "lot")
SIDES = tuple(f"{side}{place}" for side in ("left", "right") for place in range(1, 6))
SORTS = (*ORDERS, "match", *SIDES, "speaker", "date")
GROUPS = ("match", "speaker", "year", "statement", *SIDES)
WINDOW = 1_000
"""Turns that are read to sort or group lines, unless asked otherwise: less than a second, on a laptop."""
MOST_TURNS, MOST_LINES, MOST_CONTEXT = 20_000, 10_000, 500
CONTEXT = 100
"""Characters on each side: more than a wide window shows."""

MOST_SPAN = 25
_LAST = "\U0010ffff"
_NEAR = 5
_WORD = 80
"""Characters in which a word beside a match is looked for; shorter ones leave room for longer ones."""
_SPACE = re.compile(r"\s+")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One match with what stands before and after it in the turn, white space collapsed; `turn_id` is "" on a page without turns.

    `left` and `right` are in the order of the text, whichever way it is written; a space next to the match belongs to them.
    """

    statement_id: str
    turn_id: str
    title: str
    kind: str
    language: str | None
    date: str | None
    role: str
    speaker: str
    person: str
    left: str
    match: str
    right: str


class LineGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that share a value: `key` as `only` takes it, `name` as a person reads it ("" where there is none)."""

    key: str
    name: str
    lines: int
    turns: int


class Concordance(msgspec.Struct, frozen=True, kw_only=True):
    """A page of lines with what it was made of.

    `total` counts the lines of the turns that were read (those of `only`, where that was asked); with `more`, further turns match
    and were not read. `turns` counts all turns that match, by words or by title. `basis` says in a sentence what was read.
    """

    query: str
    lines: tuple[Line, ...]
    offset: int
    total: int
    more: bool
    turns_read: int
    turns: int
    sort: tuple[str, ...]
    group: str
    groups: tuple[LineGroup, ...]
    basis: str
    notes: tuple[str, ...]


class _Kept(NamedTuple):
    """A line with what it is sorted and grouped by: the folded match, and the folded words beside it, nearest first."""

    line: Line
    form: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    turn: int


class Reading:
    """The lines of a run of turns, read as far as was needed. Any thread may ask for more."""

    def __init__(
        self, turns: Iterator[Said], marks: tuple[Mark, ...], *, context: int, reach: int, most_lines: int
    ) -> None:
        self.lines: list[_Kept] = []
        self.turns_read = 0
        self.done = False
        self._turns = turns
        self._make = partial(_make_lines, marks=marks, context=context, reach=reach)
        self._most_lines = most_lines
        self._lock = Lock()

    def fill(self, lines: int | None) -> None:
        """Read until there are so many lines (``None``: all)."""
        with self._lock:
            while not self.done and (lines is None or len(self.lines) < lines):
                said = next(self._turns, None)
                if said is None or len(self.lines) >= self._most_lines:
                    self.done = True
                    return
                made = self._make(said, number=self.turns_read)
                self.lines += made[: self._most_lines - len(self.lines)]
                self.turns_read += 1


def make_concordance(
    look: Look,
    *,
    sort: Sequence[str] = (),
    group: str = "",
    only: str | None = None,
    near: str = "",
    span: int = 0,
    sample: int = 0,
    seed: int = 1,
    context: int = CONTEXT,
    window: int = WINDOW,
    limit: int = 50,
    offset: int = 0,
) -> Concordance:
    """The lines of what matches (see `Archive.concordance`)."""
    keys = [key for key in sort if key in SORTS]
    order = next((key for key in keys if key in ORDERS), ORDERS[0])
    window, sample = min(max(window, 1), MOST_TURNS), min(max(sample, 0), MOST_LINES)
    limit, offset = min(max(limit, 0), MOST_LINES), max(offset, 0)
    marks = look.marks
    beside, span = " ".join(fold_words(near)), min(max(span, 1), MOST_SPAN)
    reach = max(_NEAR, span if beside else 0)
    reading = _reading(look, marks, order, (sample, seed, window), (min(max(context, 10), MOST_CONTEXT), reach))
    inner = [key for key in keys if key not in ORDERS]
    whole = bool(inner or sample or beside or group in GROUPS)
    reading.fill(None if whole else offset + limit + 1)
    found = [kept for kept in reading.lines if not beside or beside in kept.left[:span] + kept.right[:span]]
    groups = _count(found, group) if group in GROUPS else ()
    if only is not None and group in GROUPS:
        found = [kept for kept in found if _key(group)(kept) == only]
    for key in reversed(inner):
        found.sort(key=_sort_key(key))
    turns = count_turns(look)
    note = () if marks else ("The query names no words of a speech, so there is nothing to align.",)
    return Concordance(
        query=canonical(look.asked.tree),
        lines=tuple(kept.line for kept in found[offset : offset + limit]),
        offset=offset,
        total=len(found),
        more=reading.turns_read < turns and not (sample and len(reading.lines) >= sample),
        turns_read=reading.turns_read,
        turns=turns,
        sort=tuple(keys) or (order,),
        group=group if group in GROUPS else "",
        groups=groups,
        basis=_basis(reading, turns, order, sample, seed),
        notes=(*look.notes, *note),
    )


def _reading(
    look: Look, marks: tuple[Mark, ...], order: str, drawing: tuple[int, int, int], width: tuple[int, int]
) -> Reading:
    """The lines of this query, or as many of them as were read before; `drawing` is (sample, seed, window), `width` the
    characters and the words beside a match."""
    (sample, seed, window), (context, reach) = drawing, width
    lots = sample or order == "lot"
    name = ("concordance", canonical(look.asked.tree), (sample, seed) if lots else order, window, width)

    def begin() -> Reading:
        turns = draw_turns(look, seed) if lots else read_turns(look, order)
        bounded = islice(turns if marks else (), max(window, sample))
        return Reading(bounded, marks, context=context, reach=reach, most_lines=sample or MOST_LINES)

    return look.view.keep(name, begin)


def _make_lines(said: Said, *, marks: tuple[Mark, ...], context: int, reach: int, number: int) -> list[_Kept]:
    card, text = said.card, said.text
    shared: dict[str, Any] = {
        "statement_id": card.id,
        "turn_id": said.turn_id,
        "title": card.title,
        "kind": card.kind,
        "language": card.language,
        "date": card.date,
        "role": said.role,
        "speaker": said.speaker or "",
        "person": said.person,
    }
    return [
        _Kept(
            Line(
                left=_before(text, start, context),
                match=_SPACE.sub(" ", text[start:end]),
                right=_after(text, end, context),
                **shared,
            ),
            " ".join(fold_words(text[start:end])),
            tuple(word.folded for word in find_words(text[max(0, start - reach * _WORD) : start]))[: -reach - 1 : -1],
            tuple(word.folded for word in islice(find_words(text[end : end + reach * _WORD]), reach)),
            number,
        )
        for start, end in find_spans(text, marks, find_tongue(card.language))
    ]


def _before(text: str, end: int, width: int) -> str:
    """What stands before `end`, whole words, up to so many characters."""
    start = max(0, end - width)
    piece = _SPACE.sub(" ", text[start:end])
    if start and not text[start - 1].isspace():
        piece = piece.partition(" ")[2] or piece
    return piece.lstrip()


def _after(text: str, start: int, width: int) -> str:
    """What stands behind `start`, whole words, up to so many characters."""
    end = min(len(text), start + width)
    piece = _SPACE.sub(" ", text[start:end])
    if end < len(text) and not text[end].isspace():
        piece = piece.rpartition(" ")[0] or piece
    return piece.rstrip()


def _key(name: str) -> Callable[[_Kept], str]:
    """What lines are grouped by."""
    if name in SIDES:
        side, place = name[:-1], int(name[-1])
        return lambda kept: "".join((kept.left if side == "left" else kept.right)[place - 1 : place])
    return {
        "match": lambda kept: kept.form,
        "speaker": lambda kept: kept.line.person or kept.line.speaker,
        "year": lambda kept: (kept.line.date or "")[:4],
        "statement": lambda kept: kept.line.statement_id,
    }[name]


def _sort_key(name: str) -> Callable[[_Kept], str]:
    """What lines are sorted by; those that have no such thing come last."""
    if name == "speaker":
        return lambda kept: " ".join(fold_words(kept.line.speaker)) or _LAST
    if name == "date":
        return lambda kept: kept.line.date or _LAST
    key = _key(name)
    return lambda kept: key(kept) or _LAST


def _count(lines: list[_Kept], name: str) -> tuple[LineGroup, ...]:
    """The groups of all lines, those with most first."""
    key = _key(name)
    together: dict[str, list[_Kept]] = {}
    for kept in lines:
        together.setdefault(key(kept), []).append(kept)
    shown = {"speaker": lambda line: line.speaker, "statement": lambda line: line.title}.get(name)
    groups = (
        LineGroup(
            key=value,
            name=shown(found[0].line) if shown else value,
            lines=len(found),
            turns=len({kept.turn for kept in found}),
        )
        for value, found in together.items()
    )
    return tuple(sorted(groups, key=lambda group: (-group.lines, group.name, group.key)))


def _basis(reading: Reading, turns: int, order: str, sample: int, seed: int) -> str:
    """What the lines were made of."""
    read = f"{reading.turns_read:,}"
    if sample:
        return (
            f"{len(reading.lines):,} lines of {read} turns that were drawn by lot (seed {seed}) from {turns:,} matching turns; "
            "of each turn drawn every line is taken, of the last as many as were missing."
        )
    if reading.turns_read >= turns:
        return f"All {turns:,} matching turns."
    if order == "lot":
        return f"{read} turns drawn by lot (seed {seed}) from {turns:,} matching turns."
    ordered = {"newest": "newest first", "oldest": "oldest first"}.get(order, "best match first")
    return f"The first {read} of {turns:,} matching turns, {ordered}."
