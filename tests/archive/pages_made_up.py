"""Entries of invented people, built as the pipeline would build them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rostra.archive import Entry
from rostra.model import (
    Capture,
    Document,
    Event,
    Evidence,
    Furniture,
    Issue,
    MonthCount,
    Participant,
    Related,
    Source,
    Transcript,
    Turn,
)

Line = tuple[str, str | None, str]
"""Role, speaker, words."""

HARBOUR: list[Line] = [
    (
        "statement",
        "Ada Brandt",
        "Ladies and gentlemen, the harbour of Norrvik opens in spring, as we promised last year.",
    ),
    ("question", "journalist", "Who pays for the second pier, and how much will it cost the town?"),
    (
        "answer",
        "Ada Brandt",
        "The town pays a third of it, the ministry of Vestland pays the rest, over 40 million crowns.",
    ),
    ("question", "journalist", "Will the ferries to Lund Island run in winter too?"),
    ("answer", "Tomas Keel", "They will run every day but Sunday, ice permitting, and that is a firm commitment."),
    ("note", None, "(Applause.)"),
]
PERSONS = {"Ada Brandt": "ada-brandt", "Tomas Keel": "tomas-keel"}


def make_turns(lines: Sequence[Line]) -> tuple[str, tuple[Turn, ...]]:
    """The text of a page and the turns in it; an answer answers the last question."""
    turns, pieces, at, question = [], [], 0, None
    for number, (role, speaker, words) in enumerate(lines, 1):
        kind = "person" if speaker in PERSONS else speaker if speaker == "journalist" else "unknown"
        turn = Turn(
            id=f"t{number}",
            role=role,  # type: ignore[arg-type]
            start=at,
            end=at + len(words),
            speaker=speaker,
            speaker_kind=kind,  # type: ignore[arg-type]
            answers=question if role == "answer" else None,
            segments=((at, at + len(words)),),
            rule="made-up",
        )
        question = turn.id if role == "question" else question
        turns.append(turn)
        pieces.append(words)
        at += len(words) + 2
    return "\n\n".join(pieces), tuple(turns)


def make_entry(
    lines: Sequence[Line] = HARBOUR,
    *,
    uri: str = "pages/harbour.html",
    content: bytes | None = None,
    address: str | None = None,
    captured_at: str | None = None,
    parser: str = "1",
    persons: dict[str, str] | None = None,
    notice: str | None = None,
    **event: Any,
) -> Entry:
    """An entry whose page carries these lines; `event` overrides fields of the event. `content` defaults to the text."""
    text, turns = make_turns(lines)
    body = content if content is not None else text.encode()
    capture = Capture(
        uri=uri, content=body, media_type="text/html", captured_at=captured_at, headers=(("server", "made-up"),)
    )
    source = Source(uri=uri, sha256=capture.sha256, media_type="text/html", encoding="utf-8", captured_at=captured_at)
    transcript = Transcript(
        source=source,
        event=Event(**{**_EVENT, **event}),
        text=text,
        body=(0, len(text)),
        furniture=FURNITURE,
        turns=turns,
        issues=(Issue(code="speaker-unknown", message="Nobody is named.", start=0, end=4),),
    )
    return Entry(
        capture=capture,
        document=Document(text=text, blocks=()),
        transcript=transcript,
        address=address,
        persons=PERSONS if persons is None else persons,
        parser=parser,
        notice=notice,
    )


_EVENT: dict[str, Any] = {
    "title": "Opening of the harbour",
    "kind": "press_conference",
    "date": "2014-08-06",
    "time": "14:44",
    "place": "Norrvik",
    "language": "en",
    "participants": (Participant(name="Ada Brandt", office="Mayor", affiliation="Norrvik"),),
    "evidence": {"date": Evidence(rule="dateline", confidence=0.97, start=0, end=6)},
}
FURNITURE = Furniture(
    sections=("Town News", "Golden Shelf"),
    tags=("harbour", "Ferries"),
    category="Mayor's Office",
    views=2133,
    months=(MonthCount(month="2020-07", count=7),),
    related=(Related(title="Ice on the sound", date="2014-07-30"),),
    print_version=True,
)


def change(lines: Sequence[Line], index: int, words: str) -> list[Line]:
    """The lines with other words in one place."""
    changed = list(lines)
    changed[index] = (*changed[index][:2], words)
    return changed


def other_lines(seed: int, count: int = 6) -> list[Line]:
    """Lines of some length that share no run of words with those of another seed."""
    return [
        ("statement", "Ada Brandt", " ".join(f"{chr(97 + seed % 26)}{seed * 7919 + 31 * k + n:x}qz" for n in range(12)))
        for k in range(count)
    ]
