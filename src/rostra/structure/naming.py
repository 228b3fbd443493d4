"""Naming: what of a label is a form of address, what an office, and what a name.

Offices stand before the name in most languages; "NAME, office" has a comma. The word lists are ``lexicon/data/labels.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rostra.lexicon import phrases, phrases_of

EDGE = " \t\n.:：;,-–—●■◆•*_'\"“”«»‘’|/"
_FOLD_EDGE = EDGE.replace("'", "")
_POST = re.compile(r",\s*|\s[-–—]\s")  # "NAME, office", "NAME – office"
LONGEST_CJK = 24  # signs: an outlet of a dozen, its reporter's name, the word for a reporter
_BEFORE_ADDRESS = 3  # signs of a name before a form of address
CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=64)
def vocabulary(key: str) -> frozenset[str]:
    """The label words under `key`, folded as labels are."""
    return frozenset(fold_case(word) for word in phrases("labels", key))


def fold_case(text: str) -> str:
    """Case-folded, with the Turkish dotless and dotted i as one letter: capitals elsewhere do not tell them apart."""
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i").replace("ı", "i").replace("’", "'")


def fold(text: str) -> str:
    """Case-folded text with white space collapsed and edge punctuation gone: what two printings of a label share."""
    return " ".join(fold_case(text).split()).strip(_FOLD_EDGE)


@lru_cache(maxsize=1)
def conjunction() -> re.Pattern[str]:
    """ "and" between two who speak under one label; no word that means "in" elsewhere ("i", "en"), which offices have inside."""
    words = sorted((phrases("offices", "and") | {"&"}) - phrases("places", "in"), key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})\s")


@lru_cache(maxsize=1)
def label_words() -> frozenset[str]:
    """Words of offices and forms of address."""
    return vocabulary("office") | vocabulary("honorific")


def _is_office(words: list[str]) -> bool:
    return fold(" ".join(words)) in vocabulary("office")


def is_honorific(word: str) -> bool:
    """The word stands before surnames ("Mr.", "Dr", "Senator"), a stray mark of a bad scan in it or not ("H'err")."""
    folded = fold_case(word).strip(".,")
    return folded in vocabulary("honorific") or ("'" in folded and folded.replace("'", "") in vocabulary("honorific"))


def opens_with_honorific(words: list[str]) -> bool:
    """An honorific opens the words, and is not the initial of a given name ("M. S. Nkomo" where French has "M. Nkomo")."""
    if len(words[0].strip(".")) == 1 and len(words) > 1 and len(words[1].strip(".")) == 1:
        return False
    return is_honorific(words[0]) or fold(" ".join(words[:2])) in vocabulary("honorific")


def is_name_like(word: str) -> bool:
    """The word may stand in a name: a capital, a particle, or a script without cases."""
    return word[:1].isupper() or fold_case(word) in vocabulary("particle") or bool(CASELESS.match(word))


def name_and_office(core: str) -> tuple[str, str, str]:
    """Split "Prime Minister of Oland Ana Ilic" or "MR. COOK" into honorific, office and name; each may be "".

    Offices stand before the name in most languages; "NAME, office" has a comma. Where no boundary shows (a country
    between office and name), the last two or three capitalised words are the name and the rest the office.
    """
    if not core.isascii() and CJK.search(core):
        return _split_caseless(core)
    if len(core.strip(".")) < 2:
        return "", "", ""
    parts = _POST.split(core, maxsplit=1)
    if len(parts) == 2 and not contains_office(parts[0]) and (tells_post(parts[1]) or is_full_name(parts[0])):
        title, _, name = name_and_office(parts[0])
        return title, parts[1].strip(), name
    words = [w for w in core.replace(",", " ").split() if w]
    while len(words) > 2 and words[-1].strip(".").casefold() in vocabulary("postnominal"):
        words.pop()
    honorific: list[str] = []
    while words and opens_with_honorific(words):
        if len(words) == 1 and _is_office(words):
            break
        honorific.append(words.pop(0))
    if honorific and not words:  # "President" is an office, "Mr" by itself nothing
        return " ".join(honorific), " ".join(honorific) if contains_office(" ".join(honorific)) else "", ""
    if honorific and fold_case(words[0]) in vocabulary(
        "particle"
    ):  # "Minister of Finance", "Minister of Oland Ana Ilic"
        name = _name_after_office([*honorific, *words])
        office = " ".join([*honorific, *words])
        return " ".join(honorific), office[: len(office) - len(name)].strip(), name
    if words and fold_case(words[0]) in phrases("offices", "articles"):
        rest = words[1:]
        if rest and (contains_office(" ".join(rest)) or not honorific):
            return "", " ".join(words), _name_after_office(rest)
    if contains_office(" ".join(words)) or (honorific and contains_office(" ".join(honorific)) and len(words) > 2):
        name = _name_after_office(words)
        office = " ".join([*honorific, *words])
        return " ".join(honorific), office[: len(office) - len(name)].strip(), name
    if words and len(words) <= 6 and all(is_name_like(w) for w in words) and words[-1][0].isupper():
        office = " ".join(honorific) if contains_office(" ".join(honorific)) else ""
        return " ".join(honorific), office, " ".join(words)
    if words and (core.isascii() or not CASELESS.search(core)):
        return " ".join(honorific), "", ""
    if words and len(words) <= 5:  # Arabic, Hebrew, Thai ...: no case to go by
        return " ".join(honorific), "", " ".join(words)
    return " ".join(honorific), "", ""


def is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(is_name_like(w) for w in words) and words[-1][0].isupper()


def tells_post(text: str) -> bool:
    """What stands behind "NAME," is an office or a trade ("host", "correspondent")."""
    return contains_office(text) or not _posts().isdisjoint(map(fold, text.split()))


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    return vocabulary("moderator") | vocabulary("journalist") | vocabulary("trade")


def opens_with_title(core: str) -> bool:
    """The first words, an article left out, are an office or a form of address."""
    words = [w for w in fold(core).split() if w not in phrases("offices", "articles")]
    titles = label_words()
    return not words or bool(CASELESS.match(core)) or any(" ".join(words[:n]).strip(".") in titles for n in (1, 2, 3))


@lru_cache(maxsize=1)
def _office_openers() -> frozenset[str]:
    """The first words of the offices: a text without any of them names none."""
    return frozenset(office.split(" ")[0] for office in vocabulary("office"))


def contains_office(text: str) -> bool:
    """Some of the words are an office."""
    words = [w.strip(".,;()") for w in fold_case(text).split()]
    if _office_openers().isdisjoint(words):
        return False
    offices = vocabulary("office")
    return any(
        " ".join(words[i : i + n]) in offices for i in range(len(words)) for n in (1, 2, 3) if i + n <= len(words)
    )


def _name_after_office(words: list[str]) -> str:
    """The trailing name of "General Director of the Oland Helicopters Ana Ilic": at most three capitalised words
    after the office and after
    what follows "of"; "" when the words are all office ("Minister of Finance")."""
    offices = vocabulary("office")
    last_office = -1
    for i in range(len(words)):
        for n in (3, 2, 1):
            if i + n <= len(words) and fold(" ".join(words[i : i + n])) in offices:
                last_office = max(last_office, i + n - 1)
    tail = words[last_office + 1 :]
    if not tail:
        return ""
    if fold_case(tail[0]) in vocabulary("particle"):  # "of Oland Ana Ilic": leave one word at least to the office
        names = _capitalised_tail(tail)
        return " ".join(names[-2:]) if len(names) >= 3 or (len(names) == 2 and len(tail) > 3) else ""
    if tail[0].islower():
        return ""
    return (
        " ".join(tail)
        if len(tail) <= 4 and all(is_name_like(w) for w in tail)
        else " ".join(_capitalised_tail(tail)[-2:])
    )


def _capitalised_tail(words: list[str]) -> list[str]:
    names: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper():
            break
        names.insert(0, word)
    return names


def _split_caseless(core: str) -> tuple[str, str, str]:
    """ "外務大臣" is an office, "山田外務大臣" a name with its office; labels longer than 24 characters are none."""
    if len(core) > LONGEST_CJK:
        return "", "", ""
    offices = sorted((o for o in vocabulary("office") if CJK.search(o) and o in core), key=len, reverse=True)
    if offices:
        office = offices[0]
        before, _, after = core.partition(office)
        name = (before or after).strip(" ・,，、")
        return "", core, name if 1 < len(name) <= 8 else ""
    name = core.removesuffix(next((word for word in _behind_names() if core.endswith(word)), ""))
    if len(name) < _BEFORE_ADDRESS:
        name = core  # Chinese given names end in some of these characters
    return core[len(name) :], "", name if 2 <= len(name.replace(" ", "")) <= 8 else ""


@lru_cache(maxsize=1)
def _behind_names() -> tuple[str, ...]:
    """Forms of address that stand behind a name without a space ("波多野君")."""
    return tuple(word for word in phrases_of("offices", "honorifics", "ja") if CJK.search(word))
