"""Lists in which a statement changed without moving: of their many pages only those that show it are made again.

What a page shows of a statement is its card. Where the first page of a list and every page that named the statement come out as
they lie there, but for that card, the statement stands where it stood, and no other page of the list is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rostra.web.files.addresses import ASKED, INDEX, file_of
from rostra.web.files.making import Made, Maker
from rostra.web.files.writing import Folder
from rostra.web.visit import DOORS

LISTS = ("/archive/", *(f"{door}/" for door in DOORS.values()))
SHORT = 3
"""Pages of a list that is sooner made whole."""

_CARD = re.compile(r'<article class="card">.*?</article>', re.S)


def remake_shown(
    maker: Maker, folder: Folder, start: str, files: Iterable[str], statements: Iterable[str]
) -> Made | None:
    """Make those of the list's `files` that show one of the `statements` (addresses); ``None`` where all have to be made."""
    known, marks = tuple(files), [f"{statement[1:]}/{INDEX}" for statement in statements]
    sought = [mark.encode() for mark in marks]
    if len(known) <= SHORT or not start.startswith(LISTS):
        return None
    fresh: dict[str, bytes] = {}
    for file in known:
        content = folder.read(file)
        if file != known[0] and not any(mark in content for mark in sought):
            continue
        there = content.decode("utf-8", "replace")
        address = _address(start, file)
        page = maker.render(address, file, start) if address else None
        if page is None or _but_for(page, marks) != _but_for(there, marks):
            return None
        fresh[file] = page.encode("utf-8", "replace")
    written = sum(folder.write(file, content) for file, content in fresh.items())
    size = sum(map(len, fresh.values()))
    return Made(start=start, files=known, written=written, size_bytes=size, left=len(known) - len(fresh))


def _but_for(page: str, marks: list[str]) -> str:
    """The page without the cards of these statements."""
    return _CARD.sub(lambda card: "" if any(mark in card[0] for mark in marks) else card[0], page)


def _address(start: str, file: str) -> str:
    """The address of a page of the list, found by the file that it lies in; "" where that cannot be told."""
    first = (file_of(start) or "").removesuffix(INDEX)
    steps = file.removeprefix(first).removesuffix(INDEX).split("/")[:-1]
    asked = "&".join(f"{name}={value}" for name, value in zip(steps[::2], steps[1::2], strict=False))
    address = f"{start}?{asked}" if asked else start
    return address if set(steps[::2]) <= set(ASKED) and file_of(address) == file else ""
