"""Judgements as a plain file, to be shared and reviewed like code: JSON Lines, one judgement a line, sorted, every time the same.

What holds in one archive only (state, version number) is left out. The id is for people: importing makes it anew of the content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from rostra.archive.records import Judgement
from rostra.model import UsageError

SCHEMA = "rostra/judgements/1"
_ORDER = (
    "id", "statement", "turn", "action", "value", "by", "at", "why", "quote", "prefix", "suffix", "start", "sha256", "undone"
)  # fmt: skip
_LONGEST = 64 * 1024 * 1024
"""Characters of a file: a hundred thousand judgements."""
_LONGEST_LINE = 1024 * 1024


def write_lines(judgements: Iterable[Judgement]) -> str:
    """The file: a line that names its form, then the judgements by statement and time."""
    ordered = sorted(judgements, key=lambda each: (each.statement or "", each.at, each.id))
    return "".join(f"{_line(wire)}\n" for wire in ({"schema": SCHEMA}, *map(_wire, ordered)))


def _wire(judgement: Judgement) -> dict[str, Any]:
    plain = msgspec.to_builtins(judgement)
    return {name: plain[name] for name in _ORDER if plain[name] not in (None, "", {})}


def _line(wire: dict[str, Any]) -> str:
    return msgspec.json.encode(wire).decode("utf-8")


def read_lines(text: str) -> list[Judgement]:
    """The judgements of a file; lines that name its form, wherever they stand, and empty lines are passed over.

    Raises:
        UsageError: it is too large, or a line is no judgement.
    """
    if len(text) > _LONGEST:
        raise UsageError("The file is too large.", hint="Import it in parts: every line stands for itself.")
    return [found for number, line in enumerate(text.split("\n"), 1) if (found := _read_line(line, number)) is not None]


def _read_line(line: str, number: int) -> Judgement | None:
    if not line.strip():
        return None
    if len(line) > _LONGEST_LINE:
        raise UsageError(f"Line {number} is too long for a judgement.")
    try:
        wire = msgspec.json.decode(line)
        if isinstance(wire, dict) and "schema" in wire:
            _check_schema(wire["schema"], number)
            return None
        return msgspec.convert({name: wire[name] for name in _ORDER if name in wire}, Judgement)
    except (msgspec.MsgspecError, TypeError, UnicodeError, RecursionError) as error:
        hint = "`rostra judgements --export FILE` shows what a line looks like."
        raise UsageError(f"Line {number} is no judgement: {error}.", hint=hint) from error


def _check_schema(schema: Any, number: int) -> None:
    if schema != SCHEMA:
        raise UsageError(
            f"Line {number} says {str(schema)[:60]!r}, not {SCHEMA}.", hint="Install the newest release of Rostra."
        )
