"""The title as printed: not the site's name, a breadcrumb or a banner.

The heading that the page prints is preferred; what the page says of itself (its <title>, og:title, JSON-LD, a record's field)
confirms it, corrects a wrong choice among the headings, and stands in where nothing is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.model import Evidence, Span
from rostra.structure.exchanges import asks
from rostra.structure.labels import read_label
from rostra.structure.metadata.kind import named_kinds
from rostra.structure.metadata.page import Line, Page, fact_names
from rostra.structure.written import find_first_label
from rostra.text.dates import find_dates
from rostra.text.names import fold_words
from rostra.text.times import find_times

AGREES = 0.6
"""Share of common words from which a heading and a fact are one title, with and without the site's name."""

SAME = 0.85
"""Share of all words of both from which a line is the title that a fact names."""

MAX_TITLE = 600
"""Longer headings and facts are text that someone marked up as a heading."""

DATE_REST = 14
"""Characters besides the date in a heading that is one: the day of the week and a comma."""

HEAD_BLOCKS = 14
"""Blocks of title, dateline and body among which a heading may be the title."""

ABOVE_BLOCKS = 4
"""Blocks above the layout's title among which the headline of a text without markup stands: a date and a section lie between."""

HEADLINE_WORDS = 4
"""Words of a headline; a section's name ("Press calls") has fewer."""

UNSPACED_CHARS = 12
"""Characters of a headline in scripts that do not set words apart; a section's name has four or so."""

FIRST_UNSPACED = "\u0e00"
"""Thai is the first script of those that do not set words apart."""

LONG_HEADLINE = 12
"""Words of a headline that ends with a full stop; a longer line that does is a sentence."""

SENTENCE_ENDS = (".", "。", "!", "?", "؟", "！", "？")

OPENING_LINES = 3
"""Lines that the layout takes for the body among which the headline may still be."""

COVER_LINES = 3
"""Lines below the first of a cover page ("NATIONAL ASSEMBLY") that are one title with it: a second and third, and the day."""

SITE_BLOCKS = 40
"""Blocks at either end of a page among which its banner and footer stand."""

SITTING_HEADINGS = 7
"""Headings at the head of a sitting: house, day, hour, prayers, chair, and two of its business."""

ALIEN_CHARS = 5_000
"""How much of the text is searched for the words of its title."""

_FACTS = (
    ("json-ld", ("headline", "name")),
    ("meta", ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")),
    ("title", ("title",)),
)
_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|::|:|»|«|·|•|/|>)\s+|\s*\|\s*")
_BRACKETED = re.compile(r"\s*[\[(].*[\])]\s*")


_MENU = re.compile(r"[|>•»]|\s\d+\s?[-–]\s?\d+\s*$|\.{4}")  # breadcrumbs, lines of contents
_SLUG = re.compile(r"[-_/.]")
_ADDRESSES = (("link", "canonical"), ("meta", "og:url"))


class Title(msgspec.Struct, frozen=True):
    """A title, where it stands (``None``: in a fact), and why. `name` is what of it tells of the event, where not all does: the
    headings under a house's name are business and day of the first of several items."""

    text: str
    span: Span | None
    evidence: Evidence
    name: str | None = None


def read_title(page: Page) -> Title | None:
    """The page's title; ``None`` for a page with neither a heading nor a fact that could be one."""
    given = _from_field(page)
    title = given or _found(page)
    if given or title is None or title.span is None:
        return title
    first = find_first_label(page.document)
    return None if first is not None and title.span[0] >= first else title  # said, at the desk, by who stands before it


def _found(page: Page) -> Title | None:
    told = _told(page)
    return (
        _printed(page, told) or _agreed(page, told) or _unconfirmed(page, told) or _from_fact(told) or _first_line(page)
    )


def _from_field(page: Page) -> Title | None:
    """The title field of a record that wraps the text; one of several languages in the order printed."""
    fields = [fact for fact in page.document.facts if fact.origin == "field" and 0 < len(fact.value) <= MAX_TITLE]
    for name in fact_names("title", "fields"):
        for fact in fields:
            last = fact.name.rpartition(".")[2]
            if last == name or last.startswith(f"{name}_"):
                evidence = Evidence(rule="title-field", confidence=0.95, fact=f"field:{fact.name}")
                return Title(fact.value, _where_printed(page, fact.value), evidence)
    return None


