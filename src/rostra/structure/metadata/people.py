"""Who took part, as far as title, record, dateline and byline tell; and whose names the page mentions.

A name that the title gives in short ("President Lund") or without an office ("Speech by Ada Lund") is completed from the rest of
the page, its related lists included: names and offices are facts about people, not about one event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from rostra.lexicon import load, phrases
from rostra.model import Document, Evidence, Span
from rostra.structure.labels import read_label
from rostra.structure.metadata.attendance import read_attendance
from rostra.structure.metadata.inflection import nominative
from rostra.structure.metadata.introduced import iter_introduced, name_at_start
from rostra.structure.metadata.page import Page, fact_names
from rostra.structure.metadata.record import Candidate
from rostra.structure.metadata.tokens import find_offices
from rostra.structure.metadata.unspaced import find_unspaced
from rostra.structure.metadata.who import Named, find_people
from rostra.structure.metadata.words import joining
from rostra.text.names import Register, fold_words, same_person, title_case, uninvert

MENTIONS = 12
"""How many mentions of a surname are looked at for its full form; the form is settled by the first few."""

WINDOW = 100
"""Characters before a surname in which its owner's office and given name stand."""

MAX_FIELD = 80
"""A longer value of a record's field is no name."""

MAX_BYLINES = 4
"""Lines of the body among which bylines are looked for: a place, a date and two who speak."""

_SENTENCE = re.compile(r"[.!?…。！？؟]\W*$")
_COLON = re.compile(r"[:：]")

_AUTHOR_FACTS = (
    ("meta", ("author", "article:author", "dc.creator", "byl")),
    ("json-ld", ("author.name", "author")),
    ("field", ("author", "byline", "creator")),
)


class People(msgspec.Struct, frozen=True):
    """`candidates` in order of appearance, `names` of everybody mentioned prominently, `principal` the one who speaks."""

    candidates: tuple[Candidate, ...]
    names: tuple[str, ...]
    principal: str | None


def read_people(page: Page, title: str | None, title_span: Span | None, kind: str, language: str | None) -> People:
    """The persons of the page's title, record, datelines and bylines; of a written text also whom its lead begins with."""
    introduced = (person for person in iter_introduced(title or "") if not _is_wording(person.name, page.document.text))
    printed = [_listed(_as_printed(p, title or "", page), page, language) for p in introduced]
    titled = [_candidate(person, "person-title", title_span) for person in printed]
    recorded = list(_from_fields(page.document))
    lines = [c for line in page.datelines for c in _line_candidates(line.text, line.start)]
    merged = _merge([*titled, *lines, *recorded])
    if not merged:
        merged = _merge(list(_from_bylines(page)))
    if not merged and kind in ("message", "statement"):
        merged = list(_from_lead(page))
    if not merged:
        merged = list(_office_holders(title or "", page))
    told = tuple(_complete(candidate, page) for candidate in merged)
    complete = tuple(_merge([*told, *read_attendance(page)]))
    authors = tuple(_authors(page.document))
    opening = [p.name for line in (*page.leads, *page.opening[:2]) for p in find_people(line.text)]
    names = dict.fromkeys([*(c.name for c in complete), *opening, *authors])
    return People(complete, tuple(names), _principal(printed, recorded, told, kind))


def _is_wording(name: str, text: str) -> bool:
    """Whether all words of a name stand in small letters elsewhere on the page: titles write other words with capitals as well."""
    words = name.split()
    return all(word.lower() != word and next(_mentions(text, word.lower()), None) is not None for word in words)


def _as_printed(person: Named, title: str, page: Page) -> Named:
    """The person with the last words of the name cut off while the rest of the page never has them: titles write verbs and nouns
    with capitals as well."""
    text = page.document.text.casefold()
    printed = title.casefold() if title.casefold() in text else ""
    words = person.name.split()
    elsewhere = [_count(text, word.casefold()) > _count(printed, word.casefold()) for word in words]
    keep = len(words)
    while keep > 1 and not elsewhere[keep - 1] and elsewhere[keep - 2] and len(words[keep - 2].strip(".")) > 1:
        keep -= 1
    return msgspec.structs.replace(person, name=" ".join(words[:keep]))


def _listed(person: Named, page: Page, language: str | None) -> Named:
    """The person with a name that the title declines put back into the nominative, where the page has it."""
    return msgspec.structs.replace(person, name=nominative(person.name, page.document.text, language, person.office))


