"""What is already there of a page: who has its bytes, and which statements bear one of its names.

Asked for every page that is added, so each question is put into words once, when the module is loaded: to build and to key a
statement takes SQLAlchemy longer than the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from rostra.archive.pages import keys, make_ids
from rostra.archive.records import Entry
from rostra.archive.schema import captures, fetches, statements, versions

_CANDIDATES = 20
"""Pages compared at most: those under the page's keys, and others read from the same place ("index.html" in many folders)."""

_s, _led = statements.c, fetches.alias()
_sha256: BindParameter[str] = bindparam("sha256")
_id: BindParameter[str] = bindparam("id")
_key: BindParameter[str] = bindparam("key")
_uri: BindParameter[str] = bindparam("uri")

_HOLDER = (
    select(versions.c.statement)
    .join(statements, _s.id == versions.c.statement)
    .where(versions.c.sha256 == _sha256)
    .order_by((_s.version == versions.c.number).desc(), versions.c.statement)
    .limit(1)
)
_CAPTURE = select(captures.c.sha256).where(captures.c.sha256 == _sha256)
_STATEMENT = select(_s.id).where(_s.id == _id)
_MET_BEFORE = union(
    select(_s.id).where(_s.key.in_((_key, _uri, bindparam("last_key")))),
    select(_s.id).where(_s.uri == _uri),
    select(_s.id).where(_s.address == _key),
    select(versions.c.statement).where(versions.c.uri == _uri),
    select(fetches.c.statement)
    .join(_led, _led.c.address == fetches.c.address)
    .where(_led.c.final == _uri, fetches.c.statement.is_not(None)),
)
"""Known by one of the page's names, now or formerly, or by an address that now leads to it."""
_CANDIDATE = (
    select(_s.id, _s.key)
    .where(_s.id.in_(_MET_BEFORE))
    .order_by(_s.key != _key, _s.key != _uri, _s.id)
    .limit(_CANDIDATES)
)


def holder_of(connection: Connection, sha256: str) -> str | None:
    """The statement that has these bytes, rather in its current version than in an older one; ``None`` when none has."""
    return connection.scalar(_HOLDER, {"sha256": sha256})


def has_capture(connection: Connection, sha256: str) -> bool:
    """Whether these bytes are kept already."""
    return connection.scalar(_CAPTURE, {"sha256": sha256}) is not None


def candidates(connection: Connection, entry: Entry) -> dict[str, str]:
    """Id -> key of the statements that the page may be a new state of, the most likely first."""
    *names, last = keys(entry)
    asked = {"key": names[0], "uri": names[-1], "last_key": last}
    return {row.id: row.key for row in connection.execute(_CANDIDATE, asked)}


def free_id(connection: Connection, key: str) -> str:
    """The first id made of the key that no statement has."""
    made: Iterator[str] = make_ids(key)
    return next(each for each in made if connection.scalar(_STATEMENT, {"id": each}) is None)
