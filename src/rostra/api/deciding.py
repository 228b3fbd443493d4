"""What people decide about what was read: corrections, their undoing, and sharing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from rostra.api.opened import Opened
from rostra.archive.records import Action, Imported, Judged, Judgement, JudgementState, Statement
from rostra.archive.trail import Trail
from rostra.model import UsageError, Withdrawal

LONGEST_REASON = 1_000
"""Characters of the reason that readers see in the place of a statement."""


class CorrectedField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the event ("date") that a person corrected; `before` is what the page was read as, ``None`` for nothing."""

    name: str
    before: str | None
    judgement: Judgement


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
        statement = self.record.get_statement(statement_id, withdrawn_too=True)
        return self.record.judge(make_judgement(statement, action, value or {}, turn_id=turn_id, by=by, why=why))

    def withdraw(self, statement_id: str, *, by: str, reason: str) -> Judged:
        """Take a statement from readers, who see `reason` instead, when and by whom. Nothing of it is lost; `undo` of the judgement
        brings it back as it was.

        Raises:
            NotFoundError: there is no such statement.
            UsageError: it is withdrawn already, or the reason is empty or too long.
        """
        return self.correct(statement_id, "withdraw", by=by, why=checked_reason(reason))

    def restore_withdrawn(self, statement_id: str, *, by: str, why: str = "") -> Judged:
        """Show a statement to readers again, whoever withdrew it, and however often: archives that share their decisions may each
        have done so. The last is returned. Raises `NotFoundError`, `UsageError` for one that is shown."""
        statement = self.record.get_statement(statement_id, withdrawn_too=True)
        found = self.record.judgements(statement.id, state="applied")
        made = [each for each in found if each.action == "withdraw"]
        if not made:
            raise UsageError(f"{statement.id} is not withdrawn.", hint="`rostra withdraw` lists those that are.")
        return [self.record.undo(each.id, by=by, why=why) for each in made][-1]

    def withdrawals(self, statement_id: str | None = None) -> tuple[Withdrawal, ...]:
        """What readers are told of statements that were withdrawn, the latest first; of one or of all."""
        return self.record.withdrawals(statement_id)

    def undo(self, judgement_id: str, *, by: str, why: str = "") -> Judged:
        """Take a judgement back. Raises `NotFoundError`."""
        return self.record.undo(judgement_id, by=by, why=why)

    def judgements(
        self, statement_id: str | None = None, *, state: JudgementState | None = None
    ) -> tuple[Judgement, ...]:
        """What people decided, in the order in which they did; of one statement, in one state, or all."""
        return self.record.judgements(statement_id, state=state)

    def trail(
        self,
        statement_id: str | None = None,
        *,
        by: str | None = None,
        state: str | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Trail:
        """What was decided and taken back, the latest first, in a window (see `TrailKeeper.trail`)."""
        return self.record.trail(statement_id, by=by, state=state, limit=limit, offset=offset)

    def find_judgements(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements under these ids, in the order in which they were made; ids that are none are left out."""
        return self.record.find_judgements(ids)

    def corrected_fields(self, statement: Statement) -> tuple[CorrectedField, ...]:
        """The fields of the event that read otherwise by what people decided, each with the judgement that holds."""
        found = [each for each in self.judgements(statement.id, state="applied") if each.action == "field"]
        if not found:
            return ()
        read = self.record.get_machine(statement.id).transcript.event
        last = {each.value["field"]: each for each in found}
        changed = [CorrectedField(name=name, before=getattr(read, name), judgement=each) for name, each in last.items()]
        return tuple(each for each in changed if each.before != each.judgement.value["value"])

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


def checked_reason(reason: str) -> str:
    """The reason on one line. Raises `UsageError` where it says nothing, or too much."""
    line = " ".join("".join(char if char.isprintable() else " " for char in reason).split())
    if not line:
        raise UsageError("Readers are not told why.", hint="Give a reason: it stands in the place of the statement.")
    if len(line) > LONGEST_REASON:
        raise UsageError(f"The reason is longer than {LONGEST_REASON:,} characters.", hint="Say it in a few sentences.")
    return line
