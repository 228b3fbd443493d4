"""Conversations printed without labels: each turn opened by a dash, or the questions set in another type.

Four ways are met: a dash at the head of each line; a running paragraph in which " - " after the end of a sentence hands the
word over; questions in bold or italics with the answers in plain type under them; and, on a page that is known to be an
interview or introduces its guest, a few questions that fill their paragraphs or headings, whatever their type, which stays
doubtful. The two sides alternate; which of them asks is told by the questions. A list with dashes, or a text with bold
headings, is no conversation.
"""

from __future__ import annotations

import re

from rostra.lexicon import phrases
from rostra.model import Span
from rostra.structure.decode import Draft
from rostra.structure.lines import Line
from rostra.structure.moves import expects_reply

WEAK = frozenset({"weak-question", "few-question", "weak-answer"})
"""Rules of turns made here that stay doubtful."""

CONVERSED = WEAK | {"dash", "strong-question", "slanted-question", "plain-answer"}
"""All of them; their turns alternate."""

_OPENING = re.compile(r"[-–—―]\s?(?=[^\s\d\-–—])")
_HANDOVER = re.compile(r"(?<=[.!?…:;\"”’»)])\s[-–—―]\s(?=[^\s\d\-–—])")
_SENTENCE = re.compile(r"[.!?…。！？؟][\"”’»)]*\Z")
_MIN_TURNS = 4  # two exchanges: fewer dashes are asides of one speaker
_MIN_SHARE = 0.6  # of the lines; a transcript keeps its dashes up
_MIN_ASKED = 3  # questions set apart; two may be headings that ask
_MIN_ASKING = 0.6  # of the lines set apart ask, and of those are answered; an interviewer also states
_MIN_SENTENCES = 0.4  # of them, where each is a whole sentence, which no heading is
_MIN_QUESTIONS = 0.3  # of the turns; in a conversation by turns about half ask

_FEWEST_ASKED = 2  # in what is known to be an interview; one may be a title or rhetorical
_LONGEST_ASKED = 400  # characters: a longer paragraph that ends in a question is part of an answer
_OPENING_LINES = 4  # in front of the first question
_REQUEST = 40  # characters at the head of a paragraph in which a request stands ("Tell us about ...")
_ASKS = re.compile(r"(?:[?？؟\u037e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)[\"”’»)\]」]*\s*\Z")
_INSIDE = "\u055e"  # the Armenian mark stands on the word that asks


def find_conversation(text: str, lines: list[Line]) -> list[Draft]:
    """The turns of a conversation without labels; empty when the page is none."""
    return find_dashed(text, lines) or find_set_apart(text, lines)


def find_set_apart(text: str, lines: list[Line]) -> list[Draft]:
    """Questions that fill their lines in bold or italics, with answers in plain type under them."""
    for rule in ("strong", "slanted"):
        asked = [(line.strong if rule == "strong" else line.slanted) >= line.end for line in lines]
        apart = [i for i, a in enumerate(asked) if a]
        asking = [i for i in apart if expects_reply(text[lines[i].start : lines[i].end])]
        answered = sum(i + 1 < len(lines) and not asked[i + 1] for i in asking)
        sentences = all(_SENTENCE.search(text[lines[i].start : lines[i].end][-6:]) for i in apart)  # a heading is none
        enough = _MIN_SENTENCES if sentences and len(apart) >= _MIN_ASKED else _MIN_ASKING
        if len(apart) >= _MIN_ASKED and len(asking) >= enough * len(apart) and answered >= _MIN_ASKING * len(asking):
            return _alternating(lines, asked, f"{rule}-question")
    return []


def find_interview(text: str, lines: list[Line]) -> list[Draft]:
    """The turns of what is known to be an interview by its few questions, each a paragraph or heading; empty when there are
    fewer than two, or when two stand together as in a list of questions or a speech."""
    asked = [_fills_its_block(line) and _is_asked(text[line.start : line.end]) for line in lines]
    marked = sum(
        a and bool(_ASKS.search(text[line.start : line.end]) or _INSIDE in text[line.start : line.end])
        for a, line in zip(asked, lines, strict=True)
    )
    places = [i for i, a in enumerate(asked) if a]
    if len(places) < _FEWEST_ASKED or not marked:
        return []
    if any(i + 1 == len(lines) or asked[i + 1] or lines[i + 1].kind == "heading" for i in places):
        return []
    drafts = _alternating(lines, asked, "few-question" if _stand_out(lines, asked) else "weak-question")
    for draft in drafts:
        if draft.rule == "plain-answer":
            draft.rule = "weak-answer"
    return drafts


