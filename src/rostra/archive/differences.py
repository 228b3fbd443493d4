"""What changed between two states of a page: turn by turn and word by word, and of what kind the change is.

Both states bear permanent turn ids, so a turn is compared with its former self wherever it stands now. A change of words is what
a reader would call one; case, punctuation, spacing and quotation marks are cosmetic. Figures and signs that mean something
("1.5", "%", "€", "-3") are words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import LCSseq

from rostra.archive.records import ChangeKind
from rostra.model import Transcript, Turn

TurnKind = Literal["added", "removed", "words", "cosmetic", "same"]

_LONGEST_SEQUENCES = 100_000_000
"""Product of two counts of tokens up to which two texts are compared token by token; beyond it paragraph by paragraph."""
_COMPARED_TOKENS = 2_000_000
"""Tokens of a statement that are looked at: a bound on hostile pages."""

# A character of a script without spaces; a word or figure with what joins its parts; a space; a sign.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|\w|[^\w\s]"
)
_PARAGRAPH = re.compile(r"[^\n]+|\n+")


class Run(msgspec.Struct, frozen=True):
    """A stretch of text that both states have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


class FieldChange(msgspec.Struct, frozen=True):
    """A value that is another one now. ``None`` means that there is or was none."""

    name: str
    before: str | None
    after: str | None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Both values, word by word."""
        return compare_texts(self.before or "", self.after or "")


class TurnChange(msgspec.Struct, frozen=True, kw_only=True):
    """One turn in both states. `id` is "" for the text of a page without turns.

    `moved` tells that it stands elsewhere among the others. `runs` are its words, old and new in reading order; for "same" the
    one text. `fields` are label, speaker, role and answers where they differ.
    """

    id: str
    kind: TurnKind
    runs: tuple[Run, ...]
    moved: bool = False
    speaker: str | None = None
    label: str | None = None
    role: str | None = None
    fields: tuple[FieldChange, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything at all is different."""
        return self.kind != "same" or self.moved or bool(self.fields)


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What is different in version `after` against version `before`. `event` lists title, date, place and the like. `turns`
    are all turns of both, in the order of the newer one, each removed one where it stood."""

    statement_id: str
    before: int
    after: int
    kind: ChangeKind
    event: tuple[FieldChange, ...]
    turns: tuple[TurnChange, ...]

    @property
    def changed(self) -> tuple[TurnChange, ...]:
        """The turns about which anything is different."""
        return tuple(turn for turn in self.turns if turn.differs)


def compare_versions(
    statement_id: str, before: tuple[int, Transcript], after: tuple[int, Transcript], *, kind: ChangeKind | None = None
) -> Difference:
    """Two versions, each a number with its transcript. `kind` is what the record noted of the change, where it did."""
    event, turns = compare(before[1], after[1])
    found = kind_of_change(before[1], after[1], same_parser=False) if kind is None else kind
    return Difference(statement_id=statement_id, before=before[0], after=after[0], kind=found, event=event, turns=turns)


def compare(before: Transcript, after: Transcript) -> tuple[tuple[FieldChange, ...], tuple[TurnChange, ...]]:
    """The fields of the event that differ, and every turn of both states."""
    event = tuple(
        _fields(before.event, after.event, ("title", "kind", "date", "time", "place", "language", "published"))
    )
    if not before.turns and not after.turns:
        return event, (_text_change(before, after),)
    return event, tuple(_turn_changes(before, after))


def kind_of_change(before: Transcript, after: Transcript, *, same_parser: bool) -> ChangeKind:
    """Of what kind the change of a page is.

    Two parsers may cut one text into other turns and labels, so that between readings of different ones only the words of
    all turns together count; between readings of one parser labels and the title do as well.
    """
    old, new = (_said(each, labels=same_parser) for each in (before, after))
    if _words(old) != _words(new):
        return "words"
    if "".join(old.split()) != "".join(new.split()):
        return "cosmetic"
    return "around" if before.source.sha256 != after.source.sha256 else ""


def compare_texts(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as one sequence of runs.

    >>> [run.kind[0] + run.text for run in compare_texts("We begin in May.", "We begin in late June.")]
    ['sWe begin in ', 'rMay', 'alate June', 's.']
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > _LONGEST_SEQUENCES:
        old, new = _PARAGRAPH.findall(before), _PARAGRAPH.findall(after)
        if len(old) * len(new) > _LONGEST_SEQUENCES:
            return Run("removed", before), Run("added", after)
    return tuple(_joined(_runs(old, new)))


# the words of a page


def _said(transcript: Transcript, *, labels: bool) -> str:
    """All that is said, in order; of a page without turns its main text."""
    if not transcript.turns:
        return (f"{transcript.event.title or ''}\n" if labels else "") + _body(transcript)
    pieces = [transcript.event.title or ""] if labels else []
    for turn in transcript.turns:
        pieces += [turn.label or ""] if labels else []
        pieces.append(transcript.turn_text(turn))
    return "\n".join(pieces)


def _body(transcript: Transcript) -> str:
    """The main text without furniture."""
    place, end = transcript.body if transcript.body[1] else (0, len(transcript.text))
    pieces = []
    for start, until in sorted(transcript.furniture.spans):
        if start < end and until > place:
            pieces.append(transcript.text[place : max(place, start)])
            place = max(place, until)
    return "\n".join([*pieces, transcript.text[place:end]]).strip()


def _words(text: str) -> list[str]:
    """The tokens that mean something, folded.

    >>> _words("«Well –  YES», 5 % of 1.5") == _words("“well”, yes: 5% of 1.5"), _words("5 %") == _words("5")
    (True, False)
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found = (match.group() for match in _TOKEN.finditer(folded))
    return [token for _, token in zip(range(_COMPARED_TOKENS), found, strict=False) if _tells(token)]


