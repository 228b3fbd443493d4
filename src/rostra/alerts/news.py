"""What is new for a saved search: matching words that arrived since they were last told of.

New is what arrived, not what is dated late: a transcript of ten years ago that comes in today is new today. A page that is read
anew has not arrived again. Of a page whose words were changed, the turns with words that it did not have are new, and "edited".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import tantivy

from rostra.alerts.earlier import Earlier
from rostra.archive.protocol import Record
from rostra.archive.records import Statement, TurnCard
from rostra.archive.watched import SavedSearch
from rostra.model import Turn
from rostra.search.index import MOST_HITS, Index, Look, find_window
from rostra.search.pointers import Key, read_pointer
from rostra.search.results import Fragment, Hit
from rostra.search.schema import added_key, read_passage

LONGEST_QUESTION = 280
"""Characters of a question above its answer: what was asked is clear by then."""
_OPENING = 240
# Passages looked at together.
_TOGETHER = 200
_GONE = "The question is no longer in the record: no answer to it can come."


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
    change `until`. `note` says why a search can find nothing any more; "" for all is well, and for what was told before."""

    search: SavedSearch
    finds: tuple[Find, ...]
    total: int
    until: int
    note: str = ""


def find_news(record: Record, index: Index, search: SavedSearch, earlier: Earlier | None = None) -> News:
    """What is new for `search`. Changes nothing. `earlier` is given where several searches are asked for, one after another."""
    index.refresh()
    until = index.sequence
    earlier = earlier or Earlier(record)
    if search.question:
        return _answers(record, search, until, earlier)
    hits, total = index.look(search.query, lambda look: _find_arrived(look, search.sequence, until, earlier))
    return News(search=search, finds=_make_all(record, hits, search, earlier), total=total, until=until)


def _make_all(record: Record, hits: Sequence[Hit], search: SavedSearch, earlier: Earlier) -> tuple[Find, ...]:
    edited = earlier.versions(search.sequence)
    questions = record.get_turns({(hit.statement_id, hit.question_id) for hit in hits if hit.question_id})
    return tuple(
        _make(hit, questions.get((hit.statement_id, hit.question_id or "")), edited=hit.statement_id in edited)
        for hit in hits
    )


def _make(hit: Hit, question: TurnCard | None, *, edited: bool) -> Find:
    opens = question.turn if question else hit.turn_id
    return Find(
        statement_id=hit.statement_id,
        turn_id=hit.turn_id,
        opens_at=f"{hit.statement_id}/{opens}" if opens else hit.statement_id,
        title=hit.title,
        kind=hit.kind,
        date=hit.date,
        place=hit.place,
        role=hit.role,
        speaker=hit.speaker,
        passage=hit.passage,
        asked=shortened(question.text, LONGEST_QUESTION) if question else "",
        asker=(question.speaker or "") if question else "",
        edited=edited,
    )


def shortened(text: str, length: int) -> str:
    """`text` on one line, and no longer than `length` characters: cut behind a word, with an ellipsis."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


# what a query finds


def _find_arrived(look: Look, after: int, until: int, earlier: Earlier) -> tuple[list[Hit], int]:
    """Matches in words that arrived after the change `after` and no later than `until`, the last first: the first `MOST_HITS`,
    and how many there are. All are looked at, and those that stood on their page before are none of them."""
    arrived = tantivy.Query.range_query(
        look.schema, "added", tantivy.FieldType.Integer, added_key(after + 1), added_key(until + 1) - 1
    )
    came = _both(look.query, arrived)
    known = set(_find_known(look, came, after, earlier))
    total = find_window(look.view.searcher, came, "added", (0, 0))[1] - len(known)
    hits: list[Hit] = []
    for document in _walk(look, came):
        if len(hits) == MOST_HITS:
            break
        if read_pointer(document).key in known:
            continue
        if hit := look.view.make_hit(0.0, document, look.marks):
            hits.append(hit)
        else:
            total -= 1  # it has just gone
    return hits, total


def _find_known(look: Look, came: tantivy.Query, after: int, earlier: Earlier) -> Iterator[Key]:
    """Those of `came` that their page had before its words were changed."""
    if not (edited := earlier.versions(after)):
        return
    for document in _walk(look, _both(came, tantivy.Query.term_set_query(look.schema, "statement", list(edited)))):
        statement_id, turn_id, _ = key = read_pointer(document).key
        said = look.view.read(document)
        if said and earlier.had(statement_id, after, said.text, turn=bool(turn_id)):
            yield key


def _walk(look: Look, query: tantivy.Query) -> Iterator[tantivy.Document]:
    """All that match, the last arrived first."""
    offset, total = 0, 1
    while offset < total:
        found, total = find_window(look.view.searcher, query, "added", (_TOGETHER, offset))
        look.view.read_ahead(document for _, document in found)
        yield from (document for _, document in found)
        offset += _TOGETHER


def _both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one), (tantivy.Occur.Must, other)])


# answers to a question


def _answers(record: Record, search: SavedSearch, until: int, earlier: Earlier) -> News:
    """The answers that a question was given since."""
    statement_id, _, turn_id = (search.question or "").partition("/")
    today = record.find_turn(statement_id, turn_id)
    if today is None:
        return News(search=search, finds=(), total=0, until=until, note=_gone(record, search, statement_id))
    statement = record.get_statement(statement_id)
    if not search.sequence < statement.arrived <= until:
        return News(search=search, finds=(), total=0, until=until)
    new = [turn for turn in statement.transcript.turns if turn.answers == today]
    new = [turn for turn in new if not earlier.had(statement.id, search.sequence, _said(statement, turn), turn=True)]
    finds = _make_all(record, [_as_hit(statement, turn) for turn in new[:MOST_HITS]], search, earlier)
    return News(search=search, finds=finds, total=len(new), until=until)


def _gone(record: Record, search: SavedSearch, statement_id: str) -> str:
    """That the question has gone, where its page was touched since the search was last told of; else that is known already."""
    return _GONE if any(each.statement_id == statement_id for each in record.changes(search.sequence)) else ""


def _said(statement: Statement, turn: Turn) -> str:
    return read_passage(statement.transcript, (turn.start, turn.end), turn)


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
        passage=(Fragment(shortened(_said(statement, turn), _OPENING), False),),
        question_id=turn.answers,
    )


def count_finds(news: Iterable[News]) -> int:
    """How many passages are new in all."""
    return sum(each.total for each in news)
