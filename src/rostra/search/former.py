"""Former names of sections, categories and tags: what stands under them today, so that who asks by an old name finds it."""

from __future__ import annotations

from functools import cached_property

from rostra.archive.naming import SHELVES
from rostra.archive.protocol import Record
from rostra.archive.slugs import slugify


class FormerNames:
    """The names that people changed in a record; asked once a state of the index, when first needed."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def today(self, field: str, name: str) -> str:
        """What a name of a field that nothing stands under any longer is called today; "" for any other."""
        return self._today[field].get(slugify(name), "") if field in self._today else ""

    @cached_property
    def _today(self) -> dict[str, dict[str, str]]:
        """Of each field, the name of today by the slug of each former one."""
        found: dict[str, dict[str, str]] = {}
        for shelf in SHELVES:
            former = self._record.former_terms(shelf)
            names = {tally.slug: tally.name for tally in self._record.tally(shelf)} if former else {}
            found[shelf] = {slug: names[today] for slug, today in former.items() if today in names}
        return found
