"""Adding a page: which statement it is, which version, which turn is which, and all its rows in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from rostra.archive.differences import kind_of_change
from rostra.archive.identity import Matching, digest_of, match_turns, words_of
from rostra.archive.judgements import Corrected, correct, note_states
from rostra.archive.known import candidates, free_id, has_capture, holder_of
from rostra.archive.locking import lock_log, lock_names, lock_persons, lock_statements
from rostra.archive.packing import pack, pack_transcript, to_json, unpack_transcript
from rostra.archive.pages import alike, is_web_address, keys
from rostra.archive.records import Added, ChangeKind, Entry
from rostra.archive.rows import Row, appearance_rows, issue_rows, statement_row, term_rows, turn_rows
from rostra.archive.schema import (
    appearances,
    arrivals,
    captures,
    changes,
    fetches,
    issues,
    metadata,
    statement_terms,
    statements,
    turn_redirects,
    turns,
    versions,
)
from rostra.model import Capture, Document, Transcript

_BROUGHT = update(fetches).where(fetches.c.sha256 == bindparam("brought"), fetches.c.statement.is_(None))
_FORMER_CHANGE = delete(changes).where(changes.c.statement == bindparam("changed"))
_INSERTS = {table: insert(table) for table in metadata.sorted_tables}


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as it stands before an addition: `version` is the number of its current version, whose bytes are
    `sha256` as read by `parser`."""

    id: str
    version: int
    last_turn: int
    sha256: str
    parser: str
    uri: str
    address: str | None
    persons: str
    captured_at: str | None
    transcript: Transcript
    machine: Transcript | None
    linked: str
    withdrawn: str | None

    @property
    def entry(self) -> Entry:
        """What the machine made of the current version, as if it were added once more (without the bytes, which are kept)."""
        read = self.machine or self.transcript
        links = self.persons if self.machine is None and self.linked == "{}" else self.linked
        return Entry(
            capture=Capture(uri=self.uri, content=b""),
            document=Document(text=read.text, blocks=()),
            transcript=read,
            address=self.address,
            persons=msgspec.json.decode(links, type=dict[str, str]),
            parser=self.parser,
        )


def add_entry(connection: Connection, entry: Entry) -> Added:
    """Keep one page. The connection's transaction holds the locks, so what is read here stays true until the end."""
    added = _add(connection, entry)
    connection.execute(_BROUGHT, {"brought": entry.transcript.source.sha256, "statement": added.statement_id})
    if added.outcome != "unchanged":
        sequence = log_changes(connection, [added.statement_id])
        if added.outcome != "reread":
            came = {"statement": added.statement_id, "version": added.version, "sequence": sequence}
            connection.execute(_INSERTS[arrivals], came)
    return added


def _add(connection: Connection, entry: Entry) -> Added:
    sha256 = entry.transcript.source.sha256
    lock_names(connection, (sha256, *keys(entry)))
    lock_persons(connection, alone=False)
    holder = holder_of(connection, sha256)
    if holder is None:
        return _add_new_bytes(connection, entry)
    kept = get_kept(connection, holder)
    if kept.sha256 == sha256:
        return _reread(connection, kept, entry)
    if _came_back(kept, entry):
        return _add_version(connection, kept, entry)
    return Added(statement_id=holder, outcome="unchanged", version=kept.version)


def _add_new_bytes(connection: Connection, entry: Entry) -> Added:
    keep_bytes(connection, entry.transcript.source.sha256, entry.capture.content)
    found = candidates(connection, entry)
    lock_statements(connection, found)
    kept = _same_page(connection, found, entry)
    if kept:
        return _add_version(connection, kept, entry)
    taken = set(found.values())
    return _add_statement(connection, entry, next(key for key in keys(entry) if key not in taken))


def keep_bytes(connection: Connection, sha256: str, content: bytes) -> None:
    """Keep a page's bytes, unless they are kept already."""
    if not has_capture(connection, sha256):
        connection.execute(_INSERTS[captures], {"sha256": sha256, "size": len(content), "content": pack(content)})


# which statement it is


def get_kept(connection: Connection, statement_id: str) -> Kept:
    """The statement under this very id as it stands, and as nobody else changes it until the transaction ends."""
    lock_statements(connection, [statement_id])
    return read_kept(connection, statement_id)


