"""When the event was: apart from when the page appeared, and never the date of something else on the page.

Each place that may carry a date gives clues with a strength; agreeing clues support one another, and the strongest value wins.
Only the statement's own edges count: title, dateline, opening and end of the body, the page's facts. Surroundings never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import msgspec

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.model import Evidence, Span
from rostra.structure.metadata.order import Order, date_in_address, weekday_beside
from rostra.structure.metadata.page import Line, Page, fact_names
from rostra.structure.metadata.remainder import zone_of
from rostra.text.dates import FoundDate, MonthNames, find_dates, weekday_of
from rostra.text.times import find_times

SHORT_LINE = 90
"""A line of date, place and venue is shorter; a sentence that happens to hold a date is longer."""

TIME_LINE = 48
"""Characters of a line that is nothing but a clock time with its zone and brackets."""

TOP_LINES = 3
"""Short lines at the very top of the body that name the record they are from."""

BESIDE = 40
"""Characters besides the date in a line of date, venue and city; more of them are a sentence that mentions the date."""

MOST_CLUES = 200
"""Clues that are weighed against one another; the strong ones come first."""

HEAD_LINE = 60
"""Characters of a running head."""

RUNNING_HEADS = 3
"""A date that opens so many lines of the body is a running head: the day of the sitting."""

ENOUGH = 0.4
"""Support below which a date is a mention."""

SIGHTED = 0.9
"""Weight of a Hijri day beside Gregorian ones: where the moon is sighted its month may begin a day later."""

EITHER_WAY = 0.55
"""Confidence of a date of which nothing tells day from month: the day first, as most of the world writes."""

TIME_ELEMENT = "date-time-element"

_ARTICLE = re.compile(r"Article|Posting|Report|Event|Review|Blog")
_PARTS = re.compile(
    r"review|comment|video|image|rating|offer|answer|haspart|itemlist"
)  # dates of what stands on the page
_LETTERS = re.compile(r"[^a-z]+")


class When(msgspec.Struct, frozen=True):
    """Date, publication and time (each ``None`` when nothing supports it), with evidence by field. `odd_weekday`: the day of the
    week printed beside the date is another one's. `other`: it with day and month exchanged, where nothing tells which."""

    date: str | None
    published: str | None
    time: str | None
    evidence: dict[str, Evidence]
    odd_weekday: bool = False
    other: str | None = None


class _Clue(msgspec.Struct, frozen=True):
    value: str
    strength: float
    rule: str
    span: Span = (0, 0)
    fact: str | None = None
    published: bool = False
    odd: bool = False
    updated: bool = False
    other: str | None = None


@cache
def _words(key: str) -> re.Pattern[str]:
    """Any of the phrases of `key` in ``datelines.toml``, as whole words where the script has words."""
    alternatives = "|".join(re.escape(word) for word in sorted(phrases("datelines", key), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives})(?![a-zа-я])", re.IGNORECASE)


def says(key: str, text: str) -> bool:
    """Whether `text` has one of the phrases of `key` ("published", "updated", "met", "rights")."""
    return _words(key).search(text) is not None


def read_when(page: Page, title: str | None, title_span: Span | None, language: str | None) -> When:
    """The event's date and time, and the page's date of publication."""
    months = month_names(language)
    order = Order(page, months, language)
    clues = list(islice(_clues(page, title, title_span, months, order), MOST_CLUES))
    event = _best([clue for clue in clues if not clue.published]) or _best(_of_publication(clues))
    published = _best([clue for clue in clues if clue.published])
    evidence: dict[str, Evidence] = {}
    if event:
        evidence["date"] = _evidence(event)
    if published:
        evidence["published"] = _evidence(published)
    time = _read_time(page, event)
    if time:
        evidence["time"] = time[1]
    return When(
        date=event.value if event else None,
        published=published.value if published else None,
        time=time[0] if time else None,
        evidence=evidence,
        odd_weekday=event is not None and event.odd,
        other=event.other if event else None,
    )


def _evidence(clue: _Clue) -> Evidence:
    confidence = round(min(clue.strength, EITHER_WAY if clue.other else 0.99), 2)
    return Evidence(rule=clue.rule, confidence=confidence, start=clue.span[0], end=clue.span[1], fact=clue.fact)


def _best(clues: list[_Clue]) -> _Clue | None:
    """The strongest clue, others that agree added to its strength; of two that agree the more precise."""
    if not clues:
        return None
    top = max(clues, key=lambda clue: _support(clue, clues))
    support = _support(top, clues)
    if support < ENOUGH:
        return None
    finer = [clue for clue in clues if clue.value.startswith(top.value) and len(clue.value) > len(top.value)]
    best = max(finer, key=lambda clue: clue.strength, default=top)
    told = best.other is None or any(clue.value == best.value and clue.other is None for clue in clues)
    return msgspec.structs.replace(best, strength=support, other=None if told else best.other)


def _of_publication(clues: list[_Clue]) -> list[_Clue]:
    """The clues that may tell the event's day where no other does: a day of change is none, nor a <time> that repeats it."""
    changed = {clue.value for clue in clues if clue.updated}
    return [clue for clue in clues if clue.value not in changed or not (clue.updated or clue.rule == TIME_ELEMENT)]


