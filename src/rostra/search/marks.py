"""What to mark in a text: tests of single words, runs of them, and runs that stand near one another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rostra.search.edits import within_edits
from rostra.search.stems import Forms
from rostra.search.wild import compile_pattern


class Test(NamedTuple):
    """What one word of a text must be: one of `values` in the form that `slot` names (as in `Forms`), or, folded, like `pattern`
    (stars and question marks), or at most `edits` changes away from it."""

    slot: str
    values: frozenset[str] = frozenset()
    pattern: str = ""
    edits: int = 0

    def accepts(self, forms: Forms) -> bool:
        """Whether a word of these forms passes."""
        if getattr(forms, self.slot) in self.values:
            return True
        if not self.pattern:
            return False
        return (
            within_edits(self.pattern, forms.folded, self.edits) if self.edits else _is_like(self.pattern, forms.folded)
        )


FOLDED, STEM, FORM = "folded", "stem", "form"


class Mark(NamedTuple):
    """Words next to one another that are marked where all pass. `label` is what of the query they stand for. With `partners`
    they are marked only where one of these stands near, with at most `distance` other words between. `said` and `asked` are whether
    they were looked for in what was said, and in the question that it answers."""

    tests: tuple[Test, ...]
    label: str
    partners: tuple[tuple[Test, ...], ...] = ()
    distance: int = 0
    said: bool = True
    asked: bool = False


def mark_words(words: tuple[str, ...]) -> Mark:
    """These folded words, next to one another."""
    return Mark(tuple(Test(FOLDED, frozenset([word])) for word in words), " ".join(words))


@lru_cache(maxsize=20_000)
def _is_like(pattern: str, word: str) -> bool:
    return _compiled(pattern).fullmatch(word) is not None


_compiled = lru_cache(maxsize=200)(compile_pattern)
