"""Meaning: what is near to a text though it says it in other words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rostra.api.opened import Opened

if TYPE_CHECKING:
    from rostra.pipeline import Progress
    from rostra.search.meaning import Meaning, Prepared
    from rostra.search.results import Results


class ByMeaning(Opened):
    """Prepares an archive for search by meaning, and searches so. Needs the extra ``semantic``."""

    _meaning: Meaning | None = None

    @property
    def meaning(self) -> Meaning:
        """The vectors beside the archive, opened when first used."""
        from rostra.search.meaning import Meaning

        with self._opening:
            if self._meaning is None:
                self._meaning = Meaning(self.record, self.location)
            return self._meaning

    def has_meaning(self) -> bool:
        """Whether the archive can be searched by meaning: the extra is installed, and the archive was prepared."""
        return self.meaning.is_ready()

    def prepare_meaning(
        self, *, workers: int | None = None, on_progress: Callable[[Progress], None] | None = None
    ) -> Prepared:
        """Prepare what is new since the last time for search by meaning; the first time takes minutes for thousands of pages.

        May be interrupted at any moment and run again. `workers` defaults to the number of cores.

        Raises:
            MissingExtraError: the extra is not installed.
            ArchiveError: another program is at it, or the folder beside the archive cannot be written.
        """
        from rostra.pipeline.verifying import as_told

        return self.meaning.prepare(workers=workers, told=as_told(on_progress))

    def search_meaning(self, query: str, *, limit: int = 20, offset: int = 0) -> Results:
        """Turns found by the words of `query` or near to them by meaning, best first (see ``docs/meaning.md``). Each hit says by
        which it was found.

        Raises:
            MissingExtraError: the extra is not installed.
            ArchiveError: the archive was not prepared.
        """
        return self.meaning.search(self.index, query, limit=limit, offset=offset)
