"""The hand-made gold fits the example pages: every edge of every turn stands in the page, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from rostra.quality import load_gold

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = EXAMPLES / "pages"
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))


def read_gold(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def read_page(path: Path) -> str:
    """The visible text without white space and soft hyphens: how words are joined is the readers' business, not gold's."""
    return "".join(visible_text(path.suffix, decode(path.read_bytes())).replace("\xad", "").split())


def decode(content: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:1024])
    return content.decode(declared[1].decode() if declared else "utf-8")


def visible_text(suffix: str, page: str) -> str:
    match suffix:
        case ".json":
            return str(json.loads(page)["body"])
        case ".xml":
            return html_text(page.partition("<![CDATA[")[2].partition("]]>")[0])
        case ".html":
            return html_text(page)
        case ".md":
            return page.replace("**", "").replace("\\", "")
    return page


def html_text(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style", "head"])
    return tree.text(separator="")


def edges(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for turn in gold["turns"]:
        yield "".join(turn["first_words"].split()), "".join(turn["last_words"].split())


def test_there_are_pages_and_each_has_gold() -> None:
    pages = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*") if path.is_file()}
    assert len(pages) >= 24
    assert {read_gold(path)["source"] for path in GOLD} == pages


def test_gold_is_in_the_official_format() -> None:
    for page, path in zip(load_gold(EXAMPLES / "gold"), GOLD, strict=True):
        gold = read_gold(path)
        assert gold["id"] == page.id == path.stem
        assert gold["notes"]
        assert set(gold) >= {"body_first_words", "body_last_words", "truncated_page", "participants"}


def test_the_examples_speak_many_languages_and_kinds() -> None:
    golds = [read_gold(path) for path in GOLD]
    assert {gold["language"] for gold in golds} >= {"en", "fr", "es", "ru", "de", "pt", "zh", "ar", "ja", "ko"}
    assert len({gold["kind"] for gold in golds}) >= 8
    years = sorted(gold["date"][:4] for gold in golds if gold["date"])
    assert years[0] == "2009"
    assert years[-1] == "2024"


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_edges_of_turns_stand_in_the_page_in_order(path: Path) -> None:
    gold = read_gold(path)
    page, cursor = read_page(PAGES / gold["source"]), 0
    for turn, (first, last) in zip(gold["turns"], edges(gold), strict=True):
        start = page.find(first, cursor)
        assert start >= 0, turn["first_words"]
        end = page.find(last, start)
        assert end >= 0, turn["last_words"]
        cursor = end + len(last)
        text = turn["n_chars"]
        assert cursor - start <= text, "the turn is longer than gold says"


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_labels_stand_in_front_of_their_turns(path: Path) -> None:
    gold = read_gold(path)
    page, cursor = read_page(PAGES / gold["source"]), 0
    for turn, (first, last) in zip(gold["turns"], edges(gold), strict=True):
        start = page.find(first, cursor)
        if turn["label"]:
            label, separator = "".join(turn["label"].split()), "".join(turn.get("label_sep", "").split())
            between = page[cursor:start]  # a card of the person may be hidden between label and separator
            assert label in between, turn["label"]
            assert between.endswith(separator), turn["label"]
        cursor = page.find(last, start) + len(last)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_links_lead_from_an_answer_back_to_a_question(path: Path) -> None:
    turns = read_gold(path)["turns"]
    for place, turn in enumerate(turns):
        if turn["answers"] is not None:
            assert turn["role"] == "answer"
            assert turn["answers"] < place
            assert turns[turn["answers"]]["role"] == "question"