def _where_printed(page: Page, title: str) -> Span | None:
    """Where the text prints the title of a fact: in the title's block, else ``None``."""
    if page.layout.title is None:
        return None
    block = page.document.blocks[page.layout.title]
    same = fold_words(page.document.text[block.start : block.end]) == fold_words(title)
    return (block.start, block.end) if same else None


def _told(page: Page) -> list[tuple[str, str]]:
    """What the page's facts call it: (fact, title), the most trustworthy first, the site's name cut off."""
    site = page.fact("meta", "og:site_name", "application-name")
    told = [(f"{origin}:{name}", page.fact(origin, name)) for origin, names in _FACTS for name in names]
    told = [(fact, title) for fact, title in told if 0 < len(title) <= MAX_TITLE]
    bare = {title: _without_site(title, site or _printed_site(page, title)) for _, title in told}
    return [(fact, bare[title]) for fact, title in told]


def _printed_site(page: Page, title: str) -> str:
    """The last part of a title, or the first, that the page prints by itself in no heading: the site's name, or a section's; "" for
    none."""
    pieces = _SEPARATOR.split(title.strip())
    if len(pieces) < 2:
        return ""
    blocks = page.document.blocks
    edges = {*range(min(len(blocks), SITE_BLOCKS)), *range(max(len(blocks) - SITE_BLOCKS, 0), len(blocks))}
    for piece in (pieces[-1], pieces[0]):
        words, most = fold_words(piece), 2 * len(piece)
        near = (i for i in edges if blocks[i].kind != "heading" and blocks[i].end - blocks[i].start <= most)
        if words and any(
            [w for w in fold_words(page.document.block_text(i)) if not w.isdigit()] == words for i in near
        ):
            return piece
    return ""


def _without_site(title: str, site: str) -> str:
    """The title without the site's name before or after it.

    >>> _without_site("A visit | Office of the Mayor", "Office of the Mayor")
    'A visit'
    """
    pieces = _SEPARATOR.split(title.strip())
    folded = fold_words(site)
    if len(pieces) < 2 or not folded:
        return title.strip()
    if fold_words(pieces[-1]) == folded:
        return title.strip()[: -len(pieces[-1])].rstrip(" |-–—:»«·•/>")
    if fold_words(pieces[0]) == folded:
        return title.strip()[len(pieces[0]) :].lstrip(" |-–—:»«·•/>")
    return title.strip()


def _overlap(first: str, second: str) -> float:
    """Share of common words, against the shorter of the two (0 when one has none)."""
    a, b = set(fold_words(first)), set(fold_words(second))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _jaccard(first: str, second: str) -> float:
    a, b = set(fold_words(first)), set(fold_words(second))
    return len(a & b) / len(a | b) if a and b else 0.0


def _at(page: Page, index: int, rule: str, confidence: float) -> Title:
    block = page.document.blocks[index]
    text = " ".join(page.document.block_text(index).split())
    evidence = Evidence(rule=rule, confidence=confidence, start=block.start, end=block.end)
    return Title(text, (block.start, block.end), evidence)


def _printed(page: Page, told: list[tuple[str, str]]) -> Title | None:
    """The layout's title when a fact confirms it, or when no fact can."""
    index = page.layout.title
    if not told and "html" not in page.document.media_type and (headline := _headline(page, index)):
        return headline
    if index is None or not 0 < len(page.document.block_text(index).strip()) <= MAX_TITLE:
        return None
    text = page.document.block_text(index)
    if not told:
        return None if _is_when(text) else _at(page, index, "title-heading", 0.85)
    rival = _rival(page, told, index)
    if rival is not None:
        return _at(page, rival, "title-agreed", 0.9)
    agreed = any(
        _overlap(text, title) >= AGREES and len(fold_words(text)) * 4 > len(fold_words(title)) for _, title in told
    )
    return _at(page, index, "title-heading", 0.98) if agreed else None


