"""A statement opened in the editor: its turns cut into sentences, the text of the page beside them, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from rostra.api import Judgement, Statement
from rostra.model import Kind, Role, Transcript, Turn
from rostra.web.editing.sentences import Sentence, sentences
from rostra.web.language import Language
from rostra.web.reading import question_line, speaker_name
from rostra.web.words import DOUBTFUL

ROLES: tuple[str, ...] = get_args(Role)
KINDS: tuple[str, ...] = get_args(Kind)
FIELDS = ("title", "date", "time", "place", "kind", "language")
_LINE = 76


class EditedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn to work on. `name` is how the speaker is shown; `number` counts the questions, 0 for others; `answers` is the number
    of the question that is answered, 0 for none; `issues` are the messages of what is in doubt here."""

    turn: Turn
    name: str
    number: int
    answers: int
    paragraphs: tuple[tuple[Sentence, ...], ...]
    doubtful: bool
    issues: tuple[str, ...]
    judgements: tuple[Judgement, ...]


class Piece(msgspec.Struct, frozen=True):
    """A run of the page's text: `kind` is "turn", "label", "furniture" or "" (in none), `turn` the id of a turn's."""

    text: str
    kind: str
    turn: str = ""


class Question(msgspec.Struct, frozen=True):
    """A question that may be answered."""

    id: str
    number: int
    line: str


def edited_turns(statement: Statement, corrected: Mapping[str, Sequence[Judgement]], ui: Language) -> list[EditedTurn]:
    """All turns, in order."""
    transcript = statement.transcript
    numbers = {each.id: each.number for each in questions(transcript)}
    return [
        EditedTurn(
            turn=turn,
            name=speaker_name(turn, ui),
            number=numbers.get(turn.id, 0),
            answers=numbers.get(turn.answers or "", 0),
            paragraphs=sentences(transcript, turn),
            doubtful=turn.role not in ("note", "heading") and (turn.confidence < DOUBTFUL or turn.speaker is None),
            issues=tuple(_issues(transcript, turn)),
            judgements=tuple(corrected.get(turn.id, ())),
        )
        for turn in transcript.turns
    ]


def _issues(transcript: Transcript, turn: Turn) -> Iterator[str]:
    start = turn.label_span[0] if turn.label_span else turn.start
    for issue in transcript.issues:
        if issue.severity != "info" and issue.end > issue.start and issue.start < turn.end and issue.end > start:
            yield issue.message


def questions(transcript: Transcript) -> list[Question]:
    """What may be answered, in order."""
    asked = [turn for turn in transcript.turns if turn.role == "question"]
    return [Question(turn.id, number, question_line(transcript, turn, _LINE)) for number, turn in enumerate(asked, 1)]


def page_text(transcript: Transcript) -> list[Piece]:
    """The whole text of the page, so that what no turn took is seen as well."""
    marks = [(turn.start, turn.end, "turn", turn.id) for turn in transcript.turns]
    marks += [(*turn.label_span, "label", turn.id) for turn in transcript.turns if turn.label_span]
    marks += [(start, end, "furniture", "") for start, end in transcript.furniture.spans]
    pieces, place = [], 0
    for start, end, kind, turn in sorted(marks):
        start = max(start, place)
        if start >= end:
            continue
        if start > place:
            pieces.append(Piece(transcript.text[place:start], ""))
        pieces.append(Piece(transcript.text[start:end], kind, turn))
        place = end
    if place < len(transcript.text):
        pieces.append(Piece(transcript.text[place:], ""))
    return pieces
