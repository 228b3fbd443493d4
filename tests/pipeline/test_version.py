"""The parser's version follows what decides a reading, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import rostra
from rostra.pipeline.version import digest, parser_version


def copy(folder: Path) -> Path:
    package = folder / "rostra"
    shutil.copytree(Path(rostra.__file__).parent, package)
    return package


def test_it_is_the_same_for_the_same_sources(tmp_path: Path) -> None:
    assert digest(copy(tmp_path)) == parser_version()


def test_a_word_list_changes_it(tmp_path: Path) -> None:
    package = copy(tmp_path)
    path = package / "lexicon" / "data" / "labels.toml"
    path.write_text(path.read_text("utf-8") + "\n# a remark\n", "utf-8")
    assert digest(package) != parser_version()


def test_the_site_does_not_change_it(tmp_path: Path) -> None:
    package = copy(tmp_path)
    (package / "web" / "more.py").write_text("", "utf-8")
    assert digest(package) == parser_version()
