"""Counts over all turns that match: by speaker, role, kind, section, tag, country, place, language and year, each with the query
that narrows to it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import tantivy

from rostra.search.choosing import choose, in_month, year_of
from rostra.search.people import People, fold_name
from rostra.search.query import DATE_FIELD, Node, refine
from rostra.search.results import Facet, FacetValue, MonthCount, YearCount
from rostra.search.schema import FACET_FIELDS, build_schema

# As many values as a reader takes in at a glance beside the results.
MOST_VALUES = 12
# Spellings of one name are counted together; so many are looked at to find the most frequent names.
_SPELLINGS = 200
MOST_SPELLINGS = 1_000
"""Names of which the most frequent are found, where many are asked for."""
# Rare spellings of the names shown that are asked for.
_MOST_RARE = 200
# Longer ones are no names but text gone astray.
_LONGEST_NAME = 200
_KEPT_NAMES = 20_000
# No archive spans more years; a bound for hostile dates.
_MOST_YEARS = 1_000

_YEARS = {"year": {"terms": {"field": "year", "size": _MOST_YEARS}}}
_ASKED: dict[str, Any] = {
    **{name: {"terms": {"field": f"{name}_facet", "size": _SPELLINGS}} for name in FACET_FIELDS},
    **_YEARS,
}
MORE_FIELDS = ("country", "place", "language")
MOST_COUNTED = 250_000
"""Of more turns, `MORE_FIELDS` are not counted: who finds so many narrows by what says more, and is not kept waiting."""
_MORE: dict[str, Any] = {name: {"terms": {"field": f"{name}_facet", "size": MOST_SPELLINGS}} for name in MORE_FIELDS}


class FacetReader:
    """Counts of one state of an index."""

    def __init__(self, people: People, searcher: tantivy.Searcher) -> None:
        self._people = people
        self._searcher = searcher
        self._schema = build_schema()
        self._totals: dict[str, int] | None = None
        self._by_month: dict[str, dict[str, int]] = {}
        self._folded: dict[str, tuple[str, str]] = {}
        self._keys: dict[str, dict[str, list[str]]] = {}

    def read(
        self, tree: Node | None, query: tantivy.Query, *, more: bool = False
    ) -> tuple[tuple[Facet, ...], tuple[YearCount, ...]]:
        """The facets (those without values left out) and the years, oldest first, of the turns that match `query`; with `more`,
        those of `MORE_FIELDS` too."""
        counts = self._searcher.aggregate(query, {**_ASKED, **_MORE} if more else _ASKED)
        names = (*FACET_FIELDS, *MORE_FIELDS) if more else FACET_FIELDS
        facets = [Facet(field=name, values=self._values(tree, query, name, counts[name])) for name in names]
        return tuple(facet for facet in facets if facet.values), self._years(tree, counts)

    def _values(
        self, tree: Node | None, query: tantivy.Query, field: str, counts: Any, most: int = MOST_VALUES
    ) -> tuple[FacetValue, ...]:
        names: dict[str, str] = {}
        totals: Counter[str] = Counter()
        for bucket in counts["buckets"]:
            folded, name = self.fold(bucket["key"])
            if folded and len(name) <= _LONGEST_NAME:
                names.setdefault(folded, name)
                totals[folded] += bucket["doc_count"]
        shown = totals.most_common(most)
        if counts["sum_other_doc_count"]:  # some spellings were not looked at
            seen = {bucket["key"] for bucket in counts["buckets"]}
            more = self._count_others(query, field, [folded for folded, _ in shown], seen)
            shown = sorted(((folded, count + more[folded]) for folded, count in shown), key=lambda each: -each[1])
        return tuple(
            FacetValue(name=names[folded], count=count, refined=refined, chosen=chosen)
            for folded, count in shown
            for refined, chosen in [choose(tree, field, names[folded])]
        )

    def _count_others(self, query: tantivy.Query, field: str, folded: list[str], seen: set[str]) -> Counter[str]:
        """How many turns more have each of these names under a rare spelling, which is not among the keys `seen`.

        They are asked for one by one: few turns have them, so that this costs next to nothing however slow `query` is.
        """
        rare = [(name, key) for name in folded for key in self.keys(field).get(name, []) if key not in seen]
        found: Counter[str] = Counter()
        for name, key in rare[:_MOST_RARE]:
            of_key = tantivy.Query.term_query(self._schema, f"{field}_facet", key)
            both = tantivy.Query.boolean_query([(tantivy.Occur.Must, of_key), (tantivy.Occur.Must, query)])
            found[name] += self._searcher.search(both, limit=1).count or 0  # type: ignore[attr-defined]  # missing in the stubs
        return found

    def count_by(self, tree: Node | None, query: tantivy.Query, field: str, most: int) -> tuple[FacetValue, ...]:
        """The `most` frequent values of one facet (of `MOST_SPELLINGS`), of the turns that match `query`."""
        asked = {field: {"terms": {"field": f"{field}_facet", "size": MOST_SPELLINGS}}}
        return self._values(tree, query, field, self._searcher.aggregate(query, asked)[field], most)

    def count_names(self, query: tantivy.Query, field: str) -> int:
        """How many names a facet has, each spelling for itself, of the turns that match `query`; a good guess of many."""
        asked = {field: {"cardinality": {"field": f"{field}_facet"}}}
        return int(self._searcher.aggregate(query, asked)[field]["value"])

    def months(self, tree: Node | None, query: tantivy.Query) -> tuple[MonthCount, ...]:
        """The months of the one year that is asked for, in order, those without a match left out; empty when none is."""
        year = year_of(tree)
        if not year:
            return ()
        if year not in self._by_month:
            self._by_month[year] = _by_month(self._searcher, tantivy.Query.all_query(), year)
        totals, found = self._by_month[year], _by_month(self._searcher, query, year)
        return tuple(
            MonthCount(month=month, count=count, total=totals.get(month, count), refined=in_month(tree, month))
            for month, count in sorted(found.items())
        )

    def get_name(self, key: str) -> str:
        """What a facet's key is called: a person's slug (behind a slash) by the person's name, others by themselves."""
        return self._people.get_name(key[1:]) if key.startswith("/") else key

    def keys(self, field: str) -> dict[str, list[str]]:
        """Every folded name of a facet with the keys under which the index has it."""
        if field not in self._keys:
            known: dict[str, list[str]] = {}
            for key, _ in self._searcher.terms_with_prefix(f"{field}_facet", ""):
                known.setdefault(self.fold(key)[0], []).append(key)
            self._keys[field] = known
        return self._keys[field]

    def fold(self, key: str) -> tuple[str, str]:
        """The folded name and the name of a key; kept, as most queries count the same few."""
        known = self._folded.get(key)
        if known is None:
            name = self.get_name(key)
            known = fold_name(name), name
            if len(self._folded) >= _KEPT_NAMES:
                self._folded.clear()
            self._folded[key] = known
        return known

    def _years(self, tree: Node | None, counts: Any) -> tuple[YearCount, ...]:
        if self._totals is None:
            self._totals = _by_year(self._searcher.aggregate(tantivy.Query.all_query(), _YEARS))
        return tuple(
            YearCount(
                year=year, count=count, total=self._totals.get(year, count), refined=refine(tree, DATE_FIELD, year)
            )
            for year, count in sorted(_by_year(counts).items())
        )


def _by_year(counts: Any) -> dict[str, int]:
    """Counts by year in four digits; undated turns left out."""
    return {f"{int(bucket['key']):04}": bucket["doc_count"] for bucket in counts["year"]["buckets"] if bucket["key"]}


def _by_month(searcher: tantivy.Searcher, query: tantivy.Query, year: str) -> dict[str, int]:
    """Counts by month of a year; turns whose month is not known left out."""
    first = int(year) * 10_000
    bounds = {"min": first, "max": first + 9_999}
    asked = {"month": {"histogram": {"field": "date", "interval": 100, "min_doc_count": 1, "hard_bounds": bounds}}}
    buckets = searcher.aggregate(query, asked)["month"]["buckets"]
    numbers = {int(bucket["key"]) // 100 - int(year) * 100: bucket["doc_count"] for bucket in buckets}
    return {f"{year}-{number:02}": count for number, count in numbers.items() if 1 <= number <= 12}
