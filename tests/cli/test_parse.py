"""``rostra parse``: one object, a list, a line a page; a bad page never stops the others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from rostra.model.wire import from_wire


def test_one_page_is_one_object(rostra, pages: Path) -> None:
    run = rostra("parse", pages / "a-ferry.html")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    transcript = from_wire(json.loads(run.stdout))
    assert [turn.role for turn in transcript.turns if turn.role != "heading"] == [
        "statement",
        "question",
        "answer",
        "question",
        "answer",
    ]
    assert transcript.event.date == "2014-08-06"


def test_a_folder_is_a_list_with_an_error_in_its_place(process, pages: Path) -> None:
    run = process("parse", pages)
    assert run.returncode == 1
    wires = json.loads(run.stdout)
    assert ["error" in wire for wire in wires] == [False, True, False]
    error = wires[1]["error"]
    assert error["source"].endswith("b-empty.html")
    assert error["code"]
    assert error["message"]
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"rostra: {error['source']}: {error['message'].rstrip('.')}.")


def test_lines_on_all_cores_are_those_of_one(rostra, pages: Path) -> None:
    many = rostra("parse", pages, "--format", "jsonl", "--workers", "3")
    one = rostra("parse", pages, "--format", "jsonl", "--workers", "1")
    assert many.stdout == one.stdout
    assert len([json.loads(line) for line in many.stdout.splitlines()]) == 3


def test_text_and_markdown(rostra, pages: Path) -> None:
    text = rostra("parse", pages / "a-ferry.html", "--format", "txt").stdout
    assert "Jonas Veldt: Good day. The ferry" in text
    both = rostra("parse", pages, "--format", "md")
    assert both.stdout.count("\n---\n") == 1
    assert "**Jonas Veldt:**" in both.stdout
    assert "b-empty.html" in both.stderr


def test_an_empty_folder_is_an_empty_list(rostra, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert json.loads(rostra("parse", "none").stdout) == []


def test_wrong_use(rostra, pages: Path) -> None:
    for arguments in (
        ["parse"],
        ["parse", pages, "--format", "docx"],
        ["parse", pages, "--workers", "0"],
        ["nonsense"],
    ):
        run = rostra(*arguments)
        assert run.returncode == 2
        assert run.stdout == ""
        (line,) = run.stderr.splitlines()
        assert line.startswith("rostra: ")
        assert "--help" in line


def test_a_missing_path_is_an_error_in_its_place(rostra, pages: Path) -> None:
    run = rostra("parse", pages / "a-ferry.html", "gone.html", pages / "c-salt.html")
    assert run.returncode == 1
    assert ["error" in wire for wire in json.loads(run.stdout)] == [False, True, False]
    (line,) = run.stderr.splitlines()
    assert line.startswith("rostra: gone.html: ")


def test_hostile_pages_are_errors_or_transcripts(rostra, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "binary.html").write_bytes(bytes(range(256)) * 50)
    (folder / "deep.html").write_text("<div>" * 50_000 + "words" + "</div>" * 50_000)
    (folder / "truncated.html").write_text("<html><body><p>Jonas Veldt: We beg")
    (folder / "wrong.html").write_bytes("<p>Élise Marrou: Ça va</p>".encode("utf-16-le"))
    (folder / "script.txt").write_text("<script>alert(1)</script>\n\nQuestion: <img src=x onerror=alert(1)>\n")
    run = rostra("parse", folder, "--format", "jsonl")
    assert run.returncode in (0, 1)
    assert len([json.loads(line) for line in run.stdout.splitlines()]) == 5
    assert "Traceback" not in run.stderr


def test_a_reader_that_leaves_early_is_no_error(pages: Path, tmp_path: Path) -> None:
    command = (
        f"{sys.executable} -m rostra parse {' '.join([str(pages / 'a-ferry.html')] * 60)} --format jsonl | head -c 10"
    )
    run = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert run.stderr == ""
    assert run.stdout.startswith("{")
