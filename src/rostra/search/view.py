"""A view: one committed state of the index with what it was found to say, thrown away when the index moves on."""

from __future__ import annotations

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement
from rostra.model import NotFoundError
from rostra.search.facets import FacetReader
from rostra.search.passages import Pattern, cut_passage
from rostra.search.results import Hit
from rostra.search.schema import read_passage
from rostra.search.words import fold_words

# Statements kept at hand: hits often come from few, and the next page of results from the same.
_KEPT = 200


class View:
    """What does not change until the next commit."""

    def __init__(self, record: Record, searcher: tantivy.Searcher) -> None:
        self.record = record
        self.searcher = searcher
        self.facets = FacetReader(record, searcher)
        self._statements: dict[str, Statement | None] = {}
        self._slugs: dict[str, list[str]] | None = None

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

    def find_slugs(self, name: str) -> list[str]:
        """The slugs of the persons who bear this name in one of their spellings; empty when nobody does."""
        if self._slugs is None:
            self._slugs = _slugs_by_name(self.record)
        return self._slugs.get(_fold_name(name), [])

    def _statement(self, statement_id: str) -> Statement | None:
        if statement_id not in self._statements:
            if len(self._statements) >= _KEPT:
                self._statements.clear()
            self._statements[statement_id] = _get_statement(self.record, statement_id)
        return self._statements[statement_id]


def _get_statement(record: Record, statement_id: str) -> Statement | None:
    try:
        return record.get_statement(statement_id)
    except NotFoundError:
        return None


def _slugs_by_name(record: Record) -> dict[str, list[str]]:
    slugs: dict[str, list[str]] = {}
    for card in record.persons():
        for spelling in {_fold_name(name) for name in (card.name, *card.names)}:
            slugs.setdefault(spelling, []).append(card.slug)
    return slugs


def _fold_name(name: str) -> str:
    return " ".join(fold_words(name))
