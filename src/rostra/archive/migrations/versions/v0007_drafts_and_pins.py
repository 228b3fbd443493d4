"""What is written here before readers see it, and what stands first on the home page and in a section."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import NUMBER, TEXT

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _create_drafts()
    _create_pins()


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("fields", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("publish_at", TEXT, nullable=True),
        sa.Column("statement", TEXT, nullable=True),
        sa.Column("published", NUMBER, nullable=True),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("changed_by", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_drafts_statement"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sqlite_strict=True,
    )
    op.create_index("ix_drafts_publish_at", "drafts", ["publish_at"], unique=False)
    op.create_index("ix_drafts_statement", "drafts", ["statement"], unique=False)


def _create_pins() -> None:
    op.create_table(
        "pins",
        sa.Column("place", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("ordinal", NUMBER, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_pins_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place", "statement", name=op.f("pk_pins")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pins_statement", "pins", ["statement"], unique=False)
