"""What of a query is chosen: its conditions, one by one, each with the query that is left when it is taken back."""

from __future__ import annotations

from rostra.search.query import (
    DATE_FIELD,
    Dates,
    Node,
    Not,
    Phrase,
    Scope,
    Term,
    canonical,
    conditions,
    join_all,
    narrow,
)
from rostra.search.results import Part

_YEAR = 4


def read_parts(tree: Node | None) -> tuple[Part, ...]:
    """The conditions in the order in which they were typed."""
    return tuple(_part(tree, node) for node in conditions(tree))


def _part(tree: Node | None, node: Node) -> Part:
    excluded = isinstance(node, Not)
    field, value = _field(node.inner if isinstance(node, Not) else node)
    text = canonical(node)
    return Part(text=text, field=field, value=value or text, excluded=excluded, without=without(tree, node))


def _field(node: Node) -> tuple[str, str]:
    """The one field that a condition is about, with what is asked of it; "" where it is about none or several."""
    match node:
        case Term(text, field) | Phrase(text, field) if field:
            return field, canonical(node).removeprefix(f"{field}:") if isinstance(node, Term) else text
        case Dates():
            return DATE_FIELD, canonical(node).removeprefix(f"{DATE_FIELD}:")
        case Scope(role, inner):
            return role, canonical(inner)
        case _:
            return "", ""


def without(tree: Node | None, node: Node) -> str:
    """The text of `tree` without one of its conditions; "" when none is left."""
    left = [part for part in conditions(tree) if part != node]
    return canonical(join_all(left)) if left else ""


def choose(tree: Node | None, field: str, value: str) -> tuple[str, bool]:
    """The query narrowed to `value` in `field`, or without it where it is a condition already; and whether it is."""
    wanted = narrow(None, field, value)
    if wanted is not None and wanted in conditions(tree):
        return without(tree, wanted), True
    return canonical(narrow(tree, field, value)), False


def year_of(tree: Node | None) -> str:
    """The one year that is asked for; "" for none, or for part of one."""
    years = [node.first for node in conditions(tree) if isinstance(node, Dates)]
    whole = [node for node in conditions(tree) if isinstance(node, Dates) and node.first == node.last]
    return years[0] if len(years) == len(whole) == 1 and len(years[0]) == _YEAR else ""


def in_month(tree: Node | None, month: str) -> str:
    """The text of `tree` with a month in the place of its dates."""
    left = [part for part in conditions(tree) if not isinstance(part, Dates)]
    return canonical(join_all([*left, Dates(month, month)]))
