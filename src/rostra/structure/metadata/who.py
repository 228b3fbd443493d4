"""Persons named in a title, a dateline, a label or a field by an office with a name beside it.

A phrase is read word by word: office words (of any language), forms of address, connecting words and capitalised words; where
they stand beside each other tells which of the capitalised words are a name.
"""

from __future__ import annotations

import re

import msgspec

from rostra.lexicon import phrases
from rostra.structure.metadata.inflection import in_genitive
from rostra.structure.metadata.tokens import BREAK, Word, office_at, split_words
from rostra.structure.metadata.words import (
    countries,
    demonyms,
    holds_occasion,
    honorifics,
    joining,
    joins,
    linkers,
    not_names,
    occasion_stems,
    portfolios,
)
from rostra.text.names import PARTICLES, is_name_word, title_case

MAX_NAME_WORDS = 4
"""Words of a name; the longest on the corpus's pages without a particle has four."""


class Named(msgspec.Struct, frozen=True):
    """A person at `text[start:end]` of the phrase: name without forms of address, office and affiliation as printed."""

    name: str
    office: str | None
    affiliation: str | None
    start: int
    end: int
    after: str = ""
    """The word before the person ("by", "with"), case-folded; "" at the beginning."""


def find_people(text: str) -> list[Named]:
    """Persons with an office ("Premier Ada Lund", "Ada Lund, Premier of Norden") in `text`, in order; each name once."""
    words = split_words(text)
    found: list[Named] = []
    position = 0
    while position < len(words):
        length = office_at(words, position)
        if not length:
            position += 1
            continue
        person, position = _around(text, words, position, position + length)
        if person and all(person.name != other.name for other in found):
            found.append(person)
    return found


def _around(text: str, words: list[Word], first: int, end: int) -> tuple[Named | None, int]:
    """The person whose office is ``words[first:end]``, and where to read on."""
    left, affiliation = _modifiers(words, first)
    office_end, right, after = _complement(words, end)
    while right < len(words) and (further := _second_office(words, right)):
        office_end, right, later = _complement(words, right + further)
        after = later or after
    affiliation = affiliation or after
    begins = in_genitive([word.text for word in words], first, right)
    if begins > right and not any(BREAK.search(word.gap) for word in words[right - 1 : begins]):
        office_end = right = begins
    office = text[words[left].start : words[office_end - 1].end]
    name_end = name_from(words, right) if _leads_on(words[right - 1]) else right
    if name_end == right + 1 and "," in words[right - 1].gap:
        name_end = right  # "the Premier, Carrow": one word after a comma is as often a place
    country_end = _genitive_country(words, right, name_end)
    if country_end > right:
        affiliation = affiliation or " ".join(word.text for word in words[right:country_end])
        right = country_end
    name_start = _name_before(words, left)
    follows = name_end > right and not (name_start < left and "," in words[right - 1].gap)
    if follows:  # "Ada Lund, Premier, Port Carrow" has its name in front
        return as_named(text, words, right, name_end, office, affiliation, left), name_end
    if name_start < left:
        return as_named(text, words, name_start, left, office, affiliation, name_start), right
    return None, right


def _second_office(words: list[Word], at: int) -> int:
    """ "and Minister of Defence" after a first office."""
    if words[at].folded in joining() and at + 1 < len(words):
        length = office_at(words, at + 1)
        return length + 1 if length else 0
    return 0


def _modifiers(words: list[Word], first: int) -> tuple[int, str | None]:
    """Where the office begins with "Russian", "CSTO" or "Acting" before it, and the country that this tells."""
    affiliation = None
    while first > 0 and not BREAK.search(words[first - 1].gap):
        word = words[first - 1]
        if word.folded in demonyms():
            affiliation = demonyms()[word.folded]
            return first, affiliation
        if word.text.isupper() and 2 <= len(word.text) <= 6 and word.folded not in linkers() | honorifics():
            return first, word.text
        break
    return first, affiliation


