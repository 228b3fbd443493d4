"""What the record hands out: frozen views of what it keeps, ready for a page or a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from rostra.model import Capture, Document, Transcript, Withdrawal

Outcome = Literal["added", "changed", "reread", "unchanged"]
ChangeKind = Literal["words", "cosmetic", "around", ""]
"""Of a version against the one before: words said, cosmetic alone, only what surrounds the statement; "" where nothing changed or
there is nothing before."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One page on its way into the record: the capture and what was made of it.

    `address` is the canonical address that the page states for itself, ``None`` when it states none or states
    one that cannot be the page's own (a site's front page).
    `persons` maps each speaker's or participant's name in the transcript to the slug of the person ("" = not a person).
    `parser` names what made the transcript, so that a newer one is known to be worth another reading ("" = unnamed).
    `notice` is what the page itself says of its last change, ``None`` when it says nothing.
    """

    capture: Capture
    document: Document
    transcript: Transcript
    address: str | None = None
    persons: dict[str, str] = msgspec.field(default_factory=dict)
    parser: str = ""
    notice: str | None = None


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an entry. `changed_turns` counts turns that are new or have other words than in the former version."""

    statement_id: str
    outcome: Outcome
    version: int
    changed_turns: int = 0


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a page's words. `added_at` is ISO 8601 UTC.

    `change` tells of what kind the change against the version before is, "" for the first. `notice` is what the page says of it.
    `sequence` is that of the change by which it came, 0 where it came before that was noted.
    """

    number: int
    sha256: str
    uri: str
    media_type: str
    captured_at: str | None
    added_at: str
    changed_turns: int
    change: ChangeKind = ""
    notice: str | None = None
    sequence: int = 0


class StatementCard(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as a line in a list. `views` adds the page's printed count to this site's own. `title` is "" when the page
    states none.

    `speakers` are the names of persons who speak, in order of appearance. `excerpt` is the first 300 characters or so of
    what was said (or of the text, for a page without turns). `doubt` is 0 (sure) to 1: the share of speech turns with
    confidence below 0.5 or a speaker unknown.
    """

    id: str
    title: str
    kind: str
    date: str | None
    time: str | None
    place: str | None
    language: str | None
    speakers: tuple[str, ...]
    sections: tuple[str, ...]
    category: str | None
    tags: tuple[str, ...]
    turns: int
    questions: int
    views: int
    excerpt: str
    doubt: float
    version: int
    added_at: str
    updated_at: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement whole: its card, its transcript under permanent turn ids, where it came from, and its versions (oldest first).
    `withdrawal` is the notice that readers see instead; ``None`` while they see the statement."""

    card: StatementCard
    transcript: Transcript
    versions: tuple[Version, ...]
    persons: dict[str, str]
    address: str | None
    withdrawal: Withdrawal | None = None

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.card.id

    @property
    def arrived(self) -> int:
        """The sequence of the change by which the present words came: a new page, or one whose words were changed. A page that
        is read anew, or whose surroundings alone changed, has not arrived again."""
        return max((each.sequence for each in self._coming), default=0)

    @property
    def arrived_at(self) -> str:
        """When that was, by the clock: ISO 8601 UTC; "" without versions. Of archives of before arrivals were noted (`arrived` is
        0) it is all that tells their order."""
        return max((each.added_at for each in self._coming), default="")

    @property
    def _coming(self) -> Iterator[Version]:
        return (each for each in self.versions if each.number == 1 or each.change == "words")


class TurnCard(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as it stands in a list: its statement's card, what the record says of it, and its words from `start` to `end` of the
    text (furniture among them), as `asked` are those of the question that it answers ("" where it answers none)."""

    card: StatementCard
    turn: str
    role: str
    speaker: str | None
    person: str
    start: int
    end: int
    answers: str | None
    text: str
    asked: str


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A version by which a page's words were changed. `quiet` is true when the page says nothing (new) of a change."""

    card: StatementCard
    version: Version
    quiet: bool


