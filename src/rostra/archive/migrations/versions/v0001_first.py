"""The first schema. A migration says what was: it never imports `schema.py`, which says what is."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import NUMBER, SHARE, TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_meta()
    _create_captures()
    _create_statements()
    _create_versions()
    _create_turns()
    _create_statement_terms()
    _create_appearances()
    _create_issues()
    _create_statement_redirects()
    _create_turn_redirects()
    _create_views()
    _create_changes()


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        sqlite_strict=True,
    )


def _create_captures() -> None:
    op.create_table(
        "captures",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures")),
        sqlite_strict=True,
    )


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("uri", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("time", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("category", TEXT, nullable=True),
        sa.Column("sections", TEXT, nullable=False),
        sa.Column("tags", TEXT, nullable=False),
        sa.Column("speakers", TEXT, nullable=False),
        sa.Column("persons", TEXT, nullable=False),
        sa.Column("turns", NUMBER, nullable=False),
        sa.Column("questions", NUMBER, nullable=False),
        sa.Column("answers", NUMBER, nullable=False),
        sa.Column("views_printed", NUMBER, nullable=False),
        sa.Column("excerpt", TEXT, nullable=False),
        sa.Column("doubt", SHARE, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("last_turn", NUMBER, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("key", name=op.f("uq_statements_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_statements_added", "statements", ["added_at", "id"], unique=False)
    op.create_index("ix_statements_date", "statements", ["date", "time", "id"], unique=False)
    op.create_index("ix_statements_uri", "statements", ["uri"], unique=False)


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("uri", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=True),
        sa.Column("captured_at", TEXT, nullable=True),
        sa.Column("headers", TEXT, nullable=False),
        sa.Column("parser", TEXT, nullable=False),
        sa.Column("transcript", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("changed_turns", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_versions_statement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["captures.sha256"], name=op.f("fk_versions_sha256")),
        sa.PrimaryKeyConstraint("statement", "number", name=op.f("pk_versions")),
        sqlite_strict=True,
    )
    op.create_index("ix_versions_sha256", "versions", ["sha256"], unique=False)


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("turn", TEXT, nullable=False),
        sa.Column("ordinal", NUMBER, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("speaker", TEXT, nullable=True),
        sa.Column("speaker_kind", TEXT, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("end", NUMBER, nullable=False),
        sa.Column("answers", TEXT, nullable=True),
        sa.Column("confidence", SHARE, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_turns_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "turn", name=op.f("pk_turns")),
        sqlite_strict=True,
    )


def _create_statement_terms() -> None:
    op.create_table(
        "statement_terms",
        sa.Column("grouping", TEXT, nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_statement_terms_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grouping", "slug", "statement", name=op.f("pk_statement_terms")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_terms_statement", "statement_terms", ["statement"], unique=False)


def _create_appearances() -> None:
    op.create_table(
        "appearances",
        sa.Column("person", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("office", TEXT, nullable=True),
        sa.Column("affiliation", TEXT, nullable=True),
        sa.Column("turns", NUMBER, nullable=False),
        sa.Column("answers", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_appearances_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "statement", "name", name=op.f("pk_appearances")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_appearances_statement", "appearances", ["statement"], unique=False)


def _create_issues() -> None:
    op.create_table(
        "issues",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("ordinal", NUMBER, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("severity", TEXT, nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("end", NUMBER, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_issues_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "ordinal", name=op.f("pk_issues")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_issues_code", "issues", ["code"], unique=False)


def _create_statement_redirects() -> None:
    op.create_table(
        "statement_redirects",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_redirects")),
        sqlite_strict=True,
    )


def _create_turn_redirects() -> None:
    op.create_table(
        "turn_redirects",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("turn", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_turn_redirects_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "turn", name=op.f("pk_turn_redirects")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_views() -> None:
    op.create_table(
        "views",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("count", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_views_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_views")),
        sqlite_strict=True,
    )


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("sequence", NUMBER, autoincrement=True, nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
        sa.UniqueConstraint("statement", name=op.f("uq_changes_statement")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
