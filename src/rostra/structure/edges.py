"""The lines around the edges of the body: the printed title, the lines of date, time, place and byline, the publisher's lead.

They are told by what they are (a title that the page's facts repeat, a line that is a date and little else) and by where they
stand: between the title and the first words of the statement. Closing clock times and dates stay in the body; the
statement's own record prints them.
"""

from __future__ import annotations

import re
from functools import cache

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.structure.boxes import TAGS, ZONES
from rostra.structure.exchanges import asks
from rostra.structure.labels import read_label
from rostra.structure.layout import Part
from rostra.structure.sayings import head_of
from rostra.structure.signals import Page
from rostra.text.dates import find_dates, find_days
from rostra.text.times import find_times

_HEAD = 10  # blocks around the start of the body in which titles and datelines stand
_TITLE_REACH = 80  # blocks: navigation that was taken for body may stand in front of the title
_TITLE_CHARS = 500  # joint press conferences have titles of 400 characters; longer blocks are text
_LINE_CHARS = 160  # a dateline with venue, city, date and time fits; longer ones are sentences
_VENUE_CHARS = 90
_SPEECH_CHARS = 200
_LEAD_CHARS = 800  # the longest summary met has four sentences
_WORDS = re.compile(r"[^\W\d_]+")
_TOKENS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…。？！؟।](?:[”\"'’»)」』\]]|\s)*$")
_LABEL = re.compile(r"^[^\n:：]{1,80}[:：](?!\d)")
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"[(\[]\d+[)\]]\s*$")  # "July 2020 (7)" is a line of an archive


def _bits(*names: str) -> int:
    return sum(1 << i for i, name in enumerate((*ZONES, *TAGS)) if name in names)


_TITLE_ZONE = _bits("zone_title")
_LEAD_ZONE = _bits("zone_lead")
_AROUND = _bits(
    "zone_navigation", "zone_side", "zone_related", "zone_comments", "zone_footer", "nav", "aside", "footer"
)


def name_edges(page: Page, inside: list[bool]) -> tuple[tuple[Part, ...], int | None]:
    """The parts of all blocks, and the index of the block that prints the title (``None`` when the page prints none)."""
    parts: list[Part] = ["body" if chosen else "furniture" for chosen in inside]
    if True not in inside:
        return tuple(parts), _find_title(page, len(parts))
    first = inside.index(True)
    house = _find_house(page, first)
    if house is not None:
        parts[house:first] = ["body"] * max(first - house, 0)
        return tuple(parts), None
    title = _find_title(page, first)
    if title is not None:
        _set_title(page, parts, title)
    _name_head(page, parts, parts.index("body") if "body" in parts else first, title)
    return tuple(parts), title


def _find_house(page: Page, first: int) -> int | None:
    """Where the record of a sitting begins: a line that names the house, near the start of the body. What follows it (its date, who
    is in the chair, prayers) is of the record."""
    names = phrases("furniture", "house")
    for i in range(max(first - _HEAD, 0), min(first + _HEAD, len(page.texts))):
        text = page.texts[i].casefold().strip(" []().")
        if len(text) <= _VENUE_CHARS and not page.masks[i] & _AROUND and any(text.startswith(name) for name in names):
            return i
    return None


def _set_title(page: Page, parts: list[Part], title: int) -> None:
    """Mark the title and its repetitions; what stands above a title is body only if it is much of the body."""
    parts[title] = "title"
    before = sum(page.prose[i] for i in range(title) if parts[i] == "body")
    if before * 10 <= sum(size for size, part in zip(page.prose, parts, strict=True) if part == "body"):
        for i in range(title):
            parts[i] = "furniture"
    text = _key(page.texts[title])
    for i in range(len(parts)):
        if i != title and _repeats(page, i, title, text):
            parts[i] = "title" if parts[i] == "body" else "furniture"


def _repeats(page: Page, i: int, title: int, key: str) -> bool:
    """Whether block `i` prints the title again: the same words in front of it or in a heading, or most of them
    shortly after it. A paragraph whose first sentence became the title says more."""
    length = len(page.texts[title])
    if i > title + _HEAD and page.blocks[i].kind != "heading":
        return False
    if abs(len(page.texts[i]) - length) <= 4 and (i < title or page.blocks[i].kind == "heading"):
        return _key(page.texts[i]) == key
    if 0 < i - title <= _HEAD and 20 < length < 2 * len(page.texts[i]) < 4 * length:
        other = _key(page.texts[i])
        more = other.startswith(key) and (other == key or not _SENTENCE_END.search(page.texts[i]))
        return more or key.startswith(other)
    return False