def _count(text: str, word: str) -> int:
    """How often the whole word stands in the text, counted up to `MENTIONS`."""
    return sum(1 for _ in _mentions(text, word))


def _line_candidates(text: str, start: int) -> Iterator[Candidate]:
    for person in find_people(text):
        yield _candidate(person, "person-dateline", (start, start + len(text)))


def _candidate(person: Named, rule: str, base: Span | None) -> Candidate:
    start, end = (base[0] + person.start, base[0] + person.end) if base else (0, 0)
    evidence = Evidence(rule=rule, confidence=0.9 if person.office else 0.75, start=start, end=end)
    return Candidate(name=person.name, office=person.office, affiliation=person.affiliation, evidence=evidence)


def _from_fields(document: Document) -> Iterator[Candidate]:
    """Persons in a record's fields: one named after an office ("prime-minister: Lund, Ada") or for the speaker."""
    offices = phrases("offices", "offices")
    for fact in document.facts:
        if fact.origin != "field" or not 0 < len(fact.value) <= MAX_FIELD:
            continue
        name = re.sub(r"[-_]", " ", fact.name.rpartition(".")[2])
        office = name.title() if name in offices else None
        if fold_words(fact.value) and (office or fact.name in fact_names("person", "speaker")):
            evidence = Evidence(rule="person-field", confidence=0.9, fact=f"field:{fact.name}")
            yield Candidate(name=title_case(uninvert(fact.value)), office=office, evidence=evidence)


def _from_bylines(page: Page) -> Iterator[Candidate]:
    """Who stands with name and office on a line of their own under the title, which tells nobody: "Ada Lund, Premier of Oland"."""
    for line in (*page.near_title, *page.front, *page.opening[:MAX_BYLINES]):
        text = line.text.strip()
        person = _on_byline(text) if len(text) <= MAX_FIELD and not _SENTENCE.search(text) else None
        if person is not None:
            yield _candidate(person, "person-byline", (line.start, line.start + len(line.text)))


def _on_byline(text: str) -> Named | None:
    name, comma, office = text.replace("، ", ", ").partition(", ")
    if comma and not _COLON.search(text):
        label = read_label(f"{name}, {office}")
        named = label.kind == "name" and label.name == name and " " in name and label.office == office
        return Named(title_case(name), office, None, 0, len(name)) if named else None
    people = find_unspaced(text)  # side by side, without a comma
    if len(people) != 1 or people[0][3] != len(text) or any(map(str.isdigit, text)):
        return None
    name, office, start, end = people[0]
    return Named(name, office, None, start, end)


def _from_lead(page: Page) -> Iterator[Candidate]:
    """The author of a message, with whose name the publisher's lead begins."""
    for line in page.leads:
        person = name_at_start(line.text) or next(iter(find_people(line.text)), None)
        if person:
            yield _candidate(person, "person-lead", (line.start, line.start + len(line.text)))
            return


