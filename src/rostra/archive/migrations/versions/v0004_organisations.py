"""Statements are found under the countries and bodies that those who take part are of."""

import sqlalchemy as sa
from alembic import op

from rostra.archive.slugs import slugify

revision = "0004"
down_revision = "0003"

_appearances = sa.table("appearances", sa.column("statement"), sa.column("affiliation"))
_terms = sa.table(
    "statement_terms", sa.column("grouping"), sa.column("slug"), sa.column("statement"), sa.column("name")
)


def upgrade() -> None:
    connection = op.get_bind()
    pairs = connection.execute(
        sa.select(_appearances.c.statement, _appearances.c.affiliation)
        .where(_appearances.c.affiliation.is_not(None))
        .distinct()
        .order_by(_appearances.c.statement, _appearances.c.affiliation)
    ).all()
    rows = {(statement, slugify(name)): name.strip() for statement, name in reversed(pairs) if name.strip()}
    if rows:
        connection.execute(
            sa.insert(_terms),
            [
                {"grouping": "organisation", "slug": slug, "statement": statement, "name": name}
                for (statement, slug), name in rows.items()
            ],
        )
