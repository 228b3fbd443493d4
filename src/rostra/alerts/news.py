"""What is new for a saved search: matching words that arrived since they were last told of.

New is what arrived, not what is dated late: a transcript of ten years ago that comes in today is new today. A page that is read
anew has not arrived again. Of a page whose words were changed, the turns with words that it did not have are new, and "edited".
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rostra.archive.protocol import Record
from rostra.archive.records import SavedSearch, Statement
from rostra.model import NotFoundError, Transcript, Turn
from rostra.search.index import MOST_HITS, Index
from rostra.search.results import Fragment, Hit
from rostra.search.words import fold_words

LONGEST_QUESTION = 280
"""Characters of a question above its answer: what was asked is clear by then."""
_OPENING = 240


class Find(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that is new. `asked` is the question that it answers, by `asker`; both are "" when it answers none. `edited` is
    true when the page was known and its words were changed. `opens_at` ("STATEMENT/TURN") is where to read it: at the
    question, if any.
    """

    statement_id: str
    turn_id: str
    opens_at: str
    title: str
    kind: str
    date: str | None
    place: str | None
    role: str
    speaker: str | None
    passage: tuple[Fragment, ...]
    asked: str = ""
    asker: str = ""
    edited: bool = False


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is new for a search, the last that arrived first: the first `MOST_HITS`, of `total`. It tells of what arrived up to the
    change `until`. `note` says why a search can find nothing any more; "" for all is well."""

    search: SavedSearch
    finds: tuple[Find, ...]
    total: int
    until: int
    note: str = ""


def find_news(record: Record, index: Index, search: SavedSearch) -> News:
    """What is new for `search`. Changes nothing."""
    index.refresh()
    until = index.sequence
    if search.question:
        return _answers(record, search, until)
    hits, total = index.find_arrived(search.query, search.sequence, until, limit=MOST_HITS)
    finds = [find for find in (_find(record, search, hit) for hit in hits) if find]
    return News(search=search, finds=tuple(finds), total=total - (len(hits) - len(finds)), until=until)


def _find(record: Record, search: SavedSearch, hit: Hit) -> Find | None:
    """The hit as something new; ``None`` where these very words were here before, or the page has just gone."""
    try:
        statement = record.get_statement(hit.statement_id)
    except NotFoundError:
        return None
    before = _before(record, statement, search.sequence)
    turn = next((turn for turn in statement.transcript.turns if turn.id == hit.turn_id), None)
    if before is not None and turn is not None and _had(before, statement.transcript, turn):
        return None
    return _make(statement, hit, edited=before is not None)


def _before(record: Record, statement: Statement, sequence: int) -> Transcript | None:
    """The page as it was at a change of the record; ``None`` where it was yet to come."""
    known = [version.number for version in statement.versions if version.sequence <= sequence]
    return record.get_version(statement.id, max(known)) if known else None


def _had(before: Transcript, now: Transcript, turn: Turn) -> bool:
    """Whether the page had these very words, in this turn or another."""
    words = fold_words(now.turn_text(turn))
    return any(fold_words(before.turn_text(former)) == words for former in before.turns)


def _make(statement: Statement, hit: Hit, *, edited: bool) -> Find:
    turns = {turn.id: turn for turn in statement.transcript.turns}
    question = turns.get(hit.question_id or "")
    opens = question.id if question else hit.turn_id
    return Find(
        statement_id=statement.id,
        turn_id=hit.turn_id,
        opens_at=f"{statement.id}/{opens}" if opens else statement.id,
        title=hit.title,
        kind=hit.kind,
        date=hit.date,
        place=hit.place,
        role=hit.role,
        speaker=hit.speaker,
        passage=hit.passage,
        asked=_shortened(statement.transcript.turn_text(question), LONGEST_QUESTION) if question else "",
        asker=(question.speaker or "") if question else "",
        edited=edited,
    )


def _shortened(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


# answers to a question


def _answers(record: Record, search: SavedSearch, until: int) -> News:
    """The answers that a question was given since."""
    statement_id, _, turn_id = (search.question or "").partition("/")
    today = record.find_turn(statement_id, turn_id)
    if today is None:
        return News(search=search, finds=(), total=0, until=until, note="The question is no longer in the record.")
    statement = record.get_statement(statement_id)
    if not search.sequence < statement.arrived <= until:
        return News(search=search, finds=(), total=0, until=until)
    before = _before(record, statement, search.sequence)
    answers = [turn for turn in statement.transcript.turns if turn.answers == today]
    new = [turn for turn in answers if before is None or not _had(before, statement.transcript, turn)]
    finds = tuple(_make(statement, _as_hit(statement, turn), edited=False) for turn in new[:MOST_HITS])
    return News(search=search, finds=finds, total=len(new), until=until)


def _as_hit(statement: Statement, turn: Turn) -> Hit:
    card = statement.card
    return Hit(
        statement_id=card.id,
        turn_id=turn.id,
        title=card.title,
        kind=card.kind,
        role=turn.role,
        speaker=turn.speaker,
        person=statement.persons.get(turn.speaker or "", ""),
        date=card.date,
        place=card.place,
        score=0.0,
        passage=(Fragment(_shortened(statement.transcript.turn_text(turn), _OPENING), False),),
        question_id=turn.answers,
    )


def count_finds(news: Iterable[News]) -> int:
    """How many passages are new in all."""
    return sum(each.total for each in news)
