"""What a field holds that is spelled nearly as what was asked of it, where nothing has that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz, process

from rostra.search.naming import language_name
from rostra.search.people import fold_name
from rostra.search.query import NAME_FIELDS, Node, Or, Phrase, Term, canonical, conditions, join_all, wanted

FIELDS = NAME_FIELDS - {"title"}
MOST = 3
"""Values that are named."""
FEW = 12
"""Values of a field that can be named all."""
_ALIKE = 78.0  # of a hundred: one letter in four or five
_MOST_CONDITIONS = 8


class Nearest(NamedTuple):
    """What to say, in a line a condition that nothing meets, and trees that ask for what is near instead, the nearest first."""

    notes: tuple[str, ...]
    trees: tuple[Node, ...]


def find_nearest(tree: Node | None, values: Callable[[str], Sequence[str]], count: Callable[[Node], int]) -> Nearest:
    """For each condition of `tree` on a field that nothing at all meets: what the field has that is nearest to it.

    `values` tells what a field holds (people by their names), most frequent first; `count` how many turns match a tree.
    """
    notes, trees = [], []
    for node in list(_asked(tree))[:_MOST_CONDITIONS]:
        if count(node):
            continue
        names = list(values(node.field))
        near = _near(node, names)
        notes.append(_note(node, names, near))
        fresh = [other for name in near if (other := wanted(node.field, name))]
        trees += [_replaced(tree, node, other) for other in fresh]
    return Nearest(tuple(notes), tuple(trees))


def _asked(tree: Node | None) -> Iterator[Term | Phrase]:
    for part in conditions(tree):
        for node in part.parts if isinstance(part, Or) else (part,):
            if isinstance(node, Term | Phrase) and node.field in FIELDS:
                yield node


def _near(node: Term | Phrase, names: Sequence[str]) -> list[str]:
    """Of one name in several spellings the most frequent."""
    read = language_name if node.field == "language" else str
    own: dict[str, str] = {}
    for name in names:
        own.setdefault(fold_name(read(name)), name)
    found = [
        (-alike, name)
        for scorer in (fuzz.ratio, fuzz.token_ratio)  # letter by letter; word by word, in any order
        for name, alike, _ in process.extract(
            fold_name(node.text), list(own), scorer=scorer, score_cutoff=_ALIKE, limit=MOST
        )
    ]
    return [own[name] for name in dict.fromkeys(name for _, name in sorted(found, key=itemgetter(0)))][:MOST]


def _note(node: Term | Phrase, names: Sequence[str], near: Sequence[str]) -> str:
    asked = canonical(node)
    if not names:
        return f"Nothing here has a {node.field}, so nothing has {asked}."
    if near:
        return f"Nothing has {asked}; near to it: {_listed(node.field, near)}."
    if len(names) <= FEW:
        return f"Nothing has {asked}; there is: {_listed(node.field, names)}."
    return f"Nothing has {asked}."


def _listed(field: str, names: Sequence[str]) -> str:
    shown = [f"{name} ({language_name(name)})" if field == "language" else f"“{name}”" for name in names]
    return ", ".join(shown)


def _replaced(tree: Node | None, node: Node, other: Node) -> Node:
    parts: list[Node] = []
    for part in conditions(tree):
        if isinstance(part, Or):
            part = Or(tuple(other if each == node else each for each in part.parts))
        parts.append(other if part == node else part)
    return join_all(parts)
