"""The press: a number becomes a page in some house's style, with what a person would find on it.

Matter is composed, a style drawn, the matter set in it, the page made up and encoded. The same number always prints the same
page.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import msgspec

from rostra.quality.press.bilingual import set_twice
from rostra.quality.press.files import file_page
from rostra.quality.press.heads import Head, make_head, preamble
from rostra.quality.press.markup import sprinkle
from rostra.quality.press.matter import Matter, compose
from rostra.quality.press.negatives import SORTS, write_negative
from rostra.quality.press.setting import BOLD, END_BOLD, Line, Turn, set_matter
from rostra.quality.press.styles import Style, draw_style, load_schemes
from rostra.quality.press.surroundings import boxes_after, boxes_before, boxes_inside, page_marks
from rostra.quality.press.tongues import LANGUAGES, Tongue, load_tongue
from rostra.quality.press.web import html_page

_KINDS = ("press_conference", "press_conference", "press_conference", "briefing", "interview", "interview", "speech")
_NEGATIVE_SHARE = 0.1
_ALWAYS_MET = {
    *("end-mark", "false-labels", "participants", "bilingual", "lead-story", "byline"),
    *("running-header", "take-marks", "page-number-lines"),
}
_SUFFIXES = {"markdown": "md", "json": "json", "xml": "xml", "text": "txt", "text-wrapped": "txt", "text-cut": "txt"}


class PrintedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as a house would serve it. `gold` is as in the folder of gold; `tags` are the choices that made it."""

    content: bytes
    name: str
    gold: dict[str, Any]
    tags: tuple[str, ...]


def print_page(
    seed: int, *, style: Style | None = None, language: str | None = None, kind: str | None = None
) -> PrintedPage:
    """The page of this number.

    Args:
        seed: chooses everything that is not given; languages take turns.
        style: the house; it must fit language and kind (see `draw_style`).
        language: one of `LANGUAGES`.
        kind: press_conference, briefing, interview, speech, or "negative" for a page without turns.
    """
    rng = random.Random(seed)
    tongue = load_tongue(language or LANGUAGES[seed % len(LANGUAGES)])
    negative = kind == "negative" or (kind is None and style is None and rng.random() < _NEGATIVE_SHARE)
    kind = kind if kind not in (None, "negative") else rng.choice(_KINDS)
    style = style or draw_style(tongue, kind, rng)
    scheme = load_schemes()[style.scheme]
    two = kind == "press_conference" and not scheme.one_principal and rng.random() < 0.5
    matter = compose(
        tongue,
        kind,
        rng,
        principals=1 + two,
        vary=scheme.labelled,
        named=scheme.prints_names,
        troubles=() if negative else style.troubles,
    )
    if negative:
        return _print_negative(seed, matter, style, rng)
    turns, lines = set_twice(matter, style, rng) if "bilingual" in style.troubles else set_matter(matter, style, rng)
    head = make_head(matter, style, lines[0].text, rng)
    content = _encode(_make_up(matter, style, head, lines, rng), tongue, style)
    gold = _gold(seed, matter, style, head, turns)
    words = (f"words:{name}" for name in matter.patterns)
    shown = msgspec.structs.replace(style, troubles=_met(style, turns))
    place = (f"place:{head.place_in}",) if head.place_in else ()
    tags = (f"language:{tongue.language}", f"kind:{kind}", *shown.tags, *words, *place)
    return PrintedPage(content=content, name=gold["source"], gold=gold, tags=tags)


