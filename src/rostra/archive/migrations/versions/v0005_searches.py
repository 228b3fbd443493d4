"""The order in which words arrived, the searches that somebody follows, and what was looked for in vain."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import NUMBER, TEXT

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _create_arrivals()
    _create_searches()
    _create_misses()


def _create_arrivals() -> None:
    op.create_table(
        "arrivals",
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_arrivals_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "version", name=op.f("pk_arrivals")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_searches() -> None:
    op.create_table(
        "searches",
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("query", TEXT, nullable=False),
        sa.Column("question", TEXT, nullable=True),
        sa.Column("public", NUMBER, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("run_at", TEXT, nullable=True),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("told", NUMBER, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_searches")),
        sqlite_strict=True,
    )


def _create_misses() -> None:
    op.create_table(
        "misses",
        sa.Column("query", TEXT, nullable=False),
        sa.Column("count", NUMBER, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("query", name=op.f("pk_misses")),
        sqlite_strict=True,
    )
