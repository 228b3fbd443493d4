"""Hits of a search as a feed, the same on the site and in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from rostra.archive.records import Statement
from rostra.exporters.feeds import Feed, FeedEntry

if TYPE_CHECKING:
    from rostra.api.archive import Archive
    from rostra.search.results import Hit


def hits_feed(
    archive: Archive,
    hits: Iterable[Hit],
    *,
    query: str,
    title: str,
    author: str,
    site: str,
    path: str = "/search",
    asks: Mapping[str, str] | None = None,
    language: str = "en",
) -> Feed:
    """A feed of `hits` in their order. Each is known by its turn's address, is read at the question that it answers, and
    shows that first.

    Args:
        archive: where they were found.
        hits: what `Archive.search` found.
        query: what was searched for.
        title: of the feed.
        author: of the feed: the site's name.
        site: the address of the site without a slash at the end.
        path: of the feed on it, without ending.
        asks: the query of the feed's own address; `query` under "q" by default.
        language: that of the title.

    Raises:
        NotFoundError: a statement has gone since it was found.
    """
    asked = {"q": query} if asks is None else asks
    return Feed(
        title=title,
        address=site + path,
        asks=urlencode({name: value for name, value in asked.items() if value}),
        home=f"{site}/search?{urlencode({'q': query, 'order': 'added'} if query else {'order': 'added'})}",
        author=author,
        language=language,
        entries=tuple(_entries(archive, tuple(hits), site)),
    )


def _entries(archive: Archive, hits: tuple[Hit, ...], site: str) -> Iterator[FeedEntry]:
    """An entry for each hit, behind the question that it answers; of several passages of a page without turns, which have the one
    address, for the first."""
    from rostra.alerts.news import LONGEST_QUESTION, shortened

    statements: dict[str, Statement] = {}
    questions = archive.record.get_turns({(hit.statement_id, hit.question_id) for hit in hits if hit.question_id})
    for hit in _each_once(hits):
        if hit.statement_id not in statements:
            statements[hit.statement_id] = archive.get_statement(hit.statement_id)
        question = questions.get((hit.statement_id, hit.question_id or ""))
        said = f"“{shortened(question.text, LONGEST_QUESTION)}” " if question else ""
        who = f"{question.speaker}: " if question and question.speaker else ""
        yield _entry(hit, statements[hit.statement_id], site, who + said)


def _each_once(hits: tuple[Hit, ...]) -> Iterable[Hit]:
    found: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.statement_id, hit.turn_id), hit)
    return found.values()


def _entry(hit: Hit, statement: Statement, site: str, asked: str) -> FeedEntry:
    """`asked` stands first: the question that the hit answers, "" for none."""
    home = f"{site}/statements/{quote(hit.statement_id, safe='')}"
    opens = hit.question_id or hit.turn_id
    words = "".join(piece.text for piece in hit.passage)
    return FeedEntry(
        id=f"{home}/{quote(hit.turn_id, safe='')}" if hit.turn_id else home,
        address=f"{home}/{quote(opens, safe='')}" if opens else home,
        title=hit.title,
        updated=statement.arrived_at,
        date=hit.date,
        summary=asked + (f"{hit.speaker}: {words}" if hit.speaker else words),
        authors=((hit.speaker, ""),) if hit.speaker else (),
        about={"id": hit.statement_id, "turn": hit.turn_id, "role": hit.role, "kind": hit.kind, "place": hit.place},
    )
