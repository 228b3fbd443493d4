"""The index: kept level with the record, and asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from math import log
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple, TypeVar

import tantivy

from rostra.archive.protocol import Record
from rostra.model import ArchiveError
from rostra.search.choosing import read_parts
from rostra.search.facets import MOST_COUNTED
from rostra.search.guarding import DamageError, guard
from rostra.search.marks import Mark
from rostra.search.matching import Built, Matcher
from rostra.search.nearest import find_nearest
from rostra.search.parser import parse
from rostra.search.query import Node, Query, encodable, names_words
from rostra.search.results import Hit, Results
from rostra.search.schema import build_documents, build_schema
from rostra.search.spelling import suggest
from rostra.search.store import Store, is_damage
from rostra.search.view import View
from rostra.search.words import fold_words

# Each commit leaves a part of the index, and the engine looks through every part: so many statements a commit make few parts, and
# a stopped build resumes.
_BATCH = 2_000
# Statements read at once: reading one by one takes twice as long, more would only take memory.
_TOGETHER = 50
# BM25 approaches this many times a word's rarity the oftener the word is said (1 + k1, with Tantivy's k1 of 1.2).
_MOST_A_WORD = 2.2
# Seconds in which an index that is damaged again is not built anew once more: the disk is at fault.
_ONCE_IN = 3_600.0
_LATE = "Another program is building the search index: what it has not come to yet is not found."
# A page of results, for people and for programs; more is a matter of exports.
MOST_HITS = 200

T = TypeVar("T")
Told = Callable[[int, int], None]


def open_index(record: Record, location: str, told: Told | None = None) -> Index:
    """The index of the archive at `location`, in the folder ``{location}.index`` beside it.

    It is built when missing, damaged or of another record, and brought up to date when behind. That of a database lies in the
    user's cache, named by the record's generation. For an archive in memory it lives in memory, as it does (with a note in the
    results) where the folder cannot be written. `told` hears of how many statements of how many were written.
    """
    index = Index(record, folder_beside(record, location), told)
    index.refresh()
    return index


def folder_beside(record: Record, location: str, ending: str = ".index") -> Path | None:
    """Where something derived from the archive lies: beside it, or in the user's cache; ``None`` for an archive in memory."""
    if location == ":memory:":
        return None
    if "://" not in location:
        return Path(f"{location}{ending}")
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(cache) / "rostra" / f"{record.generation}{ending}"


class Look(NamedTuple):
    """One state of the index with a query: as understood, as the index is asked (which `build` makes of any tree), and what
    is marked."""

    view: View
    asked: Query
    query: tantivy.Query
    marks: tuple[Mark, ...]
    build: Callable[[Node | None], tantivy.Query]
    schema: tantivy.Schema
    notes: tuple[str, ...]


