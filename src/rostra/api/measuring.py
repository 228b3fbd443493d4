"""Words in their contexts and in figures: concordance, collocates, trends, distinctive words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rostra.api.opened import Opened

if TYPE_CHECKING:
    from rostra.analysis import Collocates, Distinctive, Trends
    from rostra.search.concordance import Concordance
    from rostra.search.index import Look

T = TypeVar("T")


class Measuring(Opened):
    """Measures what was said. Queries are those of `Archive.search`, and never fail on what a person types: notes say what was not
    understood. Settings out of bounds count as the nearest bound, names that mean nothing as the default."""

    def concordance(
        self,
        query: str,
        *,
        sort: Sequence[str] = (),
        group: str = "",
        only: str | None = None,
        near: str = "",
        span: int = 5,
        sample: int = 0,
        seed: int = 1,
        context: int = 100,
        window: int = 1_000,
        limit: int = 50,
        offset: int = 0,
    ) -> Concordance:
        """Every match of `query` on a line of its own, with what stands before and after it.

        Args:
            query: see ``docs/search.md``.
            sort: "match", "left1" to "left5", "right1" to "right5", "speaker", "date", the first counting most; the order in which
                turns are read is "newest" (default), "oldest", "relevance" or "lot".
            group: counts lines by "match", "speaker", "year", "statement", or a word beside: "left1" ...
            only: the lines of one group, by its key.
            near, span: only lines with this word, or these words next to one another, among so many (up to 25) before or behind
                the match; only turns that have them are read.
            sample: so many lines of turns drawn by lot instead of the first.
            seed: the same seed draws the same lines of the same record.
            context: characters on each side, up to 500.
            window: turns that are read to sort or group lines, up to 20,000; else turns are read as far as the page needs.
            limit: lines of the page.
            offset: lines to pass over.
        """
        from rostra.search.concordance import make_concordance

        return self.index.look(
            query,
            lambda look: make_concordance(
                look, sort=sort, group=group, only=only, near=near, span=span, sample=sample, seed=seed, context=context,
                window=window, limit=limit, offset=offset,
            ),
        )  # fmt: skip

    def collocates(
        self,
        query: str,
        *,
        span: int = 5,
        order: str = "g2",
        grammar: bool = True,
        minimum: int = 3,
        seed: int = 1,
        window: int = 1_000,
        limit: int = 50,
    ) -> Collocates:
        """The words that stand near the matches of `query` more often than elsewhere.

        Args:
            query: see ``docs/search.md``; its conditions (speaker, date ...) also say where "elsewhere" is.
            span: how many words on each side are near, up to 25.
            order: by "g2" (log-likelihood), "dice" (log Dice), "count" or "turns".
            grammar: also words of grammar ("the", "of").
            minimum: leaves out words that are near less often.
            seed, window: of more matching turns than `window`, so many are drawn by lot.
            limit: words at most.
        """
        from rostra.analysis import find_collocates

        return self.index.look(
            query,
            lambda look: find_collocates(
                look, span=span, order=order, grammar=grammar, minimum=minimum, seed=seed, window=window, limit=limit
            ),
        )

    def trends(self, queries: Sequence[str], *, by: str = "year", split: str = "", count: str = "turns") -> Trends:
        """In how many turns each of `queries` (up to six) is met, or how often its words are said, and for each million words.

        Args:
            queries: see ``docs/search.md``. A share is of what their conditions (speaker, date ...) leave.
            by: "year", "month", "speaker", "kind", "role", "section" or "tag".
            split: one of these but for the times, when `by` is one: each of its values apart.
            count: "turns" or "occurrences"; of queries that ask for more than single words turns are counted, with a note.
        """
        from rostra.analysis.trends import MOST_QUERIES, find_trends

        asked = [query for query in queries if query.strip()] or [""]
        return self._look_all(
            asked[: MOST_QUERIES + 1], lambda looks: find_trends(looks, by=by, split=split, count=count)
        )

    def distinctive(
        self,
        query: str,
        *,
        against: str | None = None,
        order: str = "g2",
        lacking: bool = False,
        grammar: bool = True,
        minimum: int = 5,
        turns: int = 3,
        limit: int = 50,
    ) -> Distinctive:
        """The words that mark the turns of `query`.

        Args:
            query: the part, such as ``speaker:"Ana Vela"`` or ``date:2014``.
            against: what it is compared with; all other turns by default.
            order: by "g2" (log-likelihood), "ratio" (log ratio), "count" or "turns".
            lacking: the words that the part says less often instead.
            grammar: also words of grammar ("the", "of").
            minimum: leaves out words said less often.
            turns: leaves out words said in fewer turns, so that one speech does not decide.
            limit: words at most.
        """
        from rostra.analysis import find_distinctive

        asked = [query, against] if against and against.strip() else [query]
        return self._look_all(
            asked,
            lambda looks: find_distinctive(
                *looks, order=order, lacking=lacking, grammar=grammar, minimum=minimum, turns=turns, limit=limit
            ),
        )

    def _look_all(self, queries: Sequence[str], work: Callable[[list[Look]], T], *former: Look) -> T:
        """What `work` makes of all queries together, each guarded as one alone (see `Index.look`)."""
        if not queries:
            return work(list(former))
        first, *others = queries
        return self.index.look(first, lambda look: self._look_all(others, work, *former, look))