def _met(style: Style, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Of the style's troubles those that the page met: a turn of one paragraph has no place for a subheading."""
    met = {turn.trouble for turn in turns} | _ALWAYS_MET
    if any(BOLD in text for turn in turns for text in turn.paragraphs):
        met.add("interjection")
    return tuple(name for name in style.troubles if name in met)


def _make_up(matter: Matter, style: Style, head: Head, lines: Sequence[Line], rng: random.Random) -> str:
    pieces = sprinkle(lines, boxes_inside(matter, style, rng), page_marks(matter, style, rng), rng)
    before, after = boxes_before(matter, style, head.title, rng), boxes_after(matter, style, head.title, rng)
    make = html_page if style.html else file_page
    return make(matter.tongue, style, head, preamble(matter, style, rng), pieces, before, after, rng)


def _print_negative(seed: int, matter: Matter, style: Style, rng: random.Random) -> PrintedPage:
    sort = rng.choice(SORTS)
    plain = msgspec.structs.replace(
        style, scheme="monologue", placement="inline", troubles=(), damage="none", titling="plain"
    )
    title, lines = write_negative(matter, sort, rng)
    matter = msgspec.structs.replace(matter, title=title, principals=())
    head = make_head(matter, plain, lines[0].text, rng)
    content = _encode(_make_up(matter, plain, head, lines, rng), matter.tongue, plain)
    gold = _gold(seed, matter, plain, head, []) | {"kind": "article" if sort == "news" else None}
    if sort != "news":
        gold |= {"date": None, "place": None, "time": None} if plain.dateline == "none" else {"place": None}
    tags = (f"language:{matter.tongue.language}", f"kind:negative-{sort}", f"container:{plain.container}")
    return PrintedPage(content=content, name=gold["source"], gold=gold, tags=tags)


def _encode(text: str, tongue: Tongue, style: Style) -> bytes:
    if style.damage == "mojibake":
        text = "".join(map(_misread, text.encode("utf-8")))
    if style.coding == "utf-16":
        return text.encode("utf-16")
    if style.coding == "bom":
        return text.encode("utf-8-sig")
    if style.coding in ("legacy", "misdeclared"):
        return text.encode(tongue.encodings[0], "xmlcharrefreplace" if style.html else "replace")
    return text.encode("utf-8")


def _misread(byte: int) -> str:
    """A byte of UTF-8 taken for a character of windows-1252, as browsers do."""
    try:
        return bytes([byte]).decode("windows-1252")
    except UnicodeDecodeError:
        return chr(byte)


def _gold(seed: int, matter: Matter, style: Style, head: Head, turns: Sequence[Turn]) -> dict[str, Any]:
    tongue = matter.tongue
    name = f"{seed:06d}-{tongue.language}"
    spoken = [unmarked(text) for turn in turns for text in turn.paragraphs]
    return {
        "id": name,
        "source": f"{name}.{_SUFFIXES.get(style.container, 'html')}",
        "title": head.title,
        "date": head.date,
        "time": head.time,
        "place": head.place,
        "kind": None if style.titling == "quoted" else matter.kind,
        "language": tongue.language,
        "participants": [
            {"name": tongue.name(p), "office": p.office, "country_or_org": p.country} for p in matter.principals
        ],
        "truncated_page": style.damage == "truncated",
        "body_first_words": first_words(tongue, spoken[0]) if spoken else None,
        "body_last_words": last_words(tongue, spoken[-1]) if spoken else None,
        "turns": [_gold_turn(tongue, turn) for turn in turns],
    }


def _gold_turn(tongue: Tongue, turn: Turn) -> dict[str, Any]:
    paragraphs = list(map(unmarked, turn.paragraphs))
    made = {
        "speaker": turn.speaker,
        "label": turn.label,
        "role": turn.role,
        "answers": turn.answers,
        "first_words": first_words(tongue, paragraphs[0]),
        "last_words": last_words(tongue, paragraphs[-1]),
        "n_chars": sum(map(len, paragraphs)),
    }
    extra = {"journalist_name": turn.journalist_name, "continued": turn.continued, "arguable": turn.arguable}
    return made | {key: value for key, value in extra.items() if value}


def unmarked(text: str) -> str:
    """`text` without the marks of bold type."""
    return text.replace(BOLD, "").replace(END_BOLD, "")


def first_words(tongue: Tongue, text: str) -> str:
    """The eight words (15 characters in Chinese and Japanese) that a paragraph opens with."""
    return text[:15] if tongue.script in ("han", "kana") else " ".join(text.split()[:8])


def last_words(tongue: Tongue, text: str) -> str:
    """The eight words (15 characters in Chinese and Japanese) that a paragraph closes with."""
    return text[-15:] if tongue.script in ("han", "kana") else " ".join(text.split()[-8:])
