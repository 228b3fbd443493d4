"""Interpreters: words under an interpreter's label are those of the person interpreted.

Whose they are is told by the turn in front: a named speaker's words, or a question, which the interpreter renders where he asks
himself. Only a bare "Yes" to a speaker who then goes on is the interpreter's own.
"""

from __future__ import annotations

from itertools import zip_longest

import msgspec

from rostra.lexicon import phrases
from rostra.structure.candidates import Candidate
from rostra.structure.decode import UNHEARD, Draft
from rostra.structure.exchanges import is_reply
from rostra.structure.labels import CALLS, LabelKind
from rostra.structure.moves import expects_reply

INTERPRETED = "interpreted"
"""Rule of a turn that gives another's words in translation, under a label of its own."""


def give_back(text: str, drafts: list[Draft]) -> None:
    """Read each interpreter's label as that of whom he interprets; where nobody can be told, it stays an interpreter's.

    Where a question stood before it, and nobody spoke since under a label, what asks is the question once more.
    """
    before: Candidate | None = None
    kind: LabelKind = "none"
    speech = [d for d in drafts if d.kind == "speech" and not d.continued]
    for draft, following in zip_longest(speech, speech[1:]):
        if is_interpreter(draft):
            goes_on = before is not None and following is not None and _key(following) == before.key
            if goes_on and is_reply(text[draft.start : draft.end], ""):
                _unname(draft)
            else:
                _lend(text, draft, before, kind)
        before = draft.candidate
        kind = "question" if draft.rule == UNHEARD else before.label.kind if before is not None else "none"


def is_interpreter(draft: Draft) -> bool:
    """The label tells an interpreter, and no name."""
    return (
        draft.candidate is not None and draft.candidate.label.kind == "interpreter" and not draft.candidate.label.name
    )


def _key(draft: Draft) -> str:
    return draft.candidate.key if draft.candidate is not None else ""


def _unname(draft: Draft) -> None:
    """An interpreter who speaks for himself: somebody told by his office alone."""
    if draft.candidate is not None:
        label = msgspec.structs.replace(draft.candidate.label, kind="unnamed")
        draft.candidate = msgspec.structs.replace(draft.candidate, label=label)


def _lend(text: str, draft: Draft, before: Candidate | None, kind: LabelKind) -> None:
    draft.rule = INTERPRETED
    if draft.candidate is None or kind == "interpreter":
        return
    if kind in CALLS:
        if _asks(text[draft.start : draft.end]):
            label = msgspec.structs.replace(draft.candidate.label, kind="question")
            draft.candidate = msgspec.structs.replace(draft.candidate, label=label, key=f"{draft.candidate.key}?")
    elif before is not None:
        draft.candidate = msgspec.structs.replace(draft.candidate, label=before.label, key=before.key)


def _asks(content: str) -> bool:
    return expects_reply(content) or any(p in content.casefold() for p in phrases("speech", "request"))
