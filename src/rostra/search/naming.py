"""Other ways to ask for a country or a language: codes, short names, and what it is called in other languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rostra.lexicon import load
from rostra.search.people import fold_name


def known_as(field: str, text: str) -> str:
    """What the index calls the country ("Germany" for "de", "Allemagne", "Deutschland") or language ("fr" for "French",
    "français", "fra") that `text` means; "" for a field of other names, or when it means none."""
    tables = {"country": _countries, "language": _languages}
    return tables[field]().get(fold_name(text), "") if field in tables else ""


def language_name(code: str) -> str:
    """The English name of a language; the code where none is known."""
    return next((form for form in _table("language_names").get(code, ()) if form[:1].isupper()), code)


@cache
def _table(name: str) -> dict[str, list[str]]:
    """A file of this folder: the name in the index, with other names. Whose other name two of them share, has the first."""
    return tomllib.loads((files("rostra.search") / f"{name}.toml").read_text("utf-8"))


@cache
def _countries() -> dict[str, str]:
    formal = {
        fold_name(part): table["name"]
        for table in load("countries").values()
        for form in (table["name"], *table.get("forms", ()))
        for part in (form, *form.split("/"))
    }
    return {**_turned("country_names"), **formal}


@cache
def _languages() -> dict[str, str]:
    return _turned("language_names")


def _turned(name: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for own, forms in _table(name).items():
        for form in forms:
            known.setdefault(fold_name(form), own)
    return known
