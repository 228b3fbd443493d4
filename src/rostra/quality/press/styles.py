"""Styles: how a house prints, as independent choices, and which of them go together in a house that could exist.

Every choice is a tag ("placement:own-line"). `LINES` says which tags print the patterns that were read off real pages.
"""

from __future__ import annotations

import random
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from rostra.quality.press.tongues import Tongue

SEPARATORS = {
    "colon": ": ",
    "colon-spaced": "\u00a0: ",
    "full-width": "：",
    "dot": ". ",
    "dot-dash": ".- ",
    "dot-space-dash": ". - ",
    "dot-colon": ".: ",
    "dash": " - ",
    "en-dash": " – ",
    "nbsp": "\u00a0\u00a0\u00a0\u00a0",
    "bullet": "● ",
    "wide": "\u3000",
    "opening-dash": "— ",
    "none": "",
}
"""What stands between label and text, by name."""

FACES = ("plain", "bold", "bold-name", "italic", "small-caps", "underline")
"""Typography of labels. With "bold" the separator is bold too, with "bold-name" it is not."""

Placement = Literal[
    "inline", "own-line", "own-line-bare", "term", "cell", "heading", "box", "three-lines", "card", "running"
]
"""Where a label stands: before its text, on a line of its own with or without separator, in a <dt>, a table cell, a heading,
a <div>; over "--" and the office; with a hidden person card; in the middle of one long paragraph."""

MARKUPS = ("semantic", "div-soup", "table-layout", "br-lines", "preformatted")
FILES = ("text", "text-wrapped", "text-cut", "markdown", "json", "xml")
CONTAINERS = MARKUPS + FILES
"""What the page is made of. "text-cut" is text selected in a browser, with all that surrounded it."""

TROUBLES = (
    *("label-note", "unseen", "joint", "misspelt", "ocr", "glued", "wrong-label", "unlabelled-opening", "false-labels"),
    *("notes-own-line", "notes-inline", "subheadings", "foreign-subheadings", "end-mark", "cut-marks", "participants"),
    *("interjection", "reported-question", "summary", "bilingual", "lead-story", "byline"),
    *("running-header", "take-marks", "page-number-lines"),
)
"""What goes wrong or comes between, any number of them on a page."""

BOXES_BEFORE = (
    "nav",
    "breadcrumbs",
    "sections",
    "months",
    "tags",
    "repeated-title",
    "cookie",
    "translation-note",
    "questions",
)
BOXES_INSIDE = ("see-also-inside", "caption-inside", "info-inside", "signup-inside", "share-inside")
BOXES_AFTER = ("category", "views", "share", "related", "signup", "footer")
FURNITURE = BOXES_BEFORE + BOXES_INSIDE + BOXES_AFTER

DATELINES = (
    *("line", "place-line", "caps-place-line", "glued", "number-time", "iso", "issued", "title", "venue-line"),
    *("wrong-weekday", "split-ordinal", "time-element", "address", "era", "none"),
)
Titling = Literal["plain", "quoted", "foreign", "site-first"]
"""The title: what the event was; a spoken line, in quotation marks; in another language than the body; behind the site's name."""

Damage = Literal[
    "none",
    "truncated",
    "soft-hyphens",
    "zero-width",
    "escaped-twice",
    "hard-breaks",
    "page-numbers",
    "mojibake",
    "bidi-marks",
]
Coding = Literal["utf-8", "bom", "utf-16", "legacy", "misdeclared"]

