"""That an archive is whole: checked, backed up, and reported on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rostra.api.opened import Opened
from rostra.archive.reports import Coverage, Finding

if TYPE_CHECKING:
    from rostra.pipeline import Progress


class Proving(Opened):
    """Proves what is kept, copies it, and tells what it covers."""

    def verify(
        self, *, quick: bool = False, deep: bool = False, on_progress: Callable[[Progress], None] | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the record and its index, as it is found; nothing when all is well. Changes nothing.

        Args:
            quick: ask the database alone, and a sample of the index.
            deep: also read every page anew and compare its text with what is kept.
            on_progress: told after each step; `failed` counts findings.
        """
        from rostra.pipeline.verifying import verify

        return verify(self.record, self.location, quick=quick, deep=deep, on_progress=on_progress)

    def back_up(
        self, target: str | Path, *, force: bool = False, on_progress: Callable[[Progress], None] | None = None
    ) -> int:
        """Copy the archive as it stands at this moment to the file `target`, and prove the copy. Returns its size in bytes.

        Raises:
            UsageError: the archive is not in a file.
            ArchiveError: `target` exists and `force` is false, cannot be written, or the copy did not prove sound.
        """
        from rostra.archive.backup import back_up
        from rostra.pipeline.verifying import as_told

        return back_up(self.location, str(target), force=force, told=as_told(on_progress))

    def coverage(self) -> Coverage:
        """What the archive covers and what it lacks: months and gaps with their causes, doubts, edits, judgements, visits."""
        return self.record.coverage()
