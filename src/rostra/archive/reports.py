"""What the record tells of itself: what a proof found, what a copy holds, what is covered and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from rostra.archive.records import Counts, Tally
from rostra.model import Capture


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with an archive, or ("note") that could not be compared or mends itself.

    `code` is a stable kebab-case name (``docs/issues.md``), `where` a statement, turn, capture or table, `hint` the way out.
    """

    code: str
    where: str
    message: str
    hint: str
    severity: Literal["error", "note"] = "error"


class Rereading(msgspec.Struct, frozen=True, kw_only=True):
    """How captures are read anew: `read` gives a capture's text (and raises `ReadError`), `parser` is its name in
    `versions.parser`."""

    read: Callable[[Capture], str]
    parser: str


class CopiedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table that was copied. `sha256` is the sum of the SHA-256 of all its rows (modulo 2^256), in hexadecimal digits."""

    name: str
    rows: int
    sha256: str


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """An archive that was copied, and compared with where it came from. Locations are as they may be printed."""

    source: str
    target: str
    rows: int
    tables: tuple[CopiedTable, ...]


Told = Callable[[int, int, str], None]
"""Told how far a long check has come: steps done, steps in all, and what is looked at."""


Cause = Literal["none published", "missing", "failed", "unread", "unknown"]
"""Why a month has no statements: the site's own list has none; it has some, which are not here; addresses of that month never
answered; pages were kept of which no statement was made; or nothing tells."""


class MonthCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """A month ("2014-08") with what is here, and with what is known of what is not.

    `listed` is how many the sites themselves count, ``None`` when no list of theirs spans the month. `failed` and `unread`
    count addresses that carry this month.
    """

    month: str
    statements: int
    listed: int | None
    failed: int
    unread: int


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A run of `months` months without statements, from `first` to `last`, all for one `cause`; numbers as in `MonthCoverage`."""

    first: str
    last: str
    months: int
    cause: Cause
    listed: int
    failed: int
    unread: int


class IssueTally(msgspec.Struct, frozen=True, kw_only=True):
    """How often an issue was raised, and on how many statements."""

    code: str
    severity: str
    count: int
    statements: int


class Doubts(msgspec.Struct, frozen=True, kw_only=True):
    """Of all `turns` of speech, those less sure than 0.5 or without speaker (`doubtful`), and those without (`unknown`)."""

    turns: int
    doubtful: int
    unknown: int

    @property
    def share(self) -> float:
        """Doubtful turns of all, 0 to 1; 0 when there are none."""
        return self.doubtful / self.turns if self.turns else 0.0


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What a record covers and what it lacks.

    `months` are those of which anything is known, `gaps` runs of months without statements, both oldest first; `undated` counts
    statements without a month. `changes` counts versions after the first by kind of change, `quiet_edits` those that change words
    and of which the page says nothing. `judgements` are counted by state, `actions` (undone ones left out) by action, `visits` by
    outcome. `unreached` counts addresses that never brought anything, `unread` those whose pages became no statement;
    `errors` are the 20 most frequent, in words; `failing` are watched sources that failed when last checked.
    """

    counts: Counts
    months: tuple[MonthCoverage, ...]
    gaps: tuple[Gap, ...]
    undated: int
    issues: tuple[IssueTally, ...]
    doubts: Doubts
    changes: tuple[Tally, ...]
    quiet_edits: int
    judgements: tuple[Tally, ...]
    actions: tuple[Tally, ...]
    visits: tuple[Tally, ...]
    unreached: int
    unread: int
    errors: tuple[Tally, ...]
    failing: tuple[str, ...]
