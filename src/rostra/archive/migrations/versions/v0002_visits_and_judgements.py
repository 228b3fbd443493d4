"""Visits to addresses, what is watched, what people decided, and what the machine said before they did."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import NUMBER, TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _add_to_versions()
    _create_fetches()
    _create_sources()
    _create_judgements()
    if op.get_bind().dialect.name == "postgresql":
        newest = [sa.text(f"{column} DESC NULLS LAST") for column in ("date", "time")]
        op.create_index("ix_statements_newest", "statements", [*newest, sa.text("id DESC")], unique=False)


def _add_to_versions() -> None:
    op.add_column("versions", sa.Column("machine", sa.LargeBinary(), nullable=True))
    op.add_column("versions", sa.Column("linked", TEXT, server_default="{}", nullable=False))
    op.add_column("versions", sa.Column("change", TEXT, server_default="", nullable=False))
    op.add_column("versions", sa.Column("notice", TEXT, nullable=True))
    op.execute(
        "UPDATE versions SET change = CASE WHEN changed_turns > 0 THEN 'words' ELSE 'around' END WHERE number > 1"
    )
    op.create_index("ix_versions_change", "versions", ["change", "added_at"], unique=False)
    op.create_index("ix_versions_uri", "versions", ["uri"], unique=False)
    op.create_index("ix_statements_address", "statements", ["address"], unique=False)


def _create_fetches() -> None:
    op.create_table(
        "fetches",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("final", TEXT, nullable=True),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("status", NUMBER, nullable=True),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("media_type", TEXT, nullable=True),
        sa.Column("headers", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=True),
        sa.Column("error", TEXT, nullable=True),
        sa.Column("via", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["captures.sha256"], name=op.f("fk_fetches_sha256")),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_fetches_statement"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_fetches_address", "fetches", ["address", "at"], unique=False)
    op.create_index("ix_fetches_final", "fetches", ["final"], unique=False)
    op.create_index("ix_fetches_sha256", "fetches", ["sha256"], unique=False)
    op.create_index("ix_fetches_statement", "fetches", ["statement"], unique=False)
    op.create_index("ix_fetches_via", "fetches", ["via", "address"], unique=False)


def _create_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("address", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("every_s", NUMBER, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("checked_at", TEXT, nullable=True),
        sa.Column("next_at", TEXT, nullable=False),
        sa.Column("failures", NUMBER, server_default="0", nullable=False),
        sa.Column("error", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_sources")),
        sqlite_strict=True,
    )
    op.create_index("ix_sources_next", "sources", ["next_at"], unique=False)


def _create_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("statement", TEXT, nullable=True),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("turn", TEXT, nullable=True),
        sa.Column("start", NUMBER, nullable=True),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("prefix", TEXT, nullable=False),
        sa.Column("suffix", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("version", NUMBER, nullable=True),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_judgements_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
        sqlite_strict=True,
    )
    op.create_index("ix_judgements_at", "judgements", ["at"], unique=False)
    op.create_index("ix_judgements_statement", "judgements", ["statement", "at"], unique=False)
