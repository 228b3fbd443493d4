"""Trends: in how many turns a query is met, by year, month, speaker or kind, beside how much was said there.

All is counted by the index (aggregations over its columns), so that a million turns cost no more than a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec
import tantivy

from rostra.analysis.bases import find_base
from rostra.analysis.scores import per_million
from rostra.search.index import Look
from rostra.search.query import DATE_FIELD, Node, canonical, refine

TIMES = ("year", "month")
KINDS = ("speaker", "kind", "role", "section", "tag")
BY = (*TIMES, *KINDS)
MOST_VALUES = 12
"""Speakers, sections ... that are told apart: what fits a picture."""
MOST_QUERIES = 6
"""Lines that can be told apart in one picture."""
_MOST_TIMES = 5_000
_SPELLINGS = 200
_WORDS = {"words": {"sum": {"field": "words"}}}


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a line: `turns` that match, of `of_turns` with `words` in all. `refined` is the query narrowed to it.

    `per_million` is turns that match for each million words said there; ``None`` where nothing was said.
    """

    name: str
    turns: int
    of_turns: int
    words: int
    per_million: float | None
    refined: str


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The points of a query, in order of time, or the most frequent first. It is a share of what `base` finds ("" for
    everything); `value` is the value of `split` to which it is narrowed ("" where nothing is split)."""

    query: str
    base: str
    value: str
    turns: int
    words: int
    points: tuple[Point, ...]


class Trends(msgspec.Struct, frozen=True, kw_only=True):
    """Series that share their points' names, in the order of the queries. Undated turns are in `undated` where time is counted."""

    by: str
    split: str
    series: tuple[Series, ...]
    undated: int
    notes: tuple[str, ...]


class _Cell(NamedTuple):
    turns: int
    words: int


def find_trends(looks: Sequence[Look], *, by: str = "year", split: str = "") -> Trends:
    """The queries of `looks`, counted (see `Archive.trends`)."""
    by = by if by in BY else BY[0]
    split = split if split in KINDS and by in TIMES else ""
    looks = looks[:MOST_QUERIES]
    keys = _most(looks, split) if split else {"": [""]}
    tables = [_count_both(look, by, split, keys) for look in looks]
    values = list(keys)
    names = _names(tables, by, values)
    series = [
        _series(look, by, split, value, names, found, base)
        for value in values
        for look, (found, base) in zip(looks, tables, strict=False)
    ]
    undated = max((sum(cell.turns for (_, name), cell in found.items() if not name) for found, _ in tables), default=0)
    notes = tuple(dict.fromkeys(note for look in looks for note in look.notes))
    return Trends(by=by, split=split, series=tuple(series), undated=undated if by in TIMES else 0, notes=notes)


_Table = dict[tuple[str, str], _Cell]


def _count_both(look: Look, by: str, split: str, keys: dict[str, list[str]]) -> tuple[_Table, _Table]:
    """What matches and what it is a share of, by value of `split` ("" without) and name."""
    base = find_base(look.asked.tree)
    whole = look.view.keep(
        ("trends", by, split, tuple(keys), canonical(base)),
        lambda: _count(look, look.build(base) if base else tantivy.Query.all_query(), by, split, keys),
    )
    return _count(look, look.query, by, split, keys), whole


def _count(look: Look, query: tantivy.Query, by: str, split: str, keys: dict[str, list[str]]) -> _Table:
    inner: dict[str, Any] = {"by": {**_buckets(by), "aggs": _WORDS}}
    asked = inner
    if split:  # months of speakers that are not shown would cost most of all
        parts = _buckets(split)
        parts["terms"]["include"] = [key for spelled in keys.values() for key in spelled]
        asked = {"split": {**parts, "aggs": inner}}
    counts: Any = look.view.searcher.aggregate(query, asked)
    table: _Table = {}
    for value, buckets in _parted(look, counts, split):
        for bucket in buckets:
            place = (value, _named(look, by)(bucket["key"]))
            former = table.get(place, _Cell(0, 0))
            table[place] = _Cell(former.turns + bucket["doc_count"], former.words + int(bucket["words"]["value"] or 0))
    return table


