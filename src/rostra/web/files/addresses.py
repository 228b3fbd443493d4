"""Which address of the site lies in which file, and how one page names another.

A page lies in a folder of its own as ``index.html`` (``/people/ana-vela`` in ``people/ana-vela/index.html``), so that a file server
answers at the same address as the live site. Data keeps its name (``/statements/2kd574mm2v.json``). What an address asks for behind
a question mark becomes folders, the page of a list last (``/tags/peace?page=2`` in ``tags/peace/page/2/index.html``).
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote

INDEX = "index.html"
ASKED = ("show", "year", "page")
"""What an address may ask for in files; orders of lists are left to the live site."""

LONGEST_NAME = 200
"""Bytes of one name in a folder: systems take 255, and a little is left for a name while it is being written."""

_DATA = re.compile(r"\.(?:csl\.json|json|jsonl|md|txt|bib|ris|atom|xml|css|js|svg|png|ico|webp|html)$")
_FORBIDDEN = re.compile(r'[\x00-\x1f/\\:*?"<>|]|^\.|[. ]$')


def file_of(address: str) -> str | None:
    """The file, below the site's folder, in which the page at `address` ("/tags/peace?page=2") lies; ``None`` where no file can."""
    path, _, query = address.partition("#")[0].partition("?")
    if not path.startswith("/") or path.startswith("//"):
        return None
    parts = [_file_name(unquote(part)) for part in path.split("/") if part]
    if path.startswith("/static/"):
        return "/".join(parts)
    asked = dict(parse_qsl(query))
    if not set(asked) <= set(ASKED):
        return None
    for name in ASKED:
        parts += [name, _file_name(asked[name])] if name in asked and (name, asked[name]) != ("page", "1") else []
    if parts and _DATA.search(parts[-1]):
        return "/".join(parts)
    return "/".join([*parts, INDEX])


def link_to(file: str) -> str:
    """The file as the end of an address."""
    return quote(file, safe="/!$&'()*+,;=@~")


@lru_cache(100_000)
def _file_name(part: str) -> str:
    """A segment of an address as a name for every file system; one that none would take becomes a digest with its ending."""
    name = part.encode("utf-8", "replace").decode()
    if len(name.encode()) <= LONGEST_NAME and not _FORBIDDEN.search(name):
        return name
    ending = _DATA.search(name)
    return f"x-{hashlib.sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}{ending[0] if ending else ''}"
