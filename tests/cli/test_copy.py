"""``rostra copy`` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_a_copy_answers_as_the_archive_does(rostra, pages: Path) -> None:
    rostra("add", pages)
    run = rostra("copy", "rostra.sqlite", "copy.sqlite")
    assert run.returncode == 0
    assert run.stdout == ""
    assert "and all equal" in run.stderr
    assert "statements 2," in run.stderr
    assert rostra("-a", "copy.sqlite", "search", "ferry").stdout == rostra("search", "ferry").stdout != ""
    assert rostra("-a", "copy.sqlite", "verify").returncode == 0


def test_json_names_every_table(rostra, pages: Path) -> None:
    rostra("add", pages)
    copied = [json.loads(rostra("copy", "--json", "rostra.sqlite", f"{n}.sqlite").stdout) for n in range(2)]
    assert set(copied[0]) == {"source", "target", "rows", "tables"}
    assert copied[0]["tables"] == copied[1]["tables"]
    assert {table["name"]: table["rows"] for table in copied[0]["tables"]}["statements"] == 2
    assert copied[0]["rows"] == sum(table["rows"] for table in copied[0]["tables"])


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("missing.sqlite", "copy.sqlite", "missing.sqlite"),
        ("rostra.sqlite", "rostra.sqlite", "Name another place"),
        ("rostra.sqlite", "other.sqlite", "archives are not mixed"),
        ("rostra.sqlite", "postgresql://ada:secret@127.0.0.1:1/news", "No server answers"),
    ],
)
def test_refusals_are_one_line_with_the_way_out(rostra, pages: Path, source: str, target: str, words: str) -> None:
    pytest.importorskip("psycopg")
    rostra("add", pages)
    rostra("-a", "other.sqlite", "add", pages)
    run = rostra("copy", source, target)
    assert run.returncode == 1
    assert words in run.stderr
    assert run.stderr.count("\n") == 1
    assert "secret" not in run.stderr
    assert not Path("copy.sqlite").exists()


@pytest.mark.postgres
def test_into_a_database_and_back(rostra, pages: Path, postgres: str) -> None:
    rostra("add", pages)
    assert rostra("copy", "rostra.sqlite", postgres).returncode == 0
    assert rostra("copy", postgres, "back.sqlite").returncode == 0
    for command in (("verify",), ("report",), ("watch", "https://norrvik.example:1/x", "--kind", "page")):
        run = rostra("-a", postgres.replace("rostra@", "rostra:secret@"), *command)
        assert "secret" not in run.stdout + run.stderr
    assert rostra("-a", "back.sqlite", "search", "ferry").stdout == rostra("search", "ferry").stdout != ""
