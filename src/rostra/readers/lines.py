"""Laid-out lines to paragraphs: plain text, and preformatted text in HTML.

Theory: a newline is either a paragraph's end or the place where a line was full. A text is held to be hard-wrapped when most lines
that have a neighbour below are full (the neighbour's first word would not have fitted into the text's width) and break inside a
sentence. In such a text a line that is not full ends its block, and so do a blank line, a change of indentation, a bullet, a rule,
a date under a title, and a speaker's label: a few words before a colon that open other lines, too, or stand behind a full stop. In
all other texts each line is a block of its own. A program fills its lines to the last column, a typist leaves the right edge
ragged: which of the two it was is seen from the lines that break in mid-sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from rostra.model import Mark
from rostra.model.document import BlockKind, MarkKind

PARAGRAPH_BREAK = "\u2029"
"""Stands in the raw text where a block ends although no newline was printed."""

# Three tabs in mid-line were put there to reach the next line or column; one or two only widen a gap.
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]|(?<=[^\t\n\r])\t{3,}")
_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"(?:[•‣◦▪●○■□∙⁃·]\s*|\*\s+)(?=\S)")
_RULE = re.compile(r"(?:([=\-_*~#—–+.])[ \t]?)(?:\1[ \t]?){3,}")
_SENTENCE_END = re.compile(r"[.?!:;…。？！؟۔।॥][\"'”’»)\]]*$")
# "Ana Ilic (interpreted): ...": at most four words and a bracket before a colon
_LABELLED = re.compile(
    r"[^\W\d_a-z][^\s:：()（）]*(?: [^\s:：()（）]+){0,3}(?: ?[(（][^()（）]{1,60}[)）])?\s?[:：](?=\s)"
)
_ENCLOSED = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")  # a line wholly in brackets: a stage note, a column or page number
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")

# Narrower columns do not occur in transcripts, and lists of short lines must not look wrapped; wider ones are no column:
# the widest fixed-width pages met have 132 characters (line printers).
_NARROWEST, _WIDEST = 36, 160
# A line counts as full from this share of the width on: typists and scanned pages leave the right edge ragged.
_FULL = 0.82
# Wrapped records with many one-line turns have half of their lines full; lists of names and dates one in five.
_WRAPPED_SHARE = 0.5
# Of the full lines of wrapped texts at least three in four break inside a sentence, of questions and answers of a line each none.
_BROKEN_SHARE = 0.5
_FEWEST_EXACT = 5  # lines that break in mid-sentence; fewer reach one column by chance
_EXACT_SHARE = 0.95  # long words and addresses overhang
_DATED_WORDS = 8  # "Kazan, Tuesday, 3 March 2020, 14:30"
_DATED = re.compile(r"(?<!\d)(?:\d{4}|\d{1,2}([./-])\d{1,2}\1\d{2,4})(?!\d)")
_BINDING = re.compile(
    r"[,،、，]$|(?:^|\s)(?P<word>[^\W\d_]{1,3})$"
)  # "... the opening of the bridge on" is no end of a title


class Piece(msgspec.Struct, frozen=True):
    """A block found in laid-out text. `marks` count from its first character; `line` counts from 1."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...]
    line: int
    level: int = 0


class _Line(msgspec.Struct, frozen=True):
    """A printed line: `raw[start:end]` without white space at its ends. `indent` is in columns; `after_break` means that the line
    above ended its block whatever the layout says; `labelled`, that the words before its colon open other lines, too."""

    start: int
    end: int
    indent: int
    number: int
    text: str
    after_break: bool
    labelled: bool = False

    @property
    def width(self) -> int:
        """Columns up to the last character."""
        return self.indent + self.end - self.start


class _Column(msgspec.Struct, frozen=True):
    """The column of a hard-wrapped text: its `width`, and the columns beyond which a line with the next word would have been
    too long (`full`)."""

    width: int
    full: float

    def is_filled(self, above: _Line, below: _Line) -> bool:
        """Whether the line above ends only since the first word below did not fit."""
        first_word = below.text.split(None, 1)[0]
        return above.width + 1 + min(len(first_word), 20) > self.full


