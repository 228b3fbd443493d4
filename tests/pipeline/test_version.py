"""The parser's version follows what decides a reading, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import rostra
from rostra.pipeline.version import digest, parser_version


def copy(folder: Path, source: Path = Path(rostra.__file__).parent) -> Path:
    package = folder / "rostra"
    shutil.copytree(source, package)
    return package


def test_it_is_the_same_for_the_same_sources(tmp_path: Path) -> None:
    package = copy(tmp_path)
    assert digest(package) == digest(copy(tmp_path / "elsewhere", package))
    assert parser_version() == parser_version()
    assert re.fullmatch("[0-9a-f]{12}", parser_version())


def test_a_word_list_changes_it(tmp_path: Path) -> None:
    package = copy(tmp_path)
    before = digest(package)
    path = package / "lexicon" / "data" / "labels.toml"
    path.write_text(path.read_text("utf-8") + "\n# a remark\n", "utf-8")
    assert digest(package) != before


def test_the_site_does_not_change_it(tmp_path: Path) -> None:
    package = copy(tmp_path)
    before = digest(package)
    (package / "web" / "more.py").write_text("", "utf-8")
    assert digest(package) == before
