"""Who bears which name, as the record knows today: asked once a state of the index, when first needed."""

from __future__ import annotations

from functools import cached_property

from rostra.archive.protocol import Record
from rostra.archive.records import PersonCard
from rostra.search.words import fold_words

# Persons whom one word may mean, and spellings of their names that are looked for.
_MOST_NAMESAKES = 5
_MOST_SPELLINGS = 40


class People:
    """The persons of a record, by slug and by name."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def get_name(self, slug: str) -> str:
        """What the person is called; "" for a slug that is nobody's."""
        return self._names.get(slug, "")

    @property
    def slugs(self) -> tuple[str, ...]:
        """Those of all persons."""
        return tuple(self._names)

    def called(self, name: str) -> list[str]:
        """Slugs of those who are called so; empty when nobody is."""
        return self._called.get(fold_name(name), [])

    def spelled(self, name: str) -> list[str]:
        """Slugs of those whom some page calls so; empty when none does."""
        return self._spelled.get(fold_name(name), [])

    def mentions(self, name: str, *, whole: bool) -> list[str]:
        """How persons may be named in a text who bear this `whole` name, or a name that has its words: every spelling met, and the
        last name where it is nobody else's. Empty when it is nobody's name, or that of too many."""
        key = fold_name(name)
        if whole:
            slugs = self.called(name) or self.spelled(name)
        else:
            slugs = list(dict.fromkeys(slug for word, slug in self._words if word == key))
        if not 0 < len(slugs) <= _MOST_NAMESAKES:
            return []
        cards = [card for card in self._cards if card.slug in slugs]
        names = [spelling for card in cards for spelling in card.names]
        last = [fold_words(card.name)[-1] for card in cards if fold_words(card.name)]
        own = [word for word in last if {slug for other, slug in self._words if other == word} <= set(slugs)]
        return list(dict.fromkeys([*names, *own]))[:_MOST_SPELLINGS]

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """Every word of every spelling with the person's slug."""
        return [(word, card.slug) for card in self._cards for name in card.names for word in fold_words(name)]

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
