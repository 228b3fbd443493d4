"""Mislabelled turns: an answer that was printed under the label of a question.

Between a question and the next one stands the answer. Where the words there carry a question's label, too, ask nothing and are
more than a courtesy, on a page that otherwise takes turns, the label is held to be wrong, and said so.
"""

from __future__ import annotations

from itertools import pairwise

from rostra.lexicon import phrases
from rostra.model import Role
from rostra.structure.decode import Draft
from rostra.structure.labels import CALLS
from rostra.structure.moves import Said, read_said
from rostra.structure.speakers import Attribution

_FEWEST_WORDS = 10  # shorter words under a question's label are remarks
_ALTERNATING = 0.5  # of the questions' labels have an answer behind them; one wrong label costs two


def correct(
    text: str, drafts: list[Draft], who: list[Attribution | None], roles: list[Role]
) -> tuple[list[Attribution | None], list[Role]]:
    """Speakers and roles with the answers under wrong labels given to who answers on the page; `who` and `roles` are kept."""
    places = [i for i, d in enumerate(drafts) if d.kind == "speech"]
    speech = [read_said(text, drafts[i], who[i]) for i in places]
    calls = [s.label_kind in CALLS for s in speech]
    answered = [not after for call, after in pairwise(calls) if call]
    if sum(answered) < 2 or sum(answered) < _ALTERNATING * len(answered):
        return who, roles
    who, roles = list(who), list(roles)
    respondents = {s.voice for s, i in zip(speech, places, strict=True) if roles[i] == "answer"}
    for at in range(1, len(speech)):
        last = at + 1 == len(speech) or calls[at + 1]
        if calls[at - 1] and calls[at] and last and speech[at - 1].asks and _answers(speech[at]):
            who[places[at]] = _held(respondents, speech[at])
            roles[places[at]] = "answer"
            calls[at] = False
    return who, roles


def _answers(said: Said) -> bool:
    folded = said.text.casefold()
    if said.asks or said.words < _FEWEST_WORDS or not folded[0].isalnum():
        return False
    return not any(p in folded for key in ("request", "thanks") for p in phrases("speech", key))


def _held(respondents: set[str], said: Said) -> Attribution:
    """The one who answers on the page; nobody that we know where several do."""
    only = next(iter(respondents)) if len(respondents) == 1 else ""
    label = said.draft.candidate.label.core if said.draft.candidate else ""
    return Attribution(
        speaker=only or None,
        kind="person" if only else "unknown",
        confidence=0.5,
        issue=("label-wrong", f"An answer is printed under “{label}”."),
    )
