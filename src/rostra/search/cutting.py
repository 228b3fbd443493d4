"""The first pass over a query: from text to tokens. Everything is some token, or is passed over with a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from rostra.search.dating import is_dashed, is_day, is_dotted, read_date, read_span
from rostra.search.query import (
    DATE_FIELD,
    FIELDS,
    NEAR,
    NEAR_DEFAULT,
    NEAR_MOST,
    OPERATORS,
    SCOPES,
    Dates,
)
from rostra.search.wild import fold_pattern
from rostra.search.words import fold_words, is_characterwise, trim

# Far beyond what a person types; keeps a hostile query as cheap as an honest one.
LONGEST_QUERY = 2_000
MOST_TERMS = 64
# Each may stand for thousands of words.
MOST_STARS = 8
# Signs inside one word.
MOST_SIGNS = 6
MOST_EDITS = 2
# Words of up to so many letters stand one letter off, longer ones two, where no number is said.
_SHORT_WORD = 5

_NAMES = "|".join(sorted(FIELDS, reverse=True))
_DATED = r"(?:\d{1,2}\.){0,2}(?:1[89]|20)\d\d(?:[-/.]\d{1,2}){0,2}"
_REST = r"(?:[^\s()\"|&]|&(?!&))"
# Pieces that white space may part: "speaker = vela", "date >= 2014", "2014 - 2015".
_SPACED = (
    rf"[-–—−]?(?i:(?:{_NAMES})(?:\s{{0,3}}!?=+\s{{1,3}}|!?=+)|date\s{{0,3}}[:=]?\s{{0,3}}[<>]=?\s{{0,3}}){_REST}*"
    rf"|{_DATED}\s{{1,3}}(?:\.{{2,}}|[-–—−…])\s{{1,3}}{_DATED}(?!{_REST})"
)
_TOKEN = re.compile(
    r'(?P<space>\s+)|(?P<bracket>[()])|(?P<sign>\|+|&&+)|"(?P<phrase>[^"]*)"|(?P<stray>")'
    rf"|(?P<raw>{_SPACED}|{_REST}+)"
)
# A quotation mark between two Hebrew letters is the sign of an abbreviation, and is typed so.
_ABBREVIATED = re.compile(r'(?<=[\u0591-\u05f2])"(?=[\u05d0-\u05f2])')
_GERSHAYIM = "\u05f4"
_NAMED = rf"(?P<name>(?:{_NAMES})(?=!?=)|date(?=[<>]))(?P<unlike>!?)=*"  # what stands for a field and its colon
_EQUALS = re.compile(rf"(?P<minus>[-–—−]*){_NAMED}", re.IGNORECASE | re.ASCII)
_INNER_EQUALS = re.compile(rf"(?<![^\W_]){_NAMED}", re.IGNORECASE | re.ASCII)
_PARTED = re.compile(rf"({_DATED})\s+([-–—−…]|\.+)\s+({_DATED})")
_FIELD = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)?):(.*)", re.DOTALL)
_FUZZY = re.compile(r"(.*[^~])~(\d?)", re.DOTALL)
_PIECES = re.compile(r"[:~]+|\.\.+")
_MINUS = "-–—−"  # as word processors write it, too
_SIGN = re.compile(r"[*?]")
_DIGIT = re.compile(r"\d")

Type = Literal["(", ")", "operator", "field", "word", "phrase", "dates"]
OPERANDS: frozenset[Type] = frozenset({"word", "phrase", "dates"})


@dataclass(frozen=True)
class Token:
    """A piece of a query. What a word or phrase carries is as in `Term` and `Phrase`; `minus` and `sign` are
    operators that are written as signs ("-", "|", "&&"); `distance` is that of a NEAR; `glued` tells that no white space parts it
    from what stands before it."""

    type: Type
    text: str
    prefix: bool = False
    wild: bool = False
    fuzzy: int = 0
    accents: bool = False
    minus: bool = False
    sign: bool = False
    distance: int = 0
    dates: Dates | None = None
    glued: bool = False


@dataclass
class Notes:
    """Notes without repeats, in order."""

    lines: dict[str, None] = field(default_factory=dict)

    def add(self, line: str) -> None:
        self.lines[line] = None


def cut(text: str, notes: Notes) -> list[Token]:
    """The tokens of `text`, at most `MOST_TERMS` words and phrases among them."""
    tokens: list[Token] = []
    terms, is_named = 0, False  # whether an equals sign stood for the colon of a field
    text = _ABBREVIATED.sub(_GERSHAYIM, text)
    for match in _TOKEN.finditer(text):
        group, fresh = match.lastgroup, []
        behind = text[match.start() - 1 : match.start()]
        if group == "bracket":
            fresh = [Token("(" if match.group() == "(" else ")", match.group())]
        elif group == "sign":
            fresh = [Token("operator", "OR" if match.group()[0] == "|" else "AND", sign=True)]
        elif group == "stray":
            notes.add("A quotation mark has no partner: the words behind it were read one by one.")
        elif group == "phrase":
            fresh = _phrase(match.group("phrase"), behind == "=" and not is_named, notes)
        elif group == "raw":
            raw = _settle(match.group())
            is_named = raw != match.group()
            fresh = _raw(raw, behind == '"', text[match.end() : match.end() + 1], notes)
        fresh = [replace(token, glued=bool(at) or not behind.isspace()) for at, token in enumerate(fresh)]
        room = MOST_TERMS - terms
        terms += sum(token.type in {"word", "phrase"} for token in fresh)
        tokens += fresh if terms <= MOST_TERMS else _first(fresh, room)
        if terms > MOST_TERMS or (terms == MOST_TERMS and text[match.end() :].strip(' ")')):
            notes.add(f"The query has too many words: only the first {MOST_TERMS} were read.")
            break
    return _bound_stars(_bracket_values(tokens), notes)


def _bracket_values(tokens: list[Token]) -> list[Token]:
    """Values of a field that signs join without white space, as in "tag:a|b", in brackets: all of them are the field's."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end_of_values(tokens, at)
        made += [tokens[at], Token("(", "("), *tokens[at + 1 : end], Token(")", ")")] if end else [tokens[at]]
        at = end or at + 1
    return made


