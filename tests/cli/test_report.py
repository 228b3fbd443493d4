"""``report`` in a terminal of any width."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def archive(rostra, pages: Path, tmp_path: Path) -> Path:
    later = (pages / "a-ferry.html").read_text().replace("6 August 2014", "7 November 2014").replace("ferry", "pilot")
    (pages / "d-later.html").write_text(later.replace("news/7", "news/10"))
    rostra("add", pages)
    return tmp_path / "rostra.sqlite"


def test_the_calendar_shows_months_and_gaps(rostra, archive: Path) -> None:
    run = rostra("report")
    assert run.returncode == 0, run.stderr
    assert "3 statements, 15 turns, 1 person" in run.stdout
    (row,) = (line for line in run.stdout.splitlines() if line.startswith("  2014 "))
    assert row == "  2014                █ ? ? ▒          3"
    assert "2014-09 to 2014-10: cause unknown" in run.stdout
    assert "3  100%  en" in run.stdout
    assert "0 of 15 turns of speech (0.0%)" in run.stdout


@pytest.mark.parametrize("columns", ["40", "60", "200"])
def test_no_line_is_wider_than_the_terminal(rostra, archive: Path, columns: str) -> None:
    lines = rostra("report", COLUMNS=columns).stdout.splitlines()
    assert max(map(len, lines)) <= min(int(columns), 100)


def test_a_terminal_without_shades_gets_plain_signs(process, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run = process("report")
    assert run.returncode == 0, run.stderr
    assert "# ? ? :" in run.stdout


def test_json_holds_everything(rostra, archive: Path) -> None:
    found = json.loads(rostra("report", "--json").stdout)
    assert [(each["month"], each["statements"]) for each in found["months"]] == [("2014-08", 2), ("2014-11", 1)]
    assert [each["cause"] for each in found["gaps"]] == ["unknown"]
    assert found["counts"]["statements"] == 3


def test_an_archive_without_statements(rostra, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    rostra("add", "empty.html")
    assert rostra("report").stdout == "0 statements, 0 turns, 0 persons\n"
