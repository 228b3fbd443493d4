"""What pages said before their words were changed: what stands there still is not news."""

from __future__ import annotations

from typing import NamedTuple

from rostra.archive.protocol import Record
from rostra.model import NotFoundError, Transcript
from rostra.search.schema import read_passage
from rostra.search.words import fold_words

# Former pages kept at hand, in the folded words of their turns: some 20 kB each.
_KEPT = 1_000


class _Page(NamedTuple):
    """The folded words of each turn, and of the whole body."""

    turns: frozenset[str]
    body: str


class Earlier:
    """What pages said at a change of the record. To be thrown away when the news are gathered; until then searches that were last
    told of the same change share what was read."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._numbers: dict[int, dict[str, int]] = {}
        self._pages: dict[tuple[str, int], _Page] = {}

    def versions(self, sequence: int) -> dict[str, int]:
        """Statement -> the number of the version that it had at the change `sequence`, of those that have a later one."""
        if sequence not in self._numbers:
            self._numbers[sequence] = self._record.former_versions(sequence)
        return self._numbers[sequence]

    def had(self, statement_id: str, sequence: int, said: str, *, turn: bool) -> bool:
        """Whether the page had these very words at the change `sequence`: as a turn of their own, or anywhere on it for those
        that are no `turn` here or that it then had none of. False for a page that was yet to come."""
        number = self.versions(sequence).get(statement_id)
        if number is None:
            return False
        page, words = self._page(statement_id, number), _folded(said)
        return words in page.turns if turn and page.turns else f" {words} " in f" {page.body} "

    def _page(self, statement_id: str, number: int) -> _Page:
        key = (statement_id, number)
        if key not in self._pages:
            if len(self._pages) >= _KEPT:
                self._pages.clear()
            self._pages[key] = self._read(statement_id, number)
        return self._pages[key]

    def _read(self, statement_id: str, number: int) -> _Page:
        try:
            return _fold_page(self._record.get_version(statement_id, number))
        except NotFoundError:  # it has just gone, and what was found on it with it
            return _Page(frozenset(), "")


def _fold_page(page: Transcript) -> _Page:
    start, end = page.body
    turns = (read_passage(page, (turn.start, turn.end), turn) for turn in page.turns)
    return _Page(frozenset(map(_folded, turns)), _folded(page.text[start:end]))


def _folded(text: str) -> str:
    return " ".join(fold_words(text))
