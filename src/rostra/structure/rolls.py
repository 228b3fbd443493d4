"""Rolls: lists of names inside a record - who voted, who was present, who sent apologies. Nobody speaks them.

A roll is a run of short lines without an end of a sentence, most of which are names ("Brandt, Mr Ivo", "Ana Ilic"). What
stands between two stretches of names (a heading, "Tellers for the Ayes:") belongs to it, as do the lines of numbers above it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rostra.structure.lines import Line

_LONGEST = 60  # characters of a row
_FEWEST = 6  # names
_MOST_WORDS = 6
_SHARE = 0.5  # of a roll's lines that are names
_MOST_ABOVE = 4  # lines of numbers or brackets over the first name
_PARTICLES = frozenset(
    {"rh", "hon", "de", "van", "von", "der", "den", "la", "le", "di", "da", "dos", "bin", "al", "ap", "y", "e"}
)
_ENDS = (".", "!", "?", "…", ",", ";")


def find_rolls(text: str, lines: Sequence[Line], span: range, labelled: Set[int]) -> list[range]:
    """The rolls among the lines of `span`, in order; `labelled` lines open turns and end a roll."""
    rolls: list[range] = []
    run: list[int] = []
    for i in [*span, -1]:
        line = lines[i] if i >= 0 else None
        if line is not None and line.end - line.start <= _LONGEST and i not in labelled and not _is_said(text, line):
            run.append(i)
            continue
        if len(run) >= _FEWEST and (roll := _roll(text, lines, run)) is not None:
            rolls.append(roll)
        run = []
    return rolls


def _roll(text: str, lines: Sequence[Line], run: list[int]) -> range | None:
    named = [i for i in run if is_name_row(text[lines[i].start : lines[i].end])]
    if len(named) < _FEWEST or len(named) < _SHARE * (named[-1] - named[0] + 1):
        return None
    first = named[0]
    while first - 1 in run and named[0] - first < _MOST_ABOVE:
        first -= 1
    while first < named[0] and not _is_numbered(text[lines[first].start : lines[first].end]):
        first += 1
    return range(first, named[-1] + 1)


def _is_said(text: str, line: Line) -> bool:
    """Whether a short line ends as a sentence does, and holds more than a few words or no figure."""
    content = text[line.start : line.end]
    return content.endswith(_ENDS) and not _is_numbered(content) and not is_name_row(content)


def _is_numbered(content: str) -> bool:
    return any(map(str.isdigit, content)) and len(content.split()) <= _MOST_WORDS


def is_name_row(content: str) -> bool:
    """Whether a line is nothing but a name: two to six words, all of them capitalised but for particles; an initial may end it."""
    words = content.replace(",", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS or any(map(str.isdigit, content)):
        return False
    last = words[-1].rstrip(")")
    if content.endswith(_ENDS) and len(last) > 3:
        return False
    capital = [word for word in words if word.lstrip("(")[:1].isupper()]
    return len(capital) >= 2 and all(word in _PARTICLES or word.lstrip("(")[:1].isupper() for word in words)
