"""Bringing the tables up to date, by Alembic, inside a transaction of the caller's."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that lie between the stored schema (or none) and `revision`."""
    config = Config()
    config.set_main_option("script_location", "rostra.archive:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