def _support(clue: _Clue, clues: list[_Clue]) -> float:
    """A clue's strength and a tenth of that of each other that agrees with it."""
    others = (
        o.strength
        for o in clues
        if o is not clue and (o.value.startswith(clue.value) or clue.value.startswith(o.value))
    )
    return clue.strength + 0.1 * sum(others)


MANY_TIMES = 12
"""A page with so many <time> elements is a list or a thread."""

MAX_FACT = 60
"""A longer fact is text."""

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+")
_ARCHIVE = re.compile(r"[(\[]\d+[)\]]\s*$")  # "July 2020 (7)" counts the statements of a month


def _clues(page: Page, title: str | None, title_span: Span | None, months: MonthNames, order: Order) -> Iterator[_Clue]:
    yield from _title_clues(title, title_span, months, order)
    yield from _line_clues(page.datelines, 0.93, "date-dateline", months, order)
    yield from _line_clues(page.leads, 0.35, "date-lead", months, order)
    yield from _line_clues(page.front, 0.7, "date-front", months, order)
    if not page.is_list:  # its items have their own dates
        yield from _line_clues(page.near_title, 0.8, "date-near-title", months, order)
        yield from _opening_clues(page, months, order)
        yield from _line_clues(page.closing, 0.65, "date-closing", months, order)
        yield from _running_heads(page, months, order)
    yield from _fact_clues(page, months, order)
    yield from _told_clues(page, months, order)
    yield from _time_clues(page, months)
    yield from _url_clues(page)


