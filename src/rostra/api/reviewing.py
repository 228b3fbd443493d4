"""What waits to be looked at, who has it in hand, and what a decision changed."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from rostra.api.deciding import Deciding
from rostra.archive.accounts import Claim
from rostra.archive.records import Judged, Judgement
from rostra.archive.reviewing import Queue, Renaming

if TYPE_CHECKING:
    from rostra.archive.differences import Difference


class Reviewing(Deciding):
    """The queue of those who look after an archive, and what they do to many statements at once."""

    def queue(self, *, limit: int = 50, offset: int = 0, **filters: Any) -> Queue:
        """What waits, in most doubt first. Filters are `reason`, `language` ("" = unknown) and `claimed_by` (a name; "" = nobody).
        Raises `UsageError` for a reason that there is not."""
        return self.record.queue(limit=limit, offset=offset, **filters)

    def beside(self, statement_id: str, **filters: Any) -> tuple[str | None, str | None]:
        """The ids of what waits before and after a statement, in the same order. Raises `NotFoundError`."""
        return self.record.beside(statement_id, **filters)

    def claim(self, statement_id: str, name: str) -> None:
        """The account has the statement in hand from now on, and nobody else. Raises `NotFoundError`."""
        self.record.claim(statement_id, name)

    def release(self, statement_id: str) -> None:
        """Nobody has it in hand."""
        self.record.release(statement_id)

    def claims(self) -> tuple[Claim, ...]:
        """Who has what in hand, the latest first."""
        return self.record.claims()

    def named(self, name: str) -> tuple[Renaming, ...]:
        """Statements in which somebody speaks or takes part under this name, newest first, with how many turns."""
        return self.record.named(name)

    def rename_speaker(
        self, old: str, new: str, statement_ids: Sequence[str], *, by: str, why: str, batch: str = ""
    ) -> str:
        """In all these statements the speaker `old` is `new`: one judgement each, of one batch, whose name is returned.

        Args:
            batch: a name that no other has (see `new_batch`), by which to undo also what was done before an error; "" gives one.

        Raises:
            NotFoundError, UsageError: one of them cannot be renamed; those before it are, and can be undone together.
        """
        batch = batch or new_batch()
        for statement_id in statement_ids:
            self.correct(statement_id, "rename", {"from": old, "name": new, "batch": batch}, by=by, why=why)
        return batch

    def batch(self, name: str) -> tuple[Judgement, ...]:
        """All judgements of a batch, also those that were undone, in the order in which they were made."""
        return self.record.batch(name, undone_too=True)

    def undo_batch(self, batch: str, *, by: str, why: str = "") -> tuple[Judged, ...]:
        """Take back all judgements of a batch; empty when there are none that hold."""
        return tuple(self.undo(each.id, by=by, why=why) for each in reversed(self.record.batch(batch)))

    def changed_by(self, statement_id: str, judgement_ids: Collection[str]) -> Difference:
        """What these judgements change in a statement: its reading without them against its reading as it is shown.

        Raises:
            NotFoundError: there is no such statement.
        """
        from rostra.archive.differences import compare_versions
        from rostra.archive.judging import apply

        statement = self.record.get_statement(statement_id, withdrawn_too=True)
        read = self.record.get_machine(statement.id)
        kept = [each for each in self.judgements(statement.id) if each.id not in judgement_ids]
        before = apply(read.transcript, read.persons, kept).transcript
        return compare_versions(statement.id, (1, before), (2, statement.transcript), kind="")


def new_batch() -> str:
    """A name for what is decided in one step."""
    return secrets.token_hex(6)
