"""Where the event was, as the page prints it.

In order of trust: a record's field; a box of the page that says it holds a place; a line beside the date or time that holds nothing
else; a venue or city in the title; a sentence of the opening in which somebody is somewhere today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.model import Evidence, Span
from rostra.structure.metadata.introduced import iter_introduced
from rostra.structure.metadata.kind import named_kinds
from rostra.structure.metadata.page import Line, Page, fact_names
from rostra.structure.metadata.placename import (
    MAX_PLACE,
    find_place,
    is_known,
    is_known_place,
    is_place,
    preposition,
    venue_words,
)
from rostra.structure.metadata.remainder import strip_when
from rostra.structure.metadata.told_place import not_places, places_told, unspaced_place
from rostra.structure.metadata.when import says
from rostra.structure.metadata.words import countries, occasions
from rostra.text.dates import MonthNames
from rostra.text.names import fold_words, is_name_word

HOUSE_BLOCKS = 30
"""Blocks at the top of a page among which a parliament prints its name."""

VENUE_LINES = 2
"""Lines right above the body of a text without markup that may be a venue without a date."""

_WRITTEN = frozenset(("statement", "message", "article"))
_SPOKEN = frozenset(("speech", "press_conference", "briefing", "debate", "hearing", "meeting", "interview"))
_FACTS = (
    ("json-ld", ("location.name", "event.location.name", "location", "contentlocation.name")),
    ("meta", ("event:location", "dc.coverage", "geo.placename")),
)
_BOXES = re.compile(r"(?<![a-z])(?:place|location|venue|lugar|lieu|ort|luogo|event-?place)(?![a-z])")
_DATED = re.compile(r"\d|[年월]")
_SMALL = frozenset(("de", "do", "da", "del", "of", "the", "am", "an", "der", "la", "le", "di"))
_NEWS_DATELINE = re.compile(  # "CARROW, May 5 (Agency) - ", "CARROW — "
    r"^\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}(?:,\s[A-Z][\w. ]{1,20})?)\s*(?:\([^)]{1,30}\)\s*)?[—–-]{1,2}\s"
)


class Where(msgspec.Struct, frozen=True):
    """The place as printed, and why."""

    place: str
    evidence: Evidence


def read_where(page: Page, title: str | None, title_span: Span | None, language: str | None, kind: str) -> Where | None:
    """The event's place; ``None`` when nothing on the page names one. `kind` is what the title calls the occasion: places in the
    words of a written statement are what it is about, and what follows an interviewer's name is the outlet."""
    months = month_names(language)
    told_in_words = kind not in _WRITTEN
    return (
        _from_facts(page, "field", fact_names("place", "fields"))
        or _from_box(page, months)
        or _from_labels(page)
        or _from_lines(page, title, months)
        or (_from_title(title, title_span, months, kind) if told_in_words else None)
        or _from_agency(page)
        or (_from_opening(page) if kind in _SPOKEN else None)
        or next((found for origin, names in _FACTS if (found := _from_facts(page, origin, names))), None)
        or _from_house(page)
    )


def _where(place: str, rule: str, confidence: float, start: int = 0, end: int = 0, fact: str | None = None) -> Where:
    evidence = Evidence(rule=rule, confidence=confidence, start=start, end=end, fact=fact)
    return Where(" ".join(place.split()).strip(" ,;:-–—，、،。"), evidence)


def _at(line: Line, place: str, rule: str, confidence: float) -> Where:
    start = line.start + max(line.text.find(place), 0)
    return _where(place, rule, confidence, start, start + len(place))


def _from_facts(page: Page, origin: str, names: Iterable[str]) -> Where | None:
    for name in names:
        value = page.fact(origin, name)
        if 1 < len(value) <= MAX_PLACE and value.casefold() not in phrases("places", "nowhere"):
            return _where(value, f"place-{origin}", 0.9, fact=f"{origin}:{name}")
    return None


def _from_box(page: Page, months: MonthNames) -> Where | None:
    """The text of a box whose own markup calls it a place, near the title or the body."""
    containers = page.document.containers
    for line in (*page.datelines, *page.near_title):
        box = containers[page.document.blocks[line.block].container]
        if box.names and _BOXES.search(box.names):
            for piece in strip_when(line.text, months)[0]:
                place = find_place(piece, trusted=True)
                if place:
                    return _at(line, place, "place-box", 0.92)
    return None


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(phrases("places", "labels"), key=len, reverse=True))
    return re.compile(rf"\s*(?:{words})\s?[:：]\s*(?P<place>\S.{{1,{MAX_PLACE}}})", re.IGNORECASE)


