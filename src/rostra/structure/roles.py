"""Roles: statement, question, answer or moderation, from who speaks, what was asked before, and how it is said.

Read in order: a label for a question asks; a person who speaks while a question is open answers it; a short line
that hands over to
the next question moderates. Among named speakers (an interview, a hearing, a sitting) who asks is told by the
questions themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import msgspec

from rostra.lexicon import phrases
from rostra.model import Role
from rostra.structure.decode import Draft
from rostra.structure.labels import CALLS, HALL
from rostra.structure.moves import (
    BACK,
    CALL,
    TAIL,
    Said,
    calls_next,
    hands_over,
    interprets,
    is_courtesy,
    is_host,
    names_next,
    opens_asking,
    opens_with_thanks,
    read_said,
    takes_leave,
    thanks_for_answer,
    thanks_somebody,
    turns_to,
)
from rostra.structure.names import bare_office
from rostra.structure.speakers import Attribution
from rostra.structure.unlabelled import CONVERSED

_LONGEST_SEATING = 120  # characters of a note that tells who presides
_LONGEST_SEAT = 6  # words of who presides, as a note calls him
_MOST_HOSTS = 8  # voices of an interview with its guest
_FEW_OF_THE_HALL = 0.1  # share of an interview's turns that somebody of the hall may ask
_HEARD = 0.6  # share of a host's turns after which the guest speaks
_INTERJECTION = 3  # words: "Well, yeah --" of an interviewer asks nothing


def assign_roles(
    text: str, drafts: list[Draft], who: list[Attribution | None], principal: str | None = None
) -> list[Role]:
    """The role of each draft, in their order. `principal` is whom an interview is with, ``None`` when the page is no
    interview."""
    said = [read_said(text, d, a) for d, a in zip(drafts, who, strict=True)]
    speech = [s for s in said if s.draft.kind == "speech"]
    for aside in said:
        if aside.draft.kind != "speech":
            aside.role = "note" if aside.draft.kind == "note" else "heading"
    _keep_clips_apart(said)
    speech = [s for s in speech if not s.clipped]
    askers = _interviewers(speech, principal)
    if any(s.draft.rule in CONVERSED for s in speech):
        _alternate(speech)
    else:
        _in_order(speech, askers, frozenset())
        leaders = _leaders(speech)
        if leaders or _hosts_of(speech):
            _in_order(speech, askers, leaders)
    _thank(speech)
    return [s.role for s in said]


def unseat_chairs(drafts: list[Draft]) -> None:
    """A president who is asked and answers presides over nothing here: his label is read as an office.

    Told by what stands before his turns: questions of the hall. Who gives the floor to them stands behind answers.
    """
    speech = [d for d in drafts if d.kind == "speech"]
    kinds = [d.candidate.label.kind if d.candidate else "" for d in speech]
    asked: dict[str, list[bool]] = defaultdict(list)
    for i, draft in enumerate(speech):
        if kinds[i] == "chair" and draft.candidate is not None:
            asked[draft.candidate.label.core].append(i > 0 and kinds[i - 1] in CALLS)
    answering = {core for core, turns in asked.items() if sum(turns) > 1 and sum(turns) >= 0.5 * len(turns)}
    for draft in speech:
        if draft.candidate is not None and draft.candidate.label.core in answering:
            label = msgspec.structs.replace(draft.candidate.label, kind="office")
            draft.candidate = msgspec.structs.replace(draft.candidate, label=label)


def seat_chairs(text: str, drafts: list[Draft]) -> None:
    """Whom a note puts in the chair, presides: "[THE WARDEN in the Chair]" tells what the label "The Warden" is."""
    notes = (text[d.start : d.end] for d in drafts if d.kind == "note" and d.end - d.start < _LONGEST_SEATING)
    told = (note.casefold() for note in notes if any(p in note.casefold() for p in phrases("speech", "presides")))
    seated = {run for note in told for run in _runs(note)}
    for draft in drafts if seated else ():
        label = draft.candidate.label if draft.candidate is not None else None
        if draft.candidate is None or label is None or label.kind not in ("office", "name"):
            continue
        if " ".join(re.findall(r"\w+", bare_office(label.core))) in seated:
            seat = msgspec.structs.replace(label, kind="chair")
            draft.candidate = msgspec.structs.replace(draft.candidate, label=seat)


def _runs(text: str) -> set[str]:
    """All runs of one to six words of a short text."""
    words = re.findall(r"\w+", text)
    return {" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, _LONGEST_SEAT + 1)}


def _keep_clips_apart(said: list[Said]) -> None:
    """Mark the speech between the notes that begin and end a recording: it states, and answers nobody here."""
    playing = False
    for s in said:
        if s.role == "note":
            words = re.findall(r"\w+", s.text.casefold())
            if any(clip in " ".join(words) for clip in phrases("speech", "clip")):
                playing = words[0] not in phrases("speech", "clip_end")
        s.clipped = playing and s.draft.kind == "speech"


def _thank(speech: list[Said]) -> None:
    """A bare thanks by who leads the occasion moderates; by anyone else it is a statement.

    Who leads has given the floor, or opened the occasion with several named voices in it.
    """
    leaders = {s.voice for s in speech if s.role == "moderation" and s.voice}
    named = {s.voice for s in speech if s.who is not None and s.who.kind == "person"}
    questions = any(s.label_kind in HALL for s in speech)
    if len(named) > 1 and questions and speech[0].who is not None and speech[0].who.kind == "person":
        leaders.add(speech[0].voice)
    for s in speech[1:]:
        if s.role in ("statement", "answer") and s.voice in leaders and is_courtesy(s) and opens_with_thanks(s):
            s.role = "moderation"


def _interviewers(speech: list[Said], principal: str | None) -> frozenset[str]:
    """The named voices that mostly ask: of a conversation of few voices without labels for questions, those whose
    turns ask at least
    twice as often as the others' and are shorter."""
    hall = sum(s.label_kind in HALL for s in speech)
    if hall and (principal is None or hall > _FEW_OF_THE_HALL * len(speech)):
        return frozenset()
    hosts = frozenset(s.voice for s in speech if is_host(s) and s.asks)
    turns: dict[str, list[Said]] = defaultdict(list)
    for s in speech:
        if s.voice and s.who is not None and s.who.kind in ("person", "unknown", "moderator"):
            turns[s.voice].append(s)
    if hosts:
        return hosts.union(_hosts_beside(speech, turns, principal) if principal in turns else ())
    if principal in turns and 2 <= len(turns) <= _MOST_HOSTS:
        others = [v for v in turns if v != principal and len(turns[v]) >= 3]
        first = [max(others, key=lambda v: sum(s.asks for s in turns[v]))] if others else []
        return frozenset([*first, *_hosts_beside(speech, turns, principal)])
    if not 2 <= len(turns) <= 5:
        return frozenset()
    rate = {v: sum(s.asks for s in ss) / len(ss) for v, ss in turns.items() if len(ss) >= 3}
    length = {v: sum(s.words for s in ss) / len(ss) for v, ss in turns.items()}
    if len(rate) < 2:
        return frozenset()
    asker = max(rate, key=lambda v: rate[v])
    others = [v for v in rate if v != asker]
    if rate[asker] >= 0.35 and all(rate[asker] >= 2 * rate[v] and length[asker] <= 1.2 * length[v] for v in others):
        return frozenset({asker})
    return frozenset()


