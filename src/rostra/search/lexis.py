"""What the words of a query stand for in one state of an index: stems, beginnings, words with stars, words nearly so spelled."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rostra.search.stems import Tongue, find_tongue, has_stemmer
from rostra.search.wild import compile_pattern, head_of
from rostra.search.words import cut_words, fold_words

# Words that one beginning may stand for, and the turns (each counted once a word) that they may stand in: what is read in some
# 20 ms. Beyond that the commonest are taken.
MOST_FORMS = 3_000
MOST_POSTINGS = 2_000_000
# Words of an index that are looked through where a pattern tells no beginning, commonest first.
MOST_WORDS = 100_000
# Words as typed whose stems are kept: each is asked for by several parts of a query.
_KEPT = 1_000


class Found(NamedTuple):
    """Folded words that a sign stands for, commonest first. `all_` is false when there are more."""

    words: tuple[str, ...]
    all_: bool


class Lexis:
    """The words of one state of an index."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._names: dict[str, dict[str, int]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._nearly: dict[tuple[str, int], tuple[str, ...]] = {}

    @cached_property
    def tongues(self) -> tuple[Tongue, ...]:
        """Those of the languages that statements are in and that have a stemmer."""
        codes = [code for code, _ in self._searcher.terms_with_prefix("language", "") if has_stemmer(code)]
        return tuple(find_tongue(code) for code in codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of these languages."""
        return tuple(tongue.code for tongue in self.tongues)

    @cached_property
    def words(self) -> dict[str, int]:
        """The commonest words that were said, folded, with the number of turns that have them, most first."""
        return dict(self._searcher.terms_with_prefix("text", "", limit=MOST_WORDS))

    def names(self, field: str) -> dict[str, int]:
        """The commonest words of a field, with the number of turns under each."""
        if field not in self._names:
            self._names[field] = dict(self._searcher.terms_with_prefix(field, "", limit=MOST_WORDS))
        return self._names[field]

    def frequency(self, word: str) -> int:
        """In how many turns a word as typed was said, in its commonest form."""
        return max((self._searcher.doc_freq("text_stem", stem) for stem in self.stems(word)), default=0)

    def said(self, folded: str) -> int:
        """In how many turns a folded word was said."""
        return int(self._searcher.doc_freq("text", folded))

    def stems(self, word: str) -> tuple[str, ...]:
        """The tokens of all stems that a word as typed may have, in every language of the archive."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) >= _KEPT:
                self._stems.clear()
            self._stems[word] = known = self._find_stems(word)
        return known

    def _find_stems(self, word: str) -> tuple[str, ...]:
        folded = "".join(fold_words(word))
        forms = dict.fromkeys((word, folded))
        tokens = [tongue.stem(form) for tongue in self.tongues for form in forms]
        bridge = f"{folded}/"
        bridged = [token.removeprefix(bridge) for token, _ in self._searcher.terms_with_prefix("bridge", bridge)]
        return tuple(dict.fromkeys([folded, *tokens, *bridged]))

    def written(self, word: str) -> tuple[str, ...]:
        """The tokens of a word as typed with its accents: as small letters are made here, and in other languages."""
        tongues = (find_tongue(""), find_tongue("tr"))
        return tuple(dict.fromkeys(tongue.form(word) for tongue in tongues))

    def known(self, field: str, tokens: tuple[str, ...]) -> list[str]:
        """Those of the tokens that a field has."""
        return [token for token in tokens if self._searcher.doc_freq(field, token)]

    def beginning(self, field: str, head: str) -> Found:
        """The words of a field that begin so."""
        found = self._searcher.terms_with_prefix(field, head, limit=MOST_FORMS + 1)
        return _bound(found)

    def like(self, field: str, pattern: str) -> Found:
        """The words of a field that a folded pattern with stars and question marks stands for."""
        head = head_of(pattern)
        if not head:
            entries = list((self.words if field == "text" else self.names(field)).items())
        else:
            entries = self._searcher.terms_with_prefix(field, head, limit=MOST_WORDS)
        matches = compile_pattern(pattern).fullmatch
        found = _bound([(word, count) for word, count in entries if matches(word)])
        return Found(found.words, found.all_ and len(entries) < MOST_WORDS)

    def nearly_bound(self, word: str, edits: int) -> Found:
        """Those of the words spelled nearly so that are not too many, the commonest."""
        return _bound([(other, self.words[other]) for other in self.nearly(word, edits)])

    def nearly(self, word: str, edits: int) -> tuple[str, ...]:
        """Words that were said and are spelled nearly so, commonest first."""
        found = self._nearly.get((word, edits))
        if found is None:
            near = process.extract_iter(word, list(self.words), scorer=OSA.distance, score_cutoff=edits)
            if len(self._nearly) >= _KEPT:
                self._nearly.clear()
            self._nearly[word, edits] = found = tuple(other for other, _, _ in near)
        return found

    def inflected(self, word: str, code: str) -> tuple[str, ...]:
        """The folded words that begin alike and share a stem with a word as typed in a language, commonest first; never none.
        With the code "" it is the word alone, as in languages without stemmer."""
        found = tuple(form for form, codes in self.inflected_in(word).items() if not codes or code in codes)
        return found or ("".join(fold_words(word)),)

    def inflected_in(self, word: str) -> dict[str, frozenset[str]]:
        """The folded words that begin alike and share a stem with a word as typed, commonest first, each with the languages in
        which it does; with none for the word itself, which does in all."""
        tokens = set(self.stems(word))
        folded = "".join(fold_words(word))
        tongues = [tongue for tongue in self.tongues if any(token.startswith(f"{tongue.code}/") for token in tokens)]
        near = self._searcher.terms_with_prefix("text", folded[:3], limit=MOST_FORMS)
        sharing = {
            form: frozenset(tongue.code for tongue in tongues if tongue[form].stem in tokens) for form, _ in near
        }
        return {
            form: codes if form != folded else frozenset() for form, codes in sharing.items() if codes or form == folded
        }


def split_words(text: str) -> list[tuple[str, str]]:
    """The words of a query's text, as typed and folded."""
    return [(word, folded) for word in cut_words(text) if (folded := "".join(fold_words(word)))]


def _bound(found: list[tuple[str, int]]) -> Found:
    """The commonest of these that are not too many."""
    words: list[str] = []
    postings = 0
    for word, count in found[:MOST_FORMS]:
        postings += count
        if words and postings > MOST_POSTINGS:
            break
        words.append(word)
    return Found(tuple(words), len(words) == len(found))
