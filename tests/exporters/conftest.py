"""A small press conference of people who do not exist."""

from __future__ import annotations

import pytest

from rostra.model import Event, Participant, Source, Transcript, Turn

PARTS = [
    ("statement", None, "Élise Marrou", "person", "Good day. We met for 50% of {all} R&D talks_now."),
    ("heading", None, None, "unknown", "Questions"),
    ("question", "Question", "journalist", "journalist", "Will the ferry run? And when?"),
    ("answer", "Élise Marrou", "Élise Marrou", "person", "It will.\n\nIn spring."),
    ("answer", "Jonas Veldt", "Jonas Veldt", "person", "1. We *agree*."),
    ("note", None, None, "unknown", "(Applause)"),
]


@pytest.fixture
def transcript() -> Transcript:
    text, turns = "", []
    for number, (role, label, speaker, kind, words) in enumerate(PARTS, 1):
        start = len(text)
        text += words
        answers = "t3" if role == "answer" else None
        turns.append(
            Turn(
                id=f"t{number}",
                role=role,
                start=start,
                end=len(text),
                label=label,
                speaker=speaker,
                speaker_kind=kind,
                answers=answers,
            )
        )
        text += "\n\n"
    return Transcript(
        source=Source(
            uri="p.html", sha256="ab" * 32, media_type="text/html", encoding="utf-8", captured_at="2020-01-02T03:04:05Z"
        ),
        event=Event(
            title='Talks on "ferries" & {tides}: 100% ready',
            kind="press_conference",
            date="2014-08",
            time="14:44",
            place="Velgrad",
            language="en",
            participants=(Participant(name="Élise Marrou"), Participant(name="Jonas Veldt")),
        ),
        text=text,
        body=(0, len(text)),
        turns=tuple(turns),
    )
