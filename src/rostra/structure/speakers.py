"""Speakers: from the label as printed to the person, with what the page itself tells and nothing else.

A page names its people in full once - in the title, the byline, a list, a first label, in mid-speech - and by
surname or office after.
A surname leads to a full name only when a single full name on the page bears it; of two, the surname stays as printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec
from rapidfuzz.distance import Levenshtein

from rostra.lexicon import phrases
from rostra.model import Issue, SpeakerKind
from rostra.structure.decode import Draft
from rostra.structure.labels import Label, fold, read_label

_JOURNALISTS = frozenset({"question", "journalist", "remark"})
_BY_OFFICE = frozenset({"chair", "interpreter", "unnamed"})
# two who speak at once ("Ana and Ivo"), unless both words belong to one office ("Minister of Ports and Fisheries"
# has no name behind it)
_JOINT = re.compile(r"\s(?:and|et|y|e|und|и|و|ve|&)\s")
_INITIALS = 3  # letters: nobody's surname in capitals, but an office's initials misread ("PH" for "PM")
_MISSPELT_MIN = 5  # letters; below, two surnames a letter apart are as often two people
_GIVEN_SURNAME = re.compile(
    r"\b(?P<given>[A-ZÀ-ÞА-Я][^\W\d_A-ZÀ-ÞА-Я][\w\-]{0,24}(?:\s[A-Z]\.)?)\s(?=(?P<surname>[A-ZÀ-ÞА-Я][\w'’\-]{2,30}))"
)
_SENTENCE_MARK = re.compile(r"[。、！？；：，;:!?]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_UNSPACED = 12  # signs: long transliterated names have fewer
_NEAR_TEXT = 400_000  # characters searched for a given name: bounds the time on a huge page


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom the page names in full, with the office as printed ("" when none is)."""

    name: str
    office: str = ""


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who we hold the speaker of a turn to be. `confidence` is 0-1; `issue` says what is doubtful, ``None`` when nothing is."""

    speaker: str | None
    kind: SpeakerKind
    confidence: float
    issue: tuple[str, str] | None = None


ASKER = Attribution(speaker="journalist", kind="journalist", confidence=0.7)
"""Who asks in a conversation without labels."""


def attribute(drafts: list[Draft], people: list[Known], principal: str | None, text: str) -> list[Attribution | None]:
    """Who speaks each draft, in their order; ``None`` for notes and headings.

    `people` are those whom title, byline, facts and lists name; `principal` is who speaks where no label stands.
    """
    register = _Register(drafts, people, principal, text)
    result: list[Attribution | None] = []
    last: Attribution | None = None
    for draft in drafts:
        if draft.kind != "speech":
            result.append(None)
            continue
        if draft.candidate is not None:
            last = register.of_label(draft.candidate.label, draft.candidate.key)
        elif not (draft.continued and last is not None):
            last = register.of_nobody()
        result.append(last)
    return result


class _Register:
    """The people of one page and the labels already resolved."""

    def __init__(self, drafts: list[Draft], people: list[Known], principal: str | None, text: str) -> None:
        self.text = text[:_NEAR_TEXT]
        labels = [d.candidate.label for d in drafts if d.candidate is not None]
        named = [
            Known(name=tidy(label.name), office=label.office)
            for label in labels
            if " " in label.name and not _JOINT.search(label.name)
        ]
        self.people = _merge([p for p in [*people, *named] if _is_nameable(p.name)])
        self.by_surname: dict[str, list[Known]] = defaultdict(list)
        for person in self.people:
            self.by_surname[_surname(person.name)].append(person)
        self.offices = {label.core for label in labels if label.kind == "office" and label.counts.capitals}
        self.counts = Counter(_surname(label.name) for label in labels if label.name)
        self.principal = principal if principal and _is_nameable(principal) else self._only_speaker(labels)
        self._cache: dict[str, Attribution] = {}

    def _only_speaker(self, labels: Iterable[Label]) -> str | None:
        """The one named person who answers on the page, when there is just one: who else opened it?"""
        names = {tidy(label.name) for label in labels if label.name}
        if len(names) == 1:
            only = names.pop()
            return self.resolve(only)[0]
        return self.people[0].name if not names and len(self.people) == 1 else None

    def of_nobody(self) -> Attribution:
        """Unlabelled speech: the principal, or nobody that we know."""
        if self.principal:
            return Attribution(speaker=self.principal, kind="person", confidence=0.8)
        return Attribution(
            speaker=None,
            kind="unknown",
            confidence=0.3,
            issue=("speaker-unknown", "No label, title or byline tells who speaks here."),
        )

    def of_label(self, label: Label, key: str) -> Attribution:
        """The speaker that a label names. The same label is the same speaker all over the page."""
        if key not in self._cache:
            self._cache[key] = self._attribute(label)
        return self._cache[key]

    def _attribute(self, label: Label) -> Attribution:
        joint = _JOINT.split(label.core)
        if (
            len(joint) == 2
            and label.kind in ("name", "office")
            and all(read_label(part).kind in ("name", "office") for part in joint)
        ):
            return self._joint([read_label(part) for part in joint])
        if label.kind in _JOURNALISTS:
            return Attribution(speaker="journalist", kind="journalist", confidence=0.97)
        if label.kind == "moderator":
            return Attribution(speaker="moderator", kind="moderator", confidence=0.95)
        if label.kind == "answer":
            return self.of_nobody()
        if label.kind == "group":
            return Attribution(speaker=label.core, kind="group", confidence=0.9)
        if label.kind in _BY_OFFICE and not label.name:
            return self._by_office(label)
        if label.name:
            return self._by_name(label)
        return self._by_holder(label)

    def _joint(self, labels: list[Label]) -> Attribution:
        """Two speak under one label: both names, each as full as the page tells it."""
        parts = [self._by_name(part) if part.name else self._by_holder(part) for part in labels]
        names = [part.speaker or tidy(label.core) for part, label in zip(parts, labels, strict=True)]
        return Attribution(speaker=" and ".join(names), kind="group", confidence=0.8)

    def _by_office(self, label: Label) -> Attribution:
        """A chair or an unnamed official: named by the office as printed."""
        shown = label.core.lower() if label.counts.capitals and label.kind != "chair" else label.core
        return Attribution(speaker=shown, kind="unknown", confidence=0.9)

    def _by_name(self, label: Label) -> Attribution:
        if label.counts.capitals and len(label.name) <= _INITIALS and label.core == label.name:
            meant = next(
                (o for o in self.offices if len(o) == len(label.name) and Levenshtein.distance(o, label.name) == 1),
                None,
            )
            if meant is not None:
                held = self._by_holder(read_label(meant))
                return msgspec.structs.replace(
                    held, confidence=0.6, issue=("label-misspelt", f"“{label.name}” is read as {meant}.")
                )
        name, issue = self.resolve(label.name)
        sure = 0.97 if " " in name else 0.8
        return Attribution(speaker=name, kind="person", confidence=0.6 if issue else sure, issue=issue)

    def _by_holder(self, label: Label) -> Attribution:
        """An office alone: the person on the page who holds it, or the principal where only one office speaks."""
        office = _bare_office(label.office or label.core)
        holders = [p for p in self.people if p.office and _same_office(office, _bare_office(p.office))]
        if len({_surname(p.name) for p in holders}) == 1:
            return Attribution(speaker=max((p.name for p in holders), key=len), kind="person", confidence=0.93)
        if self.principal and not holders and not self._holds_another(office):
            return Attribution(speaker=self.principal, kind="person", confidence=0.75)
        message = (
            f"The page does not tell who “{label.core}” is."
            if not holders
            else f"“{label.core}” may be more than one person here."
        )
        return Attribution(speaker=None, kind="unknown", confidence=0.3, issue=("speaker-unknown", message))

    def _holds_another(self, office: str) -> bool:
        """The principal is printed with an office that cannot be this one (a vice president is no president)."""
        held = next((p.office for p in self.people if p.name == self.principal and p.office), "")
        return (
            bool(held)
            and not _same_office(office, _bare_office(held))
            and _is_deputy(office) != _is_deputy(_bare_office(held))
        )

    def resolve(self, printed: str) -> tuple[str, tuple[str, str] | None]:
        """The fullest name on the page for a printed one, and what is doubtful about it."""
        name = tidy(printed)
        bearers = self._bearers(name)
        if len(bearers) == 1:
            return (bearers[0] if len(bearers[0].split()) >= len(name.split()) else name), None
        if len(bearers) > 1:
            return name, ("speaker-ambiguous", f"More than one person on the page is called {name}.")
        if " " in name:
            return name, None
        found = self._in_text(name)
        if found:
            return found, None
        near = self._misspelt(name)
        if near:
            return near, ("label-misspelt", f"“{printed}” is read as a misprint of {near}.")
        return name, None

    def _bearers(self, name: str) -> list[str]:
        """The distinct full names that a printed name may stand for."""
        words = _fold_name(name).split()
        same = [p.name for p in self.by_surname.get(words[-1], []) if _compatible(words, _fold_name(p.name).split())]
        if not same and len(words) == 1:  # a given name alone, or a family name that stands first
            same = [p.name for p in self.people if words[0] in _fold_name(p.name).split()]
        distinct: dict[str, str] = {}
        for full in same:
            key = _initials(full)
            if key not in distinct or len(full) > len(distinct[key]):
                distinct[key] = full
        return [n for n in distinct.values() if " " in n] or list(distinct.values())[:1]

    @cached_property
    def given_names(self) -> dict[str, set[str]]:
        """For each surname in the text the given names that stand before it, from one pass over the text."""
        found: dict[str, set[str]] = defaultdict(set)
        for match in _GIVEN_SURNAME.finditer(self.text):
            given, surname = match.group("given"), match.group("surname")
            if not _is_title(given.split()[0]) and not given.isupper():
                found[_fold_name(surname)].add(given)
        return found

    def _in_text(self, surname: str) -> str | None:
        """The one given name that stands before a surname in the text; ``None`` for none or several."""
        given = self.given_names.get(_fold_name(surname), set()) if len(surname) > 2 else set()
        return f"{next(iter(given))} {surname}" if len(given) == 1 else None

    def _misspelt(self, surname: str) -> str | None:
        """A rare label one or two letters away from a frequent one, the lengths being enough to tell."""
        folded = _fold_name(surname)
        if len(surname) < _MISSPELT_MIN or self.counts[folded] > 1:
            return None
        for other, people in self.by_surname.items():
            if other != folded and Levenshtein.distance(other, folded, score_cutoff=2) <= (1 if len(other) < 7 else 2):
                return people[0].name
        for other, count in self.counts.items():
            near = count > 1 or other[:1] == folded[:1]
            if near and other != folded and Levenshtein.distance(other, folded, score_cutoff=1) <= 1:
                return tidy(other)
        return None


def _is_nameable(name: str) -> bool:
    """A name may be so printed: no sentence (inner punctuation, or more than a dozen signs without spaces), not empty."""
    if set(_fold_name(name).split()) <= phrases("speech", "courtesy"):
        return False  # "Buenas tardes" behind a label is a greeting
    signs = len(_UNSPACED.findall(name))
    return (
        bool(_fold_name(name))
        and not _SENTENCE_MARK.search(name)
        and (signs <= _LONGEST_UNSPACED or signs < len(name) // 2)
    )


def tidy(name: str) -> str:
    """A name for reading: capitals to title case ("MCCARTHY" becomes "McCarthy", "ILIC" "Ilic"), white space collapsed."""
    words = name.replace("’", "'").strip(" .,:;*_").split()
    return " ".join(_title(w) if w.isupper() and len(w.strip(".")) > 1 else w for w in words)


def _title(word: str) -> str:
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return re.sub(r"[^\W\d_]+", lambda m: m.group(0).capitalize(), word)


def _fold_name(name: str) -> str:
    return fold(name).replace(".", "")


def _surname(name: str) -> str:
    words = _fold_name(name).split()
    return words[-1] if words else ""


def _initials(name: str) -> str:
    words = _fold_name(name).split()
    return f"{words[0][:1]} {words[-1]}"


def _compatible(short: list[str], full: list[str]) -> bool:
    """Both may be one person: equal given names or initials, as far as both are printed."""
    if len(short) == 1 or len(full) == 1:
        return True
    return short[0][0] == full[0][0] and (
        short[0] == full[0] or len(short[0]) == 1 or len(full[0]) == 1 or short[0][:3] == full[0][:3]
    )


def _merge(people: list[Known]) -> list[Known]:
    """One entry a person: the longest name with the first office printed for it."""
    merged: dict[str, Known] = {}
    for person in people:
        if not person.name:
            continue
        key = _initials(person.name) if " " in person.name else f"? {_surname(person.name)}"
        held = merged.get(key)
        name = person.name if held is None or len(person.name) > len(held.name) else held.name
        merged[key] = Known(name=name, office=(held.office if held else "") or person.office)
    full = {_surname(p.name) for k, p in merged.items() if not k.startswith("?")}
    return [p for k, p in merged.items() if not k.startswith("?") or k[2:] not in full or p.office]


def _bare_office(office: str) -> str:
    words = [w for w in fold(office).replace(".", "").split() if w not in ("the", "mr", "madam", "our", "acting")]
    expanded = " ".join(words)
    return "prime minister" if expanded == "pm" else expanded


def _is_deputy(office: str) -> bool:
    return office.startswith(("vice", "deputy", "vize", "under", "assistant"))


def _same_office(short: str, full: str) -> bool:
    if _is_deputy(short) != _is_deputy(full):
        return False
    return short == full or full.startswith(short + " ") or full.endswith(" " + short) or short.startswith(full + " ")


def _is_title(word: str) -> bool:
    folded = word.casefold().strip(".")
    return (
        folded in phrases("labels", "honorific")
        or folded in phrases("labels", "office")
        or folded in ("and", "the", "former")
    )


def as_issue(attribution: Attribution, start: int, end: int) -> Issue | None:
    """The attribution's doubt as an issue at a place."""
    if attribution.issue is None:
        return None
    code, message = attribution.issue
    return Issue(code=code, message=message, severity="warning", start=start, end=end)