def _parted(look: Look, counts: Any, split: str) -> list[tuple[str, list[Any]]]:
    if not split:
        return [("", counts["by"]["buckets"])]
    return [(_named(look, split)(part["key"]), part["by"]["buckets"]) for part in counts["split"]["buckets"]]


def _buckets(field: str) -> dict[str, Any]:
    if field == "month":
        return {"histogram": {"field": "date", "interval": 100, "min_doc_count": 1}}
    name = "year" if field == "year" else f"{field}_facet"
    return {"terms": {"field": name, "size": _MOST_TIMES if field == "year" else _SPELLINGS}}


def _named(look: Look, field: str) -> Callable[[Any], str]:
    """What a bucket's key is called; "" for undated turns."""
    if field == "year":
        return lambda key: f"{int(key):04}" if key else ""
    if field == "month":
        return _month
    return lambda key: look.view.facets.get_name(str(key))


def _month(key: Any) -> str:
    """The month of a date's number, ("" when only the year is known, or nothing)."""
    year, month = divmod(int(key) // 100, 100)
    return f"{year:04}-{month:02}" if year and month else ""


def _most(looks: Sequence[Look], split: str) -> dict[str, list[str]]:
    """The values with most turns that match, whichever query asks, each with the keys under which the index has it."""
    totals: Counter[str] = Counter()
    keys: dict[str, list[str]] = {}
    for look in looks:
        counts: Any = look.view.searcher.aggregate(look.query, {"split": _buckets(split)})
        for bucket in counts["split"]["buckets"]:
            name, key = _named(look, split)(bucket["key"]), str(bucket["key"])
            totals[name] += bucket["doc_count"]
            if key not in keys.setdefault(name, []):
                keys[name].append(key)
    most = sorted((name for name in totals if name), key=lambda name: (-totals[name], name))[:MOST_VALUES]
    return {name: keys[name] for name in most}


def _names(tables: list[tuple[_Table, _Table]], by: str, values: list[str]) -> list[str]:
    """The names of the points: in order of time without gaps, or those with most turns that match."""
    met = {name for _, base in tables for value, name in base if name and value in values}
    if by == "year":
        return [f"{year:04}" for year in range(int(min(met)), int(max(met)) + 1)] if met else []
    if by == "month":
        return _months(min(met), max(met)) if met else []
    totals: Counter[tuple[str, bool]] = Counter()
    for found, base in tables:
        for table, is_found in ((found, True), (base, False)):
            for (_, name), cell in table.items():
                totals[name, is_found] += cell.turns if is_found else cell.words
    return sorted(met, key=lambda name: (-totals[name, True], -totals[name, False], name))[:MOST_VALUES]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(max(start, end - _MOST_TIMES), end + 1)]


def _series(look: Look, by: str, split: str, value: str, names: list[str], found: _Table, base: _Table) -> Series:
    points = tuple(_point(look.asked.tree, by, split, value, name, found, base) for name in names)
    return Series(
        query=canonical(look.asked.tree),
        base=canonical(find_base(look.asked.tree)),
        value=value,
        turns=sum(point.turns for point in points),
        words=sum(point.words for point in points),
        points=points,
    )


def _point(tree: Node | None, by: str, split: str, value: str, name: str, found: _Table, base: _Table) -> Point:
    seen, whole = found.get((value, name), _Cell(0, 0)), base.get((value, name), _Cell(0, 0))
    refined = refine(tree, DATE_FIELD if by in TIMES else by, name)
    if split:
        from rostra.search.parser import parse

        refined = refine(parse(refined).tree, split, value)
    rate = per_million(seen.turns, whole.words)
    return Point(
        name=name, turns=seen.turns, of_turns=whole.turns, words=whole.words, per_million=rate, refined=refined
    )
