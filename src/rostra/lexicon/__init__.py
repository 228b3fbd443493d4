"""Word lists of the world's languages, as data.

Each list is a TOML file in ``data/``: a table a language (BCP 47), in it named lists of lower-case words or phrases.
Adding a language is adding a table; no code changes (see ``docs/recipes/add-a-language.md``).
"""

from __future__ import annotations

import tomllib
import zlib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The word list ``data/{name}.toml`` as nested tables. Raises `FileNotFoundError` for a name that does not exist."""
    return tomllib.loads(_read(name).decode())


def fingerprint(name: str) -> str:
    """What changes with the word list, for those who keep what was made by it. Raises as `load`."""
    return f"{zlib.crc32(_read(name)):08x}"


def _read(name: str) -> bytes:
    return (files("rostra.lexicon") / "data" / f"{name}.toml").read_bytes()


@cache
def phrases(name: str, key: str) -> frozenset[str]:
    """All phrases under `key` of the list `name`, of all languages together, case-folded. Empty when no language has any."""
    return frozenset(word.casefold() for table in load(name).values() for word in table.get(key, ()))


@cache
def phrases_of(name: str, key: str, language: str) -> frozenset[str]:
    """The phrases of one language, case-folded; empty when the list does not know the language."""
    return frozenset(word.casefold() for word in load(name).get(language, {}).get(key, ()))
