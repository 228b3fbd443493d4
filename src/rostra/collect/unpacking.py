"""Bodies of answers as they come: unpacked on the way, and never more than a bound, whatever was packed into them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rostra.model import LimitError, ReadError

ACCEPTED = "gzip, deflate"
"""What we can unpack within bounds with what every Python has."""
MOST_MEMBERS = 10_000
"""Gzip files one after the other in one: packers that work in parallel write one for each 64 KB or more."""
_GZIP = b"\x1f\x8b"
_WINDOW = 16 * 1024


class CutShortError(ReadError):
    """An answer ended before its end, or is longer than it says. Asking again may help."""

    code = "cut-short"


def read_body(chunks: Iterable[bytes], encoding: str, most_bytes: int) -> bytes:
    """The body, unpacked.

    Args:
        chunks: the body as it comes.
        encoding: the header Content-Encoding; "" or "identity" for none.
        most_bytes: of the body as it comes, and of what it unpacks to.

    Raises:
        LimitError: it is more than that.
        CutShortError: the packed data are damaged or end too soon.
        ReadError: an encoding that was not asked for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity", "none"):
        return _gather(chunks, most_bytes)
    if name in ("gzip", "x-gzip", "deflate"):
        try:
            body, whole = unpack(chunks, most_bytes, deflate=name == "deflate")
        except zlib.error as error:
            raise CutShortError(f"The packed answer is damaged: {error}") from None
        if not whole:
            raise CutShortError("The packed answer ended before its end")
        return body
    raise ReadError(f"The answer is packed as {name[:40]!r}, which nobody asked for")


def _gather(chunks: Iterable[bytes], most_bytes: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most_bytes:
            raise _too_large(most_bytes)
    return bytes(body)


def unpack(chunks: Iterable[bytes], most_bytes: int, *, deflate: bool = False) -> tuple[bytes, bool]:
    """The content of all members of packed data, and whether the last one came to its end. What follows the end is padding.

    Raises:
        LimitError: more than `most_bytes`, packed or unpacked, or more than `MOST_MEMBERS`.
        zlib.error: the data are damaged.
    """
    body, received, members, stream, held = bytearray(), 0, 0, None, b""
    for window in _windows(chunks):
        received += len(window)
        if received > most_bytes:
            raise _too_large(most_bytes)
        data, held = held + window, b""
        while data:
            if stream is None and members and not data.startswith(_GZIP):
                if data != _GZIP[:1]:
                    return bytes(body), True
                held = data
                break
            if stream is None:
                members += 1
                if members > MOST_MEMBERS:
                    raise LimitError(f"It is packed in more than {MOST_MEMBERS:,} pieces")
                # "deflate" is zlib by the standard, and bare in the answers of some servers
                bare = deflate and not (data[0] & 0x0F == 8 and data[0] >> 4 <= 7)
                stream = zlib.decompressobj(wbits=-15 if bare else 47)
            body += stream.decompress(data, most_bytes + 1 - len(body))
            if len(body) > most_bytes:
                raise _too_large(most_bytes)
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            stream = None if stream.eof else stream
    return bytes(body), stream is None


def _windows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks in small pieces: at the end of each member zlib copies the rest of what it was given."""
    for chunk in chunks:
        for start in range(0, len(chunk), _WINDOW):
            yield chunk[start : start + _WINDOW]


def _too_large(most_bytes: int) -> LimitError:
    return LimitError(f"The answer has, or unpacks to, more than {most_bytes:,} bytes")
