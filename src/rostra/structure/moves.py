"""Moves: what the words of one turn do - ask, thank, give the floor, take leave, speak for another."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from rostra.lexicon import phrases
from rostra.model import Role
from rostra.structure.decode import UNHEARD, Draft
from rostra.structure.labels import CALLS
from rostra.structure.naming import fold_case, vocabulary
from rostra.structure.speakers import Attribution

_ASKING_MARK = re.compile(r"[?？؟;](?=[\s\"”’»)\]]*$)")
_ASKING_ENDING = re.compile(r"(?:か|까|吗|嗎)[。.]?[\"”’」』）)\s]*$")  # ask without a mark
_OPENING_BRACKET = re.compile(r"[(\[（［]([^()\[\]（）［］]{1,40})[)\]）］]")
_SENTENCES = re.compile(r"[.!?…。！？]+")
_WORD = re.compile(r"[\w'’]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Kinds of labels under which the hall speaks."""
SHORT = 15  # words: in the gold nine of ten lines that give the floor are shorter
CALL = 60  # words: what a chair says in calling on the next speaker by name
BACK = 25  # words: a respondent's question back at the asker is shorter than an answer that ends in a question
TAIL = 160  # characters at the end of a turn in which the floor is given
_OWN_QUESTION = 4  # words behind a phrase such as "first question": with fewer it calls for questions
_THANKING = 2  # words of a bare thanks
_COURTESY = 8  # words: a bare thanks or greeting under a question's label


class Said(msgspec.Struct, kw_only=True):
    """A draft with what its role is decided by. `role` is filled in order; `clipped` speech is part of a recording played."""

    draft: Draft
    who: Attribution | None
    text: str
    words: int
    asks: bool
    role: Role = "statement"
    clipped: bool = False

    @property
    def label_kind(self) -> str:
        """The kind of its label; "" when it has none. A question that nobody heard is one."""
        if self.draft.rule == UNHEARD:
            return "question"
        return self.draft.candidate.label.kind if self.draft.candidate else ""

    @property
    def voice(self) -> str:
        """Who speaks, for telling voices apart; "" when unknown."""
        return (self.who.speaker or "") if self.who else ""


def read_said(text: str, draft: Draft, who: Attribution | None) -> Said:
    """A draft with what its words tell."""
    content = text[draft.start : draft.end]
    return Said(draft=draft, who=who, text=content, words=_count(content), asks=expects_reply(content))


