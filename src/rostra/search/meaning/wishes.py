"""What of a query is a wish, to be met as nearly as may be, and what is a condition, which must hold.

Words by themselves are the wish: their meaning is looked for, and they need not all be there. All else (phrases in quotation
marks, fields, dates, what is excluded) stays a condition, for by it one says exactly what one wants.
"""

from __future__ import annotations

from rostra.search.query import And, Node, Or, Scope, Term, join_all, join_any

# Words of a pasted text that are looked for; the rarest tell most.
MOST_WORDS = 64


def part_wish(tree: Node | None) -> tuple[list[str], Node | None]:
    """The words of the wish, in order, and the condition; ``None`` when there is none.

    >>> from rostra.search.parser import parse
    >>> part_wish(parse("late ferry speaker:vela").tree)
    (['late', 'ferry'], Term(text='vela', field='speaker', prefix=False))
    """
    match tree:
        case Term() if _is_plain(tree):
            return [tree.text], None
        case Or() if all(map(_is_plain, _leaves(tree))):
            return [leaf.text for leaf in _leaves(tree) if isinstance(leaf, Term)], None
        case Scope(role, inner):
            wish, condition = part_wish(inner)
            within = Term(role, "role")
            return (wish, join_all([within, condition]) if condition else within) if wish else ([], tree)
        case And(parts):
            parted = [part_wish(part) for part in parts]
            conditions = [condition for _, condition in parted if condition]
            return [word for wish, _ in parted for word in wish], join_all(conditions) if conditions else None
        case _:
            return [], tree


def any_of(words: list[str]) -> Node:
    """A tree that one of `words` (one or more) is enough for."""
    return join_any([Term(word) for word in dict.fromkeys(words)])


def _leaves(node: Node) -> list[Node]:
    """What `AND` and `OR` put together, however deep in brackets."""
    return [leaf for part in node.parts for leaf in _leaves(part)] if isinstance(node, And | Or) else [node]


def _is_plain(node: Node) -> bool:
    """Whether it is a word of what was said, without signs that say how exactly it is meant."""
    return isinstance(node, Term) and node == Term(node.text)
