"""Sections, categories and tags as those who look after an archive arrange them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

from rostra.archive.filing import current_term
from rostra.archive.judgements import naming as naming_of
from rostra.archive.naming import Shelf


class Arranger(Protocol):
    """The part of a record that tells what its sections, categories and tags are."""

    def current_term(self, shelf: Shelf, slug: str) -> str:
        """The slug itself while any statement stands under it, else what its name was changed to."""
        ...

    def former_terms(self, shelf: Shelf) -> dict[str, str]:
        """Slugs under which nothing stands any longer, since their names were changed -> what each leads to today."""
        ...


class _Reads(Protocol):
    def _reads(self) -> AbstractContextManager[Connection]: ...


class ArrangedRows:
    """`Arranger` over the tables."""

    def current_term(self: _Reads, shelf: Shelf, slug: str) -> str:
        """What a slug leads to today."""
        with self._reads() as connection:
            return current_term(connection, shelf, slug)

    def former_terms(self: _Reads, shelf: Shelf) -> dict[str, str]:
        """What slugs that nothing stands under lead to."""
        with self._reads() as connection:
            naming = naming_of(connection)
            found = {slug: current_term(connection, shelf, slug) for slug in naming.former(shelf)}
        return {slug: today for slug, today in found.items() if slug != today}
