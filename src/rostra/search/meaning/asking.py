"""Searching by meaning: the vectors of a record kept at hand, asked together with the index of its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from rostra.archive.protocol import Record
from rostra.archive.reports import Told
from rostra.model import ArchiveError
from rostra.search.index import MOST_HITS, Index, folder_beside
from rostra.search.marks import Mark
from rostra.search.meaning.building import Prepared, prepare
from rostra.search.meaning.encoding import the_model
from rostra.search.meaning.fusion import DEPTH, FLOOR, Found, fuse, key_of
from rostra.search.meaning.model import LANGUAGE, check_installed, is_installed
from rostra.search.meaning.reading import read_words
from rostra.search.meaning.vectors import Vectors
from rostra.search.meaning.windows import cut_windows
from rostra.search.meaning.wishes import any_of, part_wish
from rostra.search.parser import parse
from rostra.search.passages import cut_passage
from rostra.search.query import Node, Phrase, Term, join_all
from rostra.search.results import Fragment, Hit, Results
from rostra.search.stems import find_tongue

if TYPE_CHECKING:
    from rostra.search.meaning.model import Vector
    from rostra.search.meaning.nearness import Nearness

ENDING = ".meaning"
_HOW = "`rostra meaning` prepares it; that takes minutes for thousands of pages."
_AT_HOME, _OFTEN = 5, 3
_MENDS = "`rostra meaning` makes anew what is lost."
_WORDLESS = "There are no words of which the meaning could be looked for: this is the search by words."
_DEEP = (
    f"Words and meaning together rank the best {DEPTH} of each; the same search by words alone lists all {{total:,}}."
)


class Meaning:
    """The meaning of all that a record holds, as far as it was prepared."""

    def __init__(self, record: Record, location: str) -> None:
        self.record = record
        self.vectors = Vectors(folder_beside(record, location, ENDING), record.generation)
        self._lock = Lock()
        self._nearness: Nearness | None = None

    def is_ready(self) -> bool:
        """Whether it can be asked: the packages are installed, and something was prepared."""
        return self.vectors.exist() and is_installed()

    def prepare(self, *, workers: int | None = None, told: Told | None = None) -> Prepared:
        """Make ready what is new since the last time (see `building.prepare`)."""
        return prepare(self.record, self.vectors, workers=workers, told=told)

    @property
    def nearness(self) -> Nearness:
        """The vectors as they are kept now.

        Raises:
            MissingExtraError: the packages are not installed.
            ArchiveError: nothing was prepared, or what was is damaged.
        """
        check_installed()
        with self._lock:
            sequence = self.vectors.sequence()
            if not sequence:
                raise ArchiveError("This archive is not prepared for search by meaning.", hint=_HOW)
            from rostra.search.meaning.nearness import Nearness

            if self._nearness is None or self._nearness.sequence != sequence:
                try:
                    self._nearness = Nearness(self.vectors)
                except sqlite3.Error as error:
                    message = f"What was prepared for search by meaning is damaged ({error})."
                    raise ArchiveError(message, hint=_MENDS, source=str(self.vectors.folder)) from error
            return self._nearness

    def search(self, index: Index, query: str, *, limit: int = 20, offset: int = 0) -> Results:
        """Turns found by the words of `query` or near to it by meaning, in one order; see ``docs/meaning.md``.

        What is not a word by itself (phrases, fields, dates, what is excluded) must hold. A query without such words is
        answered by words alone, as is one that the model does not read, or of which it knows too few words. Raises what `nearness`
        raises.
        """
        nearness = self.nearness
        asked = parse(query)
        wish, condition = part_wish(asked.tree)
        text = " ".join(wish)
        reading = read_words(text, HeardIn(index))
        if not wish or reading.language:
            plain = index.search(query, limit=limit, offset=offset)
            return msgspec.structs.replace(plain, notes=(*plain.notes, reading.note if wish else _WORDLESS))
        worded = index.search(query, limit=1)
        vectors = read(text)
        found = fuse(index, nearness, vectors, wish, condition, asked.tree, asks=True)
        shown = found[max(offset, 0) :][: min(max(limit, 0), MOST_HITS)]
        hits = [self._hit(index, nearness, each, asked.tree, any_of(wish), vectors) for each in shown]
        own = (*((reading.note,) if reading.note else ()), *self.notes(nearness))
        deep = (_DEEP.format(total=worded.total),) if worded.total > DEPTH else ()
        notes = (*worded.notes, *own, *deep)
        kept = tuple(hit for hit in hits if hit)
        return msgspec.structs.replace(worded, hits=kept, total=len(found), offset=offset, notes=notes)

    def notes(self, nearness: Nearness) -> tuple[str, ...]:
        """What a reader must know: what is not read by the model, and what has come since it was prepared."""
        made = []
        if nearness.unread:
            told = ", ".join(f"{count:,} in {language}" for language, count in nearness.unread.most_common(4))
            made.append(
                f"The model reads English alone: statements in other languages ({told}) are found by words only."
            )
        if nearness.damaged:
            made.append(
                f"What was prepared of some statements ({nearness.damaged:,}) is damaged: they are found by words only. {_MENDS}"
            )
        if self.record.latest_sequence() > nearness.sequence:
            made.append("What has changed since the meaning was last prepared is found by words only.")
        return tuple(made)

    def _hit(
        self, index: Index, nearness: Nearness, found: Found, tree: Node | None, marks: Node, vectors: list[Vector]
    ) -> Hit | None:
        """The hit, marked as found by words, by meaning, or by some of the words; ``None`` when its statement has just gone."""
        if found.whole:
            hit = index.make_hit(found.rank, found.document, tree)
            return msgspec.structs.replace(hit, near=_round(found.near)) if hit else None
        hit = show(index, nearness, found, index.find_marks(marks), vectors)
        return msgspec.structs.replace(hit, found_by="some words") if hit and found.near < FLOOR else hit


def show(index: Index, nearness: Nearness, found: Found, marks: tuple[Mark, ...], vectors: list[Vector]) -> Hit | None:
    """The hit of a document, with the passage that comes nearest to `vectors` (of all that is said, without any), `marks`
    marked; ``None`` when its statement has just gone."""
    hit = index.make_hit(found.rank, found.document, None)
    number = nearness.find(key_of(found.document))
    if hit is None:
        return None
    text = index.read(found.document)
    start, end = nearness.nearest_window(number, vectors) if number is not None and vectors else (0, len(text))
    passage = cut_passage(text[start:end], marks, find_tongue("en"))
    before = (Fragment("… ", False),) if start else ()
    after = (Fragment(" …", False),) if end < len(text) and not passage[-1].text.endswith("…") else ()
    return msgspec.structs.replace(
        hit, passage=(*before, *passage, *after), found_by="meaning", near=_round(found.near)
    )


class HeardIn:
    """What is said in the record of an index, by its languages (see `reading.Heard`)."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def says(self, words: str) -> bool:
        """Whether English says it."""
        return bool(self._count(LANGUAGE, Phrase(words) if " " in words else Term(words)))

    def other_language(self, words: Sequence[str]) -> str:
        """The language that says each of the words in `_OFTEN` turns, and `_AT_HOME` times as often as English in as many turns."""
        languages = [code for code in self._index.languages() if code != LANGUAGE]
        return next((code for code in languages if all(self._is_of(code, word) for word in words)), "")

    def _is_of(self, code: str, word: str) -> bool:
        said, elsewhere = (self._count(each, Term(word)) for each in (code, LANGUAGE))
        return said >= _OFTEN and said * self._count(LANGUAGE) > elsewhere * self._count(code) * _AT_HOME

    def _count(self, code: str, *asked: Node) -> int:
        return self._index.count(join_all([*asked, Term(code, "language")]))


def _round(near: float) -> float:
    return round(max(near, 0.0), 3)


def read(text: str) -> list[Vector]:
    """The vectors of a text, a window each; none for a text without words. Raises `MissingExtraError`."""
    return [the_model().encode(text[start:end]) for start, end in cut_windows(text)]
