"""The commands that measure: aligned lines, tables, and tables for other programs."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rostra.analysis import Point, Series
from rostra.api import Line
from rostra.cli.columns import bar, cells, head, tail
from rostra.cli.kwic import aligned
from rostra.cli.trends import shown_rows

Run = Callable[..., Any]


@pytest.fixture
def filled(rostra: Run, pages: Path) -> Run:
    assert rostra("add", pages).returncode == 1  # one page is empty
    return rostra


def test_lines_are_aligned(filled: Run) -> None:
    done = filled("kwic", "harbour", COLUMNS="90")
    lines = done.stdout.splitlines()
    assert len(lines) > 1
    assert len({line.index("harbour", 20) for line in lines}) == 1
    assert all(len(line) <= 90 for line in lines)
    assert "All " in done.stderr


def test_kwic_for_other_programs(filled: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("kwic", "ferry", "--format", "csv").stdout)))
    assert {row["match"].lower() for row in rows} == {"ferry"}
    listed = json.loads(filled("kwic", "ferry", "--format", "json").stdout)
    assert [row["statement_id"] for row in listed] == [row["statement_id"] for row in rows]
    lines = [json.loads(line) for line in filled("kwic", "ferry", "--format", "jsonl").stdout.splitlines()]
    assert lines == listed
    whole = json.loads(filled("kwic", "ferry", "--group", "speaker", "--json").stdout)
    assert (whole["total"], whole["group"]) == (len(rows), "speaker")


COUNTED = [
    (["kwic", "the", "-n", "2"], r"^1-2\. The first \d+ of \d+ matching turns, newest first\."),
    (["kwic", "the", "-n", "2", "-s", "left1"], r"^1-2 of \d+ lines\. All \d+ matching turns"),
    (["kwic", "the", "-g", "left1"], r"^\d+ groups of \d+ lines\. All \d+ matching turns"),
    (["collocates", "the", "-n", "2"], r"^2 of \d+ words among \d+ words\. All \d+ matching turns"),
    (["distinctive", "role:question", "-n", "2", "--turns", "1", "--minimum", "1"], r"^2 of \d+ words\. \d+ words in"),
]


@pytest.mark.parametrize(("arguments", "told"), COUNTED)
def test_a_table_says_how_much_of_all_it_is(filled: Run, arguments: list[str], told: str) -> None:
    """In every style, beside the table: what is cut off must not look like all there is."""
    said = [filled(*arguments, "--format", style) for style in ("text", "csv", "jsonl")]
    assert len({done.stderr for done in said}) == 1
    assert re.search(told, said[0].stderr.splitlines()[-1]), said[0].stderr
    assert len(said[2].stdout.splitlines()) == 2 or "-g" in arguments


def test_lines_beyond_the_window_are_printed(filled: Run) -> None:
    every = filled("kwic", "the", "-f", "jsonl", "-n", "9999").stdout.splitlines()
    assert len(every) > 3
    assert (
        filled("kwic", "the", "-f", "jsonl", "--window", "1", "--offset", str(len(every) - 1)).stdout
        == f"{every[-1]}\n"
    )


def test_choices_and_defaults_are_those_of_the_rooms() -> None:
    """They are spelled out in the commands and in `Archive`, so that starting up and reading a signature need no index."""
    from rostra.analysis import collocates, distinctive, trends
    from rostra.api import Archive
    from rostra.cli import collocates as cli_collocates
    from rostra.cli import distinctive as cli_distinctive
    from rostra.cli import kwic as cli_kwic
    from rostra.cli import trends as cli_trends
    from rostra.search import concordance

    assert (cli_kwic.ORDERS, cli_trends.BY) == (concordance.ORDERS, trends.BY)
    assert (cli_collocates.ORDERS, cli_distinctive.ORDERS) == (collocates.ORDERS, distinctive.ORDERS)
    for method, room in (
        (Archive.concordance, concordance.make_concordance),
        (Archive.collocates, collocates.find_collocates),
        (Archive.distinctive, distinctive.find_distinctive),
        (Archive.trends, trends.find_trends),
    ):
        own, theirs = (
            {
                name: each.default
                for name, each in inspect.signature(made).parameters.items()
                if each.kind == each.KEYWORD_ONLY
            }
            for made in (method, room)
        )
        assert {name: value for name, value in own.items() if name != "against"} == theirs, method


def test_kwic_groups_lead_to_their_lines(filled: Run) -> None:
    groups = list(csv.DictReader(io.StringIO(filled("kwic", "ferry", "-g", "right1", "-f", "csv").stdout)))
    for group in groups:
        printed = filled("kwic", "ferry", "-g", "right1", "--only", group["key"], "-f", "jsonl").stdout
        assert len(printed.splitlines()) == int(group["lines"])


@pytest.mark.parametrize("options", [["--sort", "colour"], ["--group", "left9"], ["--sort", "left1,oldest"]])
def test_keys_that_there_are_not_are_wrong_use(filled: Run, options: list[str]) -> None:
    done = filled("kwic", "ferry", *options)
    assert done.returncode == 2
    assert "Choose from: match" in done.stderr


@pytest.mark.parametrize("command", ["kwic", "collocates", "trends", "distinctive"])
@pytest.mark.parametrize("query", ["((", "xyzzy", "speaker:nobody", "* *"])
def test_nothing_found_is_no_error(filled: Run, command: str, query: str) -> None:
    assert filled(command, query).returncode == 0


def test_collocates_trends_and_distinctive_words_print_tables(filled: Run) -> None:
    near = filled("collocates", "ferry", "--minimum", "1")
    assert near.stdout.split()[:2] == ["word", "near"]
    over_time = filled("trends", "ferry", "harbour")
    assert "2014" in over_time.stdout
    assert "█" in over_time.stdout
    rows = list(csv.DictReader(io.StringIO(filled("trends", "ferry", "harbour", "-f", "csv").stdout)))
    assert [row["query"] for row in rows] == ["ferry", "harbour"]
    marking = json.loads(filled("distinctive", "role:question", "--turns", "1", "--minimum", "1", "-f", "json").stdout)
    assert {"word", "g2", "ratio", "per_million"} <= set(marking[0])


def test_trends_print_words_and_what_they_are_a_share_of(filled: Run) -> None:
    printed = filled("trends", "ferry", "bridge date:2014").stdout
    rows = list(csv.DictReader(io.StringIO(filled("trends", "ferry", "-f", "csv").stdout)))
    said = next(row for row in rows if row["name"] == "2014")
    assert re.search(rf"^  2014 +{said['turns']} +[\d,.]+ +{int(said['words']):,}\b", printed, re.M), printed
    assert re.search(r"^  of [\d,]+ words in all turns$", printed, re.M)
    assert re.search(r"^  of [\d,]+ words in the turns of date:2014$", printed, re.M)
    assert "first 6 queries" in filled("trends", *"abcdefg").stderr


def test_months_in_which_nothing_matches_are_one_line() -> None:
    points = tuple(
        Point(name=f"2014-{month:02}", turns=int(month in {6, 8}), of_turns=2, words=100, per_million=0.0, refined="")
        for month in range(1, 13)
    )
    series = Series(query="ferry", base="", value="", turns=2, words=1200, points=points)
    rows = [(row.name, row.turns, row.of_turns, row.words) for row in shown_rows(series, "month")]
    assert rows == [
        ("2014-01..2014-05", 0, 10, 500), ("2014-06", 1, 2, 100), ("2014-07", 0, 2, 100), ("2014-08", 1, 2, 100),
        ("2014-09..2014-12", 0, 8, 400),
    ]  # fmt: skip
    assert shown_rows(series, "speaker") == list(points)


def line(left: str, match: str, right: str) -> Line:
    return Line(
        statement_id="abc", turn_id="t1", title="", kind="", language=None, date=None, role="", speaker="", person="",
        left=left, match=match, right=right,
    )  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        line("the ", "ferry", " sails"),
        line("", "ferry", ""),
        line("w " * 90, "ferry", " r" * 90),
        line("昨日の", "停戦", "は続く" * 40),
        line("e\u0301te\u0301 " * 40, "ferry", " x" * 80),
    ],
)
def test_a_match_begins_in_the_same_cell_whatever_stands_before_it(made: Line) -> None:
    import click

    printed = click.unstyle(aligned(made, 80))
    before = printed[: printed.index(made.match, 16)]
    assert cells(before) == 16 + (80 - 16) * 45 // 100
    assert cells(printed) <= 80


def test_right_to_left_the_right_edges_meet_and_what_comes_first_stands_right() -> None:
    import click

    printed = [click.unstyle(aligned(line("قال إن ", match, " مفتوح للجميع"), 80)) for match in ("المعبر", "باب")]
    for text, match in zip(printed, ("المعبر", "باب"), strict=True):
        assert text.index("مفتوح") < text.index(match) < text.index("قال")
        before = text[: text.index(match) + len(match)]
        assert cells(before) == 16 + 64 - 64 * 45 // 100


def test_words_of_pages_do_not_steer_the_terminal() -> None:
    assert "\x1b[2J" not in aligned(line("\x1b[2J", "ferry", "\u202e"), 80)
    assert "\u202e" not in aligned(line("\x1b[2J", "ferry", "\u202e"), 80)


def test_columns() -> None:
    assert (head("停戦a", 3), tail("a停戦", 3), head("ab", 4), tail("ab", 4)) == ("停 ", " 戦", "ab  ", "  ab")
    assert (bar(0, 10), bar(1, 10), bar(0.0001, 10), cells(bar(0.5, 10))) == ("", "█" * 10, "▏", 5)


def test_a_table_is_no_program(filled: Run) -> None:
    from rostra.exporters.table import write_table

    rows = list(csv.reader(io.StringIO(write_table(["a"], [["=1+1"], ["@x"], ["a\nb"], [-2], [None]], "csv"))))
    assert rows == [["a"], ["'=1+1"], ["'@x"], ["a b"], ["-2"], [""]]
    assert json.loads(write_table(["a"], [["=1+1"]], "json")) == [{"a": "=1+1"}]
