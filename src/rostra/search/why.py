"""Why a turn was found: what each part of the query met, and where."""

from __future__ import annotations

from rostra.search.marks import Mark
from rostra.search.results import Why

Forms = dict[int, list[str]]
"""What stands in a text for each mark, by its number, as it stands there."""
_FORMS = 3
"""Forms of one word that are told: more is seen in the text itself."""


def find_why(marks: tuple[Mark, ...], places: tuple[tuple[str, Forms], ...]) -> tuple[Why, ...]:
    """What each mark met in the first of `places` (a name and the forms met there) that has it, in the order of the query; those
    that stand nowhere (another word of an OR) are left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, mark in enumerate(marks):
        place = next(((name, forms[number]) for name, forms in places if number in forms), None)
        if place is not None:
            found.setdefault((mark.label, place[0]), []).extend(place[1])
    return tuple(Why(asked=asked, found=_distinct(forms), where=where) for (asked, where), forms in found.items())


def _distinct(forms: list[str]) -> tuple[str, ...]:
    """Forms that differ in more than case, in the order in which they stand."""
    return tuple({form.casefold(): form for form in reversed(forms)}.values())[::-1][:_FORMS]
