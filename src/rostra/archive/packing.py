"""How values lie in the database: bytes and transcripts compressed, short lists as JSON."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from rostra.model import ArchiveError, Transcript
from rostra.model.wire import from_wire, to_wire

_LEVEL = 4
"""Of real pages and transcripts 3 % more bytes than 6, in little more than half the time."""


def pack(content: bytes) -> bytes:
    """Compressed with zlib, which every language has."""
    return zlib.compress(content, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """What `pack` was given. Raises `ArchiveError` when the bytes are damaged."""
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError) as error:  # a damaged table gives NULL where none can be
        raise ArchiveError("A kept page is damaged.", hint="Restore the archive from a backup.") from error


def pack_transcript(transcript: Transcript) -> bytes:
    """The public JSON without the turns' own texts, which their spans cut out of the text."""
    wire = to_wire(transcript)
    for turn in wire["turns"]:
        del turn["text"]
    return pack(msgspec.json.encode(wire))


def unpack_transcript(packed: bytes) -> Transcript:
    """What `pack_transcript` was given. Raises `ArchiveError` when it is damaged."""
    content = unpack(packed)
    try:
        return from_wire(msgspec.json.decode(content))
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise ArchiveError("A kept transcript cannot be read.", hint="Restore the archive from a backup.") from error


def to_json(value: Any) -> str:
    """Compact JSON."""
    return msgspec.json.encode(value).decode("utf-8")


def names_from_json(text: str) -> tuple[str, ...]:
    """A JSON array of names."""
    return msgspec.json.decode(text or "", type=tuple[str, ...])  # "": a damaged table gives NULL where none can be
