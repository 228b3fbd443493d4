"""Bodies of answers as they come: unpacked on the way, and never more than a bound, whatever was packed into them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from rostra.model import LimitError, ReadError

ACCEPTED = "gzip, deflate"
"""What we can unpack within bounds with what every Python has."""


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
        return _unpack(chunks, most_bytes, deflate=name == "deflate")
    raise ReadError(f"The answer is packed as {name[:40]!r}, which nobody asked for")


def _gather(chunks: Iterable[bytes], most_bytes: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most_bytes:
            raise _too_large(most_bytes)
    return bytes(body)


def _unpack(chunks: Iterable[bytes], most_bytes: int, *, deflate: bool) -> bytes:
    body, received, stream = bytearray(), 0, None
    for chunk in chunks:
        received += len(chunk)
        if received > most_bytes:
            raise _too_large(most_bytes)
        data = chunk
        while data:
            if stream is None:
                # "deflate" is zlib by the standard, and bare in the answers of some servers
                bare = deflate and not (data[0] & 0x0F == 8 and data[0] >> 4 <= 7)
                stream = zlib.decompressobj(wbits=-15 if bare else 47)
            try:
                body += stream.decompress(data, most_bytes + 1 - len(body))
            except zlib.error as error:
                raise CutShortError(f"The packed answer is damaged: {error}") from None
            if len(body) > most_bytes:
                raise _too_large(most_bytes)
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            if stream.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return bytes(body)  # what follows the end is padding
                stream = None
    if stream is not None and not stream.eof:
        raise CutShortError("The packed answer ended before its end")
    return bytes(body)


def _too_large(most_bytes: int) -> LimitError:
    return LimitError(f"The answer has, or unpacks to, more than {most_bytes:,} bytes")
