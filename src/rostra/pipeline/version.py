"""The parser's version: a digest of all that decides a reading, so that an archive reads again what would come out otherwise."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOMS = ("readers", "text", "structure", "linking", "lexicon")


@cache
def parser_version() -> str:
    """Twelve hex digits over the sources and word lists of the rooms that read and structure a page; the same on every machine."""
    return digest(Path(__file__).parents[1])


def digest(package: Path) -> str:
    """The digest of a package's reading rooms. `package` is the folder that holds them."""
    found = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted([*(package / room).rglob("*.py"), *(package / room).rglob("*.toml")]):
            found.update(path.relative_to(package).as_posix().encode() + b"\0")
            found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:12]