class EditPage(msgspec.Struct, frozen=True, kw_only=True):
    """A window of the edits, newest first: `total` counts all, `items` are those from `offset`."""

    items: tuple[Edit, ...]
    total: int
    offset: int


class StatementPage(msgspec.Struct, frozen=True, kw_only=True):
    """A window of a list: `total` counts all that match, `items` are those from `offset`."""

    items: tuple[StatementCard, ...]
    total: int
    offset: int


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A name with the number of statements that carry it. `slug` is its permanent part of an address."""

    slug: str
    name: str
    count: int


class MonthTally(msgspec.Struct, frozen=True, kw_only=True):
    """Statements whose event fell in `month` ("2014-08"); month "" counts the undated ones."""

    month: str
    count: int


class YearTally(msgspec.Struct, frozen=True, kw_only=True):
    """Statements whose event fell in `year` ("2014"); year "" counts the undated ones."""

    year: str
    count: int


class PersonCard(msgspec.Struct, frozen=True, kw_only=True):
    """A person as the record knows them. `offices` are as printed, most frequent first; `names` are all spellings met."""

    slug: str
    name: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    statements: int
    turns: int
    answers: int
    first: str | None
    last: str | None


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office of a person as pages print it, the first and last day on which one did (``None`` where no page is dated), and
    in how many statements. `affiliation` is the country or body named with it."""

    name: str
    affiliation: str | None
    statements: int
    first: str | None
    last: str | None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A person in outline. `offices` stand by their first day; `askers` count the questions that each put to the person (`slug`
    is "" for one who is nobody known); `topics` are the tags of the person's statements. Each is empty where nothing is known."""

    offices: tuple[Office, ...]
    askers: tuple[Tally, ...]
    topics: tuple[Tally, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """The size of a record. `kinds`, `languages`, `issues` are counted by name, most frequent first."""

    statements: int
    turns: int
    questions: int
    answers: int
    captures: int
    persons: int
    size_bytes: int
    first: str | None
    last: str | None
    kinds: tuple[Tally, ...]
    languages: tuple[Tally, ...]
    issues: tuple[Tally, ...]


Action = Literal[
    "speaker",
    "role",
    "answers",
    "split",
    "join",
    "furniture",
    "field",
    "not-transcript",
    "person",
    "rename",
    "looked-at",
    "file",
    "withdraw",
    "merge-person",
    "rename-term",
    "describe-term",
]
JudgementState = Literal["applied", "unmet", "undone"]


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """Who took a judgement back, when and why."""

    by: str
    at: str
    why: str = ""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a statement, or (`statement` ``None``) about persons, sections, categories or tags in the whole
    record.

    `value` is as the `action` wants it (``docs/record.md``). `turn` is the turn's id when it was judged; the words judged are
    `quote`, which stood at `start`, between `prefix` and `suffix`; all are ``None`` for a judgement of the page as a whole.
    `sha256` names the bytes that were judged, by which the page is known in every archive. `id` is made of the content. `note`
    says why it is unmet.
    """

    action: Action
    by: str
    why: str
    value: dict[str, Any] = msgspec.field(default_factory=dict)
    statement: str | None = None
    turn: str | None = None
    quote: str | None = None
    start: int | None = None
    prefix: str = ""
    suffix: str = ""
    sha256: str | None = None
    version: int | None = None
    at: str = ""
    id: str = ""
    state: JudgementState = "applied"
    note: str | None = None
    undone: Undone | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a judgement: as kept, and the ids of the statements that changed by it."""

    judgement: Judgement
    changed: tuple[str, ...] = ()


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of judgements from a file: `new` ones, those `known` already, those `undone` here because the file says so, and
    the ids of `unmet` ones and of those whose page is not in this record (`missing`); import them again once it is."""

    new: int = 0
    known: int = 0
    undone: int = 0
    unmet: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """A line of the change log that derived stores follow. `sequence` only ever grows."""

    sequence: int
    statement_id: str
