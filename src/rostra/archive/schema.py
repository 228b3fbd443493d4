"""The tables of a record, in one schema for every database.

Texts are kept where they are read: the saved bytes in `captures`, each visit to an address in `fetches`, each reading of a page
whole in `versions`, and the current reading taken apart in `statements`, `turns`, `statement_terms`, `appearances` and `issues`, so
that lists, tallies and anybody's SQL need no unpacking. What people decided stands in `judgements`, and outranks what was read.
What can be counted from these tables is not stored a second time. Searches that somebody follows stand in `searches`.

A change here needs a migration (``docs/record.md``); a test holds both to the same result.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, MetaData, Table
from sqlalchemy.sql.schema import SchemaItem

from rostra.archive.types import NUMBER, SHARE, TEXT

REVISION = "0008"
"""What this release writes."""
OLDER_REVISIONS: frozenset[str] = frozenset({"0001", "0002", "0003", "0004", "0005", "0006", "0007"})
"""What this release can bring up to date. Anything else was written by a newer one."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _table(name: str, *items: SchemaItem, **options: Any) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, **options)


def _text(name: str, *items: SchemaItem, **options: Any) -> Column[str]:
    return Column(name, TEXT, *items, **{"nullable": False, **options})


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, NUMBER, **{"nullable": False, **options})


def _statement(**options: Any) -> Column[str]:
    return _text("statement", ForeignKey("statements.id", ondelete="CASCADE"), **options)


meta = _table("meta", _text("name", primary_key=True), _text("value"))

captures = _table(
    "captures",
    _text("sha256", primary_key=True),
    _number("size"),
    Column("content", LargeBinary, nullable=False),  # zlib
)

fetches = _table(
    "fetches",
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    _text("address"),  # as asked for
    _text("final", nullable=True),  # where redirects led; NULL where there were none
    _text("at"),
    Column("status", NUMBER),  # of HTTP; NULL when there was no answer
    _text("outcome"),  # new, same, listed, not-modified, failed, refused
    _text("sha256", ForeignKey("captures.sha256"), nullable=True),
    _text("media_type", nullable=True),
    _text("headers"),  # JSON array of pairs
    _text("statement", ForeignKey("statements.id", ondelete="SET NULL"), nullable=True),
    _text("error", nullable=True),  # in plain words
    _text("via", nullable=True),  # the feed, sitemap or list that led here
    Index("ix_fetches_address", "address", "at"),
    Index("ix_fetches_final", "final"),
    Index("ix_fetches_via", "via", "address"),
    Index("ix_fetches_sha256", "sha256"),
    Index("ix_fetches_statement", "statement"),
    sqlite_autoincrement=True,
)

sources = _table(
    "sources",
    _text("address", primary_key=True),
    _text("kind"),  # feed, sitemap, list, page
    _number("every_s"),
    _text("added_at"),
    _text("checked_at", nullable=True),
    _text("next_at"),
    _number("failures", server_default="0"),  # in a row
    _text("error", nullable=True),
    Index("ix_sources_next", "next_at"),
)

statements = _table(
    "statements",
    _text("id", primary_key=True),
    _text("key", unique=True),  # what the id was made of: an address, or where the page was read from
    _text("uri"),  # where the current version was read from
    _text("address", nullable=True),
    _text("sha256"),
    _text("title"),
    _text("kind"),
    _text("date", nullable=True),
    _text("time", nullable=True),
    _text("place", nullable=True),
    _text("language", nullable=True),
    _text("category", nullable=True),
    _text("sections"),  # JSON arrays of names, in the order of the page
    _text("tags"),
    _text("speakers"),
    _text("persons"),  # JSON object: name -> slug
    _number("turns"),
    _number("questions"),
    _number("answers"),
    _number("views_printed"),
    _text("excerpt"),
    Column("doubt", SHARE, nullable=False),
    _number("version"),
    _number("last_turn"),  # the highest number that a turn was ever given
    _text("added_at"),
    _text("updated_at"),
    _text(
        "withdrawn", nullable=True
    ),  # the judgement by which readers see a notice instead; its parts then have no rows
    Index("ix_statements_uri", "uri"),
    Index("ix_statements_address", "address"),
    Index("ix_statements_date", "date", "time", "id", "withdrawn"),
    Index("ix_statements_added", "added_at", "id"),
)

