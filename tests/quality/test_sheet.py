"""The report as one HTML file: it shows what went wrong, loads nothing, and no word of a page becomes mark-up."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from ferry import GOLD, make_wire

from rostra.model import Transcript
from rostra.model.wire import from_wire
from rostra.quality import GoldPage, GoldTurn, score
from rostra.quality.sheet import format_sheet
from rostra.quality.sheet.parts import esc, marked, shorten

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x00'
VOID = {"meta", "line", "polyline", "rect", "wbr"}


class Tags(HTMLParser):
    """All tags with their attributes; every element must be closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def make_sheet(gold: GoldPage = GOLD, wire: dict[str, Any] | Transcript | None = None, **options: Any) -> str:
    return format_sheet(score([gold], [make_wire() if wire is None else wire]), "Measured", **options)


def test_a_right_page_shows_figures_turns_and_the_diagram() -> None:
    text = make_sheet()
    assert "Nothing: every page is right." in text
    assert "✗" not in text
    assert text.count('class="row right"') == len(GOLD.turns)
    assert text.count("<svg") == 2
    assert "Expected calibration error" in text
    assert not re.search(r'class="row (missed|wrong|invented)', text)


def test_each_slip_is_marked_at_its_turn() -> None:
    wire = make_wire(t2={"answers": "t0"}, t3={"speaker": "Oskar Lind"})
    wire["turns"][0]["text"] = wire["turns"][0]["text"].replace("at six.", "at seven.")
    text = make_sheet(wire=wire)
    for words in ("speaker: another person", "link: of a turn that answers nothing", "words: the turn ends too early"):
        assert f'<li class="chip">{words}</li>' in text
    assert "<mark>Oskar Lind</mark>" in text
    assert "<mark>seven.</mark>" in text
    assert "<mark>six.</mark>" in text


def test_missed_and_invented_turns_have_an_empty_side() -> None:
    wire = make_wire()
    del wire["turns"][1]
    wire["turns"].append({"id": "x", "role": "statement", "speaker": None, "text": "Nobody said this here."})
    text = make_sheet(wire=wire)
    assert 'class="row missed"' in text
    assert 'class="row invented"' in text
    assert text.count("no such turn") == 2


def test_the_worst_page_stands_first() -> None:
    bad = GoldPage(**{**{f: getattr(GOLD, f) for f in GOLD.__struct_fields__}, "id": "bad"})
    report = score([GOLD, bad], [make_wire(), None])
    text = format_sheet(report, "Measured")
    assert text.index('id="p-bad"') < text.index('id="p-ferry"')
    only = format_sheet(report, "Measured", worst=1)
    assert 'id="p-ferry"' not in only
    assert "ferry" in only


def test_it_loads_nothing_and_its_policy_allows_its_own_style_alone() -> None:
    text = make_sheet()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    for tag, attributes in Tags(text).tags:
        assert tag not in ("script", "link", "img", "iframe")
        assert not {"style", "src"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]


def test_every_link_leads_to_a_place_of_the_sheet_and_no_place_is_named_twice() -> None:
    wire = make_wire(t2={"role": "answer", "answers": "t1"})
    tags = Tags(make_sheet(wire=wire)).tags
    names = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {attributes["href"] for tag, attributes in tags if tag == "a"} <= {f"#{name}" for name in names}


def test_no_word_of_a_page_becomes_mark_up() -> None:
    turn = GoldTurn(role="statement", speaker=HOSTILE, label=HOSTILE, first_words=HOSTILE, last_words=HOSTILE)
    event = dict.fromkeys(("title", "date", "time", "place", "kind", "language"), HOSTILE)
    gold = GoldPage(id=HOSTILE, source=HOSTILE, turns=(turn,), **event)  # type: ignore[arg-type]
    said = {"id": HOSTILE, "role": "answer", "label": HOSTILE, "speaker": HOSTILE + "x", "text": HOSTILE * 40}
    place = {"start": 0, "end": 900, "confidence": 0.4, "rule": HOSTILE, "answers": HOSTILE}
    wire = {"event": {**event, "participants": [{"name": HOSTILE}]}, "text": HOSTILE * 40, "turns": [{**said, **place}]}
    text = format_sheet(score([gold, gold], [wire, {"error": {"message": HOSTILE}}]), HOSTILE)
    assert "<script" not in text
    assert "<img" not in text
    assert "\x00" not in text
    Tags(text)


def test_a_failed_page_says_why() -> None:
    assert "this page is empty" in make_sheet(wire={"error": {"message": "this page is empty"}})


def test_long_runs_of_right_turns_are_folded() -> None:
    turns = [
        {"id": f"t{i}", "role": "statement", "text": f"This is the number {i} of what was said."} for i in range(9)
    ]
    gold = [GoldTurn(role="statement", first_words=t["text"], last_words=t["text"]) for t in turns]
    text = make_sheet(GoldPage(id="long", source="a", turns=tuple(gold)), {"turns": turns})
    assert "<summary>9 turns right</summary>" in text


def test_words_that_differ_are_marked() -> None:
    assert marked("at six, on Monday", "at seven on Monday") == "at <mark>six,</mark> on Monday"
    assert marked("At six", "at six.") == "At six"
    assert marked("<b>", "") == "<mark>&lt;b&gt;</mark>"


@pytest.mark.parametrize("length", [10, 400])
def test_long_text_loses_its_middle(length: int) -> None:
    short = shorten("a" * length, 20, 20)
    assert ("characters" in short) is (length > 80)


def test_esc_keeps_no_control_characters() -> None:
    assert esc("a\x1b\u202eb'") == "a  b&#x27;"


def test_a_transcript_and_its_wire_form_look_alike() -> None:
    wire = make_wire()
    assert make_sheet(wire=from_wire(wire)) == make_sheet(wire=wire)