def _from_labels(page: Page) -> Where | None:
    """ "Venue: ..." on a line of its own."""
    for line in (*page.datelines, *page.near_title, *page.opening, *page.closing):
        match = _label().fullmatch(line.text)
        if match:
            return _at(line, match["place"].strip(), "place-label", 0.9)
    return None


def _from_lines(page: Page, title: str | None, months: MonthNames) -> Where | None:
    """What datelines and short dated lines at the body's edges hold besides the date; venue and city from two lines are joined."""
    found = list(_line_places(page, title, months))
    if not found:
        return None
    line, place = found[0]
    joined = _venue_above(found, line, place) or _city_after(found, line, place)
    return (
        _at(line, place, "place-dateline", 0.85)
        if joined is None
        else _where(joined, "place-dateline", 0.85, line.start, line.start + len(line.text))
    )


def _venue_above(found: list[tuple[Line, str]], line: Line, place: str) -> str | None:
    """Venue and city joined, when the venue stands in the line right above the first place's."""
    for other, venue in found[1:]:
        if other.block == line.block - 1 and is_known_place(venue) and place.casefold() not in venue.casefold():
            return f"{venue}, {place}"
    return None


def _city_after(found: list[tuple[Line, str]], line: Line, place: str) -> str | None:
    """Venue and city joined, when the next line's place stands right below the first's."""
    for other, city in found[1:2]:
        if other.start > line.start and other.block - line.block <= 1 and city.casefold() not in place.casefold():
            return f"{place}, {city}"
    return None


def _line_places(page: Page, title: str | None, months: MonthNames) -> Iterator[tuple[Line, str]]:
    """(line, place) of the lines around the body; one without a date must stand beside one, or be a place by its own words."""
    dated = {line.block for line in page.datelines if strip_when(line.text, months)[1]}
    dated |= {line.block for line in page.opening[:VENUE_LINES] if _is_when(line, months)}
    edges = {line.block for line in page.datelines}
    menu = "html" in page.document.media_type
    other = tuple(line for line in page.lines if line.part == "title" and line.text.strip() not in (title or ""))
    for line in (*other, *page.datelines, *(() if menu else page.front[-VENUE_LINES:])):
        beside = not dated.isdisjoint((line.block - 1, line.block, line.block + 1))
        heading = page.document.blocks[line.block].kind == "heading"
        place = _rest(line, title, months, alone=(beside and not heading) or is_known_place(line.text))
        if place:
            yield line, place
    for line in () if page.is_list else (*page.near_title, *page.opening, *reversed(page.closing)):
        venue = not dated.isdisjoint((line.block - 1, line.block + 1)) and is_known_place(line.text)
        above = line.block + 1 in edges and is_known_place(line.text)
        place = _rest(line, title, months, alone=above or (venue and line.part == "furniture"))
        if place and len(line.text) <= MAX_PLACE + 40:
            yield line, place


def _is_when(line: Line, months: MonthNames) -> bool:
    """Whether a line is a date or a time and nothing else."""
    rest, dated = strip_when(line.text, months) if len(line.text) <= MAX_PLACE else ((), False)
    return dated and not rest


def _rest(line: Line, title: str | None, months: MonthNames, *, alone: bool) -> str | None:
    """What a line holds besides its date, if it may be a place; a line without any date only where `alone` allows it."""
    if len(line.text) > MAX_PLACE + 60 or not (alone or _DATED.search(line.text)):
        return None
    if any(says(key, line.text) for key in ("published", "updated", "met")):
        return None
    pieces, dated = strip_when(line.text, months)
    place = next((place for piece in pieces if (place := find_place(piece))), None)
    if place is None or not (dated or alone):
        return None
    if title and not dated and set(fold_words(place)) <= set(fold_words(title)):
        return None
    return place


def _from_title(title: str | None, span: Span | None, months: MonthNames, kind: str) -> Where | None:
    """A city or venue at the end of the title, after a comma, a dash or "in"."""
    if not title:
        return None
    rest = next(iter(strip_when(title, months)[0]), "")
    place = _after_mark(rest)
    outlet = kind == "interview" and not phrases("offices", "with").isdisjoint(fold_words(rest))
    if place and outlet and not is_known_place(place) and not _is_dated(title, place, months):
        place = None
    place = place or _venue_in(rest) or _after_person(rest) or _after_in(rest)
    place = place or (_before_colon(rest) if kind != "interview" else None)
    place = place or unspaced_place(title, "told_title") or unspaced_place(title, "told")
    if not place:
        return None
    at = title.find(place)
    start, end = (span[0] + at, span[0] + at + len(place)) if span and at >= 0 else (0, 0)
    return _where(place.replace("/", ", "), "place-title", 0.75, start, end)


