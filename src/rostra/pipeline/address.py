"""The address that a page states for itself: what tells that two captures are of one page."""

from __future__ import annotations

from urllib.parse import urlsplit

from rostra.model import Document

STATED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("link", ("canonical",)),
    ("meta", ("og:url", "twitter:url", "dc.identifier", "dcterms.identifier", "citation_public_url")),
    ("json-ld", ("mainentityofpage.@id", "mainentityofpage", "url", "@id")),
    ("field", ("source_url", "source-url", "sourceurl", "canonical_url", "canonical", "permalink", "url", "link")),
)
"""Where pages state it, most trustworthy first: origin and names of facts."""

LONGEST = 2000
"""Longer addresses are tracking or attacks; browsers and servers agree on about this many characters."""


def own_address(document: Document, uri: str = "") -> str | None:
    """The first stated address that can be the page's own; ``None`` when there is none.

    Args:
        document: the page with its facts.
        uri: where the capture came from; used when it is an address itself and the page states none.
    """
    for origin, names in STATED:
        address = document.fact(origin, *names)
        if address and is_page_address(address):
            return address.strip()
    return uri if is_page_address(uri) else None


def is_page_address(address: str) -> bool:
    """Whether this can be the address of one page: absolute, and more than a site's front page.

    >>> [is_page_address(a) for a in ("https://a.example/news/7", "https://a.example/", "https://a.example/en/index.html", "/7")]
    [True, False, False, False]
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST:
        return False
    steps = [step for step in parts.path.split("/") if step and not _is_front(step)]
    return bool(steps) or any(char.isdigit() for char in parts.query)


def _is_front(step: str) -> bool:
    """A step of a path that a site's front page has as well: "index.html", a language."""
    name = step.lower().split(".")[0]
    return name in ("index", "default", "home", "main") or (len(step) == 2 and step.isalpha())
