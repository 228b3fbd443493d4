"""Pages to add, the command as a process, and what an archive holds, in a form that two archives can be compared by."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from rostra.archive import open_record
from rostra.archive.schema import changes, metadata
from rostra.cli import main

TOPICS = ["ferry", "harbour", "bridge", "railway", "granary", "lighthouse", "market", "school", "theatre", "vineyard"]
PAGE = """<!doctype html><html lang="en"><head><title>On the {topic} of district {number}</title>
<link rel="canonical" href="https://ministry.example/news/{number}"></head><body><article><h1>On the {topic} of district
{number}: press conference by Jonas Veldt, Minister of Harbours of Ardania, Velgrad, {day} August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The {topic} of district {number} will open again on the first of May, and the fees of the {topic}
will stay as they are until the end of year {number} of the plan.</p>
<p><b>Question:</b> Who pays for the {topic}, and what becomes of the {number} people who work there?</p>
<p><b>Jonas Veldt:</b> {answer} The {number} people of the {topic} keep their work, as I promised them in spring.</p>
<p><b>Question:</b> When will you meet the mayor of district {number}?</p>
<p><b>Ines Marl:</b> The minister meets the mayor next week, here in Velgrad, about the {topic} and nothing else.</p>
</article></body></html>
"""
TIMES = {"added_at", "updated_at", "created_at", "at", "checked_at", "next_at", "sequence"}
"""Columns that say when, which no two runs agree on; the order of changes is compared by itself."""


def write_pages(folder: Path, count: int) -> list[Path]:
    """Two folders of `count` pages each: in the second, every other page is edited."""
    for name in ("first", "second"):
        (folder / name).mkdir()
        for number in range(count):
            edited = name == "second" and number % 2
            answer = "Both ports pay, and the town adds a third." if edited else "Both ports pay for it together."
            topic = TOPICS[number % len(TOPICS)]
            text = PAGE.format(topic=topic, number=number, day=number % 28 + 1, answer=answer)
            (folder / name / f"{number:04}.html").write_text(text)
    return [folder / "first", folder / "second"]


class Finished(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def rostra(location: Path | str, *arguments: str | Path) -> Finished:
    """The command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--archive", str(location), *map(str, arguments)])
    return Finished(code, out.getvalue(), err.getvalue())


def start_add(
    location: Path | str, sources: Sequence[Path], *, workers: int = 2, **options: Any
) -> subprocess.Popen[str]:
    """The command as a process of its own, in a group of its own."""
    command = [sys.executable, "-m", "rostra", "--archive", str(location), "add", *map(str, sources)]
    return subprocess.Popen(
        [*command, "--workers", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def add(location: Path | str, sources: Sequence[Path], **options: Any) -> Finished:
    """The same, to its end."""
    process = start_add(location, sources, **options)
    out, err = process.communicate(timeout=300)
    return Finished(process.returncode, out, err)


def wait_for_group(group: int, limit_s: float = 60.0) -> None:
    """Wait until no process of the group is left: workers end by themselves when their parent is gone."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError(f"processes of group {group} are left")


def contents(location: Path | str, *, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Table -> its rows but for times and the columns `without`, sorted; and the order of changes."""
    record = open_record(location, create=False)
    found = {}
    with record._reads() as connection:  # type: ignore[attr-defined]
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in TIMES | without]
            if table.name != "meta":
                found[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
        order = select(changes.c.statement).order_by(changes.c.sequence)
        found["order"] = [tuple(row) for row in connection.execute(order)]
    record.close()
    return found


def assert_same(location: Path | str, other: Path, *, ordered: bool = True) -> None:
    """Both archives hold the same: nothing is lost, nothing doubled."""
    mine, theirs = contents(location), contents(other)
    for name in theirs:
        if ordered or name != "order":
            assert mine[name] == theirs[name], name


def assert_sound(location: Path | str) -> None:
    """`rostra verify` finds nothing wrong; the index may have to catch up."""
    run = rostra(location, "verify")
    assert run.returncode == 0, run.stdout + run.stderr
    assert all(line.startswith("note: index-") for line in run.stdout.splitlines()), run.stdout


def assert_clear(run: Finished, *codes: int) -> None:
    """The command ended with one of these exit codes and plain words, not with a fault of its own."""
    assert run.returncode in codes, run.stderr
    assert "Traceback" not in run.stderr
    assert "fault of Rostra's" not in run.stderr, run.stderr
    assert run.returncode == 0 or "rostra: " in run.stderr or run.stdout, run


def hits(location: Path, *queries: str) -> list[str]:
    """What searches find, and in which order."""
    return [rostra(location, "search", query, "--limit", "50").stdout for query in queries]
