"""One start of the site with all pages below it, made and written: the work of a worker."""

from __future__ import annotations

from collections import deque
from html import escape
from urllib.parse import quote, unquote, urlsplit

import msgspec

from rostra.api import Archive
from rostra.model import NotFoundError
from rostra.web.files.addresses import file_of, link_to
from rostra.web.files.answering import Answers
from rostra.web.files.relinking import POLICY, Relinked, Relinker
from rostra.web.files.rooms import Plan
from rostra.web.files.writing import Folder
from rostra.web.settings import SiteSettings

MOST_PAGES = 20_000
"""Pages below one start: no list is longer, and a fault that links ever on ends."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A start that was made: its files, how many of them are new or other than before, and the other starts that the main parts
    of its pages lead to. No files: there is no such page any more. `left` of the files were left as they are."""

    start: str
    files: tuple[str, ...]
    links: tuple[str, ...] = ()
    written: int
    size_bytes: int
    left: int = 0


class Maker:
    """Makes the pages of a plan in a folder."""

    def __init__(self, archive: Archive, settings: SiteSettings, folder: Folder) -> None:
        self.answers = Answers(archive, settings)
        self.folder = folder
        self._relinker = Relinker(Plan(()))

    def follow(self, plan: Plan) -> None:
        """Lead links to what `plan` makes, and nowhere else."""
        self._relinker = Relinker(plan)

    def missing_page(self) -> str:
        """The page for addresses at which nothing is. It is shown at any depth, so its links begin at the root of the server."""
        site = self.answers.site
        page = site.render("error.html", status=404, message="", hint="", path="", years=[], base="")
        return self._relinker.relink(page, "404.html", "", up=urlsplit(site.settings.base_url or "").path + "/").text

    def make(self, start: str, *, alone: bool = False) -> Made:
        """The page at `start`, and every page below it that one of them links to; or the page at `start` `alone`."""
        waiting, seen = deque([start]), {start}
        files: dict[str, None] = {}
        links: dict[str, None] = {}
        written = size = 0
        while waiting and len(files) < (1 if alone else MOST_PAGES):
            address = waiting.popleft()
            file = file_of(address)
            found = self._page(address, file or "", start)
            if file is None or found is None or file in files:
                continue
            files[file] = None
            links.update(dict.fromkeys(found.links))
            waiting.extend(other for other in dict.fromkeys(found.own) if other not in seen)
            seen.update(found.own)
            body = found.text.encode("utf-8", "replace")
            written += self.folder.write(file, body)
            size += len(body)
        if start.startswith("/statements/"):
            links.update(dict.fromkeys(self.answers.lists_with(unquote(start.rpartition("/")[2]))))
        return Made(start=start, files=tuple(files), links=tuple(links), written=written, size_bytes=size)

    def render(self, address: str, file: str, start: str) -> str | None:
        """The page at `address`, below `start`, as it is to lie at `file`; ``None`` where there is nothing."""
        found = self._page(address, file, start)
        return found.text if found else None

    def _page(self, address: str, file: str, start: str) -> Relinked | None:
        """What is to lie at `file`; ``None`` where there is nothing."""
        try:
            answer = self.answers.get(address)
            if (
                address.startswith("/feeds/") and "location" in answer.headers
            ):  # no program that reads feeds follows a page
                answer = self.answers.get(answer.headers["location"])
        except NotFoundError:
            return None
        if answer.status_code in (301, 302, 307, 308):
            return Relinked(self._moved(answer.headers["location"], file), [], [])
        text = answer.content if isinstance(answer.content, str) else answer.content.decode("utf-8", "replace")
        if "text/html" not in answer.headers.get("content-type", ""):
            return Relinked(self._named(text, address, file) if address.startswith("/feeds/") else text, [], [])
        return self._relinker.relink(text, file, start)

    def _named(self, feed: str, address: str, file: str) -> str:
        """A feed that tells where it lies, also where no file can have the name of its address."""
        base = self.answers.site.settings.base_url or ""
        return feed.replace(base + address, f"{base}/{quote(file)}")

    def _moved(self, location: str, file: str) -> str:
        """A page that leads on to `location`, since a folder cannot answer "moved"."""
        up = "../" * file.count("/") or "./"
        target = escape(up + link_to(file_of(location) or "index.html"))
        return (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="content-security-policy" content="{POLICY}"><meta name="viewport" content="width=device-width">'
            f'<meta http-equiv="refresh" content="0; url={target}"><title>Moved</title></head>'
            f'<body><p>This page has moved <a href="{target}">here</a>.</p></body></html>\n'
        )
