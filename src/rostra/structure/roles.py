"""Roles: statement, question, answer or moderation, from who speaks, what was asked before, and how it is said.

Read in order: a label for a question asks; a person who speaks while a question is open answers it; a short line
that hands over to
the next question moderates. Among named speakers (an interview, a hearing, a sitting) who asks is told by the
questions themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import msgspec

from rostra.lexicon import phrases
from rostra.model import Role
from rostra.structure.decode import Draft
from rostra.structure.speakers import Attribution

_ASKING_MARK = re.compile(r"[?？؟;](?=[\s\"”’»)\]]*$)")
_SENTENCES = re.compile(r"[.!?…。！？]+")
_WORD = re.compile(r"[\w'’]+")
_CALLS = frozenset({"question", "journalist", "remark"})
"""Kinds of labels under which the hall speaks."""

CONVERSED = frozenset({"dash", "strong-question", "slanted-question", "plain-answer"})
"""Rules of `unlabelled` whose turns alternate."""

_SHORT = 15  # words: in the gold nine of ten lines that give the floor are shorter
_CALL = 60  # words: what a chair says in calling on the next speaker by name
_BACK = 25  # words: a respondent's question back at the asker is shorter than an answer that ends in a question
_COURTESY = 8  # words: a bare thanks or greeting under a question's label


class Said(msgspec.Struct, kw_only=True):
    """A draft with what its role is decided by. `role` is filled in order."""

    draft: Draft
    who: Attribution | None
    text: str
    words: int
    asks: bool
    role: Role = "statement"

    @property
    def label_kind(self) -> str:
        """The kind of its label; "" when it has none."""
        return self.draft.candidate.label.kind if self.draft.candidate else ""

    @property
    def voice(self) -> str:
        """Who speaks, for telling voices apart; "" when unknown."""
        return (self.who.speaker or "") if self.who else ""


def assign_roles(
    text: str, drafts: list[Draft], who: list[Attribution | None], principal: str | None = None
) -> list[Role]:
    """The role of each draft, in their order. `principal` is whom an interview is with, ``None`` when the page is no
    interview."""
    said = [_said(text, d, a) for d, a in zip(drafts, who, strict=True)]
    speech = [s for s in said if s.draft.kind == "speech"]
    for aside in said:
        if aside.draft.kind != "speech":
            aside.role = "note" if aside.draft.kind == "note" else "heading"
    askers = _interviewers(speech, principal)
    if any(s.draft.rule in CONVERSED for s in speech):
        _alternate(speech)
    else:
        _in_order(speech, askers, frozenset())
        leaders = _leaders(speech)
        if leaders:
            _in_order(speech, askers, leaders)
    _thank(speech)
    return [s.role for s in said]


def _thank(speech: list[Said]) -> None:
    """A bare thanks by who leads the occasion moderates; by anyone else it is a statement.

    Who leads has given the floor, or opened the occasion with several named voices in it.
    """
    leaders = {s.voice for s in speech if s.role == "moderation" and s.voice}
    named = {s.voice for s in speech if s.who is not None and s.who.kind == "person"}
    questions = any(s.label_kind in ("question", "journalist") for s in speech)
    if len(named) > 1 and questions and speech[0].who is not None and speech[0].who.kind == "person":
        leaders.add(speech[0].voice)
    for s in speech[1:]:
        if s.role in ("statement", "answer") and s.voice in leaders and _is_courtesy(s) and _opens_with_thanks(s):
            s.role = "moderation"


def _said(text: str, draft: Draft, who: Attribution | None) -> Said:
    content = text[draft.start : draft.end]
    return Said(draft=draft, who=who, text=content, words=_count(content), asks=_expects_reply(content))


def _count(content: str) -> int:
    words = len(_WORD.findall(content))
    return max(words, len(content) // 3) if words * 12 < len(content) else words


def _expects_reply(content: str) -> bool:
    """It ends in a question, or puts one near its end."""
    tail = content[-300:]
    if _ASKING_MARK.search(tail.rstrip()) and not tail.rstrip().endswith(";"):
        return True
    sentences = re.split(r"(?<=[.!?…。！？])\s*", tail)
    return sum("?" in s or "？" in s or "؟" in s for s in sentences[-3:]) > 0 and len(content) < 700


def _interviewers(speech: list[Said], principal: str | None) -> frozenset[str]:
    """The named voices that mostly ask: of a conversation of few voices without labels for questions, those whose
    turns ask at least
    twice as often as the others' and are shorter."""
    if any(s.label_kind in ("question", "journalist") for s in speech):
        return frozenset()
    hosts = frozenset(s.voice for s in speech if _hosts(s) and s.asks)
    if hosts:
        return hosts
    turns: dict[str, list[Said]] = defaultdict(list)
    for s in speech:
        if s.voice and s.who is not None and s.who.kind in ("person", "unknown", "moderator"):
            turns[s.voice].append(s)
    if not 2 <= len(turns) <= 5:
        return frozenset()
    if principal in turns:
        others = [v for v in turns if v != principal and len(turns[v]) >= 3]
        return frozenset([max(others, key=lambda v: sum(s.asks for s in turns[v]))]) if others else frozenset()
    rate = {v: sum(s.asks for s in ss) / len(ss) for v, ss in turns.items() if len(ss) >= 3}
    length = {v: sum(s.words for s in ss) / len(ss) for v, ss in turns.items()}
    if len(rate) < 2:
        return frozenset()
    asker = max(rate, key=lambda v: rate[v])
    others = [v for v in rate if v != asker]
    if rate[asker] >= 0.35 and all(rate[asker] >= 2 * rate[v] and length[asker] <= 1.2 * length[v] for v in others):
        return frozenset({asker})
    return frozenset()


