"""The words by which persons are told in a phrase: offices, forms of address, countries, and what is no name."""

from __future__ import annotations

import re
from functools import cache

from rostra.lexicon import load, phrases

_HANGUL = re.compile(r"[\uac00-\ud7af]")


@cache
def honorifics() -> frozenset[str]:
    return phrases("offices", "honorifics")


@cache
def offices() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Offices by their first word, longer ones first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases("offices", "offices"):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in table.items()}


@cache
def portfolios() -> tuple[tuple[str, ...], ...]:
    """What a minister is minister of, as words, longer ones first."""
    return tuple(sorted((tuple(p.split()) for p in phrases("offices", "portfolios")), key=len, reverse=True))


@cache
def countries() -> dict[str, str]:
    """Every way to write a country, case-folded, to its short name."""
    names: dict[str, str] = {}
    for country in load("countries").values():
        for form in (country["name"], *country.get("forms", ())):
            names[form.casefold()] = country["name"]
    return names


@cache
def demonyms() -> dict[str, str]:
    """ "Kazakh" and its like, case-folded, to the country's short name."""
    return {
        adjective.casefold(): country["name"]
        for country in load("countries").values()
        for adjective in country.get("demonyms", ())
    }


@cache
def country_words() -> frozenset[str]:
    return frozenset(word for name in countries() for word in name.split())


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that are no part of a person's name: occasions, offices, peoples, bodies, and words of titles."""
    offices = {word for phrase in phrases("offices", "offices") for word in phrase.split() if len(word) > 2}
    listed = phrases("offices", "not_names") | phrases("offices", "organisations")
    return frozenset(occasions() | offices | set(demonyms()) | listed | linkers())


@cache
def occasion_stems() -> tuple[str, ...]:
    """Occasions of which any ending is one as well ("interview" for "interviewed")."""
    listed = (phrase for table in load("kinds").values() for kind in table.values() for phrase in kind)
    return tuple(sorted({p.casefold()[:-1] for p in listed if p.endswith("*") and " " not in p and len(p) > 5}))


@cache
def occasions() -> frozenset[str]:
    """The single words of all kinds of occasions ("press", "conference", "speech")."""
    listed = (phrase for table in load("kinds").values() for kind in table.values() for phrase in kind)
    return frozenset(word.rstrip("*") for phrase in listed for word in phrase.casefold().split() if len(word) > 2)


def holds_occasion(word: str) -> bool:
    """Whether a Korean word, written together with others, has that of an occasion at its end ("regularbriefing")."""
    return _HANGUL.match(word) is not None and word.endswith(_korean_occasions())


@cache
def _korean_occasions() -> tuple[str, ...]:
    return tuple(sorted(word for word in occasions() if len(word) > 1 and _HANGUL.match(word)))


@cache
def linkers() -> frozenset[str]:
    return frozenset(phrases("offices", "by") | phrases("offices", "with")) | joins()


@cache
def joins() -> frozenset[str]:
    """Words inside an office: "of", "for", and those that add a second one."""
    return phrases("offices", "joins") | joining()


def joining() -> frozenset[str]:
    """ "and" in all languages."""
    return phrases("offices", "and")


@cache
def introducers() -> frozenset[str]:
    return phrases("offices", "by") | phrases("offices", "with")