def _title_clues(title: str | None, span: Span | None, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """A date in the title; one as vague as a month may be what the event is about."""
    for found in find_dates(title or "", months):
        where = (span[0] + found.start, span[0] + found.end) if span else (0, 0)
        strength = 0.95 if len(found.value) == 10 else 0.45
        yield _clue_of(found, title or "", strength, "date-title", order, span=where)


def _stands_alone(line: Line, found: FoundDate) -> bool:
    """Whether a date is its line's matter: beside a venue and city at most, not in a sentence that mentions it."""
    rest = len(line.text) - (found.end - found.start)
    return rest <= BESIDE // 2 or (rest <= BESIDE and not line.text.endswith("."))


def _told_clues(page: Page, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """A day in the <title> or og:title, where the printed title is another."""
    for origin, name in (("meta", "og:title"), ("title", "title")):
        for found in find_dates(page.fact(origin, name), months)[:1]:
            if len(found.value) == 10:
                yield _clue_of(found, "", 0.6, "date-title-fact", order, fact=f"{origin}:{name}")


def _line_clues(lines: Iterable[Line], strength: float, rule: str, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """Dates of short lines; "Issued on" and its like make a date the page's."""
    for line in lines:
        dates = find_dates(line.text, months) if len(line.text) <= SHORT_LINE * 2 else []
        if not dates or says("rights", line.text) or _ARCHIVE.search(line.text):
            continue
        for found in dates:
            before = line.text[: found.start]
            updated = says("updated", before)
            if updated and line.part != "dateline":
                continue
            published = updated or says("published", before)
            weight = strength * (1.0 if _stands_alone(line, found) else 0.75 if len(line.text) <= SHORT_LINE else 0.6)
            weight *= 0.45 if updated else 0.7 if published else 1.0
            yield _clue_at(line, found, weight, rule, order, published, updated)


def _clue_at(
    line: Line,
    found: FoundDate,
    strength: float,
    rule: str,
    order: Order,
    published: bool = False,
    updated: bool = False,
) -> _Clue:
    """The clue of a date in a line; months and sighted days are the weaker ones."""
    span = (line.start + found.start, line.start + found.end)
    exact = 0.6 if len(found.value) < 10 else SIGHTED if found.calendar == "islamic" else 1.0
    return _clue_of(
        found, line.text, strength * exact, rule, order, span=span, published=published or updated, updated=updated
    )


def _clue_of(
    found: FoundDate,
    text: str,
    strength: float,
    rule: str,
    order: Order,
    *,
    span: Span = (0, 0),
    fact: str | None = None,
    published: bool = False,
    updated: bool = False,
) -> _Clue:
    """The clue of a date in `text`, held against the day of the week beside it."""
    reading = order.settle(found, text)
    weekday = weekday_beside(text, found)
    odd = weekday is not None and weekday_of(reading.value) not in (weekday, None) and found.calendar != "islamic"
    return _Clue(reading.value, strength, rule, span, fact, published, odd, updated, reading.other)


def _opening_clues(page: Page, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """Dates in the first lines of the body: strong alone in a line, fair beside "today", else a mention."""
    for line in page.opening:
        yield from _sentence_clues(page, line, months, order)


def _sentence_clues(page: Page, line: Line, months: MonthNames, order: Order) -> Iterator[_Clue]:
    dates = [] if _ARCHIVE.search(line.text) else find_dates(line.text, months)
    today = _words("today").search(line.text) if dates else None
    for found in dates:
        rest = len(line.text) - (found.end - found.start)
        short = len(line.text) <= SHORT_LINE
        before = line.text[: found.start]
        if short and says("updated", before):
            yield _clue_at(line, found, 0.42, "date-opening-line", order, updated=True)
        elif short and says("published", before):
            yield _clue_at(line, found, 0.62, "date-opening-line", order, published=True)
        elif rest <= BESIDE:
            yield _clue_at(line, found, 0.88, "date-opening-line", order)
        elif short and line in page.body[:TOP_LINES]:
            yield _clue_at(line, found, 0.6, "date-top-line", order)
        elif today and abs(today.start() - found.start) < 60:
            yield _clue_at(line, found, 0.6, "date-today", order)
        else:
            yield _clue_at(line, found, 0.2, "date-mention", order)


def _running_heads(page: Page, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """A date that stands in many short lines all over the body with the same words around it ("12 July 2011 : Column 170")."""
    seen: dict[tuple[str, str], list[_Clue]] = {}
    inside = page.surroundings(page.body[0].block, page.body[-1].block) if page.body else ()
    for line in (*page.lines, *inside):
        if len(line.text) <= HEAD_LINE and _YEAR.search(line.text):
            for found in find_dates(line.text, months):
                clue = _clue_at(line, found, 1.1, "date-running-head", order)
                around = _NUMBER.sub("", line.text[: found.start] + line.text[found.end :])
                seen.setdefault((clue.value, around), []).append(clue)
    for clues in seen.values():
        if len(clues) >= RUNNING_HEADS:
            yield clues[0]


def _fact_clues(page: Page, months: MonthNames, order: Order) -> Iterator[_Clue]:
    """Dates in the page's facts: those of a record are the event's, those of a page tell when it appeared."""
    article = _is_article(page)
    for (origin, name), value in page.facts.items():
        if origin not in ("meta", "json-ld", "field", "time") or not 4 <= len(value) <= MAX_FACT:
            continue
        if not _NUMBER.search(value) or _PARTS.search(name):
            continue
        last = _LETTERS.sub("", name.rpartition(".")[2] if origin in ("json-ld", "field") else name)
        event = last in fact_names("date", "event") and (origin == "field" or last == "startdate")
        if event or last in fact_names("date", "published"):
            for found in find_dates(value, months)[:1]:
                strength = 0.9 if event else 0.6 if origin != "json-ld" or article else 0.3
                told = f"{origin}:{name}"
                yield _clue_of(found, value, strength, "date-fact", order, fact=told, published=not event)


def _is_article(page: Page) -> bool:
    """Whether JSON-LD calls the page an article or the like; the date of a mere web page is that of its template. (Of WCXB's pages
    without a date 18 in 27 false ones came from there, of those with one 2 in 72 right ones.)"""
    types = [fact.value for fact in page.document.facts if fact.origin == "json-ld" and fact.name.endswith("@type")]
    return not types or any(_ARTICLE.search(value) for value in types)


def _time_clues(page: Page, months: MonthNames) -> Iterator[_Clue]:
    """The page's <time> elements, when all name one day: those of a list name many."""
    values = [fact.value for fact in page.document.facts if fact.origin == "time"][:MANY_TIMES]
    days = {found.value for value in values for found in find_dates(value, months)[:1]}
    if len(days) == 1 and len(values) < MANY_TIMES:
        yield _Clue(days.pop(), 0.45, TIME_ELEMENT, fact="time:datetime", published=True)


def _url_clues(page: Page) -> Iterator[_Clue]:
    """A date in the page's own address."""
    for fact, address in page.addresses:
        value = date_in_address(address)
        if value:
            yield _Clue(value, 0.5, "date-address", fact=fact, published=True)
            return


def _read_time(page: Page, event: _Clue | None) -> tuple[str, Evidence] | None:
    """The first clock time in the field of that name, beside the date, in a dateline, or alone in a line of the opening."""
    told = page.fact("field", "time")
    for found in find_times(told) if len(told) <= TIME_LINE else ():
        return found.value, Evidence(rule="time-field", confidence=0.95, fact="field:time")
    for line in (*page.datelines, *page.near_title):
        dated = event is not None and line.start <= event.span[0] < line.start + len(line.text)
        if line.part == "dateline" or dated or len(line.text) <= TIME_LINE:
            for found in find_times(line.text):
                return _time(line, found.start, found.end, found.value, "time-dateline")
    for line in page.opening:
        met = _words("met").search(line.text)
        dated = event is not None and line.start <= event.span[0] < line.start + len(line.text)
        short = len(line.text) <= (SHORT_LINE if dated or _words("published").search(line.text) else TIME_LINE)
        for found in find_times(line.text) if short or met else ():
            if short or (met and 0 <= found.start - met.end() < 30):
                return _time(line, found.start, found.end, found.value, "time-opening")
    return None


def _time(line: Line, start: int, end: int, value: str, rule: str) -> tuple[str, Evidence]:
    """The time, its zone behind it where the page says one ("10:30 CET")."""
    zone = zone_of(line.text, start, end)
    return f"{value} {zone}" if zone else value, Evidence(
        rule=rule, confidence=0.9, start=line.start + start, end=line.start + end
    )