class Run:
    """Raw text as it arrives in pieces, with marks over it; like `Inline`, but white space stays."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open: dict[OpenMark, None] = {}  # in order
        self._length = 0

    def add(self, chunk: str) -> None:
        """Append text as it is."""
        self._pieces.append(chunk)
        self._length += len(chunk)

    def open(self, kind: MarkKind, value: str = "") -> OpenMark:
        """Begin a mark here."""
        mark = OpenMark(kind, value, self._length)
        self._open[mark] = None
        return mark

    def close(self, mark: OpenMark) -> None:
        """End a mark here."""
        del self._open[mark]
        self._end(mark)

    def _end(self, mark: OpenMark) -> None:
        if mark.start < self._length:
            self._marks.append(Mark(mark.kind, mark.start, self._length, mark.value))

    def take(self) -> tuple[str, list[Mark]]:
        """All so far, and begin anew; open marks go on."""
        for mark in self._open:
            self._end(mark)
            mark.start = 0
        taken = "".join(self._pieces), self._marks
        self._pieces, self._marks, self._length = [], [], 0
        return taken


class OpenMark:
    """A mark whose end has not come yet; `start` is -1 until its first word."""

    __slots__ = ("kind", "start", "value")

    def __init__(self, kind: MarkKind, value: str, start: int = -1) -> None:
        self.kind = kind
        self.value = value
        self.start = start


def lay_out(raw: str, marks: Sequence[Mark] = ()) -> Iterator[Piece]:
    """The blocks of `raw` in order: paragraphs, items, headings (centred capitals) and rules. Empty for white space."""
    lines = _label(list(_split(raw)))
    column = _measure(lines)
    margin = Counter(line.indent for line in lines if line.text).most_common(1)
    near = _Sweep(marks)
    for group in _group(lines, column, margin[0][0] if margin else 0):
        yield _compose(raw, group, near.over(group[0].start, group[-1].end), column)


def is_wrapped(raw: str) -> bool:
    """Whether the line breaks of `raw` only show where a line was full."""
    return _measure(_label(list(_split(raw)))) is not None


class _Sweep:
    """Marks over stretches that are asked for in order: each mark is looked at where it lies, not at every stretch."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._coming = sorted(marks, key=lambda mark: mark.start, reverse=True)
        self._begun: list[Mark] = []

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that lie over some of `start` to `end`, in order of their starts."""
        while self._coming and self._coming[-1].start < end:
            self._begun.append(self._coming.pop())
        self._begun = [mark for mark in self._begun if mark.end > start]
        return self._begun


def _split(raw: str) -> Iterator[_Line]:
    at, number, after_break = 0, 1, False
    for match in _LINE_END.finditer(raw):
        yield _line(raw, at, match.start(), number, after_break)
        end = match.group()
        after_break = end[0] in "\t\u2029"
        number += end in ("\n", "\r", "\r\n")
        at = match.end()
    yield _line(raw, at, len(raw), number, after_break)


def _label(lines: list[_Line]) -> list[_Line]:
    """`lines` with those marked that open with the same words and a colon as others do: labels, whatever stands above."""
    heads = [match.group() if (match := _LABELLED.match(line.text)) else "" for line in lines]
    counts = Counter(heads)
    return [
        msgspec.structs.replace(line, labelled=True) if head and counts[head] > 1 else line
        for line, head in zip(lines, heads, strict=True)
    ]


def _line(raw: str, start: int, end: int, number: int, after_break: bool) -> _Line:
    printed = raw[start:end]
    text = printed.strip()
    lead = printed[: len(printed) - len(printed.lstrip())]
    start += len(lead)
    return _Line(start, start + len(text), len(lead.expandtabs(8)), number, text, after_break)


def _measure(lines: Sequence[_Line]) -> _Column | None:
    """The column into which the text was wrapped; ``None`` when its lines are real."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.text and below.text and not below.after_break and not _is_marked(below) and not _is_marked(above)
    ]
    if not pairs:
        return None
    widths = sorted(above.width for above, _ in pairs)
    width = widths[(len(widths) - 1) * 19 // 20]  # the few longest lines are outliers: addresses, table rows
    if not _NARROWEST <= width <= _WIDEST:
        return None
    column = _Column(width, _FULL * width)
    full = [(above, below) for above, below in pairs if column.is_filled(above, below)]
    broken = sum(not below.labelled and not _SENTENCE_END.search(above.text) for above, below in full)
    running = [(above, below) for above, below in pairs if runs_on(above.text, below.text)]
    filled = sum(column.is_filled(above, below) for above, below in running)
    # Lines that go on in lower case below are wrapped whatever the rest is, if it is at the edge that they break.
    at_edge = len(running) >= max(3, len(pairs) / 10) and filled >= _FULL * len(running)
    mostly = len(full) >= _WRAPPED_SHARE * len(pairs) and broken >= _BROKEN_SHARE * len(full)
    return _as_exact(column, running) if at_edge or mostly else None


def _as_exact(column: _Column, running: Sequence[tuple[_Line, _Line]]) -> _Column:
    """The column with its last column as edge, where the lines that go on below were all filled to it."""
    if len(running) < _FEWEST_EXACT:
        return column
    exact = _Column(column.width, max(above.width for above, _ in running))
    filled = sum(exact.is_filled(above, below) for above, below in running)
    return exact if filled >= _EXACT_SHARE * len(running) else column


def _is_marked(line: _Line) -> bool:
    return _BULLET.match(line.text) is not None or _RULE.fullmatch(line.text) is not None


def _is_labelled(above: _Line, below: _Line) -> bool:
    """A label opens the line below, and a sentence has ended above, unless the label comes back."""
    return below.labelled or (_LABELLED.match(below.text) is not None and _SENTENCE_END.search(above.text) is not None)


def _group(lines: Sequence[_Line], column: _Column | None, margin: int) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and (not line.text or _begins(line, group, column, margin)):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _begins(line: _Line, group: list[_Line], column: _Column | None, margin: int) -> bool:
    """Whether `line` begins a block of its own behind the lines of `group`."""
    last = group[-1]
    if line.after_break or _is_marked(line) or _RULE.fullmatch(last.text):
        return True
    if _BULLET.match(group[0].text):
        return line.indent <= group[0].indent
    if column is None:
        return True
    if _ENCLOSED.fullmatch(line.text) or _ENCLOSED.fullmatch(last.text):
        return True
    if _is_centred(line, column.width) or _is_centred(last, column.width):
        return not (_is_heading(line, column.width) and _is_heading(last, column.width))
    if _is_labelled(last, line) or (not column.is_filled(last, line) and not runs_on(last.text, line.text)):
        return True
    return _dates_title(line, group, column) or _is_indented_anew(line, group, margin)


def _dates_title(line: _Line, group: list[_Line], column: _Column) -> bool:
    """A short line with a date under words that are no sentence. A title runs on into its date ("... of the bridge on")."""
    binding = _BINDING.search(group[-1].text)
    return (
        line.width <= _FULL * column.width
        and len(line.text.split()) <= _DATED_WORDS
        and _DATED.search(line.text) is not None
        and not line.text[0].islower()
        and not (binding and (binding["word"] is None or binding["word"].islower()))
        and not any(_SENTENCE_END.search(each.text) for each in (*group, line))
    )


def runs_on(above: str, below: str) -> bool:
    """A line that ends without a stop before one that begins in lower case is a paragraph's middle, however short it is."""
    return below[:1].islower() and not _SENTENCE_END.search(above)


def _is_indented_anew(line: _Line, group: list[_Line], margin: int) -> bool:
    """By indentation alone: the first line of a paragraph stands further in, or further out, than those before it."""
    last = group[-1]
    step = line.indent - last.indent
    if step >= 2:
        return len(group) > 1 or _SENTENCE_END.search(last.text) is not None
    if step <= -2:
        return len(group) > 1
    return len(group) == 1 and line.indent > margin and _SENTENCE_END.search(last.text) is not None


def _is_centred(line: _Line, width: int) -> bool:
    right = width - line.width
    # Paragraphs and quotations are indented by five to seven columns, and their lines are long.
    short = line.text.isupper() or line.end - line.start <= 0.6 * width
    return short and line.indent >= 6 and right >= 6 and abs(line.indent - right) <= 6


def _is_heading(line: _Line, width: int) -> bool:
    return _is_centred(line, width) and line.text.isupper()


def _compose(raw: str, group: list[_Line], marks: Sequence[Mark], column: _Column | None) -> Piece:
    first = group[0]
    spans = [(line.start, line.end) for line in group]
    kind: BlockKind = "paragraph"
    level = 0
    if _RULE.fullmatch(first.text):
        kind = "rule"
    elif bullet := _BULLET.match(first.text):
        kind, level = "item", 1
        spans[0] = (first.start + bullet.end(), first.end)
    elif column is not None and _is_heading(first, column.width):
        kind, level = "heading", 3
    text, own = gather(raw, spans, marks)
    return Piece(kind, text, own, first.number, level)


def gather(raw: str, spans: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The words of `spans` (in order, apart) with one space between them, and the part of `marks` (which lie over them) that does.

    Where one line of Chinese or Japanese goes on in the next there is no space.
    """
    if len(spans) == 1 and not marks:
        return " ".join(raw[spans[0][0] : spans[0][1]].split()), ()
    pieces: list[str] = []
    starts: list[int] = []  # of each word, in `raw`
    places: list[int] = []  # of each word, in the result
    length = 0
    for start, end in spans:
        for word in _WORD.finditer(raw, start, end):
            gap = "" if not pieces or (word.start() == start and _is_unspaced(pieces[-1], word.group())) else " "
            pieces += (gap, word.group())
            starts.append(word.start())
            places.append(length + len(gap))
            length = places[-1] + len(word.group())
    moved = (_move(mark, starts, places, length) for mark in marks)
    return "".join(pieces), tuple(mark for mark in moved if mark is not None)


def _is_unspaced(above: str, below: str) -> bool:
    return bool(above and _UNSPACED.match(above[-1]) and _UNSPACED.match(below[0]))


def _move(mark: Mark, starts: list[int], places: list[int], length: int) -> Mark | None:
    start = _place(mark.start, starts, places, length, at_end=False)
    end = _place(mark.end, starts, places, length, at_end=True)
    return Mark(mark.kind, start, end, mark.value) if start < end else None


def _place(at: int, starts: list[int], places: list[int], length: int, *, at_end: bool) -> int:
    """Where the raw offset `at` comes to lie: inside its word, else at the next word (or, for an end, behind the last one)."""
    index = bisect_left(starts, at + (not at_end)) - 1  # the word that begins before `at`
    if index < 0:
        return 0
    following = places[index + 1] if index + 1 < len(places) else length
    word_end = following - 1 if index + 1 < len(places) else length
    inside = places[index] + at - starts[index]
    if inside < word_end or (at_end and inside <= word_end):
        return inside
    return word_end if at_end else following