class Index:
    """The search index of one record."""

    def __init__(self, record: Record, folder: Path | None, told: Told | None = None) -> None:
        self.record = record
        self.told = told
        self._folder = folder
        self._notes: tuple[str, ...] = ()
        self._late: tuple[str, ...] = ()
        self._store = Store(folder, record.generation)
        self._schema = build_schema()
        self._lock = Lock()
        self._mended: float | None = None
        self._take_up()

    def refresh(self) -> None:
        """Bring the index level with the record. Costs one look at the record when nothing has changed."""
        if self.record.latest_sequence() == self._sequence:
            return
        with self._lock:
            latest = self.record.latest_sequence()
            if latest == self._sequence:  # another thread has done it while this one waited
                return
            try:
                self._catch_up(latest)
            except BaseException as error:
                if not is_damage(error):
                    raise
                self._fall_back(error)
                self._catch_up(latest)
            self._take_up()

    def search(self, query: str, *, order: str = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Turns that match `query`, best first ("relevance"), by date ("newest", "oldest"), or the last arrived first ("added").

        Never fails on what a person types. A query that names no words (nothing, or conditions
        alone) lists what it finds newest first, as no turn is better than another. `limit` is at most
        `MOST_HITS`; any other `order` counts as relevance.

        Raises:
            ArchiveError: the index is damaged and cannot be built anew.
        """
        query = encodable(query)
        asked = parse(query)
        order = order if names_words(asked.tree) or order in {"oldest", "added"} else "newest"
        window = min(max(limit, 0), MOST_HITS), min(max(offset, 0), self._view.searcher.num_docs)
        return self._guarded(asked, lambda asked: self._answer(query, asked, order, window))

    def look(self, query: str, work: Callable[[Look], T]) -> T:
        """What `work` makes of all that `query` matches. Never fails on what a person types; `work` may be done twice.

        Raises:
            ArchiveError: the index is damaged and cannot be built anew.
        """
        return self._guarded(parse(query), lambda asked: work(self._look(asked)))

    def _guarded(self, asked: Query, work: Callable[[Query], T]) -> T:
        """`work` done with the query, or again with a mended index."""
        try:
            return work(asked)
        except DamageError as error:
            self._mend(error)
        try:
            return work(asked)
        except DamageError as error:
            raise self._damaged(error) from error

    def _look(self, asked: Query) -> Look:
        built = self._build(asked.tree)
        notes = (*asked.notes, *built.notes, *built.broad, *self._notes, *self._late)
        return Look(self._view, asked, built.query, built.marks, self._query_of, self._schema, notes)

    def _build(self, tree: Node | None) -> Built:
        """How the present state of the index is asked for what matches `tree`."""
        view = self._view
        return Matcher(self._schema, view.lexis, view.people, view.find_speakers, view.former.today).build(tree)

    def _query_of(self, tree: Node | None) -> tantivy.Query:
        return self._build(tree).query

    # keeping level

    def _fall_back(self, error: BaseException) -> None:
        """Go on in memory."""
        reason = getattr(error, "strerror", None) or str(error)
        self._notes = (f"The search index cannot be kept on disk ({reason}): it lives in memory.",)
        self._store = Store(None, self.record.generation)

    def _take_up(self) -> None:
        """Read from what is committed now; the sequence is told last, so that nobody takes an older view for this one."""
        self._view = View(self.record, guard(self._store.index.searcher()))
        self._sequence = self._store.sequence

    def _mend(self, error: BaseException) -> None:
        """Go on in what another process began meanwhile, or build anew, once: the files opened, but make no sense."""
        with self._lock:
            if not self._store.has_moved():
                if self._mended is not None and monotonic() - self._mended < _ONCE_IN:
                    raise self._damaged(error) from error
                self._mended = monotonic()
                self._begin_anew()
            self._take_up()
        self.refresh()

    def _begin_anew(self) -> None:
        try:
            with self._store.hold() as held:
                if held:
                    self._store.reset()
        except OSError as error:
            self._fall_back(error)

    def _damaged(self, error: BaseException) -> ArchiveError:
        hint = f"Delete the folder {self._folder}: it is built again." if self._folder else "Open the archive again."
        return ArchiveError(f"The search index cannot be read: {error}", hint=hint, source=str(self._folder or ""))

    def _catch_up(self, latest: int) -> None:
        with self._store.hold() as held:
            if held and self._store.sequence > self.record.latest_sequence():
                self._store.reset()  # of a later state: an older copy of the archive was put in its place
            if held and (self._store.sequence != latest or not self._store.whole):
                self._write_changes(latest)
        self._late = () if self._store.sequence >= latest else (_LATE,)

    def _write_changes(self, latest: int) -> None:
        writer = self._store.writer()
        if writer is None:
            return
        try:
            self._write(writer, latest)
        finally:
            writer.wait_merging_threads()  # also gives back the lock
        self._store.index.reload()

    def _write(self, writer: tantivy.IndexWriter, latest: int) -> None:
        """Write all changes in batches, each followed by a commit and the new state."""
        changes = list(self.record.changes(self._store.sequence))
        for begun in range(0, len(changes), _BATCH):
            batch = changes[begun : begun + _BATCH]
            for at in range(0, len(batch), _TOGETHER):
                self._write_some(writer, [change.statement_id for change in batch[at : at + _TOGETHER]])
                if self.told:
                    self.told(min(begun + at + _TOGETHER, len(changes)), len(changes))
            writer.commit()
            self._store.save(batch[-1].sequence)
        self._store.save(max(latest, self._store.sequence), whole=True)

    def _write_some(self, writer: tantivy.IndexWriter, ids: list[str]) -> None:
        """The documents of these statements in the place of their former ones; none where one is gone or lives on under another
        id."""
        found = self.record.get_statements(ids)
        for statement_id in ids:
            writer.delete_documents_by_term("statement", statement_id)
            for document in build_documents(found[statement_id]) if statement_id in found else ():
                writer.add_document(document)

    # asking

    def _answer(self, text: str, asked: Query, order: str, window: tuple[int, int]) -> Results:
        """The results of a query, in a window of (limit, offset)."""
        view = self._view
        built = self._build(asked.tree)
        found, total = find_window(view.searcher, built.query, order, window)
        view.read_ahead(document for _, document in found)
        facets, years = view.facets.read(asked.tree, built.query, more=total <= MOST_COUNTED)
        hits = (view.make_hit(score, document, built.marks) for score, document in found)
        first = window[1] == 0
        near = find_nearest(asked.tree if first and not total else None, view.values, self.count)
        return Results(
            query=text,
            hits=tuple(hit for hit in hits if hit),
            total=total,
            offset=window[1],
            facets=facets,
            years=years,
            notes=(*asked.notes, *built.notes, *built.broad, *near.notes, *self._notes, *self._late),
            broad=built.broad,
            parts=read_parts(asked.tree),
            months=view.facets.months(asked.tree, built.query),
            suggestions=suggest(asked.tree, view.lexis, self.count, total, near.trees, view.written) if first else (),
        )

    # for those who follow what arrives

    @property
    def sequence(self) -> int:
        """The last change of the record that can be found here."""
        return self._sequence

    # for rooms that rank by more than words

    def rank(
        self,
        tree: Node | None,
        *,
        limit: int,
        bonus: Node | None = None,
        statements: Iterable[str] | None = None,
    ) -> list[tuple[float, tantivy.Document]]:
        """The best `limit` documents that match `tree`, each with its score by words; `bonus` counts towards it where it
        matches, and is not needed. `statements` keeps to these."""
        within = (
            [tantivy.Query.term_set_query(self._schema, "statement", list(statements))]
            if statements is not None
            else []
        )
        wanted = [self._query_of(tree) if tree else _unscored(tantivy.Query.all_query()), *map(_unscored, within)]
        clauses = [(tantivy.Occur.Must, query) for query in wanted]
        if bonus:
            clauses.append((tantivy.Occur.Should, self._query_of(bonus)))
        found, _ = find_window(self._view.searcher, tantivy.Query.boolean_query(clauses), "relevance", (limit, 0))
        return found

    def count(self, tree: Node | None) -> int:
        """How many documents match `tree`."""
        return find_window(self._view.searcher, self._query_of(tree), "relevance", (0, 0))[1]

    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that statements are in, those with most turns first."""
        return self._view.values("language")

    def full_score(self, words: Iterable[str]) -> float:
        """What a document would score at most that had all of `words`, over and over."""
        searcher = self._view.searcher
        total = searcher.num_docs
        counts = (searcher.doc_freq("text", word) for word in {part for word in words for part in fold_words(word)})
        return sum(_MOST_A_WORD * log(1 + (total - count + 0.5) / (count + 0.5)) for count in counts)

    def rarest(self, text: str, most: int) -> list[str]:
        """The `most` rarest of the folded words of `text` that the index knows, in their order."""
        searcher = self._view.searcher
        counts = {word: searcher.doc_freq("text", word) for word in dict.fromkeys(fold_words(text))}
        rare = set(sorted((word for word in counts if counts[word]), key=lambda word: counts[word])[:most])
        return [word for word in counts if word in rare]

    def make_hit(self, score: float, document: tantivy.Document, tree: Node | None) -> Hit | None:
        """The hit that a document leads to, with what matches `tree` marked; ``None`` when its statement has just gone."""
        return self._view.make_hit(score, document, self.find_marks(tree))

    def find_marks(self, tree: Node | None) -> tuple[Mark, ...]:
        """What to mark in a text that matches `tree`."""
        return self._build(tree).marks

    def read(self, document: tantivy.Document) -> str:
        """What is said in the turn or passage that a document stands for; "" when its statement has just gone."""
        said = self._view.read(document)
        return said.text if said else ""


Scored = list[tuple[float, tantivy.Document]]


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def find_window(
    searcher: tantivy.Searcher, query: tantivy.Query, order: str, window: tuple[int, int]
) -> tuple[Scored, int]:
    """A window of scored documents, and how many match."""
    limit, offset = window
    key = order if order in {"newest", "oldest", "added"} else None
    direction = tantivy.Order.Asc if key == "oldest" else tantivy.Order.Desc
    found = searcher.search(query, limit=max(limit, 1), offset=offset, order_by_field=key, order=direction)
    scored = [(0.0 if key else score, searcher.doc(address)) for score, address in found.hits[:limit]]
    return scored, found.count or 0  # type: ignore[attr-defined]  # missing in the binding's stubs
