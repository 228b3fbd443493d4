"""``add``, ``search``, ``show`` and ``cite`` over one archive."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

import rostra as library
from rostra.cli.opening import split_name


@pytest.fixture
def archive(rostra, pages: Path, tmp_path: Path) -> Path:
    run = rostra("add", pages)
    assert run.returncode == 1, run.stderr
    return tmp_path / "rostra.sqlite"


@pytest.fixture
def statement_id(archive: Path) -> str:
    with library.open(archive) as opened:
        (card,) = (card for card in opened.find_statements().items if "ferry" in card.title.lower())
        return card.id


def test_add_tells_what_became_of_the_pages(rostra, pages: Path) -> None:
    first = json.loads(rostra("add", pages, "--json").stdout)
    assert (first["kept"], first["failed"], first["unchanged"]) == (2, 1, 0)
    assert first["failures"][0]["source"].endswith("b-empty.html")
    again = json.loads(rostra("add", pages, "--json").stdout)
    assert (again["kept"], again["failed"], again["unchanged"]) == (0, 1, 2)
    page = pages / "a-ferry.html"
    page.write_text(page.read_text().replace("ten tonnes", "twelve tonnes"))
    third = json.loads(rostra("add", pages, "--json").stdout)
    assert (third["kept"], third["changed"], third["unchanged"]) == (0, 1, 1)


def test_add_in_words(rostra, pages: Path) -> None:
    run = rostra("add", pages)
    assert run.stdout == ""
    assert "rostra.sqlite: 2 added, 1 failed." in run.stderr
    assert "b-empty.html" in run.stderr


def test_search_prints_names_that_show_understands(rostra, archive: Path) -> None:
    run = rostra("search", "answer:", "lorries")
    assert run.returncode == 0, run.stderr
    assert "\x1b" not in run.stdout
    name = run.stdout.split()[0]
    shown = rostra("show", name)
    assert shown.returncode == 0, shown.stderr
    assert "Question: Will the ferry also carry lorries" in shown.stdout
    assert "Jonas Veldt: It will carry lorries" in shown.stdout
    assert "fishermen" not in shown.stdout


def test_search_as_json(rostra, archive: Path) -> None:
    results = json.loads(rostra("search", "tonnes", "--json", "--limit", "1").stdout)
    assert results["total"] >= 1
    assert len(results["hits"]) == 1
    assert any(fragment["marked"] for fragment in results["hits"][0]["passage"])


def test_what_is_behind_the_last_hit_says_how_many_there_are(rostra, archive: Path) -> None:
    total = json.loads(rostra("search", "tonnes", "--json").stdout)["total"]
    assert rostra("search", "tonnes", "--offset", "5000").stderr == f"nothing from 5,001 on: there are {total}.\n"
    assert f"{total} turns match" in rostra("search", "tonnes", "--offset", "5000", "--group", "pair").stderr


def test_a_word_left_out_that_looks_like_an_option_has_a_way_out(rostra, archive: Path) -> None:
    for command in ("search", "kwic", "trends"):
        run = rostra(command, "-weapons", "tonnes")
        assert run.returncode == 2
        assert "-- -frost" in run.stderr
    assert rostra("search", "--", "-weapons", "tonnes").returncode == 0
    assert "-- -frost" not in rostra("verify", "-weapons").stderr


def test_a_command_spelled_wrongly_names_the_one_meant(rostra) -> None:
    run = rostra("serch", "ferry")
    assert run.returncode == 2
    assert "Did you mean search?" in run.stderr
    assert "Did you mean" not in rostra("zzz").stderr


def test_search_never_fails_on_a_query(rostra, archive: Path) -> None:
    run = rostra("search", '"ferry AND (')
    assert run.returncode == 0
    assert "Traceback" not in run.stderr
    assert rostra("search", "zzzunknown").returncode == 0


def test_show_forms(rostra, statement_id: str) -> None:
    assert rostra("show", statement_id).stdout.startswith("On the ferry")
    assert rostra("show", statement_id, "--format", "md").stdout.startswith("# On the ferry")
    wire = json.loads(rostra("show", f"/statements/{statement_id}", "--json").stdout)
    assert wire["statement"] == statement_id


def test_cite(rostra, statement_id: str) -> None:
    assert "https://ministry.example/news/7" in rostra("cite", statement_id).stdout
    wire = json.loads(rostra("show", statement_id, "--json").stdout)
    question = next(turn["id"] for turn in wire["turns"] if turn["role"] == "question")
    cited = rostra("cite", f"{statement_id}/{question}", "--style", "bib", "--site", "https://record.example/").stdout
    assert f"url = {{https://record.example/statements/{statement_id}/{question}}}" in cited
    assert f"Question {question} with answer" in cited


@pytest.mark.parametrize("command", [["show", "nothing"], ["cite", "nothing/t1"]])
def test_unknown_ids(rostra, archive: Path, command: list[str]) -> None:
    run = rostra(*command)
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("rostra: ")


@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_missing_turn_is_as_missing_as_a_statement(rostra, statement_id: str, command: str) -> None:
    run = rostra(command, f"{statement_id}/t999")
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert "t999" in line
    assert f"rostra show {statement_id}" in line


def test_show_prints_the_ids_under_which_it_prints_turns(rostra, statement_id: str) -> None:
    """What the message about a missing turn says is true."""
    whole = rostra("show", statement_id).stdout
    wire = json.loads(rostra("show", statement_id, "--json").stdout)
    assert [line.split()[0] for line in whole.splitlines() if line.startswith("t") and "  " in line] == [
        turn["id"] for turn in wire["turns"]
    ]
    for turn in wire["turns"]:
        assert turn["text"].split()[0] in rostra("show", f"{statement_id}/{turn['id']}").stdout


@pytest.mark.parametrize("command", [["search", "x"], ["show", "x"], ["cite", "x"], ["serve"]])
def test_a_missing_archive_says_the_way_out(rostra, command: list[str], tmp_path: Path) -> None:
    run = rostra("--archive", "none.sqlite", *command)
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("rostra: none.sqlite: ")
    assert "rostra add" in line
    assert not (tmp_path / "none.sqlite").exists()


def test_an_archive_that_is_none(process, tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("not a database at all, only words " * 100)
    run = process("--archive", "text.sqlite", "search", "x")
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_the_file_at_fault_is_named_once(rostra, tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("not a database at all, only words " * 100)
    run = rostra("--archive", "text.sqlite", "search", "x")
    assert run.returncode == 1
    assert run.stderr.count("text.sqlite") == 1


def test_the_archive_by_environment(rostra, pages: Path, tmp_path: Path) -> None:
    rostra("add", pages / "a-ferry.html", ROSTRA_ARCHIVE="other.sqlite")
    assert (tmp_path / "other.sqlite").exists()
    assert not (tmp_path / "rostra.sqlite").exists()
    assert rostra("search", "ferry", ROSTRA_ARCHIVE="other.sqlite").stdout


def test_interrupted_and_run_again(pages: Path, tmp_path: Path, rostra) -> None:
    """Ctrl-C after the first page is kept: what is there stays, and the next run does the rest."""
    page = (pages / "a-ferry.html").read_text()
    many = tmp_path / "many"
    many.mkdir()
    for number in range(150):
        (many / f"{number:03}.html").write_text(
            page.replace("news/7", f"news/1{number}").replace("ten tonnes", f"{number} tonnes")
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "rostra", "add", "many", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not _count(tmp_path / "rostra.sqlite") and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    kept = json.loads(output)["kept"]
    assert 0 < kept < 150
    again = json.loads(rostra("add", "many", "--json").stdout)
    assert (again["kept"], again["unchanged"]) == (150 - kept, kept)


def test_a_port_that_is_taken_is_told(rostra, archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = rostra("serve", "--port", str(taken.getsockname()[1]))
    assert run.returncode == 2
    assert "--port 0" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_serve_answers_at_the_address_that_it_prints(archive: Path, tmp_path: Path) -> None:
    settings = ["--name", "Harbour Record", "--tagline", "Said at the quay", "--base-url", "https://record.example"]
    command = [sys.executable, "-m", "rostra", "serve", "--port", "0", *settings]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            with urlopen(line.split()[-1], timeout=30) as answer:
                assert answer.status == 200
                page = answer.read().decode()
        finally:
            process.terminate()
    assert "Harbour Record" in page
    assert "Said at the quay" in page


@pytest.mark.parametrize("setting", [["--base-url", "record.example"], ["--page-size", "0"], ["--name", " "]])
def test_a_setting_without_meaning_is_told(rostra, archive: Path, setting: list[str]) -> None:
    run = rostra("serve", *setting)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert line.startswith("rostra: ")


def _count(archive: Path) -> int:
    try:
        with library.open(archive, create=False) as opened:
            return opened.count().statements
    except Exception:
        return 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("s1", ("s1", None)),
        ("s1/t3", ("s1", "t3")),
        ("https://record.example/statements/s1/t3", ("s1", "t3")),
        ("/statements/s1#t3", ("s1", None)),
    ],
)
def test_names_as_people_type_them(name: str, expected: tuple[str, str | None]) -> None:
    assert split_name(name) == expected


def test_counts_that_a_table_leaves_out_are_named(rostra, archive: Path) -> None:
    assert "left out of a table" in rostra("search", "tonnes", "--facets", "--format", "csv").stderr
    assert "left out" not in rostra("search", "tonnes", "--format", "csv").stderr
