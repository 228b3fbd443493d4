"""From what a person typed to a query. Never fails: what is malformed is read as words, and the notes say so.

Three passes, each linear: cut the text into tokens; mend them (brackets without a partner, operators and fields with nothing to
work on); read the mended tokens by recursive descent, whose depth the mending has bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from rostra.search.query import (
    DATE_FIELD,
    FIELDS,
    OPERATORS,
    SCOPES,
    VARIANTS,
    Dates,
    Node,
    Not,
    Phrase,
    Query,
    Scope,
    Term,
    join_all,
    join_any,
    negate,
)
from rostra.search.words import fold_words, trim

# Far beyond what a person types; keeps a hostile query as cheap as an honest one.
LONGEST_QUERY = 2_000
MOST_TERMS = 64
DEEPEST = 12
# A short beginning may stand for every tenth word of an archive: some 15 ms each at 100,000 turns.
MOST_STARS = 8

_TOKEN = re.compile(r'(?P<space>\s+)|(?P<bracket>[()])|"(?P<phrase>[^"]*)"|(?P<stray>")|(?P<raw>[^\s()"]+)')
_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"  # "2014", "2014-08", "2014-08-06"
_RANGE = re.compile(rf"(?P<first>{_DATE})?\.\.(?P<last>{_DATE})?", re.ASCII)
_ONE_DATE = re.compile(_DATE, re.ASCII)
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_PIECES = re.compile(r"[:*]+|\.\.+")
_EXAMPLE = "2014, 2014-08, 2014-08-06 or 2014..2015"

Type = Literal["(", ")", "operator", "field", "word", "phrase", "dates"]


@dataclass(frozen=True)
class _Token:
    type: Type
    text: str
    prefix: bool = False
    minus: bool = False
    dates: Dates | None = None


@dataclass
class _Notes:
    """Notes without repeats, in order."""

    lines: dict[str, None] = field(default_factory=dict)

    def add(self, line: str) -> None:
        self.lines[line] = None


def parse(text: str) -> Query:
    """The query that `text` asks for, with notes on what was read otherwise than it looks. Never raises; linear time."""
    notes = _Notes()
    if len(text) > LONGEST_QUERY:
        notes.add(f"The query is too long: only its first {LONGEST_QUERY} characters were read.")
    tokens = _cut(text[:LONGEST_QUERY].translate(VARIANTS), notes)
    tokens = _bound_stars(tokens, notes)
    tokens = _mend_operators(_mend_fields(_mend_brackets(tokens, notes), notes), notes)
    tree = _Reader(tokens, notes).read_any("") if tokens else None
    if isinstance(tree, Not):
        notes.add("The query only excludes: everything else is shown.")
    return Query(tree, tuple(notes.lines))


# cutting


def _cut(text: str, notes: _Notes) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "bracket":
            tokens.append(_Token("(" if match.group() == "(" else ")", match.group()))
        elif group == "stray":
            notes.add("A quotation mark has no partner: the words behind it were read one by one.")
        elif group == "phrase":
            tokens += _phrase(match.group("phrase"), notes)
        elif group == "raw":
            tokens += _raw(match.group(), text[match.end() : match.end() + 1], notes)
        terms = sum(token.type in {"word", "phrase"} for token in tokens)
        if terms >= MOST_TERMS and text[match.end() :].strip(' ")'):
            notes.add(f"The query has too many words: only the first {MOST_TERMS} were read.")
            break
    return tokens


def _phrase(text: str, notes: _Notes) -> list[_Token]:
    if fold_words(text):
        return [_Token("phrase", " ".join(text.split()))]
    notes.add("An empty pair of quotation marks was passed over.")
    return []


def _raw(raw: str, following: str, notes: _Notes) -> list[_Token]:
    """Tokens of a run without white space, brackets and quotes; `following` is the character behind it."""
    if raw in OPERATORS:
        return [_Token("operator", raw)]
    bare = raw.lstrip("-")
    if bare != raw and (bare or following in {'"', "("}):
        excluded = _bare(bare, notes) if bare else []
        return [_Token("operator", "NOT", minus=True), *excluded] if excluded or not bare else []
    return _bare(raw, notes)


def _bare(raw: str, notes: _Notes) -> list[_Token]:
    if span := _RANGE.fullmatch(raw):
        return _dates(span, notes)
    found = _FIELD.fullmatch(raw)
    if not found or found.group(2).startswith("//"):
        return _words(raw, notes)
    name, value = found.group(1).lower(), found.group(2)
    if name not in FIELDS:
        notes.add(f"There is no field “{name}”: it was read as a word.")
        return _words(raw, notes)
    return [_Token("field", name), *(_value(name, value, notes) if value else [])]


def _value(name: str, value: str, notes: _Notes) -> list[_Token]:
    if name == DATE_FIELD and (span := _RANGE.fullmatch(value)):
        return _dates(span, notes)
    return _words(value, notes)


def _dates(span: re.Match[str], notes: _Notes) -> list[_Token]:
    first, last = span.group("first") or "", span.group("last") or ""
    shared = min(len(first), len(last))
    if first[:shared] > last[:shared]:
        notes.add(f"“{span.group()}” runs backwards: it was read the other way round.")
        first, last = last, first
    if first or last:
        return [_Token("dates", span.group(), dates=Dates(first, last))]
    notes.add(f"“..” needs a date on one side at least, such as {_EXAMPLE}.")
    return []


def _words(raw: str, notes: _Notes) -> list[_Token]:
    """Words of a run: cut at what cannot stand inside a word; a star behind the last letter makes a prefix."""
    stem = raw.rstrip(",;.!?")
    prefix = stem.endswith("*")
    pieces = [piece for part in _PIECES.split(stem) if (piece := trim(part))]
    if "*" in (stem.rstrip("*") if prefix else stem):
        notes.add("A star stands at the end of a word only (“diplom*”): the others were passed over.")
    if not pieces:
        notes.add(f"“{raw[:40]}” has no letters or digits and was passed over.")
    tokens = [_Token("word", piece.lower() if piece in OPERATORS else piece) for piece in pieces]
    if prefix and tokens:
        tokens[-1] = replace(tokens[-1], prefix=True)
    return tokens


def _bound_stars(tokens: list[_Token], notes: _Notes) -> list[_Token]:
    starred = [index for index, token in enumerate(tokens) if token.prefix]
    if len(starred) <= MOST_STARS:
        return tokens
    notes.add(f"The query has too many stars: only the first {MOST_STARS} were read.")
    excess = set(starred[MOST_STARS:])
    return [replace(token, prefix=False) if index in excess else token for index, token in enumerate(tokens)]


# mending


def _mend_brackets(tokens: list[_Token], notes: _Notes) -> list[_Token]:
    """Keep only brackets that have a partner, hold something, and stand no deeper than `DEEPEST`."""
    depths = _depths(tokens)
    brackets = [index for index, token in enumerate(tokens) if token.type in {"(", ")"}]
    if len(depths) < len(brackets):
        notes.add("A bracket has no partner and was passed over.")
    if any(depth > DEEPEST for depth in depths.values()):
        notes.add(f"Brackets more than {DEEPEST} deep were passed over.")
    drop = {index for index in brackets if depths.get(index, DEEPEST + 1) > DEEPEST}
    return _drop_empty([token for index, token in enumerate(tokens) if index not in drop], notes)


def _depths(tokens: list[_Token]) -> dict[int, int]:
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


def _drop_empty(tokens: list[_Token], notes: _Notes) -> list[_Token]:
    kept: list[_Token] = []
    for token in tokens:
        while token.type == ")" and kept[-1].minus:
            kept.pop()
        if token.type == ")" and kept[-1].type == "(":
            kept.pop()
            notes.add("Empty brackets were passed over.")
        else:
            kept.append(token)
    return kept


def _mend_fields(tokens: list[_Token], notes: _Notes) -> list[_Token]:
    """A field with nothing behind it is read as a word."""
    kept: list[_Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].type if index + 1 < len(tokens) else None
        if token.type != "field" or following in {"(", "word", "phrase", "dates"}:
            kept.append(token)
        else:
            notes.add(f"“{token.text}:” has nothing behind it: it was read as a word.")
            kept.append(_Token("word", token.text))
    return kept


def _mend_operators(tokens: list[_Token], notes: _Notes) -> list[_Token]:
    """An operator that lacks what it works on is read as a word (a lone minus is passed over)."""
    opens = [False] * (len(tokens) + 1)  # opens[i]: an operand begins at i
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        opens[index] = opens[index + 1] if token.text == "NOT" and token.type == "operator" else _is_operand(token)
    kept: list[_Token] = []
    for index, token in enumerate(tokens):
        behind = bool(kept) and (kept[-1].type in {")", "word", "phrase", "dates"})
        if token.type != "operator" or (opens[index + 1] and (token.text == "NOT" or behind)):
            kept.append(token)
        elif not token.minus:
            notes.add(f"“{token.text}” has nothing to join: it was read as a word.")
            kept.append(_Token("word", token.text.lower()))
    return kept


def _is_operand(token: _Token) -> bool:
    return token.type in {"(", "field", "word", "phrase", "dates"}


# reading


class _Reader:
    """Recursive descent over mended tokens: any = all (OR all)*; all = unit (AND? unit)*; unit = NOT* operand."""

    def __init__(self, tokens: list[_Token], notes: _Notes) -> None:
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
        node = self.read_operand(name)
        return negate(node) if negated else node

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

    def _read_date(self, token: _Token) -> Node:
        if _ONE_DATE.fullmatch(token.text):
            return Dates(token.text, token.text)
        self.notes.add(f"“date:” takes {_EXAMPLE}: “{token.text[:40]}” was read as a word.")
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


def _term(token: _Token, name: str) -> Node:
    return Phrase(token.text, name) if token.type == "phrase" else Term(token.text, name, token.prefix)
