"""What a label says: who or what it names, read off its words alone.

A speaker's label is one of a few things in any language: a generic word ("Question", "Journalist 2"), an office
("THE PRESIDENT"),
a name with or without honorific, office, constituency ("Governor of Oland Ana Ilic (interpreted)"), or no label at all. The
word lists are ``lexicon/data/labels.toml``; what is here is the grammar that holds for all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from rostra.lexicon import phrases

LabelKind = Literal[
    "question",
    "answer",
    "journalist",
    "moderator",
    "chair",
    "interpreter",
    "group",
    "remark",
    "unnamed",
    "office",
    "name",
    "none",
]

_LISTS: tuple[tuple[LabelKind, str], ...] = (
    ("question", "question"),
    ("journalist", "journalist"),
    ("answer", "answer"),
    ("chair", "chair"),
    ("moderator", "moderator"),
    ("interpreter", "interpreter"),
    ("group", "group"),
    ("remark", "remark"),
    ("unnamed", "person"),
)

# "3. ", "T1. ", "[66880] ", "(12) ": numbers that parliaments print before a label.
NUMBERING = re.compile(r"(?:[\[(]?[A-Z]?\d{1,6}[\])]?[.)]?\s+)+")
# A bracket anywhere in a label, innermost text; labels are short, so this is linear in practice and bounded by their length.
_BRACKET = re.compile(r"[(（\[［〔【]([^()（）\[\]［］〔〕【】]{0,120})[)）\]］〕】]?")
_EDGE = " \t\n.:：;,-–—●■◆•*_'\"“”«»‘’|/"
_FOLD_EDGE = _EDGE.replace("'", "")
_POST = re.compile(r",\s*|\s[-–—]\s")  # "NAME, office", "NAME – office"
_TRAILING_NUMBER = re.compile(r"\s*#?\d{1,3}$|\s+[A-Z]$|\s+(?:one|two|three|four|i{1,3})$", re.IGNORECASE)
_DAMAGE = re.compile(r"[^\w ]|_")
_LONGEST_NUMBER = 5  # letters of a number in words
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-·]*\w)?\.?", re.UNICODE)
_STOP = re.compile(r"[。！？，、；]")
_LONGEST_CJK = 24  # signs: an outlet of a dozen, its reporter's name, the word for a reporter
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Small words inside names and offices, which keep their lower case without making the label a sentence.


class Counted(msgspec.Struct, frozen=True):
    """What can be counted of a label's core: words, those in lower case that do not belong in a label, digits; and whether
    it is in capitals."""

    words: int = 0
    lower: int = 0
    capitals: bool = False
    digits: int = 0


class Label(msgspec.Struct, frozen=True):
    """A label read. `core` is the label without numbering and brackets; `name` is the name in it ("" for generic labels and bare
    offices); `office` what of it is an office; `honorific` what stood before the name. `notes` are brackets that tell how it was
    said, `unseen` the names in brackets that tell of turns not printed. `refused` tells that it never names a speaker,
    `opens`, of an office, that its first words belong to it ("Minister of Ports" does, "In general" does not)."""

    kind: LabelKind
    core: str
    name: str = ""
    office: str = ""
    honorific: str = ""
    notes: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    refused: bool = False
    opens: bool = True
    counts: Counted = Counted()


@lru_cache(maxsize=64)
def _vocabulary(key: str) -> frozenset[str]:
    """The label words under `key`, folded as labels are."""
    return frozenset(_fold_case(word) for word in phrases("labels", key))


def _fold_case(text: str) -> str:
    """Case-folded, with the Turkish dotless and dotted i as one letter: capitals elsewhere do not tell them apart."""
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i").replace("ı", "i").replace("’", "'")


def fold(text: str) -> str:
    """Case-folded text with white space collapsed and edge punctuation gone: what two printings of a label share."""
    return " ".join(_fold_case(text).split()).strip(_FOLD_EDGE)


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Read the printed label `text` (separator excluded). The same text always reads alike; nothing here looks at the page."""
    bare = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    core, notes, unseen, inside = _brackets(bare)
    folded = fold(core)
    counts = _count(core)
    generic = _generic(folded)
    if generic is not None:
        named = (
            _name_and_office(inside) if inside and generic in ("chair", "moderator", "interpreter") else ("", "", "")
        )
        return Label(generic, core, named[2], notes=notes, unseen=unseen, counts=counts)
    headed = _by_head(folded, core) or _by_outlet(core)
    if headed is not None:
        return Label(headed, core, notes=notes, unseen=unseen, counts=counts)
    refused = folded in _vocabulary("not_label") or folded.startswith(_never_starts())
    honorific, office, name = _name_and_office(core)
    if inside and (office or honorific):
        title, _, person = _name_and_office(inside)
        if person and (not name or title or (" " in person and _fold_case(core).startswith("the "))):
            name, office = person, core  # "The Minister for Ports and Harbours (Mr Ivo Brandt)"
    kind: LabelKind = "name" if name else "office" if office else "none"
    if office and name:
        counts = msgspec.structs.replace(counts, lower=_lower_before_office(core))
    return Label(
        kind,
        core,
        name,
        office,
        honorific,
        notes,
        unseen,
        refused=refused,
        opens=kind != "office" or _opens_with_title(core),
        counts=counts,
    )


