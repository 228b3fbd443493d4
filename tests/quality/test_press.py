"""The press prints the same page for the same number, and gold says what stands on it."""

from __future__ import annotations

import re
from collections import Counter

import msgspec
import pytest

from rostra.model import Capture
from rostra.quality import GoldPage
from rostra.quality.press import LANGUAGES, LINES, PrintedPage, draw_style, load_tongue, print_page
from rostra.quality.press.matter import PATTERNS
from rostra.quality.press.styles import SEPARATORS, load_schemes
from rostra.readers import read

SEEDS = range(240)
LISTED = range(1, 45)  # the lines of the list of house styles


@pytest.fixture(scope="module")
def pages() -> list[PrintedPage]:
    return [print_page(seed) for seed in SEEDS]


def shown(page: PrintedPage) -> str:
    """The letters and digits of the page as a reader of any format shows them."""
    return bare(read(Capture(uri=page.name, content=page.content)).text)


def bare(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]", "", text)


def test_the_same_number_prints_the_same_page() -> None:
    assert [print_page(seed) for seed in range(24)] == [print_page(seed) for seed in range(24)]


def test_numbers_print_different_pages(pages: list[PrintedPage]) -> None:
    assert len({page.content for page in pages}) == len(pages)


def test_gold_is_gold(pages: list[PrintedPage]) -> None:
    for page in pages:
        gold = msgspec.convert(page.gold, GoldPage, strict=True)
        assert gold.source == page.name
        for place, turn in enumerate(gold.turns):
            assert turn.first_words
            assert turn.last_words
            if turn.answers is not None:
                assert turn.answers < place
                assert gold.turns[turn.answers].role == "question"
                assert turn.role == "answer"


def readable(page: PrintedPage) -> bool:
    """Pages whose characters survive: an undeclared encoding is a matter of guessing, soft hyphens and entities of repair."""
    spoilt = {
        "coding:legacy",
        "coding:misdeclared",
        "damage:soft-hyphens",
        "damage:escaped-twice",
        "damage:page-numbers",
        "damage:mojibake",
    }
    return not spoilt & set(page.tags)


def test_edges_stand_on_the_page_in_order(pages: list[PrintedPage]) -> None:
    for page in filter(readable, pages):
        text, at = shown(page), 0
        for turn in page.gold["turns"]:
            first, last = bare(turn["first_words"]), bare(turn["last_words"])
            start = text.find(first, at)
            assert start >= 0, (page.name, page.tags, turn)
            end = text.find(last, start)
            assert end >= 0, (page.name, page.tags, turn)
            at = end + len(last)


def test_labels_and_titles_stand_on_the_page(pages: list[PrintedPage]) -> None:
    for page in filter(readable, pages):
        facts = "".join(fact.value for fact in read(Capture(uri=page.name, content=page.content)).facts)
        text = shown(page)
        assert bare(page.gold["title"]) in text + bare(facts), page.name
        for turn in page.gold["turns"]:
            assert bare(turn["label"] or "") in text, (page.name, turn["label"])


def test_negatives_have_no_turns(pages: list[PrintedPage]) -> None:
    kinds = Counter(bool(page.gold["turns"]) for page in pages)
    negatives = [page for page in pages if any(tag.startswith("kind:negative") for tag in page.tags)]
    assert len(negatives) == kinds[False] > 10


def test_every_pattern_of_the_list_is_printed() -> None:
    printed = {tag for seed in range(1500) for tag in print_page(seed).tags}
    assert sorted(LINES) == list(LISTED)
    assert set(PATTERNS) <= {tag.removeprefix("words:") for tag in printed}
    assert {tag for tags in LINES.values() for tag in tags} - printed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(language: str) -> None:
    tongue = load_tongue(language)
    english = load_tongue("en")
    assert set(tongue.words) == set(english.words)
    assert set(tongue.titles) == set(english.titles)
    assert set(tongue.speech) == set(english.speech)
    assert set(tongue.furniture) == set(english.furniture)
    assert len(tongue.months) == 12
    assert len(tongue.weekdays) == 7
    assert len(tongue.persons) >= 3


def test_twelve_languages_in_six_scripts() -> None:
    assert len(LANGUAGES) >= 12
    assert len({load_tongue(language).script for language in LANGUAGES}) >= 6


def test_schemes_name_separators_that_exist() -> None:
    assert {name for scheme in load_schemes().values() for name in scheme.separators} <= set(SEPARATORS)


def test_a_style_can_be_asked_for() -> None:
    import random

    style = draw_style(load_tongue("en"), "interview", random.Random(3))
    page = print_page(5, style=style, language="en", kind="interview")
    assert {tag for tag in style.tags if not tag.startswith("trouble:")} <= set(page.tags)
    assert page.gold["language"] == "en"
    assert page.gold["kind"] == "interview"


def test_a_truncated_page_ends_with_its_last_turn() -> None:
    cut = next(page for page in map(print_page, range(500)) if "damage:truncated" in page.tags and page.gold["turns"])
    assert cut.gold["truncated_page"]
    assert shown(cut).endswith(bare(cut.gold["turns"][-1]["last_words"]))
