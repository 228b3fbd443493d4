"""One source that is not there does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest

import rostra
from rostra.model import NotFoundError

PAGE = "\n\n".join(
    (
        "Talk with Ana Ilic",
        "3 May 2014",
        "Question: When?",
        "Ana Ilic: In June.",
        "Question: And then?",
        "Ana Ilic: We shall see.",
    )
)


def test_the_run_goes_on(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    with rostra.open(tmp_path / "record.sqlite") as archive:
        summary = archive.add([tmp_path / "nosuch", page], workers=1)
        assert (summary.kept, summary.failed) == (1, 1)
        assert "nosuch" in summary.failures[0].source
        assert archive.count().statements == 1


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with rostra.open(tmp_path / "record.sqlite") as archive, pytest.raises(NotFoundError):
        archive.add([tmp_path / "nosuch"], workers=1)
