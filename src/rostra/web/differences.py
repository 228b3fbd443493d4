"""A difference between two versions as it is read: the turns that changed, long unchanged stretches cut short."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import msgspec

from rostra.api import Difference, Run, Statement, TurnChange, Version
from rostra.web.language import Language
from rostra.web.words import shorten

CONTEXT = 160
"""Characters of unchanged text shown on either side of a change."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Turns that stand together: changed ones, or unchanged ones, which are only counted."""

    changed: tuple[TurnChange, ...] = ()
    unchanged: int = 0


class DifferenceView(msgspec.Struct, frozen=True, kw_only=True):
    """A difference ready to print. `counts` tells how many turns were added, removed and
    otherwise changed, less those that are none."""

    difference: Difference
    stretches: tuple[Stretch, ...]
    counts: tuple[tuple[str, int], ...]


def read_difference(difference: Difference) -> DifferenceView:
    """Changed turns in order, with their unchanged stretches cut; the unchanged turns between them as a number."""
    stretches = []
    for differs, turns in groupby(difference.turns, key=lambda turn: turn.differs):
        together = tuple(turns)
        stretches.append(
            Stretch(changed=tuple(map(_cut_short, together))) if differs else Stretch(unchanged=len(together))
        )
    kinds = [turn.kind if turn.kind in ("added", "removed") else "changed" for turn in difference.changed]
    counts = tuple((kind, kinds.count(kind)) for kind in ("added", "removed", "changed") if kind in kinds)
    return DifferenceView(difference=difference, stretches=tuple(stretches), counts=counts)


def speaker_of(turn: TurnChange, ui: Language) -> str:
    """Who speaks, as the heading of a changed turn."""
    if turn.speaker in ("journalist", "moderator"):
        return turn.label or ui.word("voices", turn.speaker)
    return turn.speaker or turn.label or ui.word("roles", turn.role)


def new_notice(statement: Statement, number: int) -> str | None:
    """What the page of a version says of its change, where the version before did not say the same; else ``None``."""
    notice = statement.versions[number - 1].notice
    former = statement.versions[number - 2].notice if number > 1 else None
    return notice if notice != former else None


def last_edit(statement: Statement) -> Version | None:
    """The latest version whose words were changed; ``None`` when there is none."""
    return next((version for version in reversed(statement.versions) if version.change == "words"), None)


def _cut_short(turn: TurnChange) -> TurnChange:
    last = len(turn.runs) - 1
    runs = [
        _around_changes(run, first=place == 0, last=place == last) if run.kind == "same" else run
        for place, run in enumerate(turn.runs)
    ]
    return msgspec.structs.replace(turn, runs=tuple(runs))


def _around_changes(run: Run, **where: Any) -> Run:
    """A run that both versions have, its middle left out where it is long."""
    text = run.text
    if where["first"] and where["last"]:  # words as before: who said them, or where they stand, is what changed
        return Run("same", shorten(text, 2 * CONTEXT))
    head = "" if where["first"] else text[:CONTEXT]
    tail = "" if where["last"] else text[-CONTEXT:]
    if len(head) + len(tail) + 8 >= len(text):
        return run
    return Run("same", f"{_to_last_space(head)} … {_from_first_space(tail)}".lstrip())


def _to_last_space(text: str) -> str:
    """The text less the word that was cut at its end; whole where the script has no spaces."""
    return text[: text.rfind(" ")] if " " in text[CONTEXT // 2 :] else text


def _from_first_space(text: str) -> str:
    return text[text.find(" ") + 1 :] if " " in text[: CONTEXT // 2] else text