def _end_of_values(tokens: list[Token], at: int) -> int:
    """Where the joined values of the field at `at` end; 0 where there is no field, or it has one value alone."""
    end = at + 2
    if tokens[at].type != "field" or not all(token.glued and token.type in OPERANDS for token in tokens[at + 1 : end]):
        return 0
    while (
        end + 1 < len(tokens)
        and (tokens[end].sign and tokens[end].glued)
        and (tokens[end + 1].type in OPERANDS and tokens[end + 1].glued)
    ):
        end += 2
    return end if end > at + 2 else 0


def _first(tokens: list[Token], room: int) -> list[Token]:
    """Tokens up to the one with which there are `room` words and phrases."""
    kept: list[Token] = []
    for token in tokens:
        if token.type in {"word", "phrase"}:
            if not room:
                break
            room -= 1
        kept.append(token)
    return kept


def _phrase(text: str, accents: bool, notes: Notes) -> list[Token]:
    if fold_words(text):
        return [Token("phrase", " ".join(text.split()), accents=accents)]
    notes.add("An empty pair of quotation marks was passed over.")
    return []


def _settle(raw: str) -> str:
    """The run as the language writes it, where it has another sign for a field's colon or for the dots of a span."""
    if parted := _PARTED.fullmatch(raw):
        first, between, last = parted.groups()
        return f"{first}{'–' if between in _MINUS else '..'}{last}"
    raw = "".join(raw.split())
    if not (equals := _EQUALS.match(raw)):
        return raw
    minus = "-" if equals.group("minus") or equals.group("unlike") else ""
    return f"{minus}{equals.group('name')}:{raw[equals.end() :]}"


