"""Places told in words: "here in Carrow", "the council met in Carrow Hall", and in scripts without capitals or spaces a run of
characters between the words that stand around a place ("在" ... "举行").

The words are data (``places.toml``). Of sentences only those that say where the speaker is count; a place that a sentence merely
mentions is what the statement is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rostra.lexicon import phrases
from rostra.lexicon.months import month_names
from rostra.structure.metadata.placename import RUN, is_place
from rostra.structure.metadata.words import demonyms

_UNSPACED_RUN = r"(?P<place>[\u3400-\u9fff々ァ-ヶー가-힣]{2,8}?)"
"""Characters of a place in Chinese, Japanese or Korean: hiragana ends it, or what the template has behind it."""


def places_told(text: str) -> Iterator[tuple[str, float]]:
    """Places of a sentence that says where somebody is, each with a confidence; the surer kinds of sentence first."""
    for shape, confidence in ((_in_today(), 0.7), (_meets_in(), 0.6), (_event_in(), 0.55), (_here(), 0.5)):
        for match in shape.finditer(text):
            place = match["place"].strip(" .,")
            if is_place(place) and not _is_body(place):
                yield place, confidence
    place = unspaced_place(text, "told")
    if place:
        yield place, 0.5


def unspaced_place(text: str, key: str) -> str | None:
    """The place that stands in one of the templates of `key` in ``places.toml`` ("在{}举行"); ``None`` for other scripts."""
    if text.isascii():
        return None
    for shape in _templates(key):
        for match in shape.finditer(text):
            if is_place(match["place"]) and not match["place"].endswith(tuple(phrases("places", "no_ends"))):
                return match["place"]
    return None


@cache
def _templates(key: str) -> tuple[re.Pattern[str], ...]:
    """The templates as expressions; "{市}" is a place that ends with one of the words for places."""
    ends = "|".join(re.escape(word) for word in sorted(phrases("places", "ends"), key=len, reverse=True))
    shapes = []
    for template in sorted(phrases("places", key)):
        before, _, after = template.partition("{")
        ended, _, after = after.partition("}")
        run = rf"(?P<place>[\u3400-\u9fff々ァ-ヶー가-힣]{{1,8}}?(?:{ends}))" if ended else _UNSPACED_RUN
        shapes.append(re.compile(rf"{re.escape(before)}{run}{re.escape(after)}"))
    return tuple(shapes)


@cache
def not_places() -> frozenset[str]:
    kinds = phrases("kinds", "speech") | phrases("kinds", "interview") | phrases("kinds", "article")
    return frozenset(word.rstrip("*") for word in kinds) | frozenset(demonyms())


@cache
def _here() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(phrases("places", "here"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{words})\s+(?:the\s+)?(?P<place>{RUN})")


@cache
def _meets_in() -> re.Pattern[str]:
    """ "The council met [at half past ten] in X" at the beginning of a line."""
    verbs = "|".join(re.escape(word) for word in sorted(phrases("places", "meets"), key=len, reverse=True))
    preps = "|".join(re.escape(word) for word in sorted(phrases("places", "in"), key=len, reverse=True))
    return re.compile(rf"^[^.]{{3,60}}?\s(?:{verbs})\s(?:[^.\n]{{1,40}}?\s)?(?:{preps})\s+(?:the\s+)?(?P<place>{RUN})")


@cache
def _event_in() -> re.Pattern[str]:
    events = "|".join(re.escape(word) for word in sorted(phrases("places", "events"), key=len, reverse=True))
    preps = "|".join(re.escape(word) for word in sorted(phrases("places", "in"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{events})\s+(?:{preps})\s+(?P<place>{RUN})")


@cache
def _in_today() -> re.Pattern[str]:
    preps = "|".join(re.escape(word) for word in sorted(phrases("places", "in"), key=len, reverse=True))
    today = "|".join(re.escape(word) for word in sorted(phrases("datelines", "today"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{preps})\s+(?P<place>{RUN})\s+(?i:{today})(?!\w)")


def _is_body(place: str) -> bool:
    """Whether a capitalised run is an organisation or a month, which one can be "in" as well."""
    words = place.split()
    return place.isupper() or words[0].casefold() in month_names("en") or words[0].casefold() in not_places()
