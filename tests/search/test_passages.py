"""Every place where a mark stands is found, however long the text."""

from __future__ import annotations

import random

from rostra.search.marks import mark_words
from rostra.search.passages import cut, find_spans
from rostra.search.stems import get_tongue
from rostra.search.words import cut_slices, find_words

WORDS = ("ferry", "Fähre", "the", "of", "bridge", "桥", "été", "İnci", "\u0301", "a" * 70)


def say(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(WORDS) + chance.choice((" ", " ", ", ", "\n\n", "-")) for _ in range(count))


def naively(text: str, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where these folded words stand next to one another; what overlaps is put together."""
    words, spans = list(find_words(text)), list[tuple[int, int]]()
    for at in range(len(words) - len(wanted) + 1):
        run = words[at : at + len(wanted)]
        if tuple(word.folded for word in run) == wanted:
            start, end = run[0].start, run[-1].end
            if spans and start < spans[-1][1]:
                start = spans.pop()[0]
            spans.append((start, end))
    return spans


def test_every_place_is_found_in_long_texts() -> None:
    chance, found = random.Random(9), 0
    for count in (0, 1, 30, 290, 301, 700, 2_500):
        text = say(chance, count)
        for wanted in (("ferry",), ("the", "ferry"), ("of", "the", "ferry"), ("桥",), ("ete", "inci"), ("the", "the")):
            spans = find_spans(text, (mark_words(wanted),), get_tongue(""))
            assert spans == naively(text, wanted)
            found += len(spans)
    assert found > 700


def test_a_passage_is_cut_where_the_words_meet_far_down() -> None:
    text = say(random.Random(2), 1_500) + " the night crossing is closed. " + say(random.Random(3), 400)
    made = cut(text, (mark_words(("night", "crossing")), mark_words(("closed",))), get_tongue("en"))
    assert [piece.text for piece in made.passage if piece.marked] == ["night crossing", "closed"]
    assert made.forms == {0: ["night crossing"], 1: ["closed"]}


def test_slices_are_the_text_and_cut_no_word() -> None:
    text = say(random.Random(4), 900)
    for length in (1, 7, 500):
        slices = list(cut_slices(text, length))
        assert "".join(text[start:end] for start, end in slices) == text
        assert [word for start, end in slices for word in find_words(text[start:end])] == [
            word._replace(start=word.start - start, end=word.end - start)
            for start, end in slices
            for word in find_words(text)
            if start <= word.start < end
        ]
    assert list(cut_slices("", 5)) == []