def _is_dated(title: str, place: str, months: MonthNames) -> bool:
    """Whether a date and nothing else follows the place ("..., Carrow, 5 May 2014"): then it is no outlet's name."""
    rest, dated = strip_when(title[title.rfind(place) + len(place) :], months)
    return dated and not rest


def _before_colon(title: str) -> str | None:
    """The "in X" of an occasion before a colon ("Press conference of the government in Carrow: Premier Ada Lund")."""
    for match in preposition().finditer(title):
        occasion = set(fold_words(title[: match.start()])) & occasions()
        if occasion and title[match.end() :].lstrip()[:1] in (":", "：") and is_place(match["place"]):
            return match["place"]
    return None


_MARK = re.compile(r",\s+|\s[–—|-]\s")


def _after_mark(title: str) -> str | None:
    """The last part after a comma or dash (", Carrow", " - Carrow/Norden"), up to four words; city and country, or venue and city,
    are taken together."""
    parts = _MARK.split(title)
    starts = [match.end() for match in _MARK.finditer(title)]
    if not starts or not _may_be_city(title, parts[-1].strip(), starts[-1]):
        return None
    place = parts[-1].strip()
    before = parts[-2].strip()
    venue = _venue_in(before)
    if venue and before.endswith(venue):
        return f"{venue}, {place}"
    if len(place) == 2 and before and is_name_word(before.split()[-1]):
        return f"{before.split()[-1]}, {place}"  # a state's two letters after the city's last word
    if place.casefold() in countries() and len(starts) > 1 and _may_be_city(title, before, starts[-2]):
        return f"{before}, {place}"
    return place


def _may_be_city(title: str, part: str, at: int) -> bool:
    """Whether a part of the title has the shape of a city: up to four words, no person, no people, no occasion."""
    words = part.split()
    if not 0 < len(words) <= 4 or not all(is_name_word(word) or word in _SMALL for word in words) or not is_place(part):
        return False
    return words[0].casefold() not in not_places() and not _is_person_like(title, at)


def _is_person_like(title: str, at: int) -> bool:
    """Whether a person of the title is named there."""
    return any(person.start <= at < person.end for person in iter_introduced(title))


def _venue_in(title: str) -> str | None:
    """Two words and a venue noun at the end of the title ("... Sheraton Hotel")."""
    words = title.split()
    if len(words) < 2 or venue_words().isdisjoint(words[-1].casefold().strip(".,").split("/")):
        return None
    start = len(words) - 1
    while (
        start > 0 and len(words) - start < 4 and is_name_word(words[start - 1]) and not words[start - 1].endswith(",")
    ):
        if named_kinds(words[start - 1]) or words[start - 1].casefold() in phrases("places", "events"):
            break
        start -= 1
    return " ".join(words[start:]) if start < len(words) - 1 else None


def _after_person(title: str) -> str | None:
    """The "in X" at the end of the title right after a person ("Speech by Premier Ada Lund in Carrow") or after a comma."""
    people = {person.end for person in iter_introduced(title)}
    for match in preposition().finditer(title):
        before = title[: match.start()].rstrip()
        ends = before.endswith((",", "،")) or len(before) in people
        if ends and match.end() == len(title) and is_place(match["place"]):
            return match["place"]
    return None


def _after_in(title: str) -> str | None:
    """The last "in X" whose X is a known country or capital, or ends in a venue noun."""
    for match in reversed(list(preposition().finditer(title))):
        place = match["place"]
        last = place.split()[-1].casefold()
        if is_known(place) or last in venue_words():
            return place
    return None


def _from_agency(page: Page) -> Where | None:
    """The city in front of a dash, as news agencies begin ("CARROW, May 5 (Agency) - ")."""
    for line in (*page.leads, *page.opening[:2]):
        match = _NEWS_DATELINE.match(line.text)
        if match and is_place(match["place"].strip()):
            return _at(line, match["place"].strip(), "place-agency", 0.7)
    return None


def _from_opening(page: Page) -> Where | None:
    """A sentence that places the speaker ("negotiations in Carrow today", "the council met in Carrow Hall", "here in Carrow")."""
    told = ((line, place, sure) for line in page.opening for place, sure in places_told(line.text))
    line, place, sure = max(told, key=lambda found: found[2], default=(None, "", 0.0))
    return _at(line, place, "place-sentence", sure) if line else None


def _from_house(page: Page) -> Where | None:
    """The name of a parliament's chamber on a line of its own at the head of the page."""
    houses = phrases("places", "houses")
    for line in (*page.surroundings(0, HOUSE_BLOCKS), *page.lines[:HOUSE_BLOCKS]):
        text = line.text.strip(" []().,").casefold()
        if text in houses:
            return _at(line, line.text.strip(" []().,"), "place-house", 0.7)
    return None
