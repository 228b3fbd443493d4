"""One page or many: the same transcripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rostra
from rostra.model import Capture, ReadError
from rostra.model.wire import to_wire
from rostra.pipeline import parse_capture, print_many


def test_source_tells_where_the_page_came_from() -> None:
    capture = Capture(
        uri="a.txt", content=b"Question: Why?\n\nJonas Veldt: Because.\n", captured_at="2020-01-02T03:04:05Z"
    )
    source = parse_capture(capture).transcript.source
    assert (source.uri, source.sha256, source.captured_at) == ("a.txt", capture.sha256, "2020-01-02T03:04:05Z")


def test_many_are_as_one_by_one(examples: Path) -> None:
    paths = sorted(path for path in examples.rglob("*") if path.suffix in (".html", ".txt", ".md"))
    many = [json.loads(each.text or "") for each in print_many(paths, "jsonl", workers=2)]
    assert many == [json.loads(json.dumps(to_wire(rostra.parse(path)))) for path in paths]


def test_a_failure_stands_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Question: Why?\n\nJonas Veldt: Because.\n")
    first, second = print_many([tmp_path], "json", workers=2)
    assert (first.text, second.failure) == (None, None)
    assert first.failure
    assert second.text


def test_bytes_and_paths_of_the_library(tmp_path: Path) -> None:
    page = tmp_path / "b.txt"
    page.write_text("Question: Why?\n\nJonas Veldt: Because.\n")
    assert rostra.parse(page.read_bytes()).turns == rostra.parse(page).turns
    with pytest.raises(ReadError):
        rostra.parse(tmp_path / "gone.txt")


@pytest.mark.corpus
def test_real_pages_never_fail(corpus: Path) -> None:
    pages = [
        path
        for path in sorted((corpus / "pages").rglob("*"))
        if path.suffix in (".html", ".htm", ".txt", ".md", ".xml")
    ]
    assert [each.failure for each in print_many(pages[:40], "jsonl") if each.failure] == []
