"""Who bears which name, as the record knows today: asked once a state of the index, when first needed."""

from __future__ import annotations

from functools import cached_property

from rostra.archive.protocol import Record
from rostra.archive.records import PersonCard
from rostra.search.words import fold_words


class People:
    """The persons of a record, by slug and by name."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def get_name(self, slug: str) -> str:
        """What the person is called; "" for a slug that is nobody's."""
        return self._names.get(slug, "")

    def called(self, name: str) -> list[str]:
        """Slugs of those who are called so; empty when nobody is."""
        return self._called.get(fold_name(name), [])

    def spelled(self, name: str) -> list[str]:
        """Slugs of those whom some page calls so; empty when none does."""
        return self._spelled.get(fold_name(name), [])

    @cached_property
    def _cards(self) -> tuple[PersonCard, ...]:
        return self._record.persons()

    @cached_property
    def _names(self) -> dict[str, str]:
        return {card.slug: card.name for card in self._cards}

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        return _by_name({card.slug: (card.name,) for card in self._cards})

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        return _by_name({card.slug: card.names for card in self._cards})


def _by_name(names: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    slugs: dict[str, list[str]] = {}
    for slug, spellings in names.items():
        for spelling in {fold_name(name) for name in spellings}:
            slugs.setdefault(spelling, []).append(slug)
    return slugs


def fold_name(name: str) -> str:
    """The folded words of a name as one text; "" for a name without words."""
    return " ".join(fold_words(name))
