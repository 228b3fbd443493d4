"""How often somebody tried to log in of late, as rows: so that a server that starts anew, and a second one, count on.

Who or what tried stands here as a digest that the caller made, for as long as it counts and until the next try after that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import Connection, delete, func, insert, select

from rostra.archive.locking import lock_names
from rostra.archive.parts import Part
from rostra.archive.schema import tries

MOST_TRIES = 20_000
"""Rows; beyond that the oldest are forgotten."""
_t = tries.c


class TryKeeper(Protocol):
    """The part of a record that counts tries."""

    def begin_try(self, limits: Mapping[str, int], *, at_s: float, window_s: int) -> int:
        """Count a try under each of some digests, of which none may have as many as its limit within a window that ends now.
        Seconds to wait before one is allowed, in which case none is counted; 0 when it is."""
        ...

    def end_try(self, forget: str, less: str) -> None:
        """A try was no failure: forget all under one digest, and the last one under another."""
        ...


class TryRows(Part):
    """`TryKeeper` over the table."""

    def begin_try(self, limits: Mapping[str, int], *, at_s: float, window_s: int) -> int:
        """Count a try; one that has to wait writes nothing."""
        since = round((at_s - window_s) * 1000)

        def work(connection: Connection) -> int:
            lock_names(connection, [f"tries {digest}" for digest in limits])
            if wait := _wait(connection, limits, at_s, window_s):
                return wait
            connection.execute(delete(tries).where(_t.at <= since))
            oldest = select(_t.id).order_by(_t.id.desc()).limit(1).offset(MOST_TRIES - len(limits)).scalar_subquery()
            connection.execute(delete(tries).where(_t.id <= oldest))
            connection.execute(insert(tries), [{"digest": each, "at": round(at_s * 1000)} for each in limits])
            return 0

        with self._reads() as connection:
            wait = _wait(connection, limits, at_s, window_s)
        return wait or self._write(work)

    def end_try(self, forget: str, less: str) -> None:
        """A try was no failure."""
        last = select(func.max(_t.id)).where(_t.digest == less).scalar_subquery()

        def work(connection: Connection) -> None:
            connection.execute(delete(tries).where(_t.digest == forget))
            connection.execute(delete(tries).where(_t.id == last))

        self._write(work)


def _wait(connection: Connection, limits: Mapping[str, int], at_s: float, window_s: int) -> int:
    """The seconds until so few are left in the window that one more is allowed, of all digests the most."""
    waits = [0]
    for digest, limit in limits.items():
        recent = select(_t.at).where(_t.digest == digest, _t.at > round((at_s - window_s) * 1000))
        first = connection.scalar(recent.order_by(_t.at.desc()).limit(1).offset(limit - 1))
        if first is not None:
            waits.append(max(1, math.ceil(first / 1000 + window_s - at_s)))
    return max(waits)
