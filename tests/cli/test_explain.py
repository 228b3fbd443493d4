"""``rostra explain``: each step of reading a page, with sums that add up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rostra.api import explain, parse
from rostra.cli.explain import STEPS
from rostra.structure.style import probability


def test_every_step_is_told(rostra, pages: Path) -> None:
    run = rostra("explain", pages / "a-ferry.html")
    assert run.returncode == 0, run.stderr
    titles = [line.split()[1].lower() for line in run.stdout.splitlines() if line[:1].isdigit()]
    assert titles == list(STEPS)
    assert "* Jonas Veldt" in run.stdout
    assert "strong, before “:”, start" in run.stdout


def test_one_step_alone(rostra, pages: Path) -> None:
    run = rostra("explain", pages / "a-ferry.html", "--step", "turns")
    assert run.returncode == 0
    heading, *rows = run.stdout.strip().splitlines()
    assert "TURNS" in heading
    assert len(rows) == len(parse(pages / "a-ferry.html").turns)


def test_json_holds_all(rostra, pages: Path) -> None:
    run = rostra("explain", pages / "a-ferry.html", "--json")
    told = json.loads(run.stdout)
    assert set(told) == {"blocks", "clarity", "labels", "families", "genre", "transcript"}
    assert {block["part"] for block in told["blocks"]} >= {"title", "body"}


def test_a_page_that_is_none(process, pages: Path) -> None:
    run = process("explain", pages / "b-empty.html")
    assert run.returncode == 1
    assert run.stdout == ""
    assert "b-empty.html" in run.stderr


def test_the_transcript_is_that_of_parse(pages: Path) -> None:
    page = pages / "a-ferry.html"
    assert explain(page).transcript == parse(page)


@pytest.mark.parametrize("name", ["a-ferry.html", "c-salt.html"])
def test_the_reasons_add_up(pages: Path, name: str) -> None:
    found = explain(pages / name)
    adds = {family.family: family.adds for family in found.families}
    assert [label.believed for label in found.labels].count(True) == 5
    for label in found.labels:
        # The families' part is taken after the last round, the score before: they differ by what that round moved.
        assert label.score == pytest.approx(label.alone + adds[label.family], abs=0.3)
        assert label.probability == probability(label.score)
    genre = found.genre
    assert genre.genre == "dialogue"
    assert sum(reason.adds for reason in genre.dialogue) > sum(reason.adds for reason in genre.monologue)
    assert genre.transcript > 0.5


def test_a_file_that_the_xml_refers_to_is_told_as_refused(rostra, tmp_path: Path) -> None:
    declared = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    page = tmp_path / "page.xml"
    page.write_text(
        f'<?xml version="1.0"?>{declared}<r><title>Speech</title><body>We met at the &x; of Velm.</body></r>'
    )
    run = rostra("explain", page, "--step", "issues")
    assert run.returncode == 0, run.stderr
    assert "entity-refused: " in run.stdout
