"""Capture: bytes as they were saved, with where and when they came from."""

from __future__ import annotations

import hashlib

import msgspec


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One saved page.

    `uri` is a path or address as given. `media_type` is what the source declared
    (``None`` lets the readers sniff). `captured_at` is ISO 8601, ``None`` when unknown: the
    clock of the machine that reads a file says nothing of when the page was saved.
    `headers` are lower-cased names with their values, as received.
    """

    uri: str
    content: bytes
    media_type: str | None = None
    captured_at: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """Hex digest of the content: the capture's identity."""
        return hashlib.sha256(self.content).hexdigest()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a transcript says about the capture it was read from."""

    uri: str
    sha256: str
    media_type: str
    encoding: str
    captured_at: str | None = None