def read_kept(connection: Connection, statement_id: str) -> Kept:
    """The statement under this very id as it stands."""
    s, v = statements.c, versions.c
    row = connection.execute(
        select(
            s.id,
            s.version,
            s.last_turn,
            s.sha256,
            s.uri,
            s.address,
            s.persons,
            s.withdrawn,
            v.parser,
            v.captured_at,
            v.transcript,
            v.machine,
            v.linked,
        )
        .join(versions, (v.statement == s.id) & (v.number == s.version))
        .where(s.id == statement_id)
    ).one()
    machine = unpack_transcript(row.machine) if row.machine else None
    return Kept(**{**row._mapping, "transcript": unpack_transcript(row.transcript), "machine": machine})


def _came_back(kept: Kept, entry: Entry) -> bool:
    """Whether bytes of an older version were met again after the current ones: the page was put back as it was."""
    met = entry.capture.captured_at
    return bool(met and kept.captured_at and met > kept.captured_at)


def _same_page(connection: Connection, found: Iterable[str], entry: Entry) -> Kept | None:
    """The first candidate whose words tell that it is this page."""
    uri = entry.capture.uri
    for statement_id in found:
        kept = get_kept(connection, statement_id)
        if (is_web_address(uri) and kept.uri == uri) or alike(kept.transcript, entry.transcript):
            return kept
    return None


# the three things that can happen


def _add_statement(connection: Connection, entry: Entry, key: str) -> Added:
    statement_id = free_id(connection, key)
    corrected = correct(connection, None, entry)
    matching = match_turns((), _texts(corrected.entry.transcript), last=0)
    entry = _renamed(corrected.entry, matching)
    at = now()
    connection.execute(
        _INSERTS[statements],
        {
            **statement_row(corrected.naming.entry(entry)),
            "id": statement_id,
            "key": key,
            "version": 1,
            "last_turn": matching.last,
            "added_at": at,
            "updated_at": at,
        },
    )
    _insert_version(connection, statement_id, 1, entry, corrected, changed=matching.changed, at=at, change="")
    _insert_parts(connection, statement_id, corrected.naming.entry(entry))
    return Added(statement_id=statement_id, outcome="added", version=1, changed_turns=matching.changed)


def _add_version(connection: Connection, kept: Kept, entry: Entry) -> Added:
    number, at = kept.version + 1, now()
    former = kept.machine or kept.transcript  # what the page changed, not what people did
    change = kind_of_change(former, entry.transcript, same_parser=entry.parser == kept.parser)
    corrected = correct(connection, kept.id, entry)
    matching = _match(connection, kept, corrected.entry.transcript)
    entry = _renamed(corrected.entry, matching)
    _insert_version(connection, kept.id, number, entry, corrected, changed=matching.changed, at=at, change=change)
    note_states(connection, kept.id, corrected)
    _replace(connection, kept, corrected.naming.entry(entry), matching, corrected, version=number, at=at)
    return Added(statement_id=kept.id, outcome="changed", version=number, changed_turns=matching.changed)


def _reread(connection: Connection, kept: Kept, entry: Entry) -> Added:
    """The same bytes again. An equal reading by another parser only leaves that parser's mark, so that `knows` tells."""
    corrected = correct(connection, kept.id, entry)
    matching = _match(connection, kept, corrected.entry.transcript)
    entry = _renamed(corrected.entry, matching)
    note_states(connection, kept.id, corrected)
    read = {"parser": entry.parser, **_as_read(corrected)}
    if _equal(kept, entry) and kept.withdrawn == corrected.withdrawn:
        if (entry.parser, corrected.machine, corrected.linked) != (kept.parser, kept.machine, kept.linked):
            _update_version(connection, kept, read)
        return Added(statement_id=kept.id, outcome="unchanged", version=kept.version)
    _update_version(connection, kept, {**read, "transcript": pack_transcript(entry.transcript)})
    _replace(connection, kept, corrected.naming.entry(entry), matching, corrected, version=kept.version, at=now())
    return Added(statement_id=kept.id, outcome="reread", version=kept.version, changed_turns=matching.changed)


def rederive(connection: Connection, statement_id: str) -> bool:
    """Make the current reading anew of what the machine read and the judgements that hold now; whether anything changed, which
    the caller then logs."""
    kept = get_kept(connection, statement_id)
    return _reread(connection, kept, kept.entry).outcome == "reread"


def _as_read(corrected: Corrected) -> Row:
    """What the machine made of a version, where people corrected it."""
    machine = None if corrected.machine is None else pack_transcript(corrected.machine)
    return {"machine": machine, "linked": corrected.linked}


def _equal(kept: Kept, entry: Entry) -> bool:
    """Whether the same was made of the same bytes; where they were found this time makes no difference."""
    same_source = msgspec.structs.replace(entry.transcript, source=kept.transcript.source)
    return same_source == kept.transcript and to_json(entry.persons) == kept.persons and entry.address == kept.address


# turns


