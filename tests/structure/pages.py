"""Small builders: pages of invented houses as bytes, and bodies of a few lines for the parts of the parser."""

from __future__ import annotations

import html
import re
from functools import cache

import msgspec

import rostra
from rostra.model import Block, Document, Mark, Transcript, Turn
from rostra.structure.candidates import Candidate, find_candidates
from rostra.structure.decode import Draft, decode, split_inside
from rostra.structure.inside import find_inside
from rostra.structure.layout import Layout
from rostra.structure.lines import Line, find_lines
from rostra.structure.style import judge

_TYPE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|_(?P<emphasis>[^_]+)_")

FERRY = (
    "We have spent the winter on the timetable of the ferry, my colleagues and I, and we have found that two boats can do "
    "the work of three if the quay at Orsk is made forty metres longer, which it will be before the autumn."
)
BRIDGE = (
    "I have been asked about the bridge every week since I took office, and I shall go on saying what I said then: we build it "
    "with our own money, we build it once, and nobody will pay to walk across it."
)
TITLE = "News conference of Minister of Ports Ana Ilic"
ASKED = "Will the bridge to Orsk be opened before the winter, Minister?"
PILOTS = "And what will become of the pilots of the old ferry?"
REPLY = "The pilots stay. We have promised it to them in writing and I have signed it myself, twice, because the first pen ran dry."


def page(
    title: str, *paragraphs: str, date: str = "12 March 2031", lang: str = "en", side: str = "", end: str = ""
) -> bytes:
    """A page of HTML with a menu, a title, a date, the body and a footer. A paragraph that opens with "<" is markup already."""
    body = "\n".join(p if p.startswith("<") else f"<p>{html.escape(p, quote=False)}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
        f'<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>{side}'
        f'<main><article><h1>{html.escape(title)}</h1><p class="date">{date}</p>'
        f'<div class="entry-content">\n{body}\n</div></article>'
        f'{end}</main><footer class="site-footer"><p><a href="/privacy">Privacy</a></p></footer></body></html>'
    ).encode()


def plain(*lines: str) -> bytes:
    """A page of plain text, a paragraph a line."""
    return "\n\n".join(lines).encode()


@cache
def parse(content: bytes) -> Transcript:
    """The transcript of a page's bytes, through the whole parser."""
    return rostra.parse(content)


def spoken(transcript: Transcript) -> list[tuple[str, str | None, str]]:
    """Role, speaker and first three words of each turn."""
    return [(t.role, t.speaker, first_words(transcript, t)) for t in transcript.turns]


def first_words(transcript: Transcript, turn: Turn, count: int = 3) -> str:
    """The first words of a turn (of text without spaces, its first six characters)."""
    words = transcript.turn_text(turn).split()
    return " ".join(words[:count]) if len(words) >= count or words[0].isascii() else words[0][:6]


def answered(transcript: Transcript) -> list[str | None]:
    """For each turn the first words of the question that it answers, ``None`` for those that answer none."""
    questions = {t.id: first_words(transcript, t) for t in transcript.turns}
    return [questions[t.answers] if t.answers else None for t in transcript.turns]


def body(*rows: str) -> tuple[str, list[Line]]:
    """Text and lines of a body of paragraphs: `**strong**` and `_slanted_` type, "# " a heading, "* " an item."""
    text, blocks, marks = "", [], []
    for row in rows:
        text += "\n\n" if text else ""
        start = len(text)
        kind = "heading" if row.startswith("# ") else "item" if row.startswith("* ") else "paragraph"
        row = row if kind == "paragraph" else row[2:]
        at = 0
        for match in _TYPE.finditer(row):
            text += row[at : match.start()]
            inside = match["strong"] or match["emphasis"]
            marks.append(Mark("strong" if match["strong"] else "emphasis", len(text), len(text) + len(inside)))
            text, at = text + inside, match.end()
        text += row[at:]
        blocks.append(Block(kind, start, len(text)))  # type: ignore[arg-type]
    document = Document(text=text, blocks=tuple(blocks), marks=tuple(marks))
    return text, find_lines(document, Layout(parts=("body",) * len(blocks)))


def believed(*rows: str, known: tuple[str, ...] = (), title: str = "") -> list[str]:
    """The labels that are held to be this body's, as printed, each place once."""
    text, lines = body(*rows)
    candidates = find_candidates(text, lines)
    candidates += find_inside(text, lines, candidates)
    scores = judge(candidates, text, lines, frozenset(known), title)
    sure = {
        c.start: text[c.start : c.label_end]
        for c, s in sorted(zip(candidates, scores, strict=True), key=_by_score)
        if s > 0
    }
    return [sure[start] for start in sorted(sure)]


def _by_score(scored: tuple[Candidate, float]) -> float:
    return scored[1]


def drafts_of(*rows: str, known: tuple[str, ...] = ()) -> tuple[str, list[Draft]]:
    """Text and turns in the making of a body."""
    text, lines = body(*rows)
    candidates = find_candidates(text, lines)
    inside = find_inside(text, lines, candidates)
    scores = judge([*candidates, *inside], text, lines, frozenset(known))
    found = decode(text, lines, candidates, scores[: len(candidates)], range(len(lines)))
    sure = [(s, c) for s, c in zip(scores[len(candidates) :], inside, strict=True) if s > 0]
    return text, split_inside(found, sure)


class Expected(msgspec.Struct, frozen=True):
    """A turn as it ought to come out: `words` are its first ones; `to` is the place of the question that it answers."""

    role: str
    speaker: str | None
    words: str
    to: int | None = None


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A page in a style that real houses use, with its turns. `style` is a number in the list of house styles, and what tells this
    page from others under the number. `labels`, `unseen` and `parts` (how many) are checked where given, by the place of the turn.
    `fails` says why the parser does not manage it yet."""

    style: str
    content: bytes
    turns: tuple[Expected, ...]
    labels: dict[int, str | None] = {}
    unseen: dict[int, tuple[str, ...]] = {}
    parts: dict[int, int] = {}
    fails: str = ""


def q(words: str, who: str | None = "journalist") -> Expected:
    """A question."""
    return Expected("question", who, words)


def a(who: str | None, words: str, to: int) -> Expected:
    """An answer to the question at place `to`."""
    return Expected("answer", who, words, to)


def s(who: str | None, words: str) -> Expected:
    """A statement."""
    return Expected("statement", who, words)


def m(words: str, who: str | None = "moderator") -> Expected:
    """Words that give the floor."""
    return Expected("moderation", who, words)


def note(words: str) -> Expected:
    """A stage note on a line of its own."""
    return Expected("note", None, words)


def heading(words: str) -> Expected:
    """A subheading."""
    return Expected("heading", None, words)
