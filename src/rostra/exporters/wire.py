"""JSON: the public form of a transcript (see ``docs/contract.md``), whole or one exchange."""

from __future__ import annotations

from typing import Any

import msgspec

from rostra.exporters.selection import Selection
from rostra.model.wire import to_wire

EXCHANGE_SCHEMA = "rostra/exchange/1"


def to_json(selection: Selection) -> str:
    """Indented for reading, with a line break at its end."""
    return msgspec.json.format(_encode(selection), indent=2).decode() + "\n"


def to_json_line(selection: Selection) -> str:
    """The same on a line of its own (no other line breaks)."""
    return _encode(selection).decode() + "\n"


def _encode(selection: Selection) -> bytes:
    wire = to_wire(selection.transcript)
    kept = {"statement": selection.statement_id or None, "address": selection.address}
    known = {name: value for name, value in kept.items() if value}
    return msgspec.json.encode(_exchange(selection, wire, known) if selection.turn else {**wire, **known})


def _exchange(selection: Selection, wire: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    ids = {turn.id for turn in selection.turns}
    turns = [turn for turn in wire["turns"] if turn["id"] in ids]
    return {"schema": EXCHANGE_SCHEMA, **known, "source": wire["source"], "event": wire["event"], "turns": turns}
