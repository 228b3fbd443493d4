"""A view: one committed state of the index with what it was found to say, thrown away when the index moves on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import tantivy

from rostra.archive.protocol import Record
from rostra.archive.records import Statement, StatementCard, TurnCard
from rostra.search.facets import FacetReader
from rostra.search.former import FormerNames
from rostra.search.lexis import MOST_WORDS, Lexis
from rostra.search.marks import Mark
from rostra.search.passages import Cut, cut, find_forms
from rostra.search.people import People, fold_name
from rostra.search.pointers import Key, Pointer, read_pointer
from rostra.search.results import Hit
from rostra.search.schema import build_schema, read_passage, read_segments
from rostra.search.stems import Tongue, find_tongue
from rostra.search.why import find_why
from rostra.search.words import cut_words, fold_words

# Turns kept at hand: the other orders and groups of a search show many of them again.
_KEPT = 1_000
# Turns of those that have a word which are looked at for how it is written.
_READ_FOR_A_WORD = 5
# Answers that take long to make, and of which the next page, order or grouping is likely to be asked for.
_KEPT_ANSWERS = 6

_HOLDERS = {"asked-by": "asker_key"}

T = TypeVar("T")


class Said(NamedTuple):
    """A turn with its words, those that the page's furniture interrupts put together; `turn_id` is "" for a passage of a page
    without turns, `person` where the speaker is nobody known. `asked` is the question that it answers, under the id `answers`;
    "" and ``None`` where it answers none."""

    card: StatementCard
    turn_id: str
    role: str
    speaker: str | None
    person: str
    text: str
    answers: str | None = None
    asked: str = ""


class View:
    """What does not change until the next commit."""

    def __init__(self, record: Record, searcher: tantivy.Searcher) -> None:
        self.record = record
        self.searcher = searcher
        self.people = People(record)
        self.former = FormerNames(record)
        self.lexis = Lexis(searcher)
        self.facets = FacetReader(self.people, searcher)
        self._said: dict[Key, Said] = {}
        self._kept: dict[Hashable, Any] = {}

    def read_ahead(self, documents: Iterable[tantivy.Document]) -> None:
        """Read what all of these stand for at once, as far as it is not at hand."""
        wanted = [read_pointer(document) for document in documents]
        if len(self._said) + len(wanted) > _KEPT:
            self._said.clear()
        if missing := [pointer for pointer in wanted if pointer.key not in self._said]:
            self._said.update(self._fetch(missing))

    def read(self, document: tantivy.Document) -> Said | None:
        """What is said in the turn that a document stands for; ``None`` when it has just gone."""
        pointer = read_pointer(document)
        key = pointer.key
        said = self._said.get(key)  # threads share the view: what was here may be gone at the next look
        if said is None and (said := self._fetch([pointer]).get(key)):
            self._said[key] = said
        return said

    def _fetch(self, wanted: list[Pointer]) -> dict[Key, Said]:
        """What these documents stand for, from the record; what has just gone is left out."""
        turns = self.record.get_turns({(pointer.statement, pointer.turn) for pointer in wanted if pointer.turn})
        whole = {pointer.statement for pointer in wanted if not pointer.turn}
        pages = self.record.get_statements(whole) if whole else {}
        found: dict[Key, Said] = {}
        for pointer in wanted:
            if turn := turns.get((pointer.statement, pointer.turn)):
                found[pointer.key] = _of_turn(turn, pointer)
            elif not pointer.turn and pointer.statement in pages:
                found[pointer.key] = _of_page(pages[pointer.statement], pointer)
        return found

    def make_hit(self, score: float, document: tantivy.Document, marks: tuple[Mark, ...]) -> Hit | None:
        """The hit that a document leads to; ``None`` when its turn has just gone."""
        said = self.read(document)
        if said is None:
            return None
        card, tongue = said.card, find_tongue(said.card.language)
        shown = _cut_some(said.text, marks, tongue, [at for at, mark in enumerate(marks) if mark.said])
        asked = [at for at, mark in enumerate(marks) if mark.asked and at not in shown.forms] if said.asked else []
        met = _cut_some(said.asked, marks, tongue, asked) if asked else Cut((), {})
        left = [at for at in range(len(marks)) if at not in shown.forms]
        titled = find_forms(card.title, tuple(marks[at] for at in left), tongue)
        return Hit(
            statement_id=card.id,
            turn_id=said.turn_id,
            title=card.title,
            kind=card.kind,
            role=said.role,
            speaker=said.speaker,
            person=said.person,
            date=card.date,
            place=card.place,
            score=score,
            passage=shown.passage,
            question_id=said.answers,
            why=find_why(
                marks,
                (
                    ("text", shown.forms),
                    ("title", {left[at]: forms for at, forms in titled.items()}),
                    ("question", met.forms),
                ),
            ),
            question=met.passage if met.forms else (),
        )

    def keep(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` says of this state, made once; of many such, those asked for last are kept."""
        known = self._kept.pop(name, None)  # threads share the view
        value: T = make() if known is None else known
        while len(self._kept) >= _KEPT_ANSWERS:
            self._kept.pop(next(iter(list(self._kept))), None)
        self._kept[name] = value
        return value

    def values(self, field: str) -> tuple[str, ...]:
        """What a field of names holds, most frequent first; people by their names, in "person" by their slugs."""
        if field == "person":
            return self.people.slugs
        terms = self.searcher.terms_with_prefix(_HOLDERS.get(field, f"{field}_facet"), "", limit=MOST_WORDS)
        return tuple(dict.fromkeys(name for term, _ in terms if (name := self.facets.get_name(term))))

    def written(self, field: str, folded: str) -> str:
        """How a folded word is mostly written, in small letters: in a field of names, or ("") in what was said."""
        if field:
            texts: Iterable[str] = self.values(field) if field != "title" else ()
        else:
            found = self.searcher.search(
                tantivy.Query.term_query(build_schema(), "text", folded), limit=_READ_FOR_A_WORD
            )
            texts = (said.text for _, at in found.hits if (said := self.read(self.searcher.doc(at))))
        forms = (word.lower() for text in texts for word in cut_words(text) if "".join(fold_words(word)) == folded)
        return max(Counter(forms).items(), key=itemgetter(1), default=(folded, 0))[0]

    def find_speakers(self, name: str) -> list[str]:
        """Keys of those meant by a whole name: who stands under it without being anybody known, and the persons called so; if
        there are none, the persons whom some page spells so."""
        key = fold_name(name)
        slugs = self.people.called(name)
        if not slugs and not self.searcher.doc_freq("speaker_key", key):
            slugs = self.people.spelled(name)
        return [key, *(f"/{slug}" for slug in slugs)]


def _cut_some(text: str, marks: tuple[Mark, ...], tongue: Tongue, numbers: list[int]) -> Cut:
    """The passage around the marks of these numbers, with what each of them met."""
    made = cut(text, tuple(marks[number] for number in numbers), tongue)
    return Cut(made.passage, {numbers[at]: forms for at, forms in made.forms.items()})


def _of_turn(card: TurnCard, pointer: Pointer) -> Said:
    """The turn of a document. Where the record has moved on, its text is whole rather than cut at the wrong places."""
    same = (card.start, card.end) == (pointer.start, pointer.end)
    segments, asked_segments = (pointer.segments, pointer.asked_segments) if same else ("", "")
    return Said(
        card=card.card,
        turn_id=card.turn,
        role=pointer.role,
        speaker=card.speaker,
        person=card.person,
        text=read_segments(card.text, segments),
        answers=card.answers,
        asked=read_segments(card.asked, asked_segments),
    )


def _of_page(statement: Statement, pointer: Pointer) -> Said:
    """The passage of a page without turns."""
    text = read_passage(statement.transcript, (pointer.start, pointer.end), None)
    return Said(card=statement.card, turn_id="", role=pointer.role, speaker=None, person="", text=text)
