"""What a record covers and what it lacks: months with their gaps and why, doubts, edits, judgements, visits.

A month without statements is a gap between the first month that has some and the last. Its cause is told as far as it is
known: from the list of months that a site prints beside its pages (how many it published), from addresses that carry a date
and were visited in vain, or from pages that were kept of which no statement was made. Else it is unknown, and said to be.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Select, case, distinct, func, or_, select

from rostra.archive import listing
from rostra.archive.packing import unpack_transcript
from rostra.archive.records import Tally
from rostra.archive.reports import Coverage, Doubts, Gap, IssueTally, MonthCoverage
from rostra.archive.schema import fetches, issues, judgements, sources, statements, turns, versions
from rostra.archive.withdrawing import SHOWN
from rostra.model import SPEECH_ROLES, ArchiveError, MonthCount

_SITES = 200
"""Sites whose list of months is read, those with most statements first: one page of each is unpacked."""
_UNSURE = 0.5
"""A turn less sure than this counts as doubtful, as on the statement's card."""
_DATED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/_.]?(?P<month>0[1-9]|1[0-2])(?!\d\d\d)")
"""A month in an address: "/2014/08/06/", "2014-08", "20140806"."""


def make_coverage(connection: Connection, size_bytes: int) -> Coverage:
    """The whole report; one page of each site is unpacked, all else is counted by the database."""
    counts = listing.count(connection, size_bytes)
    held, dated = _months(connection)
    listed = _listed(connection)
    failed, unread = _months_of(_failed(connection)), _months_of(_unread(connection))
    months = sorted({*held, *(set(listed) | set(failed) | set(unread))})
    return Coverage(
        counts=counts,
        months=tuple(
            MonthCoverage(
                month=month, statements=held[month], listed=listed.get(month), failed=failed[month], unread=unread[month]
            )
            for month in months
        ),
        gaps=tuple(find_gaps(held, listed, failed, unread)),
        undated=counts.statements - dated,
        issues=_issues(connection),
        doubts=_doubts(connection),
        changes=_tally(connection, select(versions.c.change, func.count()).where(versions.c.number > 1)),
        quiet_edits=listing.edits(connection, quiet=True, limit=0, offset=0).total,
        judgements=_tally(connection, select(judgements.c.state, func.count())),
        actions=_tally(connection, select(judgements.c.action, func.count()).where(judgements.c.state != "undone")),
        visits=_tally(connection, select(fetches.c.outcome, func.count())),
        unreached=sum(1 for _ in _failed(connection)),
        unread=sum(1 for _ in _unread(connection)),
        errors=_tally(connection, select(fetches.c.error, func.count()).where(fetches.c.error.is_not(None)))[:20],
        failing=tuple(connection.scalars(select(sources.c.address).where(sources.c.failures > 0).order_by(sources.c.address))),
    )  # fmt: skip


# months


def find_gaps(held: Counter[str], listed: dict[str, int], failed: Counter[str], unread: Counter[str]) -> Iterator[Gap]:
    """Runs of months without statements, oldest first, each with one cause.

    Args:
        held: statements by month ("2014-08"), none elsewhere.
        listed: how many the sites themselves count, of the months that their lists span.
        failed, unread: addresses dated so that never answered, or became no statement.
    """
    if not held:
        return

    def cause(month: str) -> str:
        if held[month]:
            return ""
        if failed[month] or unread[month]:
            return "failed" if failed[month] else "unread"
        return "unknown" if month not in listed else "missing" if listed[month] else "none published"

    for why, run in groupby(_span(min(held), max(held)), key=cause):
        found = list(run)
        if why:
            yield Gap(
                first=found[0],
                last=found[-1],
                months=len(found),
                cause=why,  # type: ignore[arg-type]
                listed=sum(listed.get(month, 0) for month in found),
                failed=sum(failed[month] for month in found),
                unread=sum(unread[month] for month in found),
            )


