"""That a statement was withdrawn from readers, as they are told."""

from __future__ import annotations

import msgspec


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """The notice that stands in the place of a statement. `title` is "" when it has none; `date` is that of the event, `language`
    its own; `at` is when it was withdrawn (ISO 8601 UTC), `by` who did it and `reason` why, each on one line."""

    statement: str
    title: str
    date: str | None
    language: str | None
    at: str
    by: str
    reason: str
