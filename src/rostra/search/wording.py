"""Queries for words: which tokens of which fields stand for what a person typed, and what to mark where they stand."""

from __future__ import annotations

import itertools
import re

import tantivy
from tantivy import Occur

from rostra.search.edits import count_edits
from rostra.search.lexis import Found, Lexis, split_words
from rostra.search.marks import FOLDED, FORM, STEM, Mark, Test
from rostra.search.pairs import pair_words
from rostra.search.query import Phrase, Term, canonical
from rostra.search.schema import ANYWHERE, ANYWHERE_FAMILIES, OPENING, PAIRS
from rostra.search.wild import fold_pattern
from rostra.search.words import fold_words, is_characterwise

# Ways in which the words of a hyphenated word are put together.
_MOST_WAYS = 24
# Words spelled nearly so of which the nearer, of these the commoner, count more.
_NEAREST = 20
# Words that the last one of a phrase may stand for.
_MOST_ENDINGS = 300


class Wording:
    """Builds the queries of one query's words, and gathers marks and notes while doing so."""

    def __init__(self, schema: tantivy.Schema, lexis: Lexis) -> None:
        self.schema = schema
        self.lexis = lexis
        self.marks: list[Mark] = []
        self.notes: dict[str, None] = {}
        self.broad: dict[str, None] = {}

    def note(self, line: str) -> None:
        """Say `line` beside the results, once."""
        self.notes[line] = None

    def find(self, node: Term | Phrase, families: tuple[str, ...]) -> tantivy.Query:
        """What has the words of `node` in one of the families."""
        if tests := self.tests(node):
            self.mark(Mark(tests, canonical(node)), families)
        together: list[tantivy.Query] = []
        if set(ANYWHERE_FAMILIES) <= set(families):
            together = self._anywhere(node)
            families = tuple(family for family in families if not together or family not in ANYWHERE_FAMILIES)
        return any_of([*together, *(query for family in families for query in self._in_family(node, family))])

    def _anywhere(self, node: Term | Phrase) -> list[tantivy.Query]:
        """What has the words of `node` in one of `ANYWHERE_FAMILIES`, where these can be looked for as one; else nothing."""
        if _is_single(node):
            return self._in_family(node, ANYWHERE)
        words = fold_words(node.text) if isinstance(node, Phrase) and not node.accents else []
        pairs = [tantivy.Query.term_query(self.schema, PAIRS, pair) for pair in dict.fromkeys(pair_words(words))]
        if not pairs or len(words) == 2:
            return pairs
        within = [(Occur.Must, tantivy.Query.const_score_query(pair, 0.0)) for pair in pairs]
        phrases = [self.tokens(family, words) for family in ANYWHERE_FAMILIES]
        return [tantivy.Query.boolean_query([(Occur.Must, phrase), *within]) for phrase in phrases]

    def mark(self, mark: Mark, families: tuple[str, ...]) -> None:
        """Mark something that is looked for in these families."""
        self.marks.append(mark._replace(said=families != ("asked",), asked="asked" in families))

    def tests(self, node: Term | Phrase) -> tuple[Test, ...]:
        """What words of a text must be, one by one, to be those of `node`."""
        if node.accents:
            return tuple(Test(FORM, frozenset(self.lexis.written(word))) for word, _ in split_words(node.text))
        if isinstance(node, Phrase):
            return tuple(Test(FOLDED, frozenset([word])) for word in fold_words(node.text))
        if node.fuzzy:
            return (Test(FOLDED, pattern=fold_words(node.text)[0], edits=node.fuzzy),)
        if pattern := pattern_of(node):
            return tuple(_pattern_test(word) for word in pattern)
        return tuple(Test(STEM, frozenset(self.lexis.stems(word))) for word, _ in split_words(node.text))

    def find_name(self, node: Term | Phrase, field: str) -> tantivy.Query:
        """What has the words of `node` in a field of names, next to one another; marks nothing."""
        if isinstance(node, Term) and node.fuzzy:
            return tantivy.Query.fuzzy_term_query(self.schema, field, fold_words(node.text)[0], node.fuzzy)
        if isinstance(node, Term) and (pattern := pattern_of(node)):
            return self._pattern(node, field, pattern)
        return self.tokens(field, fold_words(node.text))

    def tokens(self, field: str, words: list[str]) -> tantivy.Query:
        """`words` next to one another in `field`."""
        if len(words) == 1:
            return tantivy.Query.term_query(self.schema, field, words[0])
        return tantivy.Query.phrase_query(self.schema, field, list(words))

    def in_languages(self, query: tantivy.Query, codes: list[str]) -> tantivy.Query:
        """`query` in texts of these languages; the code "" stands for all that have no stemmer."""
        named = [(Occur.Should, self._of_language(code)) for code in codes if code]
        if "" in codes:
            others = [(Occur.MustNot, self._of_language(code)) for code in self.lexis.codes]
            rest = tantivy.Query.boolean_query([(Occur.Must, tantivy.Query.all_query()), *others])
            named.append((Occur.Should, rest))
        within = tantivy.Query.const_score_query(tantivy.Query.boolean_query(named), 0.0)
        return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])

    def _of_language(self, code: str) -> tantivy.Query:
        return self.tokens("language", [OPENING, code])

    def _in_family(self, node: Term | Phrase, family: str) -> list[tantivy.Query]:
        if node.accents:
            return self._accented(node, family)
        if isinstance(node, Phrase):
            return [self.tokens(family, fold_words(node.text))]
        if node.fuzzy:
            return [self._fuzzy(node, family)]
        if pattern := pattern_of(node):
            return [self._pattern(node, family, pattern)]
        return self._stems(node, f"{family}_stem")

    def _fuzzy(self, node: Term, field: str) -> tantivy.Query:
        """What has a word spelled nearly so: any, or of too many the commonest."""
        word = fold_words(node.text)[0]
        found = self.lexis.nearly_bound(word, node.fuzzy)
        if found.all_:
            any_ = tantivy.Query.fuzzy_term_query(self.schema, field, word, node.fuzzy)
        else:
            self._note_broad(node)
            any_ = self._any_word(field, found.words)
        near = sorted(found.words, key=lambda other: count_edits(word, other, node.fuzzy))[:_NEAREST]
        scored = [
            tantivy.Query.const_score_query(self.tokens(field, [other]), 2.0 - at / _NEAREST)
            for at, other in enumerate(near)
        ]
        return tantivy.Query.disjunction_max_query([tantivy.Query.const_score_query(any_, 1.0), *scored])

    def _note_broad(self, node: Term) -> None:
        self.broad[f"“{canonical(node)}” stands for too many words: only the commonest were looked for."] = None

    def _stems(self, node: Term, field: str) -> list[tantivy.Query]:
        ways = [self.lexis.known(field, self.lexis.stems(word)) for word, _ in split_words(node.text)]
        found = itertools.islice(itertools.product(*ways), _MOST_WAYS)
        return [self.tokens(field, list(way)) for way in found]

    def _accented(self, node: Term | Phrase, family: str) -> list[tantivy.Query]:
        """The words with their accents; a text without any has no field of its own for them."""
        words = split_words(node.text)
        ways = [self.lexis.known(f"{family}_form", self.lexis.written(word)) for word, _ in words]
        found = itertools.islice(itertools.product(*ways), _MOST_WAYS)
        queries = [self.tokens(f"{family}_form", list(way)) for way in found]
        if all(folded in self.lexis.written(word) for word, folded in words):
            said = self.tokens(family, [folded for _, folded in words])
            plain = tantivy.Query.term_query(self.schema, "plain", family)
            both = [(Occur.Must, said), (Occur.Must, tantivy.Query.const_score_query(plain, 0.0))]
            queries.append(tantivy.Query.boolean_query(both))
        return queries

    def _pattern(self, node: Term, field: str, pattern: list[str]) -> tantivy.Query:
        """What a pattern stands for: its words next to one another, each one of those it stands for (or the commonest)."""
        founds = [self._expand(node, field, word) for word in pattern]
        if len(founds) == 1:
            return self._any_word(field, founds[0])
        most = max(len(words) for words in founds)
        if most > _MOST_ENDINGS:
            self.note(
                "Too many words begin like the one before a star: it was looked for apart from the words joined to it."
            )
            apart = [self._any_word(field, words) for words in founds]
            return tantivy.Query.boolean_query([(Occur.Must, query) for query in apart])
        if not all(founds):
            return tantivy.Query.empty_query()
        choices = ["|".join(map(re.escape, words)) for words in founds]
        return tantivy.Query.regex_phrase_query(self.schema, field, [f"({choice})" for choice in choices])

    def _expand(self, node: Term, field: str, word: str) -> tuple[str, ...]:
        if not any(sign in word for sign in "*?"):
            return (word,)
        at_end = word.endswith("*") and not any(sign in word[:-1] for sign in "*?")
        found: Found = self.lexis.beginning(field, word[:-1]) if at_end else self.lexis.like(field, word)
        if not found.all_:
            self._note_broad(node)
        return found.words

    def _any_word(self, field: str, words: tuple[str, ...]) -> tantivy.Query:
        if not words:
            return tantivy.Query.empty_query()
        if len(words) == 1:
            return tantivy.Query.term_query(self.schema, field, words[0])
        return tantivy.Query.term_set_query(self.schema, field, list(words))


def pattern_of(node: Term) -> list[str]:
    """The folded words of a beginning or of a word with signs; none for other words."""
    if node.wild:
        return fold_pattern(node.text)
    words = fold_words(node.text)
    if not node.prefix or is_characterwise(words[-1]):
        return []
    return [*words[:-1], f"{words[-1]}*"]


def _is_single(node: Term | Phrase) -> bool:
    """Whether it stands for single words, wherever they are."""
    words = pattern_of(node) if isinstance(node, Term) else []
    return not node.accents and len(words or split_words(node.text)) == 1


def any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    """What matches one of `queries`; nothing when there are none."""
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return tantivy.Query.empty_query()
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def _pattern_test(word: str) -> Test:
    return Test(FOLDED, pattern=word) if any(sign in word for sign in "*?") else Test(FOLDED, frozenset([word]))