def _find_title(page: Page, first: int) -> int | None:
    """The block that prints the title: what the page's facts repeat, else its top heading, else the line over the dateline."""
    facts = [_key(value) for value in page.title_facts()]
    speech = next((i for i in range(first, len(page.texts)) if page.chars[i] > 2 * _SPEECH_CHARS), first)
    end = min(max(first + _HEAD // 2, min(speech, first + _TITLE_REACH)), len(page.texts))
    best, best_score = None, 0.9
    for i in range(end):
        score = _title_score(page, i, facts) - 0.02 * abs(first - i)
        if score > best_score:
            best, best_score = i, score
    if best is None and not facts:
        return _line_over_dateline(page, first)
    return best


def _title_score(page: Page, i: int, facts: list[str]) -> float:
    """0 for no title; above 1 the more speaks for it."""
    block, text = page.blocks[i], page.texts[i]
    if not 2 < len(text) <= _TITLE_CHARS:
        return 0.0
    key = _key(text) if block.kind == "heading" or any(2 * len(text) > len(fact) for fact in facts) else ""
    named = max((_agreement(key, fact) for fact in facts), default=0.0)
    heading = {1: 1.6, 2: 1.2, 3: 0.8}.get(block.level, 0.6) if block.kind == "heading" else 0.0
    zone = 0.3 if page.masks[i] & _TITLE_ZONE else 0.0
    around = 1.5 if page.masks[i] & _AROUND else 0.0
    return 2 * named + heading + zone - around


def _agreement(key: str, fact: str) -> float:
    """How much of the title fact the block is (0-1): a fact has the site's name appended, or is cut short."""
    if not key or not fact:
        return 0.0
    if key == fact:
        return 1.0
    if len(key) > 8 and key in fact:
        return 0.2 + 0.8 * len(key) / len(fact)
    if len(fact) > 12 and key.startswith(fact.rstrip(" .…")):
        return 0.9
    return 0.0


def _line_over_dateline(page: Page, first: int) -> int | None:
    """In text without facts: the line over the first dateline near the start of the body, or the first line of it."""
    for i in range(min(first + 3, len(page.texts) - 1), max(first - _HEAD, 0), -1):
        if is_dateline(page.texts[i]) and _may_be_title(page, i - 1) and not is_dateline(page.texts[i - 1]):
            return i - 1
    for i in (first - 1, first):
        if (
            0 <= i < len(page.texts)
            and page.chars[i] <= _LINE_CHARS
            and _may_be_title(page, i)
            and not is_dateline(page.texts[i])
        ):
            return i
    return None


def _may_be_title(page: Page, i: int) -> bool:
    text = page.texts[i]
    return (
        3 < len(text) <= _TITLE_CHARS
        and "\n" not in text
        and page.blocks[i].kind in ("paragraph", "heading", "preformatted")
        and not _SENTENCE_END.search(text)
        and not _LABEL.search(text)
        and not page.said[i]
        and page.printed[text] < 3  # a running header is no title
        and not _is_asker(page, i)
    )


def _name_head(page: Page, parts: list[Part], first: int, title: int | None) -> None:
    """Name the lines between the title and the first words spoken."""
    start = title + 1 if title is not None and first - title <= _HEAD else max(first - 3, 0)
    lines = []
    for i in range(start, min(max(first, start) + _HEAD, len(parts))):
        if i != title and parts[i] == "body" and stands_apart(page, i):
            parts[i] = "furniture"
            continue
        if i != title and i >= first and (_is_speech(page, i) or page.blocks[i].kind == "heading"):
            break
        lines.append(i)
    dated = [i for i in lines if is_dateline(page.texts[i]) and not page.linked[i] * 2 > page.chars[i]]
    for i in dated:
        parts[i] = "dateline"
    for i in lines:  # a greeting between the dateline and the first long paragraph
        if parts[i] == "furniture" and i < first and (title is not None or dated) and _is_greeting(page, i, first):
            parts[i] = "body"
    for i in lines:
        if parts[i] == "body" and any(abs(i - other) == 1 for other in dated) and _is_venue(page, i):
            parts[i] = "dateline"
    if title is None and not dated and first < 2 and page.title_facts() and _is_lone_venue(page, first):
        parts[first] = "dateline"
    _name_leads(page, parts, lines, dated, title)


def _name_leads(page: Page, parts: list[Part], lines: list[int], dated: list[int], title: int | None) -> None:
    """A paragraph in a box named for it, or between title and dateline, tells of the statement. What is long is no lead."""
    leads = []
    for i in lines:
        if not 40 <= page.chars[i] <= _LEAD_CHARS or parts[i] not in ("body", "furniture") or page.linked[i]:
            continue
        between = title is not None and dated and title < i < dated[0] and (parts[i] == "body" or _tells(page, i))
        if page.masks[i] & _LEAD_ZONE or (between and not _LABEL.search(page.texts[i])):
            leads.append(i)
    if sum(page.chars[i] for i in leads) <= _LEAD_CHARS:
        for i in leads:
            parts[i] = "lead"


def _tells(page: Page, i: int) -> bool:
    """Whether the block, left out, is a sentence that stands in no box of furniture."""
    around = page.masks[i] & _AROUND or page.said[i]
    return not around and page.blocks[i].kind == "paragraph" and bool(_SENTENCE_END.search(page.texts[i]))


def _is_speech(page: Page, i: int) -> bool:
    """Whether the block can only be part of the statement: long, or opening with a label."""
    text = page.texts[i]
    return (page.chars[i] > _SPEECH_CHARS and page.masks[i] & _LEAD_ZONE == 0) or bool(
        _LABEL.search(text) and not is_dateline(text)
    )


def _is_greeting(page: Page, i: int, first: int) -> bool:
    """Whether the block, left out in front of the first block of the body, shares its box and shows no sign of furniture."""
    return page.boxes[i] == page.boxes[first] and not page.said[i] and page.linked[i] * 2 <= page.chars[i]


def _is_venue(page: Page, i: int) -> bool:
    text = page.texts[i]
    if page.blocks[i].kind == "heading" or page.printed[text] > 1:  # what comes again is a label on a line of its own
        return False
    if not page.chars[i] <= _VENUE_CHARS or _SENTENCE_END.search(text) or text.endswith((":", ",", "：")):
        return False
    return not _is_asker(page, i)


def _is_asker(page: Page, i: int) -> bool:
    """Whether the line tells who asks, by outlet or trade, and what is asked stands under it, without a label."""
    following = page.texts[i + 1] if i + 1 < len(page.texts) else ""
    if page.chars[i] > _VENUE_CHARS or not asks(following) or _LABEL.search(following):
        return False
    return read_label(page.texts[i]).kind in ("journalist", "question")


def _is_lone_venue(page: Page, i: int) -> bool:
    """Whether a record, whose title is a fact, opens with a line that only names a place: short, no sentence, then a label."""
    following = page.texts[i + 1] if i + 1 < len(page.texts) else ""
    text = page.texts[i]
    return (
        _is_venue(page, i)
        and not _LABEL.search(text)
        and page.chars[i] <= _VENUE_CHARS // 2
        and bool(_LABEL.search(following))
    )


_RECORDED = re.compile(r"\d{1,2}:\d\d:\d\d\s|[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s")  # opens a line of a recording or chat


def is_dateline(text: str) -> bool:
    """Whether the line is a date, a clock time or a byline, and little else.

    >>> is_dateline("6-08-2014, 14:44"), is_dateline("Issued on: May 4, 2021"), is_dateline("We met on May 4, 2021 to talk.")
    (True, True, False)
    """
    if len(text) > _LINE_CHARS:
        return False
    folded = text.casefold()
    opener = any(
        folded.startswith(phrase) and not folded[len(phrase) :][:1].isalpha() for phrase in _openers(folded[:1])
    )
    if not _DIGIT.search(text) or _COUNT.search(text):
        return False
    spans = [(d.start, d.end) for d in find_dates(text, month_names())]
    spans += [(d.start, d.end) for d in find_days(text, month_names())] if not spans else []
    spans += [(t.start, t.end) for t in find_times(text)]
    if not spans:
        return False
    rest = list(text)
    for begin, end in spans:
        rest[begin:end] = " " * (end - begin)
    words = _WORDS.findall("".join(rest))
    if words and len(spans) == 1 and _RECORDED.match(text):
        return False  # "00:00:05 ANA ILIC": who speaks, and when in the recording
    small = sum(1 for word in words if word[0].islower())
    return (
        len(words) <= (10 if opener else 8)
        and (opener or small <= 2)
        and not (small > 1 and text.rstrip().endswith("."))
    )


def stands_apart(page: Page, i: int) -> bool:
    """Whether the block is a notice; a word that opens several lines ("Source:") is a label of somebody who speaks."""
    text = page.texts[i]
    return is_notice(text) and page.heads[head_of(text)] < 2


def is_notice(text: str) -> bool:
    """Whether the line is a publisher's own, set over or under the words: a source, an embargo, whom to call.

    >>> is_notice("(Source : Harbour House)"), is_notice("E&OE……"), is_notice("Sources tell us that it will be built.")
    (True, True, False)
    """
    if len(text) > _LINE_CHARS:
        return False
    folded = text.casefold().strip(" ()[]*–—-.…")
    return any(folded.startswith(phrase) and _ends_key(phrase, folded) for phrase in _notices(folded[:1]))


def _ends_key(phrase: str, folded: str) -> bool:
    """Whether the line is more than a sentence that opens with the phrase: that of one word is followed by a mark."""
    alone = " " not in phrase and phrase[0] < "\u3000"  # Chinese and Japanese phrases hold several words
    return not (alone and folded[len(phrase) :].lstrip()[:1].isalpha())


@cache
def _notices(letter: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases("furniture", "notice") if phrase[:1] == letter)


@cache
def _openers(letter: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases("furniture", "dateline") if phrase[:1] == letter)


def _key(text: str) -> str:
    """Words only, folded: how titles are compared."""
    return " ".join(_TOKENS.findall(text.casefold()))
