"""The title as printed: not the site's name, a breadcrumb or a banner.

The heading that the page prints is preferred; what the page says of itself (its <title>, og:title, JSON-LD, a record's field)
confirms it, corrects a wrong choice among the headings, and stands in where nothing is printed.
"""

from __future__ import annotations

import re

import msgspec

from rostra.model import Document, Evidence, Span
from rostra.structure.metadata.page import Page
from rostra.text.names import fold_words

AGREES = 0.6
"""Share of common words from which two titles are one with and without the site's name."""

MAX_TITLE = 600
"""Longer headings are text that someone marked up as a heading."""

_FIELDS = ("title", "headline", "titel", "titre", "título", "titulo", "titolo", "başlık", "subject", "name")
_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|::|:|»|«|·|•|/|&gt;|>)\s+|\s*\|\s*")


class Title(msgspec.Struct, frozen=True):
    """A title, where it stands (``None``: in a fact), and why."""

    text: str
    span: Span | None
    evidence: Evidence


def read_title(page: Page) -> Title | None:
    """The page's title; ``None`` for a page with neither a heading nor a fact that could be one."""
    told = _told(page.document)
    return _from_field(page) or _printed(page, told) or _from_fact(page, told) or _first_line(page)


def _from_field(page: Page) -> Title | None:
    """The title field of a record that wraps the text."""
    document = page.document
    names = {fact.name.rsplit(".", 1)[-1]: fact for fact in reversed(document.facts) if fact.origin == "field"}
    for name in (*_FIELDS, *(f"{base}_{page.document.language}" for base in ("title", "headline"))):
        if name in names and names[name].value:
            fact = names[name]
            evidence = Evidence(rule="title-field", confidence=0.95, fact=f"field:{fact.name}")
            return Title(fact.value, _find(page, fact.value), evidence)
    for name, fact in names.items():
        if name.startswith("title_") and fact.value:
            evidence = Evidence(rule="title-field", confidence=0.9, fact=f"field:{fact.name}")
            return Title(fact.value, _find(page, fact.value), evidence)
    return None


def _find(page: Page, title: str) -> Span | None:
    """Where the text prints the title of a fact: in the title's block, else ``None``."""
    if page.layout.title is None:
        return None
    block = page.document.blocks[page.layout.title]
    same = fold_words(page.document.text[block.start : block.end]) == fold_words(title)
    return (block.start, block.end) if same else None


def _told(document: Document) -> list[tuple[str, str]]:
    """What the page's facts call it: (fact, title), the most trustworthy first, the site's name cut off."""
    site = document.fact("meta", "og:site_name", "application-name") or ""
    found = []
    for origin, names in (
        ("json-ld", ("headline", "name")),
        ("meta", ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")),
        ("title", ("title",)),
    ):
        for name in names:
            value = document.fact(origin, name)
            if value:
                found.append((f"{origin}:{name}", _without_site(value, site)))
    return found


def _without_site(title: str, site: str) -> str:
    """The title without the site's name before or after it.

    >>> _without_site("A visit | Office of the Mayor", "Office of the Mayor")
    'A visit'
    """
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    folded = fold_words(site)
    for edge in (-1, 0):
        if folded and fold_words(parts[edge]) == folded:
            kept = title.strip()
            cut = kept.rfind(parts[-1]) if edge else len(parts[0])
            kept = kept[:cut] if edge else kept[cut:]
            return kept.strip(" |-–—:»«·•/>")
    return title.strip()


def overlap(first: str, second: str) -> float:
    """Share of common words, against the shorter of the two (0 when one has none)."""
    a, b = set(fold_words(first)), set(fold_words(second))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _printed(page: Page, told: list[tuple[str, str]]) -> Title | None:
    """The layout's title, or another heading that the page's facts call the title."""
    index = page.layout.title
    if index is None:
        return None
    block = page.document.blocks[index]
    text = page.document.text[block.start : block.end]
    if not text.strip() or len(text) > MAX_TITLE:
        return None
    agreed = any(overlap(text, title) >= AGREES for _, title in told)
    evidence = Evidence(rule="title-heading", confidence=0.98 if agreed else 0.85, start=block.start, end=block.end)
    return Title(" ".join(text.split()), (block.start, block.end), evidence)


def _from_fact(page: Page, told: list[tuple[str, str]]) -> Title | None:
    if not told:
        return None
    fact, title = told[0]
    return Title(title, None, Evidence(rule="title-fact", confidence=0.7, fact=fact))


def _first_line(page: Page) -> Title | None:
    """The first line that is not furniture, where a page has no title at all."""
    for line in page.lines:
        if line.part != "furniture" and len(line.text) <= MAX_TITLE:
            end = line.start + len(line.text)
            evidence = Evidence(rule="title-first-line", confidence=0.4, start=line.start, end=end)
            return Title(" ".join(line.text.split()), (line.start, end), evidence)
    return None