def _complement(words: list[Word], at: int) -> tuple[int, int, str | None]:
    """Where the office ends, where its "of ..." ends, and the country or body that it names last."""
    office_end, affiliation = at, None
    while (
        at < len(words)
        and words[at].folded in joins()
        and not _is_initial(words[at])
        and not BREAK.search(words[at - 1].gap)
    ):
        end = at
        while end < len(words) and words[end].folded in joins():
            end += 1
        if end >= len(words) or all(word.folded in phrases("offices", "articles") for word in words[at:end]):
            break
        stop, name = _object(words, end)
        if stop == end:
            break
        affiliation = name or affiliation
        at = stop
        office_end = office_end if name else stop
    return office_end, at, affiliation


def _object(words: list[Word], at: int) -> tuple[int, str | None]:
    """The country, portfolio or body that begins there: (its end, the country or body); no progress when there is none."""
    country = _country_at(words, at)
    if country:
        return country
    for portfolio in portfolios():
        end = at + len(portfolio)
        if end <= len(words) and all(words[at + k].folded == portfolio[k] for k in range(len(portfolio))):
            return end, None
    end = at
    while end < len(words) and is_name_word(words[end].text) and not office_at(words, end):
        end += 1
        if BREAK.search(words[end - 1].gap):
            return end, " ".join(word.text for word in words[at:end])
    run = end - at
    goes_on = end < len(words) and words[end].folded in joins()
    if run > 2 and goes_on and words[end].folded in phrases("places", "in"):
        goes_on = False  # "Minister of Ports Ada Lund at the opening"
    keep = run if goes_on else max(run - 2, 0)
    keep = min(keep or (1 if run == 1 else 0), run)
    return at + keep, " ".join(word.text for word in words[at : at + keep]) or None


def _country_at(words: list[Word], at: int) -> tuple[int, str] | None:
    """The country named there, in at most five words."""
    for size in range(min(5, len(words) - at), 0, -1):
        name = " ".join(word.folded for word in words[at : at + size])
        if name in countries():
            return at + size, countries()[name]
    return None


def name_from(words: list[Word], at: int) -> int:
    """Where the name that begins at `at` ends; `at` itself when there is none."""
    start = at
    while at < len(words) and (_addresses(words, at) or _is_the_hon(words, at)):
        at += 1
    end, count = at, 0
    while end < len(words) and count < MAX_NAME_WORDS and _fits_name(words, end, count):
        if count > 1 and (words[end].folded in joining() or _leaves_capitals(words, at, end)):
            break  # "Ada Lund y Bo Hadd" are two; "ADA LUND Carrow" goes on with a place
        count += words[end].folded not in PARTICLES
        end += 1
        if _SUFFIXED.search(words[end - 1].text):
            break
        if BREAK.search(words[end - 1].gap):
            break
    while end > at and words[end - 1].folded in PARTICLES:
        end -= 1
    return end if end > at else start


def _leaves_capitals(words: list[Word], at: int, end: int) -> bool:
    """Whether a name in capitals is followed by a word that is not."""
    return all(word.text.isupper() for word in words[at:end]) and words[end].text[1:].islower()


_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овна|евна|ична|івна|йович)[а-яіу]*$")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_PARTICLES = frozenset(("بن", "بنت", "أبو", "ابن", "آل", "عبد"))
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


def _leads_on(word: Word) -> bool:
    """Whether the name of an office's holder may follow the word: at most a comma or a line's end stands between."""
    return not BREAK.search(word.gap.replace(",", "", 1).replace("\n", "", 1))


def _genitive_country(words: list[Word], start: int, end: int) -> int:
    """In Cyrillic scripts and in Arabic a country stands between office and name without "of" ("президент Острании Аркадий Велин"):
    where it ends, told by what follows - initials, or a given name and surname without a patronymic."""
    run = words[start:end]
    if len(run) == MAX_NAME_WORDS - 1 and _ARABIC.match(run[0].text) and not words[start - 1].text.startswith("ال"):
        return start if any(word.text in _ARABIC_PARTICLES for word in run) else start + 1
    if len(run) < 2 or not _CYRILLIC.match(run[0].text):
        return start
    if "." in run[1].text and "." not in run[0].text:
        return start + 1
    plain = len(run) == 3 and not any(_PATRONYMIC.search(word.folded) for word in run[1:])
    return start + 1 if plain else start