LINES: dict[int, tuple[str, ...]] = {
    1: (
        *(
            f"scheme:{name}"
            for name in ("full-then-short", "name-then-honorific", "initial-surname", "honorific-surname")
        ),
    ),
    2: ("trouble:label-note",),
    3: ("trouble:unseen",),
    4: ("placement:card",),
    5: ("scheme:q-without-colon", "scheme:letters", "separator:dot-dash"),
    6: ("placement:own-line", "placement:own-line-bare", "placement:three-lines", "trouble:participants"),
    7: (
        *(f"separator:{name}" for name in ("dot-dash", "dot-colon", "dot-space-dash", "dash", "en-dash", "dot")),
        *("separator:full-width", "separator:colon-spaced", "scheme:name-comma-office"),
    ),
    8: ("scheme:capitals-in-run",),
    9: ("face:bold", "face:small-caps", "placement:term", "placement:cell", "placement:heading", "placement:box"),
    10: (
        "scheme:parentheses",
        "scheme:brackets",
        "scheme:bullet",
        "scheme:words",
        "scheme:outlet-surname",
        "scheme:wide-gap",
    ),
    11: ("trouble:glued",),
    12: ("scheme:dashes", "scheme:bold-questions"),
    13: ("scheme:monologue", "trouble:byline"),
    14: ("trouble:unlabelled-opening",),
    15: ("scheme:role-only", "scheme:role-and-q"),
    16: ("trouble:wrong-label", "trouble:ocr", "trouble:misspelt"),
    17: ("trouble:joint",),
    18: ("trouble:false-labels", "words:clock", "words:quotation", "words:vocative"),
    19: ("words:inaudible", "words:question_plain"),
    20: ("words:question_more", "words:two-respondents", "words:several-questions"),
    21: ("words:cut-question",),
    22: ("trouble:interjection",),
    23: ("words:rhetorical", "words:ask_back"),
    24: ("trouble:reported-question",),
    25: ("trouble:summary",),
    26: ("trouble:notes-own-line",),
    27: ("trouble:notes-inline",),
    28: ("trouble:subheadings", "trouble:foreign-subheadings"),
    29: ("trouble:end-mark", "trouble:cut-marks"),
    30: ("trouble:bilingual",),
    31: tuple(f"box:{name}" for name in BOXES_INSIDE),
    32: ("box:months", "box:category", "box:views"),
    33: ("box:related",),
    34: ("box:breadcrumbs", "box:repeated-title", "box:questions"),
    35: ("box:translation-note", "trouble:lead-story"),
    36: ("trouble:running-header", "trouble:take-marks", "trouble:page-number-lines", "damage:page-numbers"),
    37: ("container:text-wrapped", "damage:hard-breaks", "dateline:split-ordinal"),
    38: ("kind:negative-news", "kind:negative-law", "kind:negative-list", "kind:negative-form"),
    39: tuple(f"dateline:{name}" for name in ("number-time", "issued", "title", "address", "era", "wrong-weekday")),
    40: ("dateline:glued",),
    41: ("titling:quoted", "titling:foreign", "titling:site-first"),
    42: ("words:thousands",),
    43: ("place:text", "place:title", "place:building"),
    44: (
        *("coding:utf-16", "coding:bom", "coding:legacy", "coding:misdeclared"),
        *(f"damage:{name}" for name in ("escaped-twice", "soft-hyphens", "zero-width", "mojibake", "bidi-marks")),
    ),
}
"""Patterns by their number in the list of house styles, and the tags that print them."""


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """How labels are worded; see ``data/schemes.toml``."""

    line: int
    first: str
    later: str
    asker: str
    host: str
    separators: tuple[str, ...]
    scripts: tuple[str, ...]
    kinds: tuple[str, ...] = ("any",)
    one_principal: bool = False

    def fits(self, tongue: Tongue, kind: str) -> bool:
        """Whether houses of this language print such events so."""
        speech_alone = (kind == "speech") == ("speech" in self.kinds)
        return (
            speech_alone and {"any", kind} & set(self.kinds) != set() and bool({"any", tongue.script} & {*self.scripts})
        )

    @property
    def prints_names(self) -> bool:
        """Whether labels tell who speaks, and not just in what capacity."""
        return "name" in self.first.lower()

    @property
    def repeats_names(self) -> bool:
        """Whether labels are nothing but names."""
        return self.first.lower() == self.later.lower() in ("{name}", "{surname}")

    @property
    def labelled(self) -> bool:
        """Whether turns have labels at all."""
        return bool(self.first)


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """One house, on one page."""

    scheme: str
    separator: str
    face: str
    placement: Placement
    container: str
    dateline: str
    coding: Coding
    damage: Damage
    titling: Titling = "plain"
    troubles: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """All choices as tags."""
        single = ("scheme", "separator", "face", "placement", "container", "dateline", "coding", "damage", "titling")
        return (
            *(f"{axis}:{getattr(self, axis)}" for axis in single),
            *(f"trouble:{name}" for name in self.troubles),
            *(f"box:{name}" for name in self.boxes),
        )

    @property
    def html(self) -> bool:
        """Whether the page is marked up as HTML."""
        return self.container in MARKUPS


