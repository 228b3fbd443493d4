"""Folding: what is one word, and which spellings are the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.search.words import LONGEST_WORD, find_words, fold_words

SAME = [
    ("RÉSUMÉ", "resume"),
    ("São Tomé", "sao tome"),
    ("İSTANBUL ılık", "istanbul ilik"),
    ("Straße", "STRASSE"),
    ("Łódź", "lodz"),
    ("Ærø", "aero"),
    ("Ёлка", "елка"),
    ("Киев", "КИЕВ"),
    ("Αθήνα", "ΑΘΗΝΑ"),
    ("السَّلَام", "السلام"),
    ("الأمن", "الامن"),
    ("کتاب", "كتاب"),
    ("שָׁלוֹם", "שלום"),
    ("ﬁnance", "finance"),
    ("ＡＢＣ１", "abc1"),
    ("co\u00adoperate", "cooperate"),
    ("e\u0301te\u0301", "été"),
    ("и\u0306", "й"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_words(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other) != []


CUT = [
    ("停戦合意", ["停", "戦", "合", "意"]),
    ("COVID対策", ["covid", "対", "策"]),
    ("대통령은", ["대", "통", "령", "은"]),
    ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
    ("l'Europe", ["l", "europe"]),
    ("700,000", ["700", "000"]),
    ("a_b", ["a", "b"]),
    ("— … !", []),
    ("", []),
    ("½", ["12"]),
]


@pytest.mark.parametrize(("text", "words"), CUT)
def test_cut(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_both_ways_of_cutting_agree(text: str) -> None:
    found = list(find_words(text))
    assert [word.folded for word in found] == fold_words(text)
    assert all(left.end <= right.start for left, right in pairwise(found))


# Korean letters of half width go on with a word, and the letters that they stand for are words: nobody writes them by hand.
_HALF_WIDTH = "".join(map(chr, range(0xFFA0, 0xFFDD)))


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_characters=_HALF_WIDTH, exclude_categories=["Cs"]), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold_words(text)
    assert fold_words(" ".join(folded)) == folded


def test_long_texts_are_cut_like_short_ones() -> None:
    text = "Élan vital, 停戦 " * 1_000 + "x" * 5_000 + "停" * 5_000
    words = list(find_words(text))
    assert [word.folded for word in words] == fold_words(text)
    assert all(fold_words(text[word.start : word.end]) == [word.folded] for word in words)


def test_endless_words_keep_their_head() -> None:
    assert fold_words("x" * 10_000) == ["x" * LONGEST_WORD]
