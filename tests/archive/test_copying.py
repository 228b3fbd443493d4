"""A copy holds all that the archive did, in whichever database, or nothing was made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_made_up import Line, make_entry, other_lines
from sqlalchemy import create_engine, select

from rostra.archive import Entry, Judgement, Record, copying, open_record
from rostra.archive.publishing import DraftFields
from rostra.archive.schema import metadata
from rostra.model import ArchiveError, UsageError, Visit

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
"""Any characters, NUL among them, but none that no encoding carries."""
LINES = st.lists(st.tuples(st.sampled_from(["question", "answer", "note"]), WORDS, WORDS), max_size=5)
PAGES = st.lists(st.tuples(st.integers(0, 3), LINES, WORDS), max_size=5)
ADDRESS = "https://norrvik.example/1"


def fill(record: Record) -> None:
    """Something in every table."""
    pages = [make_entry(other_lines(n), uri=f"{n}.html", title=f"Talk {n}") for n in range(3)]
    ids = [record.add(page).statement_id for page in pages]
    record.add(make_entry(other_lines(1)[:4], uri="1.html", title="Talk 1"))
    record.judge(Judgement(action="role", value={"role": "note"}, statement=ids[0], turn="t1", by="Ines Marl", why="b"))
    record.add_view(ids[2])
    for n, content in enumerate((pages[0].capture.content, None, b"<p>Not a statement.")):
        outcome: Any = "failed" if content is None else "fetched"
        record.add_visit(Visit(address=ADDRESS, at=f"2024-05-0{n + 1}T08:00:00Z", outcome=outcome, content=content))
    record.add_account("Ines Marl", "editor", "a hash")
    record.begin_session("Ines Marl", "a digest", expires_at="2100-01-01T00:00:00.000Z")
    record.begin_try({"a digest": 3}, at_s=1.0, window_s=60)
    record.claim(ids[0], "Ines Marl")
    record.save_search("Talks", "talk", public=True)
    record.note_miss("lighthouse")
    record.add_draft(DraftFields(title="The lamp"), "It is lit again.", by="Ines Marl")
    record.pin("", ids[0], by="Ines Marl")
    record.watch("https://norrvik.example/feed.xml", "feed", every_s=60, next_at="2024-05-02T08:00:00Z")


@pytest.fixture
def full(tmp_path: Path) -> str:
    location = str(tmp_path / "full.sqlite")
    record = open_record(location)
    fill(record)
    record.close()
    return location


def tables(location: str, *, nul: str = "\x00") -> dict[str, list[Any]]:
    """All rows of all tables but the generation, with `nul` for each NUL of a text."""

    def plain(row: Any) -> str:
        return repr([value.replace("\x00", nul) if isinstance(value, str) else value for value in row])

    if "://" in location:
        base, _, schema = location.partition("?schema=")
        engine = create_engine(base.replace("postgresql:", "postgresql+psycopg:"))
        options: dict[str, Any] = {"schema_translate_map": {None: schema}}
    else:
        engine, options = create_engine(f"sqlite:///{location}"), {}
    with engine.connect().execution_options(**options) as connection:
        found = {table.name: sorted(map(plain, connection.execute(select(table)))) for table in metadata.sorted_tables}
    engine.dispose()
    found["meta"] = [row for row in found["meta"] if "generation" not in row]
    return found


def proves(location: str) -> bool:
    record = open_record(location, create=False)
    try:
        return list(record.prove()) == []
    finally:
        record.close()


def test_a_file_holds_all_that_the_other_did(full: str, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.sqlite")
    seen: list[tuple[int, int, str]] = []
    copied = copying.copy(full, target, told=lambda *each: seen.append(each))
    assert tables(target) == tables(full)
    assert {name for name, rows in tables(full).items() if not rows} <= {
        "turn_redirects",
        "statement_redirects",
        "issues",
    }
    assert {each.name: each.rows for each in copied.tables} == {name: len(rows) for name, rows in tables(full).items()}
    assert seen[-1][:2] == (2 * copied.rows, 2 * copied.rows)
    assert proves(target)
    records = [open_record(each) for each in (full, target)]
    assert records[0].generation != records[1].generation
    for record in records:
        record.add(make_entry(other_lines(7), uri="7.html", title="Talk 7"))
    assert list(records[0].changes()) == list(records[1].changes())
    for record in records:
        record.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite", "full.sqlite"]


@pytest.mark.postgres
def test_there_and_back_nothing_is_lost(full: str, postgres: str, tmp_path: Path) -> None:
    back = str(tmp_path / "back.sqlite")
    there = copying.copy(full, postgres)
    assert proves(postgres)
    assert copying.copy(postgres, back).tables == there.tables
    assert tables(full) == tables(postgres) == tables(back)
    records = [open_record(each) for each in (full, postgres, back)]
    for record in records:
        record.add(make_entry(other_lines(7), uri="7.html", title="Talk 7"))
        record.add_visit(Visit(address=ADDRESS, at="2024-06-01T08:00:00Z", outcome="failed"))
    assert list(records[0].changes()) == list(records[1].changes()) == list(records[2].changes())
    assert records[0].visits(ADDRESS) == records[1].visits(ADDRESS) == records[2].visits(ADDRESS)
    for record in records:
        record.close()


@settings(max_examples=6, deadline=None)
@given(PAGES)
def test_any_archive_in_files(pages: list[tuple[int, list[Line], str]]) -> None:
    with TemporaryDirectory() as folder:
        first, second = (str(Path(folder) / name) for name in ("a.sqlite", "b.sqlite"))
        add_all(first, pages)
        copying.copy(first, second)
        assert tables(first) == tables(second)
        assert proves(second)


@pytest.mark.postgres
@settings(max_examples=6, deadline=None)
@given(PAGES)
def test_any_archive_there_and_back(postgres_url: str, pages: list[tuple[int, list[Line], str]]) -> None:
    import psycopg

    schema = f"t{uuid4().hex[:12]}"
    there = f"{postgres_url}?schema={schema}"
    with TemporaryDirectory() as folder:
        first, back = (str(Path(folder) / name) for name in ("a.sqlite", "b.sqlite"))
        add_all(first, pages)
        try:
            copying.copy(first, there)
            copying.copy(there, back)
        finally:
            with psycopg.connect(postgres_url) as connection:
                connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")  # type: ignore[arg-type]
        assert tables(first, nul="\ufffd") == tables(back)


def add_all(location: str, pages: list[tuple[int, list[Line], str]]) -> None:
    record = open_record(location)
    for number, (place, lines, title) in enumerate(pages):
        record.add(read(place, lines, title, number))
    record.close()


def read(place: int, lines: list[Line], title: str, number: int) -> Entry:
    uri = f"https://norrvik.example/{place}"
    return make_entry(lines, uri=uri, content=f"page {number}".encode(), title=title, parser=str(number))


# refusals


def test_what_is_there_already_is_left_alone(full: str, tmp_path: Path) -> None:
    other, foreign = str(tmp_path / "other.sqlite"), tmp_path / "notes.txt"
    record = open_record(other)
    record.add(make_entry())
    record.close()
    foreign.write_text("Buy bread.")
    before = tables(other)
    for target, words in (
        (other, "holds something"),
        (str(foreign), "no archive|not a database|not a Rostra"),
        (str(tmp_path), "folder"),
    ):
        with pytest.raises(ArchiveError, match=words):
            copying.copy(full, target)
    assert tables(other) == before
    assert foreign.read_text() == "Buy bread."


def test_an_archive_is_not_copied_onto_itself(full: str, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(full)
    before = tables(full)
    for target in (full, str(link)):
        with pytest.raises(ArchiveError, match="archive itself"):
            copying.copy(full, target)
    with pytest.raises(UsageError):
        copying.copy(full, ":memory:")
    assert tables(full) == before


def test_a_copy_of_nothing_leaves_nothing(full: str, tmp_path: Path) -> None:
    for source, target, words in (
        ("missing.sqlite", "copy.sqlite", "no archive|does not exist|There is no"),
        (full, "no/folder/copy.sqlite", "folder"),
    ):
        with pytest.raises(ArchiveError, match=words):
            copying.copy(source, str(tmp_path / target))
    assert [path.name for path in tmp_path.iterdir()] == ["full.sqlite"]


def test_an_empty_archive_takes_the_copy(full: str, tmp_path: Path) -> None:
    empty, nothing = tmp_path / "empty.sqlite", tmp_path / "nothing.sqlite"
    open_record(empty).close()
    nothing.touch()
    for target in (empty, nothing):
        copying.copy(full, str(target))
        assert tables(str(target)) == tables(full)


def test_an_archive_of_an_older_release_is_brought_up_to_date(tmp_path: Path) -> None:
    older = min((Path(__file__).parent / "fixtures").glob("*.archive"))
    source = tmp_path / "older.sqlite"
    shutil.copy(older, source)
    copying.copy(str(source), str(tmp_path / "copy.sqlite"))
    assert proves(str(tmp_path / "copy.sqlite"))


@pytest.mark.parametrize("where", ["new", "empty", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_an_interruption_leaves_everything_as_it_was(
    full: str, where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    target = request.getfixturevalue("postgres") if where == "postgres" else str(tmp_path / "copy.sqlite")
    if where == "empty":
        open_record(target).close()

    def stop(done: int, total: int, what: str) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copying.copy(full, target, told=stop)
    if where == "empty":
        assert not any(rows for name, rows in tables(target).items() if name != "meta")
    else:
        with pytest.raises(ArchiveError, match="no archive"):
            open_record(target, create=False)
        assert not Path(target).exists()
    copying.copy(full, target)
    assert tables(target) == tables(full)


@pytest.mark.parametrize("where", ["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_row_that_did_not_arrive_is_noticed(
    full: str, where: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = request.getfixturevalue("postgres") if where == "postgres" else str(tmp_path / "copy.sqlite")
    add: Callable[..., Any] = copying._Sum.add

    def damage(self: Any, row: Any) -> Any:
        found = add(self, row)
        return {**found, "text": "Other words."} if "text" in found else found

    monkeypatch.setattr(copying._Sum, "add", damage)
    with pytest.raises(ArchiveError, match="table turns differs"):
        copying.copy(full, target)
    with pytest.raises(ArchiveError, match="no archive"):
        open_record(target, create=False)


@pytest.mark.postgres
def test_a_database_with_pages_in_it_is_refused(full: str, postgres: str) -> None:
    record = open_record(postgres)
    copying.copy(full, postgres)
    assert record.count().statements == 3
    before = tables(postgres)
    with pytest.raises(ArchiveError, match="holds something"):
        copying.copy(full, postgres)
    with pytest.raises(ArchiveError, match="archive itself"):
        copying.copy(postgres, postgres)
    assert tables(postgres) == before
    record.close()