_WITHDRAWN = statements.c.withdrawn.is_not(None)
Index("ix_statements_withdrawn", statements.c.withdrawn, sqlite_where=_WITHDRAWN, postgresql_where=_WITHDRAWN)

Index(
    "ix_statements_newest",
    statements.c.date.desc().nulls_last(),
    statements.c.time.desc().nulls_last(),
    statements.c.id.desc(),
).ddl_if(dialect="postgresql")  # SQLite reads `ix_statements_date` backwards instead

versions = _table(
    "versions",
    _statement(primary_key=True),
    _number("number", primary_key=True),
    _text("sha256", ForeignKey("captures.sha256")),
    _text("uri"),
    _text("media_type", nullable=True),
    _text("captured_at", nullable=True),
    _text("headers"),  # JSON array of pairs
    _text("parser"),
    Column(
        "transcript", LargeBinary, nullable=False
    ),  # zlib of JSON, rostra/transcript/1: as shown, judgements included
    _text("added_at"),
    _number("changed_turns"),
    Column("machine", LargeBinary),  # the same as the parser left it; NULL where no judgement changed anything
    _text(
        "linked", server_default="{}"
    ),  # JSON object, name -> slug, as the machine linked them; "{}" = as `statements.persons`
    _text("change", server_default=""),  # against the version before: "words", "cosmetic", "around"; "" for the first
    _text("notice", nullable=True),  # what the page itself says of its last change; NULL when it says nothing
    Index("ix_versions_sha256", "sha256"),
    Index("ix_versions_uri", "uri"),
    Index("ix_versions_change", "change", "added_at"),
)

turns = _table(
    "turns",
    _statement(primary_key=True),
    _text("turn", primary_key=True),
    _number("ordinal"),
    _text("role"),
    _text("label", nullable=True),
    _text("speaker", nullable=True),
    _text("speaker_kind"),
    _text("person"),  # slug; "" when the speaker is no known person
    _number("start"),
    _number("end"),
    _text("answers", nullable=True),
    Column("confidence", SHARE, nullable=False),
    _text("rule"),
    _text("text"),
)
_UNLINKED = (turns.c.role == "answer") & turns.c.answers.is_(None)
Index("ix_turns_unlinked", turns.c.statement, sqlite_where=_UNLINKED, postgresql_where=_UNLINKED)

statement_terms = _table(
    "statement_terms",
    _text("grouping", primary_key=True),
    _text("slug", primary_key=True),
    _statement(primary_key=True),
    _text("name"),
    Index("ix_statement_terms_statement", "statement"),
    sqlite_with_rowid=False,
)

appearances = _table(
    "appearances",
    _text("person", primary_key=True),
    _statement(primary_key=True),
    _text("name", primary_key=True),
    _text("office", nullable=True),
    _text("affiliation", nullable=True),
    _number("turns"),
    _number("answers"),
    Index("ix_appearances_statement", "statement"),
    sqlite_with_rowid=False,
)

issues = _table(
    "issues",
    _statement(primary_key=True),
    _number("ordinal", primary_key=True),
    _text("code"),
    _text("severity"),
    _number("start"),
    _number("end"),
    _text("message"),
    Index("ix_issues_code", "code"),
    sqlite_with_rowid=False,
)

statement_redirects = _table("statement_redirects", _text("id", primary_key=True), _text("target"))

turn_redirects = _table(
    "turn_redirects",
    _statement(primary_key=True),
    _text("turn", primary_key=True),
    _text("target", nullable=True),  # NULL: its words are gone
    _text("digest"),  # of its words, so that words which come back get their id back
    sqlite_with_rowid=False,
)

