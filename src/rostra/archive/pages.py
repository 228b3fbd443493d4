"""Which page is it: the key that a page is known by, the id made of it, and whether two readings are of one page.

A page is known by the address that it states for itself, else by where it was read from. Neither can be relied upon: whole
sites state one canonical address for all their pages, and "index.html" is a different page in every folder. So what is
found under a key must also have words in common with the page in hand; distinct statements never become versions of one.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from rapidfuzz import fuzz

from rostra.archive.identity import overlap, shingles, words_of
from rostra.archive.records import Entry
from rostra.model import Transcript

ID_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
"""What the ids of statements are made of, each as likely as any other."""
_ID_LENGTH = 10
"""Characters of five bits: one chance in 2,000 that any two of a million statements meet, and then one id grows by a salt."""
_COMPARED = 20_000
"""Characters of a text that are compared: enough to tell, and a bound on hostile pages."""
_SUBSTANTIAL = 200
"""Characters from which the words decide alone; a shorter text (a stub, a headline) says little, so its title counts too."""
_SAME_WORDS = 0.4
"""Share of the shorter text's shingles. Edits, cuts and additions keep well over half. Of 4,800 pairs of distinct statements of
three houses one in a hundred shares 0.17 and none more than 0.24."""
_SAME_TITLE = 85.0


def keys(entry: Entry) -> Iterator[str]:
    """Names for the page, best first; the last belongs to no other page."""
    if entry.address:
        yield entry.address
    yield entry.capture.uri
    yield f"{entry.capture.uri}#{entry.transcript.source.sha256}"


def make_ids(key: str) -> Iterator[str]:
    """Ids for the page known by `key`: the same each time, ever other ones until one is free.

    >>> next(make_ids("https://house.example/1"))
    '2s4rh2ocnh'
    """
    salt = 0
    while True:
        digest = hashlib.sha256(f"{key}\n{salt}".encode() if salt else key.encode("utf-8", "surrogatepass")).digest()
        yield base64.b32encode(digest).decode("ascii").lower()[:_ID_LENGTH]
        salt += 1


def is_web_address(uri: str) -> bool:
    """Whether a URI names one place for everybody, as a path of some folder does not."""
    return "://" in uri and not uri.startswith("file:")


def alike(one: Transcript, other: Transcript) -> bool:
    """Whether two readings can be of one page: much the same words, or for want of words much the same title."""
    mine, theirs = _words(one), _words(other)
    if min(len(mine), len(theirs)) >= _SUBSTANTIAL:
        return overlap(shingles(mine), shingles(theirs)) >= _SAME_WORDS
    return _same_title(one, other) or mine == theirs or fuzz.ratio(mine, theirs) >= _SAME_TITLE


def _words(transcript: Transcript) -> str:
    start, end = transcript.body
    text = transcript.text[start:end] or transcript.text
    return words_of(text[:_COMPARED])


def _same_title(one: Transcript, other: Transcript) -> bool:
    mine, theirs = words_of(one.event.title or ""), words_of(other.event.title or "")
    return bool(mine and theirs) and fuzz.ratio(mine, theirs) >= _SAME_TITLE
