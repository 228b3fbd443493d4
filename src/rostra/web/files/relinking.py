"""A page of the live site made fit for a folder: links that lead from file to file, and a policy of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from rostra.web.files.addresses import file_of, link_to
from rostra.web.files.rooms import Plan

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""The live site's, less what a page cannot say of itself. Script is never inline, and nothing is fetched."""

SEARCH = "/search"
_ADDRESS = re.compile(
    r' (href|src|action)="((?:/|&#x2f;)[^"]*)"'
)  # the templates spell a slash of a value as a reference
_MODULE = '<script type="module" '
_CLASSIC = "<script defer "  # modules do not load from a folder
_META = f'<meta http-equiv="content-security-policy" content="{POLICY}">\n<meta name="viewport"'


class Target(NamedTuple):
    """Where an address leads: the start with which its page is made ("" for what is no page), its file, what stands behind
    it ("#t3"), and the address bare."""

    start: str
    file: str
    rest: str
    address: str


class Relinked(NamedTuple):
    """A page for files, the addresses of its own start that it leads to, and the other starts that its main part leads to."""

    text: str
    own: list[str]
    links: list[str]


class Relinker:
    """Makes the addresses of pages relative."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._target = lru_cache(100_000)(self._find)

    def relink(self, page: str, file: str, start: str, *, up: str = "") -> Relinked:
        """`page`, to lie at `file`, with each address of the site as the way to its file.

        An address that leads to no file leads nowhere: the words stay, the link goes. `up` leads to the site's
        folder; the way there from `file` by default.
        """
        up = up or "../" * file.count("/") or "./"
        own: list[str] = []
        links: list[str] = []
        first, end = page.find("<main"), page.rfind("</main>")

        def replace(match: re.Match[str]) -> str:
            target = self._target(match[2])
            if target is None:
                return ""
            if start and target.start == start:
                own.append(target.address)
            elif target.start and first < match.start() < end:
                links.append(target.start)
            if target.file == file and target.rest.startswith("#"):
                return f' {match[1]}="{target.rest}"'
            return f' {match[1]}="{up}{target.file}{target.rest}"'

        made = _ADDRESS.sub(replace, page).replace(_MODULE, _CLASSIC).replace('<meta name="viewport"', _META, 1)
        return Relinked(made, own, links)

    def _find(self, written: str) -> Target | None:
        """Where an address as written in a page leads; ``None`` for a page that is not made."""
        bare, _, fragment = unescape(written).partition("#")
        rest = f"#{fragment}" if fragment else ""
        path, _, query = bare.partition("?")
        is_static = path.startswith(("/static/", "/theme/"))
        if is_static or path == SEARCH:  # a query behind these is for the browser
            bare, rest = path, (f"?{query}" if query else "") + rest
        file = file_of(bare)
        start = "" if is_static else self._plan.start_of(bare)
        if file is None or start is None:
            return None
        return Target(start, escape(link_to(file)), escape(rest), bare)
