"""Judgements as rows: reading and writing them, and a page corrected by those that concern it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from rostra.archive.judging import Applied, apply, follow
from rostra.archive.naming import ACTION, Naming
from rostra.archive.packing import to_json
from rostra.archive.records import Entry, Judgement, JudgementState, Undone
from rostra.archive.schema import appearances, judgements, statements
from rostra.model import Transcript

_j = judgements.c
_HOLDS_FOR_ALL = _j.statement.is_(None) & (_j.state != "undone")
_OF_ALL = select(judgements).where(_HOLDS_FOR_ALL).order_by(_j.at, _j.id)
_KEPT = "rostra names"
_DESCRIBES = _j.action == "describe-term"
"""What changes no reading, and may be long."""
_PLAIN = [name for name in Judgement.__struct_fields__ if name not in ("value", "note", "undone")]


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """A page on its way into the record, as people corrected it. `machine` and `linked` are what the machine made of it, where
    judgements changed anything; else ``None`` and "{}". `naming` is what sections, categories and tags are called today."""

    entry: Entry
    machine: Transcript | None
    linked: str
    applied: Applied | None
    naming: Naming

    @property
    def withdrawn(self) -> str | None:
        """The judgement by which readers see a notice instead; ``None`` when there is none."""
        return self.applied.withdrawn if self.applied else None


def correct(connection: Connection, statement_id: str | None, entry: Entry) -> Corrected:
    """The entry under the judgements that hold; `statement_id` is ``None`` for a page that is new here."""
    everywhere = of_all(connection)
    found = [*(of_statement(connection, statement_id) if statement_id else []), *everywhere]
    naming = Naming(everywhere)
    if not found:
        return Corrected(entry=entry, machine=None, linked="{}", applied=None, naming=naming)
    applied = apply(entry.transcript, entry.persons, found)
    corrected = msgspec.structs.replace(entry, transcript=applied.transcript, persons=applied.persons)
    machine = None if applied.transcript == entry.transcript else entry.transcript
    same = machine is None and applied.persons == entry.persons
    linked = "{}" if same else to_json(entry.persons)
    return Corrected(entry=corrected, machine=machine, linked=linked, applied=applied, naming=naming)


def note_states(connection: Connection, statement_id: str, corrected: Corrected) -> None:
    """Write down which judgements of the statement hold now, and why others do not."""
    if corrected.applied is None:
        return
    unmet = corrected.applied.unmet
    for judgement in of_statement(connection, statement_id):
        reason = unmet.get(judgement.id)
        state: JudgementState = "applied" if reason is None else "unmet"
        if (judgement.state, judgement.note) != (state, reason):
            put_state(connection, judgement.id, state, reason)


def of_statement(connection: Connection, statement_id: str) -> list[Judgement]:
    """Those of a statement that nobody undid, in the order in which they were made."""
    return list(select_judgements(connection, _j.statement == statement_id, _j.state != "undone"))


def of_all(connection: Connection) -> list[Judgement]:
    """Those of the whole record that nobody undid, and that change what is read."""
    return [_judgement(row) for row in connection.execute(_OF_ALL.where(~_DESCRIBES))]


def described(connection: Connection) -> list[Judgement]:
    """What is said of sections, categories and tags, the latest last."""
    return [_judgement(row) for row in connection.execute(_OF_ALL.where(_DESCRIBES))]


def merges(connection: Connection) -> list[Judgement]:
    """Those of persons in the whole record that nobody undid."""
    return list(select_judgements(connection, _HOLDS_FOR_ALL, _j.action == "merge-person"))


def naming(connection: Connection) -> Naming:
    """What sections, categories and tags are called today; read anew only where other changes of names hold than at the last time
    over this very connection, since pages ask for it all the time."""
    ids = tuple(connection.scalars(select(_j.id).where(_HOLDS_FOR_ALL, _j.action == ACTION).order_by(_j.id)))
    if not ids:
        return Naming()
    kept: tuple[tuple[str, ...], Naming] | None = connection.info.get(_KEPT)
    if kept is None or kept[0] != ids:
        kept = (ids, Naming(select_judgements(connection, _HOLDS_FOR_ALL, _j.action == ACTION)))
        connection.info[_KEPT] = kept
    return kept[1]


def find(connection: Connection, statement_id: str | None, state: str | None) -> tuple[Judgement, ...]:
    """All that match, in the order in which they were made; ``None`` = any."""
    where = [] if statement_id is None else [_j.statement == statement_id]
    where += [] if state is None else [_j.state == state]
    return tuple(select_judgements(connection, *where))


def get(connection: Connection, judgement_id: str) -> Judgement | None:
    """The judgement under this id; ``None`` when there is none."""
    return next(iter(select_judgements(connection, _j.id == judgement_id)), None)


def put(connection: Connection, judgement: Judgement) -> None:
    """Keep a judgement that is new here."""
    row = {name: getattr(judgement, name) for name in _PLAIN}
    connection.execute(insert(judgements), {**row, "value": to_json(judgement.value), "note": _note(judgement)})


def put_state(connection: Connection, judgement_id: str, state: JudgementState, note: str | None) -> None:
    """Change what has become of a judgement."""
    connection.execute(update(judgements).where(_j.id == judgement_id).values(state=state, note=note))


def put_undone(connection: Connection, judgement_id: str, undone: Undone) -> None:
    """Write down that somebody took it back."""
    put_state(connection, judgement_id, "undone", to_json(undone))


def current_person(connection: Connection, slug: str) -> str:
    """The slug itself while anybody bears it, else what it was merged into, or whoever bore it is called since by name."""
    met, today = set[str](), slug
    while today not in met and not _is_borne(connection, today):
        met.add(today)
        merged = follow_merges(connection, today)
        today = merged if merged != today else _renamed(connection, today)
    return today


def former_persons(connection: Connection) -> dict[str, str]:
    """Slugs that nobody bears any longer, since persons were merged or called otherwise -> whom each leads to today."""
    renamed = select(_j.value, statements.c.persons).join(statements, statements.c.id == _j.statement)
    former = {each.value["from"] for each in merges(connection)}
    for value, links in connection.execute(renamed.where(_j.action == "rename", _j.state == "applied")):
        renaming, persons = (msgspec.json.decode(each, type=dict[str, str]) for each in (value, links))
        former.add(persons.get(renaming["from"], ""))
    found = {slug: current_person(connection, slug) for slug in sorted(former - {""})}
    return {slug: today for slug, today in found.items() if slug != today and _is_borne(connection, today)}


def _is_borne(connection: Connection, slug: str) -> bool:
    found = select(appearances.c.person).where(appearances.c.person == slug).limit(1)
    return connection.scalar(found) is not None


def _renamed(connection: Connection, slug: str) -> str:
    """The person as whom most statements know now whom they knew under the slug; itself where no name was changed."""
    s = statements.c
    rows = connection.execute(
        select(_j.value, s.persons)
        .join(statements, s.id == _j.statement)
        .where(_j.action == "rename", _j.state == "applied", s.persons.contains(to_json(slug), autoescape=True))
    )
    heirs = Counter[str]()
    for value, links in rows:
        renaming, persons = (msgspec.json.decode(each, type=dict[str, str]) for each in (value, links))
        heir = persons.get(renaming["name"], "")
        if persons.get(renaming["from"]) == slug and heir not in ("", slug):
            heirs[heir] += 1
    return min(heirs, key=lambda heir: (-heirs[heir], heir), default=slug)


def follow_merges(connection: Connection, slug: str) -> str:
    """What a slug leads to today; itself when it was not merged."""
    return follow({each.value["from"]: each.value["into"] for each in merges(connection)}, slug)


def statements_of(connection: Connection, slugs: Iterable[str]) -> list[str]:
    """Statements in which any of these persons appears."""
    rows = select(appearances.c.statement).where(appearances.c.person.in_(list(slugs))).distinct()
    return sorted(connection.scalars(rows))


def select_judgements(connection: Connection, *where: object) -> Iterable[Judgement]:
    """Those that match, in the order in which they were made."""
    rows = connection.execute(select(judgements).where(*where).order_by(_j.at, _j.id))  # type: ignore[arg-type]
    return [_judgement(row) for row in rows]


def _judgement(row: Row[tuple[object, ...]]) -> Judgement:
    values: Mapping[str, object] = row._mapping  # type: ignore[assignment]
    plain = {name: values[name] for name in _PLAIN}
    undone = row.state == "undone"
    return Judgement(
        **plain,  # type: ignore[arg-type]
        value=msgspec.json.decode(row.value, type=dict),
        note=None if undone else row.note,
        undone=msgspec.json.decode(row.note, type=Undone) if undone else None,
    )


def _note(judgement: Judgement) -> str | None:
    return to_json(judgement.undone) if judgement.undone else judgement.note
