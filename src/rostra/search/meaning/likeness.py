"""What is like a turn or a text: more of the same kind, what was said before, and questions like it with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
import tantivy

from rostra.archive.records import Statement
from rostra.model import NotFoundError, Turn
from rostra.search.index import Index
from rostra.search.marks import mark_words
from rostra.search.meaning.asking import HeardIn, Meaning, read, show
from rostra.search.meaning.fusion import FLOOR, Found, fuse, key_of
from rostra.search.meaning.model import reads
from rostra.search.meaning.reading import read_words
from rostra.search.meaning.shingles import Run, common_runs, cut_shingles, share
from rostra.search.meaning.wishes import MOST_WORDS
from rostra.search.naming import language_name
from rostra.search.pointers import Key
from rostra.search.query import Dates, Node, Phrase, Term, join_all, join_any
from rostra.search.results import Hit
from rostra.search.schema import read_passage
from rostra.search.words import fold_words

if TYPE_CHECKING:
    from rostra.search.meaning.model import Vector
    from rostra.search.meaning.nearness import Nearness

How = Literal["like", "before", "questions"]

LONGEST_TEXT = 20_000
"""Characters of a text that are looked at: a statement of twenty minutes."""

VERBATIM = 0.4
"""The share of common word runs from which two texts are told as near-verbatim: half of the words changed leave less."""

# Runs of the text that are looked for word by word, spread over it, so that what repeats a part of it is found however long it is.
_MOST_RUNS = 32
# For each turn that is shown, so many are read and compared.
_READ_EACH = 4
# Common runs that are marked in a passage of three lines.
_MOST_MARKED = 20
# What stands for a name where a page tells none.
_NOBODY = ("journalist", "moderator")
_UNREAD = "The model reads English alone, and this is {language}: only its words were compared."


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What others are likened to: `text`, or the turn that it was said in; "" in the other fields means not known.

    `statement` and `turn` are the turn's ids, `start` is where it begins; a text from elsewhere has none. `date` bounds what was
    said before it.
    """

    text: str
    statement: str = ""
    turn: str = ""
    start: int = 0
    speaker: str = ""
    date: str = ""
    language: str = ""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that is like the subject. `shared` is the share of the shorter one's word runs that the other has too; `verbatim`
    whether that is so much that the words are nearly the same. `answers` are those to a question."""

    hit: Hit
    shared: float
    verbatim: bool
    answers: tuple[Hit, ...] = ()


class Similar(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, best first, and notes on what was not looked at."""

    subject: Subject
    how: How
    found: tuple[Alike, ...]
    notes: tuple[str, ...] = ()


def subject_of(statement: Statement, turn: Turn) -> Subject:
    """A turn as a subject."""
    text = read_passage(statement.transcript, (turn.start, turn.end), turn)
    return Subject(
        text=text,
        statement=statement.id,
        turn=turn.id,
        start=turn.start,
        speaker="" if turn.speaker in _NOBODY else turn.speaker or "",
        date=statement.card.date or "",
        language=statement.card.language or "",
    )


def find_similar(
    meaning: Meaning, index: Index, subject: Subject, *, how: How = "like", speaker: str = "", limit: int = 10
) -> Similar:
    """Turns like the subject, in other statements than its own.

    Args:
        how: "like" for any turn; "before" for those of an earlier day than the subject's, nearly the same words first; "questions"
            for questions, with their answers.
        speaker: the name of a person to keep to, or a part of it; "" for anyone.
        limit: at most so many.

    Raises:
        MissingExtraError, ArchiveError: see `Meaning.nearness`.
    """
    nearness = meaning.nearness
    text = subject.text[:LONGEST_TEXT]
    words = index.rarest(text, MOST_WORDS)
    subject, told = _reading(index, subject)
    vectors = _vectors(nearness, subject)
    notes = (*told, *meaning.notes(nearness)) if reads(subject.language) else told
    if not words and not vectors:
        return Similar(subject=subject, how=how, found=(), notes=(*told, "None of its words is known here."))
    called = _called(index, speaker)
    if speaker and called is None:
        return Similar(
            subject=subject, how=how, found=(), notes=(*told, f"Nobody who speaks here is called {speaker}.")
        )
    condition = _condition(how, called, subject.date)
    found = fuse(index, nearness, vectors, words, condition, asks=False)
    found = _likely(found, _repeating(index, text, condition), most=_READ_EACH * limit)
    runs = cut_shingles(fold_words(text))
    alike = [_compare(index, each, runs) for each in found if _is_other(each.document, subject)]
    if vectors:  # words alone are no likeness where the meaning can be told
        alike = [each for each in alike if each.found.near >= FLOOR or each.shared >= VERBATIM]
    alike.sort(key=lambda each: -each.found.rank - (each.shared if how == "before" else 0.0))
    shown = list(islice(_show(index, nearness, alike, subject, how, vectors), limit))
    if how == "questions":
        shown = _with_answers(index, shown)
    return Similar(subject=subject, how=how, found=tuple(shown), notes=notes)


