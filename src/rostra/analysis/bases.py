"""What a query's words are a share of: the same query without them. `ferry speaker:vela` is a share of what Vela said."""

from __future__ import annotations

from rostra.search.query import And, Dates, Node, Not, Or, Phrase, Scope, Term, join_all, join_any

# Fields whose values are looked for in what was said.
_WORDS = frozenset({"about"})


def _asks(node: Node) -> bool:
    """Whether `node` is the asking side of a pair, of which the turns are the answers."""
    return isinstance(node, Scope) and node.role == "question"


def find_base(tree: Node | None) -> Node | None:
    """The conditions of `tree` on who spoke, when and in what part; ``None`` when there are none, for everything.

    Words that are excluded are left out as well: what has them was said all the same.
    """
    match tree:
        case And(parts):
            pair = any(isinstance(part, Scope) and part.role == "answer" for part in parts)
            bases = [base for part in parts if not (pair and _asks(part)) and (base := find_base(part)) is not None]
            return join_all(bases) if bases else None
        case Or(parts):
            bases = [base for part in parts if (base := find_base(part)) is not None]
            return join_any(bases) if len(bases) == len(parts) else None
        case Scope(role, inner):
            within, base = Term(role, "role"), find_base(inner)
            return within if base is None else join_all([within, base])
        case Not(inner):
            return tree if find_base(inner) == inner else None
        case Dates():
            return tree
        case Term() | Phrase():
            return tree if tree.field and tree.field not in _WORDS else None
        case _:
            return None
