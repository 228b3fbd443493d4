"""The query as a tree of frozen values, and its one text form.

`parse` (in `parser`) makes the tree of what a person typed, `matching` turns it into a query of the index, and `canonical` writes
it as text again: ``parse(canonical(tree)).tree == tree``.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from rostra.search.words import fold_words

# Fields that hold the words of a name; "person" is the slug of a person's page.
NAME_FIELDS = frozenset(
    {
        "speaker", "asked-by", "person", "role", "kind", "section", "tag", "category", "place", "country", "language",
        "title",
    }
)  # fmt: skip
ABOUT_FIELD = "about"
DATE_FIELD = "date"
SCOPES = frozenset({"question", "answer"})
FIELDS = NAME_FIELDS | SCOPES | {DATE_FIELD, ABOUT_FIELD}
OPERATORS = frozenset({"AND", "OR", "NOT"})
NEAR = re.compile(r"NEAR(?:/(?P<distance>\d{1,6}))?", re.ASCII)
# Words between two that are near one another, where no number is said; and at most.
NEAR_DEFAULT, NEAR_MOST = 10, 100
# Values that need no quotation marks: kinds, roles and languages as we name them.
_PLAIN = re.compile(r"[a-z]+(?:_[a-z]+)*")
# Signs that keyboards and word processors put for those of the language.
_SIGNS = {"（": "(", "）": ")", "：": ":", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "＝": "=", "｜": "|", "＆": "&"}
VARIANTS = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"') | _SIGNS | {"\x00": " "})
# Halves of characters (bytes of a command line that are no UTF-8 come as such), which cannot be written down.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), " ")
VARIANTS |= _HALVES


def encodable(text: str) -> str:
    """`text` with a space for each half of a character, so that it can be written as UTF-8."""
    return text.translate(_HALVES)


class Term(msgspec.Struct, frozen=True):
    """A word as typed (it may fold into several, as in "anti-war"), which means its other forms too. `field` is a name in
    `NAME_FIELDS`, `ABOUT_FIELD`, or "" for what was said.

    With `prefix` it is the beginning of a word; with `wild` its stars and question marks stand for letters ("wo*d", "wom?n").
    `fuzzy` is how many letters may differ (1 or 2; 0 for none). With `accents` it is meant as it is written, accents included.
    """

    text: str
    field: str = ""
    prefix: bool = False
    wild: bool = False
    fuzzy: int = 0
    accents: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """These very words in this order, next to one another. In a field of names it is the whole name, in a title or a speech a
    part. With `accents`, accents count."""

    text: str
    field: str = ""
    accents: bool = False


class Near(msgspec.Struct, frozen=True):
    """`left` and `right` with at most `distance` other words between them, in either order. A side is a word, a phrase, or an
    `Or` of these, all of one field (a title, or what was said)."""

    left: Node
    right: Node
    distance: int = NEAR_DEFAULT


class Dates(msgspec.Struct, frozen=True):
    """From `first` to `last`, both included, as precise as typed ("2014", "2014-08", "2014-08-06"). "" leaves a side open."""

    first: str
    last: str


class Scope(msgspec.Struct, frozen=True):
    """`inner`, within turns of this role ("question" or "answer")."""

    role: str
    inner: Node


class Not(msgspec.Struct, frozen=True):
    """What does not match `inner`."""

    inner: Node


class And(msgspec.Struct, frozen=True):
    """What matches all of `parts` (two or more, none of them an `And`)."""

    parts: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True):
    """What matches any of `parts` (two or more, none of them an `Or`)."""

    parts: tuple[Node, ...]


Node = Term | Phrase | Near | Dates | Scope | Not | And | Or


class Query(msgspec.Struct, frozen=True):
    """What was understood: `tree` is ``None`` when nothing is asked for (everything matches). `notes` say in plain words what
    was read otherwise than it looks; empty when nothing was."""

    tree: Node | None
    notes: tuple[str, ...] = ()


def join_all(nodes: list[Node]) -> Node:
    """All of `nodes` (one or more), flat."""
    flat = [part for node in nodes for part in (node.parts if isinstance(node, And) else (node,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def join_any(nodes: list[Node]) -> Node:
    """Any of `nodes` (one or more), flat."""
    flat = [part for node in nodes for part in (node.parts if isinstance(node, Or) else (node,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negate(node: Node) -> Node:
    """What does not match `node`; twice is not at all."""
    return node.inner if isinstance(node, Not) else Not(node)


def names_words(tree: Node | None) -> bool:
    """Whether `tree` asks for words by which one turn can be better than another, and not for conditions alone."""
    match tree:
        case Term() | Phrase():
            return tree.field in {"", ABOUT_FIELD, "title"}
        case And(parts) | Or(parts):
            return any(map(names_words, parts))
        case Scope(_, inner):
            return names_words(inner)
        case _:
            return isinstance(tree, Near)


def canonical(tree: Node | None) -> str:
    """The text that parses to `tree` again; "" for ``None``."""
    match tree:
        case None:
            return ""
        case And(parts):
            return " ".join(_bracketed(part) if isinstance(part, Or) else canonical(part) for part in parts)
        case Or(parts):
            return " OR ".join(canonical(part) for part in parts)
        case Not(inner):
            return f"NOT {_bracketed(inner) if isinstance(inner, And | Or) else canonical(inner)}"
        case Scope(role, inner):
            return f"{role}:{canonical(inner) if _is_short(inner) else _bracketed(inner)}"
        case Dates(first, last):
            return f"{DATE_FIELD}:{first if first == last else f'{first}..{last}'}"
        case Near(left, right, distance):
            return f"{_side(left)} NEAR/{distance} {_side(right)}"
        case Phrase(text, field, accents):
            return f'{_prefix(field)}{"=" if accents else ""}"{text}"'
        case Term(text, field, prefix, _, fuzzy, accents):
            ending = "*" if prefix else f"~{fuzzy}" if fuzzy else ""
            return f"{_prefix(field)}{'=' if accents else ''}{text}{ending}"


def _bracketed(node: Node) -> str:
    return f"({canonical(node)})"


def _side(node: Node) -> str:
    return _bracketed(node) if isinstance(node, Or) else canonical(node)


def _is_short(node: Node) -> bool:
    """Whether `node` may stand behind a field's colon without brackets: a word or phrase that names no field itself."""
    return isinstance(node, Term | Phrase) and not node.field


