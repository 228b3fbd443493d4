"""Trends: in how many turns a query is met (or how often its words are said), by year, month, speaker or kind, beside how much
was said there.

All is counted by the index (aggregations over its columns), so that a million turns cost no more than a look. A speaker,
a kind ... is counted under all keys that the index has for its name, so that a point counts as many turns as it leads to, however
the name is spelled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
import tantivy
from tantivy import Occur

from rostra.analysis.bases import find_base
from rostra.analysis.occurrences import count_occurrences, find_forms
from rostra.analysis.scores import per_million
from rostra.search.drawing import count_passages
from rostra.search.index import Look
from rostra.search.people import fold_name
from rostra.search.query import DATE_FIELD, Node, canonical, narrow

TIMES = ("year", "month")
KINDS = ("speaker", "kind", "role", "section", "tag")
BY = (*TIMES, *KINDS)
COUNTS = ("turns", "occurrences")
MOST_VALUES = 12
"""Speakers, sections ... that are told apart: what fits a picture."""
MOST_QUERIES = 6
"""Lines that can be told apart in one picture."""
MOST_POINTS = 10_000
"""Points of one answer: a single odd date must not make centuries of empty months."""
_MOST_YEARS = 10_000
_SPELLINGS = 1_000
_WORDS = {"words": {"sum": {"field": "words"}}}
_SUMS = {"turns": {"value_count": {"field": "words"}}, **_WORDS}


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a line: `turns` that match, of `of_turns` with `words` in all. `refined` is the query narrowed to it.

    `per_million` is turns that match for each million words said there, or occurrences, where these were counted; ``None`` where
    nothing was said. `occurrences` is how often the words of the query are said in these turns; ``None`` where it was not counted.
    """

    name: str
    turns: int
    of_turns: int
    words: int
    per_million: float | None
    refined: str
    occurrences: int | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The points of a query, in order of time, or the most frequent first. It is a share of what `base` finds ("" for
    everything); `value` is the value of `split` to which it is narrowed ("" where nothing is split).

    `turns` are all that match, and `words` all of the base, also those that are at no point: undated ones, or those of further
    speakers. A turn of several tags or sections is at several points, and is one turn here.
    """

    query: str
    base: str
    value: str
    turns: int
    words: int
    points: tuple[Point, ...]
    occurrences: int | None = None


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """Series that share their points' names, in the order of the queries. Undated turns are in `undated` where time is counted.
    `count` is what was asked for, "turns" or "occurrences"; notes say of which queries turns alone could be counted. `passages` of
    the turns of all bases are passages of pages without turns."""

    by: str
    split: str
    series: tuple[Series, ...]
    undated: int
    notes: tuple[str, ...]
    count: str = COUNTS[0]
    passages: int = 0


class _Cell(NamedTuple):
    turns: int
    words: int


_NOTHING = _Cell(0, 0)


class _Counted(NamedTuple):
    """What matches, in all and by the names of points; "" is undated."""

    whole: _Cell
    cells: dict[str, _Cell]


class _Asked(NamedTuple):
    """What is counted: by what, the names of the points where these are no times, and the values that are told apart (one, "",
    where nothing is split)."""

    by: str
    names: tuple[str, ...]
    split: str
    values: tuple[str, ...]


class _Said(NamedTuple):
    """How often a query's words are said, by the number of the value that is told apart and the name of the point (``None`` for
    all of them); ``None`` where it cannot be counted, with a note."""

    counts: Counter[tuple[int, str | None]] | None
    note: str = ""


def find_trends(looks: Sequence[Look], *, by: str = "year", split: str = "", count: str = COUNTS[0]) -> Trends:
    """The queries of `looks`, counted (see `Archive.trends`)."""
    by = by if by in BY else BY[0]
    split = split if split in KINDS and by in TIMES else ""
    count = count if count in COUNTS else COUNTS[0]
    further, looks = looks[MOST_QUERIES:], looks[:MOST_QUERIES]
    names = () if by in TIMES else _find_names(looks, by, lacking=True)
    asked = _Asked(by, names, split, _find_names(looks, split) if split else ("",))
    found = [_count_values(look, look.query, asked) for look in looks]
    bases = [_count_base(look, asked) for look in looks]
    said = [_say(look, asked) if count == "occurrences" else _Said(None) for look in looks]
    shown, cut = _find_times(bases, by) if by in TIMES else (names, ())
    series = [
        _with_said(
            _series(look, asked, number, shown, (found[place][number], bases[place][number])), said[place], number
        )
        for number in range(len(asked.values))
        for place, look in enumerate(looks)
    ]
    few = [f"Only the first {MOST_QUERIES} queries were counted."] if further else []
    remarks = [*few, *(note for look in looks for note in look.notes), *(each.note for each in said if each.note)]
    notes = tuple(dict.fromkeys(remarks))
    together = [[_count(look, look.query, asked)] for look in looks] if split else found
    undated = max(map(_undated, together), default=0)
    return Trends(
        by=by,
        split=split,
        series=tuple(series),
        undated=undated,
        notes=(*notes, *cut),
        count=count,
        passages=_count_passages(looks),
    )


def _count_passages(looks: Sequence[Look]) -> int:
    """How many of the turns of all bases are passages of pages without turns."""
    bases = [look.build(find_base(look.asked.tree)) for look in looks]
    return count_passages(looks[0], tantivy.Query.boolean_query([(Occur.Should, base) for base in bases]))


def _count_base(look: Look, asked: _Asked) -> list[_Counted]:
    """What the query of `look` is a share of; kept for other queries of the same base."""
    base = find_base(look.asked.tree)
    return look.view.keep(("trends", asked, canonical(base)), lambda: _count_values(look, look.build(base), asked))


def _say(look: Look, asked: _Asked) -> _Said:
    """How often the words of the query of `look` are said; kept for other scales and tables of the same query."""
    query, forms = canonical(look.asked.tree), find_forms(look)
    if forms is None:
        return _Said(None, f"Occurrences are counted of single words: of “{query}” turns are counted.")

    def count(query: tantivy.Query) -> dict[tuple[int, str | None], int]:
        turns: dict[tuple[int, str | None], int] = {}
        for number, counted in enumerate(_count_values(look, query, asked)):
            turns[number, None] = counted.whole.turns
            turns |= {(number, name): cell.turns for name, cell in counted.cells.items()}
        return turns

    counts = look.view.keep(("occurrences", asked, query), lambda: count_occurrences(look, forms, count))
    few = "" if forms.whole else f"“{query}” has too many forms: occurrences are counted of the commonest."
    return _Said(counts, few)


def _with_said(series: Series, said: _Said, number: int) -> Series:
    """The series with how often its words are said; where that is not known it tells of turns."""
    counts = said.counts
    if counts is None:
        return series
    points = tuple(
        msgspec.structs.replace(
            point, occurrences=(times := counts[number, point.name]), per_million=per_million(times, point.words)
        )
        for point in series.points
    )
    return msgspec.structs.replace(series, points=points, occurrences=counts[number, None])


def _count_values(look: Look, query: tantivy.Query, asked: _Asked) -> list[_Counted]:
    """What matches `query`, for each value that is told apart."""
    if not asked.split:
        return [_count(look, query, asked)]
    terms, name_of = _named(look, asked.split, asked.values)
    parts = {value: _Counted(_NOTHING, {}) for value in asked.values}
    inner = {"by": {**_TIMES[asked.by], "aggs": _WORDS}}
    counts: Any = look.view.searcher.aggregate(query, {"split": {**terms, "aggs": inner}})
    for part in counts["split"]["buckets"]:
        value = name_of[part["key"]]
        parts[value] = _together(parts[value], _by_time(part["by"]["buckets"], asked.by))
    return list(parts.values())


def _count(look: Look, query: tantivy.Query, asked: _Asked) -> _Counted:
    searcher = look.view.searcher
    counts: Any
    if asked.by in TIMES:
        counts = searcher.aggregate(query, {"by": {**_TIMES[asked.by], "aggs": _WORDS}})
        return _by_time(counts["by"]["buckets"], asked.by)
    terms, name_of = _named(look, asked.by, asked.names)
    counts = searcher.aggregate(query, {**_SUMS, "by": {**terms, "aggs": _WORDS}})
    cells: dict[str, _Cell] = {}
    for bucket in counts["by"]["buckets"]:
        name = name_of[bucket["key"]]
        cells[name] = _add(cells.get(name, _NOTHING), _bucket_cell(bucket))
    return _Counted(_cell(counts), cells)


def _by_time(buckets: list[Any], by: str) -> _Counted:
    whole, cells = _NOTHING, dict[str, _Cell]()
    for bucket in buckets:
        name, cell = _time_of(by, int(bucket["key"])), _bucket_cell(bucket)
        cells[name], whole = _add(cells.get(name, _NOTHING), cell), _add(whole, cell)
    return _Counted(whole, cells)


def _together(one: _Counted, other: _Counted) -> _Counted:
    cells = {name: _add(cell, one.cells.get(name, _NOTHING)) for name, cell in other.cells.items()}
    return _Counted(_add(one.whole, other.whole), {**one.cells, **cells})


def _named(look: Look, field: str, names: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """How the index is asked for these names of a facet alone, in all their spellings, and which name each key stands for."""
    keys = look.view.facets.keys(field)
    name_of = {key: name for name in names for key in keys.get(fold_name(name), ())}
    asked = {"field": f"{field}_facet", "size": max(len(name_of), 1), "include": list(name_of) or [""]}
    return {"terms": asked}, name_of


_TIMES: dict[str, Any] = {
    "year": {"terms": {"field": "year", "size": _MOST_YEARS}},
    "month": {"histogram": {"field": "date", "interval": 100, "min_doc_count": 1}},
}


def _bucket_cell(bucket: Any) -> _Cell:
    return _Cell(bucket["doc_count"], int(bucket["words"]["value"] or 0))


def _cell(sums: Any) -> _Cell:
    return _Cell(int(sums["turns"]["value"] or 0), int(sums["words"]["value"] or 0))


def _add(one: _Cell, other: _Cell) -> _Cell:
    return _Cell(one.turns + other.turns, one.words + other.words)


def _time_of(by: str, key: int) -> str:
    """The name of a year's number, or of a date's month; "" for undated turns, and for months where only the year is known."""
    year, month = (key, 1) if by == "year" else divmod(key // 100, 100)
    if not year or not month:
        return ""
    return f"{year:04}" if by == "year" else f"{year:04}-{month:02}"


def _undated(found: Sequence[_Counted]) -> int:
    """Turns that match and have no such date."""
    return sum(each.cells.get("", _NOTHING).turns for each in found)


def _find_names(looks: Sequence[Look], field: str, *, lacking: bool = False) -> tuple[str, ...]:
    """The values of `field` with most turns that match, whichever query asks; with `lacking` also those that have none, those of
    whom most was said first."""
    names: dict[str, str] = {}
    turns, words = Counter[str](), Counter[str]()
    for look in looks:
        for folded, name, cell in _spelled(look, look.query, field):
            names.setdefault(folded, name)
            turns[folded] += cell.turns
        if lacking:
            for folded, name, cell in _spelled_in_base(look, field):
                names.setdefault(folded, name)
                words[folded] += cell.words
    most = sorted(names, key=lambda folded: (-turns[folded], -words[folded], names[folded]))
    return tuple(names[folded] for folded in most[:MOST_VALUES])


def _spelled(look: Look, query: tantivy.Query, field: str) -> list[tuple[str, str, _Cell]]:
    """The commonest spellings of a field's names among what matches, folded and as they are; what is no name is left out."""
    terms = {"terms": {"field": f"{field}_facet", "size": _SPELLINGS}, "aggs": _WORDS}
    counts: Any = look.view.searcher.aggregate(query, {"names": terms})
    spelled = [(*look.view.facets.fold(bucket["key"]), _bucket_cell(bucket)) for bucket in counts["names"]["buckets"]]
    return [each for each in spelled if each[0]]