def _hosts_beside(speech: list[Said], turns: dict[str, list[Said]], principal: str | None) -> list[str]:
    """Those of several hosts who ask at times, and after whom the guest speaks mostly: a second guest follows on questions."""
    heard: dict[str, int] = defaultdict(int)
    for s, following in pairwise(speech):
        heard[s.voice] += following.voice == principal
    return [
        voice
        for voice, said in turns.items()
        if voice != principal and any(s.asks for s in said) and heard[voice] >= _HEARD * len(said)
    ]


def _alternate(speech: list[Said]) -> None:
    """A conversation without labels: the side in other type asks, or of two sides in dashes the one that asks more often."""
    if any(s.draft.rule.endswith("-question") for s in speech):
        for s in speech:
            s.role = (
                "question"
                if s.draft.rule.endswith("-question")
                else "answer"
                if s.draft.rule in ("plain-answer", "weak-answer")
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
        if s.voice and s.label_kind not in CALLS:
            turns[s.voice].append(s)
    return frozenset(
        v for v, ss in turns.items() if len(ss) > 1 and sum(s.role == "moderation" for s in ss) >= max(2, 0.5 * len(ss))
    )


def _in_order(speech: list[Said], askers: frozenset[str], leaders: frozenset[str]) -> None:
    hosts = _hosts_of(speech)  # as the pass before has told
    open_question: Said | None = None
    answerer = ""  # who has answered the open question
    for i, s in enumerate(speech):
        following = speech[i + 1] if i + 1 < len(speech) else None
        before = speech[i - 1] if i else None
        answered = answerer not in ("", s.voice)  # by somebody else
        if _leads(s, leaders - askers, following) or (answered and calls_next(s, following, hosts)):
            s.role = "moderation"
        elif answerer and takes_leave(s, before, following):
            s.role = "statement"
        elif answered and s.label_kind not in CALLS and is_courtesy(s) and opens_with_thanks(s):
            s.role = "moderation"
        elif before is not None and before.voice != s.voice and interprets(s):
            s.role = before.role
        else:
            s.role = _role(s, i, open_question, following, askers)
        if s.role in ("statement", "answer") and _was_called_to_ask(s, before, following):
            s.role = "question"
        if s.role == "question":
            open_question = s
            answerer = ""
        elif s.role == "answer":
            answerer = s.voice
        elif open_question is not None and (
            _closes(s, open_question)
            or (answerer and s.label_kind in CALLS)
            or (answered and thanks_for_answer(s, following))
        ):
            open_question = None  # "Q Thank you." after an answer ends the exchange


def _hosts_of(speech: list[Said]) -> frozenset[str]:
    """Voices that have given the floor twice at least, whatever else they say."""
    given: dict[str, int] = defaultdict(int)
    for s in speech:
        given[s.voice] += s.role == "moderation" and s.label_kind not in CALLS
    return frozenset(voice for voice, count in given.items() if voice and count > 1)


def _leads(s: Said, leaders: frozenset[str], following: Said | None) -> bool:
    """A short turn of who presides: a call to order, thanks, the next item."""
    if s.voice not in leaders or s.words > CALL:
        return False
    return following is None or following.voice != s.voice


def _was_called_to_ask(s: Said, before: Said | None, following: Said | None) -> bool:
    """The chair has just said that this speaker has a question."""
    if before is None or following is None or before.role != "moderation" or following.voice in (s.voice, before.voice):
        return False
    return (
        s.words <= 200
        and any(w in before.text[-TAIL:].casefold() for w in phrases("speech", "question_word"))
        and names_next(before.text[-TAIL:].casefold(), s)
    )


def _closes(s: Said, question: Said) -> bool:
    """A new statement closes the exchange, and so does an asker with a name who goes on to something else."""
    named = question.label_kind not in CALLS
    if s.role == "statement":
        return s.words > CALL or (named and s.voice == question.voice and s.words > _INTERJECTION)
    return named and s.role == "moderation"


def _role(s: Said, position: int, open_question: Said | None, following: Said | None, askers: frozenset[str]) -> Role:
    if s.label_kind in CALLS:
        return "statement" if is_courtesy(s) else "question"
    if s.label_kind == "answer":
        return "answer"
    if s.voice in askers and s.label_kind != "moderator":
        return _interviewer_role(s, position, following)
    if s.label_kind == "moderator":
        asked_of = s.voice in askers and following is not None and (s.asks or turns_to(s, following))
        return "question" if asked_of else "moderation"
    if s.label_kind == "chair":
        return "moderation"
    if s.label_kind == "group":
        return "question" if s.asks and following is not None and following.voice != s.voice else "statement"
    if s.draft.candidate is None and not s.draft.continued:
        return "statement"
    asked = open_question is not None and open_question.voice != s.voice
    if hands_over(s, position, following, asked):
        return "moderation"
    if asked and open_question is not None and _is_answered(s, open_question, askers):
        return "answer"
    if (s.asks or opens_asking(s)) and _asks_another(s, following):
        return "question"
    if asked:
        return "answer"
    if open_question is not None and s.draft.continued:
        return "answer"
    return "statement"


def _is_answered(s: Said, question: Said, askers: frozenset[str]) -> bool:
    """Who speaks after a question of the hall, or of an interviewer, answers it even if he asks on the way or at the end."""
    return question.voice in askers or (question.label_kind in HALL and s.words > BACK)


def _interviewer_role(s: Said, position: int, following: Said | None) -> Role:
    if s.asks:
        return "question"
    if position == 0 or following is None or _is_farewell(s, following):
        return "moderation" if s.words <= CALL else "statement"
    return "question" if s.words > _INTERJECTION else "statement"


def _is_farewell(s: Said, following: Said) -> bool:
    """An interviewer's thanks at the end, to which the guest says no more than his own."""
    return s.words <= CALL and thanks_somebody(s) and is_courtesy(following)


def _asks_another(s: Said, following: Said | None) -> bool:
    """A named speaker's question: another named voice goes on, and what was asked is not an aside in a long speech."""
    if following is None or following.voice == s.voice or following.label_kind in (*CALLS, "group"):
        return False
    return s.words <= 150
