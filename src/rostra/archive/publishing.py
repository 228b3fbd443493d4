"""What is written here: drafts with when they are due, and pins, as rows.

A draft is no statement. It becomes one when its Markdown is captured, read and kept like any page (`rostra.api.writing`); here
stands only which revision of it that was.
"""

from __future__ import annotations

import secrets
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from rostra.archive.filing import current_terms, places_of
from rostra.archive.locking import lock_names
from rostra.archive.parts import Part
from rostra.archive.reading import current_id
from rostra.archive.records import Entry
from rostra.archive.schema import drafts, pins, statements
from rostra.archive.writing import add_entry, now
from rostra.model import NotFoundError, UsageError

MOST_PINS = 12
"""In one place: what is pinned stands before all that is new."""
MOST_COLLECTED = 500
"""In a collection, all of whose order is chosen."""
_d, _p = drafts.c, pins.c
_ALL = select(drafts)


class DraftFields(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the words, as it was typed; "" and empty for what nobody gave."""

    title: str = ""
    date: str = ""
    time: str = ""
    place: str = ""
    kind: str = ""
    language: str = ""
    category: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is written here. `published` is the revision that readers see, ``None`` before the first; `publish_at` when it
    is due (ISO 8601 UTC), ``None`` when that is not decided; `statement` what it became."""

    id: str
    fields: DraftFields
    body: str
    revision: int
    publish_at: str | None
    statement: str | None
    published: int | None
    created_by: str
    created_at: str
    changed_by: str
    changed_at: str

    @property
    def state(self) -> str:
        """ "draft", "scheduled", "published", or "changed": published, and written on since."""
        if self.publish_at:
            return "scheduled"
        if self.published is None:
            return "draft"
        return "published" if self.published == self.revision else "changed"

    def is_due(self, at: str) -> bool:
        """Whether its time has come at that moment."""
        return self.publish_at is not None and self.publish_at <= at


class Pin(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that stands first on the home page (`place` "") or in a section (its slug)."""

    place: str
    statement: str
    title: str
    by: str
    at: str


def new_draft_id() -> str:
    """An id that no draft has."""
    return secrets.token_hex(6)


class Publisher(Protocol):
    """The part of a record that keeps what is written here."""

    def add_draft(self, fields: DraftFields, body: str, *, by: str, draft_id: str = "") -> Draft:
        """Begin one; under an id that was given before (see `new_draft_id`), once: the same text again is the draft that it made.
        Raises `UsageError` where another text was saved under it."""
        ...

    def save_draft(self, draft_id: str, fields: DraftFields, body: str, *, by: str, revision: int) -> Draft:
        """Keep what was written on. Raises `NotFoundError`, and `UsageError` where somebody else saved since `revision`."""
        ...

    def drafts(self) -> tuple[Draft, ...]:
        """All, the one changed last first."""
        ...

    def get_draft(self, draft_id: str) -> Draft:
        """Raises `NotFoundError`."""
        ...

    def due_drafts(self, at: str) -> tuple[Draft, ...]:
        """Those whose time has come, the longest due first."""
        ...

    def schedule(self, draft_id: str, publish_at: str | None) -> None:
        """Decide when it is due, or that it is not. Raises `NotFoundError`."""
        ...

    def publish_draft(self, draft_id: str, entry: Entry, *, revision: int, due: str | None = None) -> Draft | None:
        """Keep the page that was made of a revision and note it, in one transaction. ``None``, and nothing is done, where readers
        see a later revision already or, with `due`, where the draft is not (or no longer) due then as it was at that revision:
        somebody held it back, put it off or wrote on. Raises `NotFoundError`."""
        ...

    def remove_draft(self, draft_id: str, *, revision: int | None = None) -> None:
        """Throw it away. Raises `NotFoundError`, and `UsageError` for what was published, or where somebody else saved since
        `revision`, where it is given."""
        ...

    def pin(self, place: str, statement_id: str, *, by: str, most: int = MOST_PINS) -> None:
        """Let it stand first there, after those that do. Raises `NotFoundError`, and `UsageError` where `most` do."""
        ...

    def move_pin(self, place: str, statement_id: str, by: int) -> None:
        """Let it stand so many further down among what is pinned there (up, where negative), at most to an end. Raises
        `NotFoundError` for what is not pinned."""
        ...

    def unpin(self, place: str, statement_id: str) -> None:
        """Let it stand where it would; harmless for one that is not pinned."""
        ...

    def pins(self, place: str | None = None) -> tuple[Pin, ...]:
        """In order; of one place or of all. What was withdrawn is among them: readers do not see it there."""
        ...


class PublishedRows(Part):
    """`Publisher` over the tables."""

    def add_draft(self, fields: DraftFields, body: str, *, by: str, draft_id: str = "") -> Draft:
        """Begin one."""
        moment = now()
        draft = Draft(
            id=draft_id or new_draft_id(),
            fields=fields,
            body=body,
            revision=1,
            publish_at=None,
            statement=None,
            published=None,
            created_by=by,
            created_at=moment,
            changed_by=by,
            changed_at=moment,
        )

        def work(connection: Connection) -> Draft:
            lock_names(connection, (draft.id,))
            row = connection.execute(select(drafts).where(_d.id == draft.id)).first()
            if row is not None:
                former = _draft(row)
                if (former.fields, former.body) != (fields, body):
                    _check_last(former, 0)
                return former
            connection.execute(insert(drafts), {**msgspec.structs.asdict(draft), "fields": _packed(fields)})
            return draft

        return self._write(work)

    def save_draft(self, draft_id: str, fields: DraftFields, body: str, *, by: str, revision: int) -> Draft:
        """Keep what was written on."""

        def work(connection: Connection) -> Draft:
            former = _hold(connection, draft_id)
            if (former.fields, former.body) == (fields, body):
                return former  # also where the same form came twice
            _check_last(former, revision)
            values = {"fields": _packed(fields), "body": body, "revision": revision + 1}
            changed = update(drafts).where(_d.id == draft_id)
            connection.execute(changed.values(**values, changed_by=by, changed_at=now()))
            return _get(connection, draft_id)

        return self._write(work)

    def drafts(self) -> tuple[Draft, ...]:
        """All, the one changed last first."""
        with self._reads() as connection:
            rows = connection.execute(select(drafts).order_by(_d.changed_at.desc(), _d.id))
            return tuple(_draft(row) for row in rows)

    def get_draft(self, draft_id: str) -> Draft:
        """The draft under this id."""
        with self._reads() as connection:
            return _get(connection, draft_id)

    def due_drafts(self, at: str) -> tuple[Draft, ...]:
        """Those whose time has come."""
        query = select(drafts).where(_d.publish_at <= at).order_by(_d.publish_at, _d.id)
        with self._reads() as connection:
            return tuple(_draft(row) for row in connection.execute(query))

    def schedule(self, draft_id: str, publish_at: str | None) -> None:
        """Decide when it is due, or that it is not."""

        def work(connection: Connection) -> None:
            _hold(connection, draft_id)
            connection.execute(update(drafts).where(_d.id == draft_id).values(publish_at=publish_at))

        self._write(work)

    def publish_draft(self, draft_id: str, entry: Entry, *, revision: int, due: str | None = None) -> Draft | None:
        """Keep the page that was made of a revision and note it."""

        def work(connection: Connection) -> Draft | None:
            draft = _hold(connection, draft_id)
            if (draft.published or 0) > revision:
                return None
            if due is not None and not (draft.is_due(due) and draft.revision == revision):
                return None
            values: dict[str, Any] = {"published": revision, "statement": add_entry(connection, entry).statement_id}
            if draft.revision == revision:
                values["publish_at"] = None
            connection.execute(update(drafts).where(_d.id == draft_id).values(values))
            return _get(connection, draft_id)

        return self._write(work)

    def remove_draft(self, draft_id: str, *, revision: int | None = None) -> None:
        """Throw it away."""

        def work(connection: Connection) -> None:
            former = _hold(connection, draft_id)
            if former.published is not None:
                raise UsageError("It was published, and stays.", hint="Publish a new text of it instead.")
            if revision is not None:
                _check_last(former, revision)
            connection.execute(delete(drafts).where(_d.id == draft_id))

        self._write(work)

    def pin(self, place: str, statement_id: str, *, by: str, most: int = MOST_PINS) -> None:
        """Let it stand first there."""

        def work(connection: Connection) -> None:
            found = current_id(connection, statement_id)
            there = _pinned(connection, place)
            if any(row.statement == found for row in there):
                return
            if len(there) >= most:
                raise UsageError(f"{most} are pinned there already.", hint="Unpin one of them first.")
            last = max((row.ordinal for row in there), default=0)
            row = {"place": place, "statement": found, "ordinal": last + 1, "by": by, "at": now()}
            connection.execute(insert(pins), row)

        self._write(work)

    def move_pin(self, place: str, statement_id: str, by: int) -> None:
        """Let it stand further up or down."""

        def work(connection: Connection) -> None:
            there = _pinned(connection, place)
            at = next((number for number, row in enumerate(there) if row.statement == statement_id), None)
            if at is None:
                raise NotFoundError("That is not pinned there.", hint="Somebody may have unpinned it.")
            there.insert(min(max(at + by, 0), len(there) - 1), there.pop(at))
            for ordinal, row in enumerate(there, 1):
                if row.ordinal != ordinal:
                    moved = update(pins).where(_p.place == row.place, _p.statement == row.statement)
                    connection.execute(moved.values(ordinal=ordinal))

        self._write(work)

    def unpin(self, place: str, statement_id: str) -> None:
        """Let it stand where it would."""

        def work(connection: Connection) -> None:
            there = _p.place.in_(places_of(connection, place))
            connection.execute(delete(pins).where(there, _p.statement == statement_id))

        self._write(work)

    def pins(self, place: str | None = None) -> tuple[Pin, ...]:
        """In order."""
        with self._reads() as connection:
            kept = list(connection.scalars(select(_p.place).distinct())) if place is None else [place]
            today = current_terms(connection, "section", kept)
            return tuple(_pin(row, each) for each in sorted(set(today.values())) for row in _pinned(connection, each))


def _pinned(connection: Connection, place: str) -> list[Any]:
    """What is pinned in a place, in order; what was pinned under a former name of a section stands there as well."""
    query = select(_p.place, _p.statement, _p.ordinal, statements.c.title, _p.by, _p.at)
    query = query.join(statements, statements.c.id == _p.statement).where(_p.place.in_(places_of(connection, place)))
    found: dict[str, Any] = {}
    for row in connection.execute(query.order_by(_p.ordinal, _p.at, _p.place)):
        found.setdefault(row.statement, row)
    return list(found.values())


def _pin(row: Any, place: str) -> Pin:
    return Pin(place=place, statement=row.statement, title=row.title or "", by=row.by, at=row.at)


def _hold(connection: Connection, draft_id: str) -> Draft:
    """The draft as nobody else changes it until the transaction ends. Taken before any other lock (see `locking`)."""
    return _get(connection, draft_id, select(drafts).with_for_update())


def _get(connection: Connection, draft_id: str, query: Select[Any] = _ALL) -> Draft:
    row = connection.execute(query.where(_d.id == draft_id)).first()
    if row is None:
        raise NotFoundError("There is no such draft.", hint="It may have been thrown away.")
    return _draft(row)


def _check_last(former: Draft, revision: int) -> None:
    if former.revision != revision:
        hint = "Open it again in another window, and take over what is yours."
        raise UsageError(f"{former.changed_by} saved another text since you opened this one.", hint=hint)


def _packed(fields: DraftFields) -> str:
    return msgspec.json.encode(fields).decode()


def _draft(row: Row[Any]) -> Draft:
    return Draft(**{**row._mapping, "fields": msgspec.json.decode(row.fields, type=DraftFields)})
