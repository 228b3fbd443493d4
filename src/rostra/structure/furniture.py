"""Furniture read as data: what a publishing system prints around a statement.

Sections, tags, category, views, an archive by month, related statements, a print version - each found by what its lines say, in
the words of ``furniture.toml``, and by where the lines stand. Nothing is read from blocks of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.model import MOST_VIEWS, Document, Furniture, MonthCount, Related, Span
from rostra.structure.boxes import TAGS, ZONES, box_masks
from rostra.structure.layout import Layout
from rostra.structure.sayings import phrase_of
from rostra.text.dates import find_dates

_MOST = 40  # entries of one list that are kept: longer ones are indexes of a site, not furniture of a page
_SECTION_CHARS = 40
_SECTION_WORDS = 5
_RELATED_CHARS = (25, 600)  # titles of statements; shorter lines are doors, longer ones teasers
_COUNT = re.compile(r"[(\[]\s*(?P<count>\d[\d\s.,]{0,11})\s*[)\]]$")
_NUMBER = r"(?P<number>\d{1,3}(?:[\s.,'’٬]\d{3})+|\d+)"
_KEYED = re.compile(r"^(?P<key>[^:：\d]{2,40})[:：]\s*(?P<value>.+)$", re.DOTALL)
_COLON = re.compile(r"[:：]")
_NUMBER_ONLY = re.compile(rf"^{_NUMBER}$")
_NUMBER_FIRST = re.compile(rf"^{_NUMBER}\s+(?P<key>[^\d]{{2,40}})$")
_EDGE = " \t\u00a0|•·*»>›→-–—\n"
_NAME = re.compile(r"[^\W_]+")
_FIELD = re.compile(r"\s+[|·•]\s+|(?<=[.;])\s+(?=[^:：.;\d]{2,40}[:：])")
_MARKS = re.compile(r"[|·•:：]")  # without any of these a line is one field
_BOX_NAMES = ("breadcrumb", "tag_list", "current")
_NOTHING: frozenset[str] = frozenset()
_FIELD_NAMES = ("category", "tags", "views", "dateline")
_LONGEST_DOOR = 60  # characters of "Print this page" in any language
_LINE_CHARS = 400  # a longer line is text
_CRUMB = re.compile(r"\s+[>»›→•/]\s+")
_LISTED = re.compile(r"\s*[,;|•·、，]\s*")
_AWAY = sum(
    1 << i
    for i, name in enumerate((*ZONES, *TAGS))
    if name in {"zone_navigation", "zone_footer", "nav", "footer", "form"}
)
_RELATED_ZONE = 1 << ZONES.index("zone_related")
_MENU = sum(1 << i for i, name in enumerate((*ZONES, *TAGS)) if name in {"zone_navigation", "nav"})


class Line(msgspec.Struct, frozen=True):
    """A printed line of furniture: its block, its text without bullets and bars at its ends, the address of its first link, and the
    words of all its links."""

    block: int
    text: str
    link: str | None = None
    linked: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        return self.text.casefold().rstrip(" :.")


def read_furniture(document: Document, layout: Layout) -> Furniture:
    """The furniture of a page; a field is empty or ``None`` when the page prints no such thing."""
    page = _Surroundings(document, layout)
    return Furniture(
        sections=_sections(page),
        tags=_tags(page),
        category=_category(page),
        views=_views(page),
        months=_months(page),
        related=_related(page),
        print_version=not phrases("furniture", "print").isdisjoint(
            [line.folded for line in page.lines if len(line.text) < _LONGEST_DOOR]
        ),
        spans=furniture_spans(document, layout),
    )


def furniture_spans(document: Document, layout: Layout) -> tuple[Span, ...]:
    """What stands between the first and the last block of the body without being of it, neighbours joined, in order."""
    body = layout.indexes("body")
    spans: list[Span] = []
    previous = -2
    for i in range(body[0], body[-1]) if body else ():
        block = document.blocks[i]
        if layout.parts[i] == "body" or block.start == block.end:
            continue
        if previous == i - 1:
            spans[-1] = (spans[-1][0], block.end)
        else:
            spans.append((block.start, block.end))
        previous = i
    return tuple(spans)


class _Surroundings:
    """The lines of furniture of a page, with where the body begins and ends (as indexes of blocks)."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.masks = layout.masks or box_masks(document)
        body = layout.indexes("body", "lead")
        top = layout.title if layout.title is not None else body[0] if body else 0
        self.first = min([top, *body[:1]])
        self.last = body[-1] if body else -1
        self.links = _links(document, layout)
        self.lines = [line for i in layout.indexes("furniture") for line in self._split(i)]
        self.keyed = [found for line in self.lines if (found := _with_key(line))]

    def _split(self, i: int) -> Iterator[Line]:
        links = self.links.get(i, ())
        for printed in self.document.block_text(i).split("\n"):
            for field in _fields(printed):
                text = field.strip(_EDGE)
                if text:
                    held = [(words, address) for words, address in links if words and words in field]
                    yield Line(i, text, held[0][1] if held else None, tuple(words for words, _ in held))

    def box(self, line: Line) -> int:
        return self.document.blocks[line.block].container

    def mask(self, line: Line) -> int:
        return self.masks[self.box(line)]

    def is_named(self, line: Line, key: str, up: int = 4) -> bool:
        """Whether one of the boxes around the line, at most `up` out, is called one of the names of `key`."""
        box = self.box(line)
        for _ in range(up):
            if box < 0:
                return False
            container = self.document.containers[box]
            if container.names and key in _called(container.names):
                return True
            box = container.parent
        return False


