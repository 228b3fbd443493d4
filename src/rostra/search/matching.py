"""From a query's tree to a query of the index. Tantivy's own query language is not used: it cannot say what ours can."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import tantivy
from tantivy import Occur

from rostra.search.lexis import Lexis
from rostra.search.marks import Mark
from rostra.search.naming import known_as
from rostra.search.near import build_near
from rostra.search.people import People
from rostra.search.query import ABOUT_FIELD, And, Dates, Near, Node, Not, Or, Phrase, Scope, Term, canonical
from rostra.search.schema import CLOSING, OPENING, PASSAGES, date_number
from rostra.search.wording import Wording, any_of
from rostra.search.words import fold_words

# Instead of a role: the passages of pages without turns.
PASSAGE = "passage"
# Bounds of a date that leaves a side open; undated turns (0) are never inside a range.
_EARLIEST, _LATEST = 1, 99_999_999


class Place(NamedTuple):
    """Where bare words are looked for: families of fields. `pair` says that what is found are answers, beside their questions."""

    families: tuple[str, ...] = ("text", "head")
    pair: bool = False


_ANYWHERE = Place()
_ANSWER = Place(("text", "head"), pair=True)
_ASKED = Place(("asked",), pair=True)
_PAIR = Place(("text", "head", "asked"), pair=True)


class Built(NamedTuple):
    """A query of the index, what to mark where it matched, and what to say about how it was read.

    `broad` tells of words that stand for too many others: of these the commonest were looked for.
    """

    query: tantivy.Query
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    broad: tuple[str, ...]


class Matcher:
    """Builds queries of one state of an index. `find_speakers` tells the keys of those meant by a whole name; `today` what a former
    name of a field is called today, "" for another."""

    def __init__(
        self,
        schema: tantivy.Schema,
        lexis: Lexis,
        people: People,
        find_speakers: Callable[[str], list[str]],
        today: Callable[[str, str], str],
    ) -> None:
        self.schema = schema
        self.people = people
        self.find_speakers = find_speakers
        self.today = today
        self.words = Wording(schema, lexis)

    def build(self, tree: Node | None) -> Built:
        """The index's query for `tree`; ``None`` matches everything. A matcher builds one query."""
        query = tantivy.Query.all_query() if tree is None else self._node(tree, _ANYWHERE)
        words = self.words
        return Built(query, tuple(dict.fromkeys(words.marks)), tuple(words.notes), tuple(words.broad))

    def _node(self, tree: Node, place: Place) -> tantivy.Query:
        match tree:
            case Term() | Phrase():
                return self._words(tree, place)
            case Near():
                families = ("title",) if _is_titled(tree) else place.families
                return build_near(self.words, tree, families)
            case Dates(first, last):
                return self._dates(first, last)
            case Scope(role, inner):
                return self._scope(role, inner, place)
            case Not(inner):
                return _all([], [self._excluded(inner, place)])
            case Or(parts):
                return tantivy.Query.boolean_query([(Occur.Should, self._node(part, place)) for part in parts])
            case And(parts):
                place = _PAIR if not place.pair and _is_pair(parts) else place
                wanted = [self._node(part, place) for part in parts if not isinstance(part, Not)]
                excluded = [self._excluded(part.inner, place) for part in parts if isinstance(part, Not)]
                return _all(wanted, excluded)

    def _excluded(self, tree: Node, place: Place) -> tantivy.Query:
        """The query for what is left out: nothing of it is marked."""
        kept = list(self.words.marks)
        query = self._node(tree, place)
        self.words.marks[:] = kept
        return query

    def _scope(self, role: str, inner: Node, place: Place) -> tantivy.Query:
        """What was asked is looked for in questions, but beside answers where pairs are asked for."""
        if place.pair and role == "question":
            return self._node(inner, _ASKED)
        inside = _ANSWER if role == "answer" else place
        of_role = tantivy.Query.term_query(self.schema, "role_name", role)
        return _all([_silent(of_role), self._node(inner, inside)])

    def _words(self, node: Term | Phrase, place: Place) -> tantivy.Query:
        """A bare word is looked for in what was said, and in the title, which stands with a statement's first turn."""
        if not node.field:
            return self.words.find(node, place.families)
        if node.field == ABOUT_FIELD:
            return self._about(node, place)
        if node.field == "title":
            return _silent(self.words.find(node, ("title",)))
        if node.field == "role" and fold_words(node.text) == [PASSAGE]:
            return _silent(tantivy.Query.term_query(self.schema, *PASSAGES))
        if node.accents:
            self.words.note("Accents count in what was said and in titles only: in other fields “=” was passed over.")
        found = [self._whole_name(node) if isinstance(node, Phrase) else self._name(node)]
        if not (isinstance(node, Term) and (node.prefix or node.wild or node.fuzzy)):
            found += self._otherwise(node)
        return _silent(any_of(found))

    def _otherwise(self, node: Term | Phrase) -> list[tantivy.Query]:
        """What is called so in another language, or was called so before."""
        found: list[tantivy.Query] = []
        if meant := known_as(node.field, node.text):
            whole = node.field != "language"
            found.append(self._whole_name(Phrase(meant, node.field)) if whole else self._name(Term(meant, node.field)))
        if today := self.today(node.field, node.text):
            self.words.note(f"{canonical(node)} is called “{today}” today, which was looked for.")
            found.append(self._whole_name(Phrase(today, node.field)))
        return found

    def _name(self, node: Term) -> tantivy.Query:
        return self.words.find_name(node, node.field.replace("-", "_"))

    def _whole_name(self, node: Phrase) -> tantivy.Query:
        keys = {"speaker": "speaker_key", "asked-by": "asker_key"}
        if node.field in keys:
            return tantivy.Query.term_set_query(self.schema, keys[node.field], self.find_speakers(node.text))
        words = [OPENING, *fold_words(node.text), CLOSING]
        return tantivy.Query.phrase_query(self.schema, node.field, list(words))

    def _about(self, node: Term | Phrase, place: Place) -> tantivy.Query:
        """Turns that name a person or place: as typed, or as any page spells the person."""
        signs = isinstance(node, Term) and (node.prefix or node.wild or node.fuzzy)
        exact = msgspec.structs.replace(node, field="") if signs else Phrase(node.text)
        names = [Phrase(name) for name in self.people.mentions(node.text, whole=isinstance(node, Phrase))]
        queries = [self.words.find(name, place.families) for name in dict.fromkeys([exact, *names])]
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])

    def _dates(self, first: str, last: str) -> tantivy.Query:
        """Dates known less precisely than asked are inside if all that they may mean begins inside."""
        lower = date_number(first) if first else _EARLIEST
        upper = date_number(last) + _width(last) if last else _LATEST
        query = tantivy.Query.range_query(self.schema, "date", tantivy.FieldType.Integer, lower, upper)
        return _silent(query)