def _raw(raw: str, behind_phrase: bool, following: str, notes: Notes) -> list[Token]:
    """Tokens of a run without white space, brackets and quotes; `following` is the character behind it."""
    if raw in OPERATORS:
        return [Token("operator", raw)]
    if near := NEAR.fullmatch(raw):
        return [_near(near, notes)]
    if behind_phrase and re.fullmatch(r"~\d*", raw):
        notes.add(
            "“~” belongs to a single word: behind a phrase it was passed over. NEAR finds words near one another."
        )
        return []
    bare = raw.lstrip(_MINUS)
    accents = following == '"' and bare.endswith("=")  # the phrase sees to it
    bare = bare[:-1] if accents else bare
    if raw[0] in _MINUS and (bare or following in {'"', "("}):
        excluded = _bare(bare, notes) if bare else []
        return [Token("operator", "NOT", minus=True), *excluded] if excluded or not bare else []
    return _bare(bare if accents else raw, notes) if bare or not accents else []


def _near(match: re.Match[str], notes: Notes) -> Token:
    distance = int(match.group("distance") or NEAR_DEFAULT)
    if distance > NEAR_MOST:
        notes.add(f"NEAR looks no farther than {NEAR_MOST} words.")
    return Token("operator", "NEAR", distance=min(distance, NEAR_MOST))


def _bare(raw: str, notes: Notes) -> list[Token]:
    if dates := _dates(raw, notes):
        return dates
    if is_dotted(raw):
        notes.add("“..” needs a date on one side at least, such as 2014, 2014-08, 2014-08-06 or 2014..2015.")
        return _words(raw, notes) if raw.strip(".") else []
    found = _FIELD.fullmatch(raw)
    if not found or found.group(2).startswith("//"):
        return _words(raw, notes)
    name, value = found.group(1).lower(), found.group(2)
    if name not in FIELDS:
        notes.add(f"There is no field “{name}”: it was read as a word.")
        return _words(raw, notes)
    words = _value(name, value, notes) if value else []
    if name == DATE_FIELD and len(words) > 1:
        return _undated(value, words, notes)
    return [Token("field", name), *words]


def _value(name: str, value: str, notes: Notes) -> list[Token]:
    if name in SCOPES | {DATE_FIELD} and (dates := _dates(value, notes, named=name == DATE_FIELD)):
        return dates
    return _words(value, notes, dates=name in SCOPES | {DATE_FIELD})


def _undated(value: str, words: list[Token], notes: Notes) -> list[Token]:
    """The words of what was asked of "date:" and is in pieces, none of which is the date that was meant."""
    notes.add(f"“date:” takes 2014, 2014-08, 2014-08-06 or 2014..2015: “{value[:40]}” was read as a word.")
    return [Token("phrase", token.text) if token.dates else token for token in words]


def _dates(raw: str, notes: Notes, *, named: bool = False) -> list[Token]:
    """The dates that a run is; none if it is something else. A number alone is a year only where dates are asked for (`named`)."""
    if not _DIGIT.search(raw):  # most runs are words
        return []
    if span := read_span(raw, named=named):
        return [_span(raw, *span, notes, named=named)]
    date = read_date(raw)
    if date is None or (len(date) == len("2014") and not named):
        return []
    note_days(date, date, notes)
    return [Token("dates", raw, dates=Dates(date, date))]


def note_days(first: str, last: str, notes: Notes) -> None:
    """Say of dates that the calendar has not that it has not; they are read all the same, as ends of a span they mean something."""
    for day in (first, last):
        if not is_day(day):
            notes.add(f"The calendar has no {day}.")


def _span(raw: str, first: str, last: str, notes: Notes, *, named: bool) -> Token:
    shared = min(len(first), len(last))
    if first[:shared] > last[:shared]:
        notes.add(f"“{raw}” runs backwards: it was read the other way round.")
        first, last = last, first
    note_days(first, last, notes)
    if is_dashed(raw) and len(first) == len(last) == len("2014") and not named:
        notes.add(f"“{raw}” was read as the years {first}..{last}; in quotation marks it is looked for as written.")
    return Token("dates", raw, dates=Dates(first, last))


def _words(raw: str, notes: Notes, *, dates: bool = True) -> list[Token]:
    """Words of a run: cut at what cannot stand inside a word. The last may carry a fuzzy sign, the first an equals sign."""
    stem, fuzzy = raw.rstrip(",;.!?"), ""
    if found := _FUZZY.fullmatch(stem):
        stem, fuzzy = found.group(1), found.group(2) or "auto"
    accents, stem = stem.startswith("="), stem.lstrip("=")
    tokens: list[Token] = []
    for part in _PIECES.split(_INNER_EQUALS.sub(r"\g<name>:", stem)):
        tokens += _word(part, notes, dates or bool(tokens))  # what follows the first stands behind no field
    if not tokens:
        notes.add(f"“{raw[:40]}” has no letters or digits and was passed over.")
        return []
    if accents:
        tokens[0] = _accented(tokens[0], notes)
    if fuzzy:
        tokens[-1] = _fuzzy(tokens[-1], fuzzy, notes)
    return tokens


