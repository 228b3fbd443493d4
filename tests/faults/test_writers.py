"""Two processes at once, and a clock that jumps."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from havoc import assert_same, assert_sound, contents, rostra, start_add

from rostra import open as open_archive


def test_two_processes_adding_the_same_pages_at_once(
    tmp_path: Path, pages: list[Path], undisturbed: Path, long: bool
) -> None:
    for turn in range(10 if long else 1):
        location = tmp_path / f"{turn}.sqlite"
        processes = [start_add(location, pages, workers=1) for _ in range(2)]
        for process in processes:
            _, err = process.communicate(timeout=300)
            assert process.returncode == 0, err
        assert rostra(location, "search", "mayor").stdout
        assert_sound(location)
        assert_same(location, undisturbed, ordered=False)


def test_a_clock_that_jumps_back_and_forth(
    tmp_path: Path, pages: list[Path], undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = itertools.cycle(
        ["2026-06-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z", "2099-12-31T23:59:59.999Z", "2026-06-01T00:00:00.000Z"]
    )
    monkeypatch.setattr("rostra.archive.writing.now", lambda: next(times))
    location = tmp_path / "record.sqlite"
    with open_archive(location) as archive:
        sequences = [archive.record.latest_sequence()]
        for folder in pages:
            assert archive.add([folder], workers=1).failed == 0
            sequences.append(archive.record.latest_sequence())
            archive.index.refresh()
        assert sequences == sorted(set(sequences))
        for card in archive.find_statements(limit=1_000).items:
            statement = archive.get_statement(card.id)
            assert [version.number for version in statement.versions] == list(range(1, card.version + 1))
            assert statement.transcript == archive.record.get_version(card.id, card.version)
            assert archive.get_capture(statement.versions[0].sha256).content
        assert archive.add(pages, workers=1).kept == 0
    assert_sound(location)
    assert_same(location, undisturbed)
    assert contents(location)["order"] == contents(undisturbed)["order"]
