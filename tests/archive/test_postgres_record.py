"""The PostgreSQL store keeps every promise of a record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conformance import RecordSuite
from pages_made_up import make_entry, other_lines
from postgres_server import GUARDED
from sqlalchemy import Connection, create_engine

from rostra.archive import Change, Judgement, Record, open_record
from rostra.archive.copying import copy
from rostra.archive.schema import metadata
from rostra.model import ArchiveError, UnkeepableError, Visit

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.postgres

BRANDT = {"Ada Brandt": "a-b"}


class TestDatabase(RecordSuite):
    @pytest.fixture
    def record(self, postgres: str) -> Iterator[Record]:
        record = open_record(postgres)
        yield record
        record.close()


def test_both_databases_have_the_declared_schema(postgres: str) -> None:
    """The migrations' tables are compared with those that the schema declares, as the server describes them."""
    open_record(postgres).close()
    base, _, migrated = postgres.partition("?schema=")
    engine = create_engine(base.replace("postgresql:", "postgresql+psycopg:"))
    declared = f"{migrated}_d"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {declared}")
        connection.exec_driver_sql(f"SET LOCAL search_path TO {declared}")
        metadata.create_all(connection)
        found = [describe(connection, schema) for schema in (migrated, declared)]
        connection.exec_driver_sql(f"DROP SCHEMA {declared} CASCADE")
    engine.dispose()
    assert len(found[0]) > 100
    assert found[0] == found[1]


def describe(connection: Connection, schema: str) -> list[tuple[Any, ...]]:
    columns = connection.exec_driver_sql(
        "SELECT table_name, column_name, data_type, collation_name, is_nullable, replace(column_default, table_schema || '.', '')"
        " FROM information_schema.columns WHERE table_schema = %s AND table_name <> 'alembic_version'",
        (schema,),
    )
    indexes = connection.exec_driver_sql(
        "SELECT tablename, replace(indexdef, schemaname || '.', '') FROM pg_indexes"
        " WHERE schemaname = %s AND tablename <> 'alembic_version'",
        (schema,),
    )
    return sorted(tuple(map(str, row)) for row in [*columns, *indexes])


def test_programs_that_add_the_same_and_other_pages_lose_and_double_nothing(postgres: str) -> None:
    command = [sys.executable, str(Path(__file__).parent / "adder.py"), postgres]
    adders = [subprocess.Popen([*command, str(first), "30"], stdout=subprocess.DEVNULL) for first in (0, 0, 15, 15)]
    seen: list[Change] = []
    record = None
    while any(adder.poll() is None for adder in adders):
        record = record or open_record(postgres)
        seen += record.changes(seen[-1].sequence if seen else 0)
    assert [adder.wait(timeout=60) for adder in adders] == [0, 0, 0, 0]
    record = record or open_record(postgres)
    seen += record.changes(seen[-1].sequence if seen else 0)
    cards = record.find_statements(limit=1_000).items
    assert len(cards) == 45
    for card in cards:
        statement = record.get_statement(card.id)
        assert card.version == len(statement.versions) == 2
        assert len(statement.transcript.turns) == card.turns == 4
    last = {change.statement_id: change.sequence for change in seen}
    assert last == {change.statement_id: change.sequence for change in record.changes()}
    record.close()


def test_judging_merging_visiting_and_adding_side_by_side_lose_nothing(postgres: str) -> None:
    """Pages come in under a person's name while that person is merged, visited and judged by others."""
    record = open_record(postgres)
    pages = [make_entry(other_lines(n), uri=f"{n}.html", title=f"Talk {n}", persons=BRANDT) for n in range(40)]
    first = record.add(pages[0]).statement_id
    keel = record.add(make_entry(uri="keel.html", title="Keel")).statement_id
    merge = Judgement(action="merge-person", value={"from": "a-b", "into": "ada-brandt"}, by="a", why="b")
    words = [
        Judgement(action="role", value={"role": "note"}, statement=keel, turn=f"t{n % 5 + 1}", by=f"{n}", why="b")
        for n in range(20)
    ]
    visits = [
        Visit(address="https://norrvik.example/1", at=f"2024-05-01T08:00:{n:02}Z", outcome="fetched",
              content=pages[n].capture.content) for n in range(40)
    ]  # fmt: skip
    with ThreadPoolExecutor(8) as pool:
        started = [
            *(pool.submit(record.add, page) for page in pages[:20]),
            pool.submit(record.judge, merge),
            *(pool.submit(record.add, page) for page in pages[20:]),
            *(pool.submit(record.judge, wish) for wish in words),
            *(pool.submit(record.add_visit, visit) for visit in visits),
            *(
                pool.submit(record.watch, f"https://norrvik.example/{n % 3}", "feed", every_s=n, next_at="2024")
                for n in range(9)
            ),
        ]
        for each in started:
            each.result(timeout=60)
    assert record.count().statements == 41
    assert [person.slug for person in record.persons() if person.slug == "a-b"] == []
    assert len(record.judgements(keel)) == 20
    assert {visit.statement for visit in record.visits("https://norrvik.example/1")} == {
        record.add(page).statement_id for page in pages
    }
    assert len(record.sources()) == 3
    assert first in {change.statement_id for change in record.changes()}
    assert list(record.prove()) == []
    record.close()