def _prefix(field: str) -> str:
    return f"{field}:" if field else ""


def conditions(tree: Node | None) -> tuple[Node, ...]:
    """What a turn must meet, all of it; empty when nothing is asked for."""
    return () if tree is None else tree.parts if isinstance(tree, And) else (tree,)


def narrow(tree: Node | None, field: str, value: str) -> Node | None:
    """`tree` narrowed to `value` in `field` ("date" takes a date; other fields a whole name).

    A value that is no name (it has no words) leaves the query as it is; a value that is there already is not repeated.
    """
    fresh, parts = wanted(field, value), conditions(tree)
    return tree if fresh is None or fresh in parts else join_all([*parts, fresh])


def refine(tree: Node | None, field: str, value: str) -> str:
    """The text of `tree` narrowed to `value` in `field`."""
    return canonical(narrow(tree, field, value))


@lru_cache(maxsize=4_096)  # names of facets, asked for with every answer
def wanted(field: str, value: str) -> Node | None:
    """The condition that asks for a value of a field; ``None`` for a value without words."""
    name = " ".join(value.translate(VARIANTS).replace('"', " ").split())
    if not fold_words(name):
        return None
    if field == DATE_FIELD:
        return Dates(name, name)
    plain = field in {"role", "kind", "language"} and _PLAIN.fullmatch(name)
    return Term(name, field) if plain else Phrase(name, field)
