"""Whether words have the shape of a place's name, and where in them that name stands.

A line beside the date holds the place between other things: the code of a document, an agency, the occasion, brackets, a label.
`find_place` cuts those off at both edges and refuses what is left when it is a sentence, a person, a byline or rubbish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rostra.lexicon import load, phrases, phrases_of
from rostra.lexicon.months import month_names
from rostra.structure.metadata.remainder import weekdays
from rostra.structure.metadata.tokens import find_offices, opens_with_office
from rostra.structure.metadata.unspaced import find_unspaced
from rostra.structure.metadata.who import find_people
from rostra.structure.metadata.words import countries, occasion_stems, occasions
from rostra.text.names import fold_words, is_name_word

MAX_PLACE = 90
"""Characters of a venue with its city; a longer line is a sentence."""

MAX_WORDS = 9
"""Words of the longest venue on the corpus's pages, city included."""

MAX_CODE = 4
"""Capitals of an agency or body printed in front of the city ("SBC, Carrow"); longer ones are words."""

LONG_WORD = 3
"""Letters of a word that is no initial and no scrap of a scan."""

CAPITALS = r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*"
RUN = rf"{CAPITALS}(?:(?:\s|,\s|/)(?:(?:de|da|do|del|della|of|the|am|an|der|la|le|di)\s){{0,2}}{CAPITALS}){{0,5}}"

_EDGES = " \t\n,;:|/·•–—-،؛、，。：；"
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("「", "」"), ("【", "】"))
_SENTENCE = re.compile(r"[.!?:;]\s*$|[。！？]|[^\W\d_]{3}[.!?]\s+[^\W\d_]")
_COLUMN = re.compile(r"\b\d{3,}\b")
_RUBBISH = re.compile(r"[~^*_=<>{}\\#$%@+§¶!?:]|http|(?<!\w)[a-z][A-Z]{2}|[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]{3}")
_CODE = re.compile(r"(?=\S*\d)\S*[^\W\d_]\S*[/.-]\S*")  # "SBC/PR/15/44"
_PART = re.compile(r"[^,،、，|]+?(?=\s*[,،、，|]|\s+[–—-]\s|$)")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


def find_place(text: str, *, trusted: bool = False) -> str | None:
    """The place in `text` as printed, edges cut; ``None`` when it has not the shape of one. `trusted`: the page itself says that
    this is a place, so that a leading article needs no known name beside it."""
    place = _cut(text)
    return place if _is_place(place, trusted) else None


def is_place(text: str) -> bool:
    """Whether the whole text has the shape of a place."""
    return find_place(text) == text.strip()


def _cut(text: str) -> str:
    """The text without label, stray brackets and separators, and without parts at its edges that are no place."""
    text = _label().sub("", _unbracketed(text.strip(_EDGES)))
    parts = list(_parts(text))
    while len(parts) > 1 and (_is_alien(parts[0][2]) or _is_agency(parts[0][2], [p[2] for p in parts[1:]])):
        parts.pop(0)
    while len(parts) > 1 and _is_alien(parts[-1][2]):
        parts.pop()
    return _unbracketed(text[parts[0][0] : parts[-1][1]]).strip(_EDGES) if parts else ""


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of the parts between commas and dashes, each without an occasion in front of its place."""
    for match in _PART.finditer(text):
        words = match[0].strip(_EDGES)
        if words:
            skipped = _after_occasion(words)
            yield match.start() + match[0].find(words) + skipped, match.end(), words[skipped:]


def _unbracketed(text: str) -> str:
    """The text without a bracket at an edge whose other half is missing, or a pair around all of it."""
    for opening, closing in _BRACKETS:
        if text.count(opening) != text.count(closing) or (text[:1] == opening and text[-1:] == closing):
            text = text.strip(f"{opening}{closing} ")
    return text.strip(_EDGES)


@cache
def _label() -> re.Pattern[str]:
    """A label of a place with its colon in front of it."""
    words = "|".join(re.escape(word) for word in sorted(phrases("places", "labels"), key=len, reverse=True))
    return re.compile(rf"^(?:{words})\s?[:：]\s*", re.IGNORECASE)


def _is_alien(part: str) -> bool:
    """Whether a part beside a place is the code of a document, a day of the week, the occasion, an outlet or an office."""
    if _CODE.fullmatch(part) or _is_occasion(part) or _is_gathering(part) or find_unspaced(part):
        return True
    if all(word.casefold().strip(_EDGES) in month_names().glue for word in part.split()):
        return True  # "Ngày 3/4/2020": what ties or opens a date
    return all(word.casefold().strip("().") in weekdays() for word in part.split())


def _is_agency(part: str, rest: list[str]) -> bool:
    """Whether a part is a body's few capitals in front of a city; where all is in capitals it is as often a place."""
    return part.isalpha() and part.isupper() and 2 <= len(part) <= MAX_CODE and not any(p.isupper() for p in rest)


