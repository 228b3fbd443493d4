"""Searches that somebody follows, what is new for them, and what was looked for in vain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from rostra.api.opened import Opened
from rostra.archive.watched import Miss, SavedSearch, SearchRun
from rostra.model import NotFoundError, UsageError

if TYPE_CHECKING:
    from rostra.alerts.news import News


class Alerting(Opened):
    """Keeps saved searches and finds what is new for them."""

    def save_search(
        self, name: str, query: str = "", *, question: str | None = None, public: bool = False
    ) -> SavedSearch:
        """Follow a search from now on: what is in the archive already counts as seen.

        Args:
            name: by which it is known; its slug must be free.
            query: see ``docs/search.md``.
            question: instead of a query, "STATEMENT/TURN": its answers are awaited.
            public: listed on the site, with a feed.

        Raises:
            UsageError: the name is taken or missing, it asks for nothing, or for more than is read.
            NotFoundError: there is no such question.
        """
        from rostra.search.cutting import LONGEST_QUERY
        from rostra.search.query import encodable

        query = " ".join(encodable(query).split())
        if len(query) > LONGEST_QUERY:
            raise UsageError("The query is too long.", hint=f"Only {LONGEST_QUERY:,} characters of a query are read.")
        if query and question:
            raise UsageError(
                "A saved search asks for one thing.", hint="Give it a query or a question to await, not both."
            )
        if not (query or question):
            raise UsageError("A saved search asks for something.", hint="Give it a query, or a question to await.")
        return self.record.save_search(encodable(name), query, question=self._question(question), public=public)

    def read_notes(self, query: str) -> tuple[str, ...]:
        """What of a query was read otherwise than it looks, in plain words; empty when nothing was."""
        from rostra.search import parse

        return parse(query).notes

    def _question(self, name: str | None) -> str | None:
        """The question under its name today. Raises `NotFoundError`, and `UsageError` for a turn that asks nothing."""
        if name is None:
            return None
        statement_id, _, turn_id = name.partition("/")
        statement = self.record.get_statement(statement_id)
        today = self.record.find_turn(statement.id, turn_id)
        turn = next((turn for turn in statement.transcript.turns if turn.id == today), None)
        if turn is None:
            raise NotFoundError(f"There is no turn {turn_id!r}.", hint=f"`rostra show {statement.id}` prints them.")
        if turn.role != "question":
            raise UsageError(f"Turn {turn_id} is no question.", hint="Name a turn with the role question.")
        return f"{statement.id}/{turn.id}"

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """All that are followed, by name."""
        return self.record.searches()

    def get_saved_search(self, name: str) -> SavedSearch:
        """The search of this name or slug. Raises `NotFoundError`."""
        return self.record.get_search(name)

    def forget_search(self, name: str) -> None:
        """Follow a search no longer. Raises `NotFoundError`."""
        self.record.forget_search(name)

    def find_news(self, names: Sequence[str] = ()) -> tuple[News, ...]:
        """What arrived since the last run, of the searches of these names or of all. Marks nothing as seen: `note_told` does.
        Raises `NotFoundError`."""
        from rostra.alerts.earlier import Earlier
        from rostra.alerts.news import find_news

        wanted = [self.get_saved_search(name) for name in names] if names else self.saved_searches()
        earlier = Earlier(self.record)
        return tuple(find_news(self.record, self.index, search, earlier) for search in wanted)

    def hold_runs(self, *, wait_s: float = 60.0) -> AbstractContextManager[bool]:
        """Whoever tells what is new finds, tells and notes it inside of this, and so nobody else tells it too. False where another
        has been at it for `wait_s` seconds. Raises `ArchiveError`."""
        return self.record.hold_runs(wait_s)

    def note_told(self, news: Iterable[News]) -> None:
        """Mark as seen what these tell of."""
        self.record.note_runs(SearchRun(slug=each.search.slug, sequence=each.until, told=each.total) for each in news)

    def note_miss(self, query: str) -> None:
        """Count a query that found nothing, in one spelling; one with an address or a long number is left out."""
        from rostra.alerts.vain import spelled

        if text := spelled(query):
            self.record.note_miss(text)

    def misses(self, *, at_least: int = 2, limit: int = 50) -> tuple[Miss, ...]:
        """What was looked for in vain, at least so often, most often first."""
        return self.record.misses(at_least=at_least, limit=limit)

    def forget_misses(self) -> int:
        """Forget what was looked for in vain; how many queries that were."""
        return self.record.forget_misses()