def _tells(token: str) -> bool:
    """Whether a token is a word, a figure or a sign with a meaning of its own: of currency or of reckoning, "%", "§"."""
    first = token[0]
    return first.isalnum() or first in "%‰§&@#" or unicodedata.category(first) in ("Sc", "Sm", "Mn", "Mc")


# runs


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Both as runs; white space counts as equal however much of it there is."""
    plain_old, plain_new = _spaced_alike(old), _spaced_alike(new)
    for block in LCSseq.opcodes(plain_old, plain_new):
        if block.tag == "equal":
            yield Run("same", "".join(new[block.dest_start : block.dest_end]))
            continue
        yield Run("removed", "".join(old[block.src_start : block.src_end]))
        yield Run("added", "".join(new[block.dest_start : block.dest_end]))


def _spaced_alike(tokens: Iterable[str]) -> list[str]:
    return [" " if token.isspace() else token for token in tokens]


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs of one kind as one, and a space or a sign alone between two changes as a part of both: a phrase is read whole."""
    removed = added = ""
    waiting = ""  # what both have, until it is known to be more than a gap between changes
    for run in runs:
        if run.kind == "same" and (removed or added) and not waiting and _is_gap(run.text):
            waiting = run.text
            continue
        if run.kind == "same":
            yield from _changes(removed, added)
            yield Run("same", waiting + run.text)
            removed = added = waiting = ""
        elif run.text:
            removed, added, waiting = removed + waiting, added + waiting, ""
            removed, added = (removed + run.text, added) if run.kind == "removed" else (removed, added + run.text)
    yield from _changes(removed, added)
    if waiting:
        yield Run("same", waiting)


def _is_gap(text: str) -> bool:
    return len(text) <= 2 and not any(char.isalnum() for char in text)


def _changes(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run("removed", removed)
    if added:
        yield Run("added", added)


# turns


def _turn_changes(before: Transcript, after: Transcript) -> Iterator[TurnChange]:
    """Turns in the order of the newer state; one that is gone follows the turn that it followed."""
    old = {turn.id: turn for turn in before.turns}
    kept = {turn.id for turn in after.turns} & old.keys()
    moved = _moved([t.id for t in before.turns if t.id in kept], [t.id for t in after.turns if t.id in kept])
    gone_after: dict[str, list[Turn]] = {}
    last = ""
    for turn in before.turns:
        if turn.id in kept:
            last = turn.id
        else:
            gone_after.setdefault(last, []).append(turn)
    yield from (_gone(before, turn) for turn in gone_after.get("", ()))
    for turn in after.turns:
        if turn.id in kept:
            yield _kept(before, after, old[turn.id], turn, moved=turn.id in moved)
        else:
            yield _change(turn, "added", (Run("added", after.turn_text(turn)),))
        yield from (_gone(before, turn) for turn in gone_after.get(turn.id, ()))


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Those that stand in another order among each other."""
    if old == new or len(old) * len(new) > _LONGEST_SEQUENCES:
        return set()
    blocks = LCSseq.opcodes(old, new)
    return {new[i] for block in blocks if block.tag != "equal" for i in range(block.dest_start, block.dest_end)}


def _gone(before: Transcript, turn: Turn) -> TurnChange:
    return _change(turn, "removed", (Run("removed", before.turn_text(turn)),))


def _kept(before: Transcript, after: Transcript, old: Turn, new: Turn, *, moved: bool) -> TurnChange:
    former, text = before.turn_text(old), after.turn_text(new)
    kind, runs = _compared(former, text)
    fields = tuple(_fields(old, new, ("label", "speaker", "role", "answers")))
    return msgspec.structs.replace(_change(new, kind, runs), moved=moved, fields=fields)


def _compared(former: str, text: str) -> tuple[TurnKind, tuple[Run, ...]]:
    if former == text or former.split() == text.split():
        return "same", (Run("same", text),)
    kind: TurnKind = "words" if _words(former) != _words(text) else "cosmetic"
    return kind, compare_texts(former, text)


def _change(turn: Turn, kind: TurnKind, runs: tuple[Run, ...]) -> TurnChange:
    return TurnChange(id=turn.id, kind=kind, runs=runs, speaker=turn.speaker, label=turn.label, role=turn.role)


def _text_change(before: Transcript, after: Transcript) -> TurnChange:
    """The main text of pages without turns, as if it were one turn."""
    kind, runs = _compared(_body(before), _body(after))
    return TurnChange(id="", kind=kind, runs=runs)


def _fields(before: object, after: object, names: Iterable[str]) -> Iterator[FieldChange]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(name, old, new)
