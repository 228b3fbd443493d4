"""Pages that somebody hands over, rather than a folder that holds them: each is parsed as any other, and known by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from rostra.archive.protocol import Record
from rostra.archive.records import Entry, Outcome
from rostra.model import Capture, RostraError
from rostra.pipeline.adding import make_entry
from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, map_pages

SCHEME = "upload://"
"""What is uploaded under one name again is looked at as the same page, as a file of a folder is."""
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w .,()+@-]+")


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a page: the statement and what was done, or why nothing was."""

    name: str
    outcome: Outcome | None = None
    statement_id: str = ""
    failure: Failure | None = None


def add_uploads(
    record: Record, pages: Sequence[tuple[str, bytes]], *, limit_s: float = PAGE_LIMIT_S
) -> tuple[Uploaded, ...]:
    """Read pages, each a name ("ferry.html") and its bytes, into the record; in their order.

    They are parsed in processes of their own, so that none can bring this one down or keep it longer than `limit_s`.
    """
    names = [file_name(name) for name, _ in pages]
    with TemporaryDirectory(prefix="rostra-upload-") as folder:
        paths = [Path(folder) / str(number) / name for number, name in enumerate(names)]
        for path, (_, content) in zip(paths, pages, strict=True):
            path.parent.mkdir()
            path.write_bytes(content)
        parsed = map_pages(iter(paths), _encode_entry, workers=2, limit_s=limit_s)
        return tuple(_keep(record, name, page.result) for name, page in zip(names, parsed, strict=True))


def file_name(name: str) -> str:
    """The last part of a name, without what means something to a file system.

    >>> [file_name(name) for name in ("../../etc/passwd", "C:\\\\pages\\\\a b.html", "\\x00..", "")]
    ['passwd', 'a b.html', 'page', 'page']
    """
    last = _UNSAFE.sub("_", re.split(r"[\\/\x00]", name)[-1]).strip(" ._")
    stem, dot, ending = last.rpartition(".")
    room = _LONGEST_NAME - len(ending) - 1
    return (f"{stem[:room]}.{ending}" if dot and 0 < len(ending) < 10 else last[:_LONGEST_NAME]) or "page"


def _encode_entry(capture: Capture) -> bytes:
    return msgspec.msgpack.encode(make_entry(msgspec.structs.replace(capture, uri=SCHEME + Path(capture.uri).name)))


def _keep(record: Record, name: str, result: bytes | Failure) -> Uploaded:
    if isinstance(result, Failure):
        return Uploaded(name=name, failure=msgspec.structs.replace(result, source=name))
    try:
        added = record.add(msgspec.msgpack.decode(result, type=Entry))
    except RostraError as error:
        return Uploaded(
            name=name, failure=Failure(source=name, code=error.code, message=error.message, hint=error.hint)
        )
    return Uploaded(name=name, outcome=added.outcome, statement_id=added.statement_id)
