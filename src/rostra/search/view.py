"""A view: one committed state of the index with what it was found to say, thrown away when the index moves on."""

from __future__ import annotations

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement
from rostra.model import NotFoundError
from rostra.search.facets import FacetReader
from rostra.search.passages import Pattern, cut_passage
from rostra.search.people import People, fold_name
from rostra.search.results import Hit
from rostra.search.schema import read_passage

# Statements kept at hand: hits often come from few, and the next page of results from the same.
_KEPT = 200


class View:
    """What does not change until the next commit."""

    def __init__(self, record: Record, searcher: tantivy.Searcher) -> None:
        self.record = record
        self.searcher = searcher
        self.people = People(record)
        self.facets = FacetReader(self.people, searcher)
        self._statements: dict[str, Statement | None] = {}

    def make_hit(self, score: float, document: tantivy.Document, patterns: tuple[Pattern, ...]) -> Hit | None:
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
            passage=cut_passage(text, patterns),
            question_id=turn.answers if turn else None,
        )

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


def _get_statement(record: Record, statement_id: str) -> Statement | None:
    try:
        return record.get_statement(statement_id)
    except NotFoundError:
        return None
