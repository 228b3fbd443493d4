"""Pages into a record: counts, progress, doubts, and nothing done twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostra.archive import Record, open_record
from rostra.pipeline import Progress, add, adding

PAGE = """Press conference by Jonas Veldt, Minister of Harbours of Ardania, Velgrad, 6 August 2014

Jonas Veldt: Good day. The ferry number {number} between Velgrad and Salt Quay will run again from the first of May, and the
harbour fees will stay as they are until the end of the year.

Question: Will the ferry also carry lorries, and who pays for the new ramp?

Jonas Veldt: It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.

Question: When will you meet the fishermen?

Jonas Veldt: We meet them next week, here in Velgrad, and I look forward to a frank talk.
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = open_record(tmp_path / "record.sqlite")
    yield record
    record.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(PAGE.format(number=number))
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_each_page_once(record: Record, folder: Path, workers: int) -> None:
    first = add(record, [folder], workers=workers)
    assert (first.kept, first.unchanged, first.failed, first.interrupted) == (6, 0, 0, False)
    sequence = record.latest_sequence()
    again = add(record, [folder, folder / "1.txt"], workers=workers)
    assert (again.kept, again.unchanged) == (0, 6)
    assert record.latest_sequence() == sequence


def test_what_is_known_is_not_parsed(record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(record, [folder], workers=1)
    monkeypatch.setattr(adding, "parse_capture", lambda capture: pytest.fail("parsed again"))
    assert add(record, [folder], workers=1).unchanged == 6


def test_a_newer_parser_reads_again(record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(record, [folder], workers=1)
    monkeypatch.setattr(adding, "parser_version", lambda: "newer")
    again = add(record, [folder], workers=1)
    assert again.kept + again.changed + again.failed == 0
    assert add(record, [folder], workers=1).unchanged == 6


def test_a_changed_page_is_a_new_version(record: Record, folder: Path) -> None:
    add(record, [folder], workers=1)
    (folder / "2.txt").write_text(PAGE.format(number=2).replace("ten tonnes", "twelve tonnes"))
    assert add(record, [folder], workers=1).changed == 1
    assert record.count().statements == 6


def test_failures_and_doubts_are_named(record: Record, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "doubtful.txt").write_text("Veldt: Some words.\n\nQuestion: Where are we?\n\nVeldt: Here.\n")
    summary = add(record, [folder], workers=2)
    assert summary.failed == 1
    assert summary.failures[0].source.endswith("empty.txt")
    assert summary.doubtful >= 1
    doubt = next(doubt for doubt in summary.doubts if doubt.source.endswith("doubtful.txt"))
    assert record.get_statement(doubt.statement_id).transcript.issues
    assert "date-unknown" in doubt.codes


def test_lists_of_a_summary_are_bounded(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "LISTED", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("")
    summary = add(record, [tmp_path / f"{number}.txt" for number in range(5)], workers=1)
    assert (summary.failed, len(summary.failures)) == (5, 2)


def test_progress_counts_to_the_end(record: Record, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    seen: list[Progress] = []
    add(record, [folder], workers=2, on_progress=seen.append)
    assert [progress.done for progress in seen] == list(range(1, 8))
    assert {progress.total for progress in seen} == {7}
    assert seen[-1].failed == 1


def test_persons_are_linked(record: Record, folder: Path) -> None:
    add(record, [folder], workers=1)
    assert record.get_person("jonas-veldt").statements == 6


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_after_the_page_in_hand(record: Record, folder: Path, workers: int) -> None:
    former = signal.getsignal(signal.SIGINT)

    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    summary = add(record, [folder], workers=workers, on_progress=interrupt)
    assert summary.interrupted
    assert summary.kept == record.count().statements
    assert summary.kept < 6
    assert signal.getsignal(signal.SIGINT) is former
    assert add(record, [folder], workers=workers).kept == 6 - summary.kept