_SUFFIXED = re.compile(r"[^\W\d_]{2}['’][^\W\d_A-ZÀ-Þ]{1,4}$")  # "Lund’s", "Lund’e": an ending after a name


def _addresses(words: list[Word], at: int) -> bool:
    """Whether the word is a form of address. One letter is one only before a whole name: "M. Lund", not "M. S. Lund"; the letter of
    "don" stands before given names ("D. Ivo Lund", not "D. Lund")."""
    if words[at].folded in phrases("offices", "dons") and words[at].gap == " ":
        return (
            at + 2 < len(words) and all(len(w.folded) > 1 for w in words[at + 1 : at + 3]) and words[at + 1].gap == " "
        )
    if words[at].folded not in honorifics():
        return False
    return len(words[at].folded) > 1 or (at + 1 < len(words) and len(words[at + 1].folded) > 1)


def _is_the_hon(words: list[Word], at: int) -> bool:
    """ "the" of "the Hon"."""
    return words[at].folded in ("the", "rt", "right") and at + 1 < len(words) and words[at + 1].folded in honorifics()


# Chinese or Japanese characters without a space between them, more than any name has: a sentence. (Transliterations are longer.)
_RUNNING = re.compile(r"(?=.*[\u3040-\u309f\u3400-\u9fff])[\u3040-\u30ff\u3400-\u9fff]{7}")


def _is_initial(word: Word) -> bool:
    """Whether a capital with a full stop stands for a given name ("A. Lund"), though the letter is a small word as well."""
    return len(word.text) == 2 and word.text[0].isupper() and word.text[1] == "."


def _fits_name(words: list[Word], at: int, count: int) -> bool:
    word = words[at]
    if word.folded in PARTICLES and not word.text[0].isupper():
        return count > 0 and at + 1 < len(words) and is_name_word(words[at + 1].text)
    return (
        is_name_word(word.text)
        and not _RUNNING.match(word.text)
        and not word.text.isdigit()
        and not word.text[0].isdigit()
        and (_is_initial(word) or word.folded not in not_names())
        and not holds_occasion(word.folded)
        and not word.folded.startswith(occasion_stems())
        and (count == 0 or word.folded not in honorifics())
    )


def _name_before(words: list[Word], end: int) -> int:
    """Where the name that a comma sets off before an office begins ("Ada Lund, Premier"); `end` when there is none."""
    if end == 0 or not ("," in words[end - 1].gap or words[end - 1].gap.strip(" ") == "\n"):
        return end
    start = end
    while start > 0 and end - start < MAX_NAME_WORDS and _fits_name(words, start - 1, 1):
        if start < end and BREAK.search(words[start - 1].gap):
            break
        start -= 1
    while start < end and words[start].text[0].islower() and words[start].folded in PARTICLES | linkers():
        start += 1  # "speech of Ada Lund, Premier"
    return start if end - start >= 2 else end


def _before(words: list[Word], first: int) -> str:
    """The word before the person's first word, articles passed over."""
    while first > 0 and words[first - 1].folded in phrases("offices", "articles"):
        first -= 1
    return words[first - 1].folded if first > 0 else ""


def as_named(
    text: str, words: list[Word], start: int, end: int, office: str | None, affiliation: str | None, first: int
) -> Named | None:
    """The person, forms of address cut off; ``None`` when nothing but those is left."""
    while start < end and (_addresses(words, start) or _is_the_hon(words, start)):
        start += 1
    while end > start and words[end - 1].folded in honorifics() and end - start > 1:
        end -= 1
    if start >= end:
        return None
    name = " ".join(text[words[start].start : words[end - 1].end].split())
    name = _GLUED_INITIAL.sub(" ", re.sub(r"['’][^\W\d_A-ZÀ-Þ]{1,4}$", "", name))
    if name.casefold() in countries():
        return None
    return Named(title_case(name), office, affiliation, words[start].start, words[end - 1].end, _before(words, first))


_GLUED_INITIAL = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{2})")  # "A.B.Lund"