def _after_occasion(part: str) -> int:
    """Where the place begins in "Speech at the Water Hall", 0 where no occasion stands in front of it."""
    at = 0
    while match := preposition().search(part, at):
        before = fold_words(part[at : match.start()])
        if not before or not venue_words().isdisjoint(before) or not _is_of_occasions(before[0]):
            break
        at = match.start("place")
    return at


def _is_of_occasions(word: str) -> bool:
    return word in occasions() or word.startswith(occasion_stems())


def _is_occasion(part: str) -> bool:
    """Whether all words of a part are those of occasions or papers ("Press conference"), and none a venue's."""
    words = [word.strip(_EDGES).casefold() for word in part.split()]
    if is_known_place(part) or part.casefold() in phrases("places", "houses"):
        return False
    papers = occasions() | phrases("places", "papers") | phrases("places", "nowhere")
    return all(word in papers or word.startswith(occasion_stems()) for word in words)


def _is_gathering(part: str) -> bool:
    """Whether a part names what takes place somewhere, or who broadcasts it ("Water Forum", "Radio Coast"), and no venue."""
    words = [word.strip(_EDGES).casefold() for word in part.split()]
    if is_known_place(part) or part.casefold() in phrases("places", "houses"):
        return False
    return words[-1] in phrases("places", "events") or not phrases("places", "outlets").isdisjoint(words)


@cache
def preposition() -> re.Pattern[str]:
    """ "in X", "at the X" in any language."""
    words = "|".join(re.escape(word) for word in sorted(phrases("places", "in"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\s+(?:the\s+)?(?P<place>{RUN})")


def _is_place(text: str, trusted: bool) -> bool:
    words = text.split()
    long_enough = 2 < len(text) <= MAX_PLACE or (len(text) == 2 and (text.isupper() or _UNSPACED.match(text)))
    if not long_enough or not 0 < len(words) <= MAX_WORDS or _SENTENCE.search(text):
        return False
    if _COLUMN.search(text) or _RUBBISH.search(text) or not _has_words(text, words):
        return False
    if words[-1].casefold() in phrases("places", "papers") or _is_alien(text) or _is_told(words):
        return False
    return _is_capitalised(words, trusted) and not _is_somebody(text)


def _has_words(text: str, words: list[str]) -> bool:
    """Whether at least half of the words are more than initials and numbers, and not all are months."""
    long = sum(sum(c.isalpha() for c in word) >= LONG_WORD for word in words)
    if all(word.strip(_EDGES).casefold().rstrip(".") in month_names() for word in words):
        return False
    return bool(_UNSPACED.search(text)) or len(text) == 2 or long * 2 >= len(words)


def _is_told(words: list[str]) -> bool:
    """Whether a verb makes the words a sentence; where no spaces set words apart, one anywhere in them."""
    verbs = phrases("places", "verbs")
    if any(word.casefold() in verbs for word in words):
        return True
    unspaced = [word for word in words if _UNSPACED.search(word)]
    return any(verb in word for word in unspaced for verb in verbs if _UNSPACED.match(verb))


def _is_capitalised(words: list[str], trusted: bool) -> bool:
    """Whether words begin and end as a name of a place does, and most of them are names."""
    first = words[0].casefold()
    if first in phrases("offices", "articles") and len(words) > 1:
        if first in phrases_of("offices", "articles", "en") and not (trusted or is_known_place(" ".join(words))):
            return False  # "The Harbour News"; other languages' articles begin cities as well ("Las Palmas")
        words = words[1:]
        first = words[0].casefold()
    if words[-1][0].islower() or not is_name_word(words[0]) or first in phrases("offices", "joins"):
        return False
    return sum(word[0].islower() for word in words) <= len(words) / 2


def _is_somebody(text: str) -> bool:
    """Whether a text is a byline, an office or a person; a residence may have the office's name in it."""
    byline = text.split()[0].casefold() in phrases("offices", "author")
    if _is_encounter(fold_words(text)):
        return True
    if byline or opens_with_office(text) or find_people(text):
        return not (byline and is_known_place(text))
    return bool(find_offices(text)) and not is_known_place(text)


def _is_encounter(words: list[str]) -> bool:
    """Whether words tell of an occasion with somebody ("Interview with Ada Lund")."""
    met = phrases("offices", "with") | phrases("offices", "author")
    at = next((at for at, word in enumerate(words) if word in met), 0)
    return at > 0 and all(map(_is_of_occasions, words[:at]))


@cache
def venue_words() -> frozenset[str]:
    """Nouns that end or begin the name of a venue, in all languages."""
    return phrases("places", "venues")


@cache
def _capitals() -> frozenset[str]:
    return frozenset(city.casefold() for country in load("countries").values() for city in country.get("capitals", ()))


def is_known_place(text: str) -> bool:
    """Whether a word of a venue, a country or a capital says that a text is a place."""
    return is_known(text) or any(word.strip(".,").casefold() in venue_words() for word in text.split())


def is_known(place: str) -> bool:
    """Whether the place, or its part before or after a comma, is a country or a capital."""
    parts = [part.strip().casefold() for part in place.split(",")]
    return any(part in countries() or part in _capitals() for part in (*parts, place.casefold()))
