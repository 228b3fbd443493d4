"""What editors say of a section, category or tag, as pages, data and feeds tell it."""

from __future__ import annotations

from typing import Any

from rostra.api import Rubric
from rostra.web.visit import Visit

NOTHING_SAID = {"kind": "", "author": "", "description": ""}
"""In a list, where each entry has the same fields."""


def rubric_told(rubric: Rubric | None) -> dict[str, Any]:
    """For data; empty where nothing is said."""
    told = {name: getattr(rubric, name) for name in NOTHING_SAID} if rubric else {}
    return {name: value for name, value in told.items() if value}


def author_of(visit: Visit, rubric: Rubric | None) -> tuple[str, str]:
    """Whose column it is, with the person's slug: ("", "") where nobody is named, "" for one whom the record does not know."""
    name = rubric.author if rubric and rubric.kind == "column" else ""
    slugs = visit.site.shelf.kept("people by name", lambda _: {each.name: each.slug for each in visit.site.persons()})
    slug = slugs.get(name, "") if name else ""
    return name, slug