def _word(part: str, notes: Notes, dates: bool) -> list[Token]:
    """The token of a piece; none if it has neither letters nor digits."""
    if _SIGN.search(part) and (token := _wild(part, notes)):
        return [token]
    text = trim(_SIGN.sub("-", part))
    if dates and (found := _dates(text, notes)):
        return found
    operator = text in OPERATORS or NEAR.fullmatch(text)
    return [Token("word", text.lower() if operator else text)] if text else []


def _wild(part: str, notes: Notes) -> Token | None:
    """A word with signs that stand for letters; ``None`` (with a note) where they cannot."""
    text = _trim_signs(part)
    words = fold_pattern(text)
    if not trim(text) or not _SIGN.search(text):
        return None
    if any(is_characterwise(word) for word in words):
        if text.endswith("*") and not _SIGN.search(text[:-1]):
            return Token("word", trim(text), prefix=True)
        notes.add("Words of a script without spaces are found wherever they stand: their stars were passed over.")
        return None
    if len(_SIGN.findall(text)) > MOST_SIGNS or not all(any(c not in "*?" for c in word) for word in words):
        notes.add(
            f"A star stands for letters of a word (“diplom*”, “wo*d”), {MOST_SIGNS} at most: others were passed over."
        )
        return None
    if text.endswith("*") and not _SIGN.search(text.rstrip("*")):
        return Token("word", trim(text), prefix=True) if trim(text) == text.rstrip("*") else None
    return Token("word", text, wild=True)


def _trim_signs(part: str) -> str:
    """A piece from its first word or sign to its last; question marks at its end are those of a sentence."""
    found = [match.span() for match in _SIGN.finditer(part)]
    bare = trim(part)
    if bare:
        found.append((part.index(bare), part.index(bare) + len(bare)))
    kept = part[min(a for a, _ in found) : max(b for _, b in found)] if found else ""
    kept = re.sub(r"\*+", "*", kept.rstrip("?") if bare and kept.endswith("?") else kept)
    return kept if kept == part else _trim_signs(kept)  # what stood before the question mark may be no letter either


def _accented(token: Token, notes: Notes) -> Token:
    if token.type == "word" and not (token.prefix or token.wild):
        return replace(token, accents=True)
    notes.add("“=” belongs to a whole word or a phrase: elsewhere it was passed over.")
    return token


def _fuzzy(token: Token, asked: str, notes: Notes) -> Token:
    words = fold_words(token.text)
    if (
        token.type != "word"
        or token.prefix
        or token.wild
        or token.accents
        or len(words) != 1
        or is_characterwise(words[0])
    ):
        notes.add("“~” belongs to a single whole word: elsewhere it was passed over.")
        return token
    if asked == "auto":
        return replace(token, fuzzy=1 if len(words[0]) <= _SHORT_WORD else MOST_EDITS)
    if int(asked) > MOST_EDITS:
        notes.add(f"“~{asked}” is too far: {MOST_EDITS} letters may differ at most.")
    return replace(token, fuzzy=min(int(asked), MOST_EDITS))


def _bound_stars(tokens: list[Token], notes: Notes) -> list[Token]:
    """At most `MOST_STARS` words that stand for many."""
    many = [index for index, token in enumerate(tokens) if token.prefix or token.wild or token.fuzzy]
    if len(many) <= MOST_STARS:
        return tokens
    notes.add(f"The query has too many stars: only the first {MOST_STARS} were read.")
    excess = set(many[MOST_STARS:])
    return [kept for index, token in enumerate(tokens) for kept in (_plain(token) if index in excess else [token])]


def _plain(token: Token) -> list[Token]:
    return _word(trim(_SIGN.sub("-", token.text)), Notes(), dates=True)
