"""What takes a while is seen: a search that must first build the index shows a bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

from rostra.api import open_archive


def test_the_first_search_shows_how_far_the_index_is(tmp_path: Path, pages: Path) -> None:
    many, location = tmp_path / "many", tmp_path / "record.sqlite"
    page = (pages / "a-ferry.html").read_text()
    many.mkdir()
    for number in range(120):
        (many / f"{number}.html").write_text(page.replace("news/7", f"news/{number}").replace("ferry", f"boat{number}"))
    with open_archive(location) as archive:
        archive.add([many])
    command = [sys.executable, "-m", "rostra", "-a", str(location), "search", "boat7", "--json"]
    terminal, theirs = pty.openpty()
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=True)
    os.close(theirs)
    assert "Indexing" in os.read(terminal, 100_000).decode("utf-8", "replace")
    os.close(terminal)
    assert json.loads(shown.stdout)["total"] == 2
    shutil.rmtree(f"{location}.index")
    quiet = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert (json.loads(quiet.stdout)["total"], quiet.stderr) == (2, b"")


def test_progress_counts_all_statements_once(tmp_path: Path, pages: Path) -> None:
    with open_archive(tmp_path / "record.sqlite") as archive:
        archive.add([pages / "a-ferry.html"])
        told: list[tuple[int, int]] = []
        archive.on_indexing = lambda done, total: told.append((done, total))
        archive.search("ferry")
        archive.search("ferry")
    assert told == [(1, 1)]
