"""What is to be printed: a transcript, which of its turns, and what a citation says about them."""

from __future__ import annotations

import re

import msgspec

from rostra.model import SPEECH_ROLES, Transcript, Turn, UsageError

PRESS_KINDS = frozenset({"interview", "press_conference", "briefing"})
"""Occasions at which the press asks: who only asks there is no author of what is said."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A transcript with the turns to print, in order. `turn` is the one that was asked for, ``None`` for the whole. `site` names
    where it is read, "" for nowhere in particular."""

    transcript: Transcript
    statement_id: str
    turns: tuple[Turn, ...]
    turn: Turn | None = None
    address: str | None = None
    site: str = ""

    @property
    def key(self) -> str:
        """An identifier for citations: the statement's id, with the turn's when one was asked for; never empty."""
        statement = self.statement_id or self.transcript.source.sha256[:12]
        return f"{statement}-{self.turn.id}" if self.turn else statement

    @property
    def title(self) -> str:
        """The printed title; what the page was called when it has none."""
        return one_line(self.transcript.event.title or "") or self.transcript.source.uri or self.key

    @property
    def authors(self) -> tuple[str, ...]:
        """Persons who speak in what is cited, in order. For a question with its answers these are who answers, if known; of a
        whole statement also who asks, unless that is the press's part (`PRESS_KINDS`), and nobody who does no more than moderate.

        Of a page without turns, those who took part.
        """
        asked = self.turn is None and self.transcript.event.kind not in PRESS_KINDS
        roles = {"statement", "answer", *(["question"] if asked else [])}
        turns = [turn for turn in self.turns if turn.role in roles] or self.turns
        speakers = [turn.speaker for turn in turns if turn.speaker and turn.speaker_kind == "person"]
        if not self.transcript.turns:
            speakers = [participant.name for participant in self.transcript.event.participants]
        return tuple(dict.fromkeys(map(one_line, dict.fromkeys(speakers))))

    @property
    def note(self) -> str:
        """Which turns are cited, in words ("Question t8 with answer t9"); "" for the whole."""
        if self.turn is None:
            return ""
        role = self.turn.role
        others = ", ".join(turn.id for turn in self.turns if turn.id != self.turn.id)
        if role == "question" and others:
            return f"Question {self.turn.id} with {'answers' if ', ' in others else 'answer'} {others}"
        if role == "answer" and others:
            return f"Answer {self.turn.id} to question {others}"
        return f"{role.capitalize()} {self.turn.id}"

    @property
    def accessed(self) -> str | None:
        """The day on which the page was saved, ISO 8601; ``None`` when unknown."""
        captured = self.transcript.source.captured_at
        return captured[:10] if captured else None

    @property
    def kind_in_words(self) -> str:
        """The kind as a reader would say it ("press conference"); "" for none in particular."""
        kind = self.transcript.event.kind
        return "" if kind == "other" else kind.replace("_", " ")


def select(
    transcript: Transcript,
    *,
    statement_id: str,
    turn_id: str | None = None,
    address: str | None = None,
    site: str = "",
) -> Selection:
    """The whole transcript, or the exchange that a turn belongs to. Raises `UsageError` for a turn that does not exist."""
    turn = None
    turns = transcript.turns
    if turn_id is not None:
        turn = next((turn for turn in turns if turn.id == turn_id), None)
        if turn is None:
            raise UsageError(
                f"There is no turn {turn_id!r}.", hint="`rostra show ID` lists the turns.", source=statement_id
            )
        turns = exchange(transcript, turn)
    return Selection(
        transcript=transcript,
        statement_id=statement_id,
        turns=turns,
        turn=turn,
        address=address,
        site=one_line(site),
    )


def exchange(transcript: Transcript, turn: Turn) -> tuple[Turn, ...]:
    """A question with its answers, an answer with its question, any other turn by itself; in the page's order."""
    kin = {turn.id, turn.answers}
    return tuple(
        other
        for other in transcript.turns
        if other.id in kin or (turn.role in SPEECH_ROLES and other.answers == turn.id)
    )


def one_line(text: str) -> str:
    """White space collapsed and control characters left out: what stands in a field never breaks a line, nor steers a terminal.

    >>> one_line("On\\nferries\\x1b[2J")
    'On ferries[2J'
    """
    return _CONTROL.sub("", " ".join(text.split()))


def date_parts(date: str | None) -> list[str]:
    """Year, month and day of an ISO date, as many as there are; empty for none."""
    return date.split("-") if date else []
