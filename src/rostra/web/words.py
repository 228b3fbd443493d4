"""Words in any language: names of machines, places on a page, what an attribute or an address may carry."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import quote

# en · zh-Hans · pt-BR
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

DOUBTFUL = 0.5
"""Below this a turn's confidence is shown in the margin: the record counts a statement's doubt from the same point."""


def message(text: str) -> str:
    """`text`, marked as a message of the interface that is translated where it is shown; `scripts/messages.py` finds it by this."""
    return text


@cache
def wording() -> dict[str, dict[str, str]]:
    """The tables of ``wording.toml``."""
    return tomllib.loads((files("rostra.web") / "wording.toml").read_text("utf-8"))


def plain(name: str) -> str:
    """A machine's name as words: "speaker-unknown" is "Speaker unknown"."""
    words = re.sub(r"[-_.:]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def language_tag(tag: str | None) -> str:
    """The tag as an attribute may carry it; "" (not known) for what is no BCP 47 tag."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def direction(tag: str | None) -> str:
    """ "rtl" or "ltr", by language; "auto" when it is not known."""
    if not tag:
        return "auto"
    return wording()["directions"].get(tag.split("-")[0], "ltr")


def confidence(value: float) -> str:
    """A degree of confidence as a word of ``wording.toml``: "very likely"."""
    # The steps are those of a calibrated scale in everyday words; DOUBTFUL is the lowest that is shown without a mark.
    for floor, words in ((0.95, "nearly certain"), (0.8, "very likely"), (DOUBTFUL, "likely")):
        if value >= floor:
            return words
    return "in doubt"


def shorten(text: str, limit: int) -> str:
    """`text` on one line, cut at a word's end to at most `limit` characters, with "…" where it is cut."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[:limit]
    head, space, _ = cut.rpartition(" ")
    # A cut that would lose more than half (long words, scripts without spaces) is made in mid-word.
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def origin(uri: str) -> str:
    """Where a capture came from, as strangers may see it: an address whole, of a file's path the last two names."""
    return uri if "://" in uri else "/".join(re.split(r"[\\/]", uri)[-2:])


def in_path(part: str) -> str:
    """`part` fit for one segment of an address."""
    return quote(part, safe="")


def in_xml(text: str) -> str:
    """`text` without the characters that XML cannot carry at all (most control characters, lone surrogates)."""
    return _NOT_XML.sub(" ", text)
