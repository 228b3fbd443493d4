"""The column types, in SQLite's terms and PostgreSQL's: what one database keeps and how it sorts, so does the other.

Migrations use them as well: a type here never changes its meaning, a new one gets a new name.
"""

from __future__ import annotations

from sqlalchemy import REAL, BigInteger, Integer, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""SQLite compares texts by their bytes; PostgreSQL would by the habits of some language."""
NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""SQLite's integers have 64 bits."""
SHARE: TypeEngine[float] = REAL().with_variant(postgresql.DOUBLE_PRECISION(), "postgresql")
"""SQLite's REAL has 64 bits, PostgreSQL's has 32: what was 0.97 would come back as another number."""
