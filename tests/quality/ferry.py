"""A small made-up page: gold, and the transcript that is right about it."""

from __future__ import annotations

import json
from typing import Any

from rostra.model import Event, Participant, Source, Transcript, Turn
from rostra.model.wire import to_wire
from rostra.quality import GoldPage, GoldParticipant, GoldTurn

TURNS = (
    ("statement", "Milena Tarvo", "The ferry will sail again on Monday morning at six."),
    ("note", None, "(Laughter in the hall, then silence.)"),
    ("question", "journalist", "Minister, who will pay for the second boat, please?"),
    ("answer", "Milena Tarvo", "Half comes from the port dues, half from us."),
)
BEFORE, BETWEEN = "Home | News | All the statements of the ministry", "Orsk, 9 March"
TEXT = "\n\n".join([BEFORE, TURNS[0][2], TURNS[1][2], BETWEEN, TURNS[2][2], TURNS[3][2]])

GOLD = GoldPage(
    id="ferry",
    source="ferry.html",
    title="On the ferry",
    date="2016-03-09",
    participants=(GoldParticipant(name="Milena Tarvo"),),
    turns=tuple(
        GoldTurn(role=role, speaker=speaker, first_words=text, last_words=text, answers=2 if role == "answer" else None)
        for role, speaker, text in TURNS
    ),
)


def make_turn(place: int, role: str, speaker: str | None, text: str) -> Turn:
    start = TEXT.index(text)
    answers = "t2" if role == "answer" else None
    return Turn(id=f"t{place}", role=role, speaker=speaker, start=start, end=start + len(text), answers=answers)  # type: ignore[arg-type]


def make_wire(**changes: dict[str, Any]) -> dict[str, Any]:
    """The right transcript; `changes` are made to turns by their id."""
    turns = tuple(make_turn(i, *turn) for i, turn in enumerate(TURNS))
    event = Event(title="On the ferry", date="2016-03-09", participants=(Participant(name="Milena Tarvo"),))
    source = Source(uri="ferry.html", sha256="0" * 64, media_type="text/html", encoding="utf-8")
    wire = to_wire(Transcript(source=source, event=event, text=TEXT, body=(0, len(TEXT)), turns=turns))
    plain: dict[str, Any] = json.loads(json.dumps(wire))
    plain["turns"] = [{**turn, **changes.get(turn["id"], {})} for turn in plain["turns"]]
    return plain
