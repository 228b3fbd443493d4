"""A document with its layout, as the lines that metadata reads: the page's edges first, its surroundings never."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

import msgspec

from rostra.lexicon import load
from rostra.lexicon.months import month_names
from rostra.model import Document
from rostra.structure.layout import Layout, Part
from rostra.text.dates import find_dates

OPENING_CHARS = 900
"""How far into the body an event's date or place may stand in a sentence; later mentions are what the speech is about."""

CLOSING_LINES = 4
"""Lines at the end of the body that may be a dateline ("CANBERRA 14 October 1994")."""

FRONT_LINES = 12
"""Lines of a cover page ("OFFICIAL REPORT", date, chair) that may stand before the first words."""

EDGE_LINES = 40
"""Lines of datelines and leads that are read; no page of the corpus has more than twelve."""

LIST_DAYS = 3
"""Days that a list of other pages has; a statement seldom prints more than its own in short lines."""

LIST_LINE = 120
"""Characters of an item's title with its date and place."""

LIST_SHARE = 5
"""Blocks of an item at most: heading, date, two lines of summary, a link."""

NEAR_BLOCKS = 20
"""Blocks after the title that are still near it: a byline, share buttons and a picture stand before the text."""

MAX_LINE = 2_000
"""A longer line is cut: what metadata looks for stands at a line's beginning."""


_ADDRESSES = (
    ("link", ("canonical",)),
    ("meta", ("og:url",)),
    ("field", ("source_url", "url", "link", "permalink")),
)
_SPLIT_DAY = re.compile(r"(?<!\d)\d{1,2}\s*$")
_SPLIT_ENDING = re.compile(r"\s*(?:st|nd|rd|th)\b", re.IGNORECASE)


@cache
def fact_names(table: str, key: str) -> tuple[str, ...]:
    """The names of the list ``fact_names.toml``, in order of trust."""
    return tuple(load("fact_names")[table][key])


class Line(msgspec.Struct, frozen=True):
    """One printed line: `text` stands at `start` in the document's text, in block `block`."""

    text: str
    start: int
    block: int
    part: Part


