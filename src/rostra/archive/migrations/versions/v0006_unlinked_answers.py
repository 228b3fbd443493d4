"""Answers without their question are found without going through all turns."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_UNLINKED = sa.text("role = 'answer' AND answers IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_turns_unlinked", "turns", ["statement"], unique=False, sqlite_where=_UNLINKED, postgresql_where=_UNLINKED
    )
