"""Visits to addresses, what is watched, what people decided, and what the machine said before they did."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _add_to_versions()
    _create_fetches()
    _create_sources()
    _create_judgements()


def _add_to_versions() -> None:
    op.add_column("versions", sa.Column("machine", sa.LargeBinary(), nullable=True))
    op.add_column("versions", sa.Column("linked", sa.Text(), server_default="{}", nullable=False))
    op.add_column("versions", sa.Column("change", sa.Text(), server_default="", nullable=False))
    op.add_column("versions", sa.Column("announced", sa.Integer(), nullable=True))
    op.create_index("ix_versions_change", "versions", ["change", "added_at"], unique=False)


def _create_fetches() -> None:
    op.create_table(
        "fetches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("final", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["captures.sha256"], name=op.f("fk_fetches_sha256")),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_fetches_statement"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_fetches_address", "fetches", ["address", "at"], unique=False)
    op.create_index("ix_fetches_sha256", "fetches", ["sha256"], unique=False)
    op.create_index("ix_fetches_statement", "fetches", ["statement"], unique=False)


def _create_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.Text(), nullable=True),
        sa.Column("next_at", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_sources")),
        sqlite_strict=True,
    )
    op.create_index("ix_sources_next", "sources", ["next_at"], unique=False)


def _create_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_judgements_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
        sqlite_strict=True,
    )
    op.create_index("ix_judgements_at", "judgements", ["at"], unique=False)
    op.create_index("ix_judgements_statement", "judgements", ["statement", "at"], unique=False)
