"""From a query's tree to a query of the index. Tantivy's own query language is not used: it cannot say what ours can."""

from __future__ import annotations

import re
from collections.abc import Callable

import tantivy
from tantivy import Occur

from rostra.search.query import And, Dates, Node, Not, Or, Phrase, Scope, Term
from rostra.search.schema import CLOSING, OPENING, date_number
from rostra.search.words import fold_words, is_characterwise

# Bounds of a date that leaves a side open; undated turns (0) are never inside a range.
_EARLIEST, _LATEST = 1, 99_999_999


class Matcher:
    """Builds queries of one index's schema. `find_speakers` tells the keys of those meant by a whole name."""

    def __init__(self, schema: tantivy.Schema, find_speakers: Callable[[str], list[str]]) -> None:
        self.schema = schema
        self.find_speakers = find_speakers

    def build(self, tree: Node | None) -> tantivy.Query:
        """The index's query for `tree`; ``None`` matches everything."""
        match tree:
            case None:
                return tantivy.Query.all_query()
            case Term() | Phrase():
                return self._words(tree)
            case Dates(first, last):
                return self._dates(first, last)
            case Scope(role, inner):
                return self._all([self._silent(self._tokens("role_name", [role])), self.build(inner)])
            case Not(inner):
                return self._all([], [self.build(inner)])
            case Or(parts):
                return tantivy.Query.boolean_query([(Occur.Should, self.build(part)) for part in parts])
            case And(parts):
                excluded = [self.build(part.inner) for part in parts if isinstance(part, Not)]
                return self._all([self.build(part) for part in parts if not isinstance(part, Not)], excluded)

    def _all(self, wanted: list[tantivy.Query], excluded: list[tantivy.Query] | None = None) -> tantivy.Query:
        clauses = [(Occur.Must, query) for query in wanted or [self._silent(tantivy.Query.all_query())]]
        return tantivy.Query.boolean_query(clauses + [(Occur.MustNot, query) for query in excluded or ()])

    def _words(self, node: Term | Phrase) -> tantivy.Query:
        """A bare word is looked for in what was said, and in the title, which stands with a statement's first turn."""
        words = fold_words(node.text)
        prefix = isinstance(node, Term) and node.prefix and not is_characterwise(words[-1])
        if not node.field:
            fields = ("text", "head")
            return tantivy.Query.boolean_query([(Occur.Should, self._tokens(name, words, prefix)) for name in fields])
        if isinstance(node, Phrase) and node.field == "speaker":
            keys = self.find_speakers(node.text)
            return self._silent(tantivy.Query.term_set_query(self.schema, "speaker_key", keys))
        if isinstance(node, Phrase) and node.field != "title":
            words = [OPENING, *words, CLOSING]
        return self._silent(self._tokens(node.field, words, prefix))

    def _tokens(self, field: str, words: list[str], prefix: bool = False) -> tantivy.Query:
        """`words` next to one another in `field`; the last is a beginning if `prefix`."""
        if prefix:
            patterns = [*(re.escape(word) for word in words[:-1]), f"{re.escape(words[-1])}.*"]
            if len(patterns) == 1:
                return tantivy.Query.regex_query(self.schema, field, patterns[0])
            return tantivy.Query.regex_phrase_query(self.schema, field, list(patterns))
        if len(words) == 1:
            return tantivy.Query.term_query(self.schema, field, words[0])
        return tantivy.Query.phrase_query(self.schema, field, list(words))

    def _dates(self, first: str, last: str) -> tantivy.Query:
        """Dates known less precisely than asked are inside if all that they may mean begins inside."""
        lower = date_number(first) if first else _EARLIEST
        upper = date_number(last) + _width(last) if last else _LATEST
        query = tantivy.Query.range_query(self.schema, "date", tantivy.FieldType.Integer, lower, upper)
        return self._silent(query)

    @staticmethod
    def _silent(query: tantivy.Query) -> tantivy.Query:
        """`query` as a condition: it does not count towards relevance."""
        return tantivy.Query.const_score_query(query, 0.0)


def _width(date: str) -> int:
    """How far the numbers of days inside `date` reach beyond its own: a year, a month or a day."""
    return {4: 9_999, 7: 99}.get(len(date), 0)
