"""What leaves the record tells of the page, and not of the machine that it was read on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import rostra
from rostra.exporters import STYLES
from rostra.pipeline.naming import public_name

PAGE = "Question: Will the ferry run?\n\nJonas Veldt: It will.\n\nQuestion: And then?\n\nJonas Veldt: Daily.\n"


@pytest.mark.parametrize(
    ("uri", "folders", "name"),
    [
        ("/srv/data/pages/a.html", ["/srv/data/pages"], "pages/a.html"),
        ("/srv/data/pages/a.html", ["/srv/other", "/srv/data"], "data/pages/a.html"),
        ("pages/a.html", ["pages"], "pages/a.html"),
        ("a.html", ["."], "a.html"),
        ("../../home/pages/a.html", ["../../home/pages"], "pages/a.html"),
        ("../a.html", [".."], "a.html"),
        ("/a.html", ["/"], "a.html"),
        ("/srv/data/a.html", ["/srv/dat"], "a.html"),
        ("../a.html", [], "a.html"),
        ("", [], ""),
        ("https://a.example/pages/1", ["/srv"], "https://a.example/pages/1"),
    ],
)
def test_a_page_is_named_from_its_folder(uri: str, folders: list[str], name: str) -> None:
    assert public_name(uri, [Path(folder) for folder in folders]) == name


@pytest.mark.parametrize("workers", [1, 2])
def test_no_export_tells_the_folder_above(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "pages" / "2014"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text(PAGE)
    with rostra.open(tmp_path / "record.sqlite") as archive:
        archive.add([tmp_path / "pages"], workers=workers)
        (card,) = archive.find_statements().items
        statement = archive.get_statement(card.id)
        assert statement.transcript.source.uri == "pages/2014/ferry.txt"
        assert all(str(tmp_path) not in archive.export(statement, style) for style in STYLES)
        assert statement.versions[0].uri == str(folder / "ferry.txt")
        assert archive.add([tmp_path / "pages"], workers=workers).unchanged == 1


def test_equal_names_in_two_folders_stay_two_statements(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "pages").mkdir(parents=True)
        (tmp_path / name / "pages" / "index.txt").write_text(
            PAGE.replace("Jonas", name.title()).replace("ferry", name * 90)
        )
    with rostra.open(tmp_path / "record.sqlite") as archive:
        for name in ("one", "two"):
            assert archive.add([tmp_path / name / "pages"], workers=1).kept == 1


def test_a_page_parsed_by_itself_is_called_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "seed.txt").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    assert rostra.parse(os.path.join("pages", "seed.txt")).source.uri == "pages/seed.txt"


def test_a_page_is_one_page_however_its_path_is_spelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    page = folder / "ferry.txt"
    monkeypatch.chdir(tmp_path)
    with rostra.open(tmp_path / "record.sqlite") as archive:
        for number, source in enumerate(("pages", folder, "./pages/ferry.txt"), 1):
            page.write_text(
                PAGE + f"\nQuestion: And in {2010 + number}?\n\nJonas Veldt: Twice a day, and on Sundays as well.\n"
            )
            archive.add([source], workers=1)
        (card,) = archive.find_statements().items
        assert card.version == 3
