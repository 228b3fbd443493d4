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
from itertools import islice

import msgspec
from rapidfuzz.distance import OSA, Levenshtein

from rostra.model import Issue, SpeakerKind
from rostra.structure.bearers import Bearers
from rostra.structure.decode import UNHEARD, Draft
from rostra.structure.introductions import introductions
from rostra.structure.labels import CALLS, Label, read_label
from rostra.structure.names import (
    Known,
    bare_office,
    chairs,
    fold_name,
    is_caseless,
    is_deputy,
    is_nameable,
    is_same_office,
    is_title,
    merge,
    stands_beside,
    surname_of,
    tidy,
)
from rostra.structure.naming import CJK, conjunction
from rostra.structure.outlets import is_called_outlet

_BY_OFFICE = frozenset({"chair", "unnamed"})
_INITIALS = 3  # letters: nobody's surname in capitals, but an office's initials misread ("PH" for "PM")
_MOST_COMPARED = 300  # people, or offices, compared one with another: a page that names more is no transcript of talk
_HEAD = 2_000  # characters at the head of a page in which an office is told beside its holder
_FEW = 20  # people: a page that tells more of them lists them
_ROLE_MIN = 7  # letters of a word for a role that a misprint still tells
_MISSPELT_MIN = 5  # letters; below, two surnames a letter apart are as often two people
_GIVEN_SURNAME = re.compile(
    r"\b(?P<given>[A-ZÀ-ÞА-Я][^\W\d_A-ZÀ-ÞА-Я][\w\-]{0,24}(?:\s[A-Z]\.)?)\s(?=(?P<surname>[A-ZÀ-ÞА-Я][\w'’\-]{2,30}))"
)
_NEAR_TEXT = 400_000  # characters searched for a given name: bounds the time on a huge page


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
        if draft.rule == UNHEARD:
            result.append(ASKER)
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
        self.told = {fold_name(person.name) for person in people}
        labels = [d.candidate.label for d in drafts if d.candidate is not None]
        self.titles: dict[str, set[str]] = defaultdict(set)  # of each surname, the words that stand before it
        for label in labels:
            if label.honorific or label.office:
                self.titles[surname_of(label.name)].add(fold_name(label.honorific or label.office).split()[0])
        named = [
            Known(name=tidy(label.name), office=label.office)
            for label in labels
            if " " in label.name and not conjunction().search(label.name) and not self._is_title_misprinted(label.name)
        ]
        self.people = merge([p for p in [*people, *named] if is_nameable(p.name)])
        self.bearers = Bearers(self.people)
        self.folded = [(person.name, fold_name(person.name)) for person in self.people[:_MOST_COMPARED]]
        self.offices = {label.core for label in labels if label.kind == "office" and label.counts.capitals}
        of_roles = {label.core: label for label in labels if label.kind in ("office", "question", "journalist")}
        self.roles = [label for label in of_roles.values() if not label.name][:_MOST_COMPARED]
        self.held = [(p, bare_office(p.office)) for p in self.people if p.office][:_MOST_COMPARED]
        spoken = dict.fromkeys(bare_office(label.core) for label in labels if label.kind == "office")
        self.spoken_offices = list(spoken)[:_MOST_COMPARED]
        self.introduced = introductions(drafts, text)
        self.counts = Counter(surname_of(label.name) for label in labels if label.name)
        self.printed = {surname_of(label.name): label.name.split()[-1] for label in labels if label.name}
        self.principal = principal if principal and is_nameable(principal) else self._only_speaker(labels)
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
        joint = _joined(label)
        if joint and (both := self._joint(label, joint)) is not None:
            return both
        if label.kind in CALLS:
            return Attribution(speaker="journalist", kind="journalist", confidence=0.97)
        if label.kind == "moderator":
            return Attribution(speaker="moderator", kind="moderator", confidence=0.95)
        if label.kind == "answer":
            return self.of_nobody()
        if label.kind == "interpreter" and not label.name:
            return self._interpreted(label)
        if label.kind == "group":
            return Attribution(speaker=label.core, kind="group", confidence=0.9)
        if label.kind in _BY_OFFICE and not label.name:
            return self._by_office(label)
        if label.name:
            return self._by_name(label)
        return self._by_holder(label)

    def _joint(self, joint: Label, labels: list[Label]) -> Attribution | None:
        """Two speak under one label: both names, each as full as the page tells it, joined as printed. ``None`` where an office
        before a name has no holder of its own: then it is the second's ("Director and Chairman Ana Ilic")."""
        parts = [self._by_name(part) if part.name else self._by_holder(part) for part in labels]
        if joint.name and any(part.speaker is None for part in parts):
            return None
        names = [part.speaker or tidy(label.core) for part, label in zip(parts, labels, strict=True)]
        between = conjunction().search(joint.core)
        return Attribution(speaker=(between[0] if between else " and ").join(names), kind="group", confidence=0.8)

    def _by_office(self, label: Label) -> Attribution:
        """A chair whom a list names, or a chair or an unnamed official by the office as printed."""
        office = bare_office(label.core)
        presiding = {p.name for p, held in self.held if held in chairs() and is_deputy(held) == is_deputy(office)}
        if label.kind == "chair" and len(presiding) == 1:
            return Attribution(speaker=presiding.pop(), kind="person", confidence=0.9)
        shown = label.core.lower() if label.counts.capitals and label.kind != "chair" else label.core
        return Attribution(speaker=shown, kind="unknown", confidence=0.9)

    def _interpreted(self, label: Label) -> Attribution:
        """Whom an interpreter speaks for where no turn before his tells it: the principal whom title or byline name."""
        if self.principal and fold_name(self.principal) in self.told:
            return Attribution(speaker=self.principal, kind="person", confidence=0.6)
        issue = ("speaker-unknown", f"Nothing tells whose words “{label.core}” gives.")
        return Attribution(speaker=None, kind="unknown", confidence=0.3, issue=issue)

    def _by_name(self, label: Label) -> Attribution:
        if is_called_outlet(label.core, self.text[:_HEAD]):
            return ASKER
        if label.counts.capitals and len(label.name) <= _INITIALS and label.core == label.name:
            meant = next(
                (o for o in sorted(self.offices) if len(o) <= _INITIALS and Levenshtein.distance(o, label.name) == 1),
                None,
            )
            if meant is not None:
                held = self._by_holder(read_label(meant))
                return msgspec.structs.replace(
                    held, confidence=0.6, issue=("label-misspelt", f"“{label.name}” is read as {meant}.")
                )
        role = self._role_meant(label)
        if role is not None:
            of_role = ASKER if role.kind in CALLS else self._by_holder(role)
            return msgspec.structs.replace(of_role, confidence=0.6, issue=_misprint(label.core, role.core))
        name, issue = self.resolve(label.name)
        sure = 0.97 if " " in name else 0.8
        return Attribution(speaker=name, kind="person", confidence=0.6 if issue else sure, issue=issue)

    def _role_meant(self, label: Label) -> Label | None:
        """The label of a role on this page that one is but for a letter or two that changed places ("JOURNALSIT")."""
        folded = fold_name(label.core)
        if label.core != label.name or len(folded) < _ROLE_MIN:
            return None
        return next((r for r in self.roles if OSA.distance(fold_name(r.core), folded, score_cutoff=1) <= 1), None)

    def _by_holder(self, label: Label) -> Attribution:
        """An office alone: the person on the page who holds it, who says so himself, or the principal where only one office
        speaks and no label names him."""
        office = bare_office(label.office or label.core)
        holders = self._holders(office)
        if len({surname_of(p.name) for p in holders}) == 1:
            return Attribution(speaker=max((p.name for p in holders), key=len), kind="person", confidence=0.93)
        if not holders and label.core in self.introduced:
            return Attribution(speaker=self.introduced[label.core], kind="person", confidence=0.85)
        if self.principal and not holders and not self._holds_another(office):
            return Attribution(speaker=self.principal, kind="person", confidence=0.75)
        message = (
            f"The page does not tell who “{label.core}” is."
            if not holders
            else f"“{label.core}” may be more than one person here."
        )
        return Attribution(speaker=None, kind="unknown", confidence=0.3, issue=("speaker-unknown", message))

    def _holders(self, office: str) -> list[Known]:
        """Who is printed with the office; of several, those who do not hold one that another label names."""
        fitting = [(p, held) for p, held in self.held if is_same_office(office, held)]
        exact = [p for p, held in fitting if held == office]
        if exact or len(fitting) < 2:
            return exact or [p for p, _ in fitting]
        others = [o for o in self.spoken_offices if o != office]
        free = [p for p, held in fitting if not any(is_same_office(o, held) for o in others)]
        return free or [p for p, _ in fitting]

    def _holds_another(self, office: str) -> bool:
        """The principal does not speak under this office: other labels name him, or another office of the page's labels is his, or
        his own cannot be this one (a vice president is no president)."""
        held = bare_office(next((p.office for p in self.people if p.name == self.principal and p.office), ""))
        if surname_of(self.principal or "") in self.counts:
            return True
        if not held:  # two offices speak, and nothing tells which of them is his
            return any(not is_same_office(o, office) for o in self.spoken_offices)
        if is_same_office(office, held):
            return False
        return is_deputy(office) != is_deputy(held) or any(is_same_office(o, held) for o in self.spoken_offices)

    def resolve(self, printed: str) -> tuple[str, tuple[str, str] | None]:
        """The fullest name on the page for a printed one, and what is doubtful about it."""
        name = tidy(printed)
        if self._is_title_misprinted(name):
            name = name.split()[-1]
        near = self._misprint_of(name) if " " in name else None
        if near:
            return near, _misprint(printed, near)
        bearers = self._bearers(name)
        if len(bearers) == 1:
            return (bearers[0] if len(bearers[0].split()) >= len(name.split()) else name), None
        if len(bearers) > 1:
            return name, ("speaker-ambiguous", f"More than one person on the page is called {name}.")
        if " " in name:
            return name, None
        found = self._beside(name) or self._in_text(name)
        if found:
            return found, None
        near = self._misspelt(name)
        return (near, _misprint(printed, near)) if near else (name, None)

    def _is_title_misprinted(self, name: str) -> bool:
        """What stands before the surname is another label's title but for a letter or two ("ADMINISTRATION ILIC")."""
        first, _, surname = fold_name(name).partition(" ")
        titles = self.titles.get(surname, ()) if len(first) > _MISSPELT_MIN else ()
        return any(first != t and Levenshtein.distance(first, t, score_cutoff=2) <= 2 for t in titles)

    def _misprint_of(self, name: str) -> str | None:
        """The person whose full name a rare label has but for a letter or two; ``None`` when there is none."""
        folded = fold_name(name)
        if self.counts[folded.split()[-1]] > 1 or folded in self.told:
            return None
        for full, other in self.folded:
            frequent = " " in other and self.counts[other.split()[-1]] > 1 and len(other.split()[-1]) >= _MISSPELT_MIN
            most = 2 if len(other) >= 2 * _MISSPELT_MIN else 1
            if frequent and other != folded and Levenshtein.distance(other, folded, score_cutoff=2) <= most:
                return full
        return None

    def _bearers(self, name: str) -> list[str]:
        """The distinct full names that a printed name may stand for."""
        if " " not in name and CJK.match(name) and name not in self.told:
            return self.bearers.opening_with(name)
        return self.bearers.of(name)

    @cached_property
    def given_names(self) -> dict[str, set[str]]:
        """For each surname in the text the given names that stand before it, from one pass over the text."""
        found: dict[str, set[str]] = defaultdict(set)
        for match in _GIVEN_SURNAME.finditer(self.text):
            given, surname = match.group("given"), match.group("surname")
            if "--" not in given and not given.isupper() and not any(map(is_title, given.split())):
                found[fold_name(surname)].add(given)
        return found

    def _beside(self, word: str) -> str | None:
        """The one person beside whose name the word stands as an office would that no list knows ("Captain Ana Ilic")."""
        head = self.text[:_HEAD].casefold()
        folded = word.casefold()
        found = {p.name for p in self.people[:_FEW] if " " in p.name or is_caseless(p.name)}
        found = {name for name in found if stands_beside(folded, name.casefold(), head)}
        return found.pop() if len(found) == 1 and len(word) > 1 else None

    def _in_text(self, surname: str) -> str | None:
        """The one given name that stands before a surname in the text; ``None`` for none or several."""
        given = self.given_names.get(fold_name(surname), set()) if len(surname) > 2 else set()
        return f"{next(iter(given))} {surname}" if len(given) == 1 else None

    def _misspelt(self, surname: str) -> str | None:
        """A rare label one or two letters away from a frequent one, the lengths being enough to tell."""
        folded = fold_name(surname)
        if len(surname) < _MISSPELT_MIN or self.counts[folded] > 1:
            return None
        for other, people in islice(self.bearers.by_surname.items(), _MOST_COMPARED):
            if other != folded and Levenshtein.distance(other, folded, score_cutoff=2) <= (1 if len(other) < 7 else 2):
                return people[0].name
        for other, count in islice(self.counts.items(), _MOST_COMPARED):
            near = count > 1 or other[:1] == folded[:1]
            if near and other != folded and Levenshtein.distance(other, folded, score_cutoff=1) <= 1:
                return tidy(self.printed[other])
        return None


def _misprint(printed: str, meant: str) -> tuple[str, str]:
    return "label-misspelt", f"“{printed}” is read as a misprint of {meant}."


def _joined(label: Label) -> list[Label]:
    """The two labels that a joint one consists of ("Ana and Ivo"); empty for all others.

    An office may hold the conjunction itself ("Director and Chairman of the Board Ana Ilic", "Minister of Trade and Industry").
    """
    parts = [read_label(part) for part in conjunction().split(label.core)] if label.kind in ("name", "office") else []
    if len(parts) != 2 or not all(part.kind in ("name", "office") for part in parts):
        return []
    first, second = parts
    if (
        label.name
        and label.office
        and conjunction().search(label.office)
        and not (first.name and second.office and second.name)
    ):
        return []
    return parts


def as_issue(attribution: Attribution, start: int, end: int) -> Issue | None:
    """The attribution's doubt as an issue at a place."""
    if attribution.issue is None:
        return None
    code, message = attribution.issue
    return Issue(code=code, message=message, severity="warning", start=start, end=end)
