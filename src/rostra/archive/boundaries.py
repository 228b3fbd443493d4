"""Where turns begin and end: finding the turn that words open, cutting one, joining two, taking furniture out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rostra.archive.identity import words_of
from rostra.archive.quoting import Quote, find_words
from rostra.model import Span, Transcript, Turn


class Unmet(Exception):
    """The words of a judgement no longer stand as they did; the message says how."""


def at_words(transcript: Transcript, wanted: Quote, what: str = "turn") -> Span:
    """Where the words stand today. Raises `Unmet`."""
    found = find_words(transcript.text, wanted)
    if found is None:
        raise Unmet(f"the words of the {what} are gone: “{_shown(wanted.exact)}”")
    return found


def turn_at(transcript: Transcript, wanted: Quote, what: str = "turn") -> int:
    """The index of the turn that opens with the words. Raises `Unmet`."""
    start, end = at_words(transcript, wanted, what)
    index = turn_around(transcript, start)
    if index is None:
        raise Unmet(f"the words of the {what} belong to no turn now: “{_shown(wanted.exact)}”")
    turn = transcript.turns[index]
    if not _same_place(transcript.text, turn.start, start):
        raise Unmet(f"the words of the {what} stand inside another turn now: “{_shown(wanted.exact)}”")
    if end > turn.end and not _same_place(transcript.text, turn.end, end):
        raise Unmet(f"the words of the {what} are more than one turn now: “{_shown(wanted.exact)}”")
    return index


def turn_around(transcript: Transcript, place: int) -> int | None:
    """The index of the turn in which a place lies; ``None`` when it lies in none."""
    return next((i for i, turn in enumerate(transcript.turns) if turn.start <= place < turn.end), None)


def _same_place(text: str, one: int, other: int) -> bool:
    """Whether nothing that is said stands between."""
    between = text[min(one, other) : max(one, other)]
    return not any(char.isalnum() for char in between)


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 48 else f"{line[:48].rstrip()} …"


def split(transcript: Transcript, place: int, rule: str) -> tuple[Transcript, str]:
    """Cut the turn in which `place` lies; the second part is its own turn with the same role and speaker. A turn that begins
    there already is left as it is. Raises `Unmet`."""
    index = turn_around(transcript, place)
    if index is None:
        raise Unmet("the words belong to no turn now")
    turn = transcript.turns[index]
    if _same_place(transcript.text, turn.start, place):
        return transcript, turn.id
    end = turn.start + len(transcript.text[turn.start : place].rstrip())
    before, behind = _within(turn.segments, turn.start, end), _within(turn.segments, place, turn.end)
    first = msgspec.structs.replace(
        turn, end=end, segments=before, parts=_within(turn.parts, turn.start, end), confidence=1.0, rule=rule
    )
    second = msgspec.structs.replace(
        turn,
        id=_free_id(transcript, turn.id),
        start=place,
        label=None,
        label_span=None,
        segments=behind,
        parts=_within(turn.parts, place, turn.end),
        unseen=(),
        confidence=1.0,
        rule=rule,
    )
    turns = (*transcript.turns[:index], first, second, *transcript.turns[index + 1 :])
    return msgspec.structs.replace(transcript, turns=turns), second.id


def _free_id(transcript: Transcript, turn_id: str) -> str:
    taken = {turn.id for turn in transcript.turns}
    number = 2
    while f"{turn_id}.{number}" in taken:
        number += 1
    return f"{turn_id}.{number}"


def join(transcript: Transcript, wanted: Quote, after: str, rule: str) -> tuple[Transcript, str]:
    """Join the turn that opens with the words to the one before, which must end in the words `after`. What was taken for its label
    is said as well. Words that stand inside a turn already are left as they are. Raises `Unmet`."""
    place, _ = at_words(transcript, wanted)
    index = turn_around(transcript, place)
    if index is None:
        raise Unmet("the words belong to no turn now")
    second = transcript.turns[index]
    if not _same_place(transcript.text, second.start, place):
        return transcript, second.id
    first = transcript.turns[index - 1] if index else None
    if first is None or not words_of(transcript.turn_text(first)).endswith(words_of(after)):
        raise Unmet("other words stand before it now")
    opens = second.label_span[0] if second.label_span else second.start
    segments = second.segments
    if segments and opens < segments[0][0]:
        segments = ((opens, segments[0][1]), *segments[1:])
    joined = msgspec.structs.replace(
        first,
        end=second.end,
        segments=(*first.segments, *segments),
        parts=(*first.parts, *second.parts) if first.role == "question" else (),
        unseen=tuple(dict.fromkeys((*first.unseen, *second.unseen))),
        confidence=1.0,
        rule=rule,
    )
    others = (*transcript.turns[: index - 1], joined, *transcript.turns[index + 1 :])
    heir = first.id if first.role == "question" else None
    turns = tuple(_relinked(turn, second.id, heir) for turn in others)
    return msgspec.structs.replace(transcript, turns=turns), first.id


def _relinked(turn: Turn, gone: str, heir: str | None) -> Turn:
    if turn.answers != gone:
        return turn
    return msgspec.structs.replace(turn, answers=None if heir == turn.id else heir)


def furnish(transcript: Transcript, span: Span, rule: str) -> Transcript:
    """List a span as furniture, and take it out of the turns that it lies in."""
    spans = _merged([*transcript.furniture.spans, span])
    turns: list[Turn] = []
    gone: set[str] = set()
    for turn in transcript.turns:
        left = _without(transcript.text, turn, span, rule)
        if left is None:
            gone.add(turn.id)
            if turn.label_span:
                spans = _merged([*spans, turn.label_span])
        else:
            turns.append(left)
    kept = tuple(msgspec.structs.replace(t, answers=None) if t.answers in gone else t for t in turns)
    return msgspec.structs.replace(
        transcript, turns=kept, furniture=msgspec.structs.replace(transcript.furniture, spans=spans)
    )


def _without(text: str, turn: Turn, span: Span, rule: str) -> Turn | None:
    """The turn less the span; ``None`` when nothing is left."""
    start, end = span
    if end <= turn.start or start >= turn.end:
        return turn
    segments = turn.segments or ((turn.start, turn.end),)
    left = [cut for each in segments for cut in _cut(each, span) if text[slice(*cut)].strip()]
    left = [_trimmed(text, cut) for cut in left]
    if not left:
        return None
    begins = left[0][0] if start <= turn.start else turn.start
    ends = left[-1][1] if end >= turn.end else turn.end
    if (begins, ends, tuple(left)) == (turn.start, turn.end, segments):
        return turn
    return msgspec.structs.replace(
        turn,
        start=begins,
        end=ends,
        segments=tuple(left),
        parts=_within(turn.parts, begins, ends),
        confidence=1.0,
        rule=rule,
    )


def _cut(whole: Span, hole: Span) -> Iterable[Span]:
    if hole[1] <= whole[0] or hole[0] >= whole[1]:
        yield whole
        return
    if whole[0] < hole[0]:
        yield whole[0], hole[0]
    if hole[1] < whole[1]:
        yield hole[1], whole[1]


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _within(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """What of the spans lies between; empty ones left out."""
    cut = ((max(start, each[0]), min(end, each[1])) for each in spans)
    return tuple(each for each in cut if each[0] < each[1])


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(merged)