def _fields(printed: str) -> list[str]:
    """The line cut where another field begins ("Category: News | Print version"); a bar between two tags is no such place."""
    if len(printed) > _LINE_CHARS or not _MARKS.search(printed):
        return [printed]
    cuts = list(_FIELD.finditer(printed))
    ends = [*(cut.start() for cut in cuts[1:]), len(printed)]
    fields: list[str] = []
    at = 0
    for cut, end in zip(cuts, ends, strict=False):
        if _is_field(printed[cut.end() : end].strip(_EDGE)):
            fields.append(printed[at : cut.start()].rstrip(" .;"))
            at = cut.end()
    return [*fields, printed[at:]]


def _is_field(text: str) -> bool:
    """Whether a publishing system prints this: "Tags: ...", "Print version", "2 133 views"."""
    keyed = _KEYED.match(text)
    counted = _NUMBER_FIRST.match(text)
    if counted and counted["key"].casefold() in phrases("furniture", "views"):
        return True
    key = (keyed["key"] if keyed else text).strip().casefold()
    return any(key in phrases("furniture", name) for name in (_FIELD_NAMES if keyed else ("print",)))


@lru_cache(maxsize=8192)
def _called(names: str) -> frozenset[str]:
    """Which of the keys of `_BOX_NAMES` have the names of a box among their phrases."""
    words = _box_names().intersection(_NAME.findall(names[:400]))
    return (
        frozenset(key for key in _BOX_NAMES if not words.isdisjoint(phrases("furniture", key))) if words else _NOTHING
    )


@cache
def _box_names() -> frozenset[str]:
    return frozenset().union(*(phrases("furniture", key) for key in _BOX_NAMES))


def _links(document: Document, layout: Layout) -> dict[int, list[tuple[str, str]]]:
    """Per block of furniture: the words and addresses of its links."""
    links: dict[int, list[tuple[str, str]]] = {}
    i, blocks = 0, document.blocks
    for mark in document.marks:
        if mark.kind != "link" or not blocks:
            continue
        while i + 1 < len(blocks) and blocks[i + 1].start <= mark.start:
            i += 1
        if layout.parts[i] == "furniture":
            links.setdefault(i, []).append((document.text[mark.start : mark.end].strip(), mark.value))
    return links