def opening_of(text: str, lines: list[Line]) -> str:
    """The words in front of the first question; "" when there are none, or so many that they tell more than of a guest."""
    first = next((i for i, line in enumerate(lines) if _is_asked(text[line.start : line.end])), 0)
    return text[lines[0].start : lines[first - 1].end] if 0 < first <= _OPENING_LINES else ""


def _stand_out(lines: list[Line], asked: list[bool]) -> bool:
    """All that asks is printed in one way - in bold, in italics, as headings - and nothing of what answers is."""
    ways = [(line.strong >= line.end, line.slanted >= line.end, line.kind == "heading") for line in lines]
    apart = {way for way, asks in zip(ways, asked, strict=True) if asks}
    first = asked.index(True)
    return (
        len(apart) == 1
        and any(apart.copy().pop())
        and apart.isdisjoint(way for way, asks in zip(ways[first:], asked[first:], strict=True) if not asks)
    )


def _fills_its_block(line: Line) -> bool:
    return line.first and line.last and line.end - line.start <= _LONGEST_ASKED


def _is_asked(content: str) -> bool:
    if _ASKS.search(content) or _INSIDE in content:
        return True
    head = content[:_REQUEST].casefold()
    return len(content) <= _LONGEST_ASKED // 2 and any(head.startswith(p) for p in phrases("speech", "request"))


def _alternating(lines: list[Line], asked: list[bool], rule: str) -> list[Draft]:
    drafts: list[Draft] = []
    for line, asks in zip(lines, asked, strict=True):
        span = (line.start, line.end)
        if not drafts or asks != (drafts[-1].rule == rule):
            opening = not asks and not drafts
            drafts.append(
                Draft(
                    kind="speech",
                    segments=[span],
                    score=1.5,
                    rule=rule if asks else "unlabelled-opening" if opening else "plain-answer",
                )
            )
        else:
            drafts[-1].segments.append(span)
    return drafts


def find_dashed(text: str, lines: list[Line]) -> list[Draft]:
    """The turns of a conversation in dashes, alternating; empty when the page is none."""
    spans = _by_line(text, lines) or _running(text, lines)
    asking = sum("?" in text[a:b] or expects_reply(text[a:b]) for a, b in spans)
    if len(spans) < _MIN_TURNS or asking < _MIN_QUESTIONS * len(spans):
        return []
    return [Draft(kind="speech", segments=[span], score=1.5, rule="dash") for span in spans]


def _by_line(text: str, lines: list[Line]) -> list[Span]:
    opened = [_OPENING.match(text, line.start, line.end) for line in lines]
    if sum(m is not None for m in opened) < max(_MIN_TURNS, _MIN_SHARE * len(lines)):
        return []
    spans: list[Span] = []
    for line, match in zip(lines, opened, strict=True):
        if match is not None:
            spans.append((match.end(), line.end))
        elif spans:
            spans[-1] = (spans[-1][0], line.end)
    return spans


def _running(text: str, lines: list[Line]) -> list[Span]:
    first = next((i for i, line in enumerate(lines) if _OPENING.match(text, line.start, line.end)), len(lines))
    words = sum(line.end - line.start for line in lines)
    if 2 * sum(line.end - line.start for line in lines[first:]) <= words:
        return []
    spans: list[Span] = []
    for line in lines[first:]:
        opening = _OPENING.match(text, line.start, line.end)
        position = line.start
        if opening is None and spans:  # a paragraph that goes on
            spans[-1], position = (spans[-1][0], line.start), line.start
            goes_on = True
        else:
            position, goes_on = (opening.end() if opening else line.start), False
        for cut in [*_HANDOVER.finditer(text, position, line.end), None]:
            end = cut.start() if cut else line.end
            if goes_on:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((position, end))
            goes_on, position = False, cut.end() if cut else end
    return [(a, b) for a, b in spans if b > a]
