"""From what a person typed to a query. Never fails: what is malformed is read as words, and the notes say so.

Three passes, each linear: cut the text into tokens (`cutting`); mend them (`mending`); read the mended tokens by recursive descent,
whose depth the mending has bounded.
"""

from __future__ import annotations

from rostra.search.cutting import LONGEST_QUERY, MOST_STARS, MOST_TERMS, Notes, Token, Type, cut, note_days
from rostra.search.dating import read_date
from rostra.search.mending import DEEPEST, mend, note_small
from rostra.search.query import (
    DATE_FIELD,
    SCOPES,
    VARIANTS,
    Dates,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Scope,
    Term,
    join_all,
    join_any,
    negate,
)
from rostra.search.words import compose

__all__ = ["DEEPEST", "LONGEST_QUERY", "MOST_STARS", "MOST_TERMS", "parse"]

# Alternatives on one side of a NEAR.
_MOST_SIDES = 8


def parse(text: str) -> Query:
    """The query that `text` asks for, with notes on what was read otherwise than it looks. Never raises; linear time."""
    notes = Notes()
    if len(text) > LONGEST_QUERY:
        notes.add(f"The query is too long: only its first {LONGEST_QUERY} characters were read.")
    tokens = mend(cut(compose(text[:LONGEST_QUERY].translate(VARIANTS)), notes), notes)
    note_small(tokens, notes)
    tree = _Reader(tokens, notes).read_any("") if tokens else None
    if isinstance(tree, Not):
        notes.add("The query only excludes: everything else is shown.")
    return Query(tree, tuple(notes.lines))


class _Reader:
    """Recursive descent over mended tokens: any = all (OR all)*; all = unit (AND? unit)*; unit = NOT* near;
    near = operand (NEAR operand)*."""

    def __init__(self, tokens: list[Token], notes: Notes) -> None:
        self.tokens = tokens
        self.notes = notes
        self.at = 0

    def read_any(self, name: str) -> Node:
        nodes = [self.read_all(name)]
        while self._take("operator", "OR"):
            nodes.append(self.read_all(name))
        return join_any(nodes)

    def read_all(self, name: str) -> Node:
        nodes = [self.read_unit(name)]
        while self._more():
            self._take("operator", "AND")
            nodes.append(self.read_unit(name))
        return join_all(nodes)

    def read_unit(self, name: str) -> Node:
        negated = False
        while self._take("operator", "NOT"):
            negated = not negated
        node = self.read_near(name)
        return negate(node) if negated else node

    def read_near(self, name: str) -> Node:
        """One operand, or several of which each is near the next."""
        sides, distances = [self.read_operand(name)], []
        while self.at < len(self.tokens) and self.tokens[self.at].text == "NEAR" and self._take("operator", "NEAR"):
            distances.append(self.tokens[self.at - 1].distance)
            sides.append(self.read_operand(name))
        if not distances:
            return sides[0]
        fields = {_field_of(side) for side in sides}
        if len(fields) > 1 or None in fields:
            self.notes.add(
                "NEAR joins words, phrases and alternatives of these, of one text: otherwise it was read as AND."
            )
            return join_all(sides)
        return join_all([Near(*triple) for triple in zip(sides, sides[1:], distances, strict=False)])

    def read_operand(self, name: str) -> Node:
        """One operand; `name` is the field that words in it belong to."""
        token = self.tokens[self.at]
        self.at += 1
        if token.type == "(":
            node = self.read_any(name)
            self.at += 1
            return node
        if token.type == "field":
            return Scope(token.text, self.read_operand("")) if token.text in SCOPES else self.read_operand(token.text)
        if token.dates is not None:
            if name not in {"", DATE_FIELD}:
                self.notes.add(f"Dates cannot stand behind “{name}:”: they were read on their own.")
            return token.dates
        return self._read_date(token) if name == DATE_FIELD else _term(token, name)

    def _read_date(self, token: Token) -> Node:
        if date := read_date(token.text):
            note_days(date, date, self.notes)
            return Dates(date, date)
        self.notes.add(
            f"“date:” takes 2014, 2014-08, 2014-08-06 or 2014..2015: “{token.text[:40]}” was read as a word."
        )
        return _term(token, "")

    def _more(self) -> bool:
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.type != ")" and not (token.type == "operator" and token.text == "OR")

    def _take(self, kind: Type, text: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at].type == kind and self.tokens[self.at].text == text:
            self.at += 1
            return True
        return False


def _field_of(node: Node) -> str | None:
    """The text that a side of a NEAR is looked for in; ``None`` for what cannot be one."""
    match node:
        case Term(field=field) | Phrase(field=field):
            return field if field in {"", "title"} and not node.accents else None
        case Or(parts) if len(parts) <= _MOST_SIDES and all(isinstance(part, Term | Phrase) for part in parts):
            fields = {_field_of(part) for part in parts}
            return fields.pop() if len(fields) == 1 else None
        case _:
            return None


def _term(token: Token, name: str) -> Node:
    if token.type == "phrase":
        return Phrase(token.text, name, token.accents)
    return Term(token.text, name, token.prefix, token.wild, token.fuzzy, token.accents)
