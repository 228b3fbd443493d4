"""Statements that are withdrawn from readers, and how often somebody tried to log in of late."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import NUMBER, TEXT

revision = "0008"
down_revision = "0007"

_WITHDRAWN = sa.text("withdrawn IS NOT NULL")


def upgrade() -> None:
    op.add_column("statements", sa.Column("withdrawn", TEXT, nullable=True))
    op.drop_index("ix_statements_date", table_name="statements")
    op.create_index("ix_statements_date", "statements", ["date", "time", "id", "withdrawn"], unique=False)
    op.create_index(
        "ix_statements_withdrawn",
        "statements",
        ["withdrawn"],
        unique=False,
        sqlite_where=_WITHDRAWN,
        postgresql_where=_WITHDRAWN,
    )
    _create_tries()


def _create_tries() -> None:
    op.create_table(
        "tries",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tries_digest", "tries", ["digest", "at"], unique=False)
    op.create_index("ix_tries_at", "tries", ["at"], unique=False)