def _months(page: _Surroundings) -> tuple[MonthCount, ...]:
    """Lines such as "July 2020 (7)", as printed from top to bottom."""
    months = []
    for line in page.lines:
        count = _COUNT.search(line.text) if len(line.text) < 60 and line.text.endswith((")", "]")) else None
        dates = find_dates(line.text[: count.start()], month_names()) if count else []
        number = _whole(count["count"]) if count else None
        if number is not None and len(dates) == 1 and len(dates[0].value) == 7:
            months.append(MonthCount(month=dates[0].value, count=number))
    return tuple(months[: 12 * _MOST])


def _whole(digits: str) -> int | None:
    """A number whose thousands may be marked by spaces, points, commas or apostrophes; ``None`` if none is so high."""
    number = int("".join(c for c in digits if c.isdecimal()) or "0")
    return number if number <= MOST_VIEWS else None


def _keyed(page: _Surroundings, key: str) -> Iterator[tuple[Line, str]]:
    """Lines such as "Category: X" whose word before the colon is one of the phrases of `key`; yields what stands behind."""
    for line, word, value in page.keyed:
        if word in phrases("furniture", key):
            yield line, value


def _with_key(line: Line) -> tuple[Line, str, str] | None:
    match = _KEYED.match(line.text) if len(line.text) < _LINE_CHARS and _COLON.search(line.text, 0, 41) else None
    return (line, match["key"].strip().casefold(), match["value"].strip(_EDGE)) if match else None


def _category(page: _Surroundings) -> str | None:
    """What the record's field says, what "Category: ..." says, else the words of the only link into a folder of categories near the
    statement."""
    if told := _told(page, "category"):
        return told[0]
    for _, value in _keyed(page, "category"):
        return value
    linked = {
        line.text
        for line in page.lines
        if line.link
        and len(line.text) <= 60
        and not page.mask(line) & _AWAY
        and _has_folder(line.link, "category_address")
    }
    return linked.pop() if len(linked) == 1 else None


@cache
def _folders(key: str) -> re.Pattern[str]:
    return re.compile(rf"/(?:{'|'.join(map(re.escape, sorted(phrases('furniture', key))))})/", re.IGNORECASE)


def _has_folder(address: str, key: str) -> bool:
    return _folders(key).search(address[:500]) is not None


def _views(page: _Surroundings) -> int | None:
    """ "Views: 2 133" or "2 133 views", near the statement."""
    for _, value in _keyed(page, "views"):
        if match := _NUMBER_ONLY.match(value):
            return _whole(match["number"])
    for line in page.lines:
        match = _NUMBER_FIRST.match(line.text) if line.text[0].isdigit() and len(line.text) < 60 else None
        if match and match["key"].casefold() in phrases("furniture", "views"):
            return _whole(match["number"])
    return None


def _told(page: _Surroundings, name: str) -> tuple[str, ...]:
    """The values of a field of that very name in front of the text."""
    return _unique(f.value for f in page.document.facts if f.origin == "field" and f.name == name and f.value)


