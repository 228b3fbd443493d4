"""A transcript as it is read: turns gathered into exchanges, names where the speaker changes, an outline.

Pure functions from a `Statement` to values that the templates print, in the words of an interface's language. Nothing is decided
here about who spoke or what answers what; where the record is silent the page is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Literal

import msgspec

from rostra.api import Statement
from rostra.model import Span, Transcript, Turn
from rostra.web.language import Language
from rostra.web.words import DOUBTFUL, shorten

# A sentence, in the scripts that mark its end, and the mark if it asks. A full stop before a small letter is an abbreviation's.
_SENTENCE = re.compile(
    r"[^\s.!?؟;\u037e。！？][^\n]*?(?:(?<![.!…])[.!…]++[\"”’»)\]]*+(?=\s++(?![a-zà-ÿа-я])|$)|[。！]|([?؟？\u037e;]+)|$)",
    re.M,
)
_GREEK = "el"
"""In which language a semicolon asks."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

OUTLINE_LENGTH, OUTLINE_SHORTEST = 84, 40
"""Characters of an outline entry: two to three lines in the margin; a line and a half where there are very many."""

OUTLINE_WEIGHT = 12_000
"""Characters of all entries together, some 5 kB as they are sent: each page of a long statement has them all."""

SAYS_LITTLE = 80
"""A statement of fewer characters ("Thank you.") is no place that anybody looks for, unless its speaker begins with it."""

TELLING = 24
"""A sentence that asks in fewer characters ("Is that so?") tells nothing without what stands before it."""

SHORT_ANSWER = 420
"""Answers of at most so many characters read well in narrow columns."""

FILLED = 0.65
"""Answers longer than twice that stand side by side where their columns are filled so far: a remark beside pages leaves a gap."""

MOST_SPEAKERS = 12
"""More than that to choose among is a list to search, not a choice."""


class Piece(msgspec.Struct, frozen=True):
    """A run of a paragraph. `part` is the letter of the sub-question that begins with it, else ""."""

    text: str
    part: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph under a permanent anchor ("t8-2")."""

    anchor: str
    pieces: tuple[Piece, ...]


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as it is shown.

    `name` is "" where the speaker goes on. `person` is a slug, "" when the speaker is no known person. `number` counts the
    questions from 1, 0 for other turns. `doubtful` is true where the margin should say so. `by` is the speaker's number among
    `speakers`, 0 for one who has none. `answers` names the question when it is not the one right above, and `answers_at` the
    address of its page, "" for this one. `continued` is true where the turn began on the page before (`rostra.web.portions`).
    """

    turn: Turn
    name: str
    person: str
    number: int
    paragraphs: tuple[Paragraph, ...]
    doubtful: bool
    by: int = 0
    answers: tuple[str, int] | None = None
    answers_at: str = ""
    continued: bool = False

    @property
    def length(self) -> int:
        """Characters of the turn."""
        return self.turn.end - self.turn.start


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """What stands together: an exchange (a question and what follows it), a speech, a heading or a note."""

    kind: Literal["exchange", "speech", "heading", "note"]
    voices: tuple[Voice, ...]

    @property
    def beside(self) -> str:
        """How answers of different speakers stand beside one another on a screen that is wide enough: "beside" in two columns,
        "beside three" in three, "beside long" only where columns are wide; "" under one another."""
        answers = list(takewhile(lambda voice: voice.turn.role == "answer" and not voice.answers, self.voices[1:]))
        rest = self.voices[1 + len(answers) :]
        speakers = {voice.turn.speaker for voice in answers}
        apart = len(answers) > 1 and len(speakers) == len(answers) and None not in speakers
        if self.kind != "exchange" or not apart or any(v.turn.role not in ("moderation", "note") for v in rest):
            return ""
        lengths = [voice.length for voice in answers]
        if max(lengths) <= SHORT_ANSWER:
            return "beside" if len(answers) in (2, 4) else "beside three"
        even = sum(lengths) >= FILLED * len(lengths) * max(lengths)
        return "beside long" if even or max(lengths) <= 2 * SHORT_ANSWER else ""