def _reading(index: Index, subject: Subject) -> tuple[Subject, tuple[str, ...]]:
    """The subject with the language of a text from elsewhere, as far as it is not the model's, and notes on how it is read."""
    if not reads(subject.language):
        return subject, (_UNREAD.format(language=language_name(subject.language.partition("-")[0])),)
    if subject.statement or subject.language:
        return subject, ()
    reading = read_words(subject.text[:LONGEST_TEXT], HeardIn(index))
    return msgspec.structs.replace(subject, language=reading.language), (reading.note,) if reading.note else ()


def _vectors(nearness: Nearness, subject: Subject) -> list[Vector]:
    """The subject's vectors, kept or made now; none when it is in a language that the model does not read."""
    if not reads(subject.language):
        return []
    number = nearness.find(Key(subject.statement, subject.turn, subject.start))
    kept = number is not None and len(subject.text) <= LONGEST_TEXT
    return nearness.vectors_of(number) if kept and number is not None else read(subject.text[:LONGEST_TEXT])


class _Likely(NamedTuple):
    """What was found, the share of runs that it has in common with the subject, and the first of these runs."""

    found: Found
    shared: float
    runs: list[Run]


def _show(
    index: Index, nearness: Nearness, alike: list[_Likely], subject: Subject, how: How, vectors: list[Vector]
) -> Iterator[Alike]:
    """Those that may be shown: in near-verbatim ones the common runs are marked."""
    for each in alike:
        verbatim = each.shared >= VERBATIM
        marks = tuple(mark_words(run) for run in each.runs) if verbatim else ()
        hit = show(index, nearness, each.found, marks, [] if verbatim else vectors)
        if hit and _is_before(hit, subject, how):
            yield Alike(hit=hit, shared=round(each.shared, 3), verbatim=verbatim)


def _called(index: Index, name: str) -> Node | None:
    """The condition that somebody speaks who is called so, or else has these words in the name; ``None`` when nobody has."""
    words = fold_words(name)
    whole = Phrase(" ".join(name.replace('"', " ").split()), "speaker")
    parts = join_all([Term(word, "speaker") for word in words]) if words else None
    return next((node for node in (whole, parts) if words and node and index.count(node)), None)


def _condition(how: How, called: Node | None, date: str) -> Node | None:
    conditions: list[Node] = [called] if called else []
    if how == "questions":
        conditions.append(Term("question", "role"))
    if how == "before" and date:
        conditions.append(Dates("", date))
    return join_all(conditions) if conditions else None


def _is_other(document: tantivy.Document, subject: Subject) -> bool:
    return not subject.statement or key_of(document).statement != subject.statement


def _is_before(hit: Hit, subject: Subject, how: How) -> bool:
    """On the same day nobody can say which was said first; a date that is less precise may mean a later day."""
    return how != "before" or not subject.date or bool(hit.date and hit.date < subject.date[: len(hit.date)])


def _repeating(index: Index, text: str, condition: Node | None) -> dict[Key, tantivy.Document]:
    """Turns that have some runs of the text word by word."""
    runs = list(cut_shingles(fold_words(text)))
    chosen = runs[:: max(1, len(runs) // _MOST_RUNS)][:_MOST_RUNS]
    wanted: Node = join_any([Phrase(" ".join(run)) for run in chosen])
    scored = index.rank(join_all([wanted, condition]) if condition else wanted, limit=50)
    return {key_of(document): document for _, document in scored}


def _likely(found: list[Found], repeating: dict[Key, tantivy.Document], *, most: int) -> list[Found]:
    """The best `most` of what was found, and all that repeat the text."""
    keyed = [(key_of(each.document), each) for each in found]
    known = {key for key, _ in keyed}
    kept = [each for at, (key, each) in enumerate(keyed) if at < most or key in repeating]
    return kept + [Found(0.0, 0.0, 0.0, document) for key, document in repeating.items() if key not in known]


def _compare(index: Index, found: Found, runs: dict[Run, None]) -> _Likely:
    theirs = cut_shingles(fold_words(index.read(found.document)))
    common = common_runs(runs, theirs)
    return _Likely(found, share(common, runs, theirs), common[:_MOST_MARKED])


def _with_answers(index: Index, questions: list[Alike]) -> list[Alike]:
    """Each question with its answers in their order; those that nobody answered last."""
    statements = {each.hit.statement_id for each in questions}
    answers: dict[tuple[str, str], list[Hit]] = {}
    scored = index.rank(Term("answer", "role"), statements=statements, limit=10_000) if statements else []
    for _, document in sorted(scored, key=lambda pair: key_of(pair[1])):
        hit = index.make_hit(0.0, document, None)
        if hit and hit.question_id:
            answers.setdefault((hit.statement_id, hit.question_id), []).append(hit)
    full = [
        msgspec.structs.replace(each, answers=tuple(answers.get((each.hit.statement_id, each.hit.turn_id), ())))
        for each in questions
    ]
    return sorted(full, key=lambda each: not each.answers)


def get_subject(index: Index, statement_id: str, turn_id: str) -> Subject:
    """The turn under these ids. Raises `NotFoundError`."""
    statement = index.record.get_statement(statement_id)
    for turn in statement.transcript.turns:
        if turn.id == turn_id:
            return subject_of(statement, turn)
    raise NotFoundError(f"There is no turn {turn_id!r}.", source=statement_id)
