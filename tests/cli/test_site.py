"""``rostra site``: the site as files, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rostra
from rostra.cli.root import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "pages" / "velmora-ministry"


@pytest.fixture
def location(tmp_path: Path) -> str:
    """An archive of a few examples."""
    path = str(tmp_path / "record.sqlite")
    with rostra.open(path) as archive:
        archive.add([EXAMPLE], workers=1)
    return path


def test_a_site_is_made_checked_and_not_made_again(
    location: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "public")
    command = ["--archive", location, "site", out, "--workers", "1", "--name", "Harbour Record"]
    assert main([*command, "--check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["written"] >= told["pages"] > 10
    assert told["dead_links"] == []
    assert "Harbour Record" in (tmp_path / "public" / "index.html").read_text()
    assert main(command) == 0
    assert "0 pages" in capsys.readouterr().err
    (tmp_path / "public" / "about" / "index.html").unlink()
    assert main([*command, "--check"]) == 1
    assert "leads nowhere" in capsys.readouterr().err
    assert main([*command, "--all", "--check"]) == 0
    assert (tmp_path / "public" / "about" / "index.html").is_file()


def test_a_folder_of_something_else_is_refused(
    location: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    assert main(["--archive", location, "site", str(tmp_path / "mine")]) == 2
    assert "no site of ours" in capsys.readouterr().err
