"""``rostra correct`` and ``rostra judgements``: what people decide, listed, undone and shared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rostra.cli import root

WHY = ("--why", "heard on the recording", "--by", "Ines Marl")


@pytest.fixture
def page(rostra: Any, pages: Path) -> str:
    """The id of a statement in the archive."""
    rostra("add", pages / "a-ferry.html")
    return str(json.loads(rostra("search", "lorries", "--json").stdout)["hits"][0]["statement_id"])


def turns(rostra: Any, page: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rostra("show", page, "--json").stdout)["turns"]
    return found


def test_a_correction_is_shown_listed_and_undone(rostra: Any, page: str) -> None:
    before = rostra("show", page, "--json").stdout
    done = rostra("correct", f"{page}/t1", "--speaker", "Mira Holt", *WHY)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 statement changed" in done.stderr
    assert turns(rostra, page)[0]["speaker"] == "Mira Holt"
    assert turns(rostra, page)[0]["rule"] == "judgement"
    assert "t1  statement  Mira Holt  (corrected by Ines Marl on 20" in rostra("show", page).stdout
    assert "speaker:holt" not in rostra("search", "speaker:holt").stderr
    assert "Mira Holt" in rostra("search", "ferry speaker:holt").stdout
    listed = rostra("judgements", page).stdout
    assert "speaker Mira Holt, by Ines Marl: heard on the recording" in listed
    kept = json.loads(rostra("judgements", page, "--json").stdout)
    assert (kept[0]["state"], kept[0]["value"]["person"]) == ("applied", "mira-holt")
    undone = rostra("judgements", "--undo", kept[0]["id"], "--by", "Olaf Tern", "--why", "another voice")
    assert undone.stderr.endswith("is undone, 1 statement changed.\n")
    assert (undone.returncode, rostra("show", page, "--json").stdout) == (0, before)
    assert "[undone by Olaf Tern" in rostra("judgements", page).stdout


def test_many_things_in_one_correction(rostra: Any, page: str) -> None:
    done = rostra(
        "correct", f"{page}/t1", "--role", "answer", "--title", "The ferry", "--date", "2014-08", "--json", *WHY
    )
    assert [each["action"] for each in json.loads(done.stdout)] == ["role", "field", "field"]
    event = json.loads(rostra("show", page, "--json").stdout)["event"]
    assert (event["title"], event["date"]) == ("The ferry", "2014-08")
    assert "(date 2014-08: corrected by Ines Marl on 20" in rostra("show", page).stdout


def test_boundaries(rostra: Any, page: str) -> None:
    count = len(turns(rostra, page))
    assert rostra("correct", f"{page}/t3", "--split-at", "The ramp is paid", *WHY).returncode == 0
    assert len(turns(rostra, page)) == count + 1
    named = [turn["id"] for turn in turns(rostra, page)]
    assert rostra("correct", f"{page}/{named[2]}", "--join-next", *WHY).returncode == 0
    assert turns(rostra, page)[2]["id"] == "t3"
    assert rostra("correct", f"{page}/t3", "--furniture", *WHY).returncode == 0
    assert len(turns(rostra, page)) == count - 1
    assert rostra("correct", f"{page}/t1", "--furniture", "Good day.", *WHY).returncode == 0
    assert turns(rostra, page)[0]["text"].startswith("The ferry between")


def test_no_transcript(rostra: Any, page: str) -> None:
    assert rostra("correct", page, "--not-a-transcript", *WHY).returncode == 0
    assert turns(rostra, page) == []


def test_persons_split_and_merge(rostra: Any, page: str) -> None:
    assert rostra("correct", page, "--person", "Jonas Veldt", "jonas-veldt-2", *WHY).returncode == 0
    assert rostra("correct", f"{page}/t1", "--speaker", "Mira Holt", *WHY).returncode == 0
    merged = rostra("correct", "--merge-person", "mira-holt", "--into", "jonas-veldt-2", *WHY)
    assert "1 statement changed" in merged.stderr
    assert "mira-holt is jonas-veldt-2" in rostra("judgements").stdout


def test_a_file_made_in_one_archive_works_in_another(rostra: Any, page: str, pages: Path, tmp_path: Path) -> None:
    rostra("correct", f"{page}/t1", "--speaker", "Mira Holt", *WHY)
    rostra("correct", f"{page}/t3", "--split-at", "The ramp is paid", *WHY)
    taken = json.loads(rostra("correct", page, "--place", "Lund", "--json", *WHY).stdout)[0]["id"]
    rostra("judgements", "--undo", taken, "--by", "Ines Marl")
    shared = tmp_path / "corrections.jsonl"
    assert rostra("judgements", "--export", shared).returncode == 0
    other = ("--archive", tmp_path / "other.sqlite")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "copy.html").write_bytes((pages / "a-ferry.html").read_bytes())
    rostra(*other, "add", pages / "c-salt.html")
    absent = rostra(*other, "judgements", "--import", shared)
    assert (absent.returncode, "3 of pages that are not here" in absent.stderr) == (1, True)
    rostra(*other, "add", elsewhere)
    first = rostra(*other, "judgements", "--import", shared, "--json")
    assert (first.returncode, json.loads(first.stdout)["new"]) == (0, 3)
    again = rostra(*other, "judgements", "--import", shared, "--json")
    assert (json.loads(again.stdout)["new"], json.loads(again.stdout)["known"]) == (0, 3)
    assert rostra(*other, "judgements", "--export", "-").stdout == shared.read_text()
    theirs = json.loads(rostra(*other, "show", page, "--json").stdout)
    assert theirs["turns"] == turns(rostra, page)
    assert len(shared.read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{page}/t1", "--role", "orator"), "There is no role 'orator'"),
        (("{page}", "--date", "2014-13-01"), "'2014-13-01' is no date"),
        (("{page}/t3", "--answers", "t3"), "t3 cannot answer itself"),
        (("{page}/t3", "--split-at", "never said"), "are not in turn t3"),
        (("{page}", "--speaker", "Mira Holt"), "--speaker is about a turn"),
        (("{page}",), "Nothing is corrected"),
        (("--date", "2014"), "No statement is named"),
        (("--merge-person", "jonas-veldt"), "A merge names two persons"),
        (("--merge-person", "jonas-veldt", "--into", "nobody"), "There is no person 'nobody'"),
        (("{page}/t1", "--join-next", "--furniture"), "One boundary at a time"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(rostra: Any, page: str, arguments: tuple[str, ...], said: str) -> None:
    done = rostra("correct", *(each.format(page=page) for each in arguments), *WHY)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert rostra("judgements", "--json").stdout.strip() == "[]"


def test_a_reason_is_required_and_the_name_has_a_default(rostra: Any, page: str) -> None:
    assert rostra("correct", page, "--date", "2014").returncode == 2
    assert rostra("correct", page, "--date", "2014", "--why", "dated by hand", ROSTRA_USER="Olaf Tern").returncode == 0
    assert "by Olaf Tern: dated by hand" in rostra("judgements").stdout


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        '{"schema": "rostra/judgements/9"}',
        '{"action": "speaker"}',
        '{"action": "role", "by": "a", "why": "b", "at": "2026-01-01T00:00:00Z", "value": {"role": "king"}, "quote": "x",'
        ' "start": 0, "sha256": "%s"}' % ("0" * 64),
        "[" * 200_000,
        "x" * 2_000_000,
    ],
)
def test_a_bad_file_changes_nothing(rostra: Any, page: str, tmp_path: Path, line: str) -> None:
    rostra("correct", f"{page}/t1", "--speaker", "Mira Holt", *WHY)
    good = rostra("judgements", "--export", "-").stdout
    (tmp_path / "bad.jsonl").write_text(good.replace("Mira Holt", "Mira Holm") + line + "\n")
    done = rostra("judgements", "--import", tmp_path / "bad.jsonl")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert len(json.loads(rostra("judgements", "--json").stdout)) == 1


def test_the_commands_are_listed() -> None:
    assert {"correct", "judgements"} <= set(root.COMMANDS)


def test_a_tag_is_renamed_in_the_whole_archive_and_a_statement_filed(rostra: Any, page: str) -> None:
    done = rostra("correct", page, "--file", "tag", "Ferrys", "--file", "section", "Letters", *WHY)
    assert done.returncode == 0
    renamed = rostra("correct", "--rename-tag", "Ferrys", "Ferries", *WHY)
    assert "rename-term, 1 statement changed" in renamed.stderr
    furniture = json.loads(rostra("show", page, "--json").stdout)["furniture"]
    assert ("Ferries" in furniture["tags"], furniture["sections"][-1]) == (True, "Letters")
    assert json.loads(rostra("search", "tag:Ferries", "--json").stdout)["hits"]
    listed = rostra("judgements").stdout
    assert "all the tag ferrys is Ferries, by Ines Marl" in listed
    assert "section Letters, by Ines Marl" in listed
    assert rostra("correct", "--rename-tag", "Nothing", "Ferries", *WHY).returncode == 2
    assert "whole archive" in rostra("correct", page, "--rename-tag", "a", "b", *WHY).stderr
    assert rostra("correct", page, "--file", "shelf", "Letters", *WHY).returncode == 2