def _hosts(s: Said) -> bool:
    """The label tells a host: "Moderator", "ANA ILIC, HOST"."""
    if s.label_kind == "moderator":
        return True
    office = s.draft.candidate.label.office if s.draft.candidate else ""
    return any(w.casefold().strip(".,") in phrases("labels", "moderator") for w in office.split())


def _alternate(speech: list[Said]) -> None:
    """A conversation without labels: the side in other type asks, or of two sides in dashes the one that asks more often."""
    if any(s.draft.rule.endswith("-question") for s in speech):
        for s in speech:
            s.role = (
                "question"
                if s.draft.rule.endswith("-question")
                else "answer"
                if s.draft.rule == "plain-answer"
                else "statement"
            )
        return
    even = sum("?" in s.text for s in speech[::2]) >= sum("?" in s.text for s in speech[1::2])
    for i, s in enumerate(speech):
        s.role = "question" if (i % 2 == 0) == even else "answer"


def _leaders(speech: list[Said]) -> frozenset[str]:
    """Voices that give the floor in half of their turns, whatever their label is: who presides is known by what he does."""
    turns: dict[str, list[Said]] = defaultdict(list)
    for s in speech:
        if s.voice and s.label_kind not in ("question", "journalist", "remark"):
            turns[s.voice].append(s)
    return frozenset(
        v for v, ss in turns.items() if len(ss) > 1 and sum(s.role == "moderation" for s in ss) >= max(2, 0.5 * len(ss))
    )


def _in_order(speech: list[Said], askers: frozenset[str], leaders: frozenset[str]) -> None:
    open_question: Said | None = None
    answerer = ""  # who has answered the open question
    for i, s in enumerate(speech):
        following = speech[i + 1] if i + 1 < len(speech) else None
        before = speech[i - 1] if i else None
        if _leads(s, leaders - askers, following) or (answerer not in ("", s.voice) and _calls_next(s, following)):
            s.role = "moderation"
        else:
            s.role = _role(s, i, open_question, following, askers)
        if s.role in ("statement", "answer") and _was_called_to_ask(s, before, following):
            s.role = "question"
        if s.role == "question":
            open_question = s
            answerer = ""
        elif s.role == "answer":
            answerer = s.voice
        elif open_question is not None and (_closes(s, open_question) or (answerer and s.label_kind in _CALLS)):
            open_question = None  # "Q Thank you." after an answer ends the exchange


def _leads(s: Said, leaders: frozenset[str], following: Said | None) -> bool:
    """A short turn of who presides: a call to order, thanks, the next item."""
    if s.voice not in leaders or s.words > _CALL:
        return False
    return following is None or following.voice != s.voice


def _was_called_to_ask(s: Said, before: Said | None, following: Said | None) -> bool:
    """The chair has just said that this speaker has a question."""
    if before is None or following is None or before.role != "moderation" or following.voice in (s.voice, before.voice):
        return False
    return (
        s.words <= 200
        and any(w in before.text[-160:].casefold() for w in phrases("speech", "question_word"))
        and _names(before.text[-160:].casefold(), s)
    )


def _closes(s: Said, question: Said) -> bool:
    """A new statement closes the exchange, and so does an asker with a name who goes on to something else."""
    named = question.label_kind not in _CALLS
    return (s.role == "statement" and s.words > 60) or (
        named and s.role in ("moderation", "statement") and (s.voice == question.voice or s.role == "moderation")
    )