def _spelled_in_base(look: Look, field: str) -> list[tuple[str, str, _Cell]]:
    """The same among all that the query is a share of; kept for other queries of the same base."""
    base = find_base(look.asked.tree)
    return look.view.keep(("names", field, canonical(base)), lambda: _spelled(look, look.build(base), field))


def _find_times(bases: Sequence[Sequence[_Counted]], by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the points, in order and without gaps, and a note where there would be too many: then they are the last."""
    tables = [counted.cells for base in bases for counted in base]
    met = {_number(name) for cells in tables for name in cells if name}
    if not met:
        return (), ()
    span = range(min(met), max(met) + 1)
    last = span[-max(MOST_POINTS // len(tables), 1) :]
    shown = range(min(number for number in met if number in last), last.stop)
    names = tuple(_name(number, by) for number in shown)
    cut = f"Counted from {names[0]} on: an answer has no more than {MOST_POINTS:,} points."
    return names, (cut,) if len(last) < len(span) else ()


def _number(time: str) -> int:
    """A year, or the months from the beginning of our era."""
    year, _, month = time.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _name(number: int, by: str) -> str:
    return f"{number:04}" if by == "year" else f"{number // 12:04}-{number % 12 + 1:02}"


def _series(
    look: Look, asked: _Asked, number: int, names: tuple[str, ...], counted: tuple[_Counted, _Counted]
) -> Series:
    found, base = counted
    value = asked.values[number]
    tree = narrow(look.asked.tree, asked.split, value) if value else look.asked.tree
    field = DATE_FIELD if asked.by in TIMES else asked.by
    return Series(
        query=canonical(look.asked.tree),
        base=canonical(find_base(look.asked.tree)),
        value=value,
        turns=found.whole.turns,
        words=base.whole.words,
        points=tuple(_point(tree, field, name, found.cells, base.cells) for name in names),
    )


def _point(tree: Node | None, field: str, name: str, found: dict[str, _Cell], base: dict[str, _Cell]) -> Point:
    seen, whole = found.get(name, _NOTHING), base.get(name, _NOTHING)
    return Point(
        name=name,
        turns=seen.turns,
        of_turns=whole.turns,
        words=whole.words,
        per_million=per_million(seen.turns, whole.words),
        refined=canonical(narrow(tree, field, name)),
    )
