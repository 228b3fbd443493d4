"""What a search returns: passages that lead to their turns, counts that refine, and what was not understood."""

from __future__ import annotations

import msgspec


class Fragment(msgspec.Struct, frozen=True):
    """A piece of a passage; `marked` pieces are what matched."""

    text: str
    marked: bool


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One turn that matched (or a passage of a page without turns: `turn_id` is then "").

    `question_id` is the turn that this one answers, so that a hit in an answer can open with its question.
    `passage` is plain text in pieces, some 240 characters around the first matches; "…" stands where words are left out.
    `found_by` is "meaning" where the words alone would not have found it; `near` is then how near it is (a cosine, up to 1).
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
    found_by: str = "words"
    near: float = 0.0


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value with the number of matching turns. `refined` is the query with this value added, ready for an address."""

    name: str
    count: int
    refined: str


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """Values of one field (speaker, role, kind, section, tag, year), most first."""

    field: str
    values: tuple[FacetValue, ...]


class YearCount(msgspec.Struct, frozen=True, kw_only=True):
    """Matching turns of a year, beside all turns of that year, so that a share can be shown. `refined` narrows to it."""

    year: str
    count: int
    total: int
    refined: str


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """A window of hits with what surrounds it. `notes` say in plain words what of the query was not understood
    and how it was read instead; empty when all was. `total` counts all matching turns. `broad` (also among the notes) tells of
    words that stand for too many others, of which the commonest were looked for."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    offset: int
    facets: tuple[Facet, ...]
    years: tuple[YearCount, ...]
    notes: tuple[str, ...]
    broad: tuple[str, ...] = ()