class OutlineEntry(msgspec.Struct, frozen=True):
    """A line of "On this page": what is asked or said under `name`, "" where that stands above already or nobody is known by
    name. `number` is 0 for what is no question. `at` is the address of another page with it, "" for this."""

    anchor: str
    text: str
    number: int
    name: str = ""
    heading: bool = False
    at: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A statement ready to print. Exactly one of `passages` (it has turns) and `paragraphs` (it has none) is filled, or neither."""

    passages: tuple[Passage, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()


def read_statement(statement: Statement, ui: Language) -> Reading:
    """The whole statement."""
    transcript = statement.transcript
    if not transcript.turns:
        return Reading(paragraphs=tuple(_body_paragraphs(transcript)))
    voices = _voices(statement, ui)
    return Reading(passages=tuple(_gather(voices)), outline=tuple(_outline(transcript, voices)))


def speakers(statement: Statement) -> dict[str, int]:
    """Persons and groups who speak, numbered from 1 in the order in which they first do. At most `MOST_SPEAKERS`."""
    names = (t.speaker for t in statement.transcript.turns if t.speaker and t.speaker_kind in ("person", "group"))
    return {name: n for n, name in enumerate(list(dict.fromkeys(names))[:MOST_SPEAKERS], 1)}


def read_exchange(statement: Statement, turn_id: str, ui: Language) -> Passage:
    """The turn with what belongs to it: a question with all its answers, an answer with its question and its fellow answers."""
    turns = statement.transcript.turns
    chosen = next(turn for turn in turns if turn.id == turn_id)
    question = chosen.id if chosen.role == "question" else chosen.answers
    together = [turn for turn in turns if question and question in (turn.id, turn.answers)] or [chosen]
    printer = _Voices(statement)
    voices = tuple(printer.voice(turn, speaker_name(turn, ui)) for turn in together)
    return Passage(kind="exchange" if question else "speech", voices=voices)


def question_line(transcript: Transcript, turn: Turn, limit: int = OUTLINE_LENGTH) -> str:
    """A question in a line: its first sentence that asks and says enough by itself; else its beginning."""
    text = transcript.turn_text(turn)
    marks = "?؟？\u037e" + (";" if transcript.event.language == _GREEK else "")
    asking = (m for m in _SENTENCE.finditer(text) if m[1] and m[1][0] in marks and _width(m[0]) >= TELLING)
    found = next(asking, None)
    return shorten(found[0] if found else text, limit)


def _width(text: str) -> int:
    """Characters of a sentence, a Chinese one counted as the two that it takes in a line."""
    return len(text) + sum(char > "\u2e7f" for char in text)


def _voices(statement: Statement, ui: Language) -> list[Voice]:
    """Every turn as a voice, in order."""
    printer = _Voices(statement)
    voices: list[Voice] = []
    before, above = "", ""
    for turn in statement.transcript.turns:
        name = speaker_name(turn, ui)
        if turn.role == "question":
            above = turn.id
        shown = name if turn.role == "question" or name != before else ""
        voices.append(printer.voice(turn, shown, above=above))
        before = before if turn.role == "note" else name
    return voices


class _Voices:
    """Makes voices of the turns of one statement."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        questions = (turn.id for turn in statement.transcript.turns if turn.role == "question")
        self._numbers = {turn: n for n, turn in enumerate(questions, 1)}
        self._by = speakers(statement)

    def voice(self, turn: Turn, name: str, *, above: str | None = None) -> Voice:
        """The turn under `name`. `above` is the question that stands above it; ``None`` where none need be told."""
        elsewhere = above is not None and turn.answers and turn.answers != above and turn.answers in self._numbers
        return Voice(
            turn=turn,
            name=name,
            person=self._statement.persons.get(turn.speaker or "", ""),
            number=self._numbers.get(turn.id, 0),
            paragraphs=tuple(_turn_paragraphs(self._statement.transcript, turn)),
            by=self._by.get(turn.speaker or "", 0),
            doubtful=turn.confidence < DOUBTFUL and turn.role not in ("note", "heading"),
            answers=(turn.answers, self._numbers[turn.answers]) if turn.answers and elsewhere else None,
        )


def speaker_name(turn: Turn, ui: Language) -> str:
    """Who speaks, as a heading of the turn: the person, else the label as printed, else a word for the kind of speaker."""
    if turn.role in ("note", "heading"):
        return ""
    if turn.speaker and turn.speaker_kind in ("person", "group"):
        return turn.speaker
    if turn.label:
        return turn.label
    if turn.role == "question" and turn.speaker_kind in ("journalist", "unknown"):
        return ui.word("voices", "journalist")
    return ui.word("voices", turn.speaker_kind)


