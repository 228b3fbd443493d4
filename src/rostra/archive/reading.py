"""Reading one: a statement whole, a turn's id today, the saved bytes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, CursorResult, Dialect, Row, Select, String, bindparam, column, func, select, values
from sqlalchemy.sql.compiler import SQLCompiler

from rostra.archive.judgements import naming
from rostra.archive.packing import names_from_json, unpack, unpack_transcript
from rostra.archive.records import Statement, StatementCard, TurnCard, Version
from rostra.archive.schema import (
    arrivals,
    captures,
    statement_redirects,
    statements,
    turn_redirects,
    turns,
    versions,
    views,
)
from rostra.archive.withdrawing import SHOWN, find_withdrawal, refuse_withdrawn
from rostra.model import Capture, NotFoundError, Transcript, WithdrawnError

OWN_VIEWS = func.coalesce(views.c.count, 0)
_came = (
    select(arrivals.c.sequence)
    .where(arrivals.c.statement == versions.c.statement, arrivals.c.version == versions.c.number)
    .scalar_subquery()
)
VERSION_COLUMNS = [
    func.coalesce(_came, 0).label(name) if name == "sequence" else versions.c[name]
    for name in Version.__struct_fields__
]
_LISTS = ("sections", "tags", "speakers")
_TURN_COLUMNS = [turns.c[name] for name in ("turn", "role", "speaker", "person", "start", "end", "answers", "text")]
# Pairs of ids in one question, which is padded with pairs that name nothing; databases bound the number of values.
_PAIRS = (5, 20, 50, 100, 400)
_MOST_PAIRS, _NO_TURN = _PAIRS[-1], ("", "")
_CARD_COLUMNS = [
    statements.c[name]
    for name in StatementCard.__struct_fields__
    if name != "views"
]  # fmt: skip


def select_cards(*more: Any) -> Select[Any]:
    """The columns that `to_card` needs, and `more`."""
    counted = (statements.c.views_printed + OWN_VIEWS).label("views")
    return select(*_CARD_COLUMNS, counted, *more).outerjoin(views, views.c.statement == statements.c.id)


def to_card(row: Row[Any]) -> StatementCard:
    """A card of a row of `select_cards`."""
    values = {name: row._mapping[name] for name in StatementCard.__struct_fields__}
    return StatementCard(**{**values, **{name: names_from_json(values[name]) for name in _LISTS}})


def to_version(row: Any) -> Version:
    """The version of a row that holds `VERSION_COLUMNS`."""
    return Version(**{name: row._mapping[name] for name in Version.__struct_fields__})


def read_statement(connection: Connection, statement_id: str, *, withdrawn_too: bool = False) -> Statement:
    """The statement under this id, or the one that it redirects to. Raises `NotFoundError`, `WithdrawnError`."""
    found = connection.execute(
        select_cards(statements.c.persons, statements.c.address, statements.c.withdrawn, versions.c.transcript)
        .join(versions, (versions.c.statement == statements.c.id) & (versions.c.number == statements.c.version))
        .where(statements.c.id == current_id(connection, statement_id))
    ).one()
    withdrawal = find_withdrawal(connection, found.id) if found.withdrawn else None
    if withdrawal and not withdrawn_too:
        raise WithdrawnError(withdrawal)
    return Statement(
        card=to_card(found),
        transcript=naming(connection).transcript(unpack_transcript(found.transcript)),
        versions=_versions(connection, found.id),
        persons=msgspec.json.decode(found.persons, type=dict[str, str]),
        address=found.address,
        withdrawal=withdrawal,
    )


def read_statements(connection: Connection, ids: Iterable[str]) -> dict[str, Statement]:
    """The statements under these very ids, in two questions however many they are; ids that are none are left out, and withdrawn
    ones."""
    wanted, names = list(dict.fromkeys(ids)), naming(connection)
    known: dict[str, list[Version]] = {}
    rows = connection.execute(
        select(versions.c.statement, *VERSION_COLUMNS)
        .where(versions.c.statement.in_(wanted))
        .order_by(versions.c.statement, versions.c.number)
    )
    for row in rows:
        known.setdefault(row.statement, []).append(to_version(row))
    found = connection.execute(
        select_cards(statements.c.persons, statements.c.address, versions.c.transcript)
        .join(versions, (versions.c.statement == statements.c.id) & (versions.c.number == statements.c.version))
        .where(statements.c.id.in_(wanted), SHOWN)
    )
    return {
        row.id: Statement(
            card=to_card(row),
            transcript=names.transcript(unpack_transcript(row.transcript)),
            versions=tuple(known.get(row.id, ())),
            persons=msgspec.json.decode(row.persons, type=dict[str, str]),
            address=row.address,
        )
        for row in found
    }


def read_turns(connection: Connection, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
    """Turns by the ids of their statement and their own, each with the question that it answers; ids that are none are left out."""
    pairs = list(dict.fromkeys(names))
    found: dict[tuple[str, str], TurnCard] = {}
    for at in range(0, len(pairs), _MOST_PAIRS):
        some = pairs[at : at + _MOST_PAIRS]
        size = next(size for size in _PAIRS if size >= len(some))
        rows = _execute(connection, _ask_turns(connection.dialect, size), [*some, *[_NO_TURN] * (size - len(some))])
        cards: dict[str, StatementCard] = {}
        for row in rows:
            card = cards[row.id] if row.id in cards else cards.setdefault(row.id, to_card(row))
            found[row.id, row.turn] = TurnCard(
                card=card,
                turn=row.turn,
                role=row.role,
                speaker=row.speaker,
                person=row.person,
                start=row.start,
                end=row.end,
                answers=row.answers,
                text=row.text,
                asked=row.asked,
            )
    return found


@lru_cache(maxsize=20)
def _ask_turns(dialect: Dialect, size: int) -> SQLCompiler:
    """The question for so many turns, put into words once: that takes twice as long as answering it."""
    asked = turns.alias("asked")
    names = [tuple(bindparam(f"{part}_{at}", type_=String) for part in ("statement", "turn")) for at in range(size)]
    # joined rather than compared as pairs, which SQLite does by reading all turns
    wanted = values(column("statement", String), column("turn", String)).data(names).cte("wanted")
    query = (
        select_cards(*_TURN_COLUMNS, func.coalesce(asked.c.text, "").label("asked"))
        .join(wanted, wanted.c.statement == statements.c.id)
        .join(turns, (turns.c.statement == wanted.c.statement) & (turns.c.turn == wanted.c.turn))
        .outerjoin(asked, (asked.c.statement == turns.c.statement) & (asked.c.turn == turns.c.answers))
    )
    made = query.compile(dialect=dialect)
    assert isinstance(made, SQLCompiler)
    return made


def _execute(connection: Connection, query: SQLCompiler, pairs: list[tuple[str, str]]) -> CursorResult[Any]:
    """The rows of `_ask_turns` for these pairs."""
    given = {f"{part}_{at}": pair[i] for at, pair in enumerate(pairs) for i, part in enumerate(("statement", "turn"))}
    wanted = query.construct_params(given)
    in_order = tuple(wanted[name] for name in query.positiontup or ())
    return connection.exec_driver_sql(str(query), in_order if query.positional else wanted)


def read_card(connection: Connection, statement_id: str) -> StatementCard:
    """The card of the statement under this id, or of the one that it redirects to. Raises `NotFoundError`, `WithdrawnError`."""
    found = current_id(connection, statement_id)
    refuse_withdrawn(connection, found)
    return to_card(connection.execute(select_cards().where(statements.c.id == found)).one())


def current_id(connection: Connection, statement_id: str) -> str:
    """The id itself, or what it redirects to. Raises `NotFoundError`."""
    wanted = {statement_id}
    while True:
        if connection.scalar(select(statements.c.id).where(statements.c.id == statement_id)):
            return statement_id
        redirect = select(statement_redirects.c.target).where(statement_redirects.c.id == statement_id)
        target = connection.scalar(redirect)
        if target is None or target in wanted:
            raise NotFoundError(f"There is no statement {statement_id}.", hint="Search for it by its words.")
        statement_id = target
        wanted.add(target)


def _versions(connection: Connection, statement_id: str) -> tuple[Version, ...]:
    rows = connection.execute(
        select(*VERSION_COLUMNS).where(versions.c.statement == statement_id).order_by(versions.c.number)
    )
    return tuple(map(to_version, rows))


def read_version(connection: Connection, statement_id: str, number: int, *, withdrawn_too: bool = False) -> Transcript:
    """The transcript of one version, under the turn ids that it had. Raises `NotFoundError`, `WithdrawnError`."""
    found = current_id(connection, statement_id)
    if not withdrawn_too:
        refuse_withdrawn(connection, found)
    packed = connection.scalar(
        select(versions.c.transcript).where(versions.c.statement == found, versions.c.number == number)
    )
    if packed is None:
        raise NotFoundError(
            f"There is no version {number} of {found}.",
            hint="`rostra show ID --json` and the site tell how many there are.",
        )
    return unpack_transcript(packed)


def find_turn(connection: Connection, statement_id: str, turn_id: str) -> str | None:
    """The turn's id today; ``None`` when there never was one, or its words are gone."""
    try:
        statement_id = current_id(connection, statement_id)
    except NotFoundError:
        return None
    here = select(turns.c.turn).where(turns.c.statement == statement_id, turns.c.turn == turn_id)
    if connection.scalar(here):
        return turn_id
    return connection.scalar(
        select(turn_redirects.c.target).where(
            turn_redirects.c.statement == statement_id, turn_redirects.c.turn == turn_id
        )
    )


def find_capture(connection: Connection, sha256: str, *, withdrawn_too: bool = False) -> Capture | None:
    """The saved bytes, as a version of a statement that readers see first met them; ``None`` when none did. Raises
    `WithdrawnError` where all such statements are withdrawn."""
    v = versions.c
    row = connection.execute(
        select(captures.c.content, v.uri, v.media_type, v.captured_at, v.headers, v.statement, statements.c.withdrawn)
        .join(versions, v.sha256 == captures.c.sha256)
        .join(statements, statements.c.id == v.statement)
        .where(captures.c.sha256 == sha256)
        .order_by(statements.c.withdrawn.is_not(None), v.added_at, v.statement, v.number)
        .limit(1)
    ).first()
    if row is None:
        return None
    if row.withdrawn and not withdrawn_too:
        refuse_withdrawn(connection, row.statement)
    return Capture(
        uri=row.uri,
        content=unpack(row.content),
        media_type=row.media_type,
        captured_at=row.captured_at,
        headers=msgspec.json.decode(row.headers, type=tuple[tuple[str, str], ...]),
    )