def _rival(page: Page, told: list[tuple[str, str]], chosen: int) -> int | None:
    """A heading below the layout's title that has more of the words by which the page calls itself (facts, address): the layout's
    is the site's banner then. On a page whose facts name only the site, the heading of the body that a date follows."""
    names = [set(fold_words(title)) for _, title in told]
    names += [set(fold_words(_SLUG.sub(" ", page.fact(origin, name)))) for origin, name in _ADDRESSES]
    below = [i for i in _headings(page) if i > chosen]
    best = max(below, key=lambda i: _shared(page, i, names), default=None)
    if best is not None and _shared(page, best, names) > max(_shared(page, chosen, names), 2):
        return best
    banner = chosen == 0 and all(_is_banner(page.document.block_text(chosen), title) for _, title in told)
    return next((i for i in below if i - chosen > 2 and _dated_below(page, i)), None) if banner else None


def _shared(page: Page, index: int, names: list[set[str]]) -> int:
    """How many words of a heading stand in one of the page's names for itself; 0 when that is less than `SAME` of the heading."""
    words = set(fold_words(page.document.block_text(index)))
    return max((len(words & name) for name in names if words and len(words & name) >= SAME * len(words)), default=0)


def _is_banner(heading: str, title: str) -> bool:
    """Whether a fact's title is a heading with a section of the site beside it."""
    pieces = _SEPARATOR.split(title)
    return len(pieces) > 1 and fold_words(heading) in (fold_words(pieces[0]), fold_words(pieces[-1]))


def _dated_below(page: Page, index: int) -> bool:
    """Whether the block below a heading is a date and little else."""
    return index + 1 < len(page.document.blocks) and _is_when(page.document.block_text(index + 1))


def _headline(page: Page, chosen: int | None) -> Title | None:
    """In a text without markup: the line in front of the statement that has the words of an occasion, where the layout's title has
    none ("Via Teleconference"), is a date, or is missing; the longest of several near the layout's title, else the last before the
    dateline or the first words."""
    if chosen is None and sum(line.text.isupper() for line in page.lines[:2]) == 2:
        return None  # a cover page
    if chosen is None or _is_when(page.document.block_text(chosen)):
        end = _first_words(page)
        named = [i for i in range(max(end - HEAD_BLOCKS, 0), end) if _is_headline(page.document.block_text(i))]
        return _at(page, named[-1], "title-named", 0.7) if named else None
    if named_kinds(page.document.block_text(chosen)):
        return None
    marked = page.document.blocks[chosen].kind == "heading"
    short = not marked and len(page.document.block_text(chosen).split()) < HEADLINE_WORDS  # a tag, it may be
    end = max(_first_words(page), chosen) if short else chosen
    named = [i for i in range(max(chosen - ABOVE_BLOCKS, 0), end) if _is_headline(page.document.block_text(i))]
    best = max(named, key=lambda i: len(page.document.block_text(i)), default=None)
    return None if best is None else _at(page, best, "title-named", 0.75)


def _first_words(page: Page) -> int:
    """The block after the last in which a headline may stand: the last dateline's, else that of the body's third line."""
    if page.datelines:
        return page.datelines[-1].block
    return page.body[min(len(page.body), OPENING_LINES) - 1].block if page.body else len(page.document.blocks)


def _is_headline(text: str) -> bool:
    """Whether a line has the words of an occasion and those of a headline beside them, and is neither menu nor sentence."""
    words = text.split()
    if not words:
        return False
    wordy = len(words) >= HEADLINE_WORDS or any(len(w) >= UNSPACED_CHARS and w[0] >= FIRST_UNSPACED for w in words)
    ends = sum(word.endswith(SENTENCE_ENDS) for word in words)
    sentence = words[-1].endswith(SENTENCE_ENDS) and (
        len(words) > LONG_HEADLINE or ends > 1 or words[-1][-1] in "。？！"
    )
    if not wordy or sentence or len(text) > MAX_TITLE or _MENU.search(text):
        return False
    return not _is_when(text) and bool(named_kinds(text))


def _agreed(page: Page, told: list[tuple[str, str]]) -> Title | None:
    """A block up to the start of the body that is nearly word for word what a fact calls the title; headings first."""
    first = page.body[0].block if page.body else 0
    blocks = page.document.blocks
    head = [i for i in range(min(len(blocks), first + HEAD_BLOCKS)) if blocks[i].end - blocks[i].start <= MAX_TITLE]
    for _, title in told:
        near = [i for i in head if len(title) < 2 * (blocks[i].end - blocks[i].start) < 4 * len(title)]
        close = [i for i in near if _jaccard(page.document.block_text(i), title) >= SAME]
        best = max(close, key=lambda i: (blocks[i].kind == "heading", i), default=None)
        if best is not None:
            return _at(page, best, "title-agreed", 0.95)
    return None


