"""Meaning: what is near to a text though it says it in other words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from rostra.api.opened import Opened
from rostra.model import UsageError

if TYPE_CHECKING:
    from rostra.pipeline import Progress
    from rostra.search.meaning import How, Meaning, Prepared, Similar
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

    def similar(
        self,
        text: str = "",
        *,
        turn: tuple[str, str] | None = None,
        how: How = "like",
        speaker: str = "",
        same_speaker: bool = False,
        until: str = "",
        limit: int = 10,
    ) -> Similar:
        """Turns like a text, or like a turn, by words and meaning.

        Args:
            text: any text; of more than 20,000 characters the beginning.
            turn: the ids of a statement and of a turn in it, instead of a text.
            how: "like" for turns like it; "before" for those of an earlier day (than `turn`, or than `until`), nearly the same
                words first and marked; "questions" for questions like it, with their answers.
            speaker: the name of a person to keep to, or a part of it; "" for anyone.
            same_speaker: keep to the person who speaks in `turn`.
            until: a date (2014, 2014-08, 2014-08-06) that bounds "before" for a text; "" for no bound.
            limit: at most so many.

        Raises:
            NotFoundError: there is no such turn.
            UsageError: nobody known speaks in it, of whom more is asked; `until` is no date; there is no such `how`.
            MissingExtraError: the extra is not installed.
            ArchiveError: the archive was not prepared.
        """
        from rostra.search.meaning import How, Subject, find_similar, get_subject
        from rostra.search.query import encodable

        if how not in (ways := get_args(How)):
            raise UsageError(f"Nothing is looked for by {how!r}.", hint=f"Choose one of {', '.join(ways)}.")
        index, text, until = self.index, encodable(text), _date(until)
        subject = get_subject(index, *turn) if turn else Subject(text=text, date=until)
        if same_speaker and not subject.speaker:
            raise UsageError(
                "Nobody known speaks in it.", hint="Name a person instead.", source=subject.statement or None
            )
        who = subject.speaker if same_speaker else speaker
        return find_similar(self.meaning, index, subject, how=how, speaker=who, limit=limit)


def _date(text: str) -> str:
    """A date as ISO 8601, as precise as typed; "" for nothing. Raises `UsageError` for what is no date."""
    from rostra.search.dating import read_date

    date = read_date(text.strip()) if text.strip() else ""
    if date is None:
        raise UsageError(f"{text[:40]!r} is no date.", hint="Give one such as 2014, 2014-08 or 2014-08-06.")
    return date