def _role(s: Said, position: int, open_question: Said | None, following: Said | None, askers: frozenset[str]) -> Role:
    if s.label_kind in _CALLS:
        return "statement" if _is_courtesy(s) else "question"
    if s.label_kind == "answer":
        return "answer"
    if s.voice in askers and s.label_kind != "moderator":
        return _interviewer_role(s, position, following)
    if s.label_kind == "moderator":
        asked_of = s.voice in askers and following is not None and (s.asks or _turns_to(s, following))
        return "question" if asked_of else "moderation"
    if s.label_kind == "chair":
        return "moderation"
    if s.draft.candidate is None and not s.draft.continued:
        return "statement"
    asked = open_question is not None and open_question.voice != s.voice
    if _hands_over(s, position, following, asked):
        return "moderation"
    if (
        asked
        and open_question is not None
        and open_question.label_kind in ("question", "journalist")
        and s.words > _BACK
    ):
        return "answer"
    if (s.asks or _opens_asking(s)) and _asks_another(s, following):
        return "question"
    if asked:
        return "answer"
    if open_question is not None and s.draft.continued:
        return "answer"
    return "statement"


def _turns_to(s: Said, following: Said) -> bool:
    """A host's line, without a question mark, to a guest called by name who then speaks."""
    folded = s.text.casefold()
    return (
        s.words >= _SHORT
        and _names(folded, following)
        and not any(p in folded[-80:] for p in phrases("speech", "floor"))
    )


def _interviewer_role(s: Said, position: int, following: Said | None) -> Role:
    if s.asks:
        return "question"
    if position == 0 or following is None:
        return "moderation" if s.words <= _CALL else "statement"
    return "question" if s.words > 3 else "statement"


def _is_courtesy(s: Said) -> bool:
    """A bare "Thank you" under a label for questions; no request ("Tell us about the harbour, please")."""
    if s.words > _COURTESY or s.asks or "?" in s.text:
        return False
    folded = s.text.casefold()
    words = [w.casefold() for w in _WORD.findall(s.text)]
    if any(p in folded for p in phrases("speech", "request")):
        return False
    return any(w in _thanks() for w in words[:2])


def _opens_with_thanks(s: Said) -> bool:
    first = _WORD.search(s.text)
    return first is not None and first.group(0).casefold() in _thanks()


@lru_cache(maxsize=1)
def _thanks() -> frozenset[str]:
    return phrases("speech", "courtesy")


def _hands_over(s: Said, position: int, following: Said | None, asked: bool) -> bool:
    """A short line before somebody else's question that gives the floor: "Darlene?", "Yes, please.", "Next question." """
    if following is None or following.voice == s.voice or s.words > _CALL:
        return False
    tail = s.text[-160:].casefold()
    floor = any(p in tail for p in phrases("speech", "floor"))
    if following.label_kind in _CALLS:
        if asked and s.words <= 3 and _is_bare_name(s.text):
            return True
        if asked:
            return floor and s.words <= _COURTESY and len(_SENTENCES.findall(s.text.strip())) <= 1
        return (s.words <= _SHORT and position > 0) or (floor and s.words <= _CALL // 2)
    if _names(tail, following):
        return not s.asks or floor
    return floor and s.words <= _SHORT and not asked


def _calls_next(s: Said, following: Said | None) -> bool:
    """Words of somebody else, after the answer, that give the floor to the next question."""
    if following is None or following.label_kind not in _CALLS or s.words > _CALL // 2:
        return False
    tail = s.text[-160:].casefold()
    return any(p in tail for p in phrases("speech", "floor"))


def _is_bare_name(content: str) -> bool:
    """Nothing but a name with its stop: "Jeff Mason." gives the floor, "Yes." answers."""
    words = content.strip(" .,?!—–-").split()
    return 1 < len(words) <= 3 and all(w[0].isupper() for w in words)


def _names(tail: str, following: Said) -> bool:
    """The last words name who speaks next, by the surname of the label."""
    label = following.draft.candidate.label if following.draft.candidate else None
    if label is None or not label.name:
        return False
    surname = label.name.split()[-1].casefold()
    return len(surname) > 2 and surname in tail


def _opens_asking(s: Said) -> bool:
    """A written question read out: it opens with a question word and is short ("What progress the Department has made.")."""
    folded = s.text[:80].casefold()
    return s.words <= _CALL and any(folded.startswith(p) for p in phrases("speech", "put_question"))


def _asks_another(s: Said, following: Said | None) -> bool:
    """A named speaker's question: another named voice goes on, and what was asked is not an aside in a long speech."""
    if following is None or following.voice == s.voice or following.label_kind in ("question", "journalist"):
        return False
    return s.words <= 150
