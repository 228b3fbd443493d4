"""What a search found as its page shows it: under statements, speakers or questions, with the question above each answer."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rostra.api import Archive, Group, Hit
from rostra.model import NotFoundError
from rostra.web.paging import Paging, address
from rostra.web.reading import question_line
from rostra.web.words import message

GROUPS = {
    "": message("Passages"),
    "statement": message("Statements"),
    "speaker": message("Speakers"),
    "pair": message("Questions with their answers"),
}


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A group as it is shown. `rows` are hits, each with the question above it ("" for none). `total` is how many match, 0 where
    that is not told. `name` and `address` are of the speaker; "" for what stands under its statement."""

    first: Hit
    rows: list[tuple[Hit, str]]
    total: int = 0
    name: str = ""
    address: str = ""


def by_statement(archive: Archive, hits: Iterable[Hit]) -> list[Gathered]:
    """The hits of a page under their statements, the statement of the best hit first."""
    together: dict[str, list[Hit]] = {}
    for hit in hits:
        together.setdefault(hit.statement_id, []).append(hit)
    return [Gathered(first=found[0], rows=_under_questions(archive, found)) for found in together.values()]


def gathered(archive: Archive, group: Group, by: str) -> Gathered:
    """A group of the archive. Of a speaker every passage stands under its own statement."""
    first, total = group.hits[0], group.total
    if by == "pair":
        return Gathered(first=first, total=total, rows=[(hit, "") for hit in group.hits])
    if by == "statement":
        return Gathered(first=first, total=total, rows=_under_questions(archive, list(group.hits)))
    rows = [row for each in by_statement(archive, group.hits) for row in each.rows]
    return Gathered(
        first=first, total=total, rows=rows, name=group.name, address=address("/search", {"q": group.refined})
    )


def beside(path: str, query: dict[str, str], *, page: int, more: bool) -> Paging:
    """The neighbours of a page of groups, of which it is only known whether there are more: `pages` is 0."""
    return Paging(
        page=page,
        pages=0,
        earlier=address(path, query, page=page - 1) if page > 1 else "",
        later=address(path, query, page=page + 1) if more else "",
    )


def _under_questions(archive: Archive, hits: list[Hit]) -> list[tuple[Hit, str]]:
    """Each hit with the question that it answers, unless that question is the hit right above."""
    questions = _questions(archive, hits[0].statement_id) if any(hit.question_id for hit in hits) else {}
    above = ["", *(hit.turn_id for hit in hits)]
    return [
        (hit, "" if hit.question_id == over else questions.get(hit.question_id or "", ""))
        for hit, over in zip(hits, above, strict=False)
    ]


def _questions(archive: Archive, statement_id: str) -> dict[str, str]:
    """The questions of a statement in a line each; empty when it has gone since the index was built."""
    try:
        transcript = archive.get_statement(statement_id).transcript
    except NotFoundError:
        return {}
    return {turn.id: question_line(transcript, turn, 140) for turn in transcript.turns if turn.role == "question"}
