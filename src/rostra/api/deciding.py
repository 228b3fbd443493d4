"""What people decide about what was read: corrections, their undoing, and sharing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rostra.api.opened import Opened
from rostra.archive.records import Action, Imported, Judged, Judgement, JudgementState, Statement


class Deciding(Opened):
    """Keeps judgements, which outrank the machine."""

    def correct(
        self,
        statement_id: str | None,
        action: Action,
        value: Mapping[str, Any] | None = None,
        *,
        by: str,
        why: str,
        turn_id: str | None = None,
    ) -> Judged:
        """Keep what a person decided; it outranks the machine from now on. ``docs/record.md`` lists the actions with their values.

        Args:
            statement_id: the statement; ``None`` for "merge-person" and "rename-term", which concern the whole record.
            action: what is corrected.
            value: as the action wants it; for "speaker" a name is enough (``{"name": "Ada Brandt"}``).
            by: who decided.
            why: for what reason.
            turn_id: the turn, for actions that are about one.

        Raises:
            NotFoundError: there is no such statement.
            UsageError: it says something impossible, or about words that are not there.
        """
        from rostra.pipeline.correcting import make_judgement

        if statement_id is None:
            return self.record.judge(Judgement(action=action, value=dict(value or {}), by=by, why=why))
        statement = self.record.get_statement(statement_id)
        return self.record.judge(make_judgement(statement, action, value or {}, turn_id=turn_id, by=by, why=why))

    def undo(self, judgement_id: str, *, by: str, why: str = "") -> Judged:
        """Take a judgement back. Raises `NotFoundError`."""
        return self.record.undo(judgement_id, by=by, why=why)

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """What people decided, in the order in which they did; of one statement, in one state, or all."""
        return self.record.judgements(statement_id, state=state)

    def corrected_turns(self, statement: Statement) -> dict[str, tuple[Judgement, ...]]:
        """The judgements that hold for each turn of the statement, by the turn's id; turns without any are left out."""
        from rostra.archive.judging import corrected_turns

        return corrected_turns(statement.transcript, self.judgements(statement.id, state="applied"))

    def export_judgements(self, statement_id: str | None = None) -> str:
        """All judgements (or those of a statement) as a file to share: JSON Lines, sorted, each time the same."""
        from rostra.archive.sharing import write_lines

        return write_lines(self.judgements(statement_id))

    def import_judgements(self, text: str) -> Imported:
        """Keep the judgements of such a file; twice is harmless. All or none: raises `UsageError` where a line is no judgement."""
        from rostra.archive.sharing import read_lines

        return self.record.import_judgements(read_lines(text))