class Page:
    """What the steps of metadata share."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout

    @cached_property
    def facts(self) -> dict[tuple[str, str], str]:
        """The first value of each fact by origin and name; of a dotted name (JSON-LD, fields) the last part as well."""
        table: dict[tuple[str, str], str] = {}
        for fact in self.document.facts:
            if fact.value:
                table.setdefault((fact.origin, fact.name), fact.value)
        for fact in self.document.facts:
            if fact.value and fact.origin in ("json-ld", "field"):
                table.setdefault((fact.origin, fact.name.rpartition(".")[2]), fact.value)
        return table

    def fact(self, origin: str, *names: str) -> str:
        """The first value of `origin` under any of `names`, in the order of the names; "" when there is none."""
        return next((value for name in names if (value := self.facts.get((origin, name)))), "")

    @cached_property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """The page's own address wherever it tells it, each with the fact's origin and name ("link:canonical")."""
        told = ((origin, name, self.fact(origin, name)) for origin, names in _ADDRESSES for name in names)
        return tuple((f"{origin}:{name}", value) for origin, name, value in told if value)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of title, dateline, lead and body, in order, empty ones left out."""
        return tuple(self._split(i for i, part in enumerate(self.layout.parts) if part != "furniture"))

    def _split(self, indexes: Iterable[int]) -> Iterator[Line]:
        """The lines of the blocks at `indexes`."""
        text, blocks, parts = self.document.text, self.document.blocks, self.layout.parts
        for index in indexes:
            start = blocks[index].start
            whole = text[start : blocks[index].end]
            for piece in whole.split("\n") if "\n" in whole else (whole,):
                if piece and not piece.isspace():
                    yield Line(piece[:MAX_LINE], start, index, parts[index])
                start += len(piece) + 1

    def surroundings(self, first: int, end: int) -> tuple[Line, ...]:
        """The lines of furniture from block `first` up to block `end`."""
        window = range(max(first, 0), min(end, len(self.layout.parts)))
        return tuple(self._split(i for i in window if self.layout.parts[i] == "furniture"))

    @cached_property
    def datelines(self) -> tuple[Line, ...]:
        """Lines of date, time, place or byline at the edges of the body, as the layout found them; a day that its ending was torn
        from ("12", "th May") is put together."""
        found: list[Line] = []
        for line in [line for line in self.lines if line.part == "dateline"][:EDGE_LINES]:
            before = found[-1] if found else None
            if before and _SPLIT_DAY.search(before.text) and _SPLIT_ENDING.match(line.text):
                end = line.start + len(line.text)
                text = self.document.text[before.start : end].replace("\n", " ")
                found[-1] = Line(text, before.start, before.block, before.part)
            else:
                found.append(line)
        return tuple(found)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines of the statement itself; in a text without markup in which none was found, all but the title's."""
        found = tuple(line for line in self.lines if line.part == "body")
        if found or "html" in self.document.media_type:
            return found
        every = range(len(self.document.blocks))
        return tuple(self._split(i for i in every if i != self.layout.title))

    @cached_property
    def front(self) -> tuple[Line, ...]:
        """The last lines in front of the body of a text without markup, or of a page without a printed title: its front matter, or
        what is left of a menu."""
        if not self.body or ("html" in self.document.media_type and self.layout.title is not None):
            return ()
        first = self.body[0].block
        return self.surroundings(first - FRONT_LINES, first)[-FRONT_LINES:]

    @cached_property
    def opening(self) -> tuple[Line, ...]:
        """The first lines of the body, `OPENING_CHARS` of them at most."""
        lines, left = [], OPENING_CHARS
        for line in self.body:
            if left <= 0:
                break
            lines.append(Line(line.text[:left], line.start, line.block, line.part))
            left -= len(line.text)
        return tuple(lines)

    @cached_property
    def closing(self) -> tuple[Line, ...]:
        """The last lines of the body."""
        return self.body[-CLOSING_LINES:]

    @cached_property
    def near_title(self) -> tuple[Line, ...]:
        """Short lines around the printed title that the layout took for surroundings: four above it, and those down to the first
        lines of the body."""
        title = self.layout.title
        if title is None:
            return ()
        return self.surroundings(title - 4, self._below_title(title))

    def _below_title(self, title: int) -> int:
        """The block after the last one near the title: some way into the body, at the next heading where there is none (the items
        of a list follow it)."""
        if self.body:
            return min(max(self.body[0].block + 3, title + 6), title + NEAR_BLOCKS, self.body[-1].block)
        blocks = self.document.blocks
        end = min(title + 6, len(blocks))
        return next((i for i in range(title + 1, end) if blocks[i].kind == "heading"), end)

    @cached_property
    def is_list(self) -> bool:
        """Whether the body is a list of other pages: short dated lines of at least `LIST_DAYS` days, each under a heading or
        in a list, that make up a good part of its blocks; where the body holds no longer line, they may stand anywhere in it."""
        days: dict[str, int] = {}
        bare = all(len(line.text) <= LIST_LINE for line in self.body)
        inside = self.surroundings(self.body[0].block, self.body[-1].block + 2) if self.body else ()
        for line in (*self.body, *inside):
            if len(line.text) <= LIST_LINE and (bare or self._in_list(line.block) or self._under_heading(line.block)):
                for found in find_dates(line.text, month_names()):
                    days.setdefault(found.value, line.block)
        blocks = len({line.block for line in (*self.body, *inside)})
        full = sum(len(day) == 10 for day in days)
        return full >= LIST_DAYS and full * LIST_SHARE >= blocks

    def _in_list(self, block: int) -> bool:
        return self.document.blocks[block].kind == "item"

    def _under_heading(self, block: int) -> bool:
        return block > 0 and self.document.blocks[block - 1].kind == "heading"

    @cached_property
    def leads(self) -> tuple[Line, ...]:
        """The publisher's summary in front of the body."""
        return tuple(line for line in self.lines if line.part == "lead")[:EDGE_LINES]

    @cached_property
    def body_sample(self) -> str:
        """Enough of the body to tell its language."""
        pieces, size = [], 0
        for line in self.body:
            pieces.append(line.text)
            size += len(line.text)
            if size > 6_000:
                break
        return " ".join(pieces)
