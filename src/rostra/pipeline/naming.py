"""What a page is called where others read it. The whole path stays in the record, which knows the page again by it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def public_name(uri: str, folders: Sequence[Path]) -> str:
    """The page's path from the folder that it was added from, so that exports do not tell how the machine is laid out.

    Args:
        uri: an address, which stays as it is, or the path under which the page was found.
        folders: the folders that were named; of a page in none of them (a file named by itself) a relative path stays as given,
            of any other only the file's name is left.

    >>> public_name("/srv/data/pages/2014/ferry.html", [Path("/srv/data/pages")])
    'pages/2014/ferry.html'
    >>> [public_name(uri, []) for uri in ("pages/ferry.html", "/srv/data/pages/ferry.html", "https://a.example/7")]
    ['pages/ferry.html', 'ferry.html', 'https://a.example/7']
    """
    if not uri or "://" in uri:
        return uri
    path = Path(uri)
    for folder in folders:
        if path.is_relative_to(folder):
            inside = path.relative_to(folder).as_posix()
            return inside if folder.name in ("", "..") else f"{folder.name}/{inside}"
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def known_as(uri: str) -> str:
    """What the record knows a page by: an address as it is, a file by its whole path, however it was spelt.

    >>> known_as("https://a.example/7"), known_as("/srv/../srv/a.html")
    ('https://a.example/7', '/srv/a.html')
    """
    return uri if not uri or "://" in uri else os.path.abspath(uri)


def is_address(source: object) -> bool:
    """Whether a source names a place on the web."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))
