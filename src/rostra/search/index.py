"""The index: kept level with the record, and asked."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement
from rostra.model import NotFoundError
from rostra.search.facets import FacetReader
from rostra.search.matching import Matcher
from rostra.search.parser import parse
from rostra.search.passages import Pattern, cut_passage, find_patterns
from rostra.search.query import Query
from rostra.search.results import Hit, Results
from rostra.search.schema import build_documents, build_schema, read_passage
from rostra.search.store import Store

# A commit takes some 10 ms however little is in it; this many statements a commit make that nothing, and a stopped build resumes.
_BATCH = 1_000
# A page of results, for people and for programs; more is a matter of exports.
MOST_HITS = 200


def open_index(record: Record, location: str) -> Index:
    """The index of the archive at `location`, in the folder ``{location}.index`` beside it.

    It is built when missing, damaged or of another record, and brought up to date when behind. For an archive in memory or at
    a database's address it lives in memory, as it does (with a note in the results) where the folder cannot be written.
    """
    folder = None if location == ":memory:" or "://" in location else Path(f"{location}.index")
    index = Index(record, folder)
    index.refresh()
    return index


class Index:
    """The search index of one record."""

    def __init__(self, record: Record, folder: Path | None) -> None:
        self.record = record
        self._notes: tuple[str, ...] = ()
        try:
            self._store = Store(folder, record.generation)
        except OSError as error:
            self._fall_back(error)
        self._matcher = Matcher(build_schema())
        self._take_up()

    def refresh(self) -> None:
        """Bring the index level with the record. Costs one look at the record when nothing has changed."""
        latest = self.record.latest_sequence()
        if latest == self._store.sequence:
            return
        try:
            self._catch_up(latest)
        except OSError as error:
            self._fall_back(error)
            self._catch_up(latest)
        self._take_up()

    def search(self, query: str, *, order: str = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Turns that match `query`, best first ("relevance"), or by date ("newest", "oldest").

        Never fails on what a person types. A query that asks for nothing lists everything, newest first. `limit` is at most
        `MOST_HITS`; any other `order` counts as relevance.
        """
        asked = parse(query)
        offset = min(max(offset, 0), self._searcher.num_docs)
        found, total = self._find(asked, order, min(max(limit, 0), MOST_HITS), offset)
        facets, years = self._facets.read(asked.tree, self._matcher.build(asked.tree))
        return Results(
            query=query,
            hits=self._hits(found, find_patterns(asked.tree)),
            total=total,
            offset=offset,
            facets=facets,
            years=years,
            notes=(*asked.notes, *self._notes),
        )

    # keeping level

    def _fall_back(self, error: OSError) -> None:
        """Go on in memory."""
        self._notes = (f"The search index cannot be kept on disk ({error.strerror or 'damaged'}); it lives in memory.",)
        self._store = Store(None, self.record.generation)

    def _take_up(self) -> None:
        """Read from what is committed now."""
        self._searcher = self._store.index.searcher()
        self._facets = FacetReader(self.record, self._searcher)
        self._statements: dict[str, Statement | None] = {}

    def _catch_up(self, latest: int) -> None:
        writer = self._store.writer()
        if writer is None:  # another process is at it: what it has committed so far is good to read
            self._store.reopen()
            return
        if self._store.folder is not None and not self._store.reopen():
            del writer
            self._store.reset()
            self._catch_up(latest)
            return
        self._write(writer, latest)
        writer.wait_merging_threads()
        self._store.index.reload()

    def _write(self, writer: tantivy.IndexWriter, latest: int) -> None:
        """Write all changes in batches, each followed by a commit and the new state."""
        changes = iter(list(self.record.changes(self._store.sequence)))
        while batch := list(islice(changes, _BATCH)):
            for change in batch:
                writer.delete_documents_by_term("statement", change.statement_id)
                for document in self._documents(change.statement_id):
                    writer.add_document(document)
            writer.commit()
            self._store.save(batch[-1].sequence)
        self._store.save(max(latest, self._store.sequence))

    def _documents(self, statement_id: str) -> list[tantivy.Document]:
        """The documents of a statement; none when it is gone or lives on under another id."""
        try:
            statement = self.record.get_statement(statement_id)
        except NotFoundError:
            return []
        return list(build_documents(statement)) if statement.id == statement_id else []

    # asking

    def _find(
        self, asked: Query, order: str, limit: int, offset: int
    ) -> tuple[list[tuple[float, tantivy.Document]], int]:
        """A window of scored documents, and how many match."""
        query = self._matcher.build(asked.tree)
        key = order if order in {"newest", "oldest"} else None if asked.tree else "newest"
        direction = tantivy.Order.Asc if key == "oldest" else tantivy.Order.Desc
        found = self._searcher.search(query, limit=max(limit, 1), offset=offset, order_by_field=key, order=direction)
        scored = [(0.0 if key else score, self._searcher.doc(address)) for score, address in found.hits[:limit]]
        return scored, found.count or 0  # type: ignore[attr-defined]  # missing in the binding's stubs

    def _hits(self, found: list[tuple[float, tantivy.Document]], patterns: tuple[Pattern, ...]) -> tuple[Hit, ...]:
        hits = (self._hit(score, document, patterns) for score, document in found)
        return tuple(hit for hit in hits if hit)

    def _hit(self, score: float, document: tantivy.Document, patterns: tuple[Pattern, ...]) -> Hit | None:
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

    def _statement(self, statement_id: str) -> Statement | None:
        """From the record, kept until the index moves on: hits often come from few statements."""
        if statement_id not in self._statements:
            if len(self._statements) >= MOST_HITS:
                self._statements.clear()
            try:
                self._statements[statement_id] = self.record.get_statement(statement_id)
            except NotFoundError:
                self._statements[statement_id] = None
        return self._statements[statement_id]
