"""Proposals: every place at which a speaker's label may stand, with how it is printed.

A label may open a line (up to a separator, or as far as emphasis reaches), be a line of its own, or stand in
the middle of a line where a transcript ran its turns together. Each proposal belongs to a family: the same
typography, separator and
position. Which families are this page's style is decided in `style`, over the whole page; nothing is decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rostra.structure.labels import ASKS, Label, read_label
from rostra.structure.lines import Line
from rostra.structure.naming import fold, fold_case, vocabulary

MAX_LABEL = 160  # characters; the longest true label of the gold (an office of thirteen words with its name) has 103
MAX_WORDS = 24
_MOST_LOWER = 9  # the longest office of the gold has five ("... and ... of the ... for ...")


class Candidate(msgspec.Struct, frozen=True):
    """A place where a label may stand: `text[start:label_end]` is the label, what it labels begins at `text_start` (on the
    next line when `position` is "alone"). `line` indexes the page's lines. `key` is the folded label. `unmarked` tells that the
    mark which the page prints behind this label elsewhere is missing here."""

    start: int
    label_end: int
    text_start: int
    line: int
    typography: str
    separator: str
    position: str
    key: str
    label: Label
    unmarked: bool = False

    @property
    def family(self) -> tuple[str, str, str]:
        """How the label is printed: what the labels of a house have in common."""
        return self.typography, self.separator, self.position


# A label up to a colon. A bracket may hold anything; a colon between digits is a time.
_COLON = re.compile(
    r"(?P<label>[^\n:：;(（]{1,160}?(?:\s?[(（][^()（）\n]{0,100}[)）]){0,2})\s{0,2}(?P<sep>\.?[:：]\s?(?:[-–—](?=\s))?|;(?=\s))\s*"
)
# "Sr. X.-", "NAME. -", "Q.-", "NAME.—"; the point of "U.S.-led" ends an abbreviation
_POINT_DASH = re.compile(r"(?P<label>[^\n]{1,100}?)(?P<sep>(?<!\.[^\W\d_])\.\s?[-–—]+)\s*(?=\S)")
# "Q - ...", "Ana Ilic – ..."
_DASH = re.compile(
    r"(?P<label>[^\n.!?…]{1,80}?(?:\b(?:Mr|Mrs|Ms|Dr|M|Mme|Sr|Sra)\.[^\n.!?…]{1,60}?)?)(?P<sep>\s[-–—]+\s)(?=\S)"
)
# "Mr. BRANDT. ", "The PRESIDING OFFICER. ": a word in capitals before a full stop; "U.S. " is none
_POINT = re.compile(
    r"(?P<label>(?:[A-Z][\w'’.]{0,12}\s){0,4}(?:[A-Z][\w'’]*)?[A-ZÀ-Þ][A-ZÀ-Þ'’\-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*){0,3}"
    r"(?:\s(?:of|from|pro)\s[\w ]{2,24}?)?)(?P<sep>(?<!\.[A-ZÀ-Þ])\.)\s{1,3}(?=[\"“‘'(\[A-ZÀ-Þ\d])"
)
# "Q. ...", "Frage. ...": a word that asks or answers, before a full stop
_WORD_POINT = re.compile(r"(?P<label>[^\W\d_]{1,14})(?P<sep>\.)\s{1,3}(?=\S)")
# "Ana Ilic. ...": a name before a full stop, proposed only on pages where such a word stands before one
_NAME_POINT = re.compile(
    r"(?P<label>[^\W\d_a-z][\w'’\-]{0,24}(?:\s[^\W\d_a-z][\w'’\-]{0,24}){0,3})(?P<sep>\.)\s{1,3}(?=[\"“¿¡«(]?[^\W_])"
)
# "Mr. Brandt asked the Minister for Ports:- (a) ...": proposed only for names that are labels elsewhere on the page
_SUBJECT = re.compile(r"(?P<label>[A-Z][\w'’.\-]{0,24}(?:\s[A-Z][\w'’.\-]{0,24}){1,4})\s(?=asked\s(?:the|an?)\s[A-Z])")
# 【大臣】: brackets that are used for little else; （問）, [Minister], (Q): brackets that are
_LENTICULAR = re.compile(r"(?P<label>[【〔][^\[\]【】〔〕\n]{1,40}[】〕])(?P<sep>)\s?[:：]?\s*(?=\S)")
_BRACKETED = re.compile(
    r"(?P<label>[\[（(［<＜〈‹][^\[\]【】（）()〔〕［］<>＜＞〈〉‹›\n]{1,40}[\]）)］>＞〉›])(?P<sep>)\s?[:：]?\s*(?=\S)"
)
# 질문● ...
_RULED = re.compile(r"\s*\n\s*[-–—]{1,3}\s*\n\s*")  # a name, a rule and an office on three lines
_BRACKET = re.compile(r"[(（][^()（）\n]*[)）]")
_BULLET = re.compile(r"(?P<label>[^\s●■◆▶▷○◇]{1,16}(?:\s[^\s●■◆▶▷○◇]{1,16})?)\s?(?P<sep>[●■◆▶▷○◇])\s*")
# ○大臣 ..., 記者 ...: a space behind a label of Japanese or Chinese characters
_WIDE_GAP = re.compile(
    r"(?P<mark>[○◯◎〇]?)(?P<label>[\u3040-\u30ff\u3400-\u9fff]{1,16}(?:[（(][\u3040-\u30ff\u3400-\u9fff]{1,12}[）)])?)"
    r"(?P<sep>\s)\s*(?=[^\s(（:：])"
)
# "JL Well, why?" where the page has "JL: ..." elsewhere: words in capitals before one that is not
_UNMARKED = re.compile(
    r"(?P<label>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’\-]){1,30}(?:\s[^\W\d_a-z](?:[^\W\d_a-z]|[.'’\-]){1,30}){0,4}?)\s{1,3}"
    r"(?=[\"“‘'¿¡…\d]|[^\W\d_](?:[\s'’,]|[^\W\d_A-ZÀ-ÞА-Я]))"
)
_FEWEST_MARKED = 2
_FEWEST_SAID = 16  # signs: what stands behind an office and a space, and ends in no stop, is its holder's name
# "NAME, office. Text" is covered by the colon and point forms; "Q Thank you" and "MR. COOK Thank you" are gaps.
_GAP = re.compile(r"(?P<label>[^\W\d_]{1,2})(?P<sep>\s)\s*(?=[\"“‘'«(\[\d…—–-]|[^\W\d_])")
# Each form with its marks, of which one stands in the window where it may match, and what they must stand beside. (To look for
# a few letters one by one is ten times as fast as for a set of them.)
_LINE_FORMS: tuple[tuple[str, re.Pattern[str], str, re.Pattern[str] | None], ...] = (
    (":", _COLON, ":;：", None),
    (".-", _POINT_DASH, "-–—", re.compile(r"\.\s?[-–—]")),
    (".", _POINT, ".", None),
    ("●", _BULLET, "●■◆▶▷○◇", None),
    ("【】", _LENTICULAR, "【〔", None),
    ("[]", _BRACKETED, "([（［<＜〈‹", None),
    ("-", _DASH, "-–—", re.compile(r"\s[-–—]")),
)
_ASCII_FORMS = tuple(
    (separator, form, ascii_marks, trace)
    for separator, form, marks, trace in _LINE_FORMS
    if (ascii_marks := "".join(filter(str.isascii, marks)))
)
_TIME_COLON = re.compile(r"\d[:：]\d\d")
_AFTER_STRONG = re.compile(r"\s*(?P<sep>\.?[:：]|[.]?\s?[-–—]+|;|,(?=\s)|\.)?\s*")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)]*$")


def find_candidates(text: str, lines: list[Line]) -> list[Candidate]:
    """All proposals of the page, in order of place; several may share a line. Linear in the length of the text."""
    letters = _letters()
    found: list[Candidate] = []
    for number, line in enumerate(lines):
        found.extend(_of_line(text, number, line, letters))
    pointed = [c.line for c in found if c.separator == "." and c.label.kind in ASKS]
    if len(pointed) > 1:
        found = sorted([*found, *_names_before_points(text, lines, found)], key=_place)
    found = sorted([*found, *_subjects(text, lines, found)], key=_place)
    found = sorted([*found, *_unmarked(text, lines, found)], key=_place)
    return _settle_initials(_settle_dashes(text, found))


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.label_end


def _names_before_points(text: str, lines: list[Line], found: list[Candidate]) -> Iterator[Candidate]:
    taken = {(c.start, c.label_end) for c in found if c.separator == "."}
    for number, line in enumerate(lines):
        match = _NAME_POINT.match(text, line.opening, line.end)
        if match is None or match.end() >= line.end:
            continue
        typography = _typography(line, line.opening)
        candidate = make_candidate(
            text, line.opening, match.end("label"), match.end(), number, typography, ".", "start"
        )
        if candidate is not None and (candidate.start, candidate.label_end) not in taken:
            yield candidate


def _subjects(text: str, lines: list[Line], found: list[Candidate]) -> Iterator[Candidate]:
    """Labels that are the subject of a question put in writing, "Mr. Brandt asked the Minister ...", where the page has the same
    label with its mark elsewhere; that mark is theirs."""
    marks = {c.key: c.separator for c in found if c.label.kind == "name" and c.label.honorific and c.separator.strip()}
    taken = {c.line for c in found if c.position == "start" and c.separator.strip()}
    for number, line in enumerate(lines) if marks else ():
        match = _SUBJECT.match(text, line.opening, line.end)
        if match is None or number in taken:
            continue
        candidate = make_candidate(
            text, line.opening, match.end("label"), match.end(), number, _typography(line, line.opening), "", "start"
        )
        if candidate is not None and candidate.key in marks:
            yield msgspec.structs.replace(candidate, separator=marks[candidate.key])


def _unmarked(text: str, lines: list[Line], found: list[Candidate]) -> Iterator[Candidate]:
    """Labels in capitals that have lost the mark which the page prints behind them elsewhere."""
    opening = [c for c in found if c.position == "start"]
    marked = [c for c in opening if c.separator in (":", ".-", ".") and c.label.counts.capitals and not c.label.refused]
    repeats = Counter(c.key for c in marked)
    marks = {c.key: c for c in marked if repeats[c.key] >= _FEWEST_MARKED or _tells_capacity(c.label)}
    taken = {(c.line, c.label_end) for c in opening}
    for number, line in enumerate(lines) if marks else ():
        match = _UNMARKED.match(text, line.opening, line.end)
        known = marks.get(_key(match["label"])) if match is not None and match["label"].isupper() else None
        if match is None or known is None or text[match.end()].islower() or (number, match.end("label")) in taken:
            continue
        start, label_end = match.span("label")
        typography = _typography(line, start)
        candidate = make_candidate(text, start, label_end, match.end(), number, typography, known.separator, "start")
        if candidate is not None:
            yield msgspec.structs.replace(candidate, unmarked=True)


def _settle_dashes(text: str, found: list[Candidate]) -> list[Candidate]:
    """Of "Q — and then?" the dash is the separator where most letters have one, else part of the words (a question resumed)."""
    gaps = {c.start: text[c.text_start] in "-–—" for c in found if c.separator == " " and c.position == "start"}
    separates = sum(gaps.values()) > 0.5 * len(gaps)
    dropped = " " if separates else "-"
    return [c for c in found if not (gaps.get(c.start) and c.position == "start" and c.separator == dropped)]


def _settle_initials(found: list[Candidate]) -> list[Candidate]:
    """Of "A. Petrov: ..." the letter is an initial, unless it also stands before full stops that no name with its mark follows:
    then it answers, and only a label that comes back is a name."""
    names = {c.start: c for c in found if c.label.name and c.separator.strip() not in ("", ".") and c.key[1:2] == "."}
    letters = [c for c in found if c.separator == "." and len(c.key) == 1 and c.position == "start"]
    plain = any(c.start not in names for c in letters)
    repeats = Counter(c.key for c in names.values())
    initial = {c.start for c in letters if c.start in names and (not plain or repeats[names[c.start].key] > 1)}
    return [c for c in found if c.start not in initial or c.separator != "." or len(c.key) > 1]


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    return vocabulary("letters_q") | vocabulary("letters_a")


def _of_line(text: str, number: int, line: Line, letters: frozenset[str]) -> Iterator[Candidate]:
    offset = line.opening
    typography = _typography(line, offset)
    seen: set[tuple[int, int]] = set()
    alone = _alone(text, line, offset, number, typography)
    if alone is not None:
        seen.add((alone.start, alone.label_end))
        yield alone
    if typography in ("strong", "slanted"):
        marked = _marked(text, line, offset, number, typography)
        if marked is not None and (marked.start, marked.label_end) not in seen:
            seen.add((marked.start, marked.label_end))
            yield marked
    window = text[offset : min(line.end, offset + MAX_LABEL + 20)]
    for separator, form, marks, trace in _ASCII_FORMS if window.isascii() else _LINE_FORMS:
        if not _holds(window, marks) or not (trace is None or trace.search(window)):
            continue
        match = form.match(window)
        if match is None or match.end() >= line.end - offset + (1 if separator in ("[]", "【】") else 0):
            continue
        if separator == ":" and _TIME_COLON.match(window, match.end("label") - 1):
            continue
        candidate = make_candidate(
            text, offset, offset + match.end("label"), offset + match.end(), number, typography, separator, "start"
        )
        if candidate is not None and (candidate.start, candidate.label_end) not in seen:
            seen.add((candidate.start, candidate.label_end))
            if separator == "[]" and window[0] in "（［<＜〈‹" and _tells_capacity(candidate.label):
                candidate = msgspec.structs.replace(candidate, separator="【】")  # （問）, （報道官）, （波多野大臣）
            yield candidate
    point = _WORD_POINT.match(window)
    if point is not None and point.end() < line.end - offset and read_label(point.group("label")).kind in ASKS:
        candidate = make_candidate(
            text, offset, offset + point.end("label"), offset + point.end(), number, typography, ".", "start"
        )
        if candidate is not None:
            yield candidate
    yield from _before_space(text, number, line, typography)
    gap = _GAP.match(window)
    if gap is not None and fold_case(gap.group("label")) in letters and gap.group("label")[0].isupper():
        candidate = make_candidate(
            text, offset, offset + gap.end("label"), offset + gap.end(), number, typography, " ", "start"
        )
        if candidate is not None:  # beside "Q — ...", too: whether the dash is a separator the page tells
            yield candidate


def _before_space(text: str, number: int, line: Line, typography: str) -> Iterator[Candidate]:
    """A label that only a space, in scripts which otherwise have none, or a ring in front parts from its words."""
    match = _WIDE_GAP.match(text, line.opening, line.end)
    if match is None or (
        line.end - match.end() < _FEWEST_SAID and not _SENTENCE_END.search(text, match.end(), line.end)
    ):
        return
    separator = "●" if match["mark"] else " "
    start, label_end = match.span("label")
    candidate = make_candidate(text, start, label_end, match.end(), number, typography, separator, "start")
    if candidate is not None and (_tells_capacity(candidate.label) or (match["mark"] and candidate.label.name)):
        yield candidate


def _tells_capacity(label: Label) -> bool:
    """The label tells in what capacity somebody speaks, whoever it is."""
    return label.kind not in ("name", "none") or bool(label.office)


def _holds(window: str, marks: str) -> bool:
    for mark in marks:  # noqa: SIM110 (a generator costs more than the searches)
        if mark in window:
            return True
    return False


def _typography(line: Line, offset: int) -> str:
    if line.kind in ("term", "heading", "cell"):
        return line.kind
    if line.strong > offset:
        return "strong"
    return "slanted" if line.slanted > offset else "plain"


def _marked(text: str, line: Line, offset: int, number: int, typography: str) -> Candidate | None:
    """A label that reaches as far as the emphasis that opens the line."""
    end = line.strong if typography == "strong" else line.slanted
    if end >= line.end or end - offset > MAX_LABEL:
        return None
    label = text[offset:end]
    separator = ":" if label.rstrip().endswith((":", "：")) else ""
    after = _AFTER_STRONG.match(text, end, line.end)
    if after is not None and after.group("sep") and not separator:
        separator = ":" if after.group("sep").strip(" .") in (":", "：") else after.group("sep").strip() or " "
    text_start = after.end() if after is not None else end
    if text_start >= line.end or (text_start == end and _GLUE.search(text, max(offset, end - 30), end + 30)):
        return None  # nothing follows, or a person's card does: the label goes on
    return make_candidate(text, offset, end, text_start, number, typography, separator, "start")


def _alone(text: str, line: Line, offset: int, number: int, typography: str) -> Candidate | None:
    """A line that is nothing but a label; the speech is on the lines that follow."""
    if line.end - offset > MAX_LABEL:
        return None
    content = text[offset : line.end]
    if _reads_on(content):
        return None
    separator = ":" if content.endswith((":", "：")) else "--" if "\n" in content else ""
    if (
        not separator
        and not content[-1].isalnum()
        and _SENTENCE_END.search(content)
        and not content.isupper()
        and len(content) > 3
    ):
        return None
    return make_candidate(text, offset, line.end, line.end, number, typography, separator, "alone")


def _reads_on(content: str) -> bool:
    """More words, or more words in lower case, than any label has: a line of prose, refused before it is read as a label."""
    if len(content) <= 2 * _MOST_LOWER:
        return False
    words = content.split()
    return len(words) > MAX_WORDS or len([w for w in words if w[0].islower()]) > _MOST_LOWER


def make_candidate(
    text: str, start: int, label_end: int, text_start: int, line: int, typography: str, separator: str, position: str
) -> Candidate | None:
    """The proposal of `text[start:label_end]`, without marks at its end; ``None`` when no label is printed so."""
    printed = (
        text[start:label_end].rstrip(" \t:：;.,-–—●").rstrip()
        if separator not in ("[]", "【】")
        else text[start:label_end]
    )
    printed = printed[: _card(printed)]
    if typography == "plain" and len(printed) > 1 and (printed.isupper() or _BRACKET.sub("", printed).isupper()):
        typography = "capitals"
    end = start + len(printed)
    printed = _in_one_line(printed) if "\n" in printed else printed
    key = _key(printed)
    if not key:
        return None
    return Candidate(start, end, text_start, line, typography, separator, position, key, read_label(printed))


def _in_one_line(printed: str) -> str:
    """A name over a rule and an office with a comma between them; without what is under the rule where that reads as an outlet."""
    joined = _RULED.sub(", ", printed)
    return printed.partition("\n")[0] if read_label(joined).kind == "journalist" else joined


@lru_cache(maxsize=8192)
def _key(printed: str) -> str:
    """The folded label; empty when no label is printed so: a number, or too many words."""
    key = fold(printed)
    return "" if key.isdigit() or len(key.split()) > MAX_WORDS else key


_GLUE = re.compile(r"\b(?P<last>[A-ZÀ-ÞА-Я][^\W\d_]{2,24})(?=(?P=last)\b)")


def _card(printed: str) -> int:
    """Where a label ends before a person's card that the page hides but its text keeps: "Ana IlicIlic AnaMinister of Oland"."""
    glue = _GLUE.search(printed)
    return glue.end() if glue is not None else len(printed)