def test_another_programs_schema_is_refused_and_left_alone(postgres: str) -> None:
    base, _, schema = postgres.partition("?schema=")
    with psycopg.connect(base) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        connection.execute(f"CREATE TABLE {schema}.recipes (name text)")
    with pytest.raises(ArchiveError, match="another program"):
        open_record(postgres)


def test_refusals_name_the_way_out_and_never_the_password(postgres: str) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        open_record(postgres, create=False)
    secret = postgres.replace("rostra@", "rostra:secret@")
    for address, hint in (
        (secret.replace("/postgres?", "/nowhere?"), "createdb"),
        (secret.replace("rostra:", "nobody_here:"), "createuser"),
        ("postgresql://rostra:secret@127.0.0.1:1/postgres", "No server answers"),
    ):
        with pytest.raises(ArchiveError) as caught:
            open_record(address)
        assert hint in caught.value.hint
        assert "secret" not in caught.value.message


@pytest.fixture
def user(postgres: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The archive's address for a user who may do nothing yet; the password is "right"."""
    base = postgres.partition("?")[0]
    name = getattr(request, "param", "visitor")
    with psycopg.connect(base) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'right'")
    yield postgres.replace("rostra@", f"{name}:right@")
    with psycopg.connect(base) as connection:
        connection.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


def grant(postgres: str, what: str, *, to: str = "visitor") -> None:
    base, _, schema = postgres.partition("?schema=")
    with psycopg.connect(base) as connection:
        connection.execute(f"GRANT {what.replace('SCHEMA', f'SCHEMA {schema}')} TO {to}")


@pytest.mark.parametrize("user", [GUARDED], indirect=True)
def test_a_wrong_password_is_told_and_not_shown(postgres: str, user: str) -> None:
    open_record(postgres).close()
    with pytest.raises(ArchiveError) as caught:
        open_record(user.replace(":right@", ":wrong-secret@"))
    assert "Wrong user or password" in caught.value.hint
    assert "secret" not in f"{caught.value.message}{caught.value.source}"
    grant(postgres, "USAGE ON SCHEMA", to=GUARDED)
    grant(postgres, "SELECT ON ALL TABLES IN SCHEMA", to=GUARDED)
    open_record(user, create=False).close()


def test_who_may_not_create_is_told_what_to_ask_for(postgres: str, user: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        open_record(user)
    assert "GRANT CREATE ON DATABASE" in caught.value.hint
    with psycopg.connect(postgres.partition("?")[0]) as connection:
        connection.execute(f"CREATE SCHEMA {postgres.partition('=')[2]}")
    grant(postgres, "USAGE, CREATE ON SCHEMA")  # an administrator's empty schema is enough
    record = open_record(user)
    record.add(make_entry())
    record.close()


def test_who_may_only_read_reads_and_is_told_so(postgres: str, user: str, tmp_path: Path) -> None:
    record = open_record(postgres)
    page = record.add(make_entry()).statement_id
    with pytest.raises(ArchiveError) as caught:
        open_record(user, create=False)
    assert "GRANT USAGE ON SCHEMA" in caught.value.hint
    grant(postgres, "USAGE ON SCHEMA")
    grant(postgres, "SELECT ON ALL TABLES IN SCHEMA")
    reader = open_record(user, create=False)
    assert reader.get_statement(page) == record.get_statement(page)
    assert list(reader.prove()) == []
    with pytest.raises(ArchiveError) as caught:
        reader.add(make_entry(other_lines(1), uri="other.html", title="Other"))
    assert "GRANT" in caught.value.hint
    assert copy(user, str(tmp_path / "copy.sqlite")).rows > 10
    for each in (reader, record):
        each.close()


def test_hostile_text_is_kept_in_the_transcript_as_it_was(postgres: str) -> None:
    words = "\x00 '); DROP TABLE turns; -- \U0010ffff <script>"
    record = open_record(postgres)
    added = record.add(make_entry([("statement", words, words)]))
    statement = record.get_statement(added.statement_id)
    assert statement.transcript.turn_text(statement.transcript.turns[0]) == words
    with pytest.raises(UnkeepableError):
        record.add(make_entry(uri="bad\udcff.html"))
    record.close()
