"""From what a person asks for to a judgement that can be kept: values checked, words quoted, an id made of the content. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import msgspec

from rostra.archive.boundaries import turn_around
from rostra.archive.naming import SECTION_KINDS, SHELVES
from rostra.archive.quoting import Quote, find_first, opening, quote
from rostra.archive.records import Action, Judgement
from rostra.model import Kind, Role, SpeakerKind, Transcript, Turn, UsageError

FIELDS = ("title", "kind", "date", "time", "place", "language")
"""What a judgement of the event may set."""
OF_TURNS = frozenset({"speaker", "role", "answers", "split", "join", "furniture"})
"""Actions that are about words of a page."""
OF_ALL = frozenset({"merge-person", "rename-term", "describe-term"})
"""Actions that are about the whole record."""
_LONGEST_NAME = 300
_LONGEST_WHY = 2_000
_LONGEST_QUOTE = 200_000
"""Characters. Furniture is quoted whole, and a long turn may be furniture."""
_LAST_PLACE = 999
"""In an order that is chosen by hand."""
_TAIL = 80
"""Characters of the turn before, by which a join knows it again."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d( .{1,40})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_SLUG = re.compile(r"[^\s/?#%\\]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def identify(judgement: Judgement) -> str:
    """Its id: twelve characters made of who decided what about which words, when and why, the same in every archive."""
    page = judgement.sha256 or judgement.statement
    content = [page, judgement.action, judgement.value, judgement.quote, judgement.start, judgement.by, judgement.at]
    digest = hashlib.sha256(msgspec.json.encode([*content, judgement.why], order="deterministic")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:12]


def refer(transcript: Transcript, judgement: Judgement) -> Judgement:
    """Quote the words that a judgement of a turn is about, where it does not quote them yet.

    Until then the value may name turns by their ids (`question` of "answers") or words of the turn (`at` of "split", `words` of
    "furniture"); they become quotes, which every archive understands.

    Raises:
        UsageError: there is no such turn, or its words are others.
    """
    if judgement.action not in OF_TURNS or judgement.quote is not None:
        return judgement
    turn = _turn(transcript, judgement.turn)
    value = dict(judgement.value)
    if judgement.action == "speaker" and turn.role in ("note", "heading"):
        raise UsageError(f"{turn.id} is a {turn.role}, which nobody says.", hint="Give it another role as well.")
    words = opening(transcript.text, turn.start, turn.end)
    if judgement.action == "answers" and value.get("question") is not None:
        value["question"] = _question(transcript, turn, value["question"])
    elif judgement.action == "split":
        words = _part(transcript, turn, value.pop("at", ""), inside=True)
    elif judgement.action == "furniture":
        printed = value.pop("words", "")
        whole = quote(transcript.text, turn.start, turn.end)
        words = _part(transcript, turn, printed) if printed else whole
    elif judgement.action == "join":
        following = _next(transcript, turn)
        words = opening(transcript.text, following.start, following.end)
        value["after"] = transcript.turn_text(turn)[-_TAIL:]
    return msgspec.structs.replace(
        judgement, value=value, quote=words.exact, start=words.start, prefix=words.prefix, suffix=words.suffix
    )


def _turn(transcript: Transcript, turn_id: str | None) -> Turn:
    found = next((turn for turn in transcript.turns if turn.id == turn_id), None)
    if found is None:
        raise UsageError(f"There is no turn {turn_id!r}.", hint="Name one as ID/TURN; `rostra show ID` prints them.")
    return found


def _question(transcript: Transcript, turn: Turn, asked: str) -> dict[str, Any]:
    question = _turn(transcript, asked)
    if question.id == turn.id:
        raise UsageError(f"{turn.id} cannot answer itself.", hint="Name the turn of the question.")
    if question.role != "question":
        raise UsageError(f"{asked} is no question but a {question.role}.", hint="Make it one first: --role question.")
    if turn.role != "answer":
        raise UsageError(f"{turn.id} is no answer but a {turn.role}.", hint="Make it one first: --role answer.")
    words: dict[str, Any] = msgspec.to_builtins(opening(transcript.text, question.start, question.end))
    return words


def _part(transcript: Transcript, turn: Turn, words: str, *, inside: bool = False) -> Quote:
    found = find_first(transcript.text, words, turn.start, turn.end) if words.strip() else None
    if found is None:
        hint = f"`rostra show {turn.id}` of the statement prints its words; quote some of them."
        raise UsageError(f"The words {words[:60]!r} are not in turn {turn.id}.", hint=hint)
    before = transcript.text[turn.start : found[0]]
    if inside and not any(char.isalnum() for char in before):
        raise UsageError(
            f"Turn {turn.id} begins with these words.", hint="Quote the words that the second part begins with."
        )
    return quote(transcript.text, *found)


def _next(transcript: Transcript, turn: Turn) -> Turn:
    index = turn_around(transcript, turn.start)
    if index is None or index + 1 >= len(transcript.turns):
        raise UsageError(f"There is no turn after {turn.id}.", hint="Join the turn before it to it instead.")
    return transcript.turns[index + 1]


# checking


def check(judgement: Judgement) -> None:
    """Raise `UsageError` unless the judgement says all that it must, within bounds, and possible things only."""
    _require(bool(judgement.by.strip()), "A judgement needs to say who made it.", "Give a name with --by.")
    _require(bool(judgement.why.strip()), "A judgement needs a reason.", 'Give one with --why "...".')
    _require(
        len(judgement.by) <= _LONGEST_NAME and len(judgement.why) <= _LONGEST_WHY, "The name or the reason is too long."
    )
    _require(judgement.action in get_args(Action), f"There is no action {judgement.action!r}.")
    _require(
        bool(_AT.fullmatch(judgement.at)), f"{judgement.at!r} is no time.", "Write UTC, such as 2026-03-01T12:00:00Z."
    )
    _require(judgement.sha256 is None or bool(_SHA256.fullmatch(judgement.sha256)), "The digest of the page is none.")
    if judgement.action in OF_TURNS:
        whole = len(judgement.quote or "") + len(judgement.prefix) + len(judgement.suffix)
        _require(bool((judgement.quote or "").strip()), "The words that it is about are missing.")
        _require(
            (judgement.start or 0) >= 0 and whole <= _LONGEST_QUOTE, "The words that it is about are out of bounds."
        )
    if judgement.action not in OF_ALL:
        _require(bool(judgement.statement or judgement.sha256), "It does not say which page it is about.")
    names = len(judgement.turn or "") + len(judgement.statement or "")
    undone = judgement.undone
    said = "" if undone is None else undone.by + undone.why + undone.at
    _require(names <= _LONGEST_NAME and len(said) <= _LONGEST_WHY, "An id or the undoing is too long.")
    _require(
        undone is None or bool(_AT.fullmatch(undone.at) and undone.by.strip()), "The undoing does not say who or when."
    )
    _require(set(judgement.value) <= _KEYS[judgement.action], "The value holds what the action does not know.")
    _CHECKS.get(judgement.action, _check_nothing)(judgement.value)


def _require(holds: bool, message: str, hint: str = "") -> None:
    if not holds:
        raise UsageError(message, hint=hint)


def _check_nothing(value: dict[str, Any]) -> None:
    """Split, furniture, "not-transcript", "looked-at" and "withdraw" need no value."""


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_NAME and value.isprintable()


def _check_speaker(value: dict[str, Any]) -> None:
    name, kind, person = value.get("name"), value.get("kind"), value.get("person", "")
    _require(
        kind in get_args(SpeakerKind), f"There is no kind of speaker {kind!r}.", f"Use one of {_all(SpeakerKind)}."
    )
    _require(name is None or _is_name(name), "The speaker's name is empty, too long or not printable.")
    _require((name is None) == (kind == "unknown"), "A speaker without a name is unknown, and one with a name is not.")
    _require(person == "" or _is_slug(person), f"{person!r} is no person's slug.")


def _check_role(value: dict[str, Any]) -> None:
    role = value.get("role")
    _require(role in get_args(Role), f"There is no role {role!r}.", f"Use one of {_all(Role)}.")


def _check_answers(value: dict[str, Any]) -> None:
    if value.get("question", "") is not None:
        try:
            words = msgspec.convert(value.get("question"), Quote)
        except msgspec.ValidationError as error:
            raise UsageError("The question that it answers is not quoted.") from error
        fits = bool(words.exact.strip()) and len(words.exact + words.prefix + words.suffix) <= _LONGEST_WHY
        _require(fits and words.start >= 0, "The question that it answers is not quoted.")


def _check_join(value: dict[str, Any]) -> None:
    after = value.get("after")
    _require(
        isinstance(after, str) and 0 < len(after.strip()) <= _LONGEST_NAME, "The words that it follows are missing."
    )


def _check_field(value: dict[str, Any]) -> None:
    name, new = value.get("field"), value.get("value")
    _require(name in FIELDS, f"There is no field {name!r}.", f"Use one of {', '.join(FIELDS)}.")
    if name == "kind":
        _require(new in get_args(Kind), f"There is no kind {new!r}.", f"Use one of {_all(Kind)}.")
    elif new is not None:
        _require(isinstance(new, str) and bool(new.strip()), f"The {name} is empty.", "Say none to take it away.")
        _require(len(new) <= _LONGEST_WHY and new.isprintable(), f"The {name} is too long or not printable.")
        _require(_FORMS.get(str(name), _anything)(new), f"{new!r} is no {name}.", _EXAMPLES.get(str(name), ""))


def _check_rename(value: dict[str, Any]) -> None:
    old, batch = value.get("from"), value.get("batch", "")
    _require(_is_name(old), "The name that it has now is empty, too long or not printable.")
    _require(value.get("name") is not None and value.get("name") != old, "A speaker is renamed to another name.")
    _require(batch == "" or _is_slug(batch), "The batch is none.")
    _check_speaker(value)


def _check_person(value: dict[str, Any]) -> None:
    _require(_is_name(value.get("name")), "The name is empty, too long or not printable.")
    slug = value.get("person")
    _require(
        slug == "" or _is_slug(slug), f"{slug!r} is no person's slug.", "Use letters, digits and -, as in ada-brandt-2."
    )


def _check_merge(value: dict[str, Any]) -> None:
    slugs = value.get("from"), value.get("into")
    _require(all(map(_is_slug, slugs)), "A merge names two persons by their slugs.", "As in /people/ada-brandt.")
    _require(slugs[0] != slugs[1], f"{slugs[0]} cannot be merged into itself.")


def _check_shelf(value: dict[str, Any]) -> None:
    shelf = value.get("grouping")
    _require(shelf in SHELVES, f"Nothing is filed under a {shelf}.", f"Use one of {', '.join(SHELVES)}.")


def _check_file(value: dict[str, Any]) -> None:
    _check_shelf(value)
    _require(_is_name(value.get("name")), "The name is empty, too long or not printable.")
    _require(isinstance(value.get("holds"), bool), "It does not say whether the statement belongs there.")


def _check_rename_term(value: dict[str, Any]) -> None:
    _check_shelf(value)
    _require(_is_slug(value.get("from")), f"{value.get('from')!r} is no slug.", "As in /tags/ferries.")
    _require(_is_name(value.get("into")), "The new name is empty, too long or not printable.")


def _check_describe_term(value: dict[str, Any]) -> None:
    _check_shelf(value)
    kind, author, said, place = (value.get(name, "") for name in ("kind", "author", "description", "place"))
    _require(_is_slug(value.get("slug")), f"{value.get('slug')!r} is no slug.", "As in /tags/ferries.")
    _require(_is_name(value.get("name")), "The name is empty, too long or not printable.")
    _require(kind in SECTION_KINDS, f"There is no kind of section {kind!r}.", "Use column, collection or feed.")
    _require(not kind or value["grouping"] == "section", "Only sections are of a kind.")
    _require(author == "" or _is_name(author), "The author's name is too long or not printable.")
    fits = isinstance(said, str) and len(said) <= _LONGEST_WHY and said.replace("\n", "").isprintable()
    _require(said == "" or fits, f"The description is longer than {_LONGEST_WHY} characters, or not printable.")
    counts = type(place) is int and 0 <= place <= _LAST_PLACE
    _require(place == "" or counts, "The place is no number.", f"Give a number from 1 to {_LAST_PLACE}, or none.")


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NAME and bool(_SLUG.fullmatch(value))


def is_date(text: str) -> bool:
    """Whether it is a year, a month or a day that the calendar has, in ISO 8601."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


def _anything(text: str) -> bool:
    return True


def _all(names: Any) -> str:
    return ", ".join(get_args(names))


_FORMS: dict[str, Callable[[str], Any]] = {"date": is_date, "time": _TIME.fullmatch, "language": _LANGUAGE.fullmatch}
_EXAMPLES = {
    "date": "Write 2014, 2014-08 or 2014-08-06.",
    "time": "Write 14:44.",
    "language": "Write a tag such as en.",
}
_KEYS: dict[str, set[str]] = {
    "speaker": {"name", "kind", "person"},
    "role": {"role"},
    "answers": {"question"},
    "split": set(),
    "join": {"after"},
    "furniture": set(),
    "field": {"field", "value"},
    "not-transcript": set(),
    "person": {"name", "person"},
    "rename": {"from", "name", "kind", "person", "batch"},
    "looked-at": set(),
    "file": {"grouping", "name", "holds"},
    "withdraw": set(),
    "merge-person": {"from", "into"},
    "rename-term": {"grouping", "from", "into"},
    "describe-term": {"grouping", "slug", "name", "kind", "author", "description", "place"},
}
_CHECKS: dict[str, Callable[[dict[str, Any]], None]] = {
    "speaker": _check_speaker,
    "role": _check_role,
    "answers": _check_answers,
    "join": _check_join,
    "field": _check_field,
    "person": _check_person,
    "rename": _check_rename,
    "file": _check_file,
    "merge-person": _check_merge,
    "rename-term": _check_rename_term,
    "describe-term": _check_describe_term,
}
