"""The public JSON of a transcript, ``rostra/transcript/1`` (see ``docs/contract.md``). Fields are added, never renamed."""

from __future__ import annotations

from typing import Any

import msgspec

from rostra.model.errors import RostraError
from rostra.model.transcript import Transcript

SCHEMA = "rostra/transcript/1"


def to_wire(transcript: Transcript) -> dict[str, Any]:
    """Plain values ready for a JSON encoder, in the order in which a person would read them."""
    wire: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(transcript)}
    wire["body"] = {"start": transcript.body[0], "end": transcript.body[1]}
    for plain, turn in zip(wire["turns"], transcript.turns, strict=True):
        plain["text"] = transcript.turn_text(turn)
    return wire


def from_wire(wire: dict[str, Any]) -> Transcript:
    """The transcript that `to_wire` was given. Unknown fields are ignored, so newer files still open."""
    body = wire["body"]
    return msgspec.convert({**wire, "body": (body["start"], body["end"])}, Transcript)


def error_to_wire(error: RostraError, source: str) -> dict[str, Any]:
    """What stands in a page's place when it could not be read."""
    return {
        "schema": SCHEMA,
        "error": {"code": error.code, "message": error.message, "hint": error.hint, "source": error.source or source},
    }
