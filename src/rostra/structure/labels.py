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

from rostra.lexicon import phrases, phrases_of
from rostra.structure.naming import (
    CASELESS,
    CJK,
    EDGE,
    LONGEST_CJK,
    conjunction,
    contains_office,
    fold,
    fold_case,
    is_name_like,
    label_words,
    name_and_office,
    opens_with_honorific,
    opens_with_title,
    tells_post,
    vocabulary,
)
from rostra.structure.outlets import is_outlet

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

ASKS: tuple[LabelKind, ...] = ("question", "answer", "journalist", "moderator")
"""Labels of an exchange: who asks, who answers, who leads it."""

CALLS = frozenset({"question", "journalist", "remark"})
"""Labels of the hall, which asks or calls out."""

HALL = frozenset({"question", "journalist"})
"""Those under which it asks."""

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

_WITH_ARTICLE: tuple[LabelKind | None, ...] = ("journalist", "moderator", "interpreter", "group", "unnamed")
# "3. ", "T1. ", "[66880] ", "(12) ": numbers that parliaments print before a label.
NUMBERING = re.compile(r"(?:[\[(]?[A-Z]?\d{1,6}[\])]?[.)]?\s+)+")
# A bracket anywhere in a label, innermost text; labels are short, so this is linear in practice and bounded by their length.
_BRACKET = re.compile(r"[(（\[［〔【<＜〈‹]([^()（）\[\]［］〔〕【】<>＜＞〈〉‹›]{0,120})[)）\]］〕】>＞〉›]?")
_TRAILING_NUMBER = re.compile(r"\s*#?\d{1,3}$|\s+[A-Z]$|\s+(?:one|two|three|four|i{1,3})$", re.IGNORECASE)
_DAMAGE = re.compile(r"[^\w ]|_")
_NUMBER_WORDS = (" one", " two", " three", " four", " ii", " iii")
_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-·]*\w)?\.?", re.UNICODE)
_GLUED_INITIAL = re.compile(r"(?<=\b[A-ZÀ-ÞА-Я]\.)(?=[A-ZÀ-ÞА-Я][^\W\d_]{2})")  # "A.Lund", "A.B.Lund"
_STOP = re.compile(r"[。！？，、；]")


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


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Read the printed label `text` (separator excluded). The same text always reads alike; nothing here looks at the page."""
    bare = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    core, notes, unseen, inside = _brackets(bare)
    core = _GLUED_INITIAL.sub(" ", core)
    folded = fold(core)
    counts = _count(core)
    generic = _generic(folded)
    if generic is not None:
        named = name_and_office(inside) if inside and generic in ("chair", "moderator", "interpreter") else ("", "", "")
        return Label(generic, core, named[2], notes=notes, unseen=unseen, counts=counts)
    headed = _by_head(folded, core) or _by_outlet(core)
    if headed is not None:
        return Label(headed, core, notes=notes, unseen=unseen, counts=counts)
    refused = (
        folded in vocabulary("not_label")
        or folded in vocabulary("attendance")
        or folded in phrases("speech", "stage")
        or folded.startswith(_never_starts())
    )
    honorific, office, name = name_and_office(core)
    if inside and (office or honorific):
        title, _, person = name_and_office(inside)
        if person and (not name or title or (" " in person and fold_case(core).startswith("the "))):
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
        opens=kind != "office" or opens_with_title(core),
        counts=counts,
    )


def _brackets(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    """The label without brackets, the notes and the unseen names in them, and the first bracket that is neither."""
    if not _BRACKET.search(text):
        return " ".join(text.split()).strip(EDGE), (), (), ""
    notes, unseen, inside = [], [], ""
    for match in _BRACKET.finditer(text):
        content = match.group(1).strip()
        folded = fold(content)
        after = next((p for p in _unseen_phrases() if folded.startswith(p + " ")), None)
        behind = next((p for p in vocabulary("unseen_behind") if folded.endswith(p)), None)
        if behind is not None:
            unseen.append(content[: -len(behind)])
        elif after is not None:
            unseen += [
                n for part in content[len(after) :].split(",") for n in conjunction().split(f" {part} ") if n.strip()
            ]
        elif folded.startswith(_notes()):
            notes.append(content)
        elif not inside:
            inside = content
    core = " ".join(_BRACKET.sub(" ", text).split()).strip(EDGE)
    if not core and inside:  # 【大臣】, (Q): the bracket is the label
        return inside.strip(EDGE), tuple(notes), (), ""
    return core, tuple(notes), tuple(n.strip() for n in unseen), inside


@lru_cache(maxsize=1)
def _unseen_phrases() -> tuple[str, ...]:
    """Phrases that tell of an unseen turn, longest first."""
    return tuple(sorted(vocabulary("unseen"), key=len, reverse=True))


def _generic(folded: str) -> LabelKind | None:
    """The generic kind of a folded core, allowing an article before it, a number behind it and the damage of optical character
    reading. Who is numbered presides over nothing ("Speaker 2")."""
    kinds = _generic_words()
    kind = kinds.get(folded)
    if kind is None and (folded[-1:].isdigit() or folded[-2:-1] == " " or folded.endswith(_NUMBER_WORDS)):
        kind = kinds.get(_TRAILING_NUMBER.sub("", folded))
        kind = "unnamed" if kind == "chair" else kind
    if kind is None and not folded.replace(" ", "").isalnum():
        kind = kinds.get(_DAMAGE.sub("", folded))
    if kind is None and " " in folded:
        article, _, rest = folded.partition(" ")
        bare = kinds.get(rest) if article in phrases("offices", "articles") else None
        kind = bare if bare in _WITH_ARTICLE else None
    return kind


@lru_cache(maxsize=1)
def _generic_words() -> dict[str, LabelKind]:
    """Each generic word with its kind; of two lists that share a word the first counts."""
    return {word: kind for kind, key in reversed(_LISTS) for word in vocabulary(key) if word}


def localise(label: Label, language: str) -> Label:
    """A label of one letter that asks or answers in this language only ("S:" in Turkish), or whose form of address is an initial
    in it ("M. Petrov" where it is not French); other labels as they are."""
    initial = fold(label.honorific)
    if (
        len(initial) == 1
        and initial.isascii()
        and label.name
        and initial not in phrases_of("labels", "honorific", language)
    ):
        return msgspec.structs.replace(label, honorific="", name=f"{label.honorific} {label.name}")
    letter = fold(label.core)
    if len(letter) != 1 or label.name:
        return label
    for kind, key in (("question", "letters_q"), ("answer", "letters_a")):
        if letter in phrases_of("labels", key, language):
            return msgspec.structs.replace(label, kind=kind)
    return label


def _by_outlet(core: str) -> LabelKind | None:
    """ "The Evening Tide, Okoro" or "Mary Okoro, Evening Tide": two names and no office between them, as houses print who asks;
    and "Daily Post"."""
    if is_outlet(core):
        return "journalist"
    head, comma, tail = core.partition(", ")
    if not comma or contains_office(core) or tells_post(tail) or opens_with_honorific(head.split()):
        return None
    names = [part.split() for part in (head, tail)]
    return (
        "journalist"
        if all(1 <= len(n) <= 4 and all(is_name_like(w) for w in n) and n[-1][0].isupper() for n in names)
        else None
    )


def _by_head(folded: str, core: str) -> LabelKind | None:
    """A longer label whose first or last word tells the kind: "Reporter from the Tide", "SECOND SENIOR OFFICIAL"."""
    words = folded.split()
    if not words or len(words) > 8 or folded.startswith(_never_starts()):
        return None
    heads = vocabulary("journalist_head")
    unspaced = not core.isascii() and len(core) <= LONGEST_CJK and CJK.search(core) and not _STOP.search(core)
    if words[0] in heads or (unspaced and any(folded.endswith(h) for h in heads if CJK.search(h))):
        return "journalist"
    if words[-1] in vocabulary("unnamed_head") and len(words) > 1:
        return "unnamed" if core.isupper() or all(w[0].islower() for w in core.split()[1:]) else None
    return None


@lru_cache(maxsize=1)
def _never_starts() -> tuple[str, ...]:
    return tuple(vocabulary("not_label_start"))


@lru_cache(maxsize=1)
def _notes() -> tuple[str, ...]:
    return tuple(vocabulary("note"))


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Words in lower case that belong in a label."""
    return vocabulary("particle") | label_words()


def _count(core: str) -> Counted:
    plain = core.replace(" ", "").isalpha()  # letters and spaces only
    words = core.split() if plain else _WORD.findall(core)
    small = _small_words()
    return Counted(
        words=len(words) if core.isascii() else max(len(words), len(CJK.findall(core)) // 3),
        lower=len([w for w in words if w[0].islower() and fold_case(w) not in small and not CASELESS.match(w)]),
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
    first = next((i for i, w in enumerate(words) if fold(w) in label_words()), len(words))
    return sum(w[0].islower() for w in words[:first])
