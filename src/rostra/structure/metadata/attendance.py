"""Lists of who takes part, printed before the words: "Speakers: Ada Lund (Greens), Bo Hadd" or one name a line under "Present:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rostra.model import Evidence
from rostra.structure.metadata.page import Line, Page
from rostra.structure.metadata.record import Candidate
from rostra.structure.metadata.who import find_people
from rostra.structure.naming import fold, is_full_name, name_and_office, tells_post, vocabulary
from rostra.text.names import title_case

_HEAD = re.compile(r"(?P<head>[^\W\d_][^\n:：.!?]{2,40})\s?[:：]\s*")
_PART = re.compile(r"[;；]\s*")
_COMMA = re.compile(r"[,،、，]\s*(?![^()（）]*[)）])")  # outside brackets
_AND = re.compile(r"\s(?:and|et|und|y|e|ed|и|ve|i|en|och)\s(?![^()（）]*[)）])")
_TOLD = re.compile(
    r"\s*(?:[(（](?P<bracket>[^()（）]{2,80})[)）]|\s[-–—]\s(?P<dash>.{2,80})|,\s(?P<comma>.{2,80}))\.?\s*$"
)
_MOST = 60  # people
_FEWEST = 2


def is_attendance(text: str) -> bool:
    """The line lists who takes part: a word for it, a colon, and at least two full names."""
    return len(_on_line(text)) >= _FEWEST


def read_attendance(page: Page) -> list[Candidate]:
    """The people of such lists near the head of the page, in order; empty when it has none."""
    lines = [*page.front, *page.near_title, *page.datelines, *page.leads, *page.opening]
    for at, line in enumerate(lines):
        people = _on_line(line.text)
        if len(people) < _FEWEST and _heads(line.text.strip()) == "":
            people = list(_below(lines[at + 1 :]))
        if len(people) >= _FEWEST:
            evidence = Evidence(rule="person-list", confidence=0.9, start=line.start, end=line.start + len(line.text))
            return [
                Candidate(name=name, office=office, affiliation=body, evidence=evidence)
                for name, office, body in people[:_MOST]
            ]
    return []


def _heads(text: str) -> str | None:
    """What stands behind a word for those who take part; ``None`` when the line does not open with one."""
    match = _HEAD.match(text)
    return text[match.end() :] if match is not None and fold(match["head"]) in vocabulary("attendance") else None


def _on_line(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, office and affiliation of each; where anything of the line is no name, of those who stand with an office."""
    listed = _heads(text.strip())
    if not listed:
        return []
    parts = _PART.split(listed.rstrip(" .;"))
    if len(parts) == 1:
        parts = [piece for part in _COMMA.split(parts[0]) for piece in _AND.split(part)]
    people = [_person(part) for part in parts[:_MOST]]
    if all(people):
        return [person for person in people if person is not None]
    return [(person.name, person.office, person.affiliation) for person in find_people(listed)]


def _below(lines: Sequence[Line]) -> Iterator[tuple[str, str | None, str | None]]:
    for line in lines[:_MOST]:
        person = _person(line.text.strip())
        if person is None:
            return
        yield person


def _person(text: str) -> tuple[str, str | None, str | None] | None:
    told = _TOLD.search(text)
    _, office, name = name_and_office((text[: told.start()] if told else text).strip(" .,"))
    if not is_full_name(name):
        return None
    said = next((value for value in told.groups() if value), "").strip() if told else ""
    if said and (tells_post(said) or fold(said) in vocabulary("chair")):
        return title_case(name), office or said, None
    return title_case(name), office or None, said or None
