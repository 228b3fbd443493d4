"""Sections, categories and tags as those who look after an archive arrange them: what each is, its place, and what stands first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from rostra.archive import judgements as rows
from rostra.archive.filing import current_term, current_terms
from rostra.archive.naming import SectionKind, Shelf
from rostra.archive.parts import Part
from rostra.archive.records import Judgement


class Rubric(msgspec.Struct, frozen=True, kw_only=True):
    """What people say of a section, category or tag. `name` is what it was called then, `kind` "" for what is none in particular,
    `author` whose column it is, `description` in a little Markdown, `place` from 1 where it has one among its like (0: none)."""

    shelf: Shelf
    slug: str
    name: str
    kind: SectionKind = ""
    author: str = ""
    description: str = ""
    place: int = 0


class Arranger(Protocol):
    """The part of a record that tells what its sections, categories and tags are."""

    def current_term(self, shelf: Shelf, slug: str) -> str:
        """The slug itself while any statement stands under it, else what its name was changed to."""
        ...

    def former_terms(self, shelf: Shelf) -> dict[str, str]:
        """Slugs under which nothing stands any longer, since their names were changed -> what each leads to today."""
        ...

    def rubrics(self, shelf: Shelf) -> tuple[Rubric, ...]:
        """What is said of sections, categories or tags under their present slugs, each once: those with a place by it, then the
        others by name. Also of what no statement stands under yet."""
        ...


class ArrangedRows(Part):
    """`Arranger` over the tables."""

    def current_term(self, shelf: Shelf, slug: str) -> str:
        """What a slug leads to today."""
        with self._reads() as connection:
            return current_term(connection, shelf, slug)

    def former_terms(self, shelf: Shelf) -> dict[str, str]:
        """What slugs that nothing stands under lead to."""
        with self._reads() as connection:
            found = current_terms(connection, shelf, rows.naming(connection).former(shelf))
        return {slug: today for slug, today in found.items() if slug != today}

    def rubrics(self, shelf: Shelf) -> tuple[Rubric, ...]:
        """What is said of them."""
        with self._reads() as connection:
            said = [each for each in rows.described(connection) if each.value["grouping"] == shelf]
            today = current_terms(connection, shelf, {each.value["slug"] for each in said})
        return tuple(sorted(_latest(shelf, said, today), key=lambda each: (not each.place, each.place, each.name)))


def _latest(shelf: Shelf, said: Iterable[Judgement], today: dict[str, str]) -> Iterable[Rubric]:
    """What was said last of each; what was said of a former name counts where nothing was said of the present one."""
    found: dict[tuple[str, bool], Rubric] = {}
    for each in said:
        value = {name: given for name, given in each.value.items() if name != "grouping"}
        slug = today[value["slug"]]
        found[(slug, value["slug"] == slug)] = Rubric(**{**value, "shelf": shelf, "slug": slug})
    return [each for (slug, own), each in found.items() if own or (slug, True) not in found]