def _brackets(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    """The label without brackets, the notes and the unseen names in them, and the first bracket that is neither."""
    if not _BRACKET.search(text):
        return " ".join(text.split()).strip(_EDGE), (), (), ""
    notes, unseen, inside = [], [], ""
    for match in _BRACKET.finditer(text):
        content = match.group(1).strip()
        folded = fold(content)
        after = next((p for p in _unseen_phrases() if folded.startswith(p + " ")), None)
        if after is not None:
            unseen += [
                n for n in re.split(r",|\s(?:and|et|y|e|und|и|ve)\s", content[len(after) :].strip()) if n.strip()
            ]
        elif folded in _vocabulary("note") or any(folded.startswith(n) for n in _vocabulary("note")):
            notes.append(content)
        elif not inside:
            inside = content
    core = " ".join(_BRACKET.sub(" ", text).split()).strip(_EDGE)
    if not core and inside:  # 【大臣】, (Q): the bracket is the label
        return inside.strip(_EDGE), tuple(notes), (), ""
    return core, tuple(notes), tuple(n.strip() for n in unseen), inside


@lru_cache(maxsize=1)
def _unseen_phrases() -> tuple[str, ...]:
    """Phrases that tell of an unseen turn, longest first."""
    return tuple(sorted(_vocabulary("unseen"), key=len, reverse=True))


def _generic(folded: str) -> LabelKind | None:
    """The generic kind of a folded core, allowing a number behind it and the damage of optical character reading."""
    kinds = _generic_words()
    kind = kinds.get(folded)
    if kind is None and (folded[-1:].isdigit() or " " in folded[-_LONGEST_NUMBER - 1 :]):
        kind = kinds.get(_TRAILING_NUMBER.sub("", folded))
    if kind is None and not folded.replace(" ", "").isalnum():
        kind = kinds.get(_DAMAGE.sub("", folded))
    return kind


@lru_cache(maxsize=1)
def _generic_words() -> dict[str, LabelKind]:
    """Each generic word with its kind; of two lists that share a word the first counts."""
    return {word: kind for kind, key in reversed(_LISTS) for word in _vocabulary(key) if word}


def _by_outlet(core: str) -> LabelKind | None:
    """ "The Evening Tide, Okoro" or "Mary Okoro, Evening Tide": two names and no office between them, as houses print who asks."""
    head, comma, tail = core.partition(", ")
    if not comma or _contains_office(core) or _tells_post(tail) or _opens_with_honorific(head.split()):
        return None
    names = [part.split() for part in (head, tail)]
    return (
        "journalist"
        if all(1 <= len(n) <= 4 and all(_name_like(w) for w in n) and n[-1][0].isupper() for n in names)
        else None
    )


def _by_head(folded: str, core: str) -> LabelKind | None:
    """A longer label whose first or last word tells the kind: "Reporter from the Tide", "SECOND SENIOR OFFICIAL"."""
    words = folded.split()
    if not words or len(words) > 8 or folded.startswith(_never_starts()):
        return None
    heads = _vocabulary("journalist_head")
    unspaced = bool(_CJK.search(core)) and len(core) <= _LONGEST_CJK and not _STOP.search(core)
    if words[0] in heads or (unspaced and any(folded.endswith(h) for h in heads if _CJK.search(h))):
        return "journalist"
    if words[-1] in _vocabulary("unnamed_head") and len(words) > 1:
        return "unnamed" if core.isupper() or all(w[0].islower() for w in core.split()[1:]) else None
    return None


@lru_cache(maxsize=1)
def _never_starts() -> tuple[str, ...]:
    return tuple(_vocabulary("not_label_start"))


@lru_cache(maxsize=1)
def _label_words() -> frozenset[str]:
    return _vocabulary("office") | _vocabulary("honorific")


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Words in lower case that belong in a label."""
    return _vocabulary("particle") | _label_words()


def _count(core: str) -> Counted:
    plain = core.replace(" ", "").isalpha()  # letters and spaces only
    words = core.split() if plain else _WORD.findall(core)
    small = _small_words()
    return Counted(
        words=len(words) if core.isascii() else max(len(words), len(_CJK.findall(core)) // 3),
        lower=len([w for w in words if w[0].islower() and _fold_case(w) not in small and not _CASELESS.match(w)]),
        capitals=_is_capital(core),
        digits=0 if plain else sum(map(str.isdigit, core)),
    )


def _is_capital(core: str) -> bool:
    """Two letters or more, nine of ten in capitals."""
    upper = sum(map(str.isupper, core))
    return upper > 1 and upper >= 0.9 * sum(map(str.isalpha, core))


def _lower_before_office(core: str) -> int:
    """Words in lower case in front of the office: of "And a question for President Ilic" there are some, of a label none."""
    words = core.split()
    first = next((i for i, w in enumerate(words) if fold(w) in _label_words()), len(words))
    return sum(w[0].islower() for w in words[:first])


def _is_office(words: list[str]) -> bool:
    return fold(" ".join(words)) in _vocabulary("office")


def is_honorific(word: str) -> bool:
    """The word stands before surnames ("Mr.", "Dr", "Senator")."""
    return _fold_case(word).strip(".,") in _vocabulary("honorific")


def _opens_with_honorific(words: list[str]) -> bool:
    """An honorific opens the words, and is not the initial of a given name ("M. S. Nkomo" where French has "M. Nkomo")."""
    if len(words[0].strip(".")) == 1 and len(words) > 1 and len(words[1].strip(".")) == 1:
        return False
    return is_honorific(words[0]) or fold(" ".join(words[:2])) in _vocabulary("honorific")


def _name_like(word: str) -> bool:
    return word[:1].isupper() or _fold_case(word) in _vocabulary("particle") or bool(_CASELESS.match(word))


def _name_and_office(core: str) -> tuple[str, str, str]:
    """Split "Prime Minister of Oland Ana Ilic" or "MR. COOK" into honorific, office and name; each may be "".

    Offices stand before the name in most languages; "NAME, office" has a comma. Where no boundary shows (a country
    between office and name), the last two or three capitalised words are the name and the rest the office.
    """
    if _CJK.search(core):
        return _split_caseless(core)
    if len(core.strip(".")) < 2:
        return "", "", ""
    parts = _POST.split(core, maxsplit=1)
    if len(parts) == 2 and not _contains_office(parts[0]) and (_tells_post(parts[1]) or _is_full_name(parts[0])):
        title, _, name = _name_and_office(parts[0])
        return title, parts[1].strip(), name
    words = [w for w in core.replace(",", " ").split() if w]
    while len(words) > 2 and words[-1].strip(".").casefold() in _vocabulary("postnominal"):
        words.pop()
    honorific: list[str] = []
    while words and _opens_with_honorific(words):
        if len(words) == 1 and _is_office(words):
            break
        honorific.append(words.pop(0))
    if honorific and not words:  # "President" is an office, "Mr" by itself nothing
        return " ".join(honorific), " ".join(honorific) if _contains_office(" ".join(honorific)) else "", ""
    if honorific and _fold_case(words[0]) in _vocabulary(
        "particle"
    ):  # "Minister of Finance", "Minister of Oland Ana Ilic"
        name = _name_after_office([*honorific, *words])
        office = " ".join([*honorific, *words])
        return " ".join(honorific), office[: len(office) - len(name)].strip(), name
    if words and _fold_case(words[0]) in ("the", "le", "la", "el", "o", "a", "der", "die", "il"):
        rest = words[1:]
        if rest and (_contains_office(" ".join(rest)) or not honorific):
            return "", " ".join(words), _name_after_office(rest)
    if _contains_office(" ".join(words)) or (honorific and _contains_office(" ".join(honorific)) and len(words) > 2):
        name = _name_after_office(words)
        office = " ".join([*honorific, *words])
        return " ".join(honorific), office[: len(office) - len(name)].strip(), name
    if words and len(words) <= 6 and all(_name_like(w) for w in words) and words[-1][0].isupper():
        office = " ".join(honorific) if _contains_office(" ".join(honorific)) else ""
        return " ".join(honorific), office, " ".join(words)
    if words and not _CASELESS.search(core):
        return " ".join(honorific), "", ""
    if words and len(words) <= 5:  # Arabic, Hebrew, Thai ...: no case to go by
        return " ".join(honorific), "", " ".join(words)
    return " ".join(honorific), "", ""


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(_name_like(w) for w in words) and words[-1][0].isupper()


def _tells_post(text: str) -> bool:
    """What stands behind "NAME," is an office or a trade ("host", "correspondent")."""
    return _contains_office(text) or any(
        fold(w) in _vocabulary(k) for w in text.split() for k in ("moderator", "journalist", "trade")
    )


def _opens_with_title(core: str) -> bool:
    words = [w for w in fold(core).split() if w not in ("the", "le", "la", "el", "o", "a", "der", "die", "il", "an")]
    titles = _label_words()
    return not words or bool(_CASELESS.match(core)) or any(" ".join(words[:n]).strip(".") in titles for n in (1, 2, 3))


@lru_cache(maxsize=1)
def _office_openers() -> frozenset[str]:
    """The first words of the offices: a text without any of them names none."""
    return frozenset(office.split(" ")[0] for office in _vocabulary("office"))


def _contains_office(text: str) -> bool:
    words = [w.strip(".,;()") for w in _fold_case(text).split()]
    if _office_openers().isdisjoint(words):
        return False
    offices = _vocabulary("office")
    return any(
        " ".join(words[i : i + n]) in offices for i in range(len(words)) for n in (1, 2, 3) if i + n <= len(words)
    )


def _name_after_office(words: list[str]) -> str:
    """The trailing name of "General Director of the Oland Helicopters Ana Ilic": at most three capitalised words
    after the office and after
    what follows "of"; "" when the words are all office ("Minister of Finance")."""
    offices = _vocabulary("office")
    last_office = -1
    for i in range(len(words)):
        for n in (3, 2, 1):
            if i + n <= len(words) and fold(" ".join(words[i : i + n])) in offices:
                last_office = max(last_office, i + n - 1)
    tail = words[last_office + 1 :]
    if not tail:
        return ""
    if _fold_case(tail[0]) in _vocabulary("particle"):  # "of Oland Ana Ilic": leave one word at least to the office
        names = _capitalised_tail(tail)
        return " ".join(names[-2:]) if len(names) >= 3 or (len(names) == 2 and len(tail) > 3) else ""
    if tail[0].islower():
        return ""
    return (
        " ".join(tail)
        if len(tail) <= 4 and all(_name_like(w) for w in tail)
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
    if len(core) > _LONGEST_CJK:
        return "", "", ""
    offices = sorted((o for o in _vocabulary("office") if _CJK.search(o) and o in core), key=len, reverse=True)
    if offices:
        office = offices[0]
        before, _, after = core.partition(office)
        name = (before or after).strip(" ・,，、")
        return "", core, name if 1 < len(name) <= 8 else ""
    return "", "", core if 2 <= len(core.replace(" ", "")) <= 8 else ""
