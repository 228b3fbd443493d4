"""`Archive`: what an open archive tells is here; what comes in, what people decide and what is proved have rooms of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from rostra.api.accounts import Accounts
from rostra.api.alerting import Alerting
from rostra.api.arranging import Arranging
from rostra.api.filling import Filling
from rostra.api.meaning import ByMeaning
from rostra.api.measuring import Measuring
from rostra.api.proving import Proving
from rostra.api.reviewing import Reviewing
from rostra.api.writing import Writing
from rostra.archive.protocol import Filters, Grouping, Order
from rostra.archive.records import (
    Counts,
    EditPage,
    MonthTally,
    PersonCard,
    Profile,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    YearTally,
)
from rostra.model import Capture, GoneError, NotFoundError

if TYPE_CHECKING:
    from rostra.archive.differences import Difference
    from rostra.pipeline.related import Related
    from rostra.search.grouping import By
    from rostra.search.results import Grouped, Results


class Archive(Filling, Reviewing, Writing, Arranging, Proving, Accounts, ByMeaning, Measuring, Alerting):
    """A record of statements with its search index; a context manager. Reading methods return frozen values."""

    def get_statement(self, statement_id: str, *, withdrawn_too: bool = False) -> Statement:
        """The statement under this id, or the one that it redirects to. Raises `NotFoundError`, and `WithdrawnError` for one that
        readers do not see, unless `withdrawn_too`."""
        return self.record.get_statement(statement_id, withdrawn_too=withdrawn_too)

    def find_turn(self, statement_id: str, turn_id: str) -> str | None:
        """The turn's id today; ``None`` when there never was one."""
        return self.record.find_turn(statement_id, turn_id)

    def last_version_with(self, statement: Statement, turn_id: str) -> int | None:
        """The last version that had a turn under this id; ``None`` when none had."""
        hidden = statement.withdrawal is not None
        for version in reversed(statement.versions):
            then = self.record.get_version(statement.id, version.number, withdrawn_too=hidden)
            if any(turn.id == turn_id for turn in then.turns):
                return version.number
        return None

    def missing_turn(self, statement: Statement, turn_id: str) -> NotFoundError:
        """The error that tells what became of a turn that `find_turn` does not know: a `GoneError` when a version had it."""
        last = self.last_version_with(statement, turn_id)
        if last is None:
            hint = f"`rostra show {statement.id}` prints its turns with their ids."
            return NotFoundError(f"There is no turn {turn_id!r}.", hint=hint, source=statement.id)
        message = f"The words of turn {turn_id} are gone from this page: version {last} was the last that had them."
        return GoneError(
            message, hint=f"`rostra diff {statement.id} {last} {last + 1}` shows them.", source=statement.id
        )

    def get_capture(self, sha256: str, *, withdrawn_too: bool = False) -> Capture:
        """The saved bytes. Raises `NotFoundError`, and `WithdrawnError` for those of a statement that readers do not see."""
        return self.record.get_capture(sha256, withdrawn_too=withdrawn_too)

    def get_person(self, slug: str) -> PersonCard:
        """Raises `NotFoundError`."""
        return self.record.get_person(slug)

    def former_persons(self) -> dict[str, str]:
        """Former slugs of persons and whom each leads to (see `Record.former_persons`)."""
        return self.record.former_persons()

    def find_statements(
        self, *, order: Order = "newest", limit: int = 20, offset: int = 0, **filters: Unpack[Filters]
    ) -> StatementPage:
        """A window of the statements that match all `filters` (see `Record.find_statements`)."""
        return self.record.find_statements(order=order, limit=limit, offset=offset, **filters)

    def count(self) -> Counts:
        """The size of the record."""
        return self.record.count()

    def tally(self, grouping: Grouping) -> tuple[Tally, ...]:
        """How many statements stand under each section, category, tag, kind, place, language or person."""
        return self.record.tally(grouping)

    def months(self) -> tuple[MonthTally, ...]:
        """Statements by month, newest first."""
        return self.record.months()

    def years(self, *, person: str | None = None) -> tuple[YearTally, ...]:
        """Statements by year, newest first, undated ones last under ""; of one person (a slug) or of all."""
        return self.record.years(person=person)

    def persons(self) -> tuple[PersonCard, ...]:
        """All persons, those with most statements first."""
        return self.record.persons()

    def profile(self, slug: str) -> Profile:
        """Offices over time, who asked and the topics of a person (see `Record.profile`)."""
        return self.record.profile(slug)

    def neighbours(
        self, statement_id: str, *, person: str | None = None
    ) -> tuple[StatementCard | None, StatementCard | None]:
        """The statements before and after this one in time, of all or of one person (see `Record.neighbours`)."""
        return self.record.neighbours(statement_id, person=person)

    def diff(self, statement_id: str, before: int | None = None, after: int | None = None) -> Difference:
        """What changed between two versions of a statement, turn by turn and word by word.

        Args:
            before: a version's number; the one before `after` by default.
            after: a version's number; the current one by default.

        Raises:
            NotFoundError: there is no such statement or version, or only one version.
        """
        from rostra.archive.differences import compare_versions

        statement = self.get_statement(statement_id)
        after = statement.card.version if after is None else after
        before = after - 1 if before is None else before
        if before < 1 and len(statement.versions) == 1:
            raise NotFoundError(f"{statement.id} has one version only: nothing has changed.", source=statement.id)
        old, new = (self.record.get_version(statement.id, number) for number in (before, after))
        noted = statement.versions[after - 1].change if after == before + 1 else None
        return compare_versions(statement.id, (before, old), (after, new), kind=noted)

    def edits(self, *, quiet: bool = False, limit: int = 20, offset: int = 0) -> EditPage:
        """Versions by which a page's words were changed, newest first; `quiet` keeps to those of which the page says nothing."""
        return self.record.edits(quiet=quiet, limit=limit, offset=offset)

    def last_changes(self, ids: Iterable[str] | None = None, *, beginning: str = "") -> dict[str, str]:
        """Statement -> when it last changed in substance: it came in, its words were changed, a person corrected it. ISO 8601 UTC,
        in order of ids; of `ids`, or of all, whose ids have this `beginning`."""
        return self.record.last_changes(ids, beginning=beginning)

    def search(self, query: str, *, order: str = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Turns that match `query` (see ``docs/search.md``). Never fails on what a person types: the notes of the results say
        what was not understood. `order` is "relevance", "newest" or "oldest". The index is brought up to date first."""
        return self.index.search(query, order=order, limit=limit, offset=offset)

    def search_groups(
        self, query: str, by: By, *, order: str = "relevance", limit: int = 20, offset: int = 0
    ) -> Grouped:
        """Turns that match `query` put together by "statement", "speaker" or "pair" (a question with its answers, whichever
        matched), with the number of each. Never fails on what a person types."""
        from rostra.search.grouping import group_hits

        return group_hits(self.index, query, by, order=order, limit=limit, offset=offset)

    def related(self, statement_id: str, *, limit: int = 5) -> tuple[Related, ...]:
        """Statements near this one, nearest first, each with the reasons: what the page itself names, the same day, persons who
        speak in both, tags of both. Empty when there are none. Raises `NotFoundError`."""
        from rostra.pipeline import find_related

        return find_related(self.record, statement_id, limit=limit)

    def export(
        self,
        statement: Statement | str,
        style: str,
        *,
        turn_id: str | None = None,
        address: str | None = None,
        site: str = "",
    ) -> str:
        """A statement (or one turn: a question with its answers, an answer with its question) as "json", "md", "txt", or as
        a citation: "bib", "ris", "csl.json", "text", "apa", "mla", "chicago", "harvard".

        Args:
            statement: an id, or a statement at hand, which then need not be read again for each style.
            style: one of these.
            turn_id: the turn; the whole by default.
            address: the permanent link to print.
            site: the name of the site that it leads to, which some styles of citation print.

        Raises:
            NotFoundError: no such statement.
            UsageError: no such style or turn.
        """
        from rostra.exporters import export

        found = self.get_statement(statement) if isinstance(statement, str) else statement
        return export(found.transcript, style, statement_id=found.id, turn_id=turn_id, address=address, site=site)

    def authors(self, statement: Statement) -> tuple[str, ...]:
        """The persons whom a citation of the whole statement names, in order; empty when none is known."""
        from rostra.exporters import select

        return select(statement.transcript, statement_id=statement.id).authors

    def cite(
        self,
        statement: Statement,
        styles: Iterable[str],
        *,
        turn_id: str | None = None,
        address: str | None = None,
        site: str = "",
    ) -> tuple[str, ...]:
        """A statement at hand (or one turn) in several styles at once (see `export`)."""
        from rostra.exporters import export_all

        return export_all(
            statement.transcript, styles, statement_id=statement.id, turn_id=turn_id, address=address, site=site
        )
