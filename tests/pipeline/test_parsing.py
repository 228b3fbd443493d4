"""One page or many: the same transcripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rostra
from rostra.model import Capture, ReadError, Transcript
from rostra.model.wire import to_wire
from rostra.pipeline import Failure, parse_capture, parse_many, print_many


def test_source_tells_where_the_page_came_from() -> None:
    capture = Capture(
        uri="a.txt", content=b"Question: Why?\n\nJonas Veldt: Because.\n", captured_at="2020-01-02T03:04:05Z"
    )
    source = parse_capture(capture).transcript.source
    assert (source.uri, source.sha256, source.captured_at) == ("a.txt", capture.sha256, "2020-01-02T03:04:05Z")


def test_many_are_as_one_by_one(examples: Path) -> None:
    paths = sorted(path for path in examples.rglob("*") if path.suffix in (".html", ".txt", ".md"))
    many = list(parse_many(paths, workers=2))
    assert many == [rostra.parse(path) for path in paths]


def test_a_failure_stands_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Question: Why?\n\nJonas Veldt: Because.\n")
    first, second = parse_many([tmp_path], workers=2)
    assert isinstance(first, Failure)
    assert isinstance(second, Transcript)


def test_printed_by_the_workers(tmp_path: Path) -> None:
    page = tmp_path / "b.txt"
    page.write_text("Question: Why?\n\nJonas Veldt: Because.\n")
    (printed,) = print_many([page], "jsonl", workers=2)
    assert printed.text is not None
    assert json.loads(printed.text) == json.loads(json.dumps(to_wire(rostra.parse(page))))


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
    failures = [result for result in parse_many(pages[:40]) if isinstance(result, Failure)]
    assert failures == []
