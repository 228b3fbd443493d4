"""Whether every link of a site in a folder leads somewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import msgspec

from rostra.web.files.writing import STATE_FOLDER

_LINK = re.compile(r'<(?!script\b)[^<>]* (?:href|action)="([^"]*)"|<[^<>]* src="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


class DeadLink(msgspec.Struct, frozen=True):
    """A link that leads nowhere: the page with it, and the link as written."""

    page: str
    link: str


def check_links(folder: str | Path) -> Iterator[DeadLink]:
    """The dead links of the pages in `folder`: to files that are not there, and to places that a page does not have.

    Links to other sites are not looked at.
    """
    root = Path(folder)

    @lru_cache(10_000)
    def places(file: str) -> frozenset[str]:
        return frozenset(map(unescape, _ID.findall((root / file).read_text("utf-8"))))

    @lru_cache(500_000)
    def is_there(file: str) -> bool:
        return (root / file).is_file()

    for file in sorted(_pages(root)):
        page = (root / file).read_text("utf-8")
        for written in dict.fromkeys(one or other for one, other in _LINK.findall(page)):
            link = unescape(written)
            if _ELSEWHERE.match(link):
                continue
            path, _, fragment = link.partition("#")
            path = path.partition("?")[0]
            target = os.path.normpath(os.path.join(os.path.dirname(file), unquote(path))) if path else file
            if file == "404.html" and path.startswith("/"):
                continue  # begins at the root of a server that is not here
            if not is_there(target) or (
                fragment and target.endswith(".html") and unquote(fragment) not in places(target)
            ):
                yield DeadLink(file, link)


def _pages(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        if STATE_FOLDER in folders:
            folders.remove(STATE_FOLDER)
        for file in files:
            if file.endswith(".html"):
                yield os.path.relpath(os.path.join(folder, file), root)
