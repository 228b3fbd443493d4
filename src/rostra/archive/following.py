"""Searches that somebody follows, and what was looked for in vain.

What is new to a search is told by the order in which words arrived (`changes.sequence`), never by their own date or by a clock:
a late document is new however old its words are, and a clock that was set back loses none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from rostra.archive.filelock import hold
from rostra.archive.locking import hold_session
from rostra.archive.parts import Part
from rostra.archive.schema import arrivals, changes, misses, searches, versions
from rostra.archive.slugs import slugify
from rostra.archive.watched import Miss, SavedSearch, SearchRun
from rostra.archive.writing import now
from rostra.model import ArchiveError, NotFoundError, UsageError

MOST_MISSES = 1_000
"""Queries that are kept; where another comes, the one asked least goes, of several the one that was asked longest ago."""
LONGEST_NAME = 120
MOST_SEARCHES = 1_000
_COLUMNS = [searches.c[name] for name in SavedSearch.__struct_fields__]
_LOCK = ".alerts"
_LIST_HINT = "`rostra alerts list` prints those there are."


class Following(Part):
    """The part of a record that keeps searches."""

    location: str
    _engine: Engine

    def save_search(self, name: str, query: str, *, question: str | None = None, public: bool = False) -> SavedSearch:
        """Follow a search from now on."""
        return self._write(lambda connection: _save(connection, name, query, question, public=public))

    def searches(self) -> tuple[SavedSearch, ...]:
        """All that are followed, by name."""
        with self._reads() as connection:
            rows = connection.execute(select(*_COLUMNS).order_by(searches.c.name, searches.c.slug))
            return tuple(_to_search(row) for row in rows)

    def get_search(self, slug: str) -> SavedSearch:
        """The search under this slug or name."""
        with self._reads() as connection:
            return _get(connection, slug)

    def forget_search(self, slug: str) -> None:
        """Follow a search no longer."""
        self._write(lambda connection: _forget(connection, slug))

    @contextmanager
    def hold_runs(self, wait_s: float) -> Iterator[bool]:
        """Inside, nobody else tells what is new. A database's session holds that; of an archive in a file, an empty file beside it
        that the system lets go of when its holder ends."""
        with ExitStack() as stack:
            try:
                held = stack.enter_context(self._held(wait_s, stack))
            except OSError as error:
                hint = "See that its folder can be written: what was told is noted there."
                raise ArchiveError(f"{self.location} cannot be locked: {error.strerror}.", hint=hint) from error
            yield held

    def _held(self, wait_s: float, stack: ExitStack) -> AbstractContextManager[bool]:
        if self._engine.dialect.name == "postgresql":
            alone = stack.enter_context(self._engine.execution_options(isolation_level="AUTOCOMMIT").connect())
            return hold_session(alone, "alerts", wait_s)
        if not Path(self.location).exists():
            return nullcontext(True)  # in memory
        return hold(Path(f"{self.location}{_LOCK}"), wait_s)

    def note_runs(self, runs: Iterable[SearchRun]) -> None:
        """Note how far searches were looked at, all of them or none."""
        noted = tuple(runs)
        self._write(lambda connection: _note_runs(connection, noted))

    def former_versions(self, sequence: int) -> dict[str, int]:
        """Statement -> the version that it had at a change, of those whose words arrived again since."""
        came = func.coalesce(arrivals.c.sequence, 0)  # those of before arrivals were noted came before all others
        one = (arrivals.c.statement == versions.c.statement) & (arrivals.c.version == versions.c.number)
        again = select(arrivals.c.statement).where(arrivals.c.sequence > sequence)
        query = (
            select(versions.c.statement, func.max(versions.c.number).label("number"))
            .select_from(versions.outerjoin(arrivals, one))
            .where(versions.c.statement.in_(again), came <= sequence)
            .group_by(versions.c.statement)
        )
        with self._reads() as connection:
            return {row.statement: row.number for row in connection.execute(query)}

    def note_miss(self, query: str) -> None:
        """Count a query that found nothing."""
        self._write(lambda connection: _note_miss(connection, query))

    def misses(self, *, at_least: int = 1, limit: int = 50) -> tuple[Miss, ...]:
        """What was looked for in vain, most often first."""
        order = (misses.c.count.desc(), misses.c.day.desc(), misses.c.query)
        query = select(misses).where(misses.c.count >= at_least).order_by(*order).limit(limit)
        with self._reads() as connection:
            return tuple(Miss(**row._mapping) for row in connection.execute(query))

    def forget_misses(self) -> int:
        """Forget what was looked for in vain; how many queries that were."""
        return self._write(lambda connection: connection.execute(delete(misses)).rowcount)


def _save(connection: Connection, name: str, query: str, question: str | None, *, public: bool) -> SavedSearch:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError("A saved search needs a name.", hint=f"Give it one of at most {LONGEST_NAME} characters.")
    slug = slugify(name)
    if connection.scalar(select(searches.c.slug).where(searches.c.slug == slug)):
        hint = "Choose another name, or remove that one first (`rostra alerts remove NAME`)."
        raise UsageError(f"There is a saved search {name!r} already.", hint=hint)
    if (connection.scalar(select(func.count()).select_from(searches)) or 0) >= MOST_SEARCHES:
        raise UsageError(f"{MOST_SEARCHES:,} searches are saved already.", hint="Remove some of them first.")
    latest = connection.scalar(select(func.max(changes.c.sequence))) or 0
    values = {"slug": slug, "name": name, "query": query, "question": question, "public": int(public)}
    connection.execute(insert(searches), {**values, "created_at": now(), "sequence": latest})
    return _get(connection, slug)


def _get(connection: Connection, slug: str) -> SavedSearch:
    row = connection.execute(select(*_COLUMNS).where(searches.c.slug.in_((slug, slugify(slug))))).first()
    if row is None:
        raise NotFoundError(f"There is no saved search {slug!r}.", hint=_LIST_HINT)
    return _to_search(row)


def _to_search(row: Any) -> SavedSearch:
    return SavedSearch(**{**row._mapping, "public": bool(row.public)})


def _forget(connection: Connection, slug: str) -> None:
    connection.execute(delete(searches).where(searches.c.slug == _get(connection, slug).slug))


def _note_runs(connection: Connection, runs: Iterable[SearchRun]) -> None:
    for run in runs:
        known = searches.c.slug == run.slug
        values = {"run_at": now(), "sequence": run.sequence, "told": searches.c.told + run.told}
        connection.execute(update(searches).where(known, searches.c.sequence <= run.sequence).values(values))


def _note_miss(connection: Connection, query: str) -> None:
    day = now()[:10]
    again = update(misses).where(misses.c.query == query).values(count=misses.c.count + 1, day=day)
    if connection.execute(again).rowcount:
        return
    if (connection.scalar(select(func.count()).select_from(misses)) or 0) >= MOST_MISSES:
        least = select(misses.c.query).order_by(misses.c.count, misses.c.day, misses.c.query).limit(1).scalar_subquery()
        connection.execute(delete(misses).where(misses.c.query == least))
    connection.execute(insert(misses), {"query": query, "count": 1, "day": day})
