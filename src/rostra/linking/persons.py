"""One person under the spellings of a page: a name leads to the slug under which the record knows the person.

Three kinds of names are told apart. A full name ("Mr. Jonas VELDT", "VELDT, Jonas") is folded - case, accents, dots, words of
address and office - and becomes the slug "jonas-veldt". A partial name ("Veldt", "J. Veldt") is resolved only when exactly one
full name of the same transcript fits it: two people called Veldt leave "Veldt" unresolved. Anything else - journalists,
moderators, groups, unknown voices - leads to "".

Nothing is looked up outside the transcript, so two people of the same full name share a slug until a person parts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rostra.lexicon import load, phrases, phrases_of
from rostra.model import Transcript

MAX_NAME_WORDS = 8
"""Longer "names" are sentences: the longest real one of 5,000 pages, honorifics taken off, has seven words."""

Words = tuple[str, ...]


def link_persons(transcript: Transcript) -> dict[str, str]:
    """Each name of a speaker or participant with the person's slug; "" for a name that stands for no certain person."""
    language = _primary(transcript.event.language)
    names = list(dict.fromkeys(_names(transcript)))
    groups = {turn.speaker for turn in transcript.turns if turn.speaker and turn.speaker_kind != "person"}
    words = {name: () if name in groups else name_words(name, language) for name in names}
    full = {folded for folded in words.values() if is_full(folded)}
    first_is_family = bool(load("honorifics").get(language, {}).get("family_name_first", False))
    return {name: _slug(_resolve(folded, full, first_is_family)) for name, folded in words.items()}


def _names(transcript: Transcript) -> Iterable[str]:
    yield from (turn.speaker for turn in transcript.turns if turn.speaker)
    yield from (participant.name for participant in transcript.event.participants)


def name_words(name: str, language: str = "") -> Words:
    """A name as folded words, without forms of address and offices; empty for a group or what is too long for a name.

    Args:
        name: as printed.
        language: whose forms of address to take off beside the English ones ("don" is one in Spanish and a name in English);
            those of all languages when "".

    >>> name_words("Rt Hon. Élise  K. Marrou, MP", "en")
    ('elise', 'k', 'marrou')
    >>> name_words("MARROU, Elise")
    ('elise', 'marrou')
    """
    family, comma, given = re.sub(r"\([^()]*\)", " ", name[:300]).partition(",")
    words, behind = _strip(_split(family), language), _split(given)
    if comma and behind and behind[0] not in _folded("after", language) and len(words) <= 3:
        words = _strip(behind + words, language)
    return words if _is_name(words, language) else ()


def _is_name(words: Words, language: str) -> bool:
    """Whether a person may be called so. Words that no name holds are those of the page's own language: "no" is one in English."""
    if len(words) > MAX_NAME_WORDS or " ".join(words) in _folded("groups", language):
        return False
    never = phrases_of("honorifics", "never_in_names", language or "en")
    return not any(word in never or any(char.isdigit() for char in word) for word in words)


def is_full(words: Words) -> bool:
    """Whether a name can stand by itself: two words of which one is more than an initial, or a name in a script without spaces."""
    if len(words) == 1:
        return len(words[0]) in (2, 3, 4) and all(_is_syllabic(char) for char in words[0])
    return len(words) > 1 and not _is_initial(words[0]) and not _is_initial(words[-1])


def _is_initial(word: str) -> bool:
    return len(word) == 1 and not _is_syllabic(word)


def _is_syllabic(char: str) -> bool:
    """Chinese, Japanese and Korean: full names of two to four characters, written as one word."""
    return "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff"


def _resolve(words: Words, full: set[Words], first_is_family: bool) -> Words:
    if not words or words in full:
        return words
    fitting = [candidate for candidate in full if _fits(words, candidate, first_is_family)]
    return fitting[0] if len(fitting) == 1 else ()


def _fits(part: Words, whole: Words, first_is_family: bool) -> bool:
    """Whether `part` is the family name of `whole`, alone or after initials of its given names."""
    given = [word for word in part[:-1] if _is_initial(word)]
    family = part[len(given) :]
    if _is_initial(family[0]) or len(part) > len(whole):
        return False
    if first_is_family:
        return not given and whole[: len(family)] == family
    return whole[-len(family) :] == family and all(
        word.startswith(initial) for initial, word in zip(given, whole, strict=False)
    )


def _slug(words: Words) -> str:
    return "-".join(words)


def _split(name: str) -> Words:
    """Words of a name, folded: lower case, no accents, no punctuation but what joins a double name."""
    return tuple(re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", fold(name)))


def fold(text: str) -> str:
    """Lower case without Latin, Greek and Cyrillic accents; other letters stay as they are.

    >>> fold("Łukasz Ørsted-Ünal")
    'lukasz orsted-unal'
    """
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold().translate(_PLAIN)
    return unicodedata.normalize("NFC", "".join(char for char in folded if not "\u0300" <= char <= "\u036f"))


# Letters that Unicode does not take apart, with what a keyboard without them gives.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def _strip(words: Words, language: str) -> Words:
    """`words` without honorifics at either end; empty when they are nothing else ("Prime Minister")."""
    before, after = _folded("before", language), _folded("after", language)
    while taken := _taken(words, before):
        words = words[taken:]
    while len(words) > 1 and words[-1] in after:
        words = words[:-1]
    return words


def _taken(words: Words, honorifics: frozenset[str]) -> int:
    """How many of the first words are one honorific, the longest that fits; 0 for none. The longest of the lists has four words."""
    return next((count for count in range(4, 0, -1) if " ".join(words[:count]) in honorifics), 0) if words else 0


@cache
def _folded(key: str, language: str) -> frozenset[str]:
    known = phrases_of("honorifics", key, language) | phrases_of("honorifics", key, "en") if language else None
    return frozenset(" ".join(_split(phrase)) for phrase in (phrases("honorifics", key) if known is None else known))


def _primary(language: str | None) -> str:
    return (language or "").split("-")[0].lower()
