"""``meaning``, ``search --meaning`` and ``similar``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rostra.search.meaning import model

pytestmark = pytest.mark.skipif(not model.is_installed(), reason="needs the extra semantic")


@pytest.fixture
def prepared(rostra, pages: Path) -> None:
    assert rostra("add", pages).returncode == 1  # one page is none
    run = rostra("meaning", "--json", "--workers", "1")
    assert run.returncode == 0, run.stderr
    done = json.loads(run.stdout)
    assert done["statements"] == 2
    assert done["made"] + done["kept"] >= 10


def find(rostra, *arguments: str) -> list[dict]:
    return json.loads(rostra(*arguments, "--json").stdout)["found"]


def test_an_archive_that_was_not_prepared_is_told_how(rostra, pages: Path) -> None:
    rostra("add", pages)
    for run in (rostra("search", "--meaning", "boat"), rostra("similar", "--text", "boat")):
        assert run.returncode == 1
        assert run.stderr.count("\n") == 1
        assert "rostra meaning" in run.stderr


@pytest.mark.usefixtures("prepared")
def test_search_by_meaning_marks_what_it_found(rostra) -> None:
    assert rostra("search", "trucks on the boat").stdout == ""
    run = rostra("search", "--meaning", "trucks on the boat", "-n", "3")
    assert "by meaning 0." in run.stdout
    assert "lorries" in run.stdout
    assert rostra("search", "--meaning", "boat", "--order", "newest").returncode == 2
    assert rostra("meaning").stderr.endswith("nothing is new.\n")


@pytest.mark.usefixtures("prepared")
def test_similar_to_a_turn_and_to_a_text(rostra) -> None:
    (ramp, *_) = json.loads(rostra("search", "tonnes role:answer", "--json").stdout)["hits"]
    name = f"{ramp['statement_id']}/{ramp['turn_id']}"
    like = find(rostra, "similar", name)
    assert like[0]["verbatim"]  # the other page says the same of salt
    assert like[0]["hit"]["statement_id"] != ramp["statement_id"]
    assert find(rostra, "similar", name, "--before", "--same-speaker") == []  # both are of one day
    text = "We meet the fishermen next week in Velgrad, and I look forward to a frank talk."
    said = find(rostra, "similar", "--text", text, "--before")
    assert [each["verbatim"] for each in said[:2]] == [True, True]  # on both pages
    (day,) = {each["hit"]["date"] for each in said}
    assert day == "2014-08-06"
    for until, count in (("2014-8-7", len(said)), ("6.8.2014", 0), ("2014-9", len(said)), ("2014", 0)):
        assert len(find(rostra, "similar", "--text", text, "--before", "--until", until)) == count
    asked = find(rostra, "similar", "--questions", "--text", "Who gives the money for the ramp?")
    assert "ramp" in "".join(part["text"] for part in asked[0]["answers"][0]["passage"])
    printed = rostra("similar", "--questions", "--text", "Who gives the money for the ramp?").stdout
    assert "  Jonas Veldt: It will carry lorries" in printed


@pytest.mark.usefixtures("prepared")
def test_a_part_of_a_name_keeps_to_a_person_and_an_unknown_one_is_said(rostra) -> None:
    found = find(rostra, "similar", "--text", "The ferry will carry lorries.", "--speaker", "veldt")
    assert {each["hit"]["speaker"] for each in found} == {"Jonas Veldt"}
    run = rostra("similar", "--text", "The ferry will carry lorries.", "--speaker", "Nobody Known")
    assert "Nobody who speaks here is called Nobody Known." in run.stderr


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a/t1", "--text", "b"),
        ("--text", "b", "--same-speaker"),
        ("a/t1", "--same-speaker", "--speaker", "Jonas"),
        ("a/t1", "--before", "--questions"),
        ("--text", "b", "--before", "--until", "yesterday"),
        ("--text", "b", "--before", "--until", "2014-13"),
        ("--text", "b", "--until", "2014"),
    ],
)
def test_wrong_use_of_similar(rostra, arguments: tuple[str, ...]) -> None:
    run = rostra("similar", *arguments)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