@cache
def load_schemes() -> dict[str, Scheme]:
    """All schemes by name."""
    text = (files("rostra.quality.press") / "data" / "schemes.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Scheme])


def draw_style(tongue: Tongue, kind: str, rng: random.Random) -> Style:
    """A house that could exist, at random."""
    fitting = (name for name, scheme in load_schemes().items() if scheme.fits(tongue, kind))
    names = sorted(name for name in fitting if name not in tongue.unused)
    name = rng.choice(names)
    scheme = load_schemes()[name]
    separator = rng.choice(_separators(scheme, tongue))
    container = _draw_container(name, rng)
    placement = _draw_placement(name, scheme, container, tongue, rng)
    troubles = _draw_troubles(scheme, tongue, kind, placement, rng)
    titling = _draw_titling(container, tongue, rng)
    if titling == "quoted" and not scheme.prints_names:
        troubles = (*troubles, "byline")  # or nobody could know who speaks
    return Style(
        scheme=name,
        separator=separator,
        face=_draw_face(scheme, container, placement, separator, rng),
        placement=placement,
        container=container,
        dateline=_draw_dateline(container, tongue, rng),
        coding=_draw_coding(container, tongue, rng),
        damage=_draw_damage(container, tongue, rng),
        titling=titling,
        troubles=troubles,
        boxes=_draw_boxes(container, rng),
    )


def _separators(scheme: Scheme, tongue: Tongue) -> list[str]:
    """French puts a space before its colon, Chinese and Japanese print it full width; the others do neither."""
    here = list(scheme.separators)
    east = tongue.script in ("han", "kana")
    if east and "full-width" in here:
        here = [name for name in here if name in ("full-width", "colon")]
    elif not east:
        here = [name for name in here if name != "full-width"]
    if tongue.language != "fr":
        here = [name for name in here if name != "colon-spaced"]
    return here or ["colon"]


def _draw_container(name: str, rng: random.Random) -> str:
    if name == "bold-questions":  # needs bold type
        return rng.choice(("semantic", "div-soup", "table-layout", "br-lines", "markdown"))
    return rng.choices(CONTAINERS, (6, 6, 2, 3, 1, 3, 2, 3, 3, 2, 2))[0]


def _draw_placement(name: str, scheme: Scheme, container: str, tongue: Tongue, rng: random.Random) -> Placement:
    if name == "dashes":
        return rng.choice(("inline", "running"))
    if not scheme.labelled or scheme.separators in (("none",), ("bullet",), ("nbsp",), ("wide",)):
        return "inline"
    if name == "capitals-in-run":
        return "running"
    if name == "name-then-honorific" and rng.random() < 0.3:
        return "own-line-bare"
    in_markup = container in ("semantic", "div-soup")
    if in_markup and name in ("full-name", "full-then-short") and tongue.script == "latin" and rng.random() < 0.3:
        return "card"
    if rng.random() < 0.55:
        return "inline"
    if in_markup:
        return rng.choice(("own-line", "own-line-bare", "term", "cell", "heading", "box"))
    if container in ("text", "br-lines", "text-cut", "json") and name == "surname-capitals":
        return "three-lines"
    if container in ("markdown", "br-lines", "table-layout", "text"):
        return rng.choice(("own-line", "own-line-bare"))
    return "inline"


def _draw_face(scheme: Scheme, container: str, placement: str, separator: str, rng: random.Random) -> str:
    typeless = ("text", "text-wrapped", "text-cut", "preformatted", "json", "xml")
    if not scheme.labelled or container in typeless or placement in ("three-lines", "running"):
        return "plain"
    if placement == "card":
        return "bold"
    if container == "markdown":
        return rng.choice(("plain", "bold", "bold-name"))
    if separator in ("dash", "en-dash") or placement == "own-line-bare":
        return rng.choice(("bold", "italic", "small-caps", "plain"))
    return rng.choices(FACES, (5, 5, 3, 1, 1, 1))[0]


def _draw_dateline(container: str, tongue: Tongue, rng: random.Random) -> str:
    choices = [name for name in DATELINES if name not in ("time-element", "address", "era", "split-ordinal")]
    if container in MARKUPS:
        choices += ["time-element", "address"]
    if tongue.language == "ja":
        choices += ["era", "era"]
    if tongue.language == "en":
        choices += ["split-ordinal", "split-ordinal"]
    return rng.choice(choices)


def _draw_coding(container: str, tongue: Tongue, rng: random.Random) -> Coding:
    if container in ("json", "xml", "markdown") or rng.random() < 0.75:
        return "utf-8"
    return rng.choice(
        ("bom", "utf-16", "legacy", "legacy", "misdeclared" if "windows-1252" in tongue.encodings else "legacy")
    )


def _draw_titling(container: str, tongue: Tongue, rng: random.Random) -> Titling:
    if rng.random() < 0.8:
        return "plain"
    choices: list[Titling] = ["quoted"]
    if tongue.script == "latin" and tongue.language != "en":
        choices.append("foreign")
    if container in MARKUPS:
        choices.append("site-first")
    return rng.choice(choices)


def _draw_damage(container: str, tongue: Tongue, rng: random.Random) -> Damage:
    if rng.random() < 0.75:
        return "none"
    choices: list[Damage] = ["truncated", "zero-width"]
    if tongue.script == "arabic":
        choices.append("bidi-marks")
    if tongue.script in ("latin", "cyrillic") and tongue.language != "en":  # English has next to nothing to spoil
        choices.append("mojibake")
    if container in MARKUPS:
        choices += ["soft-hyphens", "escaped-twice"]
    if container in ("text", "preformatted", "br-lines"):
        choices += ["hard-breaks", "page-numbers"]
    return rng.choice(choices)


def _draw_troubles(scheme: Scheme, tongue: Tongue, kind: str, placement: str, rng: random.Random) -> tuple[str, ...]:
    odds = {"end-mark": 0.15, "false-labels": 0.15, "participants": 0.05}
    if placement != "running":
        odds |= {"notes-own-line": 0.2, "notes-inline": 0.15, "subheadings": 0.1, "cut-marks": 0.05}
        odds |= {"foreign-subheadings": 0.03, "running-header": 0.04, "take-marks": 0.03, "page-number-lines": 0.03}
    if placement == "three-lines":
        odds["participants"] = 1.0
    if scheme.labelled and placement != "running":
        odds |= {"label-note": 0.15, "wrong-label": 0.04, "unlabelled-opening": 0.15}
        if not scheme.one_principal and kind == "press_conference":
            odds |= {"unseen": 0.15, "joint": 0.15, "interjection": 0.15}
        if placement not in ("term", "cell"):
            odds |= {"reported-question": 0.05, "summary": 0.05, "lead-story": 0.06}
        if scheme.repeats_names and tongue.script == "latin":
            odds["bilingual"] = 0.15
        if tongue.has_case and placement == "inline":
            odds |= {"misspelt": 0.06, "ocr": 0.05, "glued": 0.05}
    return tuple(name for name in TROUBLES if rng.random() < odds.get(name, 0))


def _draw_boxes(container: str, rng: random.Random) -> tuple[str, ...]:
    """A page on the web has its surroundings; a record or a file of text has none."""
    if container in ("semantic", "div-soup", "table-layout", "text-cut"):
        shares = dict.fromkeys(BOXES_INSIDE, 0.08) | {
            "nav": 0.8,
            "footer": 0.8,
            "repeated-title": 0.15,
            "questions": 0.08,
        }
        if container == "text-cut":
            shares["info-inside"] = 0.0  # without its frame nobody could tell
        return tuple(name for name in FURNITURE if rng.random() < shares.get(name, 0.35))
    if container in ("br-lines", "preformatted"):
        return tuple(name for name in ("nav", "footer", "related") if rng.random() < 0.5)
    return ()
