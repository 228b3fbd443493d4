"""A view: one committed state of the index with what it was found to say, thrown away when the index moves on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple, TypeVar

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement
from rostra.model import NotFoundError, Transcript, Turn
from rostra.search.facets import FacetReader
from rostra.search.lexis import Lexis
from rostra.search.marks import Mark
from rostra.search.passages import Cut, cut
from rostra.search.people import People, fold_name
from rostra.search.results import Hit
from rostra.search.schema import read_passage
from rostra.search.stems import find_tongue
from rostra.search.why import find_why

# Statements kept at hand: hits often come from few, and the next page of results from the same.
_KEPT = 200
# Answers that take long to make, and of which the next page, order or grouping is likely to be asked for.
_KEPT_ANSWERS = 6

T = TypeVar("T")


class Said(NamedTuple):
    """A turn with its words; `turn` is ``None`` for a passage of a page without turns."""

    statement: Statement
    turn: Turn | None
    role: str
    text: str

    @property
    def speaker(self) -> str:
        """Who speaks; "" when it is not known."""
        return (self.turn.speaker if self.turn else None) or ""


class View:
    """What does not change until the next commit."""

    def __init__(self, record: Record, searcher: tantivy.Searcher) -> None:
        self.record = record
        self.searcher = searcher
        self.people = People(record)
        self.lexis = Lexis(searcher)
        self.facets = FacetReader(self.people, searcher)
        self._statements: dict[str, Statement | None] = {}
        self._kept: dict[Hashable, Any] = {}

    def read_ahead(self, documents: Iterable[tantivy.Document]) -> None:
        """Read the statements of all of these at once, as far as they are not at hand."""
        wanted = {document.to_dict()["statement"][0] for document in documents}
        if missing := wanted - self._statements.keys():
            if len(self._statements) + len(missing) > _KEPT:
                self._statements.clear()
            self._statements.update(self.record.get_statements(missing))

    def make_hit(self, score: float, document: tantivy.Document, marks: tuple[Mark, ...]) -> Hit | None:
        """The hit that a document leads to; ``None`` when its statement has just gone."""
        fields = document.to_dict()
        statement = self._statement(fields["statement"][0])
        if statement is None:
            return None
        card, transcript = statement.card, statement.transcript
        turn_id = fields["turn"][0]
        turn = next((turn for turn in transcript.turns if turn.id == turn_id), None)
        text = read_passage(transcript, (fields["start"][0], fields["end"][0]), turn)
        speaker = turn.speaker if turn else None
        tongue = find_tongue(card.language)
        shown = cut(text, marks, tongue)
        asked = _question(transcript, turn) if marks and len(shown.forms) < len(marks) else ""
        met = cut(asked, marks, tongue) if asked else Cut((), {})
        return Hit(
            statement_id=card.id,
            turn_id=turn_id,
            title=card.title,
            kind=card.kind,
            role=fields["role_name"][0],
            speaker=speaker,
            person=statement.persons.get(speaker or "", ""),
            date=card.date,
            place=card.place,
            score=score,
            passage=shown.passage,
            question_id=turn.answers if turn else None,
            why=find_why(marks, (("text", shown), ("title", cut(card.title, marks, tongue)), ("question", met))),
            question=met.passage if met.forms else (),
        )

    def read(self, document: tantivy.Document) -> Said | None:
        """What is said in the turn that a document stands for; ``None`` when its statement has just gone."""
        fields = document.to_dict()
        statement = self._statement(fields["statement"][0])
        if statement is None:
            return None
        turn = next((turn for turn in statement.transcript.turns if turn.id == fields["turn"][0]), None)
        text = read_passage(statement.transcript, (fields["start"][0], fields["end"][0]), turn)
        return Said(statement, turn, fields["role_name"][0], text)

    def keep(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` says of this state, made once; of many such, those asked for last are kept."""
        known = self._kept.pop(name, None)  # threads share the view
        value: T = make() if known is None else known
        while len(self._kept) >= _KEPT_ANSWERS:
            self._kept.pop(next(iter(list(self._kept))), None)
        self._kept[name] = value
        return value

    def find_speakers(self, name: str) -> list[str]:
        """Keys of those meant by a whole name: who stands under it without being anybody known, and the persons called so; if
        there are none, the persons whom some page spells so."""
        key = fold_name(name)
        slugs = self.people.called(name)
        if not slugs and not self.searcher.doc_freq("speaker_key", key):
            slugs = self.people.spelled(name)
        return [key, *(f"/{slug}" for slug in slugs)]

    def _statement(self, statement_id: str) -> Statement | None:
        statement = self._statements.get(
            statement_id
        )  # threads share the view: what was here may be gone at the next look
        if statement is None:
            statement = _get_statement(self.record, statement_id)
            if len(self._statements) >= _KEPT:
                self._statements.clear()
            self._statements[statement_id] = statement
        return statement


def _question(transcript: Transcript, turn: Turn | None) -> str:
    """The question that the turn answers; "" when it answers none."""
    asked = next((each for each in transcript.turns if turn and turn.answers == each.id), None)
    return read_passage(transcript, (asked.start, asked.end), asked) if asked else ""


def _get_statement(record: Record, statement_id: str) -> Statement | None:
    try:
        return record.get_statement(statement_id)
    except NotFoundError:
        return None
