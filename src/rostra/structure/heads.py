"""Heads: lines of a printed page around the words of a monologue or an opening - its title again, a fax line, a page
number, a date.

Old pages were read by a machine line by line, heads and all, into one paragraph with the speech. Where such lines
stand at the edges of
an unlabelled turn they are no words of the speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rostra.model import Span
from rostra.structure.asides import find_end_mark
from rostra.structure.decode import Draft
from rostra.structure.labels import read_label
from rostra.structure.style import echoes_title, words_of

_MOST = 14  # lines looked at from each edge; a cover sheet has fewer
_MOST_WORDS = 16
_PROSE = 7  # words: a printed line of prose is longer; shorter ones between heads are heads misread
_YEAR = re.compile(r"\b(?:19|20)\d\d\W*$")
_LETTERS = re.compile(r"[^\W\d_]")
_FIELD = re.compile(r"(?P<name>[^:：\n]{1,40}?)\s?[:：]")
_SET_OFF = (",", "，", "،", "、", "(", "（")
_LONGEST_BYLINE = 120  # characters
_LONGEST_FIELD = 240  # characters; what is longer is prose behind a word and a colon
_STOP = re.compile(r"[.!?…][\"'”’»)]*(?=\s)")
_SENTENCE = re.compile(r"[.!?…。！？:;,][\"'”’»)]*$")


def without_heads(text: str, drafts: list[Draft], title: str, names: Sequence[str] = ()) -> list[Draft]:
    """Drafts with heads cut from the start of the first unlabelled turn and from the end of the last turn; a dateline or a mark of
    the end stays there as a note. Only lines inside a paragraph are cut: a paragraph of its own was judged by the layout, but for
    fields, marks and bylines of those whom the page `names`."""
    titled = words_of(title)
    speech = [d for d in drafts if d.kind == "speech"]
    if not speech:
        return drafts
    first, last = speech[0], speech[-1]
    if first.candidate is None:
        while len(first.segments) > 1 and _is_byline(text[first.segments[0][0] : first.segments[0][1]], names):
            first.segments = first.segments[1:]
        first.segments = _cut_head(text, first.segments, titled)
    while len(last.segments) > 1 and is_field(text[last.segments[-1][0] : last.segments[-1][1]]):
        last.segments.pop()
    after = next(place for place, draft in enumerate(drafts, 1) if draft is last)
    trailing = _cut_tail(text, last, titled)
    return [d for d in (*drafts[:after], *trailing, *drafts[after:]) if d.segments]


def _cut_head(text: str, segments: list[Span], titled: frozenset[str]) -> list[Span]:
    while len(segments) > 1 and _is_sheet(text[segments[0][0] : segments[0][1]]):
        segments = segments[1:]
    start, end = segments[0]
    lines = text[start:end].split("\n")
    if len(lines) < 3:
        return segments
    position, keep = start, start
    for line in lines[: min(_MOST, len(lines) - 1)]:
        position += len(line) + 1
        if is_head(line, titled):
            keep = position
        elif len(line.split()) >= _PROSE:
            break
    return [(keep, end), *segments[1:]]


def _is_byline(paragraph: str, names: Sequence[str]) -> bool:
    """A line of a name and what sets it off, and no sentence: "Ada Lund, Premier of Oland"."""
    if len(paragraph) > _LONGEST_BYLINE or _SENTENCE.search(paragraph):
        return False
    return any(
        paragraph.endswith(f"\u3000{name}")
        or (paragraph.startswith(name) and paragraph[len(name) :].lstrip()[:1] in _SET_OFF)
        for name in names
        if name
    )


def _is_sheet(paragraph: str) -> bool:
    return _is_mark(paragraph) or is_field(paragraph)


def is_field(paragraph: str) -> bool:
    """A field of the publisher's: "Subjects: the ferry; the toll", "Video credit: ...", "Media contact: ..."."""
    match = _FIELD.match(paragraph) if len(paragraph) < _LONGEST_FIELD else None
    return match is not None and read_label(match.group("name")).refused


def _is_mark(paragraph: str) -> bool:
    """A short paragraph of marks and numbers rather than words: "E&OE..........", "06/01"."""
    return len(paragraph) < 60 and 2 * sum(c.isalpha() for c in paragraph) < len(paragraph.replace(" ", ""))


def _cut_tail(text: str, draft: Draft, titled: frozenset[str]) -> list[Draft]:
    start, end = draft.segments[-1]
    notes: list[Draft] = []
    mark = find_end_mark(text, start, end)
    if mark is not None:
        notes.append(Draft(kind="note", segments=[(mark, end)], rule="end-mark"))
        end = start + len(text[start:mark].rstrip())
    lines = text[start:end].split("\n")
    while len(lines) > 3 and is_head(lines[-1], titled):
        line = lines.pop()
        if _LETTERS.search(line) and any(c.isdigit() for c in line):
            notes.insert(0, Draft(kind="note", segments=[(end - len(line), end)], rule="dateline"))
        end -= len(line) + 1
    draft.segments[-1] = (start, _before_scraps(text, start, end))
    return notes


def _before_scraps(text: str, start: int, end: int) -> int:
    """Where the last sentence ends, when what follows it on its line is marks and numbers of a sheet ("Fax 08/ 09/ 96 Pg: 8")."""
    line = text.rfind("\n", start, end) + 1 or start
    last = None
    for match in _STOP.finditer(text, max(start, line, end - 200), end):
        last = match
    if last is None or last.end() >= end:
        return end
    scraps = text[last.end() : end].replace(" ", "")
    return last.end() if scraps and 2 * sum(c.isalpha() for c in scraps) < len(scraps) else end


def is_head(line: str, titled: frozenset[str]) -> bool:
    """A line that is no sentence: of the title's words, in capitals, more numbers and marks than letters, or a field."""
    stripped = line.strip()
    words = stripped.split()
    if not words:
        return True
    if len(words) > _MOST_WORDS:
        return False
    letters = [c for c in stripped if c.isalpha()]
    if len(letters) < 0.5 * len(stripped.replace(" ", "")) or len(letters) < 3:
        return True
    if len(words) <= 6 and _YEAR.search(stripped):
        return True  # "VELM 14 October 1994"
    if (titled and echoes_title(stripped, titled)) or is_field(stripped):
        return True
    upper = sum(c.isupper() for c in letters)
    return upper > 0.6 * len(letters) and not _SENTENCE.search(stripped)