def _gather(voices: Iterable[Voice]) -> Iterator[Passage]:
    """Voices as passages: a question opens an exchange that runs until the next question, heading or statement."""
    kind: Literal["exchange", "speech"] = "speech"
    gathered: list[Voice] = []
    for voice in voices:
        role = voice.turn.role
        if gathered and (role in ("question", "heading", "statement") or (role == "note" and kind == "speech")):
            yield Passage(kind=kind, voices=tuple(gathered))
            gathered = []
        if role == "heading" or (role == "note" and not gathered):
            yield Passage(kind=role, voices=(voice,))
            continue
        if not gathered:
            kind = "exchange" if role == "question" else "speech"
        gathered.append(voice)
    if gathered:
        yield Passage(kind=kind, voices=tuple(gathered))


def _outline(transcript: Transcript, voices: Iterable[Voice]) -> Iterator[OutlineEntry]:
    """Questions under the names of those who ask, headings, and what is stated at length. A speech of one turn needs no outline."""
    listed = list(_outlined(voices))
    limit = max(OUTLINE_SHORTEST, min(OUTLINE_LENGTH, OUTLINE_WEIGHT // max(len(listed), 1)))
    entries: list[OutlineEntry] = []
    above: tuple[str, bool] | None = None
    for voice, speaker in listed:
        turn = voice.turn
        asks, heads = turn.role == "question", turn.role == "heading"
        text = question_line(transcript, turn, limit) if asks else shorten(transcript.turn_text(turn), limit)
        name = speaker if not asks or (turn.speaker and turn.speaker_kind in ("person", "group")) else ""
        shown = "" if asks and above == (name, True) else name
        entries.append(OutlineEntry(turn.id, text, voice.number, shown, heading=heads))
        above = name, asks
    return iter(entries if len(entries) > 1 else ())


def _outlined(voices: Iterable[Voice]) -> Iterator[tuple[Voice, str]]:
    """The turns that an outline lists, each with who speaks: every question and heading, and of what somebody states in a row the
    first that says more than a little, or that somebody begins with."""
    met = set[str]()
    name, is_listed = "", False
    for voice in voices:
        if voice.name:
            name, is_listed = voice.name, False
        role = voice.turn.role
        says = role == "statement" and not is_listed and (voice.length >= SAYS_LITTLE or name not in met)
        if says or role in ("question", "heading"):
            yield voice, name if role != "heading" else ""
            is_listed = True
        met.add(name)


def _turn_paragraphs(transcript: Transcript, turn: Turn) -> Iterator[Paragraph]:
    letters = {part[0]: chr(ord("a") + n) for n, part in enumerate(turn.parts[:26])} if len(turn.parts) > 1 else {}
    for n, (start, end) in enumerate(turn_spans(transcript, turn), 1):
        yield Paragraph(f"{turn.id}-{n}", tuple(_pieces(transcript.text, start, end, letters)))


def turn_spans(transcript: Transcript, turn: Turn) -> tuple[Span, ...]:
    """The paragraphs of a turn: its segments; a turn without any is cut at its blank lines."""
    return turn.segments or tuple(_between_blank_lines(transcript.text, turn.start, turn.end))


def _pieces(text: str, start: int, end: int, letters: dict[int, str]) -> Iterator[Piece]:
    """`text[start:end]` cut where a sub-question begins."""
    cuts = sorted(place for place in letters if start <= place < end)
    for place, until in zip([start, *cuts], [*cuts, end], strict=True):
        if place < until:
            yield Piece(text[place:until], letters.get(place, ""))


def _body_paragraphs(transcript: Transcript) -> Iterator[Paragraph]:
    for n, (start, end) in enumerate(body_spans(transcript), 1):
        yield Paragraph(f"p{n}", (Piece(transcript.text[start:end]),))


def body_spans(transcript: Transcript) -> Iterator[Span]:
    """The paragraphs of a page without turns, furniture left out."""
    for start, end in _without(transcript.body, transcript.furniture.spans):
        yield from _between_blank_lines(transcript.text, start, end)


def _without(whole: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """What is left of `whole` between `holes`, in order."""
    place, end = whole
    for start, until in sorted(holes):
        if until <= place or start >= end:
            continue
        if start > place:
            yield place, start
        place = max(place, until)
    if place < end:
        yield place, end


def _between_blank_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the paragraphs of `text[start:end]`, surrounding white space left out."""
    place = start
    for gap in [*(m.span() for m in _BLANK_LINE.finditer(text, start, end)), (end, end)]:
        words = text[place : gap[0]]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield place + lead, place + lead + len(words.strip())
        place = gap[1]