def _unconfirmed(page: Page, told: list[tuple[str, str]]) -> Title | None:
    """A heading that no fact confirms, where the only fact is the <title> (often the site's or the tool's name)."""
    if any(not fact.startswith("title:") for fact, _ in told):
        return None
    index = page.layout.title
    if index is not None and 0 < len(page.document.block_text(index).strip()) <= MAX_TITLE:
        return _at(page, index, "title-heading", 0.7)
    headings = list(_headings(page))
    if not headings:
        return _first_line(page) if told and _is_alien(page, told[0][1]) else None
    title = _at(page, headings[0], "title-first-heading", 0.6)
    if title.text.casefold() in phrases("places", "houses"):
        return msgspec.structs.replace(title, text=", ".join(_sitting(page, headings[0])), name=title.text)
    if len(headings) > 1 and headings[1] - headings[0] <= 2 and not told:
        second = _at(page, headings[1], "title-first-heading", 0.6)
        return msgspec.structs.replace(title, text=f"{title.text}: {second.text}")
    return title


def _sitting(page: Page, first: int) -> Iterator[str]:
    """What names a sitting under a house's name: its day and the business, as far as headings follow one another."""
    for index in range(first, min(first + SITTING_HEADINGS, len(page.document.blocks))):
        text = " ".join(page.document.block_text(index).split())
        if page.document.blocks[index].kind != "heading":
            return
        if not find_times(text) and not _BRACKETED.fullmatch(text) and len(text) <= MAX_TITLE:
            yield text


def _is_alien(page: Page, title: str) -> bool:
    """Whether a fact's words hardly occur on the page: the name of a tool or a template."""
    words = {word for word in fold_words(title) if len(word) > 3}
    present = set(fold_words(page.document.text[:ALIEN_CHARS]))
    return len(words & present) * 3 <= len(words)


def _headings(page: Page) -> Iterator[int]:
    """Headings at the head of the statement that are no clock time and no remark in brackets."""
    for index in page.layout.indexes("title", "dateline", "lead", "body")[:HEAD_BLOCKS]:
        block, text = page.document.blocks[index], page.document.block_text(index)
        if block.kind == "heading" and len(text) <= MAX_TITLE and not _is_when(text) and not _BRACKETED.fullmatch(text):
            yield index


def _is_when(text: str) -> bool:
    """Whether a heading is a date or a time and little else."""
    dates = find_dates(text, month_names(None))
    return bool(find_times(text)) or any(len(text) - (d.end - d.start) <= DATE_REST for d in dates)


def _from_fact(told: list[tuple[str, str]]) -> Title | None:
    if not told:
        return None
    fact, title = told[0]
    return Title(title, None, Evidence(rule="title-fact", confidence=0.7, fact=fact))


def _first_line(page: Page) -> Title | None:
    """The first line that is not furniture, where a page has no title at all; with the lines of capitals below one of capitals."""
    for at, line in enumerate(page.lines):
        following = page.lines[at + 1].text if at + 1 < len(page.lines) else ""
        if asks(following) and read_label(line.text).kind == "journalist":
            return None  # who asks ("Post, Lund") and what: a page that opens so has no title
        if len(line.text) <= MAX_TITLE and not _is_when(line.text):
            cover = [line, *_cover(page.lines[at + 1 : at + 1 + COVER_LINES])] if line.text.isupper() else [line]
            end = cover[-1].start + len(cover[-1].text)
            evidence = Evidence(rule="title-first-line", confidence=0.4, start=line.start, end=end)
            return Title(" ".join(" ".join(part.text.split()) for part in cover), (line.start, end), evidence)
    return None


def _cover(lines: Sequence[Line]) -> list[Line]:
    """The lines of capitals below the first of a cover, a label's or a sentence excepted, and the day that follows them."""
    capitals = list(takewhile(lambda line: line.text.isupper() and line.text.strip()[-1].isalpha(), lines[:-1]))
    below = lines[len(capitals) : len(capitals) + 1]
    return [*capitals, *(line for line in below if capitals and _is_when(line.text) and not find_times(line.text))]
