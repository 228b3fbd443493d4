"""The engine's searcher, which says by one error of ours when its files make no sense, so that no other error is taken for that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import tantivy

from rostra.search.store import is_damage


class DamageError(Exception):
    """The files of the index opened, but make no sense."""


class _Guarded:
    """Passes everything on to a searcher."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._searcher, name)
        if not callable(found):
            return found
        guarded = _guard(found)
        setattr(self, name, guarded)
        return guarded


def _guard(ask: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*given: Any, **named: Any) -> Any:
        try:
            return ask(*given, **named)
        except BaseException as error:
            if is_damage(error):
                raise DamageError(str(error)) from error
            raise

    return asked


def guard(searcher: tantivy.Searcher) -> tantivy.Searcher:
    """`searcher`, whose methods raise `DamageError` where its files are damaged."""
    return cast(tantivy.Searcher, _Guarded(searcher))