def _span(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _months(connection: Connection) -> tuple[Counter[str], int]:
    """Statements by month, and how many there are of which the month is known."""
    month = func.substr(statements.c.date, 1, 7)
    rows = connection.execute(
        select(month, func.count()).where(SHOWN, func.length(statements.c.date) >= 7).group_by(month)
    ).all()
    return Counter({row[0]: row[1] for row in rows}), sum(count for _, count in rows)


def _listed(connection: Connection) -> dict[str, int]:
    """Month -> how many the sites count in it; 0 for one that a list passes over between its first and last."""
    found: Counter[str] = Counter()
    for months in _lists(connection):
        counts = {each.month: each.count for each in months}
        for month in _span(min(counts), max(counts)):
            found[month] += counts.get(month, 0)
    return dict(found)


def _lists(connection: Connection) -> Iterator[tuple[MonthCount, ...]]:
    """The list of months on the page last added of each site, where it prints one of sensible months."""
    latest: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    rows = connection.execute(
        select(statements.c.id, statements.c.address, statements.c.uri).order_by(statements.c.added_at, statements.c.id)
        .execution_options(yield_per=500)
    )  # fmt: skip
    for statement, address, uri in rows:
        site = urlsplit(address or uri).netloc or (address or uri).rpartition("/")[0]
        latest[site] = statement
        sizes[site] += 1
    for site, _ in sizes.most_common(_SITES):
        packed = connection.scalar(
            select(versions.c.transcript)
            .join(statements, (statements.c.id == versions.c.statement) & (statements.c.version == versions.c.number))
            .where(statements.c.id == latest[site])
        )
        months = _read_months(packed)
        if months and all(_DATED.fullmatch(each.month) for each in months):
            yield months


def _read_months(packed: bytes | None) -> tuple[MonthCount, ...]:
    try:
        return unpack_transcript(packed).furniture.months if packed else ()
    except ArchiveError:  # `verify` tells of it
        return ()


def _months_of(addresses: Iterable[str]) -> Counter[str]:
    """By the month that an address carries; those that carry none are left out."""
    found = (_DATED.search(address) for address in addresses)
    return Counter(f"{match['year']}-{match['month']}" for match in found if match)


# visits


def _failed(connection: Connection) -> Iterator[str]:
    """Addresses that were visited and never brought anything."""
    f = fetches.c
    good = func.max(case((f.outcome.in_(("failed", "refused")), 0), else_=1))
    yield from _stream(connection, select(f.address).group_by(f.address).having(good == 0).order_by(f.address))


def _unread(connection: Connection) -> Iterator[str]:
    """Addresses of kept pages of which no statement was made."""
    f = fetches.c
    made = func.max(case((f.statement.is_not(None), 1), else_=0))
    kept = f.outcome.in_(("new", "same"))
    yield from _stream(
        connection, select(f.address).where(kept).group_by(f.address).having(made == 0).order_by(f.address)
    )


def _stream(connection: Connection, query: Select[Any]) -> Iterator[str]:
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield row[0]


# doubts


def _issues(connection: Connection) -> tuple[IssueTally, ...]:
    i = issues.c
    rows = connection.execute(
        select(i.code, i.severity, func.count(), func.count(distinct(i.statement))).group_by(i.code, i.severity)
    )
    found = [IssueTally(code=code, severity=severity, count=n, statements=pages) for code, severity, n, pages in rows]
    return tuple(sorted(found, key=lambda each: (-each.count, each.code, each.severity)))


def _doubts(connection: Connection) -> Doubts:
    t = turns.c
    unsure = or_(t.confidence < _UNSURE, t.speaker.is_(None))
    row = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(case((unsure, 1), else_=0)), 0),
            func.coalesce(func.sum(case((t.speaker.is_(None), 1), else_=0)), 0),
        ).where(t.role.in_(SPEECH_ROLES))
    ).one()
    return Doubts(turns=row[0], doubtful=int(row[1]), unknown=int(row[2]))


def _tally(connection: Connection, query: Select[Any]) -> tuple[Tally, ...]:
    """Counts of the first column's values, most first; "" for none."""
    name = query.selected_columns[0]
    counts: defaultdict[str, int] = defaultdict(int)
    for value, count in connection.execute(query.group_by(name)):
        counts[value or ""] += count
    found = [Tally(slug=value, name=value, count=count) for value, count in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))
