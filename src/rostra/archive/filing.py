"""What statements are filed under, brought up to date where a section, category or tag is called otherwise from now on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from rostra.archive.judgements import naming as naming_of
from rostra.archive.naming import SHELVES
from rostra.archive.packing import unpack_transcript
from rostra.archive.rows import filed_columns, filed_rows
from rostra.archive.schema import statement_terms, statements, versions
from rostra.archive.slugs import slugify
from rostra.archive.withdrawing import SHOWN
from rostra.model import Furniture, UsageError

_AT_ONCE = 200
"""Transcripts in memory; also slugs in one question, since databases bound the number of values."""
_s, _t = statements.c, statement_terms.c


def is_borne(connection: Connection, shelf: str, slug: str) -> bool:
    """Whether any statement stands under the slug."""
    return connection.scalar(select(_t.slug).where(_t.grouping == shelf, _t.slug == slug).limit(1)) is not None


def current_term(connection: Connection, shelf: str, slug: str) -> str:
    """The slug itself while any statement stands under it, else what its name was changed to."""
    return slug if is_borne(connection, shelf, slug) else naming_of(connection).slug(shelf, slug)


def current_terms(connection: Connection, shelf: str, slugs: Iterable[str]) -> dict[str, str]:
    """What `current_term` says of each, in a question or two however many they are."""
    naming = naming_of(connection)
    today = {slug: naming.slug(shelf, slug) for slug in slugs}
    borne = _borne(connection, shelf, [slug for slug, into in today.items() if slug != into])
    return {slug: slug if slug in borne else into for slug, into in today.items()}


def _borne(connection: Connection, shelf: str, slugs: list[str]) -> set[str]:
    """Those under which any statement stands."""
    found: set[str] = set()
    for start in range(0, len(slugs), _AT_ONCE):
        some = slugs[start : start + _AT_ONCE]
        found.update(connection.scalars(select(_t.slug).where(_t.grouping == shelf, _t.slug.in_(some)).distinct()))
    return found


def places_of(connection: Connection, slug: str) -> list[str]:
    """The section itself, and what leads to it since its name was changed: what was pinned there stands here."""
    if not slug:
        return [slug]
    naming = naming_of(connection)
    led = [each for each in naming.former("section") if each != slug and naming.slug("section", each) == slug]
    borne = _borne(connection, "section", led)
    return [slug, *(each for each in led if each not in borne)]


def check_borne(connection: Connection, shelf: str, slug: str) -> None:
    """Raises `UsageError` where nothing stands under the slug."""
    if not is_borne(connection, shelf, slug):
        raise UsageError(f"There is no {shelf} {slug!r}.", hint="The site and `rostra search --facets` list them.")


def statements_under(connection: Connection, shelf: str, slugs: Iterable[str]) -> list[str]:
    """Statements that stand under any of them."""
    under = select(_t.statement).where(_t.grouping == shelf, _t.slug.in_(list(slugs))).distinct()
    return sorted(connection.scalars(under))


def concerned(connection: Connection, shelf: str, former: str, into: str) -> list[str]:
    """Statements that a change of name may concern, whether it was just made or just taken back."""
    slug = slugify(into)
    ends = {former, slug, naming_of(connection).slug(shelf, slug), naming_of(connection).slug(shelf, former)}
    hidden = connection.scalars(select(_s.id).where(~SHOWN))  # under no term; their lines tell names all the same
    return sorted({*statements_under(connection, shelf, ends), *hidden})


def refile(connection: Connection, ids: list[str]) -> tuple[str, ...]:
    """Bring the names of these statements up to date; the ids of those that changed, which the caller then logs."""
    naming, changed = naming_of(connection), []
    for start in range(0, len(ids), _AT_ONCE):
        for row, furniture in _printed(connection, ids[start : start + _AT_ONCE]):
            if _refile(connection, row, naming.furniture(furniture)):
                changed.append(row.id)
    return tuple(changed)


def _printed(connection: Connection, ids: list[str]) -> Iterator[tuple[Any, Furniture]]:
    rows = connection.execute(
        select(_s.id, _s.category, _s.sections, _s.tags, _s.withdrawn, versions.c.transcript)
        .join(versions, (versions.c.statement == _s.id) & (versions.c.number == _s.version))
        .where(_s.id.in_(ids))
        .order_by(_s.id)
    ).all()
    for row in rows:
        yield row, unpack_transcript(row.transcript).furniture


def _refile(connection: Connection, row: Any, furniture: Furniture) -> bool:
    """Whether anything is different for readers."""
    columns = filed_columns(furniture)
    if all(row._mapping[name] == value for name, value in columns.items()):
        return False
    connection.execute(update(statements).where(_s.id == row.id).values(columns))
    if row.withdrawn:
        return False
    connection.execute(delete(statement_terms).where(_t.statement == row.id, _t.grouping.in_(SHELVES)))
    rows = filed_rows(furniture, row.id)
    if rows:
        connection.execute(insert(statement_terms), rows)
    return True
