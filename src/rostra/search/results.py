"""What a search returns: passages that lead to their turns, counts that refine, and what was not understood."""

from __future__ import annotations

import msgspec


class Fragment(msgspec.Struct, frozen=True):
    """A piece of a passage; `marked` pieces are what matched."""

    text: str
    marked: bool


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What a word or phrase of the query met. `asked` is as typed, `found` the forms that stand there ("harvests", at most three).
    `where` is "text" for what was said, "title", or "question" for the one that is answered."""

    asked: str
    found: tuple[str, ...]
    where: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One turn that matched (or a passage of a page without turns: `turn_id` is then "").

    `question_id` is the turn that this one answers, so that a hit in an answer can open with its question.
    `passage` is plain text in pieces, some 240 characters around the first matches; "…" stands where words are left out.
    `why` tells what each part of the query met; empty where the query names no words. `question` is a passage of the question that
    this answers, where the query asked for something in it; empty otherwise.
    `found_by` is "meaning" where the words alone would not have found it, and "some words" where it is not near either, but has
    some of them; `near` is then how near it is (a cosine, up to 1).
    """

    statement_id: str
    turn_id: str
    title: str
    kind: str
    role: str
    speaker: str | None
    person: str
    date: str | None
    place: str | None
    score: float
    passage: tuple[Fragment, ...]
    question_id: str | None = None
    why: tuple[Why, ...] = ()
    question: tuple[Fragment, ...] = ()
    found_by: str = "words"
    near: float = 0.0


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value with the number of matching turns. `refined` is the query with this value added, ready for an address; of one that
    is `chosen` already, the query without it."""

    name: str
    count: int
    refined: str
    chosen: bool = False


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the conditions that a turn must meet. `text` is how it is typed; a condition on one field has that `field` and the
    `value` asked of it, others have "" and `text`. `excluded` is what must not be. `without` is the query without this condition.
    """

    text: str
    field: str
    value: str
    excluded: bool
    without: str


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """Values of one field (speaker, role, kind, section, tag, country, place, language), most first."""

    field: str
    values: tuple[FacetValue, ...]


class YearCount(msgspec.Struct, frozen=True, kw_only=True):
    """Matching turns of a year, beside all turns of that year, so that a share can be shown. `refined` narrows to it."""

    year: str
    count: int
    total: int
    refined: str


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A query with words spelled otherwise, and how many turns it finds."""

    query: str
    total: int


class MonthCount(msgspec.Struct, frozen=True, kw_only=True):
    """Matching turns of a month ("2014-08"), beside all turns of that month. `refined` narrows to it."""

    month: str
    count: int
    total: int
    refined: str


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """A window of hits with what surrounds it. `notes` say in plain words what of the query was not understood
    and how it was read instead; empty when all was. `total` counts all matching turns. `broad` (also among the notes) tells of
    words that stand for too many others, of which the commonest were looked for.
    `parts` are the conditions that were understood; `months` count the one year that is asked for, and are empty otherwise.
    `suggestions` are other spellings that find more; empty unless little was found."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    offset: int
    facets: tuple[Facet, ...]
    years: tuple[YearCount, ...]
    notes: tuple[str, ...]
    broad: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    months: tuple[MonthCount, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Turns that belong together. `name` is the statement's title (which may be ""), or the speaker's name. `total` counts those
    that match, `hits` are the first of them (of a pair the question and its answers, whichever matched). `refined` is the query
    that finds them all; "" where no query does."""

    name: str
    total: int
    hits: tuple[Hit, ...]
    refined: str = ""


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """A window of groups by "statement", "speaker" or "pair". `total` counts all matching turns; `more` tells that there are
    further groups; `notes` are as in `Results`."""

    query: str
    by: str
    groups: tuple[Group, ...]
    total: int
    offset: int
    more: bool
    notes: tuple[str, ...]