def _texts(transcript: Transcript) -> list[str]:
    return [transcript.turn_text(turn) for turn in transcript.turns]


def _match(connection: Connection, kept: Kept, transcript: Transcript) -> Matching:
    former = [(turn.id, kept.transcript.turn_text(turn)) for turn in kept.transcript.turns]
    gone = connection.execute(
        select(turn_redirects.c.digest, turn_redirects.c.turn).where(turn_redirects.c.statement == kept.id)
    )
    return match_turns(former, _texts(transcript), last=kept.last_turn, gone={row[0]: row[1] for row in gone})


def _renamed(entry: Entry, matching: Matching) -> Entry:
    """The entry under permanent turn ids."""
    found = entry.transcript.turns
    names = {turn.id: new for turn, new in zip(found, matching.ids, strict=True)}
    turns_ = tuple(
        msgspec.structs.replace(turn, id=new, answers=names.get(turn.answers or ""))
        for turn, new in zip(found, matching.ids, strict=True)
    )
    return msgspec.structs.replace(entry, transcript=msgspec.structs.replace(entry.transcript, turns=turns_))


def _redirect(connection: Connection, kept: Kept, matching: Matching) -> None:
    """Lead former ids to what took their place, including those that led to a turn that has now vanished."""
    mine = turn_redirects.c.statement == kept.id
    if matching.revived:
        connection.execute(delete(turn_redirects).where(mine, turn_redirects.c.turn.in_(matching.revived)))
    for gone, target in matching.vanished.items():
        connection.execute(update(turn_redirects).where(mine, turn_redirects.c.target == gone).values(target=target))
    words = {turn.id: words_of(kept.transcript.turn_text(turn)) for turn in kept.transcript.turns}
    rows = [
        {"statement": kept.id, "turn": gone, "target": target, "digest": digest_of(words[gone])}
        for gone, target in matching.vanished.items()
    ]
    _insert(connection, turn_redirects, rows)


# rows


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(_INSERTS[table], rows)


def _insert_version(
    connection: Connection,
    statement_id: str,
    number: int,
    entry: Entry,
    corrected: Corrected,
    *,
    changed: int,
    at: str,
    change: ChangeKind,
) -> None:
    capture = entry.capture
    connection.execute(
        _INSERTS[versions],
        {
            "statement": statement_id,
            "number": number,
            "sha256": entry.transcript.source.sha256,
            "uri": capture.uri,
            "media_type": capture.media_type or entry.transcript.source.media_type,
            "captured_at": capture.captured_at,
            "headers": to_json(capture.headers),
            "parser": entry.parser,
            "transcript": pack_transcript(entry.transcript),
            **_as_read(corrected),
            "added_at": at,
            "changed_turns": changed,
            "change": change,
            "notice": entry.notice,
        },
    )


def _update_version(connection: Connection, kept: Kept, values: Row) -> None:
    connection.execute(
        update(versions).where(versions.c.statement == kept.id, versions.c.number == kept.version).values(values)
    )


def _replace(
    connection: Connection,
    kept: Kept,
    entry: Entry,
    matching: Matching,
    corrected: Corrected,
    *,
    version: int,
    at: str,
) -> None:
    """Put the new reading in the place of the current one; of one that is withdrawn nothing but its line tells."""
    row = statement_row(entry) | {"version": version, "last_turn": matching.last, "updated_at": at}
    row["withdrawn"] = corrected.withdrawn
    connection.execute(update(statements).where(statements.c.id == kept.id).values(row))
    for table in (turns, statement_terms, appearances, issues):
        connection.execute(delete(table).where(table.c.statement == kept.id))
    if corrected.withdrawn is None:
        _insert_parts(connection, kept.id, entry)
    _redirect(connection, kept, matching)


def _insert_parts(connection: Connection, statement_id: str, entry: Entry) -> None:
    _insert(connection, turns, turn_rows(entry, statement_id))
    _insert(connection, statement_terms, term_rows(entry, statement_id))
    _insert(connection, appearances, appearance_rows(entry, statement_id))
    _insert(connection, issues, issue_rows(entry, statement_id))


def log_changes(connection: Connection, statement_ids: Sequence[str]) -> int:
    """Tell those who follow the record; the last thing that a transaction does, for it holds the log from here on. Returns the
    sequence of the last change; 0 where there is none."""
    sequence = 0
    if statement_ids:
        lock_log(connection)
    for statement_id in statement_ids:
        connection.execute(_FORMER_CHANGE, {"changed": statement_id})
        (sequence,) = connection.execute(_INSERTS[changes], {"statement": statement_id}).inserted_primary_key or (0,)
    return sequence


def now() -> str:
    """This moment in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
