"""What sections, categories and tags are called: names that people changed in the whole record, laid over what pages print. Pure.

Readings keep what the page prints; the tables and whoever reads a statement see the names that hold. So a page that comes tomorrow
under a former name stands where its elders do, and taking a change back needs no copy of anything. Changes are gone through in the
order in which they were made, each on what the one before left: "A is B" and later "B is A" end at A, never in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from rostra.archive.records import Entry, Judgement
from rostra.archive.slugs import slugify
from rostra.model import Furniture, Transcript

Shelf = Literal["section", "category", "tag"]
"""What a statement is filed under by name."""
SHELVES: tuple[Shelf, ...] = get_args(Shelf)
SectionKind = Literal["", "column", "collection", "feed"]
"""A plain section; one by an author; one in an order chosen by hand; news, day by day."""
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
ACTION = "rename-term"

_slug_of = lru_cache(4096)(slugify)


class Naming:
    """The names that hold; without any change all names are as they are printed."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        """`judgements` of any action and in any order; those that were undone count not at all."""
        found = [each for each in judgements if each.action == ACTION and each.state != "undone"]
        steps: dict[str, list[tuple[str, str]]] = {}
        for each in sorted(found, key=lambda each: (each.at, each.id)):
            steps.setdefault(each.value["grouping"], []).append((each.value["from"], each.value["into"]))
        self._today = {shelf: _ends(of_shelf) for shelf, of_shelf in steps.items()}

    def __bool__(self) -> bool:
        """Whether any name was changed."""
        return bool(self._today)

    def name(self, shelf: str, name: str) -> str:
        """What a printed name is today."""
        ends = self._today.get(shelf)
        return ends.get(_slug_of(name), (name, ""))[0] if ends else name

    def slug(self, shelf: str, slug: str) -> str:
        """What an address leads to today."""
        return self._today.get(shelf, {}).get(slug, ("", slug))[1]

    def former(self, shelf: str) -> list[str]:
        """Slugs that were changed once, each once."""
        return list(self._today.get(shelf, ()))

    def furniture(self, furniture: Furniture) -> Furniture:
        """The names of a page as they are today, each once; the same furniture where none differs."""
        sections = self._all("section", furniture.sections)
        tags = self._all("tag", furniture.tags)
        category = self.name("category", furniture.category) if furniture.category else furniture.category
        if (sections, tags, category) == (furniture.sections, furniture.tags, furniture.category):
            return furniture
        return msgspec.structs.replace(furniture, sections=sections, tags=tags, category=category)

    def _all(self, shelf: Shelf, names: tuple[str, ...]) -> tuple[str, ...]:
        if shelf not in self._today:
            return names
        named = {name: self.name(shelf, name) for name in names}
        return names if all(old == new for old, new in named.items()) else tuple(dict.fromkeys(named.values()))

    def transcript(self, transcript: Transcript) -> Transcript:
        """The reading with the names that hold."""
        furniture = self.furniture(transcript.furniture) if self else transcript.furniture
        if furniture is transcript.furniture:
            return transcript
        return msgspec.structs.replace(transcript, furniture=furniture)

    def entry(self, entry: Entry) -> Entry:
        """The page with the names that hold."""
        transcript = self.transcript(entry.transcript)
        return entry if transcript is entry.transcript else msgspec.structs.replace(entry, transcript=transcript)


def _ends(steps: list[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Where each former slug ends, as a name and its slug: gone through from the last step back, so that each is looked at once."""
    found: dict[str, tuple[str, str]] = {}
    for former, into in reversed(steps):
        slug = slugify(into)
        found[former] = found.get(slug, (into, slug))
    return {former: found[former] for former, _ in steps}


def file(furniture: Furniture, judgement: Judgement, naming: Naming) -> Furniture:
    """A page filed under a name by hand (`holds`), or taken out. What is so already stays as it is: that is no contradiction, since
    the page itself may say it one day.

    Taken out is what is printed under this very name, else what is called so today.
    """
    shelf, name, holds = (judgement.value[key] for key in ("grouping", "name", "holds"))
    printed = {"section": furniture.sections, "tag": furniture.tags, "category": (furniture.category,)}[shelf]
    names = [each for each in printed if each]
    slug = slugify(name)
    there = [each for each in names if slugify(each) == slug]
    there = there or [each for each in names if naming.slug(shelf, slugify(each)) == slug]
    if holds and not there:
        names = [name] if shelf == "category" else [*names, name]
    elif not holds:
        names = [each for each in names if each not in there]
    if shelf == "category":
        return msgspec.structs.replace(furniture, category=names[0] if names else None)
    return msgspec.structs.replace(furniture, **{{"section": "sections", "tag": "tags"}[shelf]: tuple(names)})
