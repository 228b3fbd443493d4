"""The tables that migrations make are those that the schema declares, and archives of every release still open."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from pages_made_up import HARBOUR, make_entry
from sqlalchemy import Connection, create_engine

from rostra import __version__
from rostra.archive import open_record
from rostra.archive.migrations import migrate
from rostra.archive.schema import OLDER_REVISIONS, REVISION, metadata
from rostra.model import ArchiveError

DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"
FIXTURES = Path(__file__).parent / "fixtures"


def tables_of(location: Path) -> dict[str, str]:
    database = sqlite3.connect(location)
    rows = database.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite%' AND sql IS NOT NULL"
    )
    found = {name: " ".join(sql.split()) for name, sql in rows}
    database.close()
    return found


def test_migrating_from_nothing_gives_the_declared_schema(tmp_path: Path) -> None:
    migrated, declared = create_engine(f"sqlite:///{tmp_path}/a"), create_engine(f"sqlite:///{tmp_path}/b")
    with migrated.begin() as connection:
        migrate(connection)
    metadata.create_all(declared)
    assert tables_of(tmp_path / "a") == tables_of(tmp_path / "b")
    assert len(tables_of(tmp_path / "a")) > 12


def test_every_revision_is_known() -> None:
    names = {path.name[1:5] for path in (Path(migrate.__code__.co_filename).parent / "versions").glob("v*.py")}
    assert names == {REVISION, *OLDER_REVISIONS}


def test_all_tables_are_strict(tmp_path: Path) -> None:
    open_record(tmp_path / "record.sqlite").close()
    assert all("STRICT" in sql for sql in tables_of(tmp_path / "record.sqlite").values() if "CREATE TABLE" in sql)


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.archive")), ids=lambda path: path.stem)
def test_archives_of_every_release_still_open(fixture: Path, tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(fixture, location)
    record = open_record(location, create=False)
    cards = record.find_statements(person="ada-brandt", order="oldest").items
    assert [card.title for card in cards] == ["Opening of the harbour", "The second pier"]
    statement = record.get_statement(cards[0].id)
    assert [version.number for version in statement.versions] == [1, 2]
    turns = statement.transcript.turns
    assert [turn.id for turn in turns] == ["t1", "t7", "t8", "t2", "t3", "t4", "t5"]
    assert [turn.answers for turn in turns] == [None, None, "t7", None, "t2", None, "t4"]
    assert statement.transcript.turn_text(turns[0]).startswith("Ladies and gentlemen, the harbour of Norrvik")
    assert record.find_turn(statement.id, "t6") is None
    assert statement.card.views == 2134
    assert record.get_capture(statement.versions[0].sha256).uri == "pages/harbour.html"
    assert record.get_person("ada-brandt").offices == ("Mayor",)
    assert [change.statement_id for change in record.changes()][:2] == [cards[1].id, cards[0].id]
    record.close()


def make_second_revision(monkeypatch: pytest.MonkeyPatch, *, fails: bool) -> None:
    """Make this release one that wants a column more."""

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE views ADD COLUMN last TEXT")
        if fails:
            raise KeyboardInterrupt
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")

    monkeypatch.setattr("rostra.archive.sqlite.REVISION", "0999")
    monkeypatch.setattr("rostra.archive.sqlite.OLDER_REVISIONS", {REVISION, *OLDER_REVISIONS})
    monkeypatch.setattr("rostra.archive.migrations.migrate", step)


def test_an_older_archive_is_brought_up_to_date_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / f"0.1.0-r{REVISION}.archive", location)
    make_second_revision(monkeypatch, fails=False)
    for _ in range(2):
        record = open_record(location)
        assert record.count().statements == 2
        record.close()
    assert "last TEXT" in tables_of(location)["views"]


def test_an_interrupted_migration_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0.archive", location)
    before = tables_of(location)
    with monkeypatch.context() as patch:
        make_second_revision(patch, fails=True)
        with pytest.raises(KeyboardInterrupt):
            open_record(location)
    assert tables_of(location) == before
    assert open_record(location).count().statements == 2


def test_an_older_archive_that_may_not_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0.archive", location)
    make_second_revision(monkeypatch, fails=False)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ArchiveError, match="brought up to date"):
        open_record(location)


def test_the_document_names_every_table_and_its_example_runs(tmp_path: Path) -> None:
    document = DOCUMENT.read_text("utf-8")
    assert [name for name in metadata.tables if f"`{name}`" not in document] == []
    shutil.copy(FIXTURES / "0.1.0.archive", tmp_path / "record.sqlite")
    database = sqlite3.connect(tmp_path / "record.sqlite")
    rows = database.execute(document.partition("```sql\n")[2].partition("```")[0]).fetchall()
    database.close()
    assert len(rows) == 1
    assert rows[0][1].startswith("Who pays for the second pier")


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.archive")), ids=lambda path: path.stem)
def test_archives_of_every_release_prove_sound_and_go_on(fixture: Path, tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(fixture, location)
    record = open_record(location, create=False)
    assert list(record.prove()) == []
    (card,) = record.find_statements(date="2014-08").items
    before = record.get_statement(card.id)
    added = record.add(make_entry(HARBOUR, address=before.address, content=b"Put back as it was."))
    assert (added.statement_id, added.outcome, added.version) == (card.id, "changed", 3)
    assert [turn.id for turn in record.get_statement(card.id).transcript.turns] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert record.get_version(card.id, 2) == before.transcript
    assert record.edits().total == 2  # also of an archive of before there was a kind of change
    assert list(record.prove()) == []
    record.close()


def test_an_archive_of_the_second_revision_keeps_what_people_decided_and_what_was_visited(tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0-r0002.archive", location)
    record = open_record(location, create=False)
    harbour, pier = (record.get_statement(card.id) for card in record.find_statements(order="oldest").items)
    speaker, place, undone = record.judgements()
    assert (speaker.action, speaker.by, speaker.why, speaker.state) == (
        "speaker", "Ines Marl", "The recording says so.", "applied"
    )  # fmt: skip
    assert (place.action, place.value, place.state) == ("field", {"field": "place", "value": "Lund Island"}, "applied")
    assert (undone.statement, undone.state, undone.undone and undone.undone.by) == (harbour.id, "undone", "Ines Marl")
    (turn,) = pier.transcript.turns
    assert (turn.speaker, turn.rule, pier.card.place) == ("Tomas Keel", "judgement", "Lund Island")
    assert harbour.transcript.turns[0].role == "statement"
    record.undo(speaker.id, by="Ines Marl")
    record.undo(place.id, by="Ines Marl")
    restored = record.get_statement(pier.id)
    assert (restored.transcript.turns[0].speaker, restored.card.place) == ("Ada Brandt", "Norrvik")
    (edit,) = record.edits(quiet=True).items
    assert (edit.card.id, edit.version.number, edit.version.changed_turns) == (harbour.id, 2, 2)
    brought, failed = record.visits("https://norrvik.example/1")
    assert (brought.outcome, brought.statement, brought.sha256) == ("new", harbour.id, harbour.versions[1].sha256)
    assert (failed.outcome, failed.error) == ("failed", "No answer in 30 seconds.")
    validators = record.validators("https://norrvik.example/1")
    assert validators is not None
    assert validators.etag == '"7"'
    assert [source.address for source in record.sources()] == ["https://norrvik.example/feed"]
    record.close()


def test_an_archive_of_the_fifth_revision_keeps_its_searches_and_the_order_of_arrival(tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0-r0005.archive", location)
    record = open_record(location, create=False)
    (piers,) = record.searches()
    assert (piers.slug, piers.query, piers.public, piers.sequence, piers.run_at) == ("piers", "pier", True, 7, None)
    assert [(miss.query, miss.count) for miss in record.misses()] == [("lighthouse keeper", 1)]
    harbour, pier = (record.get_statement(card.id) for card in record.find_statements(order="oldest").items)
    assert [version.sequence for version in harbour.versions] == [1, 3]
    assert (pier.arrived, harbour.arrived) == (2, 3)
    record.close()


def test_an_archive_of_the_eighth_revision_keeps_from_readers_what_was_withdrawn(tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0-r0008.archive", location)
    record = open_record(location, create=False)
    (notice,) = record.withdrawals()
    assert (notice.title, notice.by, notice.reason) == ("The lamp", "Ines Marl", "The recording says so.")
    assert record.count().statements == 2
    record.undo(record.judgements(notice.statement)[0].id, by="Olaf Tern")
    assert record.get_statement(notice.statement).card.title == "The lamp"
    record.close()


def test_in_an_archive_of_before_arrivals_were_noted_nothing_is_new(tmp_path: Path) -> None:
    location = tmp_path / "record.sqlite"
    shutil.copy(FIXTURES / "0.1.0-r0002.archive", location)
    record = open_record(location, create=False)
    assert {record.get_statement(card.id).arrived for card in record.find_statements().items} == {0}
    assert record.searches() == ()
    record.close()


def test_there_is_an_archive_of_this_release_and_revision() -> None:
    """Where this fails, the schema has changed: make another fixture (docs/record.md), and keep the others."""
    for name in ("0.1.0", f"{__version__}-r{REVISION}"):
        assert (FIXTURES / f"{name}.archive").stat().st_size < 250_000
