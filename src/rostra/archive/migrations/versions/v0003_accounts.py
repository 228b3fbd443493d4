"""Who may edit: accounts, their sessions, and which statements somebody has taken in hand."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.types import TEXT

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "accounts",
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("key", "name", "role", "password", "created_at", "changed_at")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_accounts")),
        sqlite_strict=True,
    )
    op.create_table(
        "sessions",
        *(sa.Column(name, TEXT, nullable=False) for name in ("digest", "account", "created_at", "expires_at")),
        sa.ForeignKeyConstraint(["account"], ["accounts.key"], name=op.f("fk_sessions_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
        sqlite_strict=True,
    )
    op.create_index("ix_sessions_account", "sessions", ["account"], unique=False)
    op.create_index("ix_sessions_expires", "sessions", ["expires_at"], unique=False)
    op.create_table(
        "claims",
        *(sa.Column(name, TEXT, nullable=False) for name in ("statement", "account", "at")),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_claims_statement"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["account"], ["accounts.key"], name=op.f("fk_claims_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_claims")),
        sqlite_strict=True,
    )
    op.create_index("ix_claims_account", "claims", ["account"], unique=False)