judgements = _table(
    "judgements",
    _text("id", primary_key=True),
    _text(
        "statement", ForeignKey("statements.id", ondelete="CASCADE"), nullable=True
    ),  # NULL: of persons in the whole record
    _text("action"),
    _text("value"),  # JSON object, as the action wants it
    _text("turn", nullable=True),  # its id when it was judged
    Column("start", NUMBER),  # where the words judged stood in the text of that version
    _text("quote", nullable=True),  # these words themselves, by which they are found again
    _text("prefix"),  # what stood before them, and behind
    _text("suffix"),
    _text("sha256", nullable=True),  # of the bytes judged, by which the page is known in every archive
    Column("version", NUMBER),
    _text("by"),
    _text("at"),
    _text("why"),
    _text("state"),  # applied, unmet (the words no longer stand), undone
    _text("note", nullable=True),  # why it is unmet; JSON of who undid it when and why
    Index("ix_judgements_statement", "statement", "at"),
    Index("ix_judgements_at", "at"),
)

views = _table("views", _statement(primary_key=True), _number("count"))

accounts = _table(
    "accounts",
    _text("key", primary_key=True),  # the name without regard to case and spacing
    _text("name"),
    _text("role"),  # reader, editor, admin
    _text("password"),  # argon2id
    _text("created_at"),
    _text("changed_at"),  # of the password
)

sessions = _table(
    "sessions",
    _text("digest", primary_key=True),  # SHA-256 of the token, which only the browser has
    _text("account", ForeignKey("accounts.key", ondelete="CASCADE")),
    _text("created_at"),
    _text("expires_at"),
    Index("ix_sessions_account", "account"),
    Index("ix_sessions_expires", "expires_at"),
)

tries = _table(
    "tries",
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    _text("digest"),  # of the account, or of where the try came from
    _number("at"),  # milliseconds since 1970
    Index("ix_tries_digest", "digest", "at"),
    Index("ix_tries_at", "at"),
    sqlite_autoincrement=True,
)

claims = _table(
    "claims",
    _statement(primary_key=True),
    _text("account", ForeignKey("accounts.key", ondelete="CASCADE")),
    _text("at"),
    Index("ix_claims_account", "account"),
)

changes = _table(
    "changes",
    Column("sequence", NUMBER, primary_key=True, autoincrement=True),
    _text("statement", unique=True),  # only the latest change of a statement is of use
    sqlite_autoincrement=True,
)

arrivals = _table(
    "arrivals",
    _statement(primary_key=True),
    _number("version", primary_key=True),
    _number(
        "sequence"
    ),  # of the change by which the version came: the order in which words arrived, whatever clocks said
    sqlite_with_rowid=False,
)

searches = _table(
    "searches",
    _text("slug", primary_key=True),
    _text("name"),
    _text("query"),  # "" where a question is followed
    _text("question", nullable=True),  # STATEMENT/TURN, of which the answers are awaited
    _number("public"),  # 1: listed on the site, with a feed
    _text("created_at"),
    _text("run_at", nullable=True),
    _number("sequence"),  # what arrived up to this change was seen
    _number("told", server_default="0"),  # passages that were told so far
)

misses = _table(
    "misses",
    _text("query", primary_key=True),  # in one spelling, and short
    _number("count"),
    _text("day"),  # the last one
)

drafts = _table(
    "drafts",
    _text("id", primary_key=True),
    _text("fields"),  # JSON object, as the form has them
    _text("body"),  # Markdown
    _number("revision"),  # counts what was saved, so that two who write do not undo each other
    _text("publish_at", nullable=True),  # when it is due; NULL when nobody decided
    _text("statement", ForeignKey("statements.id", ondelete="SET NULL"), nullable=True),  # that it became
    Column("published", NUMBER),  # the revision that readers see; NULL before the first
    _text("created_by"),
    _text("created_at"),
    _text("changed_by"),
    _text("changed_at"),
    Index("ix_drafts_publish_at", "publish_at"),
    Index("ix_drafts_statement", "statement"),
)

pins = _table(
    "pins",
    _text("place", primary_key=True),  # "" for the home page, else the slug of a section
    _statement(primary_key=True),
    _number("ordinal"),
    _text("by"),
    _text("at"),
    Index("ix_pins_statement", "statement"),
    sqlite_with_rowid=False,
)