def _is_pair(parts: tuple[Node, ...]) -> bool:
    """Whether an answer is asked for beside what its question must (or must not) say."""
    answers = any(isinstance(part, Scope) and part.role == "answer" for part in parts)
    bare = [part.inner if isinstance(part, Not) else part for part in parts]
    return answers and any(isinstance(part, Scope) and part.role == "question" for part in bare)


def _is_titled(node: Node) -> bool:
    match node:
        case Term(field=field) | Phrase(field=field):
            return field == "title"
        case Near(left=side) | Or(parts=(side, *_)):
            return _is_titled(side)
        case _:
            return False


def _all(wanted: list[tantivy.Query], excluded: list[tantivy.Query] | None = None) -> tantivy.Query:
    clauses = [(Occur.Must, query) for query in wanted or [_silent(tantivy.Query.all_query())]]
    return tantivy.Query.boolean_query(clauses + [(Occur.MustNot, query) for query in excluded or ()])


def _silent(query: tantivy.Query) -> tantivy.Query:
    """`query` as a condition: it does not count towards relevance."""
    return tantivy.Query.const_score_query(query, 0.0)


def _width(date: str) -> int:
    """How far the numbers of days inside `date` reach beyond its own: a year, a month or a day."""
    return {4: 9_999, 7: 99}.get(len(date), 0)
