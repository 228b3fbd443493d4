"""Metadata never fails, keeps its evidence inside the text, and takes linear time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.model import Block, Document, Fact, Turn
from rostra.structure.layout import Layout
from rostra.structure.metadata import finish_event, read_metadata

PARTS = st.sampled_from(["body", "title", "dateline", "lead", "furniture"])
WORDS = st.sampled_from(
    ["President", "of", "Norway", "Ada", "Lund", "by", "in", "today", "6", "August", "2014", "6-08-2014", "14:44", "p.m.", "Velm,",
     "Statement", "the", "Secretary", "General", "MP", "—", "年", "президент", "Острании", "\u200f", ":", "(", "»", "’s"]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def document_of(lines: list[str], facts: tuple[Fact, ...] = ()) -> Document:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 2
    return Document(text="\n\n".join(lines), blocks=tuple(blocks), facts=facts)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_page_gives_metadata_with_evidence_inside_its_text(data: Any) -> None:
    lines = data.draw(st.lists(LINES, min_size=1, max_size=8))
    parts = tuple(data.draw(PARTS) for _ in lines)
    title = data.draw(st.sampled_from([None, 0]))
    value = data.draw(LINES)
    facts = tuple(Fact(o, n, value) for o, n in (("field", "president"), ("meta", "date"), ("title", "title")))  # type: ignore[arg-type]
    document, layout = document_of(lines, facts), Layout(parts=parts, title=title)
    metadata = read_metadata(document, layout)
    event, _ = finish_event(metadata, (), document, layout)
    assert event.title == metadata.title
    for evidence in event.evidence.values():
        assert 0 <= evidence.start <= evidence.end <= len(document.text)
        assert 0 < evidence.confidence <= 1


def test_a_page_without_text() -> None:
    assert read_metadata(document_of([]), Layout(parts=())).title is None


@pytest.mark.parametrize("part", ["body", "dateline", "lead", "furniture"])
@pytest.mark.parametrize("line", ["President " * 20_000, "in X " * 20_000, "A B, C " * 20_000, "1.1." * 30_000])
def test_endless_lines_take_linear_time(line: str, part: Any) -> None:
    facts = (Fact("meta", "og:title", "President of " * 2_000), Fact("title", "title", "a - " * 5_000))
    document = document_of([line, "6 August 2014", line], facts)
    began = time.process_time()
    read_metadata(document, Layout(parts=(part, part, part), title=0))
    assert time.process_time() - began < 3  # seconds; quadratic matching of such a line takes minutes


def test_endless_datelines_take_linear_time() -> None:
    document = document_of(["6 August 2014 President Ada Lund"] * 5_000)
    began = time.process_time()
    read_metadata(document, Layout(parts=("dateline",) * 5_000))
    assert time.process_time() - began < 5  # seconds


def test_thousands_of_speakers_take_linear_time() -> None:
    names = [f"Ada {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}lund" for n in range(3_000)]
    turns = [
        Turn(id=f"t{n}", role="statement", start=0, end=1, speaker=name, speaker_kind="person")
        for n, name in enumerate(names)
    ]
    document, layout = document_of(["Ada Lund"]), Layout(parts=("body",))
    metadata = read_metadata(document, layout)
    began = time.process_time()
    event, _ = finish_event(metadata, turns, document, layout)
    assert len(event.participants) >= 3_000
    assert time.process_time() - began < 3  # seconds; comparing each with each took half a minute


@pytest.mark.parametrize("author", ["» ”", "…", "— / —"])
def test_a_name_of_punctuation_is_none(author: str) -> None:
    facts = (Fact("meta", "author", author), Fact("field", "speaker", author))
    document = document_of(["Remarks", "6 August 2014"], facts)
    metadata = read_metadata(document, Layout(parts=("title", "body"), title=0))
    assert (metadata.candidates, metadata.names, metadata.principal) == ((), (), None)