def _tags(page: _Surroundings) -> tuple[str, ...]:
    """Tags as a record's fields have them, as printed, else as the page's facts have them."""
    if told := _told(page, "tags"):
        return told
    printed = [tag for _, value in _keyed(page, "tags") for tag in _LISTED.split(value)]
    linked = [
        words
        for line in page.lines
        if line.link
        and not page.mask(line) & _AWAY
        and (page.is_named(line, "tag_list", up=2) or _has_folder(line.link, "tag_address"))
        for words in line.linked
    ]
    tags = printed or linked or [f.value for f in page.document.facts if f.origin == "meta" and f.name == "article:tag"]
    if not tags:
        tags = [
            tag
            for name in ("news_keywords", "keywords")
            for tag in _LISTED.split(page.document.fact("meta", name) or "")
        ]
    known = phrases("furniture", "doors") | phrases("furniture", "tags")
    return _unique(
        tag.lstrip("#").strip() for tag in tags if 1 < len(tag) <= 60 and tag.casefold().strip(" :") not in known
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in order, at most `_MOST`."""
    return tuple(list(dict.fromkeys(value for value in values if value))[:_MOST])


def _sections(page: _Surroundings) -> tuple[str, ...]:
    """The path of breadcrumbs, the section that the facts name, else the entries of the list in front of the title."""
    if told := _told(page, "sections"):
        return told
    title = page.document.block_text(page.layout.title) if page.layout.title is not None else ""
    before = [line for line in page.lines if line.block < page.first]
    crumbs = [name for line in before for name in _crumbs(page, line)]
    facts = [fact.value for fact in page.document.facts if fact.name in ("article:section", "articlesection")]
    found = [name for name in (*crumbs, *facts) if name != title]
    return _unique(name for name in found or _listed_sections(page, before) if _names_a_section(name))


def _crumbs(page: _Surroundings, line: Line) -> list[str]:
    """The names on a path "Home > News > Speeches", without "You are here:" before them; none for a line that is no path."""
    where, colon, path = line.text.partition(":")
    if not colon or where.strip().casefold() not in phrases("furniture", "navigation"):
        path = line.text
    names = _CRUMB.split(path[:_LINE_CHARS])
    return [name.strip(_EDGE) for name in names] if len(names) > 1 or page.is_named(line, "breadcrumb") else []


def _listed_sections(page: _Surroundings, before: list[Line]) -> list[str]:
    """Text cut from a page: the entries of the first list before the title; a lone line is no list. On a page with boxes a menu
    tells of the site, so only the entry that is marked as the current one names a section of the statement."""
    if len(page.document.containers) > 3:
        return [line.text for line in before if page.mask(line) & _MENU and page.is_named(line, "current", up=1)][:1]
    listed = [line.text for line in before if _names_a_section(line.text)]
    return listed[:12] if len(listed) > 1 else []


def _names_a_section(name: str) -> bool:
    """A short name without figures that is no door of the system ("Archive", "All tags", "Contact")."""
    folded = name.casefold().strip(" .:")
    return (
        len(name) <= _SECTION_CHARS
        and len(name.split()) <= _SECTION_WORDS
        and name[:1].isalpha()
        and not any(c.isdigit() or c in "[]|/:" for c in name)
        and not name.endswith((".", ",", ";", "?", "!"))
        and folded not in phrases("furniture", "doors")
        and not 0 < phrase_of(name) <= 11
    )


def _related(page: _Surroundings) -> tuple[Related, ...]:
    """Items of lists of related statements: under a heading that says so, in a box named so, or in the list behind the end."""
    found = [line for line in page.lines if _may_be_related(page, line)]
    under = _under_related(page)
    chosen = [line for line in found if page.mask(line) & _RELATED_ZONE or line.block in under]
    if not chosen:
        chosen = [line for line in found if line.block > page.last and page.document.blocks[line.block].kind == "item"]
    return tuple(
        Related(title=line.text, date=_date_of(line.text), url=line.link)
        for line in {line.text: line for line in chosen}.values()
    )[:_MOST]


def _may_be_related(page: _Surroundings, line: Line) -> bool:
    least, most = _RELATED_CHARS
    boxed = len(page.document.containers) > 3
    return (
        least <= len(line.text) <= most
        and line.block > page.first
        and (line.link is not None or not boxed)
        and not page.mask(line) & _AWAY
        and not phrase_of(line.text)
    )


def _under_related(page: _Surroundings) -> set[int]:
    """Blocks of furniture that follow a line such as "See also", up to the next heading or the next block of the body."""
    related, opened = set(), False
    for i, part in enumerate(page.layout.parts):
        block = page.document.blocks[i]
        short = block.end - block.start < 60
        if short and page.document.block_text(i).casefold().strip(_EDGE + ":.") in phrases("furniture", "related"):
            opened = True
        elif part == "body" or block.kind == "heading":
            opened = False
        elif opened:
            related.add(i)
    return related


def _date_of(title: str) -> str | None:
    """The last full date that a title carries: the first may be that of what the statement speaks of."""
    full = [date.value for date in find_dates(title, month_names()) if len(date.value) == 10]
    return full[-1] if full else None
