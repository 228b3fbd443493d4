"""What the index holds: one document a turn that somebody speaks, or a passage of a page without turns.

The text itself is not kept here: hits lead back to the record, and `segments` tell which parts of a turn were said. All words
are cut and folded by `words`, and handed over separated by spaces. Names of a field (sections, tags ...) stand between an opening
and a closing sign, so that a whole name can be told from a part of one. A speaker's key is the slug of a person, or the folded
name of one who is nobody known.

What is said stands in the index three times, in a family of fields: its folded words, their stems, and (where it has accents) the
words with their accents. Titles have such families too, and so has, beside an answer, the question that it answers. `any` is for
single words, wherever they stand: what was said and, with a statement's first turn, the title, in one list instead of two.
`any_pair` has the pairs of both (see `pairs`), none of which begins in the one and ends in the other.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import tantivy

from rostra.archive.records import Statement
from rostra.lexicon import fingerprint
from rostra.model import SPEECH_ROLES, Span, Transcript, Turn
from rostra.search.countries import find_countries
from rostra.search.pairs import LIST, pair_words
from rostra.search.pointers import POINTER, Pointer, write_pointer
from rostra.search.query import NAME_FIELDS
from rostra.search.stems import Tongue, find_tongue
from rostra.search.words import cut_words, fold_words

# Raise the number with every change of this file, of `words`, `pairs` or `stems`; the version of Unicode decides what a letter is,
# and a list of words what is a pair.
SCHEMA_VERSION = f"3.6/{unicodedata.unidata_version}/{fingerprint(LIST)}"

OPENING, CLOSING = "\u0002", "\u0003"
REPEATED = "\u0004"
"""Stands in `repeats` between a word and a power of two: the turn has the word once, and as often again as its powers sum up to."""
LOTS = 2**40
# What was said; the title, with the first turn and with every turn; the question, with its answers.
FAMILIES = ("text", "head", "title", "asked")
# What was said and the title beside it, as one, for single words.
ANYWHERE, ANYWHERE_FAMILIES = "any", ("text", "head")
PAIRS = f"{ANYWHERE}_pair"
FACET_FIELDS = ("speaker", "role", "kind", "section", "tag")
# Values of these are known by their whole names, too.
VALUE_FIELDS = (*FACET_FIELDS, "country", "place", "language", "category")
# A passage of a page without turns: paragraphs are put together up to this many characters, about the length of an answer.
PASSAGE_LENGTH = 700
PASSAGES = ("turn", "")
"""The token that passages of pages without turns have, and no turn."""
UNDATED = 0
_NOTED = 10**17  # greater than the thousandths of a second since 1970, with room for turns, of the next millennia
_LAST = 99_999_999  # undated turns come last in both orders


def build_schema() -> tantivy.Schema:
    """The schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in ("statement", "turn", "role_name", "speaker_key", "asker_key"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for family in FAMILIES:
        for name in (family, f"{family}_stem", f"{family}_form"):
            builder.add_text_field(name, tokenizer_name="whitespace")
    for name in (ANYWHERE, f"{ANYWHERE}_stem", PAIRS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("bridge", "plain"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in sorted(NAME_FIELDS - {"title"}):
        builder.add_text_field(name.replace("-", "_"), tokenizer_name="whitespace")
    for name in VALUE_FIELDS:
        builder.add_text_field(f"{name}_facet", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(POINTER, stored=True)
    builder.add_text_field("repeats", tokenizer_name="whitespace", index_option="basic")
    for name in ("date", "year", "newest", "oldest", "added", "words", "lot"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def date_number(date: str | None) -> int:
    """An ISO date as yyyymmdd, zeros for what is not known; 0 for ``None``.

    >>> date_number("2014-08")
    20140800
    """
    digits = (date or "").replace("-", "")[:8]
    return int(digits.ljust(8, "0")) if digits.isascii() and digits.isdigit() and len(digits) >= 4 else UNDATED


def build_documents(statement: Statement) -> Iterator[tantivy.Document]:
    """The documents of a statement, in the order of the page; never none, so that a page can be found by its title."""
    shared = _shared_fields(statement)
    tongue = find_tongue(statement.card.language)
    title = cut_words(statement.card.title)
    turns = {turn.id: turn for turn in statement.transcript.turns}
    for number, (span, turn) in enumerate(find_passages(statement.transcript)):
        fields = {**shared, **_own_fields(statement, turn), **_order_fields(statement, number)}
        said = cut_words(read_passage(statement.transcript, span, turn))
        question = turns.get(turn.answers or "") if turn else None
        asked = cut_words(_read_turn(statement.transcript, question)) if question else []
        fields[POINTER] = write_pointer(_find_pointer(statement, span, turn, question))
        families = {"text": said, "title": title, "head": title if number == 0 else [], "asked": asked}
        fields |= _family_fields(tongue, families)
        folded = fields.get("text", "").split(" ") if said else []
        fields |= {"words": len(folded), "repeats": " ".join(count_repeats(folded))}
        fields["lot"] = draw_lot(statement.card.id, turn.id if turn else str(number))
        fields |= _asker_fields(statement, question or (turn if turn and turn.role == "question" else None))
        yield _document(fields)


def _family_fields(tongue: Tongue, families: dict[str, list[str]]) -> dict[str, Any]:
    """The tokens of each family's words; accents are kept of a family that has any, the others are said to be plain."""
    fields: dict[str, Any] = {}
    plain, bridges = [], set()
    for family, words in families.items():
        forms = [made for word in words if (made := tongue[word]).folded]
        if not forms:
            continue
        folded, accented = [made.folded for made in forms], [made.form for made in forms]
        fields[family] = " ".join(folded)
        fields[f"{family}_stem"] = " ".join([made.stem for made in forms])
        if folded == accented:
            plain.append(family)
        else:
            fields[f"{family}_form"] = " ".join(accented)
        bridges.update([made.bridge for made in forms])
    for slot in ("", "_stem"):
        both = [fields[f"{family}{slot}"] for family in ANYWHERE_FAMILIES if family in fields]
        fields[f"{ANYWHERE}{slot}"] = " ".join(both)
    rows = [fields[family].split(" ") for family in ANYWHERE_FAMILIES if family in fields]
    fields[PAIRS] = " ".join([pair for row in rows for pair in pair_words(row)])
    return {**fields, "plain": " ".join(plain), "bridge": " ".join(sorted(bridges - {""}))}


def _asker_fields(statement: Statement, question: Turn | None) -> dict[str, Any]:
    """Who asks: of a question who asks it, of an answer who asked."""
    if question is None:
        return {}
    name = question.speaker or ""
    return {"asked_by": _spellings(question), "asker_key": _speaker_key(statement, name)}


def count_repeats(words: list[str]) -> list[str]:
    """How often words come again, so that the index alone can tell how often each was said: for a word said n times, the powers
    of two that sum up to n - 1.

    >>> [token.split(REPEATED) for token in count_repeats(["a", "b", "a", "a", "a"])]
    [['a', '0'], ['a', '1']]
    """
    counts = Counter(words)
    return [
        f"{word}{REPEATED}{power}"
        for word, count in counts.items()
        for power in range((count - 1).bit_length())
        if (count - 1) >> power & 1
    ]


def draw_lot(statement_id: str, name: str) -> int:
    """A number from 0 to `LOTS` that has nothing to do with what a turn says, and is the same for it in every index."""
    return int.from_bytes(hashlib.blake2b(f"{statement_id}/{name}".encode(), digest_size=5).digest(), "big")


def find_passages(transcript: Transcript) -> list[tuple[Span, Turn | None]]:
    """The turns in which somebody speaks; for a page without any, its text in passages (one empty passage if it has no text)."""
    turns: list[tuple[Span, Turn | None]] = [
        ((turn.start, turn.end), turn) for turn in transcript.turns if turn.role in SPEECH_ROLES
    ]
    return turns or [(span, None) for span in _paragraphs(transcript)] or [((0, 0), None)]


def read_passage(transcript: Transcript, span: Span, turn: Turn | None) -> str:
    """What is said in a turn, furniture left out, or what stands in a passage."""
    spans = (turn.segments if turn else ()) or (span,)
    return "\n".join(transcript.text[start:end] for start, end in spans)


def _find_pointer(statement: Statement, span: Span, turn: Turn | None, question: Turn | None) -> Pointer:
    return Pointer(
        statement=statement.card.id,
        turn=turn.id if turn else "",
        start=span[0],
        end=span[1],
        role=turn.role if turn else "statement",
        answers=(turn.answers or "") if turn else "",
        segments=_write_segments(turn),
        asked_segments=_write_segments(question),
    )


def _write_segments(turn: Turn | None) -> str:
    """The segments of a turn from its start, as "0-40 42-90"; "" where all of it was said in one piece, and for no turn."""
    if turn is None or turn.segments in ((), ((turn.start, turn.end),)):
        return ""
    return " ".join(f"{start - turn.start}-{end - turn.start}" for start, end in turn.segments)


def read_segments(text: str, written: str) -> str:
    """What `read_passage` says of a turn, of its own `text` and the segments of its pointer."""
    if not written:
        return text
    spans = (piece.split("-") for piece in written.split(" "))
    return "\n".join(text[int(start) : int(end)] for start, end in spans)


def _read_turn(transcript: Transcript, turn: Turn) -> str:
    return read_passage(transcript, (turn.start, turn.end), turn)


def _paragraphs(transcript: Transcript) -> list[Span]:
    """Spans of the body cut at blank lines and at furniture, short paragraphs put together."""
    spans: list[Span] = []
    for start, end in _open_spans(transcript):
        fresh = True
        for left, right in _pieces(transcript.text, start, end):
            if fresh or right - spans[-1][0] > PASSAGE_LENGTH:
                spans.append((left, right))
            else:
                spans[-1] = (spans[-1][0], right)
            fresh = False
    return spans


def _open_spans(transcript: Transcript) -> Iterator[Span]:
    """The body without the furniture inside it."""
    at, end = transcript.body
    for left, right in sorted(transcript.furniture.spans):
        if at < left < end:
            yield at, left
        at = max(at, right)
    if at < end:
        yield at, end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs between two offsets, those without words left out."""
    while start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 2


def _shared_fields(statement: Statement) -> dict[str, Any]:
    card, countries = statement.card, find_countries(statement)
    date = date_number(card.date)
    return {
        "statement": card.id,
        "kind": [whole_name(card.kind)],
        "kind_facet": card.kind,
        "section": [whole_name(name) for name in card.sections],
        "section_facet": _distinct(card.sections),
        "tag": [whole_name(name) for name in card.tags],
        "tag_facet": _distinct(card.tags),
        "category": whole_name(card.category or ""),
        "category_facet": card.category or "",
        "place": whole_name(card.place or ""),
        "place_facet": card.place or "",
        "language": whole_name(card.language or ""),
        "language_facet": (card.language or "").partition("-")[0].lower(),
        "country": [whole_name(name) for name in countries],
        "country_facet": countries,
        "date": date,
        "year": date // 10_000,
    }


def _distinct(names: tuple[str, ...]) -> list[str]:
    """One of each name, however it is spelled: a turn counts once under a name."""
    return list({" ".join(fold_words(name)): name for name in reversed(names)}.values())


def _own_fields(statement: Statement, turn: Turn | None) -> dict[str, Any]:
    if turn is None:
        return {
            "turn": "",
            "role_name": "statement",
            "role": whole_name("statement"),
            "role_facet": "statement",
        }
    name = turn.speaker or ""
    person = statement.persons.get(name, "")
    return {
        "turn": turn.id,
        "role_name": turn.role,
        "role": whole_name(turn.role),
        "role_facet": turn.role,
        "speaker": _spellings(turn),
        "speaker_key": _speaker_key(statement, name),
        "speaker_facet": f"/{person}" if person else name,
        "person": whole_name(person),
    }


def _spellings(turn: Turn) -> list[str]:
    return [" ".join(fold_words(spelling)) for spelling in dict.fromkeys((turn.speaker or "", turn.label or ""))]


def _speaker_key(statement: Statement, name: str) -> str:
    person = statement.persons.get(name, "")
    return f"/{person}" if person else " ".join(fold_words(name))


def _order_fields(statement: Statement, number: int) -> dict[str, int]:
    """Keys that sort by date, then keep a statement's turns together and in the order of the page."""
    date = date_number(statement.card.date)
    place = zlib.crc32(statement.card.id.encode()) % 1_000_000 * 10_000
    turn = min(number, 9_999)
    return {
        "newest": date * 10**10 + place + 9_999 - turn,
        "oldest": (date or _LAST) * 10**10 + place + turn,
        "added": _arrival(statement) + 9_999 - turn,
    }


def added_key(sequence: int) -> int:
    """The least key of what arrived by a change of the record: keys of a later one are greater."""
    return _NOTED + sequence * 10_000


def _arrival(statement: Statement) -> int:
    """The key of a statement's arrival. Words that came before arrivals were noted lie below all others, in order of the clock."""
    if statement.arrived or not statement.arrived_at:
        return added_key(statement.arrived)
    return int(datetime.fromisoformat(statement.arrived_at).timestamp() * 1_000) * 10_000


def whole_name(name: str) -> str:
    """The words of a name between signs that mark its ends; "" for a name without words."""
    words = fold_words(name)
    return " ".join((OPENING, *words, CLOSING)) if words else ""


def _document(fields: dict[str, Any]) -> tantivy.Document:
    document = tantivy.Document()
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, int):
                document.add_integer(name, item)
            elif isinstance(item, bytes):
                document.add_bytes(name, item)
            elif item or name == "turn":
                document.add_text(name, item)
    return document
