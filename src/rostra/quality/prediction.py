"""Prediction: as much of a transcript as scoring looks at, from the public JSON or from a `Transcript`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from rostra.model import Transcript
from rostra.model.wire import to_wire

Wire = Mapping[str, Any]


class PredictedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn with its own text. `id` is what `answers` of other turns refer to.

    `start`, `end` and `label_span` are places in the page's text, which figures do not need; ``None`` where the
    transcript does not tell. So is `confidence`.
    """

    role: str | None = None
    text: str
    id: str | int
    speaker: str | None = None
    answers: str | int | None = None
    label: str | None = None
    label_span: tuple[int, int] | None = None
    start: int | None = None
    end: int | None = None
    confidence: float | None = None
    rule: str = ""


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """A page as parsed. A page that failed has no turns and knows nothing of its event; `error` is then its message.

    `text` is the page's text, "" where the transcript does not hold it.
    """

    turns: tuple[PredictedTurn, ...] = ()
    text: str = ""
    error: str | None = None
    title: str | None = None
    date: str | None = None
    time: str | None = None
    place: str | None = None
    kind: str | None = None
    language: str | None = None
    names: tuple[str, ...] = ()


def read_prediction(transcript: Wire | Transcript | None) -> Prediction:
    """The prediction in a transcript; an empty one for an error line or ``None``. A turn without id is known by its place."""
    wire = to_wire(transcript) if isinstance(transcript, Transcript) else transcript or {}
    event = wire.get("event") or {}
    people = event.get("participants") or ()
    turns = [{"id": place, **turn} for place, turn in enumerate(wire.get("turns") or ())]
    names = [person["name"] for person in people if person.get("name")]
    error = (wire.get("error") or {}).get("message")
    whole = {**event, "turns": turns, "names": names, "text": wire.get("text") or "", "error": error}
    return msgspec.convert(whole, Prediction)