def _office_holders(title: str, page: Page) -> Iterator[Candidate]:
    """The holder of an office that the title names without a name ("Statement by the Secretary General"), where the page has it."""
    text = page.document.text
    for office in find_offices(title):
        holders: Counter[tuple[str, str | None, str | None]] = Counter()
        for start, end in _mentions(text, office):
            window = _whole_words(text, start - WINDOW // 2, end + WINDOW // 2).replace("\n\n", " | ")
            near = (p for p in find_people(window) if " " in p.name and _agree(p.office, office))
            holders.update(list(dict.fromkeys((p.name, p.office, p.affiliation) for p in near)))
        if holders:
            name, held, affiliation = holders.most_common(1)[0][0]
            yield _candidate(Named(name, held, affiliation, 0, 0), "person-office", None)


def _whole_words(text: str, start: int, end: int) -> str:
    """`text[start:end]` less the words that its edges cut: half a name is another name."""
    window = text[max(0, start) : end]
    if end < len(text) and not text[end].isspace():
        window = window[: max(window.rfind(" "), window.rfind("\n"), 0)] or window
    if start > 0 and not text[start - 1].isspace():
        window = window[window.find(" ") + 1 :]
    return window


def _authors(document: Document) -> Iterator[str]:
    """Authors that the page's facts name, when they have the shape of a person's name."""
    for origin, names in _AUTHOR_FACTS:
        value = document.fact(origin, *names) or ""
        body = any(word in phrases("offices", "organisations") for word in fold_words(value))
        if (
            fold_words(value)
            and 2 <= len(value.split()) <= 5
            and len(value) <= MAX_FIELD
            and "/" not in value
            and not body
        ):
            yield uninvert(value)


def _merge(candidates: list[Candidate]) -> list[Candidate]:
    """Each person once: the fuller name, the first office and affiliation."""
    kept: list[Candidate] = []
    known = Register()
    for candidate in candidates:
        at = known.find(candidate.name)
        if at is None:
            kept.append(candidate)
            known.add(candidate.name)
        else:
            kept[at] = _joined(kept[at], candidate)
            known.replace(at, kept[at].name)
    return kept


def _joined(first: Candidate, second: Candidate) -> Candidate:
    fuller = max(first.name, second.name, key=lambda name: (_given(name), len(name)))
    return Candidate(
        name=fuller,
        office=first.office or second.office,
        affiliation=first.affiliation or second.affiliation,
        evidence=first.evidence,
    )


def _given(name: str) -> int:
    """Words of the name that are more than initials."""
    return sum(len(word) > 1 for word in fold_words(name))


def _complete(candidate: Candidate, page: Page) -> Candidate:
    """The candidate with the full name, office and affiliation that the page gives elsewhere."""
    if " " in candidate.name and candidate.office and candidate.affiliation:
        return msgspec.structs.replace(candidate, office=_full_office(candidate.office, page.document.text))
    text = page.document.text
    surname = candidate.name.split()[-1]
    fuller: Counter[str] = Counter()
    held: list[Named] = []
    for start, end in _mentions(text, surname):
        window = text[max(0, start - WINDOW) : end + WINDOW // 2].replace("\n\n", " | ").replace("\n", " ")
        near = [p for p in find_people(window) if same_person(p.name, candidate.name)]
        held += near
        fuller.update(p.name for p in near if " " in p.name and _agree(p.office, candidate.office))
    name = fuller.most_common(1)[0][0] if fuller and " " not in candidate.name else candidate.name
    office = candidate.office or max(
        (p.office for p in held if p.office), key=lambda held: len(held.split()), default=None
    )
    affiliation = candidate.affiliation or next((p.affiliation for p in held if p.affiliation), None)
    return msgspec.structs.replace(candidate, name=name, office=_full_office(office, text), affiliation=affiliation)


def _agree(first: str | None, second: str | None) -> bool:
    """Whether two printed offices may be one: the last words are the same, or one is unknown."""
    a, b = fold_words(first or ""), fold_words(second or "")
    return not a or not b or a[-1] == b[-1] or a[0] == b[0]


def _mentions(text: str, surname: str) -> Iterator[Span]:
    """Where the surname stands as a whole word."""
    at, count = text.find(surname), 0
    while at >= 0 and count < MENTIONS:
        end = at + len(surname)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end
            count += 1
        at = text.find(surname, end)


def _full_office(office: str | None, text: str) -> str | None:
    """The full form of a short office where the page itself uses it ("Foreign Minister": "Minister of Foreign Affairs")."""
    for table in load("offices").values():
        full = table.get("synonyms", {}).get((office or "").casefold())
        if full and full in text:
            return str(full)
    return office


def _principal(
    printed: list[Named], recorded: list[Candidate], candidates: tuple[Candidate, ...], kind: str
) -> str | None:
    """Who speaks: the first person of the title who is not met or interviewed, else the record's, else the one interviewed.

    Of a meeting with somebody the title does not tell who speaks; "Interview with Ana Ilic by Ivo Brandt" is hers.
    """
    guests = [p for p in printed[:1] if kind == "interview" and p.after in phrases("offices", "with")]
    if guests and any(p.after in phrases("offices", "author") for p in printed[1:]):
        return guests[0].name
    speakers = [p.name for p in printed if p.after not in phrases("offices", "with") and p.after not in joining()]
    names = speakers or [c.name for c in recorded]
    if not names and len(printed) == 1 and not candidates[1:]:
        names = [printed[0].name]
    if not names:
        return candidates[0].name if candidates and not printed else None
    return next((c.name for c in candidates if same_person(c.name, names[0])), names[0])
