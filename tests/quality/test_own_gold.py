"""The project's own gold of real pages (``docs/annotation.md``): it holds together, and the parser is measured on it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from rostra.api import parse
from rostra.model import SPEECH_ROLES, Capture, RostraError
from rostra.model.transcript import Kind, Role
from rostra.model.wire import to_wire
from rostra.quality import format_report, run
from rostra.readers import read

GOLD = Path(__file__).resolve().parents[1] / "gold"
FIRST, SECOND = (
    {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    for folder in (GOLD, GOLD / "second")
)
PAGES = FIRST | SECOND
SEED = 20261124
DRAWN = {"au_pm": 12, "kremlin": 9, "whitehouse": 9}
SECOND_SEED = 20261125
# of the pages that look like talk, of all that are left
SECOND_DRAWN = {"au_pm": (8, 4), "kremlin": (6, 3), "whitehouse": (6, 3)}
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_LABEL = re.compile(r"^\W*[A-Z][\w.’' ]{0,40}:\s*\S", re.MULTILINE)
TALK = 4  # question marks, or lines that begin like a label
EDGE = 8  # words at each edge of a turn
FLOORS = {
    "start_f1": 0.85,
    "turn_f1": 0.83,
    "speaker": 0.95,
    "role": 0.93,
    "link_f1": 0.68,
    "title": 0.95,
    "date": 0.95,
}
LONG = 40  # turns annotated of a page that is cut

each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def visible_text(path: Path) -> str:
    """The page's visible text on one line."""
    return " ".join(read(Capture(uri=str(path), content=path.read_bytes())).text.split())


def find_turn(text: str, turn: dict[str, Any], cursor: int) -> tuple[int, int]:
    """Where the turn stands at or after the cursor; fails when an edge is not there or its length does not fit."""
    start = text.find(turn["first_words"], cursor)
    assert start >= 0, f"not after character {cursor}: {turn['first_words']!r}"
    end = start + turn["n_chars"]
    assert text[start:end].endswith(turn["last_words"]), f"does not end so: {turn['first_words']!r}"
    return start, end


@each_page
def test_names_and_kinds_are_those_of_the_contract(page: dict[str, Any]) -> None:
    assert page["kind"] in get_args(Kind)
    assert page["kind"] != "article" or not page["turns"]
    assert {turn["role"] for turn in page["turns"]} <= set(get_args(Role))
    assert page["source"].split("/")[1] in DRAWN


@each_page
def test_answers_lead_back_to_a_question(page: dict[str, Any]) -> None:
    for place, turn in enumerate(page["turns"]):
        assert (turn["answers"] is not None) == (turn["role"] == "answer")
        if turn["answers"] is not None:
            assert turn["answers"] < place
            assert page["turns"][turn["answers"]]["role"] == "question"


@each_page
def test_speech_has_a_speaker_and_notes_have_none(page: dict[str, Any]) -> None:
    for turn in page["turns"]:
        if turn["role"] in SPEECH_ROLES:
            assert turn["speaker"] or turn["label"]  # a label like "Remark" names nobody
        else:
            assert turn["speaker"] is None
            assert turn["label"] is None


@each_page
def test_edges_have_at_most_eight_words(page: dict[str, Any]) -> None:
    for turn in page["turns"]:
        for edge in (turn["first_words"], turn["last_words"]):
            assert 1 <= len(edge.split()) <= EDGE


@each_page
def test_a_cut_page_says_where_it_was_cut(page: dict[str, Any]) -> None:
    if not page.get("truncated_gold"):
        return
    assert len(page["turns"]) == page["annotated_turns_only"] == LONG
    assert page["turns"][-1]["last_words"] == page["annotated_until_words"]


@pytest.mark.corpus
@each_page
def test_turns_stand_on_the_page_in_order(page: dict[str, Any], corpus: Path) -> None:
    text, cursor = visible_text(corpus / page["source"]), 0
    for turn in page["turns"]:
        start, end = find_turn(text, turn, cursor)
        printed = f"{turn['label'] or ''}{turn.get('label_sep') or ''}"
        assert text[cursor:start].rstrip().endswith(printed)
        cursor = end


@pytest.mark.corpus
def test_pages_are_those_drawn(corpus: Path) -> None:
    drawn = {
        f"collections/{name}/{file}"
        for name, count in DRAWN.items()
        for file in Random(SEED).sample(sorted(path.name for path in (corpus / "collections" / name).iterdir()), count)
    }
    assert {page["source"] for page in FIRST.values()} == drawn


def looks_like_talk(path: Path) -> bool:
    """Whether the source, its markup struck out, has question marks or lines that begin like a label."""
    text = _MARKUP.sub("\n", path.read_text("utf-8", "replace"))
    return text.count("?") >= TALK or len(_LABEL.findall(text)) >= TALK


@pytest.mark.corpus
def test_pages_of_the_second_set_are_those_drawn(corpus: Path) -> None:
    drawn: dict[str, str] = {}
    for name, (talk, plain) in SECOND_DRAWN.items():
        folder, chance = corpus / "collections" / name, Random(SECOND_SEED)
        names = [f"collections/{name}/{path.name}" for path in sorted(folder.iterdir())]
        free = sorted(set(names) - {page["source"] for page in FIRST.values()})
        stratum = chance.sample([each for each in free if looks_like_talk(corpus / each)], talk)
        drawn |= dict.fromkeys(stratum, "stratified")
        drawn |= dict.fromkeys(chance.sample([each for each in free if each not in stratum], plain), "random")
    assert {page["source"]: page["drawn"] for page in SECOND.values()} == drawn


@pytest.mark.corpus
@pytest.mark.parametrize(("folder", "pages"), [(GOLD, FIRST), (GOLD / "second", SECOND)], ids=["first", "second"])
def test_the_parser_reads_every_page(
    folder: Path, pages: dict[str, Any], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed: list[str] = []

    def parse_page(path: Path) -> dict[str, Any]:
        try:
            return to_wire(parse(path))
        except RostraError:
            failed.append(path.name)
            raise

    report = run(folder, corpus, parse_page)
    with capsys.disabled():
        print("\n" + format_report(report))
    assert not failed
    assert len(report.pages) == len(pages) == 30
    assert {name: report.means[name] for name, least in FLOORS.items() if report.means[name] < least} == {}
