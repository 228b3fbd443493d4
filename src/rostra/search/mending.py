"""The second pass over a query: brackets without a partner, operators and fields with nothing to work on are read otherwise."""

from __future__ import annotations

from rostra.search.cutting import OPERANDS, Notes, Token

DEEPEST = 12
_SENTENCE = 7  # more words in a row are prose
_SMALL = {
    "and": "“and” was read as a word: turns with all the words are found anyway; AND says the same.",
    "or": "“or” was read as a word: write OR for turns with either.",
    "not": "“not” was read as a word: write NOT, or a minus before a word, to leave it out.",
}


def mend(tokens: list[Token], notes: Notes) -> list[Token]:
    """Tokens that the grammar reads to their end, nested no deeper than `DEEPEST`."""
    return _mend_operators(_mend_fields(_mend_brackets(tokens, notes), notes), notes)


def _mend_brackets(tokens: list[Token], notes: Notes) -> list[Token]:
    """Keep only brackets that have a partner, hold something, and stand no deeper than `DEEPEST`."""
    depths = _depths(tokens)
    brackets = [index for index, token in enumerate(tokens) if token.type in {"(", ")"}]
    if len(depths) < len(brackets):
        notes.add("A bracket has no partner and was passed over.")
    if any(depth > DEEPEST for depth in depths.values()):
        notes.add(f"Brackets more than {DEEPEST} deep were passed over.")
    drop = {index for index in brackets if depths.get(index, DEEPEST + 1) > DEEPEST}
    return _drop_empty([token for index, token in enumerate(tokens) if index not in drop], notes)


def _depths(tokens: list[Token]) -> dict[int, int]:
    """The depth (from 1) of each bracket that has a partner, by its index."""
    opened: list[int] = []
    depths: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "(":
            opened.append(index)
        elif token.type == ")" and opened:
            depths[index] = depths[opened[-1]] = len(opened)
            opened.pop()
    return depths


def _drop_empty(tokens: list[Token], notes: Notes) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        while token.type == ")" and (kept[-1].minus or kept[-1].sign):
            _note_sign(kept.pop(), notes)
        if token.type == ")" and kept[-1].type == "(":
            kept.pop()
            notes.add("Empty brackets were passed over.")
        else:
            kept.append(token)
    return kept


def _note_sign(token: Token, notes: Notes) -> None:
    """A minus that stands alone is a dash of the sentence; other signs were meant."""
    if token.sign:
        notes.add(f"“{'|' if token.text == 'OR' else '&&'}” has nothing to join and was passed over.")


def _mend_fields(tokens: list[Token], notes: Notes) -> list[Token]:
    """A field with nothing behind it is read as a word."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].type if index + 1 < len(tokens) else None
        if token.type != "field" or (following == "(" or following in OPERANDS):
            kept.append(token)
        else:
            notes.add(f"“{token.text}:” has nothing behind it: it was read as a word.")
            kept.append(Token("word", token.text))
    return kept


def _mend_operators(tokens: list[Token], notes: Notes) -> list[Token]:
    """An operator that lacks what it works on is read as a word (a sign is passed over)."""
    opens = [False] * (len(tokens) + 1)  # opens[i]: an operand begins at i
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        opens[index] = opens[index + 1] if token.text == "NOT" and token.type == "operator" else _is_operand(token)
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        behind = bool(kept) and (kept[-1].type == ")" or kept[-1].type in OPERANDS)
        ahead = opens[index + 1] if token.text != "NEAR" else index + 1 < len(tokens) and _is_operand(tokens[index + 1])
        if token.type != "operator" or (ahead and (token.text == "NOT" or behind)):
            kept.append(token)
        elif token.minus or token.sign:
            _note_sign(token, notes)
        else:
            notes.add(f"“{token.text}” has nothing to join: it was read as a word.")
            kept.append(Token("word", token.text.lower()))
    return kept


def note_small(tokens: list[Token], notes: Notes) -> None:
    """Say of operators in small letters between what they could join that they are words; a whole sentence means them so."""
    if sum(token.type == "word" for token in tokens) > _SENTENCE:
        return
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        joins = (before.type == ")" or before.type in OPERANDS) and _is_operand(after)
        plain = token.type == "word" and token.text in _SMALL and not (token.prefix or token.fuzzy or token.accents)
        if joins and plain:
            notes.add(_SMALL[token.text])


def _is_operand(token: Token) -> bool:
    return token.type in {"(", "field"} or token.type in OPERANDS
