"""Writing here: a draft becomes a page of Markdown, and goes the way of every page: captured, read, structured, kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, get_args

import msgspec

from rostra.api.opened import Opened
from rostra.archive.deciding import is_date
from rostra.archive.publishing import MOST_COLLECTED, MOST_PINS, Draft, DraftFields, Pin
from rostra.archive.records import Statement
from rostra.model import Capture, Kind, NotFoundError, Transcript, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "rostra://written/"
"""Before a draft's id: by it all texts of one draft are versions of one statement."""
LONGEST_BODY = 400_000
LONGEST_FIELD, MOST_VALUES = 300, 20
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)
_DRAFT_ID = re.compile(r"[0-9a-f]{12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Writing(Opened):
    """Drafts, what they look like as statements, and their way into the record; what is pinned."""

    def add_draft(self, fields: DraftFields, body: str, *, by: str, draft_id: str = "") -> Draft:
        """Begin one. Under an id of `new_draft_id` the same text makes one draft, however often it comes. Raises `UsageError` for
        fields that say nothing that can be kept, for another text under that id, and for what is no such id."""
        if draft_id and not _DRAFT_ID.fullmatch(draft_id):
            raise UsageError("That is no id of a draft.", hint="Open the form anew.")
        return self.record.add_draft(_checked(fields), _bounded(body), by=by, draft_id=draft_id)

    def save_draft(self, draft_id: str, fields: DraftFields, body: str, *, by: str, revision: int) -> Draft:
        """Write on. Raises `NotFoundError`, `UsageError`; also where somebody else saved since `revision`."""
        return self.record.save_draft(draft_id, _checked(fields), _bounded(body), by=by, revision=revision)

    def drafts(self) -> tuple[Draft, ...]:
        """All that is written here, changed last first."""
        return self.record.drafts()

    def get_draft(self, draft_id: str) -> Draft:
        """Raises `NotFoundError`."""
        return self.record.get_draft(draft_id)

    def remove_draft(self, draft_id: str, *, revision: int | None = None) -> None:
        """Throw away what was never published. Raises `NotFoundError`, `UsageError`; also where somebody else saved since
        `revision`, where it is given."""
        self.record.remove_draft(draft_id, revision=revision)

    def preview(self, fields: DraftFields, body: str, *, name: str = "preview") -> Transcript:
        """What would be read of it; nothing is kept. Raises `UsageError`, and `ReadError` for what is no page."""
        from rostra.pipeline.adding import make_entry

        return make_entry(_capture(name, _checked(fields), _bounded(body))).transcript

    def without_faults(self, fields: DraftFields) -> DraftFields:
        """Those that can be kept; what is too long is cut, and what cannot be kept is left out."""
        kept = {}
        for name, given in msgspec.structs.asdict(fields).items():
            value = _flat(given)
            try:
                _checked(DraftFields(**{name: value}))  # type: ignore[arg-type]
            except UsageError:
                continue
            kept[name] = value
        return DraftFields(**kept)  # type: ignore[arg-type]

    def preview_statement(self, fields: DraftFields, body: str, *, name: str = "preview") -> Statement:
        """The statement that it would become; nothing is kept. Raises `UsageError`, and `ReadError` for what is no page."""
        from rostra.archive.previewing import as_statement
        from rostra.pipeline.adding import make_entry

        return as_statement(make_entry(_capture(name, _checked(fields), _bounded(body))), name)

    def publish(self, draft_id: str) -> Draft:
        """Make the draft's present text the statement's current version; doing it twice makes nothing twice. Where somebody else
        published a later text of it in the meantime, that one stays.

        Raises:
            NotFoundError: there is no such draft.
            UsageError: it lacks a title or words.
            ReadError: it cannot be read.
        """
        return self._publish(self.record.get_draft(draft_id)) or self.record.get_draft(draft_id)

    def _publish(self, draft: Draft, *, due: str | None = None) -> Draft | None:
        """The draft as it is then; ``None`` where it is not to be published, see `Publisher.publish_draft`."""
        from rostra.pipeline.adding import make_entry

        check_ready(draft.fields, draft.body)
        entry = make_entry(_capture(draft.id, draft.fields, draft.body))
        return self.record.publish_draft(draft.id, entry, revision=draft.revision, due=due)

    def schedule(self, draft_id: str, publish_at: str | None) -> None:
        """Publish it at a time (ISO 8601, UTC where it names no zone), or not by itself. Raises `NotFoundError`, `UsageError`; also
        for a time that is past, which says nothing of when."""
        if publish_at is None:
            return self.record.schedule(draft_id, None)
        draft = self.record.get_draft(draft_id)
        check_ready(draft.fields, draft.body)
        moment = _moment(publish_at)
        check_coming(moment, _time(datetime.now(UTC)))
        return self.record.schedule(draft_id, moment)

    def publish_due(self) -> Iterator[tuple[Draft, str]]:
        """Publish what is due, one after another, each with what went wrong ("" when nothing did). What cannot be published stays
        due; what was held back, put off or written on meanwhile is left alone. Any number of programs may do so at once: a text of
        a draft is one page to the record, whoever brings it."""
        from rostra.pipeline.workers import PAGE_LIMIT_S, Failure, run_safely

        at = _time(datetime.now(UTC))
        for listed in self.record.due_drafts(at):
            done = run_safely(partial(self._publish_if_due, listed.id, at), listed.id, PAGE_LIMIT_S)
            if isinstance(done, Failure):
                yield listed, f"{done.message} {done.hint}".strip()
            elif done:
                yield done, ""

    def _publish_if_due(self, draft_id: str, at: str) -> Draft | None:
        """``None`` for one that others published, held back or threw away since it was listed."""
        try:
            draft = self.record.get_draft(draft_id)
        except NotFoundError:
            return None
        return self._publish(draft, due=at) if draft.is_due(at) else None

    def pin(self, place: str, statement_id: str, *, by: str) -> None:
        """Let a statement stand first on the home page ("") or in a section (its slug). Raises `NotFoundError`, and `UsageError`
        where as many do as may: few, but for a collection, whose order this is."""
        chosen = any(each.slug == place and each.kind == "collection" for each in self.record.rubrics("section"))
        self.record.pin(place, statement_id, by=by, most=MOST_COLLECTED if chosen else MOST_PINS)

    def move_pin(self, place: str, statement_id: str, by: int) -> None:
        """Let it stand so many further down among what is pinned there; up, where negative. Raises `NotFoundError`."""
        self.record.move_pin(place, statement_id, by)

    def unpin(self, place: str, statement_id: str) -> None:
        """Let it stand where it would."""
        self.record.unpin(place, statement_id)

    def pins(self, place: str | None = None) -> tuple[Pin, ...]:
        """What is pinned in a place, or everywhere, in order."""
        return self.record.pins(place)


def check_ready(fields: DraftFields, body: str) -> None:
    """Raises `UsageError` for what is not yet fit to be published."""
    if not fields.title.strip() or not body.strip():
        raise UsageError("It has no title or no words yet.", hint="Give it both, then publish it.")


def to_markdown(name: str, fields: DraftFields, body: str) -> str:
    """The page as it is captured: front matter, and the words as they were typed."""
    told = [("title", fields.title), ("date", fields.date), ("time", fields.time), ("place", fields.place)]
    told += [("kind", fields.kind), ("language", fields.language), ("category", fields.category), ("draft", name)]
    lines = [f"{key}: {_quoted(value)}" for key, value in told if value]
    for key, values in (("sections", fields.sections), ("tags", fields.tags), ("speakers", fields.participants)):
        if values:
            lines += [f"{key}:", *(f"- {_quoted(value)}" for value in values)]
    return "\n".join(("---", *lines, "---", body.replace("\r\n", "\n").strip(), ""))


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _capture(name: str, fields: DraftFields, body: str) -> Capture:
    return Capture(
        uri=ADDRESS + name,
        content=to_markdown(name, fields, body).encode("utf-8", "replace"),
        media_type="text/markdown",
        captured_at=_time(datetime.now(UTC)),
    )


def _checked(fields: DraftFields) -> DraftFields:
    """The fields, each on one line. Raises `UsageError` for what is too long or impossible."""
    for name in ("title", "place", "category"):
        if len(_line(getattr(fields, name))) > LONGEST_FIELD:
            hint = f"It is longer than {LONGEST_FIELD:,} characters."
            raise UsageError(f"The {name} is too long or not printable.", hint=hint)
    flat = {name: _flat(value) for name, value in msgspec.structs.asdict(fields).items()}
    checked = DraftFields(**flat)  # type: ignore[arg-type]
    for value, form, what, like in (
        (checked.date, is_date, "date", "2031-05-04"),
        (checked.time, _CLOCK.fullmatch, "time", "14:30"),
        (checked.language, _LANGUAGE.fullmatch, "language", "en"),
    ):
        if value and form is is_date and _DAY.fullmatch(value) and not form(value):
            hint = "Correct it, or leave it out."
            raise UsageError(f"The calendar has no {value}.", hint=hint)
        if value and not form(value):
            raise UsageError(f"The {what} is not understood.", hint=f"Write it like {like}, or leave it out.")
    if checked.kind and checked.kind not in get_args(Kind):
        raise UsageError("There is no such kind.", hint="Choose one of the list.")
    return checked


def _flat(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return _line(value)[:LONGEST_FIELD]
    flat = [_flat(each) for each in value]
    return tuple(dict.fromkeys(each for each in flat if isinstance(each, str) and each))[:MOST_VALUES]


def _line(value: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _bounded(body: str) -> str:
    if len(body) > LONGEST_BODY:
        raise UsageError(f"It is longer than {LONGEST_BODY:,} characters.", hint="Part it into several statements.")
    return body


def _moment(given: str) -> str:
    try:
        moment = datetime.fromisoformat(given.strip())
        return _time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise UsageError("That is no time.", hint="Write it like 2031-05-04T10:00.") from error


def check_coming(publish_at: str, at: str) -> None:
    """Raises `UsageError` for a time before the minute of `at`: forms know no seconds."""
    if publish_at[:16] < at[:16]:
        past, present = (f"{each[:10]} {each[11:16]} UTC" for each in (publish_at, at))
        hint = "Choose a later time, or publish it at once."
        raise UsageError(f"{past} is past: it is {present}.", hint=hint)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
