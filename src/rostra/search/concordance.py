"""Concordance: every match of a query on a line of its own, between the words before and after it.

Turns are read in the order of the index, or drawn by lot, and only as many as the page asked for needs. Of lines picked by what
stands beside them only turns are read that have these words, as the index tells. Sorting by the words around and grouping need
all lines at once, so they are made of a window of turns; what was read is always said (`basis`), and is the same whatever was
asked before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

import msgspec
import tantivy
from tantivy import Occur

from rostra.search.drawing import count_passages, count_turns, draw_turns, read_turns
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

MOST_BESIDE_TURNS = 4_000
"""Turns with the words of `near` that are read for a page: most have a line to show, but of common words none may."""
MOST_SPAN = 25
MOST_BESIDE = 10
"""Words that may be asked for beside a match: a name, a phrase."""
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
    and were not read. Where lines are sorted, grouped or sampled these are the turns of a window (`whole`), else as many as the
    page needs. `turns` counts all turns that match, by words or by title, `passages` those of them that are passages of pages
    without turns. `near` are the words beside which lines were kept, as they are searched for; "" for all lines: only turns that
    have all of them are read and counted. `basis` says in a sentence what was read.
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
    near: str = ""
    whole: bool = False
    passages: int = 0


class _Kept(NamedTuple):
    """A line with what it is sorted and grouped by: the folded match, and the folded words beside it, nearest first."""

    line: Line
    form: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    turn: int


class Taken(NamedTuple):
    """The lines of the first turns that match, and how many turns these are."""

    lines: list[_Kept]
    turns: int


class Reading:
    """The lines of the turns that `begin` gives one after another, read as far as somebody needed. Any thread may ask for more."""

    def __init__(self, begin: Callable[[], Iterator[Said]], make: Callable[[Said, int], list[_Kept]]) -> None:
        self._begin, self._make = begin, make
        self._lock = Lock()
        self._start_over()

    def _start_over(self) -> None:
        self._lines: list[_Kept] = []
        self._turns_read = 0
        self._turns = self._begin()

    def take(self, lines: int, turns: int) -> Taken:
        """The first turns that have so many lines, at most so many turns."""
        with self._lock:
            try:
                self._read(lines, turns)
            except BaseException:
                self._start_over()  # what broke off has no further turns to give: to go on would take that for the end
                raise
            last = min(turns, self._lines[lines - 1].turn + 1 if len(self._lines) >= lines else turns)
            end = bisect_left(self._lines, last, key=lambda kept: kept.turn)
            return Taken(self._lines[:end], min(last, self._turns_read))

    def _read(self, lines: int, turns: int) -> None:
        while len(self._lines) < lines and self._turns_read < turns:
            said = next(self._turns, None)
            if said is None:
                return
            self._lines += self._make(said, self._turns_read)
            self._turns_read += 1


def make_concordance(
    look: Look,
    *,
    sort: Sequence[str] = (),
    group: str = "",
    only: str | None = None,
    near: str = "",
    span: int = 5,
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
    inner = [key for key in keys if key not in ORDERS]
    group = group if group in GROUPS else ""
    beside, span = fold_words(near)[:MOST_BESIDE], min(max(span, 1), MOST_SPAN)
    sample, window = min(max(sample, 0), MOST_LINES), min(max(window, 1), MOST_TURNS)
    limit, offset = min(max(limit, 0), MOST_LINES), max(offset, 0)
    whole = bool(inner or sample or group)
    look = _with_words(look, beside)
    reading = _reading(look, order, sample, seed, (min(max(context, 10), MOST_CONTEXT), span, tuple(beside)))
    wanted = sample or (MOST_LINES if whole else min(offset + limit + 1, MOST_LINES))
    most = max(window, MOST_BESIDE_TURNS) if beside else MOST_TURNS
    taken = reading.take(wanted, max(window, sample) if whole else most)
    read = taken._replace(lines=taken.lines[: sample or MOST_LINES])
    groups = _count(read.lines, group) if group else ()
    found = _in_order(read.lines, inner, group, only)
    turns = count_turns(look)
    return Concordance(
        query=canonical(look.asked.tree),
        lines=tuple(kept.line for kept in found[offset : offset + limit]),
        offset=offset,
        total=len(found),
        more=read.turns < turns and not (sample and len(read.lines) >= sample),
        turns_read=read.turns,
        turns=turns,
        sort=tuple(keys) or (order,),
        group=group,
        groups=groups,
        basis=_basis(read, _named(turns, beside), turns, order, sample, seed),
        notes=(*look.notes, *_notes(look.marks, near, only, group)),
        near=" ".join(beside),
        whole=whole,
        passages=count_passages(look),
    )


def _in_order(lines: list[_Kept], keys: Sequence[str], group: str, only: str | None) -> list[_Kept]:
    """The lines of one group (all without one), sorted by the first of `keys`, then by the next."""
    found = [kept for kept in lines if only is None or not group or _key(group)(kept) == only]
    for key in reversed(keys):
        found.sort(key=_sort_key(key))
    return found


def _with_words(look: Look, words: list[str]) -> Look:
    """The query of `look` in turns that have all of `words`, which must stand beside a match."""
    terms = [tantivy.Query.term_query(look.schema, "text", word) for word in words]
    kept = [(Occur.Must, tantivy.Query.const_score_query(term, 0.0)) for term in terms]
    return look._replace(query=tantivy.Query.boolean_query([(Occur.Must, look.query), *kept])) if kept else look


def _notes(marks: tuple[Mark, ...], near: str, only: str | None, group: str) -> Iterator[str]:
    """What was asked for and passed over."""
    if not marks:
        yield "The query names no words of a speech, so there is nothing to align."
    words = len(fold_words(near))
    if near.strip() and not words:
        yield "There are no letters or digits in what should stand beside the match: all lines are shown."
    if words > MOST_BESIDE:
        yield f"Only the first {MOST_BESIDE} words of what should stand beside the match were looked for."
    if only is not None and not group:
        yield "Lines are not grouped, so that there is no one group to show: all lines are shown."


def _is_beside(kept: _Kept, words: tuple[str, ...], span: int) -> bool:
    """Whether `words` stand next to one another, in this order, on one side of the match, and begin or end among `span` words."""
    return any(
        side[at : at + len(run)] == run
        for side, run in ((kept.left, words[::-1]), (kept.right, words))
        for at in range(min(span, len(side)))
    )


def _reading(look: Look, order: str, sample: int, seed: int, asked: tuple[int, int, tuple[str, ...]]) -> Reading:
    """The lines of this query, with as many of them as were read before. `asked` are the characters on each side of a match, and
    the words that must stand beside it, with the span in which they must."""
    lots = bool(sample) or order == "lot"
    context, span, beside = asked
    reach = max(_NEAR, span + len(beside) - 1 if beside else 0)

    def begin() -> Iterator[Said]:
        if not look.marks:
            return iter(())
        return draw_turns(look, seed) if lots else read_turns(look, order)

    def make(said: Said, number: int) -> list[_Kept]:
        lines = _make_lines(said, look.marks, context, reach, number)
        return [kept for kept in lines if _is_beside(kept, beside, span)] if beside else lines

    name = ("concordance", canonical(look.asked.tree), seed if lots else order, asked)
    return look.view.keep(name, lambda: Reading(begin, make))


def _make_lines(said: Said, marks: tuple[Mark, ...], context: int, reach: int, number: int) -> list[_Kept]:
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


def _named(turns: int, beside: list[str]) -> str:
    """The turns that match, in words."""
    says, number = ("says", "turn") if turns == 1 else ("say", "turns")
    having = f" that {says} “{'” and “'.join(dict.fromkeys(beside))}”" if beside else ""
    return f"{turns:,} matching {number}{having}"


def _basis(read: Taken, named: str, turns: int, order: str, sample: int, seed: int) -> str:
    """What the lines were made of; `named` are the turns that match."""
    told = f"{read.turns:,}"
    if sample:
        return (
            f"{len(read.lines):,} lines of {told} turns that were drawn by lot (seed {seed}) from {named}; "
            "of each turn drawn every line is taken, of the last as many as were missing."
        )
    if read.turns >= turns:
        return f"All {named}." if turns != 1 else f"The one {named.removeprefix('1 ')}."
    if order == "lot":
        return f"{told} turns drawn by lot (seed {seed}) from {named}."
    ordered = {"newest": "newest first", "oldest": "oldest first"}.get(order, "best match first")
    return f"The first {told} of {named}, {ordered}."
