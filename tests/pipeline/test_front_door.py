"""The archive as callers hold it: when it comes to be on disk, and what need not be asked twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rostra.api import open_archive
from rostra.exporters import STYLES
from rostra.model import ArchiveError, NotFoundError, RostraError, UsageError

PAGE = """Press conference by Jonas Veldt, Minister of Harbours of Ardania, Velgrad, 6 August 2014

Jonas Veldt: Good day. The ferry between Velgrad and Salt Quay will run again from the first of May.

Question: Will the ferry also carry lorries, and who pays for the new ramp?

Jonas Veldt: It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


@pytest.mark.parametrize(("source", "error"), [("gone", NotFoundError), ("ftp://a.example/1", UsageError)])
def test_sources_that_cannot_be_used_leave_no_archive(tmp_path: Path, source: str, error: type[RostraError]) -> None:
    location = tmp_path / "record.sqlite"
    with open_archive(location) as archive, pytest.raises(error):
        archive.add([source if "://" in source else tmp_path / source])
    assert list(tmp_path.iterdir()) == []


def test_one_page_among_them_makes_it(tmp_path: Path, page: Path) -> None:
    location = tmp_path / "record.sqlite"
    with open_archive(location) as archive:
        summary = archive.add([tmp_path / "gone", page], workers=1)
        assert (summary.kept, summary.failed, summary.failures[0].code) == (1, 1, "not-found")
    with open_archive(location, create=False) as archive:
        assert archive.count().statements == 1


def test_a_new_archive_can_be_read_at_once_by_threads(tmp_path: Path) -> None:
    with open_archive(tmp_path / "record.sqlite") as archive, ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: id(archive.record), range(16))) == {id(archive.record)}
        assert archive.search("harvest").total == 0


def test_what_is_no_place_for_an_archive_is_refused_when_opened(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"A letter. " * 100)
    for place in (tmp_path, tmp_path / "none" / "record.sqlite", tmp_path / "letter"):
        with pytest.raises(ArchiveError):
            open_archive(place)


def test_a_statement_at_hand_is_exported_without_reading_it_again(
    tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path / "record.sqlite") as archive:
        archive.add([page], workers=1)
        (card,) = archive.find_statements(person="jonas-veldt").items
        statement = archive.get_statement(card.id)
        by_id = [archive.export(card.id, style) for style in STYLES]
        monkeypatch.setattr(archive.record, "get_statement", lambda _: pytest.fail("read again"))
        assert [archive.export(statement, style) for style in STYLES] == by_id


def test_years_of_a_person(tmp_path: Path, page: Path) -> None:
    with open_archive(tmp_path / "record.sqlite") as archive:
        archive.add([page], workers=1)
        assert [(each.year, each.count) for each in archive.years(person="jonas-veldt")] == [("2014", 1)]
