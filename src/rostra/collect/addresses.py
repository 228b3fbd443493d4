"""Web addresses in one spelling, so that a page is not visited or kept twice for want of a slash."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from rostra.model import UsageError

LONGEST = 2000
"""Longer addresses are tracking or attacks; browsers and servers agree on about this many characters."""
_PORTS = {"http": 80, "https": 443}
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def normalise(address: str) -> str:
    """The address as it is asked for: host in lower case and ASCII, no default port, no fragment, spaces and letters escaped.

    Raises:
        UsageError: it is no address of the web (another scheme, no host, too long).

    >>> normalise("HTTP://Häfen.example:80/a b?ü#top")
    'http://xn--hfen-loa.example/a%20b?%C3%BC'
    """
    try:
        parts = urlsplit(re.sub(r"[\t\r\n]", "", address.strip()))
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        name = _ascii_host(host or "")
    except ValueError:
        raise _unusable(address, "is no address") from None
    if scheme not in _PORTS:
        raise _unusable(address, "is not of the web (http or https)")
    if not name or len(address) > LONGEST:
        raise _unusable(address, "names no host" if not name else "is too long")
    place = name if port in (None, _PORTS[scheme]) else f"{name}:{port}"
    return urlunsplit((scheme, place, quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT), ""))


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host.rstrip(".")
    except UnicodeError:
        raise ValueError(host) from None


def _unusable(address: str, what: str) -> UsageError:
    hint = "Give the page's full address, such as https://house.example/news/1."
    return UsageError(f"{address[:200]!r} {what}", hint=hint)


def join(base: str, link: str) -> str | None:
    """The address that a link on the page `base` leads to; ``None`` when it leads to nothing on the web."""
    try:
        return normalise(urljoin(base, link.strip()))
    except (UsageError, ValueError):
        return None


def host_of(address: str) -> str:
    """The host with its port: what is asked in turn, and has one robots.txt for each scheme."""
    return urlsplit(address).netloc
