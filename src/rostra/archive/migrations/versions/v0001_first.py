"""The first schema. A migration says what was: it never imports `schema.py`, which says what is."""

import sqlalchemy as sa
from alembic import op

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
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        sqlite_strict=True,
    )


def _create_captures() -> None:
    op.create_table(
        "captures",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures")),
        sqlite_strict=True,
    )


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("speakers", sa.Text(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("views_printed", sa.Integer(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("doubt", sa.REAL(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
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
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("captured_at", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("parser", sa.Text(), nullable=False),
        sa.Column("transcript", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("changed_turns", sa.Integer(), nullable=False),
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
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("confidence", sa.REAL(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_turns_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "turn", name=op.f("pk_turns")),
        sqlite_strict=True,
    )


def _create_statement_terms() -> None:
    op.create_table(
        "statement_terms",
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
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
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
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
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_issues_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "ordinal", name=op.f("pk_issues")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_issues_code", "issues", ["code"], unique=False)


def _create_statement_redirects() -> None:
    op.create_table(
        "statement_redirects",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_redirects")),
        sqlite_strict=True,
    )


def _create_turn_redirects() -> None:
    op.create_table(
        "turn_redirects",
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
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
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_views_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_views")),
        sqlite_strict=True,
    )


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
        sa.UniqueConstraint("statement", name=op.f("uq_changes_statement")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