def _count(content: str) -> int:
    words = len(_WORD.findall(content))
    return max(words, len(content) // 3) if words * 12 < len(content) else words


def expects_reply(content: str) -> bool:
    """It ends in a question, or puts one near its end."""
    tail = content[-300:]
    if _ASKING_MARK.search(tail.rstrip()) and not tail.rstrip().endswith(";"):
        return True
    if _ASKING_ENDING.search(tail):
        return True
    sentences = re.split(r"(?<=[.!?…。！？])\s*", tail)
    return sum("?" in s or "？" in s or "؟" in s for s in sentences[-3:]) > 0 and len(content) < 700


def is_host(s: Said) -> bool:
    """The label tells a host: "Moderator", "ANA ILIC, HOST"."""
    if s.label_kind == "moderator":
        return True
    office = s.draft.candidate.label.office if s.draft.candidate else ""
    return any(fold_case(w).strip(".,") in vocabulary("moderator") for w in office.split())


def interprets(s: Said) -> bool:
    """The turn gives another's words in translation: "(Interpreting.) I have come ..." says again what was said before it."""
    bracket = _OPENING_BRACKET.match(s.text)
    return bracket is not None and any(w in bracket[1].casefold() for w in phrases("speech", "interprets"))


def takes_leave(s: Said, before: Said | None, following: Said | None) -> bool:
    """The last words of the occasion, after the answers: "Thank you, everybody. Mind the step." """
    if following is not None or before is None or before.role == "question" or s.label_kind in CALLS:
        return False
    return s.words <= BACK and not s.asks and opens_with_thanks(s)


def thanks_for_answer(s: Said, following: Said | None) -> bool:
    """A host's thanks to who has answered end the exchange, unless they hand the same question on."""
    handed = following is not None and names_next(s.text[-TAIL:].casefold(), following)
    thanks = s.text.casefold().startswith(tuple(phrases("speech", "thanks")))
    return s.role == "moderation" and not s.asks and thanks and not handed


def turns_to(s: Said, following: Said) -> bool:
    """A host's line, without a question mark, to a guest called by name who then speaks."""
    folded = s.text.casefold()
    return (
        s.words >= SHORT
        and names_next(folded, following)
        and not any(p in folded[-80:] for p in phrases("speech", "floor"))
    )


def thanks_somebody(s: Said) -> bool:
    """There is a word of thanks or courtesy in it."""
    return any(w.casefold() in _thanks() for w in _WORD.findall(s.text))


def is_courtesy(s: Said) -> bool:
    """A bare "Thank you" under a label for questions; no request ("Tell us about the harbour, please")."""
    if s.words > _COURTESY or s.asks or "?" in s.text:
        return False
    folded = s.text.casefold()
    if any(p in folded for p in phrases("speech", "request")):
        return False
    return any(w.casefold() in _thanks() for w in _WORD.findall(s.text)[:2])


def opens_with_thanks(s: Said) -> bool:
    """Its first word is one of thanks or courtesy."""
    first = _WORD.search(s.text)
    return first is not None and first.group(0).casefold() in _thanks()


@lru_cache(maxsize=1)
def _thanks() -> frozenset[str]:
    return phrases("speech", "courtesy")


def hands_over(s: Said, position: int, following: Said | None, asked: bool) -> bool:
    """A short line before somebody else's question that gives the floor: "Livia?", "Yes, please.", "Next question." """
    if following is None or following.voice == s.voice or s.words > CALL:
        return False
    floor = _gives_floor(s)
    if following.label_kind in CALLS:
        if asked and s.words <= 3 and _is_bare_name(s.text):
            return True
        if asked:
            return floor and s.words <= _COURTESY and len(_SENTENCES.findall(s.text.strip())) <= 1
        return (s.words <= SHORT and position > 0 and not _goes_on_to_state(s)) or (floor and s.words <= CALL // 2)
    floor = floor and not _asks_itself(s, following)
    if names_next(s.text[-TAIL:].casefold(), following):
        return not s.asks or floor
    return floor and s.words <= SHORT and not asked


def _asks_itself(s: Said, following: Said) -> bool:
    """What gives the floor by its words is the asker's own announcement: "A first question: who pays for the bridge?" """
    given = list(_floor().finditer(s.text.casefold()))
    rest = s.text[given[-1].end() :] if given else ""
    return s.asks and not following.asks and _count(rest) >= _OWN_QUESTION


def _goes_on_to_state(s: Said) -> bool:
    """Thanks for the floor, then words of his own: "Thank you, Anna. We will build it." """
    words = _WORD.findall(s.text.casefold())[_THANKING:]
    sentences = len(_SENTENCES.findall(s.text.strip()))
    own = not phrases("speech", "first_person").isdisjoint(words)
    return sentences > 1 and own and opens_with_thanks(s) and not s.asks and not _gives_floor(s)


def calls_next(s: Said, following: Said | None, hosts: frozenset[str]) -> bool:
    """Words of somebody else, after the answer, before the next question: they give the floor, or are a host's and short."""
    if following is None or following.label_kind not in CALLS or s.label_kind in CALLS:
        return False
    return (s.words <= CALL // 2 and _gives_floor(s)) or (s.words <= SHORT and s.voice in hosts)


def _gives_floor(s: Said) -> bool:
    return _floor().search(s.text[-TAIL:].casefold()) is not None


@lru_cache(maxsize=1)
def _floor() -> re.Pattern[str]:
    """Phrases that give the floor, as words of their own where a script parts its words."""
    known = sorted(phrases("speech", "floor"), key=len, reverse=True)
    spaced = "|".join(re.escape(p) for p in known if p[0].isascii() or not _UNSPACED.match(p))
    return re.compile(rf"\b(?:{spaced})\b|" + "|".join(re.escape(p) for p in known if _UNSPACED.match(p)))


def _is_bare_name(content: str) -> bool:
    """Nothing but a name with its stop: "Ivo Brandt." gives the floor, "Yes." answers."""
    words = content.strip(" .,?!—–-").split()
    return 1 < len(words) <= 3 and all(w[0].isupper() for w in words)


def names_next(tail: str, following: Said) -> bool:
    """The last words name who speaks next, by the surname of the label or by its office ("Surgeon General, please")."""
    label = following.draft.candidate.label if following.draft.candidate else None
    if label is None:
        return False
    surname = label.name.split()[-1].casefold() if label.name else ""
    if len(surname) > 2 and surname in tail:
        return True
    office = (label.office or label.honorific or label.core).casefold().removeprefix("the ")
    by_office = label.kind in ("name", "office") and " " in office
    return (by_office or label.kind == "moderator") and office in tail


def opens_asking(s: Said) -> bool:
    """A written question read out: it opens with a question word and is short ("What progress the Department has made.")."""
    folded = s.text[:80].casefold()
    return s.words <= CALL and any(folded.startswith(p) for p in phrases("speech", "put_question"))
