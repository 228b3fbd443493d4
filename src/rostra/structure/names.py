"""Names of people as printed, and of the offices that they hold: how they are tidied, compared and merged."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from rostra.lexicon import phrases
from rostra.structure.naming import CASELESS, fold, fold_case, label_words, vocabulary
from rostra.text.names import title_case

_STEM = 5  # letters that forms of one word share at least
_ENDING = 2  # letters in which they may part
_OPENING_WORDS = 2  # words of an office among which a deputy's stands ("first deputy minister")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_MARK = re.compile(r"[。、！？；：，;:!?]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_UNSPACED = 12  # signs: long transliterated names have fewer


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom the page names in full, with the office as printed ("" when none is)."""

    name: str
    office: str = ""


def is_nameable(name: str) -> bool:
    """A name may be so printed: no sentence (inner punctuation, or more than a dozen signs without spaces), not empty."""
    if set(fold_name(name).split()) <= phrases("speech", "courtesy"):
        return False  # "Buenas tardes" behind a label is a greeting
    signs = len(_UNSPACED.findall(name))
    return (
        bool(fold_name(name))
        and not _SENTENCE_MARK.search(name)
        and (signs <= _LONGEST_UNSPACED or signs < len(name) // 2)
    )


def tidy(name: str) -> str:
    """A name for reading: capitals to title case ("MCCARROW" becomes "McCarrow"), white space collapsed, edges bare."""
    return title_case(name.strip(" .,:;*_"))


def fold_name(name: str) -> str:
    """A name for comparing."""
    return fold(name).replace(".", "")


def surname_of(name: str) -> str:
    """The last word of a name, folded; "" of an empty one."""
    words = fold_name(name).split()
    return words[-1] if words else ""


def initials_of(name: str) -> str:
    """First initial and surname, folded: the same for all printings of one name."""
    words = fold_name(name).split()
    return f"{words[0][:1]} {words[-1]}"


def may_be_one(short: list[str], full: list[str]) -> bool:
    """Both may be one person: equal given names or initials, as far as both are printed."""
    if len(short) == 1 or len(full) == 1:
        return True
    return short[0][0] == full[0][0] and (
        short[0] == full[0] or len(short[0]) == 1 or len(full[0]) == 1 or short[0][:3] == full[0][:3]
    )


def merge(people: list[Known]) -> list[Known]:
    """One entry a person: the longest name with the first office printed for it."""
    merged: dict[str, Known] = {}
    for person in people:
        if not person.name:
            continue
        key = initials_of(person.name) if " " in person.name else f"? {surname_of(person.name)}"
        held = merged.get(key)
        name = person.name if held is None or len(person.name) > len(held.name) else held.name
        merged[key] = Known(name=name, office=(held.office if held else "") or person.office)
    full = {surname_of(p.name) for k, p in merged.items() if not k.startswith("?")}
    return [p for k, p in merged.items() if not k.startswith("?") or k[2:] not in full or p.office]


def bare_office(office: str) -> str:
    """An office for comparing: folded, without the articles and forms of address that open it."""
    words = fold(office).replace(".", "").split()
    while len(words) > 1 and words[0] in _unmeant():
        words.pop(0)
    expanded = " ".join(words)
    return "prime minister" if expanded == "pm" else expanded


@lru_cache(maxsize=1)
def _unmeant() -> frozenset[str]:
    """Words that open an office as printed and do not tell which it is: articles, forms of address, "acting"."""
    small = phrases("offices", "articles") | phrases("offices", "honorifics")
    return frozenset(map(fold_case, small)) | vocabulary("standing")


@lru_cache(maxsize=1)
def chairs() -> frozenset[str]:
    """Bare words for who presides over a meeting, and not over a state."""
    return frozenset(map(bare_office, vocabulary("chair") - phrases("offices", "offices")))


@lru_cache(maxsize=1024)
def is_deputy(office: str) -> bool:
    """The bare office is a deputy's: a word before it tells so, one behind it, or one joined to it.

    >>> is_deputy("vizepräsident"), is_deputy("заместитель министра"), is_deputy("başkan yardımcısı"), is_deputy("viceroy")
    (True, True, True, False)
    """
    words = [word for word in re.split(r"[\s\-]+", fold(office)) if word]
    before, behind = vocabulary("deputy"), vocabulary("deputy_behind")
    if not before.isdisjoint(words[:_OPENING_WORDS]) or not behind.isdisjoint(words[1:]):
        return True
    return any(_joins_office(word) for word in words)


def _joins_office(word: str) -> bool:
    """A deputy's word and an office in one ("вицепрезидент", "外務副大臣", "miniszterhelyettes")."""
    for part in vocabulary("deputy") | vocabulary("deputy_joined"):
        at = word.find(part) if _IDEOGRAPH.match(part) else 0
        if at >= 0 and word.startswith(part, at) and _is_office_word(word[at + len(part) :]):
            return True
    return any(word.endswith(part) and _is_office_word(word[: -len(part)]) for part in vocabulary("deputy_behind"))


def _is_office_word(word: str) -> bool:
    """One word that is an office, its last letter aside where it is long ("главы" of "глава")."""
    return word in _office_words() or (len(word) >= _STEM and word[:-1] in _office_words())


@lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    """Offices of one word, and the long ones of them without their last letter, which inflection changes."""
    words = {fold(word) for word in vocabulary("office") | phrases("offices", "offices") if " " not in word}
    return frozenset(words | {word[:-1] for word in words if len(word) >= _STEM})


def is_same_office(short: str, full: str) -> bool:
    """Both name one office: one is the other's beginning or end ("president" of "president of oland", "大臣" of "外務大臣"),
    whatever form an ending takes ("başbakan", "başbakanı")."""
    if is_deputy(short) != is_deputy(full):
        return False
    if short == full or full.startswith(short + " ") or full.endswith(" " + short) or short.startswith(full + " "):
        return True
    if _UNSPACED.match(short):
        return short in full
    first, last = full.split()[0], full.split()[-1]
    return " " not in short and (_inflected(short, first) or _inflected(short, last))


def _inflected(one: str, other: str) -> bool:
    """Forms of one word: they part in the last two or three letters only ("presidente", "presidenta")."""
    stem = max(len(one), len(other)) - _ENDING
    return stem >= _STEM and one[:stem] == other[:stem]


def is_title(word: str) -> bool:
    """The word is an office, a form of address or a small word, and so no given name."""
    folded = fold_case(word).strip(".")
    return folded in label_words() or folded in _small_words()


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Words of any language that may stand, with a capital, before a surname and are no given name: articles, "and", "former"."""
    return phrases("offices", "articles") | phrases("offices", "and") | vocabulary("standing")


def is_caseless(name: str) -> bool:
    """The name is in a script without capitals."""
    return CASELESS.match(name) is not None


def stands_beside(word: str, name: str, head: str) -> bool:
    """ "trainer ana ilic", "ana ilic, trainer", "한도윤 선장"; not "... of velmora ana ilic"."""
    if f"{name}, {word}" in head or (is_caseless(name) and f"{name} {word}" in head):
        return True
    before, found, _ = head.partition(f"{word} {name}")
    words = before.split()
    joined = not before or before[-1].isspace() or not before[-1].isalnum()
    return bool(found) and joined and not (words and words[-1] in vocabulary("particle"))
